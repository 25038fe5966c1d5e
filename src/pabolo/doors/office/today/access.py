"""Who may use the first page and what belongs to it."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.entry import STAFF, Entry, only

TODAY: Final[Mapping[str, Entry]] = {
    "office:today": only(STAFF, scope="granted"),
    "office:by_code": only(CASE_ROOM, "POST", scope="granted"),
    "office:help": only(STAFF, scope="words only"),
}
