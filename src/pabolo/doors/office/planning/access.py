"""Who may use the pages of plan, shelter and costs. Which case they see is decided by grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import FACETS, VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Facet

CARE = frozenset(role for role in CASE_ROOM if Facet.CARE in FACETS[role])
COSTS = VERBS[Verb.SEE_COSTS]

PLANNING: Final[Mapping[str, Entry]] = {
    "office:case_plan": only(CARE, scope="granted"),
    "office:case_plan_print": only(CARE & VERBS[Verb.EXPORT_CASE], "GET", "POST", scope="granted"),
    "office:case_shelter": only(CARE, "GET", "POST", scope="granted"),
    "office:costs": only(COSTS, scope="sums of all cases; a case's code where granted"),
    "office:costs_csv": only(COSTS, "GET", "POST", scope="as the page, without a name"),
}
