"""What becomes of a report?"""

from dataclasses import dataclass

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.lifecycle import DECIDED, FINISHED
from pabolo.rules.vocabulary import CaseStage, ReportState, Role

OUTCOMES = (
    ReportState.NEW_CASE,
    ReportState.JOINED,
    ReportState.REFERRED,
    ReportState.INFORMATION_ONLY,
)
SEARCH_FIRST = Refusal(
    "triage.search_first", "Search the child first. It may be known under another spelling."
)


@dataclass(frozen=True, slots=True)
class TriageFacts:
    """What is known when a report is decided.

    `child_searched`: the child was looked for among the known children first.
    `police_settled`: the police report is recorded, or the duty excused with a reason.
    `joins_stage` is the stage of the case to join, None while none is chosen.
    """

    state: ReportState
    excluded: bool = False
    sexual_violence: bool = False
    police_settled: bool = False
    child_searched: bool = False
    reason: str = ""
    agency: str = ""
    joins_stage: CaseStage | None = None


def may_choose(actor: Actor, facts: TriageFacts, outcome: ReportState) -> Refusal | None:
    """Is this outcome open for this report, before anything is filled in?

    Source: Permen PPPA 2/2022 (complaints: served, referred, or information given with reason);
    UU 12/2022 (TPKS) for sexual violence.
    """
    if facts.excluded or not actor.has(Role.INTAKE, Role.SUPERVISOR):
        return Refusal("triage.not_yours", "This report is not yours to decide.")
    if outcome not in DECIDED:
        return Refusal("triage.no_outcome", "Choose what becomes of the report.")
    if facts.state in DECIDED:
        return Refusal("triage.decided", "This report has already been decided.")
    if facts.state is not ReportState.READ:
        return Refusal("triage.not_read", "Read the report first.")
    return _check_sexual_violence(facts, outcome)


def _check_sexual_violence(facts: TriageFacts, outcome: ReportState) -> Refusal | None:
    if not facts.sexual_violence:
        return None
    if outcome is ReportState.INFORMATION_ONLY:
        return Refusal(
            "triage.sexual_violence_needs_case",
            "Sexual violence is never information only. Open a case, or join it to one.",
        )
    if outcome is ReportState.REFERRED and not facts.police_settled:
        return Refusal(
            "triage.police_first",
            "Record the police report first. Referring it does not end our duty under the law.",
        )
    return None


def may_decide(actor: Actor, facts: TriageFacts, outcome: ReportState) -> Refusal | None:
    """May this report be decided so, with what was filled in?

    Information only: a reason. Referred: agency and reason. New case: the child searched first.
    Joined: the child searched first, and an open case chosen.

    Source: Permen PPPA 2/2022 (complaints); search before opening: practice against double files.
    """
    return may_choose(actor, facts, outcome) or _check_filled_in(facts, outcome)


def _check_filled_in(facts: TriageFacts, outcome: ReportState) -> Refusal | None:
    if outcome is ReportState.INFORMATION_ONLY:
        return _check_reason(facts)
    if outcome is ReportState.REFERRED:
        return _check_agency(facts) or _check_reason(facts)
    if not facts.child_searched:
        return SEARCH_FIRST
    return _check_case(facts) if outcome is ReportState.JOINED else None


def _check_reason(facts: TriageFacts) -> Refusal | None:
    if facts.reason.strip():
        return None
    return Refusal("triage.reason_missing", "Write the reason. The reporter may ask for it.")


def _check_agency(facts: TriageFacts) -> Refusal | None:
    if facts.agency.strip():
        return None
    return Refusal("triage.agency_missing", "Choose the agency that takes it over.")


def _check_case(facts: TriageFacts) -> Refusal | None:
    if facts.joins_stage is None:
        return Refusal("triage.case_missing", "Choose the case this report belongs to.")
    if facts.joins_stage in FINISHED:
        return Refusal("triage.case_closed", "That case is closed. Reopen it first, then join.")
    return None


def outcomes_for(
    actor: Actor, facts: TriageFacts
) -> tuple[tuple[ReportState, Refusal | None], ...]:
    """Which outcomes can be chosen, and why not the others?

    Source: as `may_choose`.
    """
    return tuple((outcome, may_choose(actor, facts, outcome)) for outcome in OUTCOMES)
