"""Who may use the pages of the village's phones."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry, only
from pabolo.rules.field import KEEPERS

SCOPE = "phones of the network; of what they sent, no alarm is opened here"

PHONES: Final[Mapping[str, Entry]] = {
    "office:phones": only(KEEPERS, scope=SCOPE),
    "office:phone_revoke": only(KEEPERS, "POST", scope=SCOPE),
    "office:phone_lift": only(KEEPERS, "POST", scope=SCOPE),
    "office:phone_take_off": only(KEEPERS, "POST", scope=SCOPE),
    "office:phone_pin": only(KEEPERS, "POST", scope=SCOPE),
    "office:sent_entry": only(KEEPERS, scope=SCOPE),
    "office:sent_accept": only(KEEPERS, "POST", scope=SCOPE),
    "office:sent_refuse": only(KEEPERS, "POST", scope=SCOPE),
}
