"""Which routes does the site have? Walked through the URL resolver, as Django matches them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """One address pattern with its full name (`namespace:name`), empty if it has none.

    `open`: its view asks for no sign-in.
    """

    name: str
    path: str
    open: bool


def _walk(
    patterns: Sequence[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]
) -> Iterator[Route]:
    for item in patterns:
        path = before + str(item.pattern).lstrip("^").rstrip("$")
        if isinstance(item, URLResolver):
            inner = (*spaces, item.namespace) if item.namespace else spaces
            yield from _walk(item.url_patterns, path, inner)
        else:
            name = ":".join((*spaces, item.name)) if item.name else ""
            yield Route(name, path, not getattr(item.callback, "login_required", True))


def routes() -> list[Route]:
    """Every route, by name."""
    return sorted(_walk(get_resolver().url_patterns, "/", ()), key=lambda route: route.name)
