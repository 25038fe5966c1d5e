"""Who may use the pages of figures and releases."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.releases import RELEASE_STEPS

SEES = VERBS[Verb.SEE_FIGURES]
RELEASES = frozenset().union(*(step.roles for step in RELEASE_STEPS.values()))
COUNTS = VERBS[Verb.PREPARE_RELEASE] | VERBS[Verb.PUBLISH_RELEASE] | VERBS[Verb.SEE_OVERDUE]

FIGURES: Final[Mapping[str, Entry]] = {
    "office:figures": only(SEES, scope="counts of what is granted"),
    "office:figure_list": only(SEES, scope="granted"),
    "office:adult_counts": only(COUNTS, "GET", "POST", scope="monthly counts, nobody named"),
    "office:releases": only(RELEASES | SEES, "GET", "POST", scope="protected figures"),
    "office:release": only(RELEASES | SEES, scope="protected figures"),
    "office:release_step": only(RELEASES, "POST", scope="protected figures"),
}
