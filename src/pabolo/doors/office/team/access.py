"""Who may use the pages of teams, loads and leaves."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import STAFF, Entry, only

LEADS = VERBS[Verb.ASSIGN_WORKER]

TEAM: Final[Mapping[str, Entry]] = {
    "office:case_team": only(CASE_ROOM, scope="granted"),
    "office:case_sessions": only(CASE_ROOM, scope="granted"),
    "office:caseload": only(LEADS, scope="granted"),
    "office:carried": only(LEADS, scope="granted"),
    "office:leaves": only(STAFF, scope="own; those of others for who leads"),
    "office:leave": only(STAFF, "GET", "POST", scope="own; those of others for who leads"),
    "office:leave_end": only(STAFF, "POST", scope="own; those of others for who leads"),
}
