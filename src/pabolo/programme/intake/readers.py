"""Who may read a report, after the scan for conflicts of interest?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.ground.accounts.queries import people_with
from pabolo.rules.conflict import Conflict, eligible, undecided_in
from pabolo.rules.vocabulary import Role

OVERSIGHT = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who is granted: officers on duty and those who oversee; and what stays to be decided.

    `post` owns what intake officers would owe, where none of them may see the report.
    """

    on_duty: frozenset[UUID]
    oversight: frozenset[UUID]
    unclear: frozenset[UUID]
    post: Role

    @property
    def found(self) -> bool:
        """Whether an officer or a supervisor of the unit may read."""
        return bool(self.on_duty or self.oversight)


@dataclass(frozen=True, slots=True)
class Posts:
    """Who holds which post today, as far as reports concern them."""

    intake: frozenset[UUID]
    above: tuple[frozenset[UUID], ...]

    @property
    def all(self) -> frozenset[UUID]:
        """Everybody who could ever be granted a report."""
        return self.intake.union(*self.above)


def posts_on(day: date) -> Posts:
    """The holders of each post, acting ones included."""
    above = tuple(frozenset(p.id for p in people_with(role, day)) for role in OVERSIGHT)
    return Posts(frozenset(p.id for p in people_with(Role.INTAKE, day)), above)


def readers_for(
    posts: Posts, found: Collection[Conflict], *, cleared: Collection[UUID] = ()
) -> Readers:
    """Officers and supervisors outside any match; with an unclear one, supervisors alone.

    Where no supervisor is left: the head of the agency, then the province's unit.
    """
    unclear = undecided_in(found) & posts.all - frozenset(cleared)
    ranks = [eligible(rank, found, cleared=cleared) for rank in posts.above]
    oversight = next((rank for rank in ranks if rank), frozenset())
    nobody: frozenset[UUID] = frozenset()
    on_duty = nobody if unclear else eligible(posts.intake, found, cleared=cleared)
    above = OVERSIGHT[ranks.index(oversight)] if oversight else Role.AGENCY_HEAD
    return Readers(on_duty, oversight, unclear, Role.INTAKE if on_duty else above)
