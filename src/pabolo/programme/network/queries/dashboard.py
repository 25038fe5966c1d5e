"""What must the programme officer look at in the network?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.ground.policy.queries import number
from pabolo.programme.network.queries.members import Standing, standings
from pabolo.programme.network.queries.standing import GroupLine, expiring_decrees, group_lines
from pabolo.programme.network.queries.status import statuses
from pabolo.rules.actors import Actor
from pabolo.rules.groups import Stand, Status


@dataclass(frozen=True, slots=True)
class Row:
    """A living group on a day: how it stands, and what its members lack."""

    line: GroupLine
    status: Status
    decree_due: bool
    members: tuple[Standing, ...]

    @property
    def untrained(self) -> tuple[Standing, ...]:
        """Members without a training that counts."""
        return tuple(one for one in self.members if not one.trained)

    @property
    def undeclared(self) -> tuple[Standing, ...]:
        """Members without a declaration in force."""
        return tuple(one for one in self.members if not one.declared)


def rows(actor: Actor, on: date) -> list[Row]:
    """Every living group this person may read, by place; the same queries however many."""
    people = standings(actor, on)
    found = statuses(actor, on, people=people)
    due = set(expiring_decrees(actor, on, _warn(on)).values_list("pk", flat=True))
    members: dict[UUID, list[Standing]] = {}
    for one in people:
        members.setdefault(one.group_id, []).append(one)
    return [
        Row(line, found[line.id], line.id in due, tuple(members.get(line.id, ())))
        for line in group_lines(actor, on)
    ]


def _warn(on: date) -> int:
    return number("network.decree_warn_days", on)


LISTS = ("active", "silent", "decree", "training", "declaration")


def listed(found: Sequence[Row], which: str) -> Sequence[Row]:
    """The groups behind a count of the dashboard; any other word gives all of them."""
    match which:
        case "active":
            return [row for row in found if row.status.stand is not Stand.RESTING]
        case "silent":
            return [row for row in found if row.status.stand is Stand.RESTING]
        case "decree":
            return [row for row in found if row.decree_due]
        case "training":
            return [row for row in found if row.untrained]
        case "declaration":
            return [row for row in found if row.undeclared]
    return found
