"""What waits for a person: what it says, as far as the office may read it, and taking it in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from pabolo.doors.shared.field.kinds import Entry
from pabolo.doors.shared.field.working import Read, do, set_out
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.devices.actions import minding
from pabolo.ground.devices.actions.keeping import WorkedIn, mark_done, wait_for_lead
from pabolo.ground.devices.queries import waiting_for, with_envelope
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.field import CLASH, Fate, Verdict

if TYPE_CHECKING:
    from pabolo.ground.devices.models import Submission

# Registers hold no child's data and may be read to decide; an alarm is read by intake alone.
SHOWN = frozenset({"activity", "activity_edit", "meeting"})
UNREADABLE = Refusal("field.unreadable", "This entry cannot be read, so it cannot be taken in.")
NO_AUTHOR = Refusal("field.no_author", "Choose whose entry this is.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An envelope that waits. `body` is None for what is not shown here, or cannot be read."""

    row: "Submission"
    kind: str
    claimed: UUID | None
    place: str
    day: date | None
    body: Any
    readable: bool


def waiting_one(submission_id: UUID, by: Actor, at: datetime) -> Waiting:
    """One that waits for this person's decision. None: `Submission.DoesNotExist`."""
    row = with_envelope(waiting_for(by, day_of(at)).filter(pk=submission_id)).get()
    return _line(row, set_out([row], by, at)[row.pk])


def _line(row: "Submission", read: Read | Verdict) -> Waiting:
    if isinstance(read, Verdict):
        return Waiting(row, row.entry, row.person_id, "", None, None, readable=False)
    kind = read.said.kind
    shown = kind in SHOWN
    return Waiting(
        row=row,
        kind=kind,
        claimed=read.claimed,
        place=read.kind.place(read.body) if shown else "",
        day=_day(read) if shown else None,
        body=read.body if shown else None,
        readable=True,
    )


def _day(read: Read) -> date | None:
    """The day of the entry; put right where it was taken from a clock that was wrong."""
    day, row = read.kind.day(read.body), read.row
    if day is None or row.code != "field.clock":
        return day
    made = row.made_at
    return day + (day_of(made - timedelta(seconds=row.skew)) - day_of(made))


def take_in(
    *, submission_id: UUID, by: Actor, at: datetime, person: UUID | None, village: str
) -> None:
    """Take in what waits: as it is, or for another person or village. Raises `Refused`.

    A change that meets another's then waits for the group lead.
    """
    row = with_envelope(waiting_for(by, day_of(at)).filter(pk=submission_id)).get()
    read = set_out([row], by, at)[row.pk]
    if isinstance(read, Verdict):
        raise Refused(UNREADABLE)
    author = person or read.claimed
    if author is None and read.said.kind != "alarm":
        raise Refused(NO_AUTHOR)
    minding.accept(submission_id=row.pk, by=by, at=at)
    entry = Entry(row.pk, actor_of(author, day_of(at)) if author else None, at)
    if not read.kind.kept(row.pk):
        verdict = do(read.said.kind, entry, _put_right(read, village))
        if verdict == CLASH:
            wait_for_lead(submission=row, at=at)
            return
        if verdict.fate is not Fate.WORK:
            raise Refused(Refusal(verdict.code, verdict.sentence))
    mark_done(worked=[WorkedIn(row.pk, read.said.kind, author)], at=at)


def _put_right(read: Read, village: str) -> Any:
    """The body with another village, where one was chosen, and with the right day."""
    changed: dict[str, Any] = {}
    if village and hasattr(read.body, "place"):
        changed["place"] = village
    if hasattr(read.body, "day"):
        changed["day"] = _day(read)
    return msgspec.structs.replace(read.body, **changed)
