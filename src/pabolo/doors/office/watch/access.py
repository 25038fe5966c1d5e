"""Who may use the routes of the watch-list."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

FOLLOWS = VERBS[Verb.FOLLOW_WATCH]
# Where nobody else may see an item, those above do.
READS = FOLLOWS | {Role.AGENCY_HEAD, Role.PROVINCE_UNIT}
SETS = VERBS[Verb.SET_WATCH_KINDS]
OF_THE_UNIT = "what the unit decides; nobody named"

WATCH: Final[Mapping[str, Entry]] = {
    "office:watch": only(READS, scope="granted"),
    "office:watch_item": only(READS, "GET", "POST", scope="granted"),
    "office:watch_counts": only(VERBS[Verb.COUNT_WATCH], scope="numbers; nobody named"),
    "office:watch_kinds": only(SETS, scope=OF_THE_UNIT),
    "office:watch_kind": only(SETS, "GET", "POST", scope=OF_THE_UNIT),
}
