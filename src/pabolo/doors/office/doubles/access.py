"""Who compares records of children, and who joins them. Which pairs they see the grants decide."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

COMPARES = VERBS[Verb.COMPARE_RECORDS]

DOUBLES: Final[Mapping[str, Entry]] = {
    "office:doubles": only(COMPARES, scope="granted"),
    "office:doubles_look": only(VERBS[Verb.JOIN_RECORDS], "POST", scope="granted"),
    "office:pair": only(COMPARES, "GET", "POST", scope="granted"),
    "office:pair_part": only(VERBS[Verb.JOIN_RECORDS], "POST", scope="granted"),
}
