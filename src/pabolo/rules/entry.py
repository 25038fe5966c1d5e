"""Who may knock at which address?

The access matrix is a table of these entries. This is the outer wall: which roles may use a route
at all. Which child's file they may then see is decided by the grants, per object; the entry only
names that scope.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One route of the access matrix.

    `who` is None for a route open to anyone, which then needs `why`. `scope` says which objects
    can be reached through it: "none", "own", "granted", "own village", "by report code", …
    """

    methods: tuple[str, ...]
    who: frozenset[Role] | None
    scope: str
    why: str = field(default="")

    @property
    def open(self) -> bool:
        """Whether no sign-in is needed."""
        return self.who is None


VILLAGE = frozenset({Role.ACTIVIST, Role.GROUP_LEAD, Role.VILLAGE_HEAD})
STAFF = frozenset(Role) - VILLAGE
EVERYONE_HERE = frozenset(Role)


def anyone(why: str, *methods: str, scope: str = "none") -> Entry:
    """What does an entry open to the public look like?

    `why` says what justifies it. GET unless told otherwise.

    Source: deny by default; OWASP ASVS 5, 8.2.1.
    """
    return Entry(methods or ("GET",), None, scope, why)


def only(roles: Collection[Role], *methods: str, scope: str = "none") -> Entry:
    """What does an entry for people at work who hold one of the roles look like?

    GET unless told otherwise.

    Source: deny by default; OWASP ASVS 5, 8.2.1.
    """
    return Entry(methods or ("GET",), frozenset(roles), scope)


def allows(entry: Entry, method: str) -> bool:
    """Is this HTTP method part of the route?

    HEAD and OPTIONS follow GET.

    Source: RFC 9110, section 9.3.
    """
    return method in entry.methods or (method in {"HEAD", "OPTIONS"} and "GET" in entry.methods)


def may_enter(actor: Actor | None, entry: Entry) -> Refusal | None:
    """May this person use the route at all?

    Source: UU 27/2022 (Personal Data Protection) art. 35, access limited to those who need it.
    """
    if entry.who is None:
        return None
    if actor is None:
        return Refusal("entry.not_signed_in", "Please sign in first.")
    if not actor.has(*entry.who):
        return Refusal("entry.not_your_work", "This page is not part of your work here.")
    return None
