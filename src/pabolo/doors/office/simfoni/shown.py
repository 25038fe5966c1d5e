"""SIMFONI in words: what it has of a case, how a row stands, what a sheet shows. No decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.sides import names_of_sides
from pabolo.programme.cases.queries.simfoni import Sheet, SheetRow
from pabolo.programme.cases.simfoni import offered
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.simfoni import InSimfoni, Part, Standing, field_of, number_in
from pabolo.rules.vocabulary import Facet

SIDES = (Facet.IDENTITY, Facet.LOCATION, Facet.ACCUSED, Facet.NARRATIVE)
WIDTH, MOST_ROWS = 30, 8
OPEN = (Standing.CHOOSE, Standing.MISSING)

KIND: Mapping[InSimfoni, tuple[str, Promise]] = {
    InSimfoni.DIFFERS: ("differs", gettext_lazy("Differs: bring it up to date there")),
    InSimfoni.NOT_ENTERED: ("todo", gettext_lazy("Not entered yet")),
    InSimfoni.ENTERED: ("done", gettext_lazy("Entered")),
    InSimfoni.LIGHT: ("waiting", gettext_lazy("SIMFONI leads")),
    InSimfoni.EARLIER: ("none", gettext_lazy("Ended before 2026; nobody noted a number")),
    InSimfoni.NOT_FOR: ("none", gettext_lazy("SIMFONI does not count this file")),
}
PART: Mapping[Part, Promise] = {
    Part.CASE: gettext_lazy("The case"),
    Part.REPORTER: gettext_lazy("The reporter"),
    Part.VICTIM: gettext_lazy("The victim"),
    Part.ACCUSED: gettext_lazy("The perpetrator"),
    Part.SERVICES: gettext_lazy("The services"),
}
STANDING: Mapping[Standing, Promise] = {
    Standing.READY: gettext_lazy("Ready to copy"),
    Standing.UNKNOWN: gettext_lazy("Not known: an allowed answer"),
    Standing.CHOOSE: gettext_lazy("Choose the closest word in SIMFONI"),
    Standing.MISSING: gettext_lazy("Missing: fill it in here first"),
    Standing.SHUT: gettext_lazy("Shut"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet as it is shown. `side`: which side would open it, where it is shut."""

    id: str
    name: str
    text: str
    standing: str
    says: str
    origin: str
    side: str
    was: str
    differs: bool
    chosen: bool
    rows: int

    @property
    def long(self) -> bool:
        """Whether it needs more than one line."""
        return self.rows > 1


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one part, or of one perpetrator."""

    name: str
    lines: list[Line]


def name_of_field(key: str) -> str:
    """What SIMFONI calls a field."""
    return _(field_of(key).name)


def names_of_fields(keys: Sequence[str]) -> str:
    """Several fields, as people list them."""
    return ", ".join(name_of_field(key) for key in keys)


def _line(row: SheetRow) -> Line:
    shut = row.standing is Standing.SHUT
    was = row.was.words if row.was else ""
    return Line(
        id=row.key.replace(".", "-"),
        name=_(row.field.name),
        text=row.text,
        standing=row.standing.value,
        says=_("Chosen by a person") if row.chosen else str(STANDING[row.standing]),
        origin=_(row.field.origin),
        side=names_of_sides()[row.field.facet][0] if shut else "",
        was=(was or _("empty")) if row.differs else "",
        differs=row.differs,
        chosen=row.chosen,
        rows=min(1 + len(row.text) // WIDTH, MOST_ROWS),
    )


def _group_of(row: SheetRow) -> tuple[Part, int]:
    return row.field.part, number_in(row.key)


def _group_name(part: Part, number: int) -> str:
    if number:
        return _("Perpetrator %(n)s") % {"n": number}
    return str(PART[part])


def groups_of(sheet: Sheet) -> list[Group]:
    """The sheet in its parts, in SIMFONI's order."""
    return [
        Group(_group_name(*key), [_line(row) for row in rows])
        for key, rows in groupby(sheet.rows, key=_group_of)
    ]


def printed_rows(sheet: Sheet) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What a printed sheet says: per part, name, text and how it stands. No place of a shelter."""
    return [
        (group.name, [(line.name, line.text, line.says) for line in group.lines])
        for group in groups_of(sheet)
    ]


def to_choose(sheet: Sheet) -> list[tuple[str, str, list[str], str]]:
    """Fields whose word a person chooses: key, name, the words, and the one chosen so far."""
    return [
        (row.key, _(row.field.name), list(row.options) or offered(row.field), _chosen(row))
        for row in sheet.rows
        if row.field.codes and row.key == row.field.key and (row.chosen or row.standing in OPEN)
    ]


def _chosen(row: SheetRow) -> str:
    return row.text if row.chosen else ""


def shut_sides(sheet: Sheet, actor: Actor, opened: frozenset[Facet]) -> list[tuple[str, str, str]]:
    """Sides that this post may open and that are shut: key, name, what they hold."""
    names, allowed = names_of_sides(), facets_of(actor)
    return [(side.value, *names[side]) for side in SIDES if side in allowed and side not in opened]
