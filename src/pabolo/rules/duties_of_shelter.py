"""What is owed to a child in the shelter, and after it?"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, SHELTER
from pabolo.rules.vocabulary import Event, Role, Subject

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.shelter_review",
        subject=Subject.CASE,
        text=msg("Decide whether the stay in the shelter goes on."),
        done_when=msg("Done when the stay is extended with a reason, or its end is recorded."),
        starts_on=frozenset({Event.SHELTER_ENTERED, Event.SHELTER_EXTENDED}),
        span=Span(0, Unit.DAYS),
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.SHELTER_EXTENDED, Event.SHELTER_LEFT}),
        ended_by=CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=SHELTER,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="case.shelter_follow_up",
        subject=Subject.CASE,
        text=msg("Ask how the child is after leaving the shelter."),
        done_when=msg("Done when the follow-up is recorded."),
        starts_on=frozenset({Event.SHELTER_LEFT}),
        span=Span(3, Unit.DAYS),
        setting="case.shelter_follow_up",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.FOLLOWED_UP}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=SHELTER,
    ),
)
