"""Which card is entered for a unit, by whom, and what is kept when it no longer holds."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.transfer.stranger import Stranger

from pabolo.ground.agencies import actions, queries
from pabolo.ground.agencies.models import Agency, AgencyKey
from pabolo.ground.audit.queries import entries
from pabolo.ground.keys.cards import Card, own_card, read_card
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.codes import grouped
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
LEAD = Actor(id=uuid4(), roles=frozenset({Role.SUPERVISOR}))
WORKER = Actor(id=uuid4(), roles=frozenset({Role.CASE_WORKER}))


@pytest.fixture
def unit() -> Agency:
    actions.load_directory(by=SYSTEM, at=AT)
    return Agency.objects.get(kind="UPTD-PROV")


def card_in(line: str) -> Card:
    found = read_card(line)
    assert found is not None
    return found


def enter(agency_id: UUID, card: str, **other: Any) -> AgencyKey:
    found = read_card(card)
    heard = grouped(found.fingerprint).lower() if found else "x"
    told: dict[str, Any] = {"fingerprint": heard, "read_by": "Ibu Tiur", "by": LEAD, "at": AT}
    return actions.enter_key(agency_id=agency_id, card=card, **(told | other))


def test_a_card_as_it_was_heard_holds_until_it_is_withdrawn(unit: Agency) -> None:
    theirs = Stranger().card
    enter(unit.pk, theirs)
    assert str(queries.card_of(unit.pk)) == theirs
    found = queries.agency_signing_with(card_in(theirs).signer)
    assert found == unit
    actions.withdraw_key(agency_id=unit.pk, reason="Kuncinya hilang.", by=LEAD, at=AT)
    assert queries.card_of(unit.pk) is None
    assert queries.agency_signing_with(card_in(theirs).signer) is None
    assert [one.read_by for one in queries.keys_of(unit.pk)] == ["Kuncinya hilang.", "Ibu Tiur"]
    verbs = [one.verb for one in entries(limit=2)]
    assert verbs == ["agency.key_withdrawn", "agency.key_entered"]


def test_no_other_card_is_entered_and_nothing_is_kept_of_it(unit: Agency) -> None:
    theirs, other = Stranger().card, card_in(Stranger().card)
    police = Agency.objects.get(kind="POL")
    short = f"PABOLO-1 {other.recipient} {other.signer[:-2]}"
    for agency, card, more, code in (
        (unit, theirs, {"by": WORKER}, "transfer.unknown_signer"),
        (unit, theirs, {"fingerprint": other.fingerprint}, "transfer.not_compared"),
        (unit, theirs, {"fingerprint": ""}, "transfer.not_compared"),
        (unit, theirs, {"read_by": "  "}, "transfer.no_reader"),
        (unit, theirs.replace("PABOLO-1", "PABOLO-2"), {}, "key.no_card"),
        (unit, f"{theirs} x", {}, "key.no_card"),
        (unit, short, {}, "key.no_card"),
        (unit, f"PABOLO-1 age1x {other.signer}", {}, "key.no_card"),
        (police, theirs, {}, "key.no_unit"),
        (unit, str(own_card()), {}, "key.own_card"),
    ):
        with pytest.raises(Refused, match=code):
            enter(agency.pk, card, **more)
    assert not AgencyKey.objects.exists()


def test_a_card_is_withdrawn_with_a_reason_by_whoever_may_vouch(unit: Agency) -> None:
    told: dict[str, Any] = {"agency_id": unit.pk, "reason": "Hilang.", "by": LEAD, "at": AT}
    with pytest.raises(Refused, match=r"key.none"):
        actions.withdraw_key(**told)
    enter(unit.pk, Stranger().card)
    with pytest.raises(Refused, match=r"key.no_reason"):
        actions.withdraw_key(**(told | {"reason": "  "}))
    with pytest.raises(Refused, match=r"transfer.unknown_signer"):
        actions.withdraw_key(**(told | {"by": WORKER}))
    actions.withdraw_key(**told)
    with pytest.raises(Refused, match=r"key.none"):
        actions.withdraw_key(**told)
    assert AgencyKey.objects.count() == 2
