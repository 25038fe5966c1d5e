"""A case as SIMFONI asks for it, row by row; and what it has of every case in scope."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.facets import CaseStats, InSimfoni
from pabolo.programme.cases.kinds.simfoni import SimfoniSide
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.facts import countable, facts_of
from pabolo.programme.cases.queries.files import (
    OVERVIEW,
    CaseFile,
    child_of,
    file_under,
    incident_files,
)
from pabolo.programme.cases.queries.lists import CaseRow, cases_listed, opened_rows
from pabolo.programme.cases.queries.scope import siblings_of, visible_to
from pabolo.programme.cases.simfoni import (
    Codes,
    all_words,
    changed_since,
    coded,
    is_counted,
    of_accused,
    of_identity,
    of_places,
)
from pabolo.rules import simfoni as rules
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

UNASKED = rules.Words()
# What is copied from sealed sides. The story is told anew there, in the words of who enters.
COPIED = (Facet.IDENTITY, Facet.LOCATION, Facet.ACCUSED)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field: its words in SIMFONI, how it stands, and what was entered of it before."""

    key: str
    field: rules.Field
    codes: tuple[str, ...]
    words: tuple[str, ...]
    options: tuple[str, ...]
    standing: rules.Standing
    was: e.Entered | None
    chosen: bool
    differs: bool

    @property
    def text(self) -> str:
        """What is typed in SIMFONI."""
        return "; ".join(self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case's entry sheet, as far as its sides were opened."""

    rows: tuple[SheetRow, ...]
    number: str
    entered: e.SimfoniEntered | None
    lacks: tuple[str, ...]
    differs: tuple[str, ...]
    kind: rules.InSimfoni
    counted: bool


def values_of(file: CaseFile) -> Codes:
    """Every value that the opened sides of a file give."""
    identity, places = child_of(file)
    found = coded(file.stats)
    found |= of_identity(identity) if identity else {}
    found |= of_places(places) if places else {}
    if {Facet.ACCUSED, Facet.NARRATIVE} & file.facets:
        found |= _of_incidents(file)
    return found


def _of_incidents(file: CaseFile) -> Codes:
    incidents = incident_files(file)
    people = [person for one in incidents if one.accused for person in one.accused.people]
    found = of_accused(people) if Facet.ACCUSED in file.facets else {}
    stories = tuple(one.story.text for one in incidents if one.story and one.story.text)
    return found | ({"case.story": stories} if Facet.NARRATIVE in file.facets else {})


def _entered_before(file: CaseFile) -> dict[str, e.Entered]:
    """What was entered last, of every side that was opened."""
    found: dict[str, e.Entered] = {}
    for shown in file.lines:
        line = shown.line
        if isinstance(line, SimfoniSide):
            facet = Facet(shown.entry.facet)
            kept = {key: one for key, one in found.items() if rules.field_of(key).facet != facet}
            found = kept | line.values
        elif isinstance(line, e.SimfoniEntered):
            kept = {k: v for k, v in found.items() if rules.field_of(k).facet != Facet.STATS}
            found = kept | line.values
    return found


def sheet_of(file: CaseFile) -> Sheet:
    """The sheet of an opened case. A side that is shut shows that it is, and no value."""
    values, before = values_of(file), _entered_before(file)
    rows = tuple(_row(key, values, before, file) for key in _keys(values))
    standings = {row.key: row.standing for row in rows}
    known = facts_known(file.stats, light=file.state.light, ended=file.case.closed_day is not None)
    differs = _differing(rows, file)
    return Sheet(
        rows=rows,
        number=file.state.simfoni,
        entered=file.state.simfoni_entered,
        lacks=rules.lacking(standings),
        differs=differs,
        kind=rules.what_it_has(known),
        counted=is_counted(file.stats),
    )


def _differing(rows: Sequence[SheetRow], file: CaseFile) -> tuple[str, ...]:
    """Fields seen to differ, and touched ones of sides that are shut."""
    shut = (
        key for key in file.state.simfoni_touched if rules.field_of(key).facet not in file.facets
    )
    seen = (row.key for row in rows if row.differs)
    return tuple(dict.fromkeys((*seen, *shut)))


def _keys(values: Codes) -> list[str]:
    """Every field in SIMFONI's order; each perpetrator's own where that side is open."""
    many = sorted({rules.number_in(key) for key in values} - {0})
    found: list[str] = []
    for field in rules.FIELDS:
        if field.key == "case.sub_forms" and field.key not in values:
            continue
        head, _dot, tail = field.key.partition(".")
        numbered = field.facet is Facet.ACCUSED and many
        found += [f"{head}.{number}.{tail}" for number in many] if numbered else [field.key]
    return sorted(found, key=_place)


def _place(key: str) -> tuple[int, int, int]:
    """SIMFONI's order; among perpetrators one after the other."""
    field = rules.field_of(key)
    parts = list(rules.Part)
    return parts.index(field.part), rules.number_in(key), rules.FIELDS.index(field)


def _row(key: str, values: Codes, before: Mapping[str, e.Entered], file: CaseFile) -> SheetRow:
    field = rules.field_of(key)
    opened = field.facet is Facet.STATS or field.facet in file.facets
    codes = tuple(one for one in values.get(key, ()) if one)
    chosen = file.state.simfoni_chosen.get(key, "")
    words = all_words(field, codes) if opened else UNASKED
    standing = rules.standing_of(field, codes, words, chosen=bool(chosen), opened=opened)
    said = standing in (rules.Standing.READY, rules.Standing.CHOOSE)
    was = before.get(key)
    now = ((chosen,) if chosen else ()) if not field.kept else codes
    return SheetRow(
        key=key,
        field=field,
        codes=now,
        words=(chosen,) if chosen else (words.known if said else ()),
        options=words.options,
        standing=standing,
        was=was,
        chosen=bool(chosen),
        differs=opened
        and file.state.simfoni_entered is not None
        and field.facet is not Facet.NARRATIVE
        and bool(rules.differences({key: was.codes if was else ()}, {key: now})),
    )


def sheet_under(case: Case, proof: Receipt) -> Sheet:
    """The whole sheet, as it is entered: every side that is copied, under an existing receipt."""
    return sheet_of(file_under(case, proof, {*OVERVIEW, *COPIED}))


# Lists


@dataclass(frozen=True, slots=True)
class Standing:
    """A case of the list: what SIMFONI has of it, what it lacks, what differs."""

    case: UUID
    kind: rules.InSimfoni
    stats: CaseStats
    lacks: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """Its number there."""
        return (self.stats.simfoni or InSimfoni()).number


def facts_known(stats: CaseStats, *, light: bool, ended: bool) -> rules.Known:
    """What the rules ask about a case and SIMFONI."""
    return rules.Known(
        light=light,
        counts=is_counted(stats),
        number=(stats.simfoni or InSimfoni()).number,
        differs=bool(changed_since(stats)),
        ended=ended,
        opened_on=date.fromisoformat(stats.opened_on),
    )


def lacks_of(stats: CaseStats) -> tuple[str, ...]:
    """What a case's countable facts lack, before any side is opened."""
    chosen = (stats.simfoni or InSimfoni()).chosen
    found = {}
    for key, codes in coded(stats).items():
        field = rules.field_of(key)
        found[key] = rules.standing_of(
            field,
            [one for one in codes if one],
            all_words(field, codes) if field.must and field.codes else UNASKED,
            chosen=key in chosen,
            opened=True,
        )
    return rules.lacking(found)


def standings(*, by: Actor, at: datetime) -> list[Standing]:
    """What SIMFONI has of every case in scope, the next one to enter first."""
    facts = facts_of(countable(by=by), by=by, at=at)
    rows = visible_to(by).filter(pk__in=facts).values_list("pk", "light", "closed_day")
    found = [_standing(case, facts[case], light, ended) for case, light, ended in rows]
    return sorted(found, key=lambda one: (*_order(one), one.case.int))


def _order(one: Standing) -> tuple[int, int]:
    return rules.order_of(one.kind, date.fromisoformat(one.stats.opened_on))


def _standing(case: UUID, stats: CaseStats, light: bool, ended: date | None) -> Standing:
    kind = rules.what_it_has(facts_known(stats, light=light, ended=ended is not None))
    waits = kind in (rules.InSimfoni.NOT_ENTERED, rules.InSimfoni.DIFFERS)
    return Standing(case, kind, stats, lacks_of(stats) if waits else (), changed_since(stats))


def rows_for(
    chosen: Sequence[Standing], *, by: Actor, at: datetime
) -> list[tuple[CaseRow, Standing]]:
    """These cases with their rows, under one list receipt, in the order given."""
    rows = {row.case.pk: row for row in cases_listed([one.case for one in chosen], by=by, at=at)}
    return [(rows[one.case], one) for one in chosen if one.case in rows]


def others_of_incident(case: Case, *, by: Actor, at: datetime) -> list[CaseRow]:
    """Cases of other children of the same incident, as far as in scope."""
    ids = siblings_of(case).values("pk")
    rows = list(visible_to(by).filter(pk__in=ids).order_by("opened_day", "id"))
    return opened_rows(rows, by=by, at=at) if rows else []


def number_elsewhere(number: str, case: Case, *, by: Actor, at: datetime) -> bool:
    """Whether a number stands, in scope, only on cases of other children and other incidents."""
    facts = facts_of(countable(by=by), by=by, at=at)
    same = _holders_of(number, facts) - {case.pk}
    if not same:
        return False
    kin = set(siblings_of(case).values_list("pk", flat=True))
    kin |= set(Case.objects.filter(child_id=case.child_id).values_list("pk", flat=True))
    return not same & kin


def _holders_of(number: str, facts: Mapping[UUID, CaseStats]) -> set[UUID]:
    return {one for one, stats in facts.items() if (stats.simfoni or InSimfoni()).number == number}


def cases_of(ids: Collection[UUID], *, by: Actor, at: datetime) -> list[CaseRow]:
    """The cases behind a count, as far as in scope."""
    return cases_listed(ids, by=by, at=at)
