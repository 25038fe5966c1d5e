"""What is sealed about a file besides its bytes."""

import msgspec


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What it was called when it came, its media type, and what was done to it.

    `copied`: a picture drawn anew, so that nothing hidden in the original came along.
    """

    name: str
    media_type: str
    copied: bool = False
