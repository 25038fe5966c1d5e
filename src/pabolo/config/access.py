"""The access matrix: every route, who may use it, and which objects lie behind it.

One line a route, by its name. A route without a line answers 404 and fails the tests; so does
a line without a route. `docs/matriks-akses.md` is generated from here.
"""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry, anyone

MACHINES = "asked for by browsers and search engines, holds nothing"
HELP = "help and promises are for everyone who comes"

ACCESS: Final[Mapping[str, Entry]] = {
    "favicon": anyone(MACHINES),
    "robots": anyone(MACHINES),
    "public:home": anyone(HELP),
    "public:help": anyone(HELP),
    "public:promise": anyone(HELP),
    "public:traces": anyone(HELP),
    "public:accessibility": anyone(HELP),
    "public:parenting": anyone(HELP),
    "public:leaving": anyone("leads away from this site at once"),
    "public:components": anyone("shows every part of the pages, with made-up words"),
}
