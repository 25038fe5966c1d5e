"""What is sealed about a proposed destruction."""

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing: the id it hangs on (hex), its class, until when it was kept (ISO).

    `kept_back`: the code of the refusal that kept it out when the second person decided.
    """

    root: str
    kept: str
    until: str
    name: str
    folders: int = 0
    kept_back: str = ""


class BatchBody(msgspec.Struct, frozen=True, kw_only=True):
    """What was proposed and why; the periods that held then; the words of who decided."""

    items: tuple[Item, ...]
    reason: str
    periods: dict[str, int]
    words: str = ""
