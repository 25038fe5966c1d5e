"""A case goes its whole way through the actions; each guard on the way is tried."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import lines_for, owned_by, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import (
    care,
    closing,
    journal,
    legal,
    plan,
    risk,
    simfoni,
    team,
    triage,
)
from pabolo.programme.cases.actions.journal import begin
from pabolo.programme.cases.asking_plan import check_service
from pabolo.programme.cases.models import Case, Entry
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import visible_to as cases_of
from pabolo.programme.intake.models import Report
from pabolo.rules.risk import RiskFacts
from pabolo.rules.vocabulary import Facet, Risk
from tests import builders as build


@pytest.fixture
def unit() -> build.Unit:
    return build.staffed_unit()


def codes(unit: build.Unit, case_id: object, state: str = "open") -> set[str]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state=state)
    return {line.body.rule for line in lines_for(rows, by=unit.ratna, at=unit.at)}


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def test_from_public_report_to_closed_and_reopened(unit: build.Unit) -> None:
    case_id = build.closed(unit, build.SEXUAL, sexual=True)
    case = Case.objects.get(pk=case_id)
    assert (case.stage, case.closed_day) == ("closed", unit.at.date())
    assert Report.objects.get(cases__case=case).progress == "finished"
    closing.reopen_case(case_id=case_id, reason="Kejadian baru.", by=unit.dedi, at=unit.at)
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at)
    assert file.case.stage == "reopened"
    assert file.state.reopened == 1
    assert case.child_id == file.case.child_id
    assert "case.review_reopened" in codes(unit, case_id)


def test_the_police_clock_runs_for_sexual_violence_only(unit: build.Unit) -> None:
    sexual = build.assigned(unit, build.SEXUAL, sexual=True)
    physical = build.assigned(unit)
    assert "case.police" in codes(unit, sexual)
    assert "case.police" not in codes(unit, physical)
    rows = owned_by(unit.dedi).filter(folder_id=sexual)
    clock = next(
        line
        for line in lines_for(rows, by=unit.dedi, at=unit.at)
        if line.body.rule == "case.police"
    )
    # the report was anonymous: its clock starts at midnight of its day
    assert clock.body.due_at - clock.body.started_at == timedelta(hours=72)
    assert clock.body.started_at.hour == 0


def test_the_police_duty_ends_by_a_number_or_by_a_supervisor(unit: build.Unit) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    excuse = e.PoliceReported(at=unit.at, by=unit.dedi.id.hex, reason_not="Sudah dilaporkan.")
    with refused("police.excuse"):
        legal.record_police_report(case_id=case_id, report=excuse, by=unit.dedi, at=unit.at)
    assert "case.police" in codes(unit, case_id)
    legal.record_police_report(case_id=case_id, report=excuse, by=unit.ratna, at=unit.at)
    assert "case.police" in codes(unit, case_id, "void")


def test_nobody_closes_their_own_request(unit: build.Unit) -> None:
    case_id = build.served(unit)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.ratna, at=unit.at)
    asked_by_ratna = open_file(case_id=case_id, by=unit.ratna, at=unit.at).state.closure
    assert asked_by_ratna is not None
    with refused("close.not_second"):
        closing.close_case(case_id=case_id, by=unit.dedi, at=unit.at)


def test_a_line_under_another_name_is_signed_by_who_writes_it(unit: build.Unit) -> None:
    case_id = build.served(unit)
    yesterday = unit.at - timedelta(days=1)
    forged = build.closure(unit, by=unit.ratna.id.hex, at=yesterday)
    closing.ask_closure(case_id=case_id, asked=forged, by=unit.dedi, at=unit.at)
    asked = open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.closure
    assert asked is not None and (asked.by, asked.at) == (unit.dedi.id.hex, unit.at)


def close_alone_under_anothers_name(unit: build.Unit) -> None:
    case_id, ratna = build.served(unit), unit.ratna
    asked = build.closure(unit, by=unit.dedi.id.hex)
    closing.ask_closure(case_id=case_id, asked=asked, by=ratna, at=unit.at)
    closing.close_case(case_id=case_id, by=ratna, at=unit.at)


def test_nobody_closes_alone_by_asking_in_anothers_name(unit: build.Unit) -> None:
    with refused("close.own_request"):
        close_alone_under_anothers_name(unit)


def test_a_journal_that_trusts_its_lines_would_let_one_person_close(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "signed", lambda line, **_who: line)
    close_alone_under_anothers_name(unit)


def test_a_plan_cannot_be_put_under_a_colleagues_name(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    item = build.plan_item(unit, by=unit.ratna.id.hex)
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert file.state.plan[item.item].planned.by == unit.dedi.id.hex


def test_closing_needs_a_request_and_its_criteria(unit: build.Unit) -> None:
    case_id, _item = build.planned(unit)
    with refused("close.goals_open"):
        closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    with refused("close.not_requested"):
        closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)


def test_an_open_legal_duty_holds_the_case_open(unit: build.Unit) -> None:
    case_id = build.assessed(unit, build.SEXUAL, sexual=True)
    with refused("close.legal_duty_open"):
        closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)


def test_the_second_person_may_decline(unit: build.Unit) -> None:
    case_id = build.served(unit)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.decline_closure(case_id=case_id, reason="Tunggu sidang.", by=unit.ratna, at=unit.at)
    assert open_file(case_id=case_id, by=unit.ratna, at=unit.at).state.closure is None
    assert "case.close_second" in codes(unit, case_id, "met")


def test_a_service_needs_a_basis_but_not_in_an_emergency(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    given = e.ServiceGiven(at=unit.at, by=unit.dedi.id.hex, service="L2", on="2026-11-02")
    with refused("consent.no_basis"):
        care.give_service(case_id=case_id, service=given, by=unit.dedi, at=unit.at)
    care.give_service(case_id=case_id, service=given, emergency=True, by=unit.dedi, at=unit.at)
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.services == (given,)


def test_mediation_is_refused_for_sexual_violence_by_an_adult(unit: build.Unit) -> None:
    case_id = build.assessed(unit, build.SEXUAL, sexual=True)
    item = build.plan_item(unit, function="mediation", service="L6")
    with refused("mediation.sexual_violence"):
        plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)


def test_mediation_planned_before_the_case_turned_out_sexual_is_not_given(
    unit: build.Unit,
) -> None:
    case_id = build.assessed(unit)
    item = build.plan_item(unit, function="mediation", service="L6")
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    plan.approve_plan(case_id=case_id, by=unit.ratna, at=unit.at)
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    given = e.ServiceGiven(
        at=unit.at, by=unit.dedi.id.hex, service="L6", item=item.item, on="2026-11-02"
    )
    today = unit.at.date()
    assert check_service(file.state, file.stats, given, today=today) is None
    for child, code in ((False, "mediation.sexual_violence"), (True, "")):
        known = replace(file.stats, forms=("SEK",), offender_is_child=child)
        refusal = check_service(file.state, known, given, today=today)
        assert (refusal.code if refusal else "") == code


def test_only_services_of_the_list_are_planned_and_given(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    strange = build.plan_item(unit, service="F5")
    with refused("service.unknown"):
        plan.add_items(case_id=case_id, items=[strange], by=unit.dedi, at=unit.at)
    given = e.ServiceGiven(
        at=unit.at, by=unit.dedi.id.hex, service="F5", item=item, on="2026-11-02"
    )
    with refused("service.unknown"):
        care.give_service(case_id=case_id, service=given, by=unit.dedi, at=unit.at)


def test_any_red_flag_is_high_until_a_supervisor_lowers_it(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    facts = RiskFacts(accused_lives_with_child=True)
    risk.read_risk(case_id=case_id, facts=facts, assessed=Risk.LOW, by=unit.dedi, at=unit.at)
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.risk == "high"
    with refused("risk.lower.not_supervisor"):
        risk.lower_risk(case_id=case_id, to=Risk.LOW, reason="x", by=unit.dedi, at=unit.at)
    with refused("risk.lower.no_reason"):
        risk.lower_risk(case_id=case_id, to=Risk.LOW, reason=" ", by=unit.ratna, at=unit.at)
    risk.lower_risk(case_id=case_id, to=Risk.LOW, reason="Pindah.", by=unit.ratna, at=unit.at)
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.risk == "low"
    risk.read_risk(case_id=case_id, facts=facts, assessed=Risk.LOW, by=unit.dedi, at=unit.at)
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.risk == "low"
    worse = RiskFacts(accused_lives_with_child=True, weapon=True)
    risk.read_risk(case_id=case_id, facts=worse, assessed=Risk.LOW, by=unit.dedi, at=unit.at)
    assert open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.risk == "high"


def test_two_officers_on_one_case_nothing_is_overwritten(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    seen = Case.objects.get(pk=case_id).version
    review = e.Reviewed(at=unit.at, by=unit.dedi.id.hex, summary="Membaik.")
    care.hold_review(case_id=case_id, review=review, by=unit.dedi, at=unit.at, seen=seen)
    with refused("case.changed_meanwhile"):
        care.hold_review(case_id=case_id, review=review, by=unit.dedi, at=unit.at, seen=seen)
    assert Entry.objects.filter(case_id=case_id).count() == seen + 1


def test_a_write_that_lost_the_race_leaves_nothing(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    stale = begin(case_id, by=unit.dedi, at=unit.at)
    note = e.Noted(at=unit.at, by=unit.dedi.id.hex, text="Catatan.")
    care.write_note(case_id=case_id, note=note, by=unit.dedi, at=unit.at)
    count = Entry.objects.filter(case_id=case_id).count()
    with refused("case.changed_meanwhile"):
        legal.append(stale, note)
    assert Entry.objects.filter(case_id=case_id).count() == count


def test_who_was_not_granted_finds_no_case(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    for stranger in (unit.maria, unit.rizky, unit.agus, unit.nur, unit.suryadi):
        assert not cases_of(stranger).exists()
        with pytest.raises(Case.DoesNotExist):
            open_file(case_id=case_id, by=stranger, at=unit.at)


def test_a_reassigned_worker_loses_the_case_and_its_duties(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    team.assign_worker(
        case_id=case_id, worker_id=unit.maria.id, reason="Cuti", by=unit.ratna, at=unit.at
    )
    with pytest.raises(Case.DoesNotExist):
        open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert not Duty.objects.filter(folder_id=case_id, state="open", owner_id=unit.dedi.id).exists()
    assert owned_by(unit.maria).filter(folder_id=case_id).exists()


def test_a_worker_named_in_the_case_is_never_its_worker(unit: build.Unit) -> None:
    report = build.read(unit, build.received(unit))
    named = build.opening(name="Dedi Kurnia Harahap")
    ids = triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=named,
        decision=build.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    with refused("case.worker_excluded"):
        team.assign_worker(case_id=ids.case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)


def test_a_light_case_owes_only_its_check(unit: build.Unit) -> None:
    report = build.read(unit, build.received(unit))
    ids = triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=build.opening(light=True),
        decision=build.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    owed = codes(unit, ids.case_id)
    assert "case.check_light" in owed
    assert not owed & {"case.assess", "case.consent", "case.review"}
    simfoni.record_simfoni(case_id=ids.case_id, number="2026/11/0042", by=unit.yusuf, at=unit.at)
    assert "case.check_light" in codes(unit, ids.case_id, "met")


def test_notes_stay_shut_without_their_facet(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    note = e.Noted(at=unit.at, by=unit.dedi.id.hex, text="Hasil pemeriksaan.")
    care.write_note(case_id=case_id, note=note, facet=Facet.HEALTH, by=unit.dedi, at=unit.at)
    shut = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert shut.lines[-1].line is None
    opened = open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=[Facet.HEALTH])
    assert opened.lines[-1].line == note
