"""Case conferences on the days of the build: one with its minutes, and one this afternoon."""

from datetime import timedelta
from uuid import UUID

from pabolo.demo.clockwork import Story
from pabolo.demo.scene import Scene
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import conference, conferring
from pabolo.programme.cases.models import Conference
from pabolo.rules.vocabulary import LegalBasis

PLACE = "Ruang rapat UPTD, lantai 2"
QUESTION = "Siapa yang menjaga anak sepulang sekolah bulan ini?"
WHY = "Beberapa pihak membantu, tetapi langkah berikutnya belum disepakati."
AGENDA = ("Keadaan anak minggu ini", "Sekolah dan pengasuhan")
SAID = (
    "Anak sudah dua hari masuk sekolah. Ia cemas bila bel pulang berbunyi.",
    "Bibi bersedia menjemput; guru piket menunggu bersama anak sampai dijemput.",
)
WORDS = "Saya mau pulang sama bibi, jangan lewat warung itu."


def _case(scene: Scene, worker: str) -> UUID | None:
    """The worker's case opened first that the head of the unit sees."""
    ratna = scene.people["ratna"]
    return next((one for one in scene.cases_with(worker) if ratna in holders(one)), None)


def _asked(scene: Scene, key: UUID, hours: int) -> str:
    """The health centre is asked because of danger; the invitation."""
    at = scene.now - timedelta(hours=hours)
    asked = conference.Asked(
        agency=agencies(day_of(at), "PKM")[0].pk,
        purpose="health",
        bring="Bidan yang bertugas",
        basis=LegalBasis.VITAL_INTEREST,
        law="Luka lama perlu dilihat kembali minggu ini.",
        vouched="Kepala puskesmas dihubungi; tidak ada terduga pelaku di sana.",
    )
    work = conference.invite_agency(
        conference_id=key, asked=asked, by=scene.actor("ratna", at), at=at
    )
    return work.state.conferences[key.hex].agencies[0].invitation


def held(scene: Scene) -> Story:
    """Yesterday a conference was held; its minutes wait for the case worker to read them."""
    yield (at := scene.now - timedelta(hours=50))
    case_id, ratna = _case(scene, "maria"), scene.people["ratna"]
    if case_id is None:
        return
    key = conference.call_conference(
        case_id=case_id, why=WHY, question=QUESTION, agenda=AGENDA, place=PLACE, chair=ratna,
        starts_at=scene.now - timedelta(hours=26), by=scene.actor("maria", at), at=at,
    )  # fmt: skip
    invitation = _asked(scene, key, 50)
    yield (at := scene.now - timedelta(hours=25))
    if Conference.objects.get(pk=key).state != "called":
        return  # the case has ended meanwhile
    chair = scene.actor("ratna", at)
    guest = e.FromOutside(
        invitation=invitation, name="Tiominar Xaveria", office="Bidan", checked="Sudah ditanyakan."
    )
    conferring.hold_conference(
        conference_id=key, held_at=scene.now - timedelta(hours=26),
        present=[scene.people["maria"]], outside=[guest], oath_read=True, by=chair, at=at,
    )  # fmt: skip
    conferring.decide(
        conference_id=key, text="Guru piket menunggu bersama anak sampai bibi datang.",
        person=scene.people["maria"], due=day_of(scene.now) + timedelta(days=3), by=chair, at=at,
    )  # fmt: skip
    conferring.decide(
        conference_id=key, text="Puskesmas melihat kembali luka anak.", invitation=invitation,
        due=day_of(scene.now) + timedelta(days=5), by=chair, at=at,
    )  # fmt: skip
    conferring.write_minutes(
        conference_id=key, items=SAID, child_words=WORDS, by=chair, at=at,
        disagreement="Bidan lebih suka anak diperiksa hari itu juga.",
    )  # fmt: skip


def coming(scene: Scene) -> Story:
    """This afternoon another one: it stands on the first page of those who are awaited."""
    yield (at := scene.now - timedelta(hours=4))
    case_id = _case(scene, "dedi")
    if case_id is None:
        return
    key = conference.call_conference(
        case_id=case_id, why=WHY, agenda=AGENDA, place=PLACE,
        question="Apakah anak aman tinggal di rumah bibi?", chair=scene.people["ratna"],
        starts_at=scene.now + timedelta(hours=3), by=scene.actor("dedi", at), at=at,
    )  # fmt: skip
    _asked(scene, key, 4)


STORIES = (held, coming)
