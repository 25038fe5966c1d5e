"""Looked at again, contested, put right, or made a report: by the village, the family, the office.

What the village or the family says is kept as a line of its own; what stood there before a
correction is kept beside it.
"""

from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.keys import ring
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.alarms import pass_on
from pabolo.programme.watchlist.actions.access import keep_from, kept_out
from pabolo.programme.watchlist.actions.office import end_inside
from pabolo.programme.watchlist.actions.recording import Entry, told_of
from pabolo.programme.watchlist.actions.writing import (
    Work,
    begin,
    change,
    move,
    owe,
    put_line,
    writing,
)
from pabolo.programme.watchlist.facets import Noted, WatchStats, Where, Who, Words
from pabolo.programme.watchlist.kinds import edition
from pabolo.rules.actors import Actor
from pabolo.rules.ages import Birth, age_band, age_on
from pabolo.rules.decisions import Refusal
from pabolo.rules.text import LINE_LIMIT, clean_line
from pabolo.rules.vocabulary import Event, Facet
from pabolo.rules.watchlist import (
    AGE,
    Ending,
    State,
    age_in_months,
    born_from_age,
    may_contest,
    may_decide_contest,
    may_report,
    may_visit,
)

REPORTED, TOKEN_BYTES = "watch-report", 16
SIDES = (Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.STATS)
NO_SUCH_FACT = Refusal("watch.no_fact", "Choose what is to be put right.")
FACTS = ("name", "age", "sex", "where", "note")


def _is_own(work: Work, by: Actor) -> bool:
    return work.row.recorded_by_id == by.id


def visit(*, item_id: UUID, words: str, by: Actor, at: datetime, seen: int | None = None) -> UUID:
    """Write what a new visit found: the village about its own item, or the office."""
    work = begin(item_id, by=by, at=at, seen=seen)
    ensure(may_visit(by, work.standing, own=_is_own(work, by), words=words))
    with writing("watch.visited", work):
        work.row.look_day = None
        if work.row.state == State.NEW:
            move(work, State.VISITED)
        put_line(work, "visited", text=words)
        owe(work, Event.WATCH_VISITED)
    return work.row.pk


def contest(
    *, item_id: UUID, says: str, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """Write down that somebody says it is not so. `says`: family or village."""
    work = begin(item_id, by=by, at=at, seen=seen)
    ensure(may_contest(by, work.standing, own=_is_own(work, by), reason=reason))
    with writing("watch.contested", work):
        change(work, contested=True)
        put_line(work, "contested", text=reason, code=says if says == "family" else "village")
        owe(work, Event.WATCH_CONTESTED)
    return work.row.pk


def let_stand(
    *, item_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """Decide that a contested item stands as it is, and write why."""
    work = begin(item_id, by=by, at=at, seen=seen)
    ensure(may_decide_contest(by, work.standing, reason=reason, corrects=False))
    with writing("watch.stands", work):
        change(work, contested=False)
        put_line(work, "stands", text=reason)
        owe(work, Event.WATCH_CONTEST_DECIDED)
    return work.row.pk


def correct(
    *, item_id: UUID, fact: str, value: str, reason: str, by: Actor, at: datetime,
    seen: int | None = None,
) -> UUID:  # fmt: skip
    """Put one fact right, with the reason; what stood there before is kept sealed beside it."""
    work = begin(item_id, by=by, at=at, seen=seen, facets=SIDES)
    ensure(may_decide_contest(by, work.standing, reason=reason, corrects=True))
    if fact not in FACTS or (work.row.counted and fact in ("name", "age", "sex")):
        raise Refused(NO_SUCH_FACT)
    before, after, facet = _put_right(work, fact, clean_line(value, limit=LINE_LIMIT).text)
    was_contested = work.care.contested
    out = kept_out(Who(name=after), Where(village=""), Noted(), at=at)
    with writing("watch.corrected", work):
        change(work, contested=False)
        keep_from(work, out)
        said = Words(text=reason.strip(), before=before, after=after)
        put_line(work, "corrected", words=said, facet=facet, code=fact)
        if was_contested:
            owe(work, Event.WATCH_CONTEST_DECIDED)
    return work.row.pk


def _put_right(work: Work, fact: str, value: str) -> tuple[str, str, Facet]:
    """Seal the new fact into the row; before, after, and on which side they are kept."""
    row, proof = work.row, work.proof
    if fact == "where":
        where = open_sealed(proof, row, "place", Where)
        seal(row, "place", msgspec.structs.replace(where, text=value))
        work.touched.add("place")
        return where.text, value, Facet.LOCATION
    if fact == "note":
        told = open_sealed(proof, row, "told", Noted)
        seal(row, "told", msgspec.structs.replace(told, note=value))
        work.touched.add("told")
        return told.note, value, Facet.NARRATIVE
    who = open_sealed(proof, row, "identity", Who)
    changed = _other_child(who, fact, value, work.day)
    seal(row, "identity", changed)
    stats = open_sealed(proof, row, "stats", WatchStats)
    seal(row, "stats", _counted(stats, changed))
    work.touched |= {"identity", "stats"}
    return getattr(who, fact), value, Facet.IDENTITY


def _other_child(who: Who, fact: str, value: str, today: date) -> Who:
    if fact == "age":
        if age_in_months(value, "year") is None:
            raise Refused(AGE)
        return msgspec.structs.replace(who, age=value, age_unit="year", age_day=str(today))
    if fact == "sex":
        return msgspec.structs.replace(who, sex=value if value in ("L", "P") else "NA")
    return msgspec.structs.replace(who, name=value)


def _counted(stats: WatchStats, who: Who) -> WatchStats:
    day = date.fromisoformat(who.age_day)
    born = born_from_age(who.age, who.age_unit, day)
    months = age_in_months(who.age, who.age_unit)
    stated = Birth(stated_age=months // 12, stated_on=day) if months is not None else None
    return msgspec.structs.replace(
        stats,
        sex=who.sex,
        band=age_band(age_on(stated, day) if stated else None),
        born_first=str(born[0]) if born else "",
        born_last=str(born[1]) if born else "",
    )


def make_report(
    *, item_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """What stood on the list is a worry for the office: it becomes a report, and the item ends.

    The report is made first, from a token that follows from the item's id under the root's key:
    a second press, or a crash in between, makes no second one, and no id tells its code.
    """
    work = begin(item_id, by=by, at=at, seen=seen, facets=SIDES)
    ensure(may_report(by, work.standing, reason=reason))
    kind = edition(work.care.kind, work.care.edition)
    told = told_of(_entry(work, reason), kind)
    token = ring.code_tag(REPORTED, item_id.bytes)[:TOKEN_BYTES]
    pass_on(told=told, token=token, noticed_by=work.row.recorded_by_id, by=by, at=at)
    with writing("watch.reported", work):
        end_inside(work, Ending.REPORTED, reason)
    return work.row.pk


def _entry(work: Work, reason: str) -> Entry:
    row, proof = work.row, work.proof
    who = open_sealed(proof, row, "identity", Who) if row.identity else Who()
    where = open_sealed(proof, row, "place", Where)
    told = open_sealed(proof, row, "told", Noted)
    return Entry(
        kind=work.care.kind,
        village=where.village,
        where=where.text,
        name=who.name,
        sex=who.sex,
        age=who.age,
        age_unit=who.age_unit,
        answers=told.answers,
        note="\n".join(filter(None, (told.note, reason.strip()))),
    )
