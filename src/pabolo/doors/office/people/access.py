"""Who may use the pages of accounts."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

KEEPS = VERBS[Verb.MANAGE_PEOPLE]
ACCOUNTS = "accounts of people at work"

PEOPLE: Final[Mapping[str, Entry]] = {
    "office:people": only(KEEPS, scope=ACCOUNTS),
    "office:hire": only(KEEPS, "GET", "POST", scope=ACCOUNTS),
    "office:person": only(KEEPS, scope=ACCOUNTS),
    "office:appoint": only(KEEPS, "POST", scope=ACCOUNTS),
    "office:end_post": only(KEEPS, "POST", scope=ACCOUNTS),
    "office:give_password": only(KEEPS, "POST", scope=ACCOUNTS),
    "office:reset_factor": only(KEEPS, "POST", scope=ACCOUNTS),
    "office:deactivate": only(KEEPS, "POST", scope=ACCOUNTS),
}
