"""The people of the tests."""

from collections.abc import Iterable
from itertools import product
from uuid import UUID, uuid5

from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role

HERE = UUID("6f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0")


def actor(*roles: Role, name: str = "", villages: frozenset[str] = frozenset()) -> Actor:
    """A person with these roles. The same name, or the same roles, give the same id."""
    known_as = name or " ".join(sorted(role.value for role in roles)) or "stranger"
    return Actor(uuid5(HERE, known_as), frozenset(roles), seats(roles, villages))


def seats(roles: Iterable[Role], villages: Iterable[str]) -> frozenset[tuple[Role, str]]:
    """Each of the posts for each of the villages."""
    return frozenset(product(roles, villages))
