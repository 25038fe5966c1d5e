"""A child who turns 18 soon: somebody must plan ahead, once, and is told when it is due."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from pabolo.doors.command.rounds import night
from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.queries import DutyLine, lines_for, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.actions import set_setting
from pabolo.programme.cases.actions import closing, transition
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.actions.transition import plan_transition, raise_transitions
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import child_of, open_file
from pabolo.rules.vocabulary import Facet
from tests import builders as b

RULE = "case.plan_transition"


@pytest.fixture
def unit() -> b.Unit:
    return b.staffed_unit()


def born(unit: b.Unit, case_id: UUID, birth: str, **known: object) -> None:
    file = open_file(
        case_id=case_id, by=unit.dedi, at=unit.at, facets=[Facet.IDENTITY, Facet.LOCATION]
    )
    who, where = child_of(file)
    assert who is not None and where is not None
    correct_child(
        case_id=case_id,
        identity=replace(who, birth=birth, **known),
        places=where,
        child_seen=Case.objects.get(pk=case_id).child.version,
        by=unit.dedi,
        at=unit.at,
    )


def duties(unit: b.Unit, case_id: UUID) -> list[DutyLine]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    return [x for x in lines_for(rows, by=unit.ratna, at=unit.at) if x.body.rule == RULE]


def test_the_night_begins_the_duty_once_and_it_is_due_on_the_birthday(unit: b.Unit) -> None:
    case_id, later = b.assigned(unit), b.assigned(unit)
    born(unit, case_id, "2008-12-24")
    assert night(unit.at) and night(unit.at)
    (duty,) = duties(unit, case_id)
    assert duty.duty.due_day == date(2026, 12, 24)
    assert duty.duty.owner_id == unit.dedi.id
    assert duties(unit, later) == [], "the other child is twelve"
    scans = [one for one in entries(limit=200) if one.verb == "child.scanned"]
    assert scans and all(one.actor == "system" for one in scans)


def test_it_ends_when_the_transition_is_planned_and_never_comes_again(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    born(unit, case_id, "2008-12")
    assert raise_transitions(at=unit.at) == 1
    with pytest.raises(Refused, match=r"transition\.empty"):
        plan_transition(case_id=case_id, plan=" ", by=unit.dedi, at=unit.at)
    with pytest.raises(Refused, match=r"access\.role"):
        plan_transition(case_id=case_id, plan="Kerja.", by=unit.siti, at=unit.at)
    plan_transition(case_id=case_id, plan="UPTD PPA mendampingi.", by=unit.dedi, at=unit.at)
    assert duties(unit, case_id) == []
    assert raise_transitions(at=unit.at) == 0


def test_closing_as_an_adult_takes_the_plan_that_stands(unit: b.Unit) -> None:
    case_id = b.served(unit)
    born(unit, case_id, "2008-01-01")
    asked = b.closure(unit, reason="adult", transition="")
    with pytest.raises(Refused, match=r"close\.no_transition"):
        closing.ask_closure(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)
    plan_transition(case_id=case_id, plan="Dinas sosial.", by=unit.dedi, at=unit.at)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)


def test_the_unit_decides_how_long_before(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    born(unit, case_id, "2009-09-01")
    assert raise_transitions(at=unit.at) == 0
    set_setting(
        key="clock.transition_days",
        value=365,
        valid_from=unit.at.date(),
        reason="Rencana dibuat setahun sebelumnya.",
        by=unit.ratna,
        at=unit.at,
    )
    assert raise_transitions(at=unit.at) == 1
    assert len(duties(unit, case_id)) == 1


def test_who_is_an_adult_already_is_due_today_and_not_years_late(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    born(unit, case_id, "2005")
    raise_transitions(at=unit.at)
    assert duties(unit, case_id)[0].duty.due_day == unit.at.date()


def test_a_closed_case_and_an_unknown_birth_raise_nothing(unit: b.Unit) -> None:
    ended, unknown = b.closed(unit), b.assigned(unit)
    born(unit, ended, "2008-12-24")
    born(unit, unknown, "")
    assert raise_transitions(at=unit.at) == 0


def test_a_round_that_forgets_what_stands_would_begin_it_every_night(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = b.assigned(unit)
    born(unit, case_id, "2008-12-24")
    raise_transitions(at=unit.at)
    monkeypatch.setattr(transition, "standing", lambda *_: [])
    assert raise_transitions(at=unit.at + timedelta(days=1)) == 1, "what the first test catches"
