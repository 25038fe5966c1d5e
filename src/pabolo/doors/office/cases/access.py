"""Who may use the routes of cases. Which case they see is decided by the grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

CASE_ROOM = frozenset(
    {
        Role.INTAKE,
        Role.CASE_WORKER,
        Role.PSYCHOLOGIST,
        Role.LEGAL,
        Role.SUPERVISOR,
        Role.AGENCY_HEAD,
        Role.PROVINCE_UNIT,
        Role.DATA,
    }
)
OPENERS = VERBS[Verb.OPEN_CASE]

CASES: Final[Mapping[str, Entry]] = {
    "office:cases": only(CASE_ROOM, scope="granted"),
    "office:case": only(CASE_ROOM, "GET", "POST", scope="granted"),
    "office:case_print": only(VERBS[Verb.EXPORT_CASE], "GET", "POST", scope="granted"),
    "office:deed": only(CASE_ROOM, "GET", "POST", scope="granted"),
    "office:case_child": only(
        VERBS[Verb.WORK_CASE] | VERBS[Verb.OPEN_CASE], "GET", "POST", scope="granted"
    ),
    "office:search": only(VERBS[Verb.SEARCH_CHILD], "GET", "POST", scope="granted"),
    "office:case_from_report": only(OPENERS, "GET", "POST", scope="granted"),
    "office:case_new": only(OPENERS, "POST", scope="granted"),
    "office:case_join": only(OPENERS, "POST", scope="granted"),
    "office:case_of_another": only(OPENERS, "GET", "POST", scope="granted"),
    "office:case_another_new": only(OPENERS, "POST", scope="granted"),
}
