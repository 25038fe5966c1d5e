"""What becomes of a report: information only, referred elsewhere, a new case, or joined to one."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import midnight
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import opening as opens
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin
from pabolo.programme.cases.actions.readers import check_worker, readers_for_opening
from pabolo.programme.cases.models import CaseReport
from pabolo.programme.cases.queries.scope import open_case_of_child
from pabolo.programme.children.queries import canonical, child_for, identity_of, visible_to
from pabolo.programme.intake.actions.parts import mark_decided
from pabolo.programme.intake.facets import Decision, Reading, ReportCare, Steps
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import report_for
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.triage import TriageFacts, may_decide
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import CaseStage, Event, Facet, ReportState, Subject

HAS_OPEN_CASE = Refusal(
    "case.child_has_open_case",
    "This child already has an open case. Join the report to it instead.",
)
JOINED_ELSEWHERE = Refusal(
    "case.child_joined",
    "This child's record was joined to one that you may not see. Ask a supervisor to open the "
    "case.",
)


@dataclass(frozen=True, slots=True)
class Deciding:
    """A report opened for its decision."""

    report: Report
    proof: Receipt
    care: ReportCare
    sexual: bool
    police_settled: bool


def look(report_id: UUID, *, by: Actor, at: datetime) -> Deciding:
    """Open what a decision rests on, under one receipt."""
    report = report_for(by, report_id)
    proof = receipt("report.decide", by=by, at=at, folders=[report_id], facets=[Facet.CARE])
    care = open_sealed(proof, report, "care", ReportCare)
    sexual, settled = care.sexual, False
    if report.reading:
        sexual = open_sealed(proof, report, "reading", Reading).sexual
    if report.steps:
        steps = open_sealed(proof, report, "steps", Steps)
        settled = any(step.kind == "police" for step in steps.lines)
    return Deciding(report, proof, care, sexual, settled)


def _state(report: Report) -> ReportState:
    if report.state == "decided":
        return ReportState.INFORMATION_ONLY
    return ReportState.READ if report.state == "read" else ReportState.RECEIVED


def facts_of(looked: Deciding, decision: Decision) -> TriageFacts:
    """A decision as the rules see it; `searched` holds what was searched for."""
    return TriageFacts(
        state=_state(looked.report),
        sexual_violence=looked.sexual,
        police_settled=looked.police_settled,
        child_searched=bool(decision.searched.strip()),
        reason=decision.reason,
        agency=decision.agency,
    )


def decide_without_case(
    *, report_id: UUID, version: int, decision: Decision, by: Actor, at: datetime
) -> None:
    """Information only, or referred elsewhere (`decision.outcome`), each with its reason."""
    looked = look(report_id, by=by, at=at)
    ensure(may_decide(by, facts_of(looked, decision), ReportState(decision.outcome)))
    with act("report.decided", by=by, at=at, subject=(Subject.REPORT, report_id)):
        mark_decided(
            report=looked.report,
            version=version,
            decision=decision,
            proof=looked.proof,
            by=by,
            at=at,
        )


def open_case(
    *,
    report_id: UUID,
    version: int,
    opening: opens.Opening,
    decision: Decision,
    by: Actor,
    at: datetime,
) -> opens.Opened:
    """Decide for a new case, and open it. A known child keeps its folder."""
    looked = look(report_id, by=by, at=at)
    ensure(may_decide(by, facts_of(looked, decision), ReportState.NEW_CASE))
    opening = with_known_child(opening, by, at)
    readers = readers_for_opening(names_in(opening), opening.child_id, barred(looked), at=at)
    ensure(check_worker(readers, opening.worker_id))
    ids = opens.make_folders(opening)
    decided = replace_case(decision, ids.case_id)
    with act("case.opened", by=by, at=at, subject=(Subject.CASE, ids.case_id)):
        opens.open_rows(opening, origin_of(looked), ids, readers, by=by, at=at)
        mark_decided(
            report=looked.report,
            version=version,
            decision=decided,
            proof=looked.proof,
            by=by,
            at=at,
        )
    return ids


def replace_case(decision: Decision, case_id: UUID) -> Decision:
    """The decision with the case it led to."""
    fields = {name: getattr(decision, name) for name in decision.__struct_fields__}
    return Decision(**{**fields, "case": case_id.hex})


def with_known_child(opening: opens.Opening, by: Actor, at: datetime) -> opens.Opening:
    """A known child is who its folder says, whatever was typed again."""
    if opening.child_id is None:
        return opening
    if not visible_to(by).filter(pk=canonical(opening.child_id)).exists():
        child_for(by, opening.child_id)
        raise Refused(JOINED_ELSEWHERE)
    child = child_for(by, canonical(opening.child_id))
    if open_case_of_child(child.pk) is not None:
        raise Refused(HAS_OPEN_CASE)
    proof = receipt("child.reopened", by=by, at=at, folders=[child.pk], facets=[Facet.IDENTITY])
    return replace(opening, child_id=child.pk, identity=identity_of(proof, child))


def names_in(opening: opens.Opening) -> list[str]:
    """Everybody the opening names: the child, its carers, the alleged perpetrators."""
    identity = opening.identity
    accused = [person.name for person in opening.told.accused.people]
    return [identity.name, *identity.other_names, *identity.carers, *accused]


def barred(looked: Deciding) -> set[UUID]:
    """Colleagues who are kept from this report, or about whom it is still unclear."""
    kept = {*looked.care.excluded, *looked.care.unclear} - {*looked.care.cleared}
    return {UUID(person) for person in kept}


def origin_of(looked: Deciding) -> opens.Origin:
    """Where the case comes from. An anonymous report's clock starts at 00:00 WIB of its day."""
    report, care = looked.report, looked.care
    received = care.received_at or midnight(report.received_day)
    return opens.Origin(
        report_id=report.pk,
        channel=care.channel,
        received_at=received,
        first_disclosure_at=care.first_disclosure_at or received,
        anonymous=care.anonymous,
    )


def join_case(
    *,
    report_id: UUID,
    version: int,
    case_id: UUID,
    told: opens.IncidentTold | None,
    decision: Decision,
    by: Actor,
    at: datetime,
) -> None:
    """Join a report to a case, with a new incident where it tells one (`told`)."""
    looked = look(report_id, by=by, at=at)
    work = begin(case_id, by=by, at=at)
    facts = replace(facts_of(looked, decision), joins_stage=CaseStage(work.case.stage))
    ensure(may_decide(by, facts, ReportState.JOINED))
    incident_id = random_id() if told else None
    if incident_id:
        store.create([incident_id])
    with act("case.joined", by=by, at=at, subject=(Subject.CASE, case_id)):
        _join(work, looked, told, incident_id)
        mark_decided(
            report=looked.report,
            version=version,
            decision=replace_case(decision, case_id),
            proof=looked.proof,
            by=by,
            at=at,
        )


def _join(
    work: Work, looked: Deciding, told: opens.IncidentTold | None, incident_id: UUID | None
) -> None:
    report, stats = looked.report, work.stats
    CaseReport.objects.create(case=work.case, report=report)
    line = e.Joined(
        at=work.at,
        by=work.by.id.hex,
        report=report.pk.hex,
        incident=incident_id.hex if incident_id else "",
    )
    was_sexual = is_sexual((*stats.forms, *stats.sub_forms))
    if told and incident_id:
        opens.add_incident_rows(work.case, told, incident_id, stats, holders(work.case.pk), work.at)
        stats = opens.with_incident(stats, told.facts, told.accused)
    append(work, line, stats=stats)
    if not was_sexual and is_sexual((*stats.forms, *stats.sub_forms)):
        tell(work, Event.SEXUAL_VIOLENCE_DISCLOSED)
    tell(work, Event.NEWS_JOINED)
