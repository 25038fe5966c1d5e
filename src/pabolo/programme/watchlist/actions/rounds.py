"""What the clock does with items: an age that is sure ends them, one that may be asks a person."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.actions import act
from pabolo.ground.duties.actions import hand_to
from pabolo.ground.duties.queries import all_open as every_duty
from pabolo.ground.duties.queries import bare
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.lib.versions import versions_of
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.watchlist.actions.access import kept_out, let_in, readers
from pabolo.programme.watchlist.actions.office import end_inside
from pabolo.programme.watchlist.actions.writing import (
    Work,
    change,
    grown_on,
    owe,
    put_line,
    taken,
    writing,
)
from pabolo.programme.watchlist.facets import Noted, WatchCare, Where, Who
from pabolo.programme.watchlist.models import WatchItem
from pabolo.programme.watchlist.queries.counts import COUNTED
from pabolo.programme.watchlist.queries.scope import all_open, prove
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duties import has_living_owner
from pabolo.rules.vocabulary import Event, Facet, Role, Subject
from pabolo.rules.watchlist import Ending, Outgrown, may_end


def look_at_ages(*, at: datetime) -> int:
    """End items whose child is surely past the age of the kind; ask about those who may be.

    How many were ended or asked about. Read by the system under receipts of its own.
    """
    rows = list(all_open().filter(counted=False))
    if not rows:
        return 0
    proof = prove(rows, by=SYSTEM, at=at, verb="watch.scan", facets=[Facet.STATS])
    stats = COUNTED.of(proof, versions_of(all_open().filter(counted=False)))
    today, done = day_of(at), 0
    for row in rows:
        found = grown_on(stats[row.pk], today) if row.pk in stats else Outgrown.NO
        if found is not Outgrown.NO:
            done += _grown(taken(row, by=SYSTEM, at=at), found)
    return done


def _grown(work: Work, found: Outgrown) -> bool:
    work.grown = found
    if found is Outgrown.YES:
        ensure(may_end(SYSTEM, work.standing, Ending.AGE, words="", today=work.day))
        with writing("watch.outgrown", work):
            end_inside(work, Ending.AGE, "")
        return True
    if work.care.age_asked:
        return False
    with writing("watch.age_asked", work):
        change(work, age_asked=True)
        put_line(work, "age_asked")
        owe(work, Event.WATCH_GROWN)
    return True


def grant_newcomers(*, at: datetime) -> int:
    """Let people who are new in their posts see the open items; how many items."""
    wanted = readers(day_of(at), frozenset()).keys()
    rows = list(all_open().order_by("id"))
    held = holders_of(row.pk for row in rows)
    lacking = [row for row in rows if wanted - held[row.pk]]
    if not lacking:
        return 0
    sides = [Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.CARE]
    proof = prove(lacking, by=SYSTEM, at=at, verb="watch.scan", facets=sides)
    known, done = known_now(at), 0
    for row in lacking:
        who = open_sealed(proof, row, "identity", Who) if row.identity else Who()
        where, noted = (
            open_sealed(proof, row, "place", Where),
            open_sealed(proof, row, "told", Noted),
        )
        care = open_sealed(proof, row, "care", WatchCare)
        out = kept_out(who, where, noted, at=at, known=known)
        out |= {UUID(person) for person in care.kept_out}
        new = {p: basis for p, basis in readers(day_of(at), out).items() if p not in held[row.pk]}
        done += _let_in(row, new, at)
    return done


def _let_in(row: WatchItem, new: dict[UUID, str], at: datetime) -> bool:
    if new:
        with act("watch.readers_added", by=SYSTEM, at=at, subject=(Subject.WATCH, row.pk)):
            let_in(row.pk, new, at)
    return bool(new)


POSTS = (Role.PROGRAMME, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)


def inherit(*, at: datetime) -> int:
    """Give duties whose post is empty, or may not see the item, to the next post that may.

    How many items. To be run after `grant_newcomers`, which lets that post in.
    """
    posts = posts_on(day_of(at))
    everybody = {person for people in posts.values() for person in people}
    duties = [bare(row) for row in every_duty().filter(subject=Subject.WATCH.value)]
    held = holders_of({duty.subject_id for duty in duties})
    lost: dict[UUID, list[UUID]] = {}
    for duty in duties:
        if not has_living_owner(duty, posts, excluded=everybody - held[duty.subject_id]):
            lost.setdefault(duty.subject_id, []).append(duty.id)
    return sum(_hand(item, ids, held[item], posts, at) for item, ids in lost.items())


def _hand(
    item: UUID, duties: list[UUID], held: set[UUID], posts: dict[Role, set[UUID]], at: datetime
) -> bool:
    heir = next((post for post in POSTS if held & posts.get(post, set())), None)
    if heir is None:
        return False
    with act("duties.inherited", by=SYSTEM, at=at, subject=(Subject.WATCH, item)) as draft:
        draft.detail = {"post": heir.value, "duties": len(duties)}
        hand_to(duties, heir)
    return True
