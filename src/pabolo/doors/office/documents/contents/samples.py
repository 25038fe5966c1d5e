"""An invented case, so that a template can be looked at without opening a real one."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.documents.contents.common import Told, Written
from pabolo.ground.lib.clock import WIB
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.fold import fold
from pabolo.programme.children.facets import ChildIdentity
from pabolo.rules.letters import Letter, letter_day

NOBODY = UUID(int=0x5A)
ITEM = "f" * 32


def _lines(today: date) -> list[e.Line]:
    at = datetime.combine(today - timedelta(days=40), time(9), WIB)
    due = (today + timedelta(days=30)).isoformat()
    planned = (
        e.Planned(
            at=at, by="", item=ITEM, service="L5", goal="Tidur nyenyak dan berani ke sekolah",
            provider="Psikolog UPTD", times=4, due=due,
        ),
        e.Planned(
            at=at, by="", item="e" * 32, service="L6", goal="Kembali ke kelas VIII",
            provider="SMP Contoh", due=due,
        ),
    )  # fmt: skip
    consent = e.Consented(
        at=at, by="", purpose="service", basis="both_consent", status="given", child_agrees=True
    )
    shared = e.Consented(
        at=at, by="", purpose="referral", basis="child_consent", status="given", child_agrees=True
    )
    return [
        e.RiskRead(at=at, by="", level="medium"),
        consent,
        shared,
        *planned,
        e.PlanApproved(at=at, by="", items=(ITEM, "e" * 32)),
        e.ServiceGiven(at=at, by="", service="L5", item=ITEM),
        e.ServiceGiven(at=at, by="", service="L5", item=ITEM),
        e.Closed(at=at, by="", reason="goals_met", note="Anak aman dan kembali bersekolah."),
    ]


def _written(today: date, kind: Letter) -> Written:
    return Written(
        to=("Ketua TPPK SMP Contoh", "di Pangkatan") if kind is Letter.REFERRAL else (),
        about="Rujukan: kembali sekolah" if kind is Letter.REFERRAL else "Pertemuan keluarga",
        place="kantor UPTD PPA",
        people=("Orang tua", "Guru pendamping"),
        note="Kursi di kelas VIII mulai awal bulan, dan satu guru pendamping.",
        reply_by=today + timedelta(days=7),
    )


def sample(kind: Letter, *, today: date, officer: str, post: str) -> Told:
    """A made-up child, and a case in the middle of its work."""
    return Told(
        case_id=NOBODY,
        state=fold(_lines(today)),
        stats=CaseStats(child="", sex="P", age_at_report=13, forms=("PSI",)),
        identity=ChildIdentity(
            name="Anak Contoh", sex="P", birth="2013-05", school="SMP Contoh",
            carers=("Ibu Contoh",),
        ),
        assessments=(
            (_("Date"), letter_day(today - timedelta(days=38))),
            (_("Needs"), "Rasa aman di rumah dan di sekolah."),
            (_("Strengths"), "Dekat dengan neneknya, senang menggambar."),
            (_("The child's words"), "Saya mau sekolah lagi."),
        ),
        opened_day=today - timedelta(days=41),
        closed_day=today if kind is Letter.CLOSING else None,
        stage=str(labels.STAGE["delivering"]),
        worker=officer,
        officer=officer,
        post=post,
        today=today,
        names={},
        written=_written(today, kind),
    )  # fmt: skip
