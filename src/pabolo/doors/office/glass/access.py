"""Who may use the pages of emergency openings."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

BREAKS = VERBS[Verb.BREAK_GLASS]

GLASS: Final[Mapping[str, Entry]] = {
    "office:glass": only(BREAKS, "GET", "POST", scope="one case, with a reason, for an hour"),
    "office:glass_open": only(BREAKS, scope="one's own opening while it lasts"),
    "office:glass_minutes": only(BREAKS, scope="one's own opening while it lasts"),
    "office:glass_list": only(
        VERBS[Verb.SEE_READINGS] | VERBS[Verb.REVIEW_GLASS],
        scope="who, when and the review; the case only where granted",
    ),
}
