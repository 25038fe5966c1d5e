"""A staffed unit with its partners, a case on its way, and a referral at each step."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import translation

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.agencies.models import Agency
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import care
from pabolo.programme.referrals.actions import office
from pabolo.programme.referrals.facets import Asked
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.secrets import code_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.packets import Part
from tests import builders as build

CALL = "Dedi, (0624) 000-000"


@pytest.fixture
def unit() -> Iterator[build.Unit]:
    """The unit, on a morning an hour after what its builders do."""
    morning = build.START + timedelta(hours=1)
    with translation.override("id"), time_machine.travel(morning, tick=False):
        unit = build.staffed_unit()
        load_codes(by=SYSTEM, at=unit.at)
        load_directory(by=SYSTEM, at=unit.at)
        yield unit


def question(kind: str = "RSU", **fields: object) -> Asked:
    """A question to an agency of a kind."""
    agency = Agency.objects.filter(kind=kind).first()
    assert agency is not None
    wanted: dict[str, object] = {
        "agency": agency.pk.hex,
        "kind": kind,
        "name": agency.name,
        "service": "Pemeriksaan kesehatan",
        "purpose": "health",
        "question": "Mohon diperiksa besok pagi.",
        "answer_by": "2026-11-06",
    }
    return Asked(**{**wanted, **fields})  # type: ignore[arg-type]


def consented(unit: build.Unit, case_id: UUID, partner: str) -> None:
    """Consent of the child's guardian for exactly this partner."""
    line = build.basis(
        unit,
        purpose="referral",
        partner=partner,
        basis="both_consent",
        explained="Dengan kata sederhana.",
        child_agrees=True,
        guardian_asked=True,
        guardian_agrees=True,
    )
    care.record_consent(case_id=case_id, consent=line, by=unit.dedi, at=unit.at)


def drafted(unit: build.Unit, case_id: UUID, kind: str = "RSU", **fields: object) -> Referral:
    """A draft without a basis."""
    asked = question(kind, **fields)
    return office.draft_referral(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)


def sent(
    unit: build.Unit,
    case_id: UUID,
    kind: str = "RSU",
    parts: frozenset[Part] | None = None,
    **fields: object,
) -> Referral:
    """A referral with consent, sent."""
    consented(unit, case_id, question(kind).name)
    referral = drafted(unit, case_id, kind, **fields)
    wanted = frozenset({Part.NAME, Part.SEX, Part.SERVICE}) if parts is None else parts
    return office.send_referral(
        referral_id=referral.pk, parts=wanted, contact=CALL, by=unit.dedi, at=unit.at
    )


def code(referral: Referral) -> str:
    """The short code of the living slip."""
    return code_of(Slip.objects.get(referral=referral, ended_day__isnull=True).pk)
