"""Under which numbers is an entry found: by whom it is, on which day, and what it names.

The number is a short hash of what the entry itself says in the clear (an audit token, a person at
work), so the index tells nothing that the log does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from pabolo.ground.audit.models import Mention
from pabolo.ground.lib.clock import day_of


def about(name: str) -> int:
    """The number of an audit token, of `kind:id`, or of a person as `by:id`."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


def by(actor: str) -> int:
    """The number under which everything is found that a person did."""
    return about(f"by:{actor}")


def on(day: date) -> int:
    """The number under which everything of a day (WIB) is found."""
    return about(f"on:{day.isoformat()}")


def _day(when: str) -> date:
    return day_of(datetime.fromisoformat(when)) if "T" in when else date.fromisoformat(when)


def numbers(fields: Mapping[str, Any]) -> set[int]:
    """Every number under which an entry with these fields is found."""
    found = {about(name) for name in fields.get("o", ())} | {on(_day(fields["t"]))}
    return found | {by(fields["a"])} if fields.get("a") else found


def mentions(entries: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[Mention]:
    """The rows of the index for these entries."""
    for seq, fields in entries:
        for number in sorted(numbers(fields)):
            yield Mention(about=number, seq=seq)
