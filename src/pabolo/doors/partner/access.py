"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry, anyone

PARTNER: Final[Mapping[str, Entry]] = {
    "partner:slip": anyone(
        "partner agencies have no account", "GET", "POST", scope="by the code of a slip"
    ),
}
