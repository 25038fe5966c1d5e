"""Who may use the rooms of referrals. Which of them they see is decided by the cases' grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

REFERS = VERBS[Verb.WORK_CASE]

REFERRALS: Final[Mapping[str, Entry]] = {
    "office:referrals": only(CASE_ROOM, scope="granted"),
    "office:referral": only(CASE_ROOM, "GET", "POST", scope="granted"),
    "office:referral_slip": only(REFERS, scope="granted"),
    "office:case_referrals": only(CASE_ROOM, scope="granted"),
    "office:referral_new": only(REFERS, "GET", "POST", scope="granted"),
}
