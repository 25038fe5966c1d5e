"""Who may use the routes of requests: what people ask of the data kept about them."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

TAKES = VERBS[Verb.TAKE_REQUEST]
READS = TAKES | VERBS[Verb.DECIDE_REQUEST]

RIGHTS: Final[Mapping[str, Entry]] = {
    "office:rights": only(READS, scope="granted"),
    "office:right_new": only(TAKES, "GET", "POST", scope="what is sent"),
    "office:right": only(READS, "GET", "POST", scope="granted"),
    "office:right_letter": only(READS, "POST", scope="granted"),
}
