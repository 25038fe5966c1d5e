"""Who may use the pages of the network."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.activities import OFFICE_READERS
from pabolo.rules.entry import STAFF, Entry, only

KEEPS = VERBS[Verb.LEAD_GROUP] & STAFF
REGISTER = "the register of groups; no child in it"

NETWORK: Final[Mapping[str, Entry]] = {
    "office:board": only(OFFICE_READERS, scope=REGISTER),
    "office:board_list": only(OFFICE_READERS, scope=REGISTER),
    "office:board_xlsx": only(OFFICE_READERS, "GET", "POST", scope=REGISTER),
    "office:circular_send": only(KEEPS, "POST", scope=REGISTER),
    "office:group_pdf": only(OFFICE_READERS, scope=REGISTER),
    "office:network": only(OFFICE_READERS, scope=REGISTER),
    "office:groups": only(OFFICE_READERS, scope=REGISTER),
    "office:new_group": only(KEEPS, "GET", "POST", scope=REGISTER),
    "office:group": only(OFFICE_READERS, scope=REGISTER),
    "office:group_member": only(KEEPS, "POST", scope=REGISTER),
    "office:group_member_end": only(KEEPS, "POST", scope=REGISTER),
    "office:group_decree": only(KEEPS, "POST", scope=REGISTER),
    "office:group_close": only(KEEPS, "POST", scope=REGISTER),
}
