"""What is owed to a referral?

From the draft to the word to the family, one of these stands open at every step.
"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import CONSENT, PRACTICE, REFERRED
from pabolo.rules.vocabulary import Event, Role, Subject

_GONE = frozenset({Event.REFERRAL_WITHDRAWN, Event.REFERRAL_FED_BACK})
_ANSWERS = frozenset(
    {
        Event.REFERRAL_ACCEPTED,
        Event.REFERRAL_REFUSED,
        Event.REFERRAL_STARTED,
        Event.REFERRAL_DONE,
    }
)

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="referral.basis",
        subject=Subject.REFERRAL,
        text=msg("Record what this referral rests on: consent for this partner, law or danger."),
        done_when=msg("Done when consent for this partner, or another basis, carries it."),
        starts_on=frozenset({Event.REFERRAL_DRAFTED}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="referral.basis",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_READY}),
        ended_by=_GONE,
        escalates_to=Role.SUPERVISOR,
        source=CONSENT,
        per_ref=True,
    ),
    DutyRule(
        code="referral.send",
        subject=Subject.REFERRAL,
        text=msg("Send this referral. Its basis stands."),
        done_when=msg("Done when the slip is made and the referral marked as sent."),
        starts_on=frozenset({Event.REFERRAL_READY}),
        span=Span(1, Unit.WORKING_DAYS),
        setting="referral.send",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_SENT}),
        ended_by=_GONE,
        escalates_to=Role.SUPERVISOR,
        source=REFERRED,
        per_ref=True,
    ),
    DutyRule(
        code="referral.receipt",
        subject=Subject.REFERRAL,
        text=msg("The partner has not said that it received the referral. Call there."),
        done_when=msg("Done when the partner says received, or answers."),
        starts_on=frozenset({Event.REFERRAL_SENT}),
        span=Span(2, Unit.WORKING_DAYS),
        setting="clock.referral_receipt_working_days",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_RECEIVED, Event.REFERRAL_CHASED}) | _ANSWERS,
        ended_by=_GONE,
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        per_ref=True,
    ),
    DutyRule(
        code="referral.answer",
        subject=Subject.REFERRAL,
        text=msg("The partner's answer is due. Call if none has come."),
        done_when=msg("Done when the partner accepts or refuses, or a new day is agreed."),
        starts_on=frozenset({Event.REFERRAL_SENT, Event.REFERRAL_RECEIVED, Event.REFERRAL_CHASED}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_CHASED}) | _ANSWERS,
        ended_by=_GONE,
        escalates_to=Role.SUPERVISOR,
        source=REFERRED,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="referral.choose_another",
        subject=Subject.REFERRAL,
        text=msg("The partner cannot take it. Choose another way for the child."),
        done_when=msg("Done when another referral takes its place, or the family is told."),
        starts_on=frozenset({Event.REFERRAL_REFUSED}),
        span=Span(2, Unit.WORKING_DAYS),
        setting="referral.choose_another",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_FED_BACK}),
        ended_by=frozenset(
            {
                Event.REFERRAL_RECEIVED,
                Event.REFERRAL_ACCEPTED,
                Event.REFERRAL_STARTED,
                Event.REFERRAL_DONE,
                Event.REFERRAL_WITHDRAWN,
            }
        ),
        escalates_to=Role.SUPERVISOR,
        source=REFERRED,
        per_ref=True,
    ),
    DutyRule(
        code="referral.follow",
        subject=Subject.REFERRAL,
        text=msg("Ask the partner how it goes with what it took on."),
        done_when=msg("Done when the partner says done, or a call is recorded."),
        starts_on=frozenset(
            {Event.REFERRAL_ACCEPTED, Event.REFERRAL_STARTED, Event.REFERRAL_FOLLOWED}
        ),
        span=Span(14, Unit.DAYS),
        setting="referral.follow",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_FOLLOWED, Event.REFERRAL_DONE}),
        ended_by=_GONE | {Event.REFERRAL_RECEIVED, Event.REFERRAL_REFUSED},
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        per_ref=True,
    ),
    DutyRule(
        code="referral.feedback",
        subject=Subject.REFERRAL,
        text=msg("Tell the child and the family what came of the referral."),
        done_when=msg("Done when it is recorded how, when and by whom they were told."),
        starts_on=frozenset({Event.REFERRAL_DONE}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="referral.feedback",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.REFERRAL_FED_BACK}),
        ended_by=frozenset(
            {
                Event.REFERRAL_RECEIVED,
                Event.REFERRAL_ACCEPTED,
                Event.REFERRAL_REFUSED,
                Event.REFERRAL_STARTED,
            }
        ),
        escalates_to=Role.SUPERVISOR,
        source=PRACTICE,
        per_ref=True,
    ),
)
