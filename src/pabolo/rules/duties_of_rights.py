"""What is owed to people who ask about their data?"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import DutyRule
from pabolo.rules.vocabulary import Event, Role, Subject

_DONE = msg("Done when a supervisor decides it; the letter can be printed then.")

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="rights.answer",
        subject=Subject.REQUEST,
        text=msg("Somebody asks about their data. Decide and answer."),
        done_when=_DONE,
        starts_on=frozenset({Event.RIGHTS_ASKED}),
        span=Span(72, Unit.HOURS),
        fixed_by_law=True,
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.RIGHTS_DECIDED, Event.RIGHTS_REFUSED}),
        escalates_to=Role.AGENCY_HEAD,
        source=msg("UU 27/2022 (PDP), Pasal 30, 32, 40, 41: within 3 x 24 hours"),
    ),
    DutyRule(
        code="rights.answer_other",
        subject=Subject.REQUEST,
        text=msg("Somebody asks to destroy their data, or who read it. Decide and answer."),
        done_when=_DONE,
        starts_on=frozenset({Event.RIGHTS_ASKED_OTHER}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="rights.answer_other",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.RIGHTS_DECIDED, Event.RIGHTS_REFUSED}),
        escalates_to=Role.AGENCY_HEAD,
        source=msg("UU 27/2022 (PDP), Pasal 8 names no time; practice, a setting of the regency"),
    ),
    DutyRule(
        code="rights.carry_out",
        subject=Subject.REQUEST,
        text=msg("A request was granted. Do what was promised and give the answer."),
        done_when=msg("Done when it is recorded that it was done."),
        starts_on=frozenset({Event.RIGHTS_DECIDED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="rights.carry_out",
        owner=Role.INTAKE,
        met_by=frozenset({Event.RIGHTS_DONE}),
        escalates_to=Role.SUPERVISOR,
        source=msg("UU 27/2022 (PDP), Pasal 30 and 32; the time is a setting of the regency"),
    ),
)
