"""What is sealed inside a duty."""

from datetime import datetime

import msgspec


class DutyBody(msgspec.Struct, frozen=True, kw_only=True):
    """Which rule raised it, when its clock started and ends, and what it is about.

    `item` names a thing inside the folder (a plan item's id); `hours_kept` is False where only
    the day is known (anonymous reports).
    """

    rule: str
    started_at: datetime
    due_at: datetime
    item: str = ""
    note: str = ""
    hours_kept: bool = True


class DutyClosing(msgspec.Struct, frozen=True, kw_only=True):
    """How an obligation ended."""

    event: str
    at: datetime
    by: str
    reason: str = ""
