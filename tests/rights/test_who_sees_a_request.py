"""Whom the names in a request touch, neither reads nor decides it."""

from functools import partial
from uuid import UUID

import pytest
import time_machine

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.vault.models import Grant
from pabolo.programme.rights import actions, queries, readers
from pabolo.programme.rights.models import Request
from pabolo.rules.actors import Actor
from tests import builders as b
from tests.office_desk.conftest import signed_in
from tests.rights.test_requests import GRANT, decide, looked, suspected, taken

ASKER = "Mariam Siregar"


def kin_of(unit: b.Unit, name: str, *people: Actor) -> None:
    """These people say that somebody of this name is their kin."""
    for person in people:
        declare_kin(kin=[Kin(name)], by=person, at=unit.at)


def sees(request: UUID, who: Actor) -> bool:
    """Whether the request is in scope for somebody."""
    return queries.visible_to(who).filter(pk=request).exists()


@pytest.mark.parametrize("name", [ASKER, "Anak Sepuluh Tahun"])
def test_kin_of_who_asks_or_is_asked_about_are_not_let_in(unit: b.Unit, name: str) -> None:
    kin_of(unit, name, unit.ratna)
    request = taken(unit)
    assert [sees(request, who) for who in (unit.ratna, unit.hendra, unit.siti)] == [
        False, True, True,
    ]  # fmt: skip
    assert actions.grant_newcomers(at=unit.at) == 0, "nor at night"
    assert not sees(request, unit.ratna)


def test_kin_of_who_is_accused_in_the_case_lose_it_once_it_is_found(unit: b.Unit) -> None:
    case, request = suspected(unit), taken(unit)
    assert sees(request, unit.hendra)
    kin_of(unit, "Ridwan Halomoan Siregar", unit.hendra)
    looked(unit, request, case)
    assert (sees(request, unit.hendra), sees(request, unit.ratna)) == (False, True)
    assert Grant.objects.filter(folder=request, person_id=unit.hendra.id).exists(), "as history"


def test_who_declares_kin_later_opens_and_decides_nothing(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, request = suspected(unit), taken(unit)
    looked(unit, request, case)
    kin_of(unit, ASKER, unit.ratna)
    ways = (partial(decide, unit, request, GRANT), partial(looked, unit, request, None))
    for way in ways:
        with pytest.raises(Request.DoesNotExist):
            way()
    path = f"/dinas/hak/{request}/"
    with time_machine.travel(unit.at, tick=False):
        ratna = signed_in("ratna")
        assert ratna.get(path).status_code == 404
        monkeypatch.setattr(readers, "excluded_by", lambda _found: frozenset())
        assert ratna.get(path).status_code == 200, "the broken variant"


def test_somebody_is_always_left_who_decides_where_a_name_is_unclear(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = readers.posted(unit.at).keys()
    monkeypatch.setattr(readers, "excluded_by", lambda _found: frozenset())
    monkeypatch.setattr(readers, "undecided_in", lambda _found: frozenset({unit.ratna.id}))
    assert not sees(taken(unit), unit.ratna)
    monkeypatch.setattr(readers, "undecided_in", lambda _found: frozenset(everybody))
    assert sees(taken(unit), unit.ratna)
