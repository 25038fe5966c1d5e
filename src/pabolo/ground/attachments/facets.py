"""What is sealed about a file besides its bytes."""

import msgspec


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What it was called when it came, its media type, its size in bytes, what was done to it.

    A size of 0: kept before sizes were sealed.
    `copied`: a picture drawn anew, so that nothing hidden in the original came along.
    """

    name: str
    media_type: str
    size: int = 0
    copied: bool = False

    @property
    def kind(self) -> str:
        """`image`, `audio` or `pdf`."""
        family, _slash, form = self.media_type.partition("/")
        return form if family == "application" else family
