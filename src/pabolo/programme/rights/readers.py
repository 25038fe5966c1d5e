"""Who may see a request: the posts that take and decide it, but nobody whom its names touch."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions.readers import conflicts_with, readers_of
from pabolo.programme.cases.models import Case
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.rights.facets import Looked, Told
from pabolo.rules.access import VERBS, Verb
from pabolo.rules.conflict import excluded_by, undecided_in
from pabolo.rules.vocabulary import Role

READERS = {Role.INTAKE: "duty", Role.SUPERVISOR: "oversight", Role.AGENCY_HEAD: "oversight"}


def posted(at: datetime) -> dict[UUID, str]:
    """Everybody in a post that takes or decides requests, by basis."""
    posts = posts_on(day_of(at))
    return {person: basis for role, basis in READERS.items() for person in posts.get(role, ())}


def case_of(looked: Looked | None) -> Case | None:
    """The case a request is about, while it stands."""
    if looked is None or not looked.case:
        return None
    return Case.objects.select_related("child").filter(pk=UUID(looked.case)).first()


def kept_out(told: Told, looked: Looked | None, *, at: datetime) -> frozenset[UUID]:
    """Whom the names in a request touch, and who is kept from the case it is about.

    While it is not clear whether a name means somebody, they stay out too, as long as another
    person is left who decides.
    """
    found = conflicts_with([told.name, told.child], known_now(at))
    sure, case = excluded_by(found), case_of(looked)
    if case is not None:
        sure |= readers_of(case, at=at).barred
    out, deciders = sure | undecided_in(found), _deciders(at)
    return out if deciders - out else sure


def _deciders(at: datetime) -> frozenset[UUID]:
    posts = posts_on(day_of(at))
    return frozenset(one for role in VERBS[Verb.DECIDE_REQUEST] for one in posts.get(role, ()))


def let_in(out: frozenset[UUID], *, at: datetime) -> dict[UUID, str]:
    """Who sees a request that keeps these out, by basis."""
    return {person: basis for person, basis in posted(at).items() if person not in out}
