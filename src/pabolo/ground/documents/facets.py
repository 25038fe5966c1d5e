"""What is sealed about a letter besides the sheet itself."""

import msgspec


class LetterFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Which kind it is, its number, to whom, about what; made from which versions."""

    kind: str
    number: str
    to: tuple[str, ...] = ()
    about: str = ""
    template: int = 0
    head: int = 0


class Cancelling(msgspec.Struct, frozen=True, kw_only=True):
    """Why a number was cancelled."""

    reason: str
