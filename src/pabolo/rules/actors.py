"""Who is asking?"""

from dataclasses import dataclass, field
from uuid import UUID

from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, as the rules see them: who, holding which posts, for which villages.

    `villages` holds Kemendagri village codes of an activist's or village head's posts.
    """

    id: UUID
    roles: frozenset[Role] = frozenset()
    villages: frozenset[str] = field(default_factory=frozenset)
    system: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether any of the roles is held."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(id=UUID(int=0), system=True)
