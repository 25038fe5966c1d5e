"""Cases change hands and people go on leave: nobody sees after their end, nothing is ownerless."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pabolo.doors.command.rounds import night
from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.queries import accesses, may_see
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import absences, closing, handover, leaving, team
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.desk import desk
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.cases.queries.team import caseload, members_of, owned_by_person
from pabolo.rules.actors import Actor
from tests import builders as b
from tests.machines.programme import ownerless


def refused(code: str, call: object) -> None:
    with pytest.raises(Refused) as caught:
        call()  # type: ignore[operator]
    assert caught.value.refusal.code == code


def owners(case_id: UUID) -> set[UUID | None]:
    rows = Duty.objects.filter(folder_id=case_id, state="open")
    return set(rows.values_list("owner_id", flat=True))


def sheet(unit: b.Unit, by: Actor) -> e.HandOverSheet:
    return e.HandOverSheet(at=unit.at, by=by.id.hex, must_know="Ibu takut polisi.", duties="Visum.")


def test_a_hand_over_runs_from_sheet_to_confirmation(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at}
    to = unit.maria.id
    refused(
        "access.role",
        lambda: handover.begin_hand_over(**now, to=to, reason="Pindah.", by=unit.dedi),
    )
    refused(
        "team.no_reason", lambda: handover.begin_hand_over(**now, to=to, reason=" ", by=unit.ratna)
    )
    handover.begin_hand_over(**now, to=to, reason="Pindah tugas.", by=unit.ratna)
    assert Case.objects.get(pk=case_id).worker_id == unit.dedi.id
    assert may_see(unit.dedi, case_id)
    assert may_see(unit.maria, case_id)
    assert to in owners(case_id)
    refused("handover.not_written", lambda: handover.take_over(**now, by=unit.maria))
    refused(
        "handover.not_worker",
        lambda: handover.write_sheet(
            **now, sheet=sheet(unit, unit.ratna), family_told=True, by=unit.ratna
        ),
    )
    handover.write_sheet(**now, sheet=sheet(unit, unit.dedi), family_told=True, by=unit.dedi)
    refused("handover.not_successor", lambda: handover.take_over(**now, by=unit.ratna))
    handover.take_over(**now, by=unit.maria)
    assert Case.objects.get(pk=case_id).worker_id == to
    assert not may_see(unit.dedi, case_id)
    assert unit.dedi.id not in owners(case_id)
    refused("handover.none", lambda: handover.take_over(**now, by=unit.maria))
    assert ownerless(unit.at) == ()


def test_at_once_the_old_worker_is_out_and_no_sheet_is_waited_for(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at}
    handover.begin_hand_over(
        **now, to=unit.maria.id, reason="Dibebastugaskan.", at_once=True, by=unit.ratna
    )
    assert not may_see(unit.dedi, case_id)
    assert Case.objects.get(pk=case_id).worker_id == unit.maria.id
    refused(
        "handover.same",
        lambda: handover.begin_hand_over(**now, to=unit.maria.id, reason="a", by=unit.ratna),
    )
    handover.take_over(**now, by=unit.maria)
    assert ownerless(unit.at) == ()


def test_who_leaves_before_the_confirmation_leaves_the_case_to_the_successor(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    handover.begin_hand_over(
        case_id=case_id, at=unit.at, to=unit.maria.id, reason="Pensiun.", by=unit.ratna
    )
    people.deactivate(person=unit.dedi.id, by=unit.rizky, at=unit.at)
    leaving.settle(at=unit.at)
    assert Case.objects.get(pk=case_id).worker_id == unit.maria.id
    assert ownerless(unit.at) == ()


def test_a_hand_over_that_nobody_took_ends_with_the_case(unit: b.Unit) -> None:
    case_id = b.served(unit)
    now = {"case_id": case_id, "at": unit.at}
    handover.begin_hand_over(**now, to=unit.maria.id, reason="Pindah.", by=unit.ratna)
    closing.ask_closure(**now, asked=b.closure(unit), by=unit.dedi)
    closing.close_case(**now, by=unit.ratna)
    assert not may_see(unit.maria, case_id)
    closing.reopen_case(**now, reason="Kabar baru.", by=unit.ratna)
    # Its duties ended with the case: waiting on, it would wait for nobody.
    with pytest.raises(Case.DoesNotExist):
        handover.take_over(**now, by=unit.maria)
    refused("handover.none", lambda: handover.take_over(**now, by=unit.dedi))
    handover.begin_hand_over(**now, to=unit.maria.id, reason="Pindah.", by=unit.ratna)
    assert unit.maria.id in owners(case_id)


def test_closing_that_forgot_the_successor_would_leave_them_in(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "fall_away", lambda work: None)
    case_id = b.served(unit)
    now = {"case_id": case_id, "at": unit.at}
    handover.begin_hand_over(**now, to=unit.maria.id, reason="Pindah.", by=unit.ratna)
    closing.ask_closure(**now, asked=b.closure(unit), by=unit.dedi)
    closing.close_case(**now, by=unit.ratna)
    assert may_see(unit.maria, case_id), "what the test above catches"


def test_a_case_without_worker_is_assigned_not_handed_over(unit: b.Unit) -> None:
    case_id = b.opened(unit).case_id
    refused(
        "handover.no_worker",
        lambda: handover.begin_hand_over(
            case_id=case_id, at=unit.at, to=unit.maria.id, reason="a", by=unit.ratna
        ),
    )


def test_who_is_taken_off_the_team_sees_nothing_more(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at, "by": unit.ratna}
    team.add_specialist(**now, person_id=unit.ayu.id, reason="Terapi")
    assert may_see(unit.ayu, case_id)
    refused("team.worker", lambda: team.remove_member(**now, person_id=unit.dedi.id, reason="a"))
    refused("team.by_post", lambda: team.remove_member(**now, person_id=unit.yusuf.id, reason="a"))
    refused("team.no_reason", lambda: team.remove_member(**now, person_id=unit.ayu.id, reason=""))
    team.remove_member(**now, person_id=unit.ayu.id, reason="Selesai.")
    assert not may_see(unit.ayu, case_id)
    held = members_of(Case.objects.get(pk=case_id), on=day_of(unit.at))
    assert unit.ayu.id not in {one.access.person for one in held}
    assert {one.access.basis for one in held} >= {"team", "oversight", "counting"}


# --- leave ---


def later(unit: b.Unit, days: int) -> b.Unit:
    return b.Unit(unit.at + timedelta(days=days))


def away(
    unit: b.Unit, stand_in: UUID | None, first: int = 0, last: int = 4, **more: object
) -> UUID:
    day = day_of(unit.at)
    return absences.record_leave(
        person=unit.dedi.id,
        from_day=day + timedelta(days=first),
        until_day=day + timedelta(days=last),
        stand_in=stand_in,
        by=more.pop("by", unit.dedi),  # type: ignore[arg-type]
        at=unit.at,
        **more,  # type: ignore[arg-type]
    )


def test_who_stands_in_sees_the_case_to_the_last_day_and_no_longer(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    away(unit, unit.maria.id)
    assert may_see(unit.maria, case_id)
    assert [one.last_day for one in accesses(case_id) if one.basis == "stand_in"] == [
        day_of(unit.at) + timedelta(days=4)
    ]
    parts = desk(unit.maria, at=unit.at).parts
    own = [line for part in parts.values() for line in part.lines]
    assert {line.duty.owner_id for line in own if line.duty.folder_id == case_id} == {unit.dedi.id}
    last, after = later(unit, 4), later(unit, 5)
    assert visible_to(last.maria).filter(pk=case_id).exists()
    # By itself: no round has run.
    assert not visible_to(after.maria).filter(pk=case_id).exists()
    assert desk(after.maria, at=after.at).parts == {}
    night(after.at)
    assert not any(one.person == unit.maria.id for one in accesses(case_id))
    assert ownerless(after.at) == ()


def test_a_leave_to_come_begins_by_itself(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    away(unit, unit.maria.id, first=2, last=3)
    assert not may_see(unit.maria, case_id)
    there = later(unit, 2)
    absences.cover(at=there.at, whole=False)
    assert may_see(there.maria, case_id)


def test_back_early_ends_it_at_once(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    leave = away(unit, unit.maria.id)
    refused(
        "leave.not_yours", lambda: absences.end_leave(absence_id=leave, by=unit.joko, at=unit.at)
    )
    absences.end_leave(absence_id=leave, by=unit.dedi, at=unit.at)
    assert not may_see(unit.maria, case_id)
    refused("leave.over", lambda: absences.end_leave(absence_id=leave, by=unit.dedi, at=unit.at))


def test_what_a_leave_needs(unit: b.Unit) -> None:
    b.assigned(unit)
    maria = unit.maria.id
    refused("leave.not_yours", lambda: away(unit, maria, by=unit.joko))
    refused("leave.past", lambda: away(unit, maria, first=-5, last=-2))
    refused("leave.too_long", lambda: away(unit, maria, last=900))
    refused("leave.no_stand_in", lambda: away(unit, None))
    refused("leave.oneself", lambda: away(unit, unit.dedi.id))
    refused("leave.unfit", lambda: away(unit, unit.ayu.id))
    away(unit, maria)
    refused("leave.overlaps", lambda: away(unit, maria))
    day = day_of(unit.at)
    joko = {"person": unit.joko.id, "from_day": day, "until_day": day, "by": unit.joko}
    absences.record_leave(**joko, stand_in=None, at=unit.at)
    other = b.opened(unit).case_id
    team.assign_worker(case_id=other, worker_id=maria, by=unit.ratna, at=unit.at)
    refused(
        "leave.away_too",
        lambda: absences.record_leave(
            person=maria, from_day=day, until_day=day, stand_in=unit.joko.id, by=unit.maria,
            at=unit.at,
        ),
    )  # fmt: skip


def test_no_post_of_the_unit_is_left_without_a_holder(unit: b.Unit) -> None:
    day = day_of(unit.at)
    farida = {"from_day": day, "until_day": day, "stand_in": None, "by": unit.farida, "at": unit.at}
    absences.record_leave(person=unit.ratna.id, **farida)
    refused("leave.lone_post", lambda: absences.record_leave(person=unit.hendra.id, **farida))


def test_kin_is_not_available_and_nobody_says_why(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    declare_kin(kin=[Kin("Anak Sepuluh Tahun")], by=unit.maria, at=unit.at)
    refused("leave.not_available", lambda: away(unit, unit.maria.id))
    away(unit, unit.maria.id, per_case={case_id: unit.joko.id})
    assert not may_see(unit.maria, case_id)
    assert may_see(unit.joko, case_id)


def test_where_the_stand_in_drops_out_the_supervisor_must_choose(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    away(unit, unit.maria.id)
    people.deactivate(person=unit.maria.id, by=unit.rizky, at=unit.at)
    leaving.settle(at=unit.at)
    absences.cover(at=unit.at)
    assert absences.uncovered_among([Case.objects.get(pk=case_id)], at=unit.at) == [case_id]
    assert Duty.objects.filter(folder_id=case_id, state="open", owner_post="supervisor").exists()
    refused(
        "leave.unfit",
        lambda: absences.stand_in_for(
            case_id=case_id, person=unit.ayu.id, by=unit.ratna, at=unit.at
        ),
    )
    absences.stand_in_for(case_id=case_id, person=unit.joko.id, by=unit.ratna, at=unit.at)
    assert may_see(unit.joko, case_id)
    assert absences.uncovered_among([Case.objects.get(pk=case_id)], at=unit.at) == []
    assert absences.cover(at=unit.at) == 0


def test_nobody_stands_in_for_somebody_who_is_here(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    refused(
        "leave.not_away",
        lambda: absences.stand_in_for(
            case_id=case_id, person=unit.joko.id, by=unit.ratna, at=unit.at
        ),
    )


def test_the_load_is_counted_and_costs_the_same_for_one_and_three(unit: b.Unit) -> None:
    b.assigned(unit)
    with CaptureQueriesContext(connection) as one:
        caseload(unit.ratna, at=unit.at)
    b.assigned(unit)
    b.assigned(unit)
    with CaptureQueriesContext(connection) as three:
        rows = caseload(unit.ratna, at=unit.at)
    assert b.beside_the_log(three) == b.beside_the_log(one)
    dedi = next(row for row in rows if row.person == unit.dedi.id)
    assert (dedi.cases, dedi.weight) == (3, 12)
    assert {row.person for row in rows} >= {unit.maria.id, unit.joko.id}


def test_what_somebody_would_leave_behind_and_with_whom(unit: b.Unit) -> None:
    b.assigned(unit)
    owned = owned_by_person(unit.dedi.id, on=day_of(unit.at))
    assert owned.anything
    assert owned.cases == 1
    assert {one.username for one in owned.heirs} == {"ratna", "hendra"}


def test_a_case_given_to_somebody_who_is_away_has_a_stand_in_at_once(unit: b.Unit) -> None:
    mine = b.assigned(unit)
    away(unit, unit.maria.id)
    other = b.opened(unit).case_id
    team.assign_worker(case_id=other, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)
    assert may_see(unit.maria, mine) and may_see(unit.maria, other)
