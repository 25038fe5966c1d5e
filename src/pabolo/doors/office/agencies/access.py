"""Who may use the directory of partners."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.agencies import KEEPERS
from pabolo.rules.entry import Entry, only

READERS = CASE_ROOM | KEEPERS
DIRECTORY = "the directory of agencies; no child in it"

AGENCIES: Final[Mapping[str, Entry]] = {
    "office:agencies": only(READERS, scope=DIRECTORY),
    "office:agency_new": only(KEEPERS, "GET", "POST", scope=DIRECTORY),
    "office:agency_import": only(KEEPERS, "GET", "POST", scope=DIRECTORY),
    "office:agency": only(READERS, "GET", "POST", scope=DIRECTORY),
}
