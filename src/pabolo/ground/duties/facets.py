"""What is sealed inside a duty."""

from datetime import datetime

import msgspec


class DutyBody(msgspec.Struct, frozen=True, kw_only=True):
    """Which rule raised it, and when its clock started and ends.

    `ref` names a thing inside the folder (a plan item); `day_only`: show days, never hours.
    """

    rule: str
    started_at: datetime
    due_at: datetime
    ref: str = ""
    day_only: bool = False


class DutyClosing(msgspec.Struct, frozen=True, kw_only=True):
    """How an obligation ended: by which event, when, through whom."""

    event: str
    at: datetime
    by: str
