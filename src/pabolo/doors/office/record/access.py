"""Who may use the pages of the record."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.releases import EDITORIAL_STEPS

STEPS = frozenset().union(*(step.roles for step in EDITORIAL_STEPS.values()))
ALL = STEPS | VERBS[Verb.EDIT_RECORD] | VERBS[Verb.VERIFY_CLAIM]
THE_RECORD = "the public record"

RECORD: Final[Mapping[str, Entry]] = {
    "office:records": only(ALL, scope=THE_RECORD),
    "office:record": only(ALL, scope=THE_RECORD),
    "office:record_answer": only(ALL, "POST", scope=THE_RECORD),
    "office:record_step": only(STEPS, "POST", scope=THE_RECORD),
}
