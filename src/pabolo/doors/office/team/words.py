"""Posts, bases and sides in words."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.oversight.words import sides
from pabolo.ground.accounts.labels import ROLES
from pabolo.rules.vocabulary import Facet, Role

BASES: Mapping[str, Promise] = {
    "team": gettext_lazy("Member of the team"),
    "duty": gettext_lazy("Took the report or opened the case"),
    "oversight": gettext_lazy("Oversees the unit"),
    "counting": gettext_lazy("Keeps the figures"),
    "stand_in": gettext_lazy("Stands in"),
    "watch": gettext_lazy("Follows the watch-list"),
    "own": gettext_lazy("Wrote it down in the village"),
}


def posts_words(roles: Collection[Role], acting: Collection[Role]) -> str:
    """The posts somebody holds; acting ones say so, as decrees do: Plt."""
    names = sorted((str(ROLES[role]), role) for role in roles)
    return ", ".join(
        _("Acting %(post)s") % {"post": name} if role in acting else name for name, role in names
    )


def sides_words(facets: Collection[Facet]) -> str:
    """Which sides of a file somebody opens."""
    return sides(tuple(sorted(facets)))
