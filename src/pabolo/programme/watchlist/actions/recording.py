"""What somebody of the village noticed: kept for the owner agency, or made a report at once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError

from pabolo.ground.audit.actions import act
from pabolo.ground.duties.actions import begun
from pabolo.ground.duties.queries import clocks_on
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import number
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.alarms import pass_on
from pabolo.programme.intake.facets import People, Story, ToldChild, Whereabouts
from pabolo.programme.intake.told import Told
from pabolo.programme.watchlist.actions.access import OWN, kept_out, let_in, readers
from pabolo.programme.watchlist.actions.writing import facts_of
from pabolo.programme.watchlist.facets import Line, Noted, WatchCare, WatchStats, Where, Who
from pabolo.programme.watchlist.kinds import Held, current, say
from pabolo.programme.watchlist.models import WatchItem, WatchLine
from pabolo.programme.watchlist.telling import answers_said
from pabolo.rules.actors import Actor
from pabolo.rules.ages import Birth, age_band, age_on
from pabolo.rules.decisions import Refusal
from pabolo.rules.instruments import UNKNOWN
from pabolo.rules.text import LINE_LIMIT, clean, clean_line
from pabolo.rules.vocabulary import Event, Subject
from pabolo.rules.watchlist import (
    MOST_TEXT,
    NO_KIND,
    Noticed,
    WatchKind,
    age_in_months,
    answer_by,
    becomes_report,
    born_from_age,
    expires_on,
    faults_in,
    may_hold_name,
    may_watch,
)

TAKEN = Refusal("watch.id_taken", "This entry belongs to somebody else. Write it again.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the village wrote.

    `answers`: code of a question to its answer. `suspects`: yes, no, unknown, or empty.
    `count`: how many children, where the kind names none.
    """

    kind: str
    village: str
    where: str = ""
    name: str = ""
    sex: str = "NA"
    age: str = ""
    age_unit: str = "year"
    count: int = 1
    answers: dict[str, str] = field(default_factory=dict)
    note: str = ""
    suspects: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it. `reported`: it is a report now and stands on no list. `again`: it had
    come in before; the first arrival stands."""

    reported: bool
    again: bool = False


def record(*, item_id: UUID, entry: Entry, by: Actor, at: datetime, token: bytes = b"") -> Recorded:
    """Keep what an activist noticed. The same `item_id` again is the same entry.

    What is always violence, or suspected to be, becomes a report by way of intake and is not
    kept here. Raises `Refused`.
    """
    found = _found(item_id, by)
    if found is not None:
        return found
    entry = _tidy(entry)
    held = _kind(entry.kind, day_of(at))
    ensure(may_watch(by, held.kind, _noticed(entry)))
    if becomes_report(held.kind, entry.suspects):
        told = told_of(entry, held.kind)
        new = pass_on(told=told, token=token or item_id.bytes, noticed_by=by.id, by=by, at=at)
        return Recorded(reported=True, again=not new)
    given = {code: (answer,) for code, answer in entry.answers.items()}
    for refusal in faults_in(held.kind, given).values():
        raise Refused(refusal)
    try:
        _keep(item_id, entry, held, by, at)
    except IntegrityError:
        found = _found(item_id, by)
        if found is None:
            raise
        return found
    return Recorded(reported=False)


def _found(item_id: UUID, by: Actor) -> Recorded | None:
    row = WatchItem.objects.filter(pk=item_id).only("recorded_by_id").first()
    if row is None:
        return None
    if row.recorded_by_id != by.id:
        raise Refused(TAKEN)
    return Recorded(reported=False, again=True)


def _kind(code: str, on: date) -> Held:
    try:
        return current(code, on)
    except KeyError:
        raise Refused(NO_KIND) from None


def _tidy(entry: Entry) -> Entry:
    """The same without invisible characters; how long it is, is asked of its writer."""
    return Entry(
        kind=entry.kind,
        village=entry.village,
        where=clean_line(entry.where, limit=LINE_LIMIT).text,
        name=clean_line(entry.name, limit=LINE_LIMIT).text,
        sex=entry.sex if entry.sex in ("L", "P") else "NA",
        age=entry.age.strip()[:3],
        age_unit="month" if entry.age_unit == "month" else "year",
        count=entry.count,
        answers={code: one for code, one in entry.answers.items() if one and one != UNKNOWN},
        note=clean(entry.note, limit=max(1, min(len(entry.note), MOST_TEXT * 4))).text,
        suspects=entry.suspects,
        danger=entry.danger,
    )


def _noticed(entry: Entry) -> Noticed:
    return Noticed(
        village=entry.village,
        suspects=entry.suspects,
        danger=entry.danger,
        named=bool(entry.name),
        count=entry.count,
        age=entry.age,
        unit=entry.age_unit,
        note=entry.note,
    )


def told_of(entry: Entry, kind: WatchKind) -> Told:
    """The entry as a report tells it: which worry, whether it is now, the answers, the words."""
    said = answers_said(kind, entry.answers)
    text = "\n".join(filter(None, (f"{say(kind.label)}.", *said, entry.note)))
    child = ToldChild(name=entry.name, sex=entry.sex, age=entry.age, age_unit=entry.age_unit)
    return Told(
        story=Story(
            worries=(kind.worry,), text=text, danger_now="yes" if entry.danger else "unknown"
        ),
        people=People(children=(child,)),
        place=Whereabouts(village=entry.village, text=entry.where),
    )


def _keep(item_id: UUID, entry: Entry, held: Held, by: Actor, at: datetime) -> None:
    kind, day = held.kind, day_of(at)
    named = may_hold_name(kind)
    who = Who(
        name=entry.name, sex=entry.sex, age=entry.age, age_unit=entry.age_unit, age_day=str(day)
    )
    where, noted = Where(village=entry.village, text=entry.where), _noted(entry, kind)
    out = kept_out(who if named else Who(), where, noted, at=at)
    row = WatchItem(
        pk=item_id, recorded_by_id=by.id, counted=not named, opened_day=day, changed_day=day
    )
    store.create([row.pk])
    if named:
        seal(row, "identity", who)
    seal(row, "place", where)
    seal(row, "told", noted)
    care = _care(entry, held, day, out)
    seal(row, "care", care)
    seal(row, "stats", _stats(entry, kind, day, named=named))
    with act("watch.recorded", by=by, at=at, subject=(Subject.WATCH, row.pk)):
        row.save(force_insert=True)
        _first_line(row, by, at)
        let_in(row.pk, {**readers(day, out), by.id: OWN}, at)
        _begin_duties(row.pk, kind, care, at)


def _noted(entry: Entry, kind: WatchKind) -> Noted:
    asked = {question.code for question in kind.questions}
    answers = {code: one for code, one in entry.answers.items() if code in asked}
    return Noted(answers=answers, note=entry.note)


def _care(entry: Entry, held: Held, day: date, out: frozenset[UUID]) -> WatchCare:
    kind = held.kind
    return WatchCare(
        kind=kind.code,
        edition=held.number,
        owner=kind.owner,
        expires=str(expires_on(kind, day, number("clock.watch_item_days", day))),
        until_months=kind.until_months,
        unsure=entry.suspects == UNKNOWN,
        kept_out=tuple(sorted(person.hex for person in out)),
    )


def _stats(entry: Entry, kind: WatchKind, day: date, *, named: bool) -> WatchStats:
    born = born_from_age(entry.age, entry.age_unit, day) if named else None
    months = age_in_months(entry.age, entry.age_unit) if named else None
    stated = Birth(stated_age=months // 12, stated_on=day) if months is not None else None
    return WatchStats(
        kind=kind.code,
        village=entry.village,
        count=1 if named else entry.count,
        sex=entry.sex if named else "NA",
        band=age_band(age_on(stated, day) if stated else None),
        until_months=kind.until_months,
        born_first=str(born[0]) if born else "",
        born_last=str(born[1]) if born else "",
    )


def _first_line(row: WatchItem, by: Actor, at: datetime) -> None:
    line = WatchLine(item=row, seq=1, author_id=by.id, day=day_of(at))
    seal(line, "body", Line(at=at, what="recorded", by=by.id.hex))
    line.save(force_insert=True)


def _begin_duties(item: UUID, kind: WatchKind, care: WatchCare, at: datetime) -> None:
    day = day_of(at)
    standard = number("clock.watch_answer_working_days", day)
    due = answer_by(kind, day, standard, clocks_on(day).holidays)
    begun(Event.WATCH_RECORDED, facts=facts_of(due), folder=item, at=at)
    expires = facts_of(date.fromisoformat(care.expires))
    begun(Event.WATCH_DATED, facts=expires, folder=item, at=at)
