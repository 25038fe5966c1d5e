"""Who may use the legal track of a case. Which case they see is decided by grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import FACETS, VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Facet

OPENS = frozenset(role for role in CASE_ROOM if Facet.LEGAL in FACETS[role])
# What leaves the screen: as a letter does, and only by who opens that side.
PRINTS = OPENS & (VERBS[Verb.EXPORT_CASE] | VERBS[Verb.MAKE_LETTER])

LEGAL: Final[Mapping[str, Entry]] = {
    "office:case_legal": only(OPENS, scope="granted"),
    "office:case_legal_print": only(PRINTS, "GET", "POST", scope="granted"),
}
