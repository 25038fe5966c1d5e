"""Which obligations are there?

The table of duties, as data. Each says what starts it, how long it may take, who owns it, what
meets or ends it, to whom it climbs when late, and where it comes from. Spans are defaults of
settings named in `setting`; what law fixes has no setting. Old events are judged by the rules of
their day.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.vocabulary import Event, Risk, Role, Subject

PROGRAMME_START = date(2018, 1, 1)
TPKS_IN_FORCE = date(2022, 5, 9)

_ANY_RISK = frozenset(Risk)
_HIGH = frozenset({Risk.HIGH, Risk.NOT_ASSESSED})
_NOT_HIGH = _ANY_RISK - _HIGH
_CASE_ENDS = frozenset({Event.CASE_CLOSED, Event.CASE_TRANSFERRED})

_PRACTICE = msg("Practice; a setting of the regency, to be confirmed by the unit")
_COMPLAINT_STANDARD = msg(
    "Service standard for complaints of a unit for women and children (sippn.menpan.go.id 8202366)"
)
_FIRST_FOLLOW_UP = msg("Service standard: first follow-up within 3 working days (Probolinggo)")
_DAY_RESPONSE = msg(
    "A response within 24 hours, as local offices promise; a setting of the regency"
)
_SIX_FUNCTIONS = msg("Permen PPPA 2/2022 (case management); the time is a setting of the regency")
_REVIEW = msg("Inter-agency guidelines for case management: a review at least every 3 months")
_SECOND_PERSON = msg("Permen PPPA 2/2022 (termination); the time is a setting of the regency")
_AFTER_CARE = msg("PP 78/2021, Pasal 88 (monitoring after return); the time is a setting")
_CONSENT = msg("UU 27/2022 (PDP), Pasal 20 and 25; the time is a setting of the regency")
_TPKS = msg("UU 12/2022 (TPKS): report to the police within 3 x 24 hours")
_KINSHIP = msg("Code of conduct: nobody works on a report about their own family")
_SIMFONI = msg("Permen PPPA 2/2022 (recording in SIMFONI-PPA); the time is a setting")
_ADULT = msg("UU 35/2014, Pasal 1 (a child is under 18); the time is a setting of the regency")


class ClockFrom(StrEnum):
    """From which moment a duty's time runs."""

    EVENT = "event"
    RECEIVED = "received"
    DISCLOSED = "disclosed"
    WRITTEN = "written"
    GIVEN_DAY = "given_day"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One obligation.

    `text` says what to do, `done_when` what meets it. `needs` and `unless` name truths of
    `duties.DutyFacts`. `per_ref`: one duty for each referenced thing (a plan item), met by its own.
    """

    code: str
    subject: Subject
    text: str
    done_when: str
    starts_on: frozenset[Event]
    span: Span
    owner: Role
    met_by: frozenset[Event]
    escalates_to: Role
    source: str
    setting: str | None = None
    fixed_by_law: bool = False
    ended_by: frozenset[Event] = field(default_factory=frozenset)
    risks: frozenset[Risk] = _ANY_RISK
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    clock_from: ClockFrom = ClockFrom.EVENT
    per_ref: bool = False
    valid_from: date = PROGRAMME_START
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the rule holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_REPORT_RULES = (
    DutyRule(
        code="report.first_read",
        subject=Subject.REPORT,
        text=msg("Read this report for the first time."),
        done_when=msg("Done when an officer opens the report."),
        starts_on=frozenset({Event.REPORT_RECEIVED}),
        span=Span(24, Unit.HOURS),
        setting="report.first_read",
        owner=Role.INTAKE,
        met_by=frozenset({Event.REPORT_READ}),
        ended_by=frozenset({Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_DAY_RESPONSE,
        clock_from=ClockFrom.RECEIVED,
    ),
    DutyRule(
        code="report.assess_risk",
        subject=Subject.REPORT,
        text=msg("Say how high the risk is. Until then it counts as high."),
        done_when=msg("Done when the risk is set, or the report is decided."),
        starts_on=frozenset({Event.REPORT_READ}),
        span=Span(1, Unit.HOURS),
        setting="report.assess_risk",
        owner=Role.INTAKE,
        met_by=frozenset({Event.RISK_CHANGED, Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_COMPLAINT_STANDARD,
        risks=frozenset({Risk.NOT_ASSESSED}),
    ),
    DutyRule(
        code="report.respond_high",
        subject=Subject.REPORT,
        text=msg("High risk: see to the child's safety at once."),
        done_when=msg("Done when the first follow-up is recorded, or the report is decided."),
        starts_on=frozenset({Event.REPORT_RECEIVED, Event.REPORT_READ, Event.RISK_CHANGED}),
        span=Span(1, Unit.HOURS),
        setting="report.respond_high",
        owner=Role.INTAKE,
        met_by=frozenset({Event.FOLLOWED_UP, Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_COMPLAINT_STANDARD,
        risks=frozenset({Risk.HIGH}),
        unless=("followed_up",),
        clock_from=ClockFrom.RECEIVED,
    ),
    DutyRule(
        code="report.respond_medium",
        subject=Subject.REPORT,
        text=msg("Medium risk: make the first follow-up today."),
        done_when=msg("Done when the first follow-up is recorded, or the report is decided."),
        starts_on=frozenset({Event.REPORT_RECEIVED, Event.REPORT_READ, Event.RISK_CHANGED}),
        span=Span(6, Unit.HOURS),
        setting="report.respond_medium",
        owner=Role.INTAKE,
        met_by=frozenset({Event.FOLLOWED_UP, Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_COMPLAINT_STANDARD,
        risks=frozenset({Risk.MEDIUM}),
        unless=("followed_up",),
        clock_from=ClockFrom.RECEIVED,
    ),
    DutyRule(
        code="report.respond_low",
        subject=Subject.REPORT,
        text=msg("Low risk: make the first follow-up."),
        done_when=msg("Done when the first follow-up is recorded, or the report is decided."),
        starts_on=frozenset({Event.REPORT_RECEIVED, Event.REPORT_READ, Event.RISK_CHANGED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="report.respond_low",
        owner=Role.INTAKE,
        met_by=frozenset({Event.FOLLOWED_UP, Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_FIRST_FOLLOW_UP,
        risks=frozenset({Risk.LOW}),
        unless=("followed_up",),
        clock_from=ClockFrom.RECEIVED,
    ),
    DutyRule(
        code="report.decide",
        subject=Subject.REPORT,
        text=msg("Decide what becomes of this report."),
        done_when=msg("Done when the decision is recorded with its reason."),
        starts_on=frozenset({Event.REPORT_READ}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="report.decide",
        owner=Role.INTAKE,
        met_by=frozenset({Event.REPORT_DECIDED}),
        escalates_to=Role.SUPERVISOR,
        source=_FIRST_FOLLOW_UP,
    ),
    DutyRule(
        code="report.police",
        subject=Subject.REPORT,
        text=msg("Report this sexual violence to the police."),
        done_when=msg("Done when the number of the police report is recorded."),
        starts_on=frozenset({Event.SEXUAL_VIOLENCE_DISCLOSED}),
        span=Span(72, Unit.HOURS),
        fixed_by_law=True,
        owner=Role.INTAKE,
        met_by=frozenset({Event.POLICE_REPORTED}),
        ended_by=frozenset({Event.LEGAL_DUTY_EXCUSED, Event.MOVED_TO_CASE}),
        escalates_to=Role.SUPERVISOR,
        source=_TPKS,
        unless=("police_reported",),
        clock_from=ClockFrom.DISCLOSED,
        valid_from=TPKS_IN_FORCE,
    ),
    DutyRule(
        code="report.unclear_match",
        subject=Subject.REPORT,
        text=msg(
            "A name in this report may be a colleague's or a relative's. Decide who may read."
        ),
        done_when=msg("Done when a supervisor outside the match decides."),
        starts_on=frozenset({Event.MATCH_UNCLEAR}),
        span=Span(24, Unit.HOURS),
        setting="report.unclear_match",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.MATCH_DECIDED}),
        escalates_to=Role.AGENCY_HEAD,
        source=_KINSHIP,
    ),
    DutyRule(
        code="report.find_reader",
        subject=Subject.REPORT,
        text=msg("Nobody here may read this report. Find someone outside the family."),
        done_when=msg("Done when an eligible person has been given the report."),
        starts_on=frozenset({Event.NO_READER}),
        span=Span(24, Unit.HOURS),
        setting="report.find_reader",
        owner=Role.AGENCY_HEAD,
        met_by=frozenset({Event.READER_FOUND}),
        ended_by=frozenset({Event.REPORT_READ}),
        escalates_to=Role.PROVINCE_UNIT,
        source=_KINSHIP,
        clock_from=ClockFrom.RECEIVED,
    ),
    DutyRule(
        code="report.answer_message",
        subject=Subject.REPORT,
        text=msg("Answer what the reporter wrote."),
        done_when=msg("Done when an answer is left under the report code."),
        starts_on=frozenset({Event.REPORTER_WROTE}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="report.answer_message",
        owner=Role.INTAKE,
        met_by=frozenset({Event.REPORTER_ANSWERED}),
        escalates_to=Role.SUPERVISOR,
        source=_PRACTICE,
        clock_from=ClockFrom.WRITTEN,
    ),
    DutyRule(
        code="alarm.answer",
        subject=Subject.ALARM,
        text=msg("Answer the activist's alarm."),
        done_when=msg("Done when the office says what it does, or it becomes a report."),
        starts_on=frozenset({Event.ALARM_RAISED}),
        span=Span(24, Unit.HOURS),
        setting="alarm.answer",
        owner=Role.INTAKE,
        met_by=frozenset({Event.ALARM_ANSWERED}),
        escalates_to=Role.SUPERVISOR,
        source=_DAY_RESPONSE,
    ),
)

_CASE_RULES = (
    DutyRule(
        code="case.assign_worker",
        subject=Subject.CASE,
        text=msg("Give this case a case worker."),
        done_when=msg("Done when a case worker is assigned."),
        starts_on=frozenset({Event.CASE_OPENED, Event.CASE_REOPENED, Event.WORKER_LEFT}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="case.assign_worker",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.WORKER_ASSIGNED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=_SIX_FUNCTIONS,
        unless=("has_worker",),
    ),
    DutyRule(
        code="case.police",
        subject=Subject.CASE,
        text=msg("Report this sexual violence to the police."),
        done_when=msg("Done when the number of the police report is recorded."),
        starts_on=frozenset({Event.CASE_OPENED, Event.SEXUAL_VIOLENCE_DISCLOSED}),
        span=Span(72, Unit.HOURS),
        fixed_by_law=True,
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.POLICE_REPORTED}),
        ended_by=frozenset({Event.LEGAL_DUTY_EXCUSED}),
        escalates_to=Role.SUPERVISOR,
        source=_TPKS,
        needs=("sexual_violence",),
        unless=("police_reported",),
        clock_from=ClockFrom.DISCLOSED,
        valid_from=TPKS_IN_FORCE,
    ),
    DutyRule(
        code="case.consent",
        subject=Subject.CASE,
        text=msg("Record consent, or the other basis for helping."),
        done_when=msg("Done when consent or another legal basis is recorded for the service."),
        starts_on=frozenset({Event.CASE_OPENED, Event.MADE_FULL}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.consent",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CONSENT_RECORDED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_CONSENT,
        unless=("light", "has_basis"),
    ),
    DutyRule(
        code="case.assess",
        subject=Subject.CASE,
        text=msg("Assess what the child needs."),
        done_when=msg("Done when the assessment is recorded."),
        starts_on=frozenset({Event.CASE_OPENED, Event.MADE_FULL}),
        span=Span(7, Unit.DAYS),
        setting="case.assess",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.ASSESSED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_SIX_FUNCTIONS,
        unless=("light", "assessed"),
    ),
    DutyRule(
        code="case.propose_plan",
        subject=Subject.CASE,
        text=msg("Propose a plan with the child."),
        done_when=msg("Done when the plan is proposed to the supervisor."),
        starts_on=frozenset({Event.ASSESSED, Event.PLAN_RETURNED}),
        span=Span(7, Unit.DAYS),
        setting="case.propose_plan",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.PLAN_PROPOSED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_SIX_FUNCTIONS,
        unless=("light",),
    ),
    DutyRule(
        code="case.approve_plan",
        subject=Subject.CASE,
        text=msg("Approve the plan, or return it with a reason."),
        done_when=msg("Done when the plan is approved or returned."),
        starts_on=frozenset({Event.PLAN_PROPOSED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.approve_plan",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.PLAN_APPROVED, Event.PLAN_RETURNED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=_SIX_FUNCTIONS,
        unless=("light",),
    ),
    DutyRule(
        code="case.plan_item",
        subject=Subject.CASE,
        text=msg("Carry out what the plan says."),
        done_when=msg("Done when the plan item is recorded as done, or dropped with a reason."),
        starts_on=frozenset({Event.ITEM_AGREED}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.ITEM_DONE}),
        ended_by=_CASE_ENDS | {Event.ITEM_DROPPED},
        escalates_to=Role.SUPERVISOR,
        source=_SIX_FUNCTIONS,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="case.follow_up",
        subject=Subject.CASE,
        text=msg("Ask how the child is after the service."),
        done_when=msg("Done when the follow-up is recorded."),
        starts_on=frozenset({Event.SERVICE_GIVEN}),
        span=Span(14, Unit.DAYS),
        setting="case.follow_up",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.FOLLOWED_UP}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_SIX_FUNCTIONS,
        unless=("light",),
    ),
    DutyRule(
        code="case.review",
        subject=Subject.CASE,
        text=msg("Review this case."),
        done_when=msg("Done when the review is recorded."),
        starts_on=frozenset(
            {
                Event.CASE_OPENED,
                Event.CASE_REOPENED,
                Event.CASE_REVIEWED,
                Event.RISK_CHANGED,
                Event.MADE_FULL,
            }
        ),
        span=Span(3, Unit.MONTHS),
        setting="case.review",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CASE_REVIEWED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_REVIEW,
        risks=_NOT_HIGH,
        unless=("light",),
    ),
    DutyRule(
        code="case.review_high",
        subject=Subject.CASE,
        text=msg("Review this case of high risk."),
        done_when=msg("Done when the review is recorded."),
        starts_on=frozenset(
            {
                Event.CASE_OPENED,
                Event.CASE_REOPENED,
                Event.CASE_REVIEWED,
                Event.RISK_CHANGED,
                Event.MADE_FULL,
            }
        ),
        span=Span(1, Unit.MONTHS),
        setting="case.review_high",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CASE_REVIEWED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_REVIEW,
        risks=_HIGH,
        unless=("light",),
    ),
    DutyRule(
        code="case.check_light",
        subject=Subject.CASE,
        text=msg("Check in SIMFONI how this case stands."),
        done_when=msg("Done when the check is recorded with the SIMFONI number."),
        starts_on=frozenset(
            {Event.CASE_OPENED, Event.CASE_REOPENED, Event.MADE_LIGHT, Event.LIGHT_CHECKED}
        ),
        span=Span(30, Unit.DAYS),
        setting="case.check_light",
        owner=Role.DATA,
        met_by=frozenset({Event.LIGHT_CHECKED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_SIMFONI,
        needs=("light",),
    ),
    DutyRule(
        code="case.close_second",
        subject=Subject.CASE,
        text=msg("Decide as the second person whether this case may close."),
        done_when=msg("Done when the case is closed, or the request is declined."),
        starts_on=frozenset({Event.CLOSURE_REQUESTED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.close_second",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.CASE_CLOSED, Event.CLOSURE_DECLINED}),
        ended_by=frozenset({Event.CASE_TRANSFERRED}),
        escalates_to=Role.AGENCY_HEAD,
        source=_SECOND_PERSON,
    ),
    DutyRule(
        code="case.after_care",
        subject=Subject.CASE,
        text=msg("Ask how the child is after the case was closed."),
        done_when=msg("Done when the visit or call is recorded."),
        starts_on=frozenset({Event.CASE_CLOSED}),
        span=Span(3, Unit.MONTHS),
        setting="case.after_care",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.AFTER_CARE_DONE}),
        ended_by=frozenset({Event.CASE_REOPENED}),
        escalates_to=Role.SUPERVISOR,
        source=_AFTER_CARE,
        needs=("after_care",),
    ),
    DutyRule(
        code="case.review_reopened",
        subject=Subject.CASE,
        text=msg("Look again at this reopened case."),
        done_when=msg("Done when the review is recorded."),
        starts_on=frozenset({Event.CASE_REOPENED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.review_reopened",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.CASE_REVIEWED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=_PRACTICE,
    ),
    DutyRule(
        code="case.plan_transition",
        subject=Subject.CASE,
        text=msg("The child becomes an adult soon. Plan who helps after that."),
        done_when=msg("Done when the transition is planned."),
        starts_on=frozenset({Event.TURNING_EIGHTEEN}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.TRANSITION_PLANNED}),
        ended_by=_CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_ADULT,
        clock_from=ClockFrom.GIVEN_DAY,
    ),
)

RULES: tuple[DutyRule, ...] = _REPORT_RULES + _CASE_RULES
