"""Who may use the pages of settings. Who may change one is decided by the setting itself."""

from collections.abc import Mapping
from typing import Final

from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.rules.entry import STAFF, Entry, only
from pabolo.rules.policy import CALENDAR_KEEPERS, CODE_KEEPERS

KEEPS = frozenset().union(*(default.owners for default in DEFAULTS.values())) & STAFF
ALL = KEEPS | CODE_KEEPERS | CALENDAR_KEEPERS
OF_THE_UNIT = "what the unit decides; nobody named"

SETTINGS: Final[Mapping[str, Entry]] = {
    "office:settings": only(ALL, scope=OF_THE_UNIT),
    "office:settings_history": only(ALL, scope=OF_THE_UNIT),
    "office:settings_history_csv": only(ALL, scope=OF_THE_UNIT),
    "office:setting": only(ALL, "GET", "POST", scope=OF_THE_UNIT),
    "office:code_lists": only(ALL, scope=OF_THE_UNIT),
    "office:code_list": only(ALL, "GET", "POST", scope=OF_THE_UNIT),
    "office:codes_csv": only(ALL, scope=OF_THE_UNIT),
    "office:codes_import": only(CODE_KEEPERS, "GET", "POST", scope=OF_THE_UNIT),
    "office:code": only(ALL, "GET", "POST", scope=OF_THE_UNIT),
    "office:code_step": only(ALL, "POST", scope=OF_THE_UNIT),
    "office:calendar": only(ALL, "GET", "POST", scope=OF_THE_UNIT),
    "office:calendar_import": only(CALENDAR_KEEPERS, "GET", "POST", scope=OF_THE_UNIT),
}
