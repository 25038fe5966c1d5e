"""Emergency openings: somebody outside the team sees who a child is and where, for one hour.

A reason is asked for, the supervisor owes a review within a day, every look is an entry of the
log with its basis. Who is kept out of the case gets the answer of a case that does not exist.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import span_of_code
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.actions.second import let_in, second_in
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.models import Case, GlassOpening, GlassReview
from pabolo.programme.cases.queries.conference import Minutes, opened_minutes
from pabolo.programme.cases.queries.files import lines_of
from pabolo.programme.cases.queries.glass import running_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.queries import identity_of, outside, places_of
from pabolo.rules.access import BREAK_GLASS_FACETS, Standing, may_break_glass, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.conference import opens_minutes
from pabolo.rules.decisions import Refusal
from pabolo.rules.glass import OVER, REVIEWED, ends_at, may_review_glass, runs
from pabolo.rules.vocabulary import Event, Facet

IN_TEAM = Refusal("glass.in_team", "You may see this case already. Open it as usual.")
NOT_FOUND = Refusal(
    "glass.not_found", "No open case can be opened so. Check the code, or ask the supervisor."
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What an emergency opening shows, and until when."""

    case: Case
    identity: ChildIdentity
    places: ChildPlaces
    reason_day: datetime
    until: datetime


def case_of_code(code: str) -> UUID:
    """The open case with this spoken code. Not scoped: only for an emergency opening."""
    span = span_of_code(code)
    if span is None:
        raise Refused(NOT_FOUND)
    rows = Case.objects.filter(closed_day__isnull=True, pk__gte=span.first, pk__lte=span.last)
    found = list(rows.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Refused(NOT_FOUND)
    return found[0]


def case_of_name(name: str, *, by: Actor, at: datetime) -> UUID:
    """The open case of the one child outside the scope whose name is meant without doubt.

    The system scans, and tells nothing but this. Several, or none: refused.
    """
    children = outside(query=name, by=by, at=at)
    rows = Case.objects.filter(child_id__in=children, closed_day__isnull=True)
    found = list(rows.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Refused(NOT_FOUND)
    return found[0]


def break_glass(*, case_id: UUID, reason: str, by: Actor, at: datetime) -> UUID:
    """Open identity and place of a case for an hour; the opening's id."""
    case = Case.objects.select_related("child").filter(pk=case_id, closed_day=None).first()
    if case is None:
        raise Refused(NOT_FOUND)
    excluded = by.id in readers_of(case, at=at).barred
    ensure(_hidden(may_break_glass(by, Standing(excluded=excluded, own_team=False), reason=reason)))
    if by.id in holders(case.pk):
        raise Refused(IN_TEAM)
    already = running_of(case.pk, by.id, at)
    if already is not None:
        return already
    return _break(case, reason.strip(), by, at)


def _hidden(refusal: Refusal | None) -> Refusal | None:
    """Who is kept out reads what is read about a code that does not exist."""
    return NOT_FOUND if refusal is not None and refusal.code == "access.none" else refusal


def _break(case: Case, reason: str, by: Actor, at: datetime) -> UUID:
    mine = frozenset({by.id})
    second = second_in(case, not_by=mine, at=at)
    work = system_work(case, at)
    work.by = by
    with writing("case.glass_broken", work):
        let_in(work, second)
        opening = GlassOpening.objects.create(case=case, person_id=by.id, from_at=at)
        line = e.GlassBroken(
            at=at, by=by.id.hex, opening=opening.pk.hex, person=by.id.hex, reason=reason
        )
        append(work, line)
        tell(work, Event.GLASS_BROKEN, ref=opening.pk, not_by=mine)
    return opening.pk


def look_through(*, opening_id: UUID, by: Actor, at: datetime) -> Glimpse:
    """What one's own running emergency opening shows; each look is an entry of the log.

    Somebody else's: `GlassOpening.DoesNotExist`. After the hour, or kept out meanwhile: refused.
    """
    rows = GlassOpening.objects.select_related("case__child")
    opening = rows.get(pk=opening_id, person_id=by.id)
    case = opening.case
    if not runs(opening.from_at, opening.minutes, at):
        raise Refused(OVER)
    excluded = by.id in readers_of(case, at=at).barred
    standing = Standing(excluded=excluded, own_team=False, glass_broken=True)
    for facet in sorted(BREAK_GLASS_FACETS):
        ensure(may_view(by, facet, standing))
    proof = receipt(
        "case.glass_read",
        by=by,
        at=at,
        folders=[case.pk, case.child_id],
        facets=BREAK_GLASS_FACETS,
        purpose="break_glass",
    )
    return Glimpse(
        case=case,
        identity=identity_of(proof, case.child),
        places=places_of(proof, case.child),
        reason_day=opening.from_at,
        until=ends_at(opening.from_at, opening.minutes),
    )


@dataclass(frozen=True, slots=True)
class GlimpsedMinutes:
    """The minutes of one conference, as an emergency opening shows them."""

    one: Gathering
    minutes: Minutes


def look_at_minutes(*, opening_id: UUID, by: Actor, at: datetime) -> list[GlimpsedMinutes]:
    """What was said at the conferences of the case, while one's own emergency opening runs.

    An entry of its own; the review of the opening sees that the minutes were read as well.
    """
    rows = GlassOpening.objects.select_related("case__child")
    opening = rows.get(pk=opening_id, person_id=by.id)
    case = opening.case
    if not runs(opening.from_at, opening.minutes, at):
        raise Refused(OVER)
    excluded = by.id in readers_of(case, at=at).barred
    standing = Standing(excluded=excluded, own_team=False, glass_broken=True)
    ensure(may_view(by, Facet.MEETING, standing))
    work = system_work(case, at)
    proof = receipt(
        "case.minutes_glass",
        by=by,
        at=at,
        folders=[case.pk],
        facets=[Facet.MEETING],
        purpose="break_glass",
    )
    journal = lines_of(case, work.proof)
    return [
        GlimpsedMinutes(one, opened_minutes(case, journal, key, proof))
        for key, one in work.state.conferences.items()
        if one.written and opens_minutes(by, one.seat, granted=False, excluded=excluded, glass=True)
    ]


def review_glass(
    *,
    case_id: UUID,
    opening: str,
    justified: bool,
    follows: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """A second person says whether an emergency opening was justified, and what follows."""
    work = begin(case_id, by=by, at=at, seen=seen)
    broken = work.state.glass.get(opening)
    opener = UUID(broken.person) if broken else None
    ensure(may_review_glass(by, opener, follows=follows))
    if opener is None:
        raise Refused(REVIEWED)
    line = e.GlassReviewed(
        at=at, by=by.id.hex, opening=opening, justified=justified, follows=follows.strip()
    )
    with writing("case.glass_reviewed", work, justified=int(justified)):
        append(work, line)
        GlassReview.objects.create(
            opening_id=UUID(opening),
            opener_id=opener,
            reviewer_id=by.id,
            justified=justified,
            day=day_of(at),
        )
        tell(work, Event.GLASS_REVIEWED, ref=UUID(opening))
    return work
