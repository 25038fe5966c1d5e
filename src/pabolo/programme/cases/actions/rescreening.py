"""Somebody declared kin: what they may see of cases is held against the new names.

A clear match ends it; an unclear one ends it until a supervisor outside the match decides. What
the person owed goes to somebody else.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.actions.people import mark_screened
from pabolo.ground.accounts.queries import unscreened
from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import revoke
from pabolo.ground.vault.queries import held_by, holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.leaving import give_up, hand_on
from pabolo.programme.cases.actions.readers import Scanned, conflicts_with, scan
from pabolo.programme.cases.asking import NOT_UNCLEAR
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.actions.rescreening import KEPT_OUT, rescreen_reports
from pabolo.programme.intake.named import Known, only
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.conflict import Conflict, may_decide_match
from pabolo.rules.names import UNCLEAR_FROM, Match
from pabolo.rules.vocabulary import Event, Subject


def rescreen_declared(*, at: datetime) -> int:
    """Screen everybody whose newest declaration was not yet; how many. To be run nightly."""
    people = unscreened()
    for person in people:
        rescreen(person=person, at=at)
    return len(people)


def rescreen(*, person: UUID, at: datetime) -> int:
    """Hold all that a person may see against their declared kin; how many things they lost.

    To be run after they declare. Safe to run again.
    """
    lost = rescreen_reports(person=person, at=at)
    cases = held_by(person).get(Subject.CASE, [])
    known = only(known_now(at), person)
    rows = Case.objects.filter(pk__in=cases).select_related("child").order_by("id")
    lost += sum(_rescreen(case, person, known, scan(case, at=at), at) for case in rows)
    if lost:
        hand_on(at=at)
    with act("kin.screened", by=SYSTEM, at=at, subject=(Subject.PERSON, person)) as draft:
        draft.detail = {"lost": lost}
        mark_screened(person=person)
    return lost


def rescreen_case(*, case_id: UUID, at: datetime) -> int:
    """Names in a case changed: hold everybody who may see it against them; how many lost it."""
    case = Case.objects.select_related("child").get(pk=case_id)
    known, lost = known_now(at), 0
    scanned = scan(case, at=at)
    for person in holders(case_id):
        if _rescreen(case, person, only(known, person), scanned, at):
            lost += 1
            scanned = scan(case, at=at)  # the file has a line more
    if lost:
        hand_on(at=at)
    return lost


def _rescreen(case: Case, person: UUID, known: Known, scanned: Scanned, at: datetime) -> int:
    found = conflicts_with(scanned.names, known)
    match = found[0].match if found else Match.NONE
    if match is Match.UNCLEAR and person in scanned.found("cleared"):
        match = Match.NONE
    kept_out = scanned.kept_out | scanned.found("excluded")
    if match is Match.NONE and person not in kept_out:
        return 0
    _keep_out(case, person, match, scanned, at)
    return 1


def _keep_out(case: Case, person: UUID, match: Match, scanned: Scanned, at: datetime) -> None:
    """End the person's access. Who is kept from the report alone is decided on the report."""
    work = _work(case, scanned, at)
    with writing("case.rescreened", work):
        for _subject, folder in folders_of(case):
            revoke(folder=folder, people=[person], day=day_of(at))
        if match is not Match.NONE:
            line = e.Screened(at=at, by=SYSTEM.id.hex, person=person.hex, outcome=KEPT_OUT[match])
            append(work, line)
        if match is Match.UNCLEAR:
            tell(work, Event.MATCH_UNCLEAR)
        if case.worker_id == person and case.closed_day is None:
            give_up(work)


def _work(case: Case, scanned: Scanned, at: datetime) -> Work:
    proof, file = scanned.proof, scanned.file
    return Work(case=case, proof=proof, state=file.state, stats=file.stats, by=SYSTEM, at=at)


def _conflicts(outcomes: Iterable[tuple[str, str]]) -> tuple[Conflict, ...]:
    """The matches that stand, as screenings kept them."""
    match = {"excluded": Match.CLEAR, "unclear": Match.UNCLEAR}
    return tuple(
        Conflict(UUID(person), match[one], through_kin=True, score=UNCLEAR_FROM)
        for person, one in outcomes
        if one in match
    )


def decide_case_match(
    *,
    case_id: UUID,
    person: UUID,
    is_meant: bool,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """A supervisor outside the match decides whether a name in the case means this person.

    Who is not meant may be given the case again; nobody is by this alone.
    """
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    found = _conflicts(work.state.screened.items())
    asked = next((one for one in found if one.person_id == person), None)
    if asked is None:
        raise Refused(NOT_UNCLEAR)
    ensure(may_decide_match(by, asked, found, reason=reason))
    outcome = "excluded" if is_meant else "cleared"
    line = e.Screened(
        at=at, by=by.id.hex, person=person.hex, outcome=outcome, reason=reason.strip()
    )
    with writing("case.match_decided", work, meant=int(is_meant)):
        append(work, line)
        if not work.state.found("unclear"):
            tell(work, Event.MATCH_DECIDED)
    return work
