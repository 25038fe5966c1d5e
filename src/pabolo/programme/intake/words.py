"""The list of words a report code can be said in."""

from itertools import product


def code_words() -> tuple[str, ...]:
    """STUB until the list lands."""
    return tuple("".join(p) for p in product("bdkl", "aiou", "mnpr", "aiou", "stgn"))[:1024]
