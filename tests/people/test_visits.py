"""Visits: nobody goes alone into danger, and silence is noticed."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.duties.models import Duty
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import leaving, visits
from pabolo.programme.cases.facets import VisitPlan
from pabolo.programme.cases.models import Visit
from pabolo.programme.cases.queries.desk import desk
from pabolo.programme.cases.queries.visits import opened_visit, visits_for
from pabolo.rules.visits import Heard
from tests import builders as b
from tests.people.test_hand_over_and_leave import later, refused


def planned(unit: b.Unit, case_id: UUID, companion: UUID | None, **more: object) -> UUID:
    starts: datetime = unit.at + timedelta(hours=1)
    wanted: dict[str, object] = {
        "starts_at": starts,
        "place_kind": "home",
        "danger": "high",
        "check_in_at": starts + timedelta(hours=2),
        "if_silent": "Hubungi kepala dusun.",
    }
    place = str(more.pop("place", "Dusun III, rumah panggung biru."))
    by = more.pop("by", unit.dedi)
    plan = VisitPlan(**{**wanted, **more})  # type: ignore[arg-type]
    return visits.plan_visit(
        case_id=case_id,
        plan=plan,
        place=place,
        companion=companion,
        by=by,
        at=unit.at,  # type: ignore[arg-type]
    )


def test_what_a_visit_needs(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    joko, start = unit.joko.id, unit.at + timedelta(hours=1)
    refused("visit.no_companion", lambda: planned(unit, case_id, None))
    refused("visit.oneself", lambda: planned(unit, case_id, unit.dedi.id))
    refused("visit.no_check_in", lambda: planned(unit, case_id, joko, check_in_at=None))
    refused("visit.check_in", lambda: planned(unit, case_id, joko, check_in_at=start))
    refused("visit.no_place", lambda: planned(unit, case_id, joko, place=" "))
    past = unit.at - timedelta(hours=3)
    refused("visit.past", lambda: planned(unit, case_id, joko, starts_at=past))
    declare_kin(kin=[Kin("Anak Sepuluh Tahun")], by=unit.joko, at=unit.at)
    refused("case.worker_excluded", lambda: planned(unit, case_id, joko))
    planned(unit, case_id, None, danger="low", check_in_at=None)


def silent_duties(case_id: UUID) -> int:
    rows = Duty.objects.filter(folder_id=case_id, state="open", owner_post="supervisor")
    return rows.count()


def test_silence_is_the_supervisors_at_once_until_they_write_how_it_ended(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    before = silent_duties(case_id)
    visit = planned(unit, case_id, unit.joko.id)
    in_time, too_late = unit.at + timedelta(hours=2), unit.at + timedelta(hours=3)
    assert visits.notice_silence(at=in_time) == 0
    assert visits.notice_silence(at=too_late) == 1
    assert visits.notice_silence(at=too_late) == 0
    assert silent_duties(case_id) == before + 1
    parts = desk(unit.ratna, at=too_late).parts.values()
    codes = {line.body.rule for part in parts for line in part.lines}
    assert "case.visit_silent" in codes
    now = {"case_id": case_id, "visit": visit.hex, "how": Heard.FOUND, "at": too_late}
    refused("visit.no_word", lambda: visits.note_heard(**now, note=" ", by=unit.ratna))
    refused("access.role", lambda: visits.note_heard(**now, note="a", by=unit.dedi))
    visits.note_heard(**now, note="Sinyal hilang; aman.", by=unit.ratna)
    assert silent_duties(case_id) == before
    refused("visit.done", lambda: visits.note_heard(**now, note="a", by=unit.ratna))


def test_a_companion_outside_the_team_says_safe_and_sees_no_more(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    visit = planned(unit, case_id, unit.joko.id)
    listed = visits_for(unit.joko, on=unit.at.date(), at=unit.at)
    assert [(one.visit.pk, one.plan) for one in listed] == [(visit, None)]
    assert opened_visit(listed[0].visit, by=unit.joko, at=unit.at, place=True) == (None, None)
    with pytest.raises(Visit.DoesNotExist):
        visits.report(visit_id=visit, how=Heard.SAFE, by=unit.maria, at=unit.at)
    refused(
        "visit.not_yours",
        lambda: visits.report(visit_id=visit, how=Heard.SAFE, by=unit.ratna, at=unit.at),
    )
    visits.report(visit_id=visit, how=Heard.SAFE, by=unit.joko, at=unit.at)
    assert visits.notice_silence(at=unit.at + timedelta(hours=9)) == 0


def test_help_is_the_supervisors_at_once(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    before = silent_duties(case_id)
    visit = planned(unit, case_id, unit.joko.id)
    visits.report(visit_id=visit, how=Heard.HELP, by=unit.dedi, at=unit.at)
    assert silent_duties(case_id) == before + 1
    visits.report(visit_id=visit, how=Heard.SAFE, by=unit.dedi, at=unit.at)
    assert silent_duties(case_id) == before


def test_the_result_is_a_follow_up_and_ends_the_visit(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    visit = planned(unit, case_id, unit.joko.id)
    found = e.FollowedUp(at=unit.at, by=unit.dedi.id.hex, text="Anak di rumah nenek.", safe="yes")
    work = visits.end_visit(visit_id=visit, found=found, by=unit.dedi, at=unit.at)
    assert work.case.pk == case_id
    assert Visit.objects.get(pk=visit).state == "done"
    refused(
        "visit.done",
        lambda: visits.end_visit(visit_id=visit, found=found, by=unit.dedi, at=unit.at),
    )


def test_what_a_leaver_had_planned_is_called_off(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    visit = planned(unit, case_id, unit.joko.id)
    people.deactivate(person=unit.dedi.id, by=unit.rizky, at=unit.at)
    leaving.settle(at=unit.at)
    assert Visit.objects.get(pk=visit).state == "called_off"
    assert visits.notice_silence(at=later(unit, 1).at) == 0
