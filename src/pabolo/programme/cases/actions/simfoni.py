"""Recording what was entered in SIMFONI-PPA: its number, and every value as it stood then."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.kinds.simfoni import SimfoniSide
from pabolo.programme.cases.queries.simfoni import (
    COPIED,
    Sheet,
    SheetRow,
    number_elsewhere,
    sheet_under,
)
from pabolo.programme.cases.simfoni import offered
from pabolo.rules import simfoni as rules
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.light import check_simfoni_number
from pabolo.rules.vocabulary import Event, Facet

LINES: dict[Facet, type[SimfoniSide]] = {
    Facet.IDENTITY: e.SimfoniIdentity,
    Facet.LOCATION: e.SimfoniPlaces,
    Facet.ACCUSED: e.SimfoniAccused,
}


def record_simfoni(
    *,
    case_id: UUID,
    number: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    same_there: bool = False,
) -> Work:
    """Record that the case stands in SIMFONI under this number, as it stands here now.

    For a case that SIMFONI leads only the number is kept, and it is the periodic check. Else every
    value is kept under its own seal, so that what changes later can be told field by field.
    `same_there`: SIMFONI really holds another incident under this number too.
    """
    ensure(may_do(by, Verb.ENTER_SIMFONI))
    ensure(check_simfoni_number(number))
    number = number.strip()
    work = begin(case_id, by=by, at=at, seen=seen, facets=COPIED)
    elsewhere = number_elsewhere(number, work.case, by=by, at=at)
    ensure(rules.check_number_free(elsewhere=elsewhere, same_there=same_there))
    if work.state.light:
        return _checked(work, number)
    sheet = sheet_under(work.case, work.proof)
    ensure(rules.check_complete(sheet.lacks))
    with writing("case.simfoni", work):
        append(work, *_lines(work, sheet, number))
        tell(work, Event.SIMFONI_ENTERED)
    return work


def _checked(work: Work, number: str) -> Work:
    with writing("case.simfoni", work):
        append(work, e.SimfoniRecorded(at=work.at, by=work.by.id.hex, number=number))
        tell(work, Event.LIGHT_CHECKED)
    return work


def _entered(row: SheetRow) -> e.Entered:
    return e.Entered(codes=row.codes, words=row.text)


def _lines(work: Work, sheet: Sheet, number: str) -> list[e.Line]:
    who = work.by.id.hex
    lines: list[e.Line] = [
        kind(at=work.at, by=who, values=_of(sheet, facet)) for facet, kind in LINES.items()
    ]
    again = sheet.entered is not None
    values = _of(sheet, Facet.STATS)
    return [
        *lines,
        e.SimfoniEntered(at=work.at, by=who, number=number, values=values, again=again),
    ]


def _of(sheet: Sheet, facet: Facet) -> dict[str, e.Entered]:
    return {row.key: _entered(row) for row in sheet.rows if row.field.facet is facet}


def choose_words(
    *,
    case_id: UUID,
    words: Mapping[str, str],
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Choose SIMFONI's words, field by field, where ours do not settle them; empty takes back."""
    ensure(may_do(by, Verb.ENTER_SIMFONI))
    for key, word in words.items():
        field = rules.BY_KEY.get(key)
        ensure(rules.check_choice(field, word, ["", *offered(field)] if field else []))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    before = work.state.simfoni_chosen
    lines = [
        e.SimfoniChosen(at=at, by=by.id.hex, field=key, word=word)
        for key, word in words.items()
        if word != before.get(key, "")
    ]
    if lines:
        with writing("case.simfoni_chosen", work, words=len(lines)):
            append(work, *lines)
    return work
