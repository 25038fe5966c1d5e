"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import VILLAGE as VILLAGERS
from pabolo.rules.entry import Entry, anyone, only
from pabolo.rules.vocabulary import Role

GROUP = frozenset({Role.ACTIVIST, Role.GROUP_LEAD})
ALARMS = VERBS[Verb.RAISE_ALARM]
WATCHES = VERBS[Verb.RECORD_WATCH]
LEADS = VERBS[Verb.LEAD_GROUP] & VILLAGERS
COUNTS = VERBS[Verb.SEE_VILLAGE_COUNTS] & VILLAGERS
BEARER = "the phone proves itself by its token; it sends without a session, for weeks if it must"

VILLAGE: Final[Mapping[str, Entry]] = {
    "village:home": only(VILLAGERS, scope="own village"),
    "village:alarm": only(ALARMS, "GET", "POST", scope="what is sent"),
    "village:alarms": only(ALARMS, scope="own"),
    "village:guidance": only(VILLAGERS),
    "village:activities": only(GROUP, scope="own village"),
    "village:new_activity": only(GROUP, "GET", "POST", scope="own village"),
    "village:withdraw": only(GROUP, "GET", "POST", scope="own village"),
    "village:meetings": only(GROUP, scope="own village"),
    "village:new_meeting": only(GROUP, "GET", "POST", scope="own village"),
    "village:group": only(GROUP, scope="own village"),
    "village:new_member": only(LEADS, "GET", "POST", scope="own village"),
    "village:member_left": only(LEADS, "GET", "POST", scope="own village"),
    "village:member": only(GROUP, scope="own village"),
    "village:member_term": only(LEADS, "GET", "POST", scope="own village"),
    "village:member_training": only(LEADS, "GET", "POST", scope="own village"),
    "village:member_declaration": only(LEADS, "GET", "POST", scope="own village"),
    "village:plan": only(GROUP, scope="own village"),
    "village:new_plan_line": only(LEADS, "GET", "POST", scope="own village"),
    "village:drop_plan_line": only(LEADS, "POST", scope="own village"),
    "village:group_report": only(LEADS, "GET", "POST", scope="own village"),
    "village:group_pdf": only(LEADS, scope="own village"),
    "village:group_contacts": only(LEADS, "POST", scope="own village"),
    "village:papers": only(GROUP, scope="blank forms"),
    "village:blank": only(GROUP, scope="blank forms"),
    "village:circular_read": only(GROUP, "POST", scope="own village"),
    "village:activity_photos": only(GROUP, "GET", "POST", scope="own village"),
    "village:meeting_photos": only(GROUP, "GET", "POST", scope="own village"),
    "village:photo": only(GROUP, scope="own village"),
    "village:photo_cover": only(GROUP, "GET", "POST", scope="own"),
    "village:watch": only(WATCHES, scope="own"),
    "village:new_watch": only(WATCHES),
    "village:new_watch_kind": only(WATCHES, "GET", "POST", scope="what is sent"),
    "village:watch_item": only(WATCHES, "GET", "POST", scope="own"),
    "village:counts": only(COUNTS, scope="own village"),
    "village:kin": only(VILLAGERS, "GET", "POST", scope="own"),
    "village:activity_edit": only(GROUP, "GET", "POST", scope="own village"),
    "village:two_values": only(LEADS, "GET", "POST", scope="own village"),
    "village:phones": only(LEADS, "GET", "POST", scope="own village"),
    "village:shell": anyone("the kept app: no personal data, and phones fetch it unasked"),
    "village:keep": only(GROUP, scope="own"),
    "village:worker": anyone("the kept app's worker: no personal data"),
    "village:manifest": anyone("a neutral name and picture"),
    "village:field_enrol": only(GROUP, "GET", "POST", scope="own phone"),
    "village:field_send": anyone(BEARER, "POST", scope="own phone"),
    "village:field_open": anyone(BEARER, "POST", scope="own, on own phone"),
}
