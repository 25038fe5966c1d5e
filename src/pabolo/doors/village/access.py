"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import VILLAGE as VILLAGERS
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

GROUP = frozenset({Role.ACTIVIST, Role.GROUP_LEAD})
ALARMS = VERBS[Verb.RAISE_ALARM]
WATCHES = VERBS[Verb.RECORD_WATCH]
LEADS = VERBS[Verb.LEAD_GROUP] & VILLAGERS
COUNTS = VERBS[Verb.SEE_VILLAGE_COUNTS] & VILLAGERS

VILLAGE: Final[Mapping[str, Entry]] = {
    "village:home": only(VILLAGERS, scope="own village"),
    "village:alarm": only(ALARMS, "GET", "POST", scope="what is sent"),
    "village:alarms": only(ALARMS, scope="own"),
    "village:guidance": only(VILLAGERS),
    "village:activities": only(GROUP, scope="own village"),
    "village:new_activity": only(GROUP, "GET", "POST", scope="own village"),
    "village:withdraw": only(GROUP, "GET", "POST", scope="own village"),
    "village:meetings": only(GROUP, scope="own village"),
    "village:new_meeting": only(GROUP, "GET", "POST", scope="own village"),
    "village:group": only(GROUP, scope="own village"),
    "village:new_member": only(LEADS, "GET", "POST", scope="own village"),
    "village:member_left": only(LEADS, "GET", "POST", scope="own village"),
    "village:watch": only(WATCHES, scope="own"),
    "village:new_watch": only(WATCHES),
    "village:new_watch_kind": only(WATCHES, "GET", "POST", scope="what is sent"),
    "village:watch_item": only(WATCHES, "GET", "POST", scope="own"),
    "village:counts": only(COUNTS, scope="own village"),
    "village:kin": only(VILLAGERS, "GET", "POST", scope="own"),
}
