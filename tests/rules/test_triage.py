from dataclasses import replace
from uuid import UUID

import pytest

from pabolo.rules.actors import Actor
from pabolo.rules.triage import OUTCOMES, TriageFacts, may_choose, may_decide, outcomes_for
from pabolo.rules.vocabulary import CaseStage, ReportState, Role

INTAKE = Actor(UUID(int=1), frozenset({Role.INTAKE}))
WORKER = Actor(UUID(int=2), frozenset({Role.CASE_WORKER}))
READ = TriageFacts(ReportState.READ)
WHOLE = TriageFacts(
    ReportState.READ,
    child_searched=True,
    reason="not about a child",
    agency="Dinas Sosial",
    joins_stage=CaseStage.DELIVERING,
)
INFO, REFERRED = ReportState.INFORMATION_ONLY, ReportState.REFERRED
NEW, JOINED = ReportState.NEW_CASE, ReportState.JOINED


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_whole_decision_is_accepted(outcome):
    assert may_decide(INTAKE, WHOLE, outcome) is None


@pytest.mark.parametrize(
    ("actor", "facts", "outcome", "expected"),
    [
        (WORKER, WHOLE, NEW, "triage.not_yours"),
        (INTAKE, replace(WHOLE, excluded=True), NEW, "triage.not_yours"),
        (INTAKE, WHOLE, ReportState.READ, "triage.no_outcome"),
        (INTAKE, replace(WHOLE, state=JOINED), NEW, "triage.decided"),
        (INTAKE, replace(WHOLE, state=ReportState.RECEIVED), NEW, "triage.not_read"),
        (INTAKE, READ, INFO, "triage.reason_missing"),
        (INTAKE, replace(WHOLE, agency=" "), REFERRED, "triage.agency_missing"),
        (INTAKE, replace(WHOLE, reason=" "), REFERRED, "triage.reason_missing"),
        (INTAKE, READ, NEW, "triage.search_first"),
        (INTAKE, READ, JOINED, "triage.search_first"),
        (INTAKE, replace(WHOLE, joins_stage=None), JOINED, "triage.case_missing"),
        (INTAKE, replace(WHOLE, joins_stage=CaseStage.CLOSED), JOINED, "triage.case_closed"),
        (
            INTAKE,
            replace(WHOLE, sexual_violence=True),
            INFO,
            "triage.sexual_violence_needs_case",
        ),
        (INTAKE, replace(WHOLE, sexual_violence=True), REFERRED, "triage.police_first"),
        (INTAKE, replace(WHOLE, sexual_violence=True, police_settled=True), REFERRED, None),
        (INTAKE, replace(WHOLE, sexual_violence=True), NEW, None),
        (INTAKE, replace(WHOLE, sexual_violence=True), JOINED, None),
    ],
)
def test_which_outcome_needs_what(actor, facts, outcome, expected):
    refusal = may_decide(actor, facts, outcome)
    assert (refusal.code if refusal else None) == expected


def test_what_can_be_chosen_is_known_before_anything_is_filled_in():
    assert may_choose(INTAKE, READ, NEW) is None
    chosen = dict(outcomes_for(INTAKE, replace(READ, sexual_violence=True)))
    assert chosen[NEW] is None
    assert chosen[JOINED] is None
    assert chosen[INFO]
    assert chosen[REFERRED]
