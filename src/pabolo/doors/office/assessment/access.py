"""Who may use the pages of assessment. Which case they see is decided by the grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

READERS = frozenset(
    {
        Role.INTAKE,
        Role.CASE_WORKER,
        Role.PSYCHOLOGIST,
        Role.LEGAL,
        Role.SUPERVISOR,
        Role.AGENCY_HEAD,
        Role.PROVINCE_UNIT,
    }
)
FILLERS = VERBS[Verb.WORK_CASE] | VERBS[Verb.WRITE_HEALTH] | VERBS[Verb.WRITE_LEGAL]
WORKERS = VERBS[Verb.WORK_CASE]

ASSESSMENT: Final[Mapping[str, Entry]] = {
    "office:assessment": only(READERS, "GET", "POST", scope="granted"),
    "office:assessment_begin": only(FILLERS, "POST", scope="granted"),
    "office:assessment_part": only(FILLERS, "GET", "POST", scope="granted"),
    "office:assessment_end": only(WORKERS, "GET", "POST", scope="granted"),
    "office:assessment_read": only(READERS, "GET", "POST", scope="granted"),
    "office:safety_plan": only(WORKERS, "GET", "POST", scope="granted"),
    "office:safety_plan_print": only(
        VERBS[Verb.EXPORT_CASE] & READERS, "GET", "POST", scope="granted"
    ),
    "office:home_children": only(WORKERS, "GET", "POST", scope="granted"),
    "office:home_child": only(WORKERS, "GET", "POST", scope="granted"),
}
