"""The legal track of a case from the first stage to the last payment, through the real actions."""

from collections.abc import Callable
from dataclasses import replace as changed
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import closing, court, duties, legal, risk, team
from pabolo.programme.cases.actions.readers import CaseReaders
from pabolo.programme.cases.actions.rescreening import rescreen
from pabolo.programme.cases.legal_track import LegalTrack, followed
from pabolo.programme.cases.models import Entry, LegalDate
from pabolo.programme.cases.queries.court import dates_of
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules import court as court_rule
from pabolo.rules import duties_of_legal
from pabolo.rules import legal as legal_rule
from pabolo.rules.duties import Clocks, DutyFacts, OpenDuty, what_changes
from pabolo.rules.vocabulary import Event, Facet, Risk, Role, Subject
from tests import builders as build
from tests.legal.track import (
    asked,
    date,
    decided,
    due,
    ended,
    letter,
    looked,
    paid,
    planned,
    refused,
    signed,
    staged,
    state_of,
    takedown,
    waived,
    who,
)


def iso(unit: build.Unit, days: int) -> str:
    return (day_of(unit.at) + timedelta(days=days)).isoformat()


# --- stages ---


def test_stages_go_their_way_and_out_of_it_only_with_a_reason(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    assert not state_of(unit, case_id).legal_open
    staged(unit, case_id, "H4", institution="Polres", number="LP/12")
    with refused("legal.order"):
        staged(unit, case_id, "H9")
    with refused("legal.future"):
        staged(unit, case_id, "H6", on=iso(unit, 1))
    staged(unit, case_id, "H9", why="Kami baru diberi tahu pada hari sidang.")
    state = state_of(unit, case_id)
    assert [one.line.stage for one in state.legal.standing] == ["H4", "H9"]
    assert state.legal.standing[1].line.why.startswith("Kami baru")
    assert state.legal_open
    assert entries(limit=1)[0].verb in ("case.read", "case.legal_stage")


def test_a_stage_without_an_order_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = dict.fromkeys(legal_rule.STAGES, legal_rule.STAGES)
    monkeypatch.setattr(legal_rule, "NEXT", every)
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    with pytest.raises(pytest.fail.Exception), refused("legal.order"):
        staged(unit, case_id, "H9")


def test_a_correction_is_a_line_of_its_own(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = staged(unit, case_id, "H4")
    wrong = staged(unit, case_id, "H30")
    assert not state_of(unit, case_id).legal_open
    assert "case.legal_progress" not in due(unit, case_id)
    before = Entry.objects.filter(case=case_id).count()
    call: dict[str, Any] = {"case_id": case_id, "instead": None, **who(unit)}
    with refused("legal.no_reason"):
        legal.correct_legal_stage(of=wrong, reason=" ", **call)
    legal.correct_legal_stage(of=wrong, reason="SP3 itu milik kasus lain.", **call)
    with refused("legal.no_line"):
        legal.correct_legal_stage(of=wrong, reason="Sekali lagi.", **call)
    again = e.LegalStaged(**signed(unit), stage="H4", on=iso(unit, -1), id=key, number="LP/13")
    legal.correct_legal_stage(of=key, reason="Nomor salah.", **{**call, "instead": again})
    state = state_of(unit, case_id)
    assert Entry.objects.filter(case=case_id).count() == before + 2
    assert (state.legal_stage, state.legal_open) == ("H4", True)
    row = state.legal.stages[key]
    assert (row.line.number, row.first.number) == ("LP/13", "")
    assert state.legal.stages[wrong].struck
    assert "case.legal_progress" in due(unit, case_id)


def test_the_legal_side_stays_shut_for_who_does_not_open_it(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    planned(unit, case_id)
    rows = Entry.objects.filter(case=case_id, facet="legal")
    assert rows.count() == 2
    shut = open_file(case_id=case_id, by=unit.dedi, at=unit.at).state
    assert (shut.legal, shut.legal_stage) == (LegalTrack(), "H0")
    with refused("legal.role"):
        line = e.LegalStaged(**signed(unit), stage="H5", on=iso(unit, 0))
        legal.record_legal_stage(case_id=case_id, stage=line, by=unit.siti, at=unit.at)


def test_an_old_line_without_a_key_is_read_and_corrected(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H2", id="")
    staged(unit, case_id, "H4", id="")
    assert list(state_of(unit, case_id).legal.stages) == ["0", "1"]
    legal.correct_legal_stage(
        case_id=case_id, of="0", reason="Bukan LP kita.", instead=None, **who(unit)
    )
    assert list(state_of(unit, case_id).legal.codes) == ["H4"]


def test_after_the_case_has_ended_the_process_is_noted_and_owes_nothing(unit: build.Unit) -> None:
    case_id = build.closed(unit, build.SEXUAL, sexual=True)
    before = due(unit, case_id)
    staged(unit, case_id, "H4")
    letter(unit, case_id)
    assert due(unit, case_id) == before
    assert state_of(unit, case_id).legal_open


def test_after_the_case_has_ended_nothing_is_planned_or_asked_for(unit: build.Unit) -> None:
    case_id = build.served(unit)
    key = planned(unit, case_id)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    for begin in (planned, asked, takedown):
        with refused("legal.case_ended"):
            begin(unit, case_id)
    later = unit.at + timedelta(days=20)
    with refused("legal.case_ended"):
        court.postpone_date(case_id=case_id, of=key, reason="-", starts_at=later, **who(unit))
    ended(unit, case_id, key)
    assert state_of(unit, case_id).legal.dates[key].state == "held"


def test_a_case_that_counts_as_open_for_ever_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(court_rule, "may_begin_more", lambda *, case_open: None)
    case_id = build.closed(unit)
    with pytest.raises(pytest.fail.Exception), refused("legal.case_ended"):
        planned(unit, case_id)


# --- what is owed while it runs ---


def test_word_of_the_process_is_asked_for_every_month(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H3")
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 30)
    staged(unit, case_id, "H4", days=20)
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 50)
    letter(unit, case_id, way="out", kind="PMH")
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 50)
    letter(unit, case_id)
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 30)
    staged(unit, case_id, "H30", days=21)
    assert "case.legal_progress" not in due(unit, case_id)
    letter(unit, case_id)
    assert "case.legal_progress" not in due(unit, case_id)


def test_a_report_to_the_police_begins_it(unit: build.Unit) -> None:
    case_id = build.served(unit, build.SEXUAL, sexual=True)
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 30)
    assert state_of(unit, case_id).legal_open


def reported(unit: build.Unit, case_id: UUID) -> None:
    line = e.PoliceReported(**signed(unit), number="STPL/12/XI/2026", reported_at=unit.at)
    legal.record_police_report(case_id=case_id, report=line, **who(unit))


def test_a_report_to_the_police_after_the_end_is_noted_and_meets_what_law_left_open(
    unit: build.Unit,
) -> None:
    case_id = build.served(unit, build.SEXUAL)
    waits = build.closure(unit, legal_reason="Keluarga menolak melapor; dijelaskan dua kali.")
    closing.ask_closure(case_id=case_id, asked=waits, by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    assert "case.police" in due(unit, case_id)
    reported(unit, case_id)
    owed = due(unit, case_id)
    assert not {"case.police", "case.legal_progress"} & set(owed)
    assert state_of(unit, case_id).legal_open


def test_a_guard_that_forgets_the_end_of_the_case_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legal, "tell_while_open", duties.tell)
    case_id = build.closed(unit)
    reported(unit, case_id)
    assert "case.legal_progress" in due(unit, case_id)


def test_a_change_of_risk_leaves_what_the_law_side_owes(unit: build.Unit) -> None:
    """The side is shut while risk is read: no condition of a duty may hang on it."""
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    planned(unit, case_id)
    owed = {"case.legal_progress", "case.restitution", "case.prepare_child", "case.date_outcome"}
    assert owed <= set(due(unit, case_id))
    risk.lower_risk(
        case_id=case_id, to=Risk.LOW, reason="Anak aman di rumah nenek.", by=unit.ratna, at=unit.at
    )
    assert owed <= set(due(unit, case_id))
    assert all(not rule.needs for rule in duties_of_legal.RULES)


def test_restitution_is_talked_about_before_the_demand(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H3")
    assert "case.restitution" not in due(unit, case_id)
    staged(unit, case_id, "H4")
    assert due(unit, case_id)["case.restitution"] == iso(unit, 14)
    for stage in ("H6", "H7", "H8"):
        staged(unit, case_id, stage)
    assert due(unit, case_id)["case.restitution"] == iso(unit, 14)
    staged(unit, case_id, "H9")
    rules = due(unit, case_id)
    assert "case.restitution" not in rules
    assert rules["case.restitution_trial"] == iso(unit, 3)
    asked(unit, case_id)
    assert "case.restitution_trial" not in due(unit, case_id)


def test_a_no_of_the_family_ends_it_and_a_suspects_does_not(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    waived(unit, case_id, "guardian")
    assert "case.restitution" not in due(unit, case_id)
    staged(unit, case_id, "H6")
    assert "case.restitution" not in due(unit, case_id)
    asked(unit, case_id)
    assert state_of(unit, case_id).legal.waived == {}


def test_a_parent_who_is_suspected_does_not_waive(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    whole = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    parent = replace(whole.stats, relations=("OT",))
    begin = legal.begin_legal

    def with_parent(*args: Any, **more: Any) -> Any:
        work = begin(*args, **more)
        work.stats = parent
        return work

    monkeypatch.setattr("pabolo.programme.cases.actions.claims.begin_legal", with_parent)
    with refused("claim.parent_suspect"):
        waived(unit, case_id, "guardian")
    waived(unit, case_id, "both")


def test_a_witness_owes_no_talk_about_restitution(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    work = legal.begin_legal(case_id, by=unit.dedi, at=unit.at)
    work.state = replace_legal(work.state, unit)
    assert list(legal.moved_events(work)) == [Event.LEGAL_MOVED, Event.RESTITUTION_DUE]
    work.stats = replace(work.stats, roles=("A2", "A3"))
    assert list(legal.moved_events(work)) == [Event.LEGAL_MOVED]


def replace_legal(state: Any, unit: build.Unit) -> Any:
    line = e.LegalStaged(**signed(unit), stage="H4", on=iso(unit, 0))
    return changed(state, legal=followed(line, state.legal))


def test_what_is_granted_is_followed_until_it_is_paid(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H9")
    key = asked(unit, case_id, amount=40_000_000)
    with refused("claim.running"):
        asked(unit, case_id)
    with refused("claim.amount"):
        decided(unit, case_id, key, "granted")
    decided(unit, case_id, key, "partly", 25_000_000)
    assert due(unit, case_id)["case.restitution_paid"] == iso(unit, 30)
    staged(unit, case_id, "H10")
    staged(unit, case_id, "H12")
    assert state_of(unit, case_id).legal_open
    paid(unit, case_id, key, 10_000_000)
    with refused("claim.too_much"):
        paid(unit, case_id, key, 20_000_000)
    assert "case.restitution_paid" in due(unit, case_id)
    paid(unit, case_id, key, 15_000_000)
    rules = due(unit, case_id)
    assert "case.restitution_paid" not in rules
    assert "case.legal_progress" not in rules
    assert not state_of(unit, case_id).legal_open
    with refused("claim.nothing_granted"):
        paid(unit, case_id, key, 1)


def test_what_is_granted_and_not_paid_is_neither_waived_nor_asked_anew(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = asked(unit, case_id, amount=9)
    decided(unit, case_id, key, "granted", 9)
    with refused("claim.unpaid"):
        waived(unit, case_id)
    with refused("claim.unpaid"):
        asked(unit, case_id)
    paid(unit, case_id, key, 9)
    asked(unit, case_id)
    assert len(state_of(unit, case_id).legal.claims) == 2


def test_a_waiver_over_what_is_unpaid_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LegalTrack, "unpaid", lambda track, kind: None)
    case_id = build.assigned(unit)
    decided(unit, case_id, asked(unit, case_id, amount=9), "granted", 9)
    with pytest.raises(pytest.fail.Exception), refused("claim.unpaid"):
        waived(unit, case_id)


def test_restitution_asked_after_the_judgment_is_asked_after(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H12")
    assert "case.legal_progress" not in due(unit, case_id)
    key = asked(unit, case_id, through="court")
    assert state_of(unit, case_id).legal_open
    assert due(unit, case_id)["case.legal_progress"] == iso(unit, 30)
    decided(unit, case_id, key, "refused")
    assert "case.legal_progress" not in due(unit, case_id)


def test_a_trial_that_was_an_error_leaves_the_longer_time(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    wrong = staged(unit, case_id, "H9", why="Panggilan sidang.")
    assert "case.restitution_trial" in due(unit, case_id)
    legal.correct_legal_stage(
        case_id=case_id, of=wrong, reason="Perkara lain.", instead=None, **who(unit)
    )
    rules = due(unit, case_id)
    assert "case.restitution_trial" not in rules
    assert rules["case.restitution"] == iso(unit, 14)


def test_protection_is_asked_of_lpsk_and_answered(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    with refused("claim.through"):
        asked(unit, case_id, "protection", through="police")
    key = asked(unit, case_id, "protection")
    assert due(unit, case_id)["case.protection_answer"] == iso(unit, 7)
    decided(unit, case_id, key, "granted")
    assert "case.protection_answer" not in due(unit, case_id)
    assert not state_of(unit, case_id).legal_open


# --- appointments ---


def test_the_child_is_prepared_before_and_the_outcome_follows(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = planned(unit, case_id)
    rules = due(unit, case_id)
    assert rules["case.prepare_child"] == iso(unit, 7)
    assert rules["case.date_outcome"] == iso(unit, 12)
    with refused("court.not_yet"):
        ended(unit, case_id, key, days=0)
    line = e.ChildPrepared(**signed(unit), date=key, how="Denah ruang sidang digambar bersama.")
    court.prepare_child(case_id=case_id, prepared=line, **who(unit))
    assert "case.prepare_child" not in due(unit, case_id)
    ended(unit, case_id, key)
    assert "case.date_outcome" not in due(unit, case_id)
    with refused("court.over"):
        ended(unit, case_id, key)
    assert LegalDate.objects.get(pk=UUID(key)).state == "held"


def test_one_appointment_does_not_end_what_another_owes(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    first = planned(unit, case_id, kind="BAP", starts_at=unit.at + timedelta(days=2))
    planned(unit, case_id)
    ended(unit, case_id, first, "called_off", days=0)
    rules = due(unit, case_id)
    assert rules["case.prepare_child"] == iso(unit, 7)
    assert rules["case.date_outcome"] == iso(unit, 12)


def test_an_end_that_takes_every_appointment_with_it_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pabolo.rules.duties._OF_ONE_THING", frozenset())
    facts = DutyFacts(Subject.CASE, ref=UUID(int=1), worker_id=UUID(int=7))
    other = OpenDuty(
        UUID(int=3), Subject.CASE, UUID(int=9), "case.prepare_child", Role.CASE_WORKER,
        UUID(int=7), UUID(int=2),
    )  # fmt: skip
    change = what_changes(Event.DATE_ENDED, facts, [other], at=unit.at, clocks=Clocks())
    assert change.ended == (other,)


def test_put_off_it_is_prepared_anew(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = planned(unit, case_id)
    call: dict[str, Any] = {"case_id": case_id, "of": key, "reason": "Hakim berhalangan."}
    with refused("court.past"):
        court.postpone_date(starts_at=unit.at - timedelta(days=1), **call, **who(unit))
    assert LegalDate.objects.get(pk=UUID(key)).state == "planned"
    court.postpone_date(starts_at=unit.at + timedelta(days=20), **call, **who(unit))
    rules = due(unit, case_id)
    assert rules["case.prepare_child"] == iso(unit, 17)
    assert rules["case.date_outcome"] == iso(unit, 22)
    first, second = state_of(unit, case_id).legal.dates.values()
    assert (first.state, second.state) == ("postponed", "planned")
    assert (second.planned.after, second.planned.needs) == (key, first.planned.needs)
    assert second.planned.place == first.planned.place


def test_whoever_comes_along_may_see_the_case(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    with refused("court.companion_sees"):
        planned(unit, case_id, companion=unit.joko.id.hex)
    with refused("court.alone"):
        planned(unit, case_id, companion="")
    with refused("court.kind"):
        planned(unit, case_id, kind="XXX")
    planned(unit, case_id, companion="", beside="Nenek")
    assert LegalDate.objects.get().companion_id is None


def test_put_off_somebody_else_may_come_along(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = planned(unit, case_id)
    court.postpone_date(
        case_id=case_id, of=key, reason="Dedi cuti.", starts_at=unit.at + timedelta(days=20),
        companion=unit.ratna.id.hex, **who(unit),
    )  # fmt: skip
    again = list(state_of(unit, case_id).legal.dates.values())[-1].planned
    assert (again.companion, again.beside) == (unit.ratna.id.hex, "")
    assert LegalDate.objects.get(state="planned").companion_id == unit.ratna.id


def test_who_turns_out_to_be_kin_does_not_come_along(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = build.assigned(unit)
    declare_kin(kin=[Kin(build.opening().identity.name, "other")], by=unit.hendra, at=unit.at)
    assert unit.hendra.id in holders(case_id)
    with refused("court.companion_sees"):
        planned(unit, case_id, companion=unit.hendra.id.hex)
    # Broken: nobody is meant in it.
    nobody = CaseReaders(frozenset(), frozenset(), frozenset())
    monkeypatch.setattr(court, "readers_of", lambda case, at: nobody)
    planned(unit, case_id, companion=unit.hendra.id.hex)


def test_who_lost_the_case_sees_no_appointment_of_it(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    soon = unit.at + timedelta(hours=3)
    planned(unit, case_id, starts_at=soon, companion=unit.hendra.id.hex)
    assert dates_of(unit.hendra, on=day_of(soon), at=unit.at)
    declare_kin(kin=[Kin(build.opening().identity.name, "other")], by=unit.hendra, at=unit.at)
    rescreen(person=unit.hendra.id, at=unit.at)
    assert dates_of(unit.hendra, on=day_of(soon), at=unit.at) == []


def test_a_guard_that_lets_a_child_go_alone_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = court_rule.DateFacts

    def never_alone(**more: Any) -> Any:
        return facts(**{**more, "companion": True, "sees": True})

    monkeypatch.setattr(court, "DateFacts", never_alone)
    case_id = build.assigned(unit)
    with pytest.raises(pytest.fail.Exception), refused("court.alone"):
        planned(unit, case_id, companion="")


def test_the_days_appointments_are_those_of_who_goes_and_of_the_worker(
    unit: build.Unit, django_assert_num_queries: Callable[..., Any]
) -> None:
    case_id = build.assigned(unit)
    soon, day = unit.at + timedelta(hours=3), day_of(unit.at)
    planned(unit, case_id, starts_at=soon, kind="BAP")
    planned(unit, case_id)

    def seen(by: Any) -> list[tuple[str, Any]]:
        return [(one.kind, one.starts_at) for one in dates_of(by, on=day, at=unit.at)]

    assert seen(unit.dedi) == [("BAP", soon)]
    assert seen(unit.ratna) == seen(unit.joko) == []
    joko = unit.joko
    with django_assert_num_queries(1):
        assert seen(joko) == []
    key = planned(unit, case_id, starts_at=soon + timedelta(hours=1), companion=unit.ratna.id.hex)
    assert [kind for kind, _at in seen(unit.ratna)] == ["SID"]
    ended(unit, case_id, key, "called_off", days=0)
    assert seen(unit.ratna) == []


def test_who_does_not_open_the_legal_side_sees_the_hour_alone(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    soon = unit.at + timedelta(hours=3)
    planned(unit, case_id, starts_at=soon, companion=unit.ayu.id.hex)
    (one,) = dates_of(unit.ayu, on=day_of(unit.at), at=unit.at)
    assert (one.kind, one.starts_at) == ("", soon)


def test_the_days_list_costs_the_same_for_one_and_for_three(unit: build.Unit) -> None:
    case_id, dedi = build.assigned(unit), unit.dedi
    asked_for = []
    for hours in (1, 2, 3):
        planned(unit, case_id, starts_at=unit.at + timedelta(hours=hours))
        with CaptureQueriesContext(connection) as seen:
            assert len(dates_of(dedi, on=day_of(unit.at), at=unit.at)) == hours
        asked_for.append(len(seen))
    # The audit tree asks a little more or less by where it stands.
    assert max(asked_for) <= min(asked_for) + 2


# --- content and letters ---


def test_content_is_looked_at_until_it_is_gone(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    with refused("takedown.content"):
        takedown(unit, case_id, address="https://cdn.contoh.id/v.mp4")
    with refused("takedown.content"):
        takedown(unit, case_id, number="data:image/png;base64,AAAA")
    assert state_of(unit, case_id).legal.takedowns == {}
    key = takedown(unit, case_id)
    assert due(unit, case_id)["case.takedown_look"] == iso(unit, 3)
    looked(unit, case_id, key, "still_there")
    assert "case.takedown_look" in due(unit, case_id)
    looked(unit, case_id, key, "removed")
    assert "case.takedown_look" not in due(unit, case_id)
    with refused("takedown.gone"):
        looked(unit, case_id, key, "removed")


def test_a_letter_struck_stays_readable(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    key = letter(unit, case_id)
    with refused("legal.letter_kind"):
        letter(unit, case_id, kind="XXX")
    legal.strike_letter(case_id=case_id, of=key, reason="Milik kasus lain.", **who(unit))
    row = state_of(unit, case_id).legal.letters[key]
    assert row.struck is not None and row.line.number == "B/12/XI/2026"
    with refused("legal.no_line"):
        legal.strike_letter(case_id=case_id, of=key, reason="Lagi.", **who(unit))


def test_closing_ends_what_the_legal_side_owed(unit: build.Unit) -> None:
    case_id = build.served(unit)
    staged(unit, case_id, "H4")
    planned(unit, case_id)
    takedown(unit, case_id)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    own = {rule.code for rule in duties_of_legal.RULES}
    assert not own & set(due(unit, case_id))


def test_every_line_is_sealed_under_the_legal_side(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    before = Entry.objects.filter(case=case_id).count()
    staged(unit, case_id, "H4")
    key = planned(unit, case_id)
    ended(unit, case_id, key)
    claim = asked(unit, case_id)
    decided(unit, case_id, claim, "granted", 5)
    paid(unit, case_id, claim, 5)
    content = takedown(unit, case_id)
    looked(unit, case_id, content, "removed")
    letter(unit, case_id)
    rows = list(Entry.objects.filter(case=case_id).order_by("seq"))[before:]
    assert {row.facet for row in rows} == {Facet.LEGAL.value}
    assert date(unit).kind == "SID"


def closed_over_a_process(unit: build.Unit) -> UUID:
    """A case that closed while its legal side waited for everything it can wait for."""
    case_id = build.served(unit)
    staged(unit, case_id, "H9")
    planned(unit, case_id)
    takedown(unit, case_id)
    decided(unit, case_id, asked(unit, case_id, amount=9), "granted", 9)
    asked(unit, case_id, "protection")
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    return case_id


WAITED_FOR = {
    "case.legal_progress", "case.prepare_child", "case.date_outcome", "case.takedown_look",
    "case.restitution_paid", "case.protection_answer",
}  # fmt: skip


def reopened(unit: build.Unit, case_id: UUID, days: int) -> dict[str, str]:
    closing.reopen_case(case_id=case_id, reason="Kembali.", **who(unit, unit.ratna, days))
    return due(unit, case_id)


def test_opened_again_what_the_process_waits_for_is_owed_again(unit: build.Unit) -> None:
    case_id = closed_over_a_process(unit)
    assert not WAITED_FOR & set(due(unit, case_id))
    owed = reopened(unit, case_id, 1)
    assert set(owed) >= WAITED_FOR
    assert owed["case.prepare_child"] == iso(unit, 7)
    assert owed["case.date_outcome"] == iso(unit, 12)


def test_opened_again_after_its_hour_an_appointment_is_not_prepared(unit: build.Unit) -> None:
    owed = reopened(unit, closed_over_a_process(unit), 30)
    assert "case.prepare_child" not in owed
    assert owed["case.date_outcome"] == iso(unit, 30)


def test_opened_again_nothing_that_is_done_is_owed(unit: build.Unit) -> None:
    case_id = build.served(unit)
    ended(unit, case_id, planned(unit, case_id))
    looked(unit, case_id, takedown(unit, case_id), "removed")
    decided(unit, case_id, asked(unit, case_id, "protection"), "refused")
    then = {"at": unit.at + timedelta(days=12)}
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, **then)
    closing.close_case(case_id=case_id, by=unit.ratna, **then)
    own = {rule.code for rule in duties_of_legal.RULES}
    assert not own & set(reopened(unit, case_id, 13))


def test_a_reopening_that_takes_nothing_up_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "take_up", lambda work, before: None)
    assert not WAITED_FOR & set(reopened(unit, closed_over_a_process(unit), 1))
