"""What is owed around a case conference: hold it, write it down, finish it, do what was decided?"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, CONFERENCE
from pabolo.rules.vocabulary import Event, Role, Subject

_OFF = CASE_ENDS | {Event.CONFERENCE_CANCELLED}

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.conference_hold",
        subject=Subject.CASE,
        text=msg("Hold the case conference, or move it to another day."),
        done_when=msg("Done when it is written who was there, or it is moved or cancelled."),
        starts_on=frozenset({Event.CONFERENCE_CALLED, Event.CONFERENCE_MOVED}),
        span=Span(0, Unit.DAYS),
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.CONFERENCE_HELD, Event.CONFERENCE_MOVED}),
        ended_by=_OFF,
        escalates_to=Role.AGENCY_HEAD,
        source=CONFERENCE,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="case.conference_minutes",
        subject=Subject.CASE,
        text=msg("Write the minutes of the case conference."),
        done_when=msg("Done when the minutes are written."),
        starts_on=frozenset({Event.CONFERENCE_HELD}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.conference_minutes",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.CONFERENCE_WRITTEN}),
        ended_by=CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=CONFERENCE,
        per_ref=True,
    ),
    DutyRule(
        code="case.conference_finish",
        subject=Subject.CASE,
        text=msg("Finish the minutes: everybody who was there has read them."),
        done_when=msg("Done when the chair finishes the minutes."),
        starts_on=frozenset({Event.CONFERENCE_WRITTEN}),
        span=Span(7, Unit.WORKING_DAYS),
        setting="case.conference_finish",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.CONFERENCE_FINISHED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.AGENCY_HEAD,
        source=CONFERENCE,
        per_ref=True,
    ),
    DutyRule(
        code="case.conference_decision",
        subject=Subject.CASE,
        text=msg("See to it that what the case conference decided is done."),
        done_when=msg("Done when it is written that it was done, or why not."),
        starts_on=frozenset({Event.CONFERENCE_DECIDED, Event.CONFERENCE_LATER}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CONFERENCE_FOLLOWED, Event.CONFERENCE_LATER}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=CONFERENCE,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
)
