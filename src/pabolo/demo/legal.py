"""The legal process in the made-up regency: stage by stage in every case, and one case with
everything that a counsel keeps: appointments, letters, restitution, a request to take content down."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pabolo.demo.casestory import CaseStory
from pabolo.demo.clockwork import Story
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import WIB
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import claims, court, legal, takedowns, team
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.vocabulary import Facet

# What is recorded together: who writes weekly learns of two stages at once.
PATH = (("H2",), ("H4",), ("H5", "H6"), ("H7", "H8"), ("H9", "H10"))
DIVERTED = (("H4", "H20"),)
POLICE, PROSECUTOR, COURT = "Polres, Unit PPA", "Kejaksaan negeri", "Pengadilan negeri"
OFFICE = {"H6": PROSECUTOR, "H7": PROSECUTOR, "H8": PROSECUTOR, "H9": COURT, "H10": COURT}
WORDS = "Saya mau, asal Ibu Lestari duduk di samping saya."


def next_stage(story: CaseStory) -> None:
    """The process goes a step on."""
    path = DIVERTED if story.life.takes("diversion") else PATH
    if story.legal_steps >= len(path):
        return
    for code in path[story.legal_steps]:
        line = e.LegalStaged(
            at=story.at, by=story.now.id.hex, stage=code, on=story.at.date().isoformat(),
            id=_key(story.scene, f"{story.life.key}|{code}"),
            institution=OFFICE.get(code, POLICE),
        )  # fmt: skip
        legal.record_legal_stage(**story.worked(stage=line))
    story.legal_steps += 1


def _key(scene: Scene, of: str) -> str:
    """An id that two builds of the same regency share: none is drawn by chance."""
    return UUID(int=rng_of(scene.seed, f"legal|{of}").getrandbits(128)).hex


def _on_trial(scene: Scene, at: datetime) -> UUID:
    """A case of Dedi's in which the police act already, the last opened first."""
    dedi = scene.actor("dedi", at)
    own = scene.cases_with("dedi")
    for case_id in reversed(own):
        file = open_file(case_id=case_id, by=dedi, at=at, facets=[Facet.LEGAL])
        if file.state.police and file.state.police.number:
            return case_id
    return own[0]


def before_the_court(scene: Scene) -> Story:
    """The child was heard by the police, is prepared for today, and a hearing is planned."""
    yield (at := scene.now - timedelta(days=6))
    case_id = _on_trial(scene, at)
    if scene.people["lestari"] not in holders(case_id):
        team.add_specialist(
            case_id=case_id, person_id=scene.people["lestari"], reason="Pendampingan hukum.",
            by=scene.actor("ratna", at), at=at,
        )  # fmt: skip
    _stages(scene, case_id, at)
    _letters(scene, case_id, at)
    _dates(scene, case_id, at)
    _claims(scene, case_id, at)


def _now(scene: Scene, case_id: UUID, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    lestari = scene.actor("lestari", at)
    return {"at": at, "by": lestari.id.hex}, {"case_id": case_id, "by": lestari, "at": at}


def _stages(scene: Scene, case_id: UUID, at: datetime) -> None:
    line, now = _now(scene, case_id, at)
    reached = open_file(
        case_id=case_id, by=now["by"], at=at, facets=[Facet.LEGAL]
    ).state.legal.codes
    for back, code in ((12, "H4"), (9, "H5")):
        if code not in reached:
            on = (at - timedelta(days=back)).date().isoformat()
            why = "Dicatat belakangan dari surat penyidik." if reached else ""
            key = _key(scene, f"pengadilan|{code}")
            stage = e.LegalStaged(**line, stage=code, on=on, id=key, institution=POLICE, why=why)
            legal.record_legal_stage(stage=stage, **now)


def _letters(scene: Scene, case_id: UUID, at: datetime) -> None:
    line, now = _now(scene, case_id, at)
    for back, kind, number, note in (
        (9, "SPDP", "SPDP/41/XI/2026", ""),
        (6, "SP2HP", "B/118/XI/2026", "Saksi kedua sudah diperiksa; visum sudah diterima."),
    ):
        on = (at - timedelta(days=back)).date().isoformat()
        letter = e.LegalLetter(
            **line, letter=_key(scene, f"surat|{kind}"), way="in", kind=kind, on=on,
            number=number, party=POLICE, note=note,
        )  # fmt: skip
        legal.record_letter(letter=letter, **now)


def _dates(scene: Scene, case_id: UUID, at: datetime) -> None:
    line, now = _now(scene, case_id, at)
    today = scene.now.astimezone(WIB).replace(minute=0, second=0, microsecond=0)
    with_child: dict[str, Any] = {
        "companion": scene.people["lestari"].hex,
        "needs": ("support", "plain", "breaks"),
    }
    soon = e.DatePlanned(
        **line, date=_key(scene, "janji|PSI"), kind="PSI", starts_at=today + timedelta(hours=3),
        place="RSUD, ruang psikologi", **with_child,
    )  # fmt: skip
    court.plan_date(planned=soon, **now)
    told = "Ruangannya dikunjungi kemarin; anak tahu siapa yang bertanya dan boleh berhenti."
    ready = e.ChildPrepared(**line, date=soon.date, how=told, child_words=WORDS)
    court.prepare_child(prepared=ready, **now)
    with_child["needs"] = ("support", "closed", "video", "apart")
    hearing = (today + timedelta(days=8)).replace(hour=9)
    later = e.DatePlanned(
        **line, date=_key(scene, "janji|SID"), kind="SID", starts_at=hearing,
        place="Pengadilan negeri, ruang sidang anak", beside="Nenek", **with_child,
    )  # fmt: skip
    court.plan_date(planned=later, **now)


def _claims(scene: Scene, case_id: UUID, at: datetime) -> None:
    line, now = _now(scene, case_id, at)
    on = at.date().isoformat()
    if open_file(case_id=case_id, by=now["by"], at=at, facets=[Facet.LEGAL]).state.legal.claims:
        return
    asked = e.ClaimAsked(
        **line, claim=_key(scene, "restitusi"), kind="restitution", through="lpsk", on=on,
        number="R-77/LPSK/2026", note="Biaya terapi dan sekolah dihitung LPSK.",
    )  # fmt: skip
    claims.ask_claim(asked=asked, **now)
    gone = e.TakedownAsked(
        **line, takedown=_key(scene, "konten"), platform="Media sosial contoh", kind="TKS",
        to="komdigi", on=on, seen="Unggahan akun warga; nama sekolah anak disebut.",
        number="ADU-2026-0117",
    )  # fmt: skip
    takedowns.ask_takedown(asked=gone, **now)


STORIES = (before_the_court,)
