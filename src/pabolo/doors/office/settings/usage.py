"""How often was a code used? Only lists whose use stands outside the seal can be counted."""

from collections.abc import Mapping
from typing import Final

from pabolo.ground.agencies.queries import kinds_used
from pabolo.programme.network.queries.registers import codes_used

AGENCIES: Final = "agency_kind"
NETWORK: Final = frozenset(
    {"activity_level", "activity_kind", "strategy", "member_element", "member_role"}
)
USED: Final = NETWORK | {AGENCIES}


def used_in(of_list: str) -> Mapping[str, int]:
    """How often each code of a list was used; empty for lists that are used under seal."""
    if of_list == AGENCIES:
        return kinds_used()
    return codes_used()[of_list] if of_list in NETWORK else {}
