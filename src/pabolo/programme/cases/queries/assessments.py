"""A question set of a case on the desk: its edition, its answers, and what was said before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.instruments import queries as instruments
from pabolo.ground.instruments.queries import Held
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.answers import answers_of
from pabolo.programme.cases.fold import Filled
from pabolo.programme.cases.queries.files import CaseFile, file_under, open_file, prove
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import Form
from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier assessment said to a question."""

    given: tuple[str, ...]
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filling of a question set, with the answers of the sides that were opened."""

    file: CaseFile
    filled: Filled
    held: Held
    answers: Mapping[str, tuple[str, ...]]
    earlier: Mapping[str, Earlier]


def sides_of(form: Form, by: Actor) -> frozenset[Facet]:
    """The sides that this set asks about, as far as the person may read them."""
    return frozenset(one.facet for one in form.questions) & facets_of(by)


def draft_sheet(*, case_id: UUID, instrument: str, by: Actor, at: datetime) -> Sheet | None:
    """The open draft of a kind with the sides it needs; None where there is none."""
    file = open_file(case_id=case_id, by=by, at=at, verb="case.work")
    draft = file.state.draft_of(instrument)
    if draft is None:
        return None
    held = instruments.edition(instrument, draft.begun.edition)
    return _sheet(file, draft, held, sides_of(held.form, by), by, at)


def _sheet(
    file: CaseFile,
    filled: Filled,
    held: Held,
    sides: Iterable[Facet],
    by: Actor,
    at: datetime,
) -> Sheet:
    wanted = file.facets | frozenset(sides)
    if wanted != file.facets:
        proof = prove(file.case, facets=wanted, by=by, at=at, verb="case.work", purpose="")
        file = file_under(file.case, proof, wanted)
    return sheet_under(file, filled, held)


def sheet_under(file: CaseFile, filled: Filled, held: Held) -> Sheet:
    """A filling as far as the file is open."""
    mine = filled.begun.assessment
    lines = [shown.line for shown in file.lines]
    return Sheet(file, filled, held, answers_of(lines, mine), _earlier(lines, mine))


def _earlier(lines: Iterable[e.Line | None], mine: str) -> dict[str, Earlier]:
    """What stood before: later words over earlier ones."""
    found: dict[str, Earlier] = {}
    for line in lines:
        if isinstance(line, e.Answered) and line.assessment != mine:
            found |= {
                code: Earlier(given, line.at, UUID(line.by))
                for code, given in line.answers.items()
                if given
            }
    return found


def edition_of(filled: Filled) -> Held:
    """The edition with which it was filled in, whether it holds still or not."""
    return instruments.edition(filled.begun.instrument, filled.begun.edition)


def filled_in_order(file: CaseFile) -> list[Filled]:
    """Every filling of the case, in order; its place counts from 1."""
    return list(file.state.filled.values())
