"""Who is asking?"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, as the rules see them: who, holding which posts, for which villages.

    `seats` holds, for posts that are bound to a village, the post and the Kemendagri code of its
    village. What a post allows in one village it does not allow in the village of another post.
    `on` is the day these posts were read on: an access with a last day ends by it, whether or not
    a nightly round has run.
    """

    id: UUID
    roles: frozenset[Role] = frozenset()
    seats: frozenset[tuple[Role, str]] = field(default_factory=frozenset)
    system: bool = False
    on: date | None = field(default=None, compare=False)

    def has(self, *roles: Role) -> bool:
        """Whether any of the roles is held."""
        return not self.roles.isdisjoint(roles)

    @property
    def villages(self) -> frozenset[str]:
        """The villages of all posts, for saying where somebody belongs; it allows nothing."""
        return frozenset(village for _role, village in self.seats)

    def villages_as(self, *roles: Role) -> frozenset[str]:
        """The villages for which any of these very posts is held."""
        return frozenset(village for role, village in self.seats if role in roles)


SYSTEM = Actor(id=UUID(int=0), system=True)
