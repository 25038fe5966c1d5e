"""A stay in the shelter: it begins, is extended by the supervisor, ends; the place stays sealed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, closing, shelter
from pabolo.programme.cases.models import Entry
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.shelter import place_shown
from pabolo.rules.shelter import Use
from pabolo.rules.vocabulary import Facet
from tests import builders as build

PLACE = "Rumah hijau di ujung Gang Melur"


@pytest.fixture
def unit() -> build.Unit:
    return build.staffed_unit()


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def sheltered(unit: build.Unit, case_id: UUID, **fields: Any) -> str:
    """A stay since yesterday evening, for the week the rule allows; its id."""
    begins = unit.at - timedelta(hours=14)
    wanted = {
        "at": unit.at, "by": unit.dedi.id.hex, "stay": random_id().hex, "reasons": ("KLG",),
        "begins": begins, "until": (day_of(begins) + timedelta(days=7)).isoformat(),
    }  # fmt: skip
    stay = e.Sheltered(**{**wanted, **fields})
    shelter.enter_shelter(case_id=case_id, stay=stay, place=PLACE, by=unit.dedi, at=unit.at)
    return stay.stay


def due(unit: build.Unit, case_id: UUID) -> dict[str, str]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    lines = lines_for(rows, by=unit.ratna, at=unit.at)
    return {one.body.rule: one.duty.due_day.isoformat() for one in lines}


def test_a_stay_goes_its_way(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    key = sheltered(unit, case_id)
    until = day_of(unit.at) + timedelta(days=6)
    assert due(unit, case_id)["case.shelter_review"] == (until - timedelta(days=1)).isoformat()
    with refused("shelter.running"):
        sheltered(unit, case_id)
    later = until + timedelta(days=7)
    with refused("shelter.extend.role"):
        shelter.extend_stay(
            case_id=case_id, until=later, reason="Belum aman.", by=unit.dedi, at=unit.at
        )
    shelter.extend_stay(
        case_id=case_id, until=later, reason="Belum aman.", by=unit.ratna, at=unit.at
    )
    assert due(unit, case_id)["case.shelter_review"] == (later - timedelta(days=1)).isoformat()
    left(unit, case_id)
    rules = due(unit, case_id)
    assert "case.shelter_review" not in rules
    assert "case.shelter_follow_up" in rules
    visit = e.FollowedUp(at=unit.at, by=unit.dedi.id.hex, text="Baik.", safe="yes")
    care.follow_up(case_id=case_id, visit=visit, by=unit.dedi, at=unit.at)
    assert "case.shelter_follow_up" not in due(unit, case_id)
    stay = open_file(case_id=case_id, by=unit.ratna, at=unit.at).state.stays[key]
    assert (stay.until, stay.left is not None) == (later.isoformat(), True)


def left(unit: build.Unit, case_id: UUID) -> None:
    shelter.leave_shelter(
        case_id=case_id, left=unit.at, to="KEL", checked="Bibi menjaga.", safe=True, by=unit.dedi,
        at=unit.at,
    )  # fmt: skip


def test_what_the_rule_refuses(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    with refused("shelter.reason"):
        sheltered(unit, case_id, reasons=("XXX",))
    with refused("shelter.too_long"):
        sheltered(unit, case_id, until=(day_of(unit.at) + timedelta(days=9)).isoformat())
    with refused("shelter.none"):
        left(unit, case_id)
    unasked = build.assigned(unit)
    with refused("consent.no_basis"):
        sheltered(unit, unasked)


def test_a_case_does_not_close_while_the_child_stays_there(unit: build.Unit) -> None:
    case_id = build.served(unit)
    sheltered(unit, case_id)
    asked = build.closure(unit)
    with refused("close.in_shelter"):
        closing.ask_closure(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)
    left(unit, case_id)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)


def test_the_place_is_sealed_apart_and_read_through_one_function(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    key = sheltered(unit, case_id)
    row = Entry.objects.filter(case_id=case_id, facet=Facet.LOCATION.value).get()
    assert PLACE.encode() not in bytes(row.body)
    shut = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert place_shown(shut, key, by=unit.dedi, use=Use.SCREEN) == ""
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=[Facet.LOCATION])
    assert place_shown(file, key, by=unit.dedi, use=Use.SCREEN) == PLACE
    for use in set(Use) - {Use.SCREEN}:
        with refused("shelter.place_never"):
            place_shown(file, key, by=unit.dedi, use=use)
    assert PLACE not in repr(file.state)
