"""What is owed to a case that goes to another unit, or came from one?

From the question to the acknowledgement one of these stands open here; the case and all else that
is owed to the child stay with its worker until then.
"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import DutyRule
from pabolo.rules.duty_sources import CASE_ENDS, PRACTICE, SECOND_PERSON, TRANSFERRED
from pabolo.rules.vocabulary import Event, Role, Subject

_OVER = CASE_ENDS | {Event.TRANSFER_WITHDRAWN}
# A case that comes back is owed everything here again, and nothing there.
_BACK = frozenset({Event.TRANSFER_TAKEN})

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="transfer.decide",
        subject=Subject.CASE,
        text=msg("Decide whether this case goes to the other unit."),
        done_when=msg("Done when the hand-over is approved, or declined with a reason."),
        starts_on=frozenset({Event.TRANSFER_ASKED}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="transfer.decide",
        owner=Role.SUPERVISOR,
        met_by=frozenset({Event.TRANSFER_APPROVED, Event.TRANSFER_DECLINED}),
        ended_by=_OVER | _BACK,
        escalates_to=Role.AGENCY_HEAD,
        source=SECOND_PERSON,
        second=True,
    ),
    DutyRule(
        code="transfer.send",
        subject=Subject.CASE,
        text=msg("Send the sealed file to the other unit."),
        done_when=msg("Done when the file is taken out."),
        starts_on=frozenset({Event.TRANSFER_APPROVED}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="transfer.send",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.TRANSFER_SENT}),
        ended_by=_OVER | _BACK,
        escalates_to=Role.SUPERVISOR,
        source=TRANSFERRED,
    ),
    DutyRule(
        code="transfer.chase",
        subject=Subject.CASE,
        text=msg("The other unit has not acknowledged the case. Call there; the child is yours."),
        done_when=msg("Done when the acknowledgement or the refusal is here, or a call is noted."),
        starts_on=frozenset({Event.TRANSFER_SENT, Event.TRANSFER_CHASED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="transfer.chase",
        owner=Role.CASE_WORKER,
        met_by=frozenset(
            {Event.TRANSFER_CHASED, Event.TRANSFER_ACKNOWLEDGED, Event.TRANSFER_REFUSED}
        ),
        ended_by=_OVER | _BACK,
        escalates_to=Role.SUPERVISOR,
        source=TRANSFERRED,
    ),
    DutyRule(
        code="transfer.another_way",
        subject=Subject.CASE,
        text=msg("The other unit does not take the case. Decide how the child is helped now."),
        done_when=msg("Done when a review is held, or another hand-over is asked for."),
        starts_on=frozenset({Event.TRANSFER_REFUSED}),
        span=Span(2, Unit.WORKING_DAYS),
        setting="transfer.another_way",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CASE_REVIEWED, Event.TRANSFER_ASKED}),
        ended_by=CASE_ENDS | _BACK,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
    ),
    DutyRule(
        code="transfer.close",
        subject=Subject.CASE,
        text=msg("The other unit has the case now. Ask for its closure here."),
        done_when=msg("Done when closure is asked for."),
        starts_on=frozenset({Event.TRANSFER_ACKNOWLEDGED}),
        span=Span(5, Unit.WORKING_DAYS),
        setting="transfer.close",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CLOSURE_REQUESTED}),
        ended_by=CASE_ENDS | _BACK,
        escalates_to=Role.SUPERVISOR,
        source=SECOND_PERSON,
    ),
    DutyRule(
        code="transfer.answer",
        subject=Subject.CASE,
        text=msg("Send the acknowledgement to the unit that handed this case over."),
        done_when=msg("Done when the acknowledgement is taken out."),
        starts_on=frozenset({Event.TRANSFER_TAKEN}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="transfer.answer",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.TRANSFER_ANSWERED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=TRANSFERRED,
    ),
)
