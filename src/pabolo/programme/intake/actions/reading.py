"""The first look at a report, and what is done about it before triage."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.actions import happened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.parts import claim
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.facets import Reading, ReportCare, Step, Steps
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import report_for
from pabolo.programme.intake.risk import SIGNS, facts_of
from pabolo.programme.intake.told_from import ALL_TOLD, told_from
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.risk import RiskReading, classify_risk
from pabolo.rules.vocabulary import Event, Facet, Risk, Subject

DECIDED = Refusal("report.already_decided", "This report has already been decided.")
NO_TEXT = Refusal("step.no_text", "Write what was done, in a sentence.")
STEP_EVENTS = {
    "followed_up": Event.FOLLOWED_UP,
    "police": Event.POLICE_REPORTED,
    "excused": Event.LEGAL_DUTY_EXCUSED,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What an officer saw: signs of danger, whether it is sexual violence, their own level."""

    signs: tuple[str, ...] = ()
    sexual: bool = False
    assessed: Risk = Risk.NOT_ASSESSED
    note: str = ""


def read_report(
    *, report_id: UUID, version: int, look: Look, by: Actor, at: datetime
) -> RiskReading:
    """The first look, or a later one: what danger shows, and so how high the risk reads.

    Any flag makes it high. Sets the day of reading once, begins what is due next, starts or ends
    the police clock. Raises `Refused`, `Changed`.
    """
    ensure(may_do(by, Verb.READ_REPORT))
    report = _open_one(by, report_id)
    proof = receipt(
        "report.weighed",
        by=by,
        at=at,
        folders=[report.pk],
        facets=[*ALL_TOLD, Facet.CARE],
    )
    care = open_sealed(proof, report, "care", ReportCare)
    told = told_from(proof, report)
    signs = tuple(sign for sign in look.signs if sign in SIGNS)
    risk = classify_risk(facts_of(told, signs, sexual=look.sexual), assessed=look.assessed)
    earlier = reading_of(proof, report)
    reading = Reading(
        at=at,
        by=by.id.hex,
        risk=risk.level.value,
        flags=tuple(flag.code for flag in risk.flags),
        signs=signs,
        sexual=look.sexual,
        note=look.note,
        first_at=(earlier.first_at or earlier.at) if earlier else None,
    )
    with act("report.read", by=by, at=at, subject=(Subject.REPORT, report.pk)):
        events = _reading_events(report, care, earlier, reading)
        claim(report, version, day_of(at))
        report.state, report.progress = "read", "read"
        report.read_day = report.read_day or day_of(at)
        seal(report, "reading", reading)
        report.save(update_fields=["state", "progress", "read_day", "reading"])
        facts = facts_for(report, care, reading=reading, steps=steps_of(proof, report))
        for event in events:
            happened(event, facts=facts, folder=report.pk, proof=proof, by=by, at=at)
    return risk


def _open_one(by: Actor, report_id: UUID) -> Report:
    """The report, in scope and not yet decided."""
    report = report_for(by, report_id)
    if report.state == "decided":
        raise Refused(DECIDED)
    return report


def _reading_events(
    report: Report, care: ReportCare, earlier: Reading | None, reading: Reading
) -> list[Event]:
    sexual_before = earlier.sexual if earlier else care.sexual
    events = [Event.REPORT_READ] if report.state == "received" else []
    events += [Event.RISK_CHANGED] if reading.risk != Risk.NOT_ASSESSED else []
    if reading.sexual and not sexual_before:
        events.append(Event.SEXUAL_VIOLENCE_DISCLOSED)
    if sexual_before and not reading.sexual:
        events.append(Event.LEGAL_DUTY_EXCUSED)
    return events


def reading_of(proof: Receipt, report: Report) -> Reading | None:
    """The last look, where there was one."""
    return open_sealed(proof, report, "reading", Reading) if report.reading else None


def steps_of(proof: Receipt, report: Report) -> Steps:
    """What was done so far."""
    return open_sealed(proof, report, "steps", Steps) if report.steps else Steps()


def note_step(
    *, report_id: UUID, version: int, kind: str, text: str, by: Actor, at: datetime
) -> None:
    """Note a first follow-up (`followed_up`), the police report's number (`police`), or why the
    police duty does not apply (`excused`). Raises `Refused`, `Changed`.
    """
    ensure(may_do(by, Verb.READ_REPORT))
    if not text.strip():
        raise Refused(NO_TEXT)
    report = _open_one(by, report_id)
    proof = receipt("report.steps", by=by, at=at, folders=[report.pk], facets=[Facet.CARE])
    care = open_sealed(proof, report, "care", ReportCare)
    step = Step(kind=kind, at=at, by=by.id.hex, text=text.strip())
    steps = Steps(lines=(*steps_of(proof, report).lines, step))
    reading = reading_of(proof, report)
    with act("report.step", by=by, at=at, subject=(Subject.REPORT, report.pk)) as draft:
        draft.detail = {"kind": kind}
        claim(report, version, day_of(at))
        seal(report, "steps", steps)
        report.save(update_fields=["steps"])
        facts = facts_for(report, care, reading=reading, steps=steps)
        happened(STEP_EVENTS[kind], facts=facts, folder=report.pk, proof=proof, by=by, at=at)
