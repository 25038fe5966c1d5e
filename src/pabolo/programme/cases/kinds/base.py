"""What every line of a case's journal says. Kinds of one noun stand together in this folder."""

from datetime import datetime

import msgspec


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What every line says."""

    at: datetime
    by: str
