"""What is owed to a child's safety between two looks?

Risk is read again, a safety plan is made and looked at again, every other child at home is seen.
"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, HIGH, NOT_HIGH, PRACTICE, REVIEW, SIX_FUNCTIONS
from pabolo.rules.vocabulary import Event, Role, Subject

RISK_AGAIN = frozenset(
    {
        Event.CASE_OPENED,
        Event.CASE_REOPENED,
        Event.RISK_CHANGED,
        Event.RISK_READ,
        Event.MADE_FULL,
    }
)
CHILDREN_AT_HOME = msg(
    "UU 23/2004 (PKDRT), Pasal 2; UU 35/2014, Pasal 59A: a child who sees violence at home is a "
    "victim too; the time is a setting of the regency"
)

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.rescore",
        subject=Subject.CASE,
        text=msg("Read the risk of this case again."),
        done_when=msg("Done when the risk is read again."),
        starts_on=RISK_AGAIN,
        span=Span(90, Unit.DAYS),
        setting="case.rescore",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RISK_READ}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=REVIEW,
        risks=NOT_HIGH,
        unless=("light",),
    ),
    DutyRule(
        code="case.rescore_high",
        subject=Subject.CASE,
        text=msg("Read this high risk again."),
        done_when=msg("Done when the risk is read again."),
        starts_on=RISK_AGAIN,
        span=Span(30, Unit.DAYS),
        setting="case.rescore_high",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RISK_READ}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=REVIEW,
        risks=HIGH,
        unless=("light",),
    ),
    DutyRule(
        code="case.risk_news",
        subject=Subject.CASE,
        text=msg("Something new happened. Read the risk again."),
        done_when=msg("Done when the risk is read again."),
        starts_on=frozenset({Event.NEWS_JOINED, Event.RETURNED_HOME}),
        span=Span(1, Unit.DAYS),
        setting="case.risk_news",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RISK_READ}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        unless=("light",),
    ),
    DutyRule(
        code="case.safety_plan",
        subject=Subject.CASE,
        text=msg("Make a safety plan with the child."),
        done_when=msg("Done when a safety plan is recorded."),
        starts_on=RISK_AGAIN - {Event.RISK_READ},
        span=Span(3, Unit.DAYS),
        setting="case.safety_plan",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.SAFETY_PLANNED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=SIX_FUNCTIONS,
        risks=HIGH,
        unless=("light", "safety_planned"),
    ),
    DutyRule(
        code="case.safety_review",
        subject=Subject.CASE,
        text=msg("Look at the safety plan again with the child."),
        done_when=msg("Done when the safety plan is recorded anew."),
        starts_on=frozenset({Event.SAFETY_PLANNED}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.SAFETY_PLANNED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        clock_from=ClockFrom.GIVEN_DAY,
    ),
    DutyRule(
        code="case.child_at_home",
        subject=Subject.CASE,
        text=msg("See the other child who lives there."),
        done_when=msg("Done when the child has a case, or was seen and there is no concern."),
        starts_on=frozenset({Event.CHILD_AT_HOME}),
        span=Span(7, Unit.DAYS),
        setting="case.child_at_home",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CHILD_SETTLED}),
        escalates_to=Role.SUPERVISOR,
        source=CHILDREN_AT_HOME,
        per_ref=True,
    ),
)
