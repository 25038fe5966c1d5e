"""The `watch` envelope of the field app, worked in by the same actions as the web."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.intake.actions.alarms import pass_on
from pabolo.programme.watchlist.actions.recording import Entry, Recorded, record, told_of
from pabolo.programme.watchlist.kinds import in_force
from pabolo.rules.actors import Actor
from pabolo.rules.telling import may_raise_alarm
from pabolo.rules.watchlist import NO_KIND

SUSPECTS, DANGER = "violence", "danger"


class WatchBody(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a `watch` envelope.

    `place`: code of the village. `age`: whole years as text, or months with `age_unit` "month".
    `count`: how many children, for kinds with `names` false. `answers`: code of a question to the
    code of its answer; besides the kind's own questions `violence` (yes, no, unknown; asked for
    kinds with `becomes` asks) and `danger` (yes: a child in danger now).
    """

    place: str
    kind: str
    name: str = ""
    age: str = ""
    age_unit: str = "year"
    sex: str = "NA"
    where: str = ""
    count: int = 1
    answers: dict[str, str] = {}
    note: str = ""


def body_of(raw: Mapping[str, object]) -> WatchBody:
    """The body as it came; ValueError (`msgspec.ValidationError`) where it is none."""
    return msgspec.convert(raw, type=WatchBody, strict=False)


def take_watch(
    *, envelope: UUID, body: WatchBody, by: Actor, at: datetime, token: bytes = b""
) -> Recorded:
    """Work in one `watch` envelope; the same envelope again is the same entry.

    `token`: what a report that it becomes is made from; from it follows the report code, so a
    door that keeps the envelope's id in the clear gives another.

    Where a child was in danger when it was written, nobody is asked to write it again: it is an
    alarm. Otherwise as `recording.record`. Raises `Refused`.
    """
    entry = _entry(body)
    if not entry.danger:
        return record(item_id=envelope, entry=entry, by=by, at=at, token=token)
    held = in_force(day_of(at)).get(body.kind)
    if held is None:
        raise Refused(NO_KIND)
    ensure(may_raise_alarm(by, body.place))
    told = told_of(entry, held.kind)
    new = pass_on(told=told, token=token or envelope.bytes, noticed_by=by.id, by=by, at=at)
    return Recorded(reported=True, again=not new)


def _entry(body: WatchBody) -> Entry:
    own = {code: one for code, one in body.answers.items() if code not in (SUSPECTS, DANGER)}
    return Entry(
        kind=body.kind,
        village=body.place,
        where=body.where,
        name=body.name,
        sex=body.sex,
        age=body.age,
        age_unit=body.age_unit,
        count=body.count,
        answers=own,
        note=body.note,
        suspects=body.answers.get(SUSPECTS, ""),
        danger=body.answers.get(DANGER) == "yes",
    )
