"""Who may use the pages of visits. Whose visits they see is decided per visit."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import STAFF, Entry, only

MINE = "one's own, those one comes along on, those of granted cases"

VISITS: Final[Mapping[str, Entry]] = {
    "office:visits": only(STAFF, scope=MINE),
    "office:visit": only(STAFF, "GET", "POST", scope=MINE),
    "office:visit_word": only(STAFF, "POST", scope=MINE),
}
