"""What is owed around the people of a case: hand-over, standing in, emergencies, visits?"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, PRACTICE
from pabolo.rules.vocabulary import Event, Role, Subject

_NEW_WORKER = CASE_ENDS | {Event.WORKER_ASSIGNED, Event.WORKER_LEFT}
_REVIEW = msg(
    "UU 27/2022 (PDP), Pasal 20 (vital interest) and 35; review within a day is a setting"
)

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.hand_over_write",
        subject=Subject.CASE,
        text=msg("Write the hand-over sheet for your successor."),
        done_when=msg("Done when the hand-over sheet is written."),
        starts_on=frozenset({Event.HANDOVER_BEGUN}),
        span=Span(2, Unit.WORKING_DAYS),
        setting="case.hand_over_write",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.HANDOVER_WRITTEN}),
        ended_by=_NEW_WORKER,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        unless=("at_once",),
    ),
    DutyRule(
        code="case.hand_over_take",
        subject=Subject.CASE,
        text=msg("This case is handed over to you. Read the sheet and take it over."),
        done_when=msg("Done when the new case worker confirms."),
        starts_on=frozenset({Event.HANDOVER_BEGUN}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.hand_over_take",
        owner=Role.CASE_WORKER,
        owner_fact="successor_id",
        met_by=frozenset({Event.HANDOVER_TAKEN}),
        ended_by=_NEW_WORKER,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
    ),
    DutyRule(
        code="case.cover",
        subject=Subject.CASE,
        text=msg("The case worker is away and nobody stands in. Choose somebody."),
        done_when=msg("Done when somebody stands in, takes over, or the case worker is back."),
        starts_on=frozenset({Event.COVER_LOST}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="case.cover",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.COVER_FOUND}),
        ended_by=_NEW_WORKER,
        escalates_to=Role.AGENCY_HEAD,
        source=PRACTICE,
    ),
    DutyRule(
        code="case.review_glass",
        subject=Subject.CASE,
        text=msg("Somebody outside the team opened this child's identity. Review it."),
        done_when=msg("Done when a supervisor writes whether it was justified and what follows."),
        starts_on=frozenset({Event.GLASS_BROKEN}),
        span=Span(24, Unit.HOURS),
        setting="case.review_glass",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.GLASS_REVIEWED}),
        escalates_to=Role.AGENCY_HEAD,
        source=_REVIEW,
        per_ref=True,
        second=True,
    ),
    DutyRule(
        code="case.visit_silent",
        subject=Subject.CASE,
        text=msg("A colleague on a visit has not reported safe. Call them now."),
        done_when=msg("Done when they are heard of, and it is written how they are."),
        starts_on=frozenset({Event.VISIT_SILENT}),
        span=Span(1, Unit.HOURS),
        setting="case.visit_silent",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.VISIT_HEARD}),
        escalates_to=Role.AGENCY_HEAD,
        source=PRACTICE,
        per_ref=True,
    ),
)
