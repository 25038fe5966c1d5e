"""A conference on its way, driven by the real actions."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, conference, conferring, team
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import LegalBasis
from tests import builders as b

AGENDA = ("Keadaan anak sekarang", "Sekolah dan tempat tinggal")
SAID = "Ibu guru khawatir anak tidak masuk sekolah lagi."
WORDS = "Saya mau sekolah, tapi jangan bertemu dia."
PLACE = "Ruang rapat lantai 2"


def called(unit: b.Unit, case_id: UUID, **more: Any) -> UUID:
    """A conference in two hours, chaired by Ratna."""
    wanted: dict[str, Any] = {
        "why": "Tiga lembaga membantu, langkah belum jelas.",
        "question": "Di mana anak tinggal dan bersekolah bulan ini?",
        "agenda": AGENDA,
        "starts_at": unit.at + timedelta(hours=2),
        "place": PLACE,
        "chair": unit.ratna.id,
        "by": unit.dedi,
        "at": unit.at,
    }
    return conference.call_conference(case_id=case_id, **{**wanted, **more})


def case_with_team(unit: b.Unit) -> UUID:
    """An assessed case: Dedi works on it, Ayu and Yusuf are of the team; the directory is there."""
    case_id = b.assessed(unit)
    load_directory(by=SYSTEM, at=unit.at)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    return case_id


def agency_of(unit: b.Unit, kind: str) -> Any:
    """The first agency of this kind."""
    return agencies(day_of(unit.at), kind)[0]


def asked(unit: b.Unit, kind: str = "PKM", **more: Any) -> conference.Asked:
    """A health centre, asked because of danger."""
    wanted: dict[str, Any] = {
        "agency": agency_of(unit, kind).pk,
        "purpose": "health",
        "bring": "Dokter atau bidan yang bertugas",
        "basis": LegalBasis.VITAL_INTEREST,
        "law": "Luka belum diperiksa.",
    }
    return conference.Asked(**{**wanted, **more})


def invited(unit: b.Unit, key: UUID) -> str:
    """Ayu and the health centre are invited; the centre's invitation."""
    conference.invite_colleague(conference_id=key, person=unit.ayu.id, by=unit.dedi, at=unit.at)
    conference.invite_agency(conference_id=key, asked=asked(unit), by=unit.dedi, at=unit.at)
    return gathering(unit, key).agencies[0].invitation


def later(unit: b.Unit, hours: int = 3) -> datetime:
    """After the meeting."""
    return unit.at + timedelta(hours=hours)


def guest(invitation: str, **more: str) -> e.FromOutside:
    """The midwife of the health centre."""
    return e.FromOutside(
        **{"invitation": invitation, "name": "Bidan Lestari", "office": "Bidan", **more}
    )


def held(unit: b.Unit, case_id: UUID, **more: Any) -> UUID:
    """A conference that was held: Ratna, Ayu and a midwife were there, Dedi was not."""
    key = called(unit, case_id)
    invitation = invited(unit, key)
    wanted: dict[str, Any] = {
        "held_at": unit.at + timedelta(hours=2),
        "present": [unit.ayu.id],
        "outside": [guest(invitation)],
        "oath_read": True,
        "by": unit.ratna,
        "at": later(unit),
    }
    conferring.hold_conference(conference_id=key, **{**wanted, **more})
    return key


def written(unit: b.Unit, case_id: UUID) -> UUID:
    """Its minutes are written by Ratna."""
    key = held(unit, case_id)
    conferring.write_minutes(
        conference_id=key, items=[SAID, "Tinggal di rumah bibi."], child_words=WORDS,
        disagreement="Bidan ingin anak diperiksa dulu.", by=unit.ratna, at=later(unit),
    )  # fmt: skip
    return key


def decided(unit: b.Unit, key: UUID, **more: Any) -> str:
    """The health centre examines the child within a week."""
    wanted: dict[str, Any] = {
        "text": "Periksa luka dan kirim hasilnya.",
        "invitation": gathering(unit, key).agencies[0].invitation,
        "due": day_of(unit.at) + timedelta(days=7),
        "by": unit.ratna,
        "at": later(unit),
    }
    return conferring.decide(conference_id=key, **{**wanted, **more})


def gathering(unit: b.Unit, key: UUID, by: Actor | None = None) -> Gathering:
    """How it stands, as the supervisor sees it."""
    row = conference.conference_for(by or unit.ratna, key)
    file = open_file(case_id=row.case_id, by=by or unit.ratna, at=unit.at)
    return file.state.conferences[key.hex]


def consented(unit: b.Unit, case_id: UUID, name: str, status: str = "given") -> None:
    """The child, or its guardian, agrees that this very agency is told; or takes it back."""
    line = b.basis(
        unit, purpose="referral", basis="guardian_consent", status=status, partner=name,
        explained="Dengan gambar.", guardian_asked=True, guardian_agrees=True, child_agrees=True,
    )  # fmt: skip
    care.record_consent(case_id=case_id, consent=line, by=unit.dedi, at=unit.at)
