"""Who may use the routes around SIMFONI. Which cases they see is decided by the grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

# A supervisor watches over the entries (Permen PPPA 2/2022) and enters nothing.
ENTRY_ROOM = VERBS[Verb.ENTER_SIMFONI] | {Role.SUPERVISOR}
RECAP_ROOM = frozenset({Role.DATA, Role.SUPERVISOR})

SIMFONI: Final[Mapping[str, Entry]] = {
    "office:simfoni": only(ENTRY_ROOM, scope="granted"),
    "office:simfoni_case": only(ENTRY_ROOM, "GET", "POST", scope="granted"),
    "office:simfoni_print": only(
        ENTRY_ROOM & VERBS[Verb.EXPORT_CASE], "GET", "POST", scope="granted"
    ),
    "office:simfoni_recap": only(RECAP_ROOM, "GET", "POST", scope="granted"),
    "office:simfoni_behind": only(RECAP_ROOM, scope="granted"),
}
