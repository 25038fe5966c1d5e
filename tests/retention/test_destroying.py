"""What is due is destroyed by two people, and nothing breaks where it was."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pabolo.doors.command import verify
from pabolo.ground.audit.queries import entries
from pabolo.ground.duties import actions as duties
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import all_open
from pabolo.ground.keys import store
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault import erasure, living
from pabolo.ground.vault.models import Erased, Grant
from pabolo.ground.vault.queries import may_see
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import closing, legal, triage
from pabolo.programme.cases.facets import ChildRole
from pabolo.programme.cases.models import Case, CaseReport, Incident, IncidentChild
from pabolo.programme.cases.queries.facts import facts_of_all
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.children.queries import find
from pabolo.programme.intake.models import Report
from pabolo.programme.retention import actions, due, queries
from pabolo.programme.rights.actions import take_request
from pabolo.programme.rights.facets import Told
from pabolo.rules.duties import DutyFacts
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.vocabulary import Event, Subject
from tests import builders as b

LATER = timedelta(days=365 * 20)
REASON = "Masa simpan habis."


def refused(code: str, do: Callable[[], object]) -> None:
    """The call is refused with this code."""
    with pytest.raises(Refused) as caught:
        do()
    assert caught.value.refusal.code == code


def in_twenty_years(unit: b.Unit) -> b.Unit:
    """The same people in the same posts, long after."""
    return b.Unit(unit.at)


def root_of(case_id: UUID) -> UUID:
    """The child that a case's file hangs on."""
    return Case.objects.get(pk=case_id).child_id


def after_care_done(unit: b.Unit, case_id: UUID) -> None:
    """Nothing is owed on a closed case any more."""
    Duty.objects.filter(folder_id=case_id, state="open").update(state="void", closed_day=unit.at)


def ended(unit: b.Unit, **how: object) -> UUID:
    """A closed case on which nothing is owed."""
    case_id = b.closed(unit, **how)  # type: ignore[arg-type]
    after_care_done(unit, case_id)
    return case_id


def destroyed(unit: b.Unit, *roots: UUID) -> int:
    """Proposed by the supervisor, approved by the head, in twenty years."""
    batch = actions.propose(roots=roots, reason=REASON, by=unit.ratna, at=unit.at + LATER)
    return actions.approve(batch_id=batch, words="", by=unit.hendra, at=unit.at + LATER)


def test_nothing_is_due_before_its_time_and_all_of_it_after(unit: b.Unit) -> None:
    case_id = ended(unit)
    assert due.due(at=unit.at + timedelta(days=365 * 6)) == []
    found = due.due(at=unit.at + LATER)
    assert [one.root for one in found] == [root_of(case_id)]
    assert {kind.value for kind, _ in found[0].folders} == {"case", "child", "incident", "report"}


def test_a_second_person_decides_and_all_of_it_ends(unit: b.Unit) -> None:
    case_id = ended(unit)
    root, then = root_of(case_id), unit.at + LATER
    refused("access.role", lambda: actions.propose(roots=[root], reason="", by=unit.dedi, at=then))
    refused("destroy.nothing", lambda: actions.propose(roots=[], reason="", by=unit.ratna, at=then))
    now = {"roots": [root], "reason": REASON, "by": unit.ratna}
    refused("retention.early", lambda: actions.propose(**now, at=unit.at + timedelta(days=3000)))
    batch = actions.propose(**now, at=then)
    refused(
        "destroy.own", lambda: actions.approve(batch_id=batch, words="", by=unit.ratna, at=then)
    )
    folders = {folder for one in due.units(at=then, roots=[root]) for _k, folder in one.folders}
    assert actions.approve(batch_id=batch, words="Setuju.", by=unit.hendra, at=then) == 4
    assert store.tokens(folders) == {}
    assert not Grant.objects.filter(folder__in=folders, until_day__isnull=True).exists()
    assert Erased.objects.filter(done_day__isnull=False).count() == 4
    verbs = [one.verb for one in entries(limit=6)]
    assert verbs.count("erasure.done") == 4
    marks = {one.detail["tombstone"] for one in entries(limit=8) if one.verb == "erasure.done"}
    assert marks == set(Erased.objects.values_list("tombstone", flat=True))
    refused("destroy.decided", lambda: actions.approve(
        batch_id=batch, words="", by=unit.hendra, at=then))  # fmt: skip
    refused("retention.gone", lambda: actions.propose(**now, at=then))


def test_what_changed_meanwhile_is_kept(unit: b.Unit) -> None:
    one, then = ended(unit), unit.at + LATER
    batch = actions.propose(roots=[root_of(one)], reason=REASON, by=unit.ratna, at=then)
    refused("hold.no_reason", lambda: actions.place_hold(
        case_id=one, reason=" ", by=unit.farida, at=then))  # fmt: skip
    refused("access.role", lambda: actions.place_hold(
        case_id=one, reason="Gugatan.", by=unit.ratna, at=then))  # fmt: skip
    actions.place_hold(case_id=one, reason="Gugatan perdata.", by=unit.farida, at=then)
    refused("hold.stands", lambda: actions.place_hold(
        case_id=one, reason="Lagi.", by=unit.farida, at=then))  # fmt: skip
    assert actions.approve(batch_id=batch, words="", by=unit.hendra, at=then) == 0
    kept = queries.open_batch(batch, by=unit.ratna, at=then).body.items
    assert [item.kept_back for item in kept] == ["retention.held"]
    assert open_file(case_id=one, by=unit.ratna, at=then).state.closed
    refused("retention.held", lambda: destroyed(unit, root_of(one)))
    refused("hold.no_lift_reason", lambda: actions.lift_hold(
        case_id=one, reason="", by=unit.farida, at=then))  # fmt: skip
    actions.lift_hold(case_id=one, reason="Gugatan dicabut.", by=unit.farida, at=then)
    refused("hold.none", lambda: actions.lift_hold(
        case_id=one, reason="Lagi.", by=unit.farida, at=then))  # fmt: skip
    assert destroyed(unit, root_of(one)) == 4


def _hold(unit: b.Unit, case_id: UUID) -> None:
    actions.place_hold(case_id=case_id, reason="Gugatan.", by=unit.farida, at=unit.at)


def _duty(unit: b.Unit, case_id: UUID) -> None:
    report = CaseReport.objects.get(case_id=case_id).report_id
    duties.begun(Event.REPORT_RECEIVED, facts=DutyFacts(Subject.REPORT), folder=report, at=unit.at)


def _letter(unit: b.Unit, case_id: UUID) -> None:
    Report.objects.filter(cases__case=case_id).update(awaiting_office=True)


def _request(unit: b.Unit, _case_id: UUID) -> None:
    told = Told(at=unit.at, by="", asks="access", name="Mariam", relation="parent",
        identified="document", child="Anak", words="Minta lihat.")  # fmt: skip
    take_request(told=told, by=unit.siti, at=unit.at)


@pytest.mark.parametrize("comes", [_hold, _duty, _letter, _request])
def test_what_comes_between_the_look_and_the_order_ends_the_attempt(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch, comes: Callable[[b.Unit, UUID], None]
) -> None:
    one, then, real = ended(unit), unit.at + LATER, actions._keeps_out
    batch = actions.propose(roots=[root_of(one)], reason=REASON, by=unit.ratna, at=then)
    came: list[UUID] = []

    def meanwhile(*args: Any) -> bool:
        if not came:
            came.append(one)
            comes(unit, one)
        return real(*args)

    monkeypatch.setattr(actions, "_keeps_out", meanwhile)
    approve = partial(actions.approve, batch_id=batch, words="", by=unit.hendra, at=then)
    refused("destroy.decided_meanwhile", approve)
    assert Case.objects.filter(pk=one).exists()
    assert not Erased.objects.exists()
    assert approve() == (4 if comes is _request else 0), "looked at again, as it is now"


def test_a_legal_process_an_open_case_and_a_duty_keep_it(unit: b.Unit) -> None:
    case_id = ended(unit)
    day = unit.at.date().isoformat()
    stage = e.LegalStaged(at=unit.at, by="", stage="H9", on=day)
    legal.record_legal_stage(case_id=case_id, stage=stage, by=unit.dedi, at=unit.at)
    refused("retention.legal_open", lambda: destroyed(unit, root_of(case_id)))
    final = e.LegalStaged(at=unit.at, by="", stage="H12", on=day, why="Diketahui belakangan.")
    legal.record_legal_stage(case_id=case_id, stage=final, by=unit.dedi, at=unit.at)
    (found,) = due.due(at=unit.at + LATER)
    assert found.facts.kept == "case_legal"
    closing.reopen_case(case_id=case_id, reason="Kembali.", by=unit.siti, at=unit.at)
    refused("retention.open", lambda: destroyed(unit, root_of(case_id)))
    refused("retention.owed", lambda: destroyed(unit, root_of(b.closed(unit))))


def test_what_is_owed_on_a_report_of_the_file_keeps_it(unit: b.Unit) -> None:
    case_id = ended(unit)
    report, then = CaseReport.objects.get(case_id=case_id).report_id, unit.at + LATER
    assert len(due.due(at=then)) == 1
    Report.objects.filter(pk=report).update(awaiting_office=True)
    refused("retention.owed", lambda: destroyed(unit, root_of(case_id)))
    Report.objects.filter(pk=report).update(awaiting_office=False)
    duties.begun(Event.REPORT_RECEIVED, facts=DutyFacts(Subject.REPORT), folder=report, at=unit.at)
    assert all_open().filter(folder_id=report).exists()
    refused("retention.owed", lambda: destroyed(unit, root_of(case_id)))


def test_a_report_that_led_to_no_case_ends_alone(unit: b.Unit) -> None:
    report = b.read(unit, b.received(unit))
    triage.decide_without_case(
        report_id=report.pk, version=report.version, by=unit.siti, at=unit.at,
        decision=b.decision(unit, "information_only"),
    )  # fmt: skip
    then = unit.at + timedelta(days=380)
    (found,) = due.due(at=then)
    assert (found.root, found.facts.kept, found.folders) == (
        report.pk, "anonymous", ((Subject.REPORT, report.pk),),
    )  # fmt: skip
    batch = actions.propose(roots=[report.pk], reason=REASON, by=unit.ratna, at=then)
    assert actions.approve(batch_id=batch, words="", by=unit.hendra, at=then) == 1
    assert not Report.objects.filter(pk=report.pk).exists()


def test_what_remains_breaks_nothing(unit: b.Unit) -> None:
    gone, kept = ended(unit), b.assigned(unit)
    report = CaseReport.objects.get(case_id=gone).report_id
    before = facts_of_all(at=unit.at)
    destroyed(unit, root_of(gone))
    after = facts_of_all(at=unit.at)
    assert set(before) - set(after) == {gone}
    assert set(after) == {kept}
    assert not Case.objects.filter(pk=gone).exists()
    assert not Report.objects.filter(pk=report).exists()
    assert not may_see(unit.ratna, gone)
    assert find(query="Anak Sepuluh Tahun", by=unit.ratna, at=unit.at).scanned == 1
    with pytest.raises(Case.DoesNotExist):
        open_file(case_id=gone, by=unit.ratna, at=unit.at)
    assert [line.what for line in verify.check() if not line.holds and line.what != "durability"
            and line.what != "audit log"] == []  # fmt: skip


def _siblings(unit: b.Unit) -> tuple[UUID, UUID]:
    """Two closed files told by one report, of one incident; each has one of its own besides."""
    one, two = ended(unit), ended(unit)
    CaseReport.objects.create(case_id=two, report_id=CaseReport.objects.get(case=one).report_id)
    link = IncidentChild(
        incident_id=IncidentChild.objects.get(child=root_of(one)).incident_id,
        child_id=root_of(two),
    )
    seal(link, "role", ChildRole(roles=("victim",)))
    link.save(force_insert=True)
    return one, two


def test_what_files_share_ends_with_them_where_they_end_at_once(unit: b.Unit) -> None:
    one, two = _siblings(unit)
    assert destroyed(unit, root_of(one), root_of(two)) == 8
    assert not Report.objects.exists()
    assert not Incident.objects.exists()


def test_what_files_share_ends_with_the_last_of_them(unit: b.Unit) -> None:
    one, two = _siblings(unit)
    assert destroyed(unit, root_of(one)) == 2
    assert (Report.objects.count(), Incident.objects.count()) == (2, 2)
    assert destroyed(unit, root_of(two)) == 6
    assert (Report.objects.count(), Incident.objects.count()) == (0, 0)


def test_a_shared_report_on_which_something_is_owed_is_due_by_itself_later(unit: b.Unit) -> None:
    one, two = _siblings(unit)
    report, then = CaseReport.objects.get(case=one).report_id, unit.at + LATER
    Report.objects.filter(pk=report).update(awaiting_office=True)
    assert destroyed(unit, root_of(one), root_of(two)) == 7
    assert due.due(at=then) == []
    Report.objects.filter(pk=report).update(awaiting_office=False)
    assert [unit.root for unit in due.due(at=then)] == [report], "no file leads to it any more"
    assert destroyed(unit, report) == 1


def test_a_report_told_about_an_open_case_keeps_the_file(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = ended(unit)
    told = CaseReport.objects.get(case=one).report_id
    CaseReport.objects.create(case_id=b.assigned(unit), report_id=told)
    refused("retention.joined_alive", lambda: destroyed(unit, root_of(one)))
    monkeypatch.setattr(due, "_shares_open", lambda _cases: False)
    assert destroyed(unit, root_of(one)) == 3, "the broken variant"


def test_the_broken_variant_without_the_living_rows_breaks_the_figures(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = ended(unit)
    destroyed(unit, root_of(gone))
    monkeypatch.setattr(
        living.Living, "get_queryset", lambda self: super(living.Living, self).get_queryset()
    )
    assert Case.objects.filter(pk=gone).exists()
    bad = [line.what for line in verify.check() if not line.holds]
    assert "folders without a key" in bad


def test_the_database_holds_the_second_person(unit: b.Unit) -> None:
    case_id = ended(unit)
    batch = actions.propose(
        roots=[root_of(case_id)], reason=REASON, by=unit.ratna, at=unit.at + LATER
    )
    rows = queries.Batch.objects.filter(pk=batch)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", decided_by_id=unit.ratna.id, decided_day=unit.at)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_is_due_costs_the_same_for_one_and_three(unit: b.Unit, count: int) -> None:
    for _turn in range(count):
        ended(unit)
    with CaptureQueriesContext(connection) as captured:
        assert len(due.units(at=unit.at + LATER)) == count
    # The lists of codes are read once a process: in the count only where this test comes first.
    assert b.beside_the_log(captured.captured_queries) <= 26 + 12 * count


def test_a_crash_after_the_order_is_finished_by_the_next_round(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = ended(unit)
    root, then = root_of(case_id), unit.at + LATER
    batch = actions.propose(roots=[root], reason=REASON, by=unit.ratna, at=then)

    class Power(Exception):
        """It went out."""

    def fall(**_: object) -> None:
        raise Power

    with monkeypatch.context() as broken:
        broken.setattr(erasure, "finish", fall)
        with pytest.raises(Power):
            actions.approve(batch_id=batch, words="", by=unit.hendra, at=then)
    assert not Case.objects.filter(pk=case_id).exists(), "hidden from the order on"
    assert store.tokens([case_id]), "and not destroyed yet"
    assert erasure.problems() == ["4 erasures wait to be finished"]
    assert erasure.finish(at=then) == 4
    assert (erasure.problems(), store.tokens([case_id])) == ([], {})
    assert erasure.finish(at=then) == 0


def test_a_finished_case_is_the_only_kind_that_can_be_due(unit: b.Unit) -> None:
    b.assigned(unit)
    assert due.units(at=unit.at + LATER) == []
    assert {stage.value for stage in FINISHED} == {"closed", "transferred"}
