"""What does the access matrix say of a route, and does a link to it lead anywhere for somebody?"""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pabolo.rules.actors import Actor
from pabolo.rules.entry import Entry, may_enter


def entry_of(route: str) -> Entry:
    """The matrix's line for a route.

    Errors: ImproperlyConfigured for a route without one: nobody gets in, and it is told.
    """
    matrix: Mapping[str, Entry] = settings.ACCESS
    if route not in matrix:
        raise ImproperlyConfigured(f"the route `{route}` has no line in config/access.py")
    return matrix[route]


def lets_in(actor: Actor | None, route: str) -> bool:
    """Whether a link to the route leads somewhere for this person; nobody known: show it."""
    return actor is None or may_enter(actor, entry_of(route)) is None
