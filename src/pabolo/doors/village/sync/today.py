"""What a phone may show under its lease: days, states and lists. No name and no child's data."""

from datetime import date, datetime
from typing import Any

from pabolo.doors.village.alarm import rows_of
from pabolo.doors.village.frame import group_villages
from pabolo.doors.village.home import due_for
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import choices
from pabolo.programme.network.queries.edits import open_clashes
from pabolo.programme.network.queries.registers import activities_for
from pabolo.programme.watchlist.queries.own import OwnLine, own_watch, watch_kinds
from pabolo.rules.actors import Actor

LISTS = ("activity_level", "activity_kind", "strategy", "age_band")
ACTIVITIES = 40
ALARMS = 20
GUIDANCE = 1


def today_for(actor: Actor, at: datetime) -> dict[str, Any]:
    """Everything that the phone shows offline."""
    today = day_of(at)
    return {
        "day": today.isoformat(),
        "alarms": [_alarm(number, row) for number, row in enumerate(_alarms(actor, today))],
        "due": [_due(one) for one in due_for(actor, today)],
        "activities": _activities(actor),
        **_watched(actor, at),
        "villages": [{"code": code, "name": name} for code, name in group_villages(actor)],
        "lists": {name: [list(pair) for pair in choices(name, today)] for name in LISTS},
        "guidance": GUIDANCE,
    }


def _watched(actor: Actor, at: datetime) -> dict[str, Any]:
    """Own items without a name. While the office is locked none is opened."""
    try:
        lines = own_watch(actor, at=at)
    except Locked:
        lines = []
    return {"watch": [_watch(line) for line in lines], "watch_kinds": watch_kinds(at=at)}


def _watch(line: OwnLine) -> dict[str, Any]:
    return {
        "id": line.id.hex,
        "kind": line.kind,
        "day": line.day.isoformat(),
        "standing": line.standing,
        "answer": line.answer,
        "told": line.told,
        "look": _day(line.look_day),
    }


def _alarms(actor: Actor, today: date) -> list[Any]:
    return rows_of(actor, today, ALARMS)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _alarm(number: int, row: Any) -> dict[str, Any]:
    return {
        "id": f"{row.line.received_day:%Y%m%d}-{number}",
        "received": _day(row.line.received_day),
        "read": _day(row.line.read_day),
        "standing": str(row.standing),
        "due": _day(row.due),
        "late": row.late,
        "asked": _day(row.line.asked_day),
    }


def _due(one: Any) -> dict[str, Any]:
    return {
        "group": one.group.name,
        "meet_by": _day(one.meet_by),
        "meet_late": one.meet_late,
        "decree_soon": one.decree_soon,
    }


def _activities(actor: Actor) -> list[dict[str, Any]]:
    clashing = set(open_clashes(actor).values_list("activity_id", flat=True))
    return [_activity(one, clashing) for one in activities_for(actor)[:ACTIVITIES]]


def _activity(one: Any, clashing: set[Any]) -> dict[str, Any]:
    return {
        "id": one.pk.hex,
        "version": one.version,
        "day": one.day.isoformat(),
        "kind": one.kind,
        "level": one.level,
        "strategy": one.strategy,
        "total": one.total,
        "where": one.where,
        "note": one.note,
        "place": one.group.place,
        "counts": {f"{row.sex}_{row.band}": row.count for row in one.turnout.all()},
        "clash": one.pk in clashing,
        "withdrawn": one.withdrawn_day is not None,
    }
