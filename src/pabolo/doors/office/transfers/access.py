"""Who may use the routes of hand-overs between units."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.agencies.access import DIRECTORY
from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.transfer import VOUCHERS

TAKERS = VERBS[Verb.OPEN_CASE]
WORKERS = VERBS[Verb.WORK_CASE]

TRANSFERS: Final[Mapping[str, Entry]] = {
    "office:transfers": only(CASE_ROOM, scope="granted"),
    "office:transfer_take": only(TAKERS, "GET", "POST", scope="what is sent"),
    "office:case_transfer": only(CASE_ROOM, scope="granted"),
    "office:transfer_file": only(WORKERS, "POST", scope="granted"),
    "office:transfer_words": only(WORKERS, "POST", scope="granted"),
    "office:transfer_letter": only(WORKERS, scope="granted"),
    "office:transfer_answer": only(WORKERS, "POST", scope="granted"),
    "office:transfer_receipt": only(WORKERS | TAKERS, "GET", "POST", scope="granted"),
    "office:agency_key": only(VOUCHERS, "GET", "POST", scope=DIRECTORY),
}
