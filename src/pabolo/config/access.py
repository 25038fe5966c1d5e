"""The access matrix: every route, who may use it, and which objects lie behind it.

One line a route, by its name. A route without a line answers 404 and fails the tests; so does
a line without a route. `docs/matriks-akses.md` is generated from here.
"""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry, anyone

ACCESS: Final[Mapping[str, Entry]] = {
    "robots": anyone("search engines ask before anyone"),
    "favicon": anyone("browsers ask for it unseen"),
    "public:home": anyone("help numbers and the way to report"),
    "public:help": anyone("whom to call"),
    "public:promise": anyone("what a reporter must know first"),
    "public:traces": anyone("how to remove a visit from a phone"),
    "public:leaving": anyone("what quick exit does"),
    "public:accessibility": anyone("what works for whom, and what does not yet"),
    "public:parenting": anyone("parenting help by age"),
    "public:components": anyone("the look with sample words; 404 where people are real"),
    "public:frame": anyone("base templates with sample words; 404 where people are real"),
}
