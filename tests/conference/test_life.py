"""A conference from its calling to its finished minutes, what it owes on the way, and its ends."""

from datetime import timedelta
from uuid import UUID

from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions import closing, conference, conferring, joining, team
from pabolo.programme.cases.models import Conference
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.conference import Meeting, Outcome
from tests import builders as b
from tests.cases.test_leaving import leave
from tests.conference import holding as h
from tests.doubles.pairs import assigned, paired
from tests.people.test_hand_over_and_leave import refused


def owed(unit: b.Unit, case_id: UUID) -> dict[str, str]:
    """The open duties of conferences, with their day."""
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    lines = lines_for(rows, by=unit.ratna, at=unit.at)
    return {
        one.body.rule: one.duty.due_day.isoformat()
        for one in lines
        if one.body.rule.startswith("case.conference")
    }


def test_a_conference_goes_its_way(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    today = day_of(unit.at)
    assert owed(unit, case_id) == {"case.conference_hold": today.isoformat()}
    invitation = h.invited(unit, key)
    now = {"conference_id": key, "by": unit.ratna, "at": h.later(unit)}
    conferring.hold_conference(
        **now, held_at=unit.at + timedelta(hours=2), present=[unit.ayu.id, unit.dedi.id],
        outside=[h.guest(invitation)], oath_read=True,
    )  # fmt: skip
    assert set(owed(unit, case_id)) == {"case.conference_minutes"}
    decision = h.decided(unit, key)
    conferring.write_minutes(**now, items=[h.SAID, "Di rumah bibi."], child_words=h.WORDS)
    due = (today + timedelta(days=7)).isoformat()
    rules = owed(unit, case_id)
    assert set(rules) == {"case.conference_finish", "case.conference_decision"}
    assert rules["case.conference_decision"] == due
    for who in (unit.ayu, unit.dedi):
        conferring.confirm_minutes(conference_id=key, agrees=True, by=who, at=h.later(unit))
    conferring.finish_minutes(**now)
    assert set(owed(unit, case_id)) == {"case.conference_decision"}
    new_day = today + timedelta(days=14)
    work = {"conference_id": key, "decision": decision, "by": unit.dedi, "at": h.later(unit)}
    conferring.follow_decision(**work, outcome=Outcome.LATER, why="Dokter cuti.", due=new_day)
    assert owed(unit, case_id) == {"case.conference_decision": new_day.isoformat()}
    conferring.follow_decision(**work, outcome=Outcome.DONE)
    assert owed(unit, case_id) == {}
    one = h.gathering(unit, key)
    assert (one.state, one.decisions[decision].open) == (Meeting.FINISHED, False)
    assert Conference.objects.get().state == "finished"


def test_it_moves_and_its_duty_moves_along(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key, tomorrow = h.called(unit, case_id), unit.at + timedelta(days=1)
    conference.move_conference(
        conference_id=key, starts_at=tomorrow, place="Lewat telepon", by_phone=True,
        reason="Ketua sakit.", by=unit.dedi, at=unit.at,
    )  # fmt: skip
    assert owed(unit, case_id) == {"case.conference_hold": day_of(tomorrow).isoformat()}
    assert Conference.objects.get().day == day_of(tomorrow)


def test_cancelling_one_leaves_the_other_owed(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    first = h.called(unit, case_id)
    second = h.called(unit, case_id, starts_at=unit.at + timedelta(days=3))
    conference.cancel_conference(
        conference_id=first, reason="Sudah jelas lewat telepon.", by=unit.ratna, at=unit.at
    )
    day = day_of(unit.at + timedelta(days=3))
    assert owed(unit, case_id) == {"case.conference_hold": day.isoformat()}
    assert h.gathering(unit, first).state is Meeting.CANCELLED
    assert h.gathering(unit, second).state is Meeting.CALLED


def test_the_case_closes_and_what_waited_ends_with_it(unit: b.Unit) -> None:
    case_id = b.served(unit)
    h.load_directory(by=h.SYSTEM, at=unit.at)
    waiting = h.called(unit, case_id)
    closing.ask_closure(case_id=case_id, asked=b.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    assert owed(unit, case_id) == {}
    assert h.gathering(unit, waiting).state is Meeting.ENDED
    assert Conference.objects.get().state == "ended"
    closing.reopen_case(case_id=case_id, reason="Kembali.", by=unit.ratna, at=unit.at)
    assert owed(unit, case_id) == {}
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at)
    assert file.state.conferences[waiting.hex].state is Meeting.ENDED


def test_a_case_does_not_close_over_minutes_that_are_owed(unit: b.Unit) -> None:
    """Closed over them, reopened later, they would be owed by nobody."""
    case_id = b.served(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    h.load_directory(by=h.SYSTEM, at=unit.at)
    key = h.written(unit, case_id)
    then = h.later(unit)

    def ask() -> None:
        closing.ask_closure(case_id=case_id, asked=b.closure(unit), by=unit.dedi, at=then)

    refused("close.minutes_open", ask)
    conferring.finish_minutes(
        conference_id=key, unread="Sudah dibacakan.", undecided="Hanya kabar.",
        by=unit.ratna, at=then,
    )  # fmt: skip
    ask()
    closing.close_case(case_id=case_id, by=unit.ratna, at=then)
    assert owed(unit, case_id) == {}


def closed_over_a_decision(unit: b.Unit) -> tuple[UUID, UUID, str]:
    """A case closed while a decision of its conference is still owed."""
    case_id = b.served(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    h.load_directory(by=h.SYSTEM, at=unit.at)
    key, then = h.written(unit, case_id), h.later(unit)
    decision = h.decided(unit, key)
    conferring.finish_minutes(conference_id=key, unread="Dibacakan.", by=unit.ratna, at=then)
    closing.ask_closure(case_id=case_id, asked=b.closure(unit), by=unit.dedi, at=then)
    closing.close_case(case_id=case_id, by=unit.ratna, at=then)
    return case_id, key, decision


def test_a_decision_put_off_after_the_end_of_the_case_is_noted_and_owed_by_nobody(
    unit: b.Unit,
) -> None:
    case_id, key, decision = closed_over_a_decision(unit)
    day = day_of(unit.at) + timedelta(days=30)
    conferring.follow_decision(
        conference_id=key, decision=decision, outcome=Outcome.LATER, why="Dokter cuti.", due=day,
        by=unit.dedi, at=h.later(unit),
    )  # fmt: skip
    assert h.gathering(unit, key).decisions[decision].due == day.isoformat()
    assert owed(unit, case_id) == {}


def test_opened_again_its_open_decisions_are_owed_again(unit: b.Unit) -> None:
    case_id, key, decision = closed_over_a_decision(unit)
    assert owed(unit, case_id) == {}
    then = unit.at + timedelta(days=1)
    closing.reopen_case(case_id=case_id, reason="Kembali.", by=unit.ratna, at=then)
    day = day_of(unit.at) + timedelta(days=7)
    assert owed(unit, case_id) == {"case.conference_decision": day.isoformat()}
    conferring.follow_decision(
        conference_id=key, decision=decision, outcome=Outcome.DONE, by=unit.dedi, at=then
    )
    assert owed(unit, case_id) == {}


def test_who_was_there_and_leaves_the_office_is_not_waited_for(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.written(unit, case_id)
    h.decided(unit, key)
    today = day_of(unit.at)
    assert conferring.waits_for(h.gathering(unit, key), case_id, on=today) == [unit.ayu.id]
    leave(unit, "ayu")
    tomorrow = unit.at + timedelta(days=1)
    waiting = conferring.waits_for(h.gathering(unit, key), case_id, on=day_of(tomorrow))
    assert waiting == []
    conferring.finish_minutes(conference_id=key, by=unit.ratna, at=tomorrow)
    assert owed(unit, case_id).keys() == {"case.conference_decision"}


def test_joined_records_keep_the_conference_and_its_duty(unit: b.Unit) -> None:
    one, _other, pair = paired(unit)
    case_id = one.case_id
    assigned(unit, case_id)
    key = h.called(unit, case_id)
    joining.join(pair_id=pair.pk, reason="Nama dan sekolahnya sama.", by=unit.ratna, at=unit.at)
    assert set(owed(unit, case_id)) == {"case.conference_hold"}
    conferring.hold_conference(
        conference_id=key, held_at=h.later(unit), present=[unit.dedi.id], oath_read=True,
        by=unit.ratna, at=h.later(unit),
    )  # fmt: skip
    assert h.gathering(unit, key).state is Meeting.HELD
