"""A staffed unit whose directory names a neighbour, with and without its card."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.utils import translation

from pabolo.ground.agencies.actions import enter_key, load_directory
from pabolo.ground.agencies.models import Agency
from pabolo.ground.keys.cards import read_card
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.transfers.actions import outgoing
from pabolo.rules.actors import SYSTEM
from pabolo.rules.transfer import TransferPurpose
from pabolo.rules.vocabulary import LegalBasis
from tests import builders as build
from tests.transfer.stranger import Stranger

LAW = "Pasal 20 ayat (2) huruf e UU 27/2022"


@pytest.fixture
def unit() -> Iterator[build.Unit]:
    """The unit, on a morning an hour after what its builders do."""
    morning = build.START + timedelta(hours=1)
    with translation.override("id"), time_machine.travel(morning, tick=False):
        unit = build.staffed_unit()
        load_codes(by=SYSTEM, at=unit.at)
        load_directory(by=SYSTEM, at=unit.at)
        yield unit


@pytest.fixture
def stranger() -> Stranger:
    """A unit elsewhere."""
    return Stranger()


def neighbour(kind: str = "UPTD-LAIN") -> Agency:
    """A unit of the directory."""
    found = Agency.objects.filter(kind=kind).first()
    assert found is not None
    return found


def trusted(unit: build.Unit, card: str, kind: str = "UPTD-LAIN") -> Agency:
    """The neighbour, its card compared by telephone."""
    found = read_card(card)
    assert found is not None
    agency = neighbour(kind)
    enter_key(
        agency_id=agency.pk, card=card, fingerprint=found.fingerprint,
        read_by="Ibu Tiur, per telepon", by=unit.ratna, at=unit.at,
    )  # fmt: skip
    return agency


def asked(unit: build.Unit, case_id: UUID, **fields: Any) -> None:
    """Dedi asks to hand the case over."""
    wanted: dict[str, Any] = {
        "agency_id": neighbour().pk,
        "purpose": TransferPurpose.MOVED,
        "basis": LegalBasis.PUBLIC_TASK,
        "law": LAW,
        "note": "Keluarga pindah ke rumah nenek.",
    }
    outgoing.ask_transfer(case_id=case_id, **{**wanted, **fields}, by=unit.dedi, at=unit.at)


def sent(unit: build.Unit, case_id: UUID, **fields: Any) -> bytes:
    """Asked, approved by the supervisor, taken out by the worker: the sealed file."""
    asked(unit, case_id, **fields)
    outgoing.approve_transfer(case_id=case_id, by=unit.ratna, at=unit.at)
    return outgoing.export_file(case_id=case_id, by=unit.dedi, at=unit.at).data
