"""Who may use the routes of retention: what is due, proposals, legal holds."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

PROPOSES = VERBS[Verb.DESTROY]
DECIDES = PROPOSES | VERBS[Verb.APPROVE_DESTRUCTION]
CODES = "codes, classes and days of what ended; no name"

RETENTION: Final[Mapping[str, Entry]] = {
    "office:retention": only(DECIDES, "GET", "POST", scope=CODES),
    "office:retention_batch": only(DECIDES, "GET", "POST", scope=CODES),
    "office:retention_minutes": only(DECIDES, "POST", scope="counts by class; no code"),
    "office:hold": only(
        VERBS[Verb.HOLD], "GET", "POST", scope="granted; the head by code, without opening it"
    ),
}
