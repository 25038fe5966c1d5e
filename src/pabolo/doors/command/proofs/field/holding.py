"""What must hold after every step: nothing lost, nothing doubled, nothing changed in silence."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import F
from django.db.models.lookups import IsNull

from pabolo.doors.command.proofs.field.world import Made, World
from pabolo.doors.shared.field.kinds import alarm_token
from pabolo.programme.intake.codes import submission_of

ENTRY = {
    "activity": "network.Activity",
    "meeting": "network.Meeting",
    "activity_edit": "network.Edit",
}


def _rows(name: str) -> Any:
    return apps.get_model(name)._default_manager


class Row(NamedTuple):
    """An envelope as it stands."""

    pk: UUID
    state: str
    code: str
    sentence: str
    decided_by: UUID | None
    emptied: bool


def _kept() -> Iterable[Row]:
    columns = ("pk", "state", "code", "sentence", "decided_by", "emptied")
    rows = _rows("devices.Submission").annotate(emptied=IsNull(F("sealed"), True))
    return map(Row._make, rows.values_list(*columns))


def _say(held: bool, words: str) -> None:
    if not held:
        raise AssertionError(words)


def check(world: World) -> None:
    """All of it."""
    rows = {row.pk: row for row in _kept()}
    _nothing_lost(world, rows)
    _heard_is_true(world, rows)
    for identity in world.apart - world.decided:
        _say(rows[identity].state == "quarantined", "a revoked phone's entry was let in")
    entries = {kind: set(_rows(name).values_list("pk", flat=True)) for kind, name in ENTRY.items()}
    _nothing_doubled(world, entries)
    for identity, row in rows.items():
        _stands(world.made[identity], row, entries)
    if not world.locked:
        _alarms(world, rows)
    _both_values(world, entries["activity_edit"])


def _nothing_lost(world: World, rows: dict[UUID, Any]) -> None:
    _say(rows.keys() <= world.made.keys(), "something is kept that nobody made")
    out = {UUID(hex=one) for phone in world.phones for one in phone.outbox}
    lost = world.made.keys() - rows.keys() - out - world.evicted
    _say(not lost, f"lost: {sorted(world.made[one].kind for one in lost)}")


def _heard_is_true(world: World, rows: dict[UUID, Any]) -> None:
    """Answered means kept; an end that was told stays."""
    for identity, state in world.heard.items():
        _say(identity in rows, f"answered {state} and not kept")
        if state in ("done", "refused"):
            _say(rows[identity].state == state, f"told {state}, now {rows[identity].state}")


def _nothing_doubled(world: World, entries: dict[str, set[UUID]]) -> None:
    for kind, found in entries.items():
        made = {one.id for one in world.made.values() if one.kind == kind}
        own = found - made
        if kind == "activity_edit":
            # A decision between two values is a change of its own, with an id of its own.
            own = {one for one in own if not _of_a_decision(one)}
        _say(not own, f"an {kind} stands that nobody made, or stands twice")


def _of_a_decision(edit: UUID) -> bool:
    rows = _rows("network.ClashDecided").filter(choice="other")
    return bool(rows.filter(clash__activity__edits=edit).exists())


def _stands(made: Made, row: Any, entries: dict[str, set[UUID]]) -> None:
    ended = row.state in ("done", "refused")
    _say(
        ended == (row.emptied),
        f"{row.state} and the envelope is {'gone' if ended else 'kept'}",
    )
    if made.kind == "alarm":
        return
    there = made.id in entries[made.kind]
    if row.state == "done":
        _say(there, f"{made.kind} done, and not in its register")
    if row.state == "refused" and not row.decided_by:
        _say(not there and bool(row.sentence), f"{made.kind} refused without a word, or taken in")
    if row.state == "quarantined":
        _say(not there, f"{made.kind} of a revoked phone was taken in")
    if row.state == "parked" and row.code != "field.clash":
        _say(not there, f"{made.kind} waits and was taken in: {row.code}")


def _alarms(world: World, rows: dict[UUID, Any]) -> None:
    """Each alarm is one report, whoever told it, unless it waits or was refused by a person."""
    kept = {bytes(one) for one in _rows("intake.Report").values_list("submission", flat=True)}
    wanted = {
        submission_of(alarm_token(one.id)): rows[one.id]
        for one in world.made.values()
        if one.kind == "alarm" and one.id in rows
    }
    _say(kept <= wanted.keys(), "a report came in that nobody told, or came in twice")
    for submission, row in wanted.items():
        if row.state == "done":
            _say(submission in kept, "an alarm is done, and no report")
        if row.state in ("parked", "quarantined"):
            _say(submission not in kept, "an alarm waits, and is a report")
        if row.state == "parked":
            raise AssertionError(f"an alarm waits for a person: {row.code}")


def _both_values(world: World, edits: set[UUID]) -> None:
    """What somebody wrote into a field was applied, stood already, or is kept for a decision; and
    nobody's newer value was overwritten by somebody who had not seen it.
    """
    history = _history()
    other = set(_rows("network.Clash").values_list("edit_id", "name", "other"))
    for told in history.values():
        for seen, made, _edit, _value in told:
            unseen = [one for one in told if seen < one[1] < made]
            _say(not unseen, "a newer value was overwritten in silence")
    for row in _rows("network.Edit").filter(pk__in=edits & world.made.keys()):
        for name, value in world.made[row.pk].body["changes"].items():
            stood = _at(history.get((row.activity_id, name), []), row.made)
            kept = (row.pk, name, str(value)) in other or stood in (None, str(value))
            _say(kept, f"what was written into {name} is nowhere")


type Told = list[tuple[int, int, UUID, str]]


def _history() -> dict[tuple[UUID, str], Told]:
    """Every applied value of every field: version seen, version made, by which change."""
    found: dict[tuple[UUID, str], Told] = {}
    rows = _rows("network.EditedField").values_list(
        "edit__activity_id", "name", "edit__seen", "edit__made", "edit_id", "after"
    )
    for activity, name, *rest in rows:
        found.setdefault((activity, name), []).append(tuple(rest))
    return found


def _at(told: Told, version: int) -> str | None:
    """The value in a version; None where it is still the one of the beginning."""
    before = [one for one in told if one[1] <= version]
    return max(before, key=lambda one: one[1])[3] if before else None
