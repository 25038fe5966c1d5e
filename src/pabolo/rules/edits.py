"""What becomes of two people's changes of one entry, and who decides between them?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

TEXTS = frozenset({"day", "level", "kind", "strategy", "where", "note"})
MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Merged:
    """`applied`: new values of fields. `clashing`: values that meet another's newer one."""

    applied: Mapping[str, str] = field(default_factory=dict)
    clashing: Mapping[str, str] = field(default_factory=dict)


def merge(
    changes: Mapping[str, str], *, standing: Mapping[str, str], changed_since: frozenset[str]
) -> Merged:
    """Which changes may be applied, which meet a newer value that says something else?

    `changed_since`: the fields that somebody changed after the version that this change was made
    against. Who says the same as what stands clashes with nobody.

    Source: own check; the last writer does not win.
    """
    differing = {name: value for name, value in changes.items() if standing.get(name, "") != value}
    clashing = {name: value for name, value in differing.items() if name in changed_since}
    applied = {name: value for name, value in differing.items() if name not in clashing}
    return Merged(applied, clashing)


def is_count(name: str) -> bool:
    """Is this the name of a number of people, like `P_U4`?

    Source: own check.
    """
    sex, _line, band = name.partition("_")
    return sex in {"P", "L"} and bool(band)


def check_changes(changes: Mapping[str, str]) -> Refusal | None:
    """Are these fields of an activity, with values that can be read?

    Source: own check.
    """
    if not changes:
        return Refusal("edit.nothing", "Nothing was changed.")
    if not all(name in TEXTS or is_count(name) for name in changes):
        return Refusal("edit.field", "This part of an activity cannot be changed.")
    numbers = [value for name, value in changes.items() if is_count(name)]
    if not all(value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS
               for value in numbers):  # fmt: skip
        return Refusal("edit.number", "Write whole numbers of people.")
    return _wrong_day(changes.get("day"))


def _wrong_day(text: str | None) -> Refusal | None:
    try:
        if text is not None:
            date.fromisoformat(text)
    except ValueError:
        return Refusal("edit.day", "Write the day as in a calendar.")
    return None


def counts_in(values: Mapping[str, str]) -> tuple[Count, ...]:
    """Which numbers of people do these fields hold?

    Source: own check.
    """
    cells = ((name.partition("_"), value) for name, value in values.items() if is_count(name))
    return tuple(Count(sex, band, int(value or 0)) for (sex, _line, band), value in cells)


def still_there(*, withdrawn: bool) -> Refusal | None:
    """Can an entry that was taken back be changed?

    Source: own check.
    """
    if withdrawn:
        return Refusal("edit.withdrawn", "This entry was taken back. It is not changed any more.")
    return None


def may_decide_clash(actor: Actor, place: str, *, decided: bool) -> Refusal | None:
    """Who decides between two values of one field, and is it still to be decided?

    Source: Buku Pedoman PATBM (the group lead answers for the group's register).
    """
    if not actor.has(Role.PROGRAMME) and place not in actor.villages_as(Role.GROUP_LEAD):
        return Refusal(
            "edit.role", "The group lead decides between two values, or the programme officer."
        )
    if decided:
        return Refusal("edit.changed", "Somebody has already decided this.")
    return None
