"""What is owed where a child may stand in the register twice?"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, PRACTICE
from pabolo.rules.vocabulary import Event, Role, Subject

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.double",
        subject=Subject.CASE,
        text=msg("This child may stand in the register twice. Compare the two records and decide."),
        done_when=msg("Done when a supervisor decides, or somebody says what is still missing."),
        starts_on=frozenset({Event.DOUBLE_FOUND}),
        span=Span(5, Unit.WORKING_DAYS),
        setting="case.double",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.DOUBLE_DECIDED, Event.DOUBLE_UNSURE}),
        ended_by=CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=PRACTICE,
        per_ref=True,
    ),
    DutyRule(
        code="case.double_unsure",
        subject=Subject.CASE,
        text=msg("Find out what is missing to say whether two records are one child."),
        done_when=msg("Done when a supervisor decides whether they are one child."),
        starts_on=frozenset({Event.DOUBLE_UNSURE}),
        span=Span(10, Unit.WORKING_DAYS),
        setting="case.double_unsure",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.DOUBLE_DECIDED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        per_ref=True,
    ),
)
