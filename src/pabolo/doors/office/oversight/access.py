"""Who may use the pages of oversight."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

READS = VERBS[Verb.SEE_READINGS]

OVERSIGHT: Final[Mapping[str, Entry]] = {
    "office:oversight": only(VERBS[Verb.SEE_OVERDUE], scope="granted"),
    "office:reading_log": only(READS, scope="the log: codes and people at work, no child"),
    "office:reading_export": only(VERBS[Verb.INSPECT_AUDIT], scope="the log: codes only"),
    "office:signs": only(READS, scope="the log: people at work, days and counts"),
    "office:sign_review": only(READS, "POST", scope="the log: people at work, days and counts"),
    "office:readings": only(READS, scope="granted"),
}
