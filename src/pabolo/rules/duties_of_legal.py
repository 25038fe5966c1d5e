"""What is owed to a child while a legal process runs?

The legal side of a file is shut for most work on it, so no duty here asks for facts of that side:
what is true there is said by the event alone.
"""

from pabolo.rules.deadlines import Span, Unit
from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.duty_sources import CASE_ENDS
from pabolo.rules.vocabulary import Event, Role, Subject

_ACCOMPANIED = msg(
    "UU 11/2012 (SPPA), Pasal 23 and 90; UU 12/2022 (TPKS), Pasal 68; the time is a setting"
)
_RECORDED = msg("Permen PPPA 2/2022 (accompaniment is recorded); the time is a setting")
_RESTITUTION = msg(
    "UU 35/2014, Pasal 71D; PP 43/2017; UU 12/2022 (TPKS), Pasal 30-38; the time is a setting"
)
_PAID = msg("UU 12/2022 (TPKS), Pasal 33: paid within 30 days; else the court is told")
_LPSK = msg("UU 13/2006 with UU 31/2014, Pasal 29 (LPSK decides); the time is a setting")
_ERASED = msg("UU 12/2022 (TPKS), Pasal 68 (erasing of content); the time is a setting")
_PROGRESS = msg("Perkap 6/2019 (SP2HP every month); UU 12/2022, Pasal 68; the time is a setting")
_LEGAL_ENDS = CASE_ENDS | {Event.LEGAL_ENDED}

RULES: tuple[DutyRule, ...] = (
    DutyRule(
        code="case.prepare_child",
        subject=Subject.CASE,
        text=msg("Prepare the child for the appointment with police or court."),
        done_when=msg("Done when it is written what was explained to the child."),
        starts_on=frozenset({Event.DATE_TO_PREPARE}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.CHILD_PREPARED}),
        ended_by=CASE_ENDS | {Event.DATE_ENDED},
        escalates_to=Role.SUPERVISOR,
        source=_ACCOMPANIED,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="case.date_outcome",
        subject=Subject.CASE,
        text=msg("Write down what came of the appointment with police or court."),
        done_when=msg("Done when its outcome, another day or its end is recorded."),
        starts_on=frozenset({Event.DATE_PLANNED}),
        span=Span(0, Unit.DAYS),
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.DATE_ENDED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_RECORDED,
        clock_from=ClockFrom.GIVEN_DAY,
        per_ref=True,
    ),
    DutyRule(
        code="case.legal_progress",
        subject=Subject.CASE,
        text=msg("Ask how the legal process goes, and tell the family."),
        done_when=msg("Done when a stage or a letter of the process is recorded."),
        starts_on=frozenset({Event.LEGAL_MOVED, Event.PROGRESS_HEARD}),
        span=Span(30, Unit.DAYS),
        setting="case.legal_progress",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.LEGAL_MOVED, Event.PROGRESS_HEARD}),
        ended_by=_LEGAL_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_PROGRESS,
        unless=("light",),
    ),
    DutyRule(
        code="case.restitution",
        subject=Subject.CASE,
        text=msg("Talk with the family about restitution, and ask for it if they want."),
        done_when=msg("Done when it is asked for, or the family says that they do not want it."),
        starts_on=frozenset({Event.RESTITUTION_DUE}),
        span=Span(14, Unit.DAYS),
        setting="case.restitution",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RESTITUTION_ANSWERED}),
        ended_by=_LEGAL_ENDS | {Event.TRIAL_BEGUN},
        escalates_to=Role.SUPERVISOR,
        source=_RESTITUTION,
        unless=("light",),
    ),
    DutyRule(
        code="case.restitution_trial",
        subject=Subject.CASE,
        text=msg("The trial has begun: restitution has to be asked for before the demand."),
        done_when=msg("Done when it is asked for, or the family says that they do not want it."),
        starts_on=frozenset({Event.TRIAL_BEGUN}),
        span=Span(3, Unit.WORKING_DAYS),
        setting="case.restitution_trial",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RESTITUTION_ANSWERED}),
        # A trial struck out as an error leads back to the longer time of the investigation.
        ended_by=_LEGAL_ENDS | {Event.RESTITUTION_DUE},
        escalates_to=Role.SUPERVISOR,
        source=_RESTITUTION,
        unless=("light",),
    ),
    DutyRule(
        code="case.restitution_paid",
        subject=Subject.CASE,
        text=msg("See whether the restitution was paid; if not, tell prosecutor and court."),
        done_when=msg("Done when the whole amount is recorded as paid."),
        starts_on=frozenset({Event.RESTITUTION_GRANTED}),
        span=Span(30, Unit.DAYS),
        setting="case.restitution_paid",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.RESTITUTION_PAID}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_PAID,
        per_ref=True,
    ),
    DutyRule(
        code="case.protection_answer",
        subject=Subject.CASE,
        text=msg("Ask LPSK what was decided on the protection."),
        done_when=msg("Done when the decision is recorded."),
        starts_on=frozenset({Event.PROTECTION_ASKED}),
        span=Span(7, Unit.DAYS),
        setting="case.protection_answer",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.PROTECTION_DECIDED}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_LPSK,
        per_ref=True,
    ),
    DutyRule(
        code="case.takedown_look",
        subject=Subject.CASE,
        text=msg("Ask again whether the content about the child was taken down."),
        done_when=msg("Done when it is recorded how the request stands."),
        starts_on=frozenset({Event.TAKEDOWN_ASKED, Event.TAKEDOWN_LOOKED}),
        span=Span(3, Unit.DAYS),
        setting="case.takedown_look",
        owner=Role.CASE_WORKER,
        met_by=frozenset({Event.TAKEDOWN_LOOKED, Event.TAKEDOWN_GONE}),
        ended_by=CASE_ENDS,
        escalates_to=Role.SUPERVISOR,
        source=_ERASED,
        per_ref=True,
    ),
)
