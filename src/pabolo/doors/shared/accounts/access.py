"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import EVERYONE_HERE, Entry, anyone, only

SIGN_IN: Final[Mapping[str, Entry]] = {
    "account_login": anyone("signing in comes before being known", "GET", "POST"),
    "mfa_authenticate": anyone("the second step of signing in", "GET", "POST"),
    "account_inactive": anyone("says that an account is closed, to who knows its password"),
    "demo_sign_in": anyone("sample people only; 404 where people are real", "GET", "POST"),
    "account_logout": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "account_reauthenticate": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "mfa_index": only(EVERYONE_HERE, scope="own"),
    "mfa_activate_totp": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "mfa_generate_recovery_codes": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "account_change_password": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "own_kin": only(EVERYONE_HERE, "GET", "POST", scope="own"),
    "end_session": only(EVERYONE_HERE, "POST", scope="own"),
}
