"""Every kind of entry that phones send: how it is read, and which action the web's form calls.

To add one: a payload, and a line in `KINDS` (docs/format-lapangan.md, "A new kind").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from pabolo.doors.shared.field.payloads import ActivitySaid, AlarmSaid, EditSaid, MeetingSaid
from pabolo.doors.shared.forms import UNKNOWN
from pabolo.ground.keys import ring
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.intake.actions.alarms import is_kept, pass_on_alarm, raise_alarm
from pabolo.programme.intake.facets import People, Story, ToldChild, Whereabouts
from pabolo.programme.intake.told import UNKNOWN_CODE, Told
from pabolo.programme.network.actions.activities import record_activity
from pabolo.programme.network.actions.edits import edit_activity
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.queries.edits import edit_kept, place_of
from pabolo.programme.network.queries.registers import activity_kept, meeting_kept
from pabolo.programme.network.queries.scope import group_at
from pabolo.programme.watchlist.actions.field import WatchBody, take_watch
from pabolo.programme.watchlist.queries.scope import watch_kept
from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.field import CLASH, NO_GROUP, WORKED_IN, Verdict
from pabolo.rules.telling import may_raise_alarm

_SECRET = "field-alarm"  # noqa: S105 - the name of a purpose


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry on its way to its action. `by` is None where nobody is proved to have made it."""

    id: UUID
    by: Actor | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `place`: the village it is about; `day`: the day it claims, if it claims one.

    `kept`: whether its entry stands already. `do`: makes it; may say that a person must look.
    `move`: the same for another village or another day.
    """

    payload: type[Any]
    place: Callable[[Any], str]
    day: Callable[[Any], date | None]
    kept: Callable[[UUID], bool]
    do: Callable[[Entry, Any], Verdict]


def alarm_token(identity: UUID) -> bytes:
    """What stands for the form's token: the id itself is known to the phone's thief.

    From it follows the report code, so it needs the root. Raises `Locked`.
    """
    return ring.code_tag(_SECRET, identity.bytes)[:16]


def _alarm_told(said: AlarmSaid) -> Told:
    worries = tuple(UNKNOWN_CODE if w == UNKNOWN else w for w in said.worries)
    sex = said.sex if said.sex in {"P", "L"} else UNKNOWN_CODE
    child = ToldChild(name=said.name, sex=sex, age=said.age)
    return Told(
        story=Story(worries=worries, text=said.text, danger_now=said.danger),
        people=People(children=(child,)),
        place=Whereabouts(village=said.place, text=said.where, not_village=said.not_village),
    )


def _alarm(entry: Entry, said: AlarmSaid) -> Verdict:
    told, token = _alarm_told(said), alarm_token(entry.id)
    if entry.by is None or may_raise_alarm(entry.by, said.place) is not None:
        pass_on_alarm(told=told, token=token, by=entry.by, at=entry.at)
    else:
        raise_alarm(told=told, token=token, by=entry.by, at=entry.at)
    return WORKED_IN


def _counts(counts: Mapping[str, int]) -> list[Count]:
    cells = [(*name.partition("_")[::2], number) for name, number in counts.items() if number]
    return [Count(sex, band, number) for sex, band, number in cells]


def _activity(entry: Entry, said: ActivitySaid) -> Verdict:
    group = group_at(_person(entry), said.place)
    if group is None:
        return NO_GROUP
    record_activity(
        by=_person(entry),
        at=entry.at,
        group_id=group.pk,
        day=said.day,
        level=said.level,
        kind=said.kind,
        strategy=said.strategy,
        counts=_counts(said.counts),
        where=said.where[:120],
        note=_short(said.note, 500),
        activity_id=entry.id,
    )
    return WORKED_IN


def _edit(entry: Entry, said: EditSaid) -> Verdict:
    whole = edit_activity(
        by=_person(entry),
        at=entry.at,
        activity_id=UUID(hex=said.activity),
        seen=said.seen,
        changes={name: str(value) for name, value in said.changes.items()},
        edit_id=entry.id,
    )
    return WORKED_IN if whole else CLASH


def _place_of(said: EditSaid) -> str:
    try:
        return place_of(UUID(hex=said.activity))
    except ValueError:
        return ""


def _meeting(entry: Entry, said: MeetingSaid) -> Verdict:
    group = group_at(_person(entry), said.place)
    if group is None:
        return NO_GROUP
    record_meeting(
        by=_person(entry),
        at=entry.at,
        group_id=group.pk,
        day=said.day,
        attendance=said.attendance,
        minutes=_short(said.minutes, 2000),
        meeting_id=entry.id,
    )
    return WORKED_IN


def _watch(entry: Entry, said: WatchBody) -> Verdict:
    token = alarm_token(entry.id)
    take_watch(envelope=entry.id, body=said, by=_person(entry), at=entry.at, token=token)
    return WORKED_IN


TOO_LONG = Refusal("field.too_long", "This text is too long for the register. Shorten it.")


def _short(text: str, most: int) -> str:
    """Nothing is cut in silence."""
    if len(text) > most:
        raise Refused(TOO_LONG)
    return text


def _person(entry: Entry) -> Actor:
    """Whoever is proved: entries of registers wait where nobody is."""
    if entry.by is None:
        raise TypeError("an entry of a register has an author")
    return entry.by


KINDS: Final[Mapping[str, Kind]] = {
    "alarm": Kind(
        payload=AlarmSaid,
        place=lambda said: said.place,
        day=lambda said: None,
        kept=lambda identity: is_kept(alarm_token(identity)),
        do=_alarm,
    ),
    "activity": Kind(
        payload=ActivitySaid,
        place=lambda said: said.place,
        day=lambda said: said.day,
        kept=activity_kept,
        do=_activity,
    ),
    "activity_edit": Kind(
        payload=EditSaid,
        place=_place_of,
        day=lambda said: None,
        kept=edit_kept,
        do=_edit,
    ),
    "meeting": Kind(
        payload=MeetingSaid,
        place=lambda said: said.place,
        day=lambda said: said.day,
        kept=meeting_kept,
        do=_meeting,
    ),
    # A watch-list item may have become a report.
    "watch": Kind(
        payload=WatchBody,
        place=lambda said: said.place,
        day=lambda said: None,
        kept=lambda identity: watch_kept(identity) or is_kept(alarm_token(identity)),
        do=_watch,
    ),
}


def body_of(kind: Kind, raw: msgspec.Raw) -> Any:
    """The typed body. Raises `msgspec.MsgspecError`."""
    return msgspec.json.decode(raw, type=kind.payload)
