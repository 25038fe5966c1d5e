"""What is owed to a watch-list item?

From the village's entry to its end, somebody in the office owes its next step; that its time ends
is decided by a person, too.
"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import PRACTICE
from pabolo.rules.vocabulary import Event, Role, Subject

_ENDED = frozenset({Event.WATCH_CLOSED})
_OWNER = msg(
    "Practice of the village network: who is told must answer; the time is set with each kind"
)

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="watch.answer",
        subject=Subject.WATCH,
        text=msg("The village watches over a child. Get the owner agency's answer."),
        done_when=msg("Done when its answer is written down, or another agency is asked."),
        starts_on=frozenset({Event.WATCH_RECORDED, Event.WATCH_ASKED, Event.WATCH_HANDED_ON}),
        span=Span(0, Unit.DAYS),
        owner=Role.PROGRAMME,
        met_by=frozenset({Event.WATCH_ANSWERED, Event.WATCH_ASKED, Event.WATCH_HANDED_ON}),
        ended_by=_ENDED,
        escalates_to=Role.SUPERVISOR,
        source=_OWNER,
        clock_from=ClockFrom.GIVEN_DAY,
    ),
    DutyRule(
        code="watch.visit",
        subject=Subject.WATCH,
        text=msg("See to it that the child on the watch-list is visited again."),
        done_when=msg("Done when the village or the agency wrote what the visit found."),
        starts_on=frozenset({Event.WATCH_TO_VISIT}),
        span=Span(0, Unit.DAYS),
        owner=Role.PROGRAMME,
        met_by=frozenset({Event.WATCH_VISITED}),
        ended_by=_ENDED | {Event.WATCH_TO_VISIT},
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        clock_from=ClockFrom.GIVEN_DAY,
    ),
    DutyRule(
        code="watch.expiry",
        subject=Subject.WATCH,
        text=msg("The time of this watch-list item ends. Decide whether it is still needed."),
        done_when=msg("Done when it is closed, or kept with a reason and a new day."),
        starts_on=frozenset({Event.WATCH_DATED}),
        span=Span(0, Unit.DAYS),
        owner=Role.PROGRAMME,
        met_by=frozenset({Event.WATCH_KEPT}),
        ended_by=_ENDED,
        escalates_to=Role.SUPERVISOR,
        source=msg("UU 27/2022 (PDP), Pasal 16 and 43: kept no longer than needed"),
        clock_from=ClockFrom.GIVEN_DAY,
    ),
    DutyRule(
        code="watch.grown",
        subject=Subject.WATCH,
        text=msg("This child may have outgrown the watch-list. Ask the age, then decide."),
        done_when=msg("Done when the item is closed, or kept with a reason and a new day."),
        starts_on=frozenset({Event.WATCH_GROWN}),
        span=Span(5, Unit.WORKING_DAYS),
        setting="watch.grown",
        owner=Role.PROGRAMME,
        met_by=frozenset({Event.WATCH_KEPT}),
        ended_by=_ENDED,
        escalates_to=Role.SUPERVISOR,
        source=msg("UU 35/2014, Pasal 1 (a child is under 18); the time is a setting"),
    ),
    DutyRule(
        code="watch.contest",
        subject=Subject.WATCH,
        text=msg("Somebody says that this watch-list item is not so. Look, and decide."),
        done_when=msg("Done when it is put right, closed, or it is written why it stands."),
        starts_on=frozenset({Event.WATCH_CONTESTED}),
        span=Span(72, Unit.HOURS),
        fixed_by_law=True,
        owner=Role.PROGRAMME,
        met_by=frozenset({Event.WATCH_CONTEST_DECIDED}),
        ended_by=_ENDED,
        escalates_to=Role.SUPERVISOR,
        source=msg("UU 27/2022 (PDP), Pasal 30: put right within 3 x 24 hours"),
    ),
)
