"""Who keeps the directory of partner agencies?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.tables import TABLE_REFUSED, Fault, Row, Table, rows_of, shape_faults
from pabolo.rules.vocabulary import Role

KEEPERS = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROGRAMME, Role.DATA})
VERIFIERS = KEEPERS | {Role.CASE_WORKER, Role.INTAKE}


def may_keep_directory(actor: Actor, *, known_kind: bool, new: bool) -> Refusal | None:
    """May this person add this agency to the directory?

    Source: Permen PPPA 2/2022 (the unit works with a network of service providers).
    """
    if not (actor.system or actor.has(*KEEPERS)):
        return Refusal("agency.not_yours", "Ask a supervisor or the programme officer to add it.")
    if not known_kind:
        return Refusal("agency.kind", "Choose the kind of agency from the list.")
    if not new:
        return Refusal("agency.exists", "This agency is already in the directory.")
    return None


def may_take_directory(actor: Actor, *, faulty: bool) -> Refusal | None:
    """May this person take this table into the directory?

    Source: own design; nothing is taken in by halves.
    """
    refusal = may_keep_directory(actor, known_kind=True, new=True)
    return refusal or (TABLE_REFUSED if faulty else None)


def may_verify_contact(
    actor: Actor, *, contact: str, until: date | None, today: date
) -> Refusal | None:
    """May this person say that an agency is reached this way, as of today?

    Source: Permen PPPA 2/2022 (the unit works with a network of service providers).
    """
    if not (actor.system or actor.has(*VERIFIERS)):
        return Refusal("agency.not_verifier", "Ask the office to check this contact.")
    if until is not None and until < today:
        return Refusal("agency.ended", "This agency is no longer in the directory.")
    if not contact.strip():
        return Refusal("agency.no_contact", "Write how the agency is reached.")
    return None


COLUMNS = ("kind", "name", "service", "place", "contact", "hours")
LIMITS: Mapping[str, int] = {
    "kind": 20, "name": 120, "service": 200, "place": 13, "contact": 120, "hours": 120,
}  # fmt: skip
NEEDED = ("kind", "name", "service")


def faults_in(
    table: Table, *, kinds: Collection[str], places: Collection[str]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """What is wrong with a table of agencies, line by line and column by column?

    Rows without faults can be taken in; with faults there are none.

    Source: own design; nothing is taken in by halves.
    """
    found = list(shape_faults(table, COLUMNS))
    if found:
        return (), tuple(found)
    rows = list(rows_of(table, found))
    seen: set[tuple[str, str]] = set()
    for row in rows:
        found += _row_faults(row.line, row.cells, kinds, places)
        key = (row.cells["kind"], row.cells["name"].casefold())
        if key in seen:
            found.append(Fault(row.line, "name", msg("This agency stands twice in the table.")))
        seen.add(key)
    return ((), tuple(found)) if found else (tuple(rows), ())


def _row_faults(
    number: int, cells: Mapping[str, str], kinds: Collection[str], places: Collection[str]
) -> Iterator[Fault]:
    for name in NEEDED:
        if not cells[name]:
            yield Fault(number, name, msg("This may not be empty."))
    for name, most in LIMITS.items():
        if len(cells[name]) > most:
            yield Fault(number, name, msg("This is too long."))
    if cells["kind"] and cells["kind"] not in kinds:
        yield Fault(number, "kind", msg("This kind of agency is not on the list."))
    if cells["place"] and cells["place"] not in places:
        yield Fault(number, "place", msg("This is no place code of the regency."))


def may_change_agency(
    actor: Actor, *, known_kind: bool, name: str, service: str, taken: bool
) -> Refusal | None:
    """May this person change what the directory says of an agency, to this?

    Source: Permen PPPA 2/2022 (the unit works with a network of service providers).
    """
    refusal = may_keep_directory(actor, known_kind=known_kind, new=not taken)
    if refusal is not None:
        return refusal
    if not (name.strip() and service.strip()):
        return Refusal("agency.empty", "Write the name and what the agency does.")
    return None


def is_stale(verified: date | None, *, since: date) -> bool:
    """Has nobody confirmed this contact for too long?

    Source: own proposal; the time is a setting.
    """
    return verified is None or verified < since
