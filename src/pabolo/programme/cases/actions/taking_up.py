"""What a case still waited for when it closed is owed again once it is opened again."""

from datetime import date
from uuid import UUID

from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import number
from pabolo.programme.cases.actions.court import OUTCOME, PREPARE
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work
from pabolo.programme.cases.actions.legal import moved_events
from pabolo.programme.cases.legal_track import Claimed, Dated
from pabolo.rules.court import DateState, outcome_by, prepare_by
from pabolo.rules.legal_claims import Claim
from pabolo.rules.vocabulary import Event


def take_up(work: Work, before: Work) -> None:
    """Begin again what the end of the case broke off. Inside the open act of the reopening.

    `before`: the same case opened by the system with its legal side, which whoever reopens it may
    not open. Nothing is due before today.
    """
    track = before.state.legal
    if before.state.legal_open:
        tell(work, *moved_events(before))
    for key, dated in track.dates.items():
        if dated.state is DateState.PLANNED:
            _appointment(work, UUID(key), dated)
    for key, claim in track.claims.items():
        _claim(work, UUID(key), claim)
    for key, request in track.takedowns.items():
        if not request.gone:
            tell(work, Event.TAKEDOWN_ASKED, ref=UUID(key))
    _decisions(work)


def _appointment(work: Work, key: UUID, dated: Dated) -> None:
    day, today = day_of(dated.planned.starts_at), day_of(work.at)
    if dated.prepared is None and day >= today:
        before = prepare_by(day, number(PREPARE, today), today)
        tell(work, Event.DATE_TO_PREPARE, ref=key, due_day=before)
    after = max(outcome_by(day, number(OUTCOME, today)), today)
    tell(work, Event.DATE_PLANNED, ref=key, due_day=after)


def _claim(work: Work, key: UUID, claim: Claimed) -> None:
    if claim.owed:
        tell(work, Event.RESTITUTION_GRANTED, ref=key)
    elif claim.kind is Claim.PROTECTION and claim.decided is None:
        tell(work, Event.PROTECTION_ASKED, ref=key)


def _decisions(work: Work) -> None:
    today = day_of(work.at)
    for one in work.state.conferences.values():
        for key, decision in one.decisions.items():
            if decision.open:
                due = max(date.fromisoformat(decision.due), today)
                tell(work, Event.CONFERENCE_DECIDED, ref=UUID(key), due_day=due)
