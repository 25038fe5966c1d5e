"""A case that SIMFONI leads, and one that comes back: duties follow, the law stays."""

from uuid import UUID

import pytest

from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases.actions import leading
from pabolo.programme.cases.actions.leading import make_full, make_light
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from tests import builders as b
from tests.machines.programme import ownerless

WHY = "Dicatat dan dikelola di SIMFONI-PPA."


@pytest.fixture
def unit() -> b.Unit:
    return b.staffed_unit()


def codes(unit: b.Unit, case_id: UUID) -> set[str]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    return {line.body.rule for line in lines_for(rows, by=unit.ratna, at=unit.at)}


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def test_duties_of_the_work_fall_away_and_those_of_the_law_stay(unit: b.Unit) -> None:
    case_id = b.assigned(unit, b.SEXUAL, sexual=True)
    make_light(case_id=case_id, reason=WHY, by=unit.dedi, at=unit.at)
    assert codes(unit, case_id) == {"case.police", "case.check_light"}
    assert Case.objects.get(pk=case_id).light
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.light
    assert ownerless(unit.at) == ()


def test_it_comes_back_with_what_is_missing_here(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    make_light(case_id=case_id, reason=WHY, by=unit.siti, at=unit.at)
    make_full(case_id=case_id, reason="SIMFONI tidak berjalan.", by=unit.dedi, at=unit.at)
    work = {"case.consent", "case.assess", "case.review_high", "case.enter_simfoni"}
    assert codes(unit, case_id) == work | {"case.rescore_high", "case.safety_plan"}
    assert not Case.objects.get(pk=case_id).light


def test_who_may_and_when(unit: b.Unit) -> None:
    case_id, (planned, _item) = b.assigned(unit), b.planned(unit)
    with refused("light.not_light"):
        make_full(case_id=case_id, reason=WHY, by=unit.dedi, at=unit.at)
    with refused("light.plan_running"):
        make_light(case_id=planned, reason=WHY, by=unit.dedi, at=unit.at)
    with refused("light.reason"):
        make_light(case_id=case_id, reason=" ", by=unit.dedi, at=unit.at)
    make_light(case_id=case_id, reason=WHY, by=unit.dedi, at=unit.at)
    with refused("light.already"):
        make_light(case_id=case_id, reason=WHY, by=unit.dedi, at=unit.at)
    with refused("light.role"):
        make_full(case_id=case_id, reason=WHY, by=unit.siti, at=unit.at)


def test_a_change_that_tells_no_duty_would_leave_the_case_without_a_next_step(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = b.assigned(unit)
    monkeypatch.setattr(leading, "tell", lambda *_, **__: None)
    make_light(case_id=case_id, reason=WHY, by=unit.dedi, at=unit.at)
    assert "case.check_light" not in codes(unit, case_id), "what the first test catches"
