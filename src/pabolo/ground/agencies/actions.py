"""Keeping the directory of partner agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from pabolo.ground.agencies import queries
from pabolo.ground.agencies.models import Agency, AgencyChange, AgencyKey
from pabolo.ground.audit.actions import act
from pabolo.ground.keys.cards import own_card, read_card
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.lib.tables import rows_of, table_of
from pabolo.ground.places.queries import place_codes
from pabolo.ground.policy.queries import choices, is_code
from pabolo.rules.actors import Actor
from pabolo.rules.agencies import (
    COLUMNS,
    faults_in,
    may_change_agency,
    may_keep_directory,
    may_take_directory,
    may_verify_contact,
)
from pabolo.rules.codes import normalise_code
from pabolo.rules.tables import Fault
from pabolo.rules.transfer import CardFacts, may_enter_card, may_withdraw_card

DATA = Path(__file__).resolve().parent / "data"
PLACEHOLDER = "(0624) 000-000"


def load_directory(*, by: Actor, at: datetime) -> int:
    """Put the usual partners into the directory, with placeholder contacts; returns how many.

    Safe to run again: what is there already, changed or not, stays as it is.
    """
    rows = rows_of(DATA / "agencies.csv")
    with act("agency.directory_loaded", by=by, at=at, detail={"agencies": len(rows)}):
        Agency.objects.bulk_create(
            [Agency(**row, contact=PLACEHOLDER, placeholder=True) for row in rows],
            ignore_conflicts=True,
        )
    return len(rows)


def add_agency(
    *, by: Actor, at: datetime, kind: str, name: str, service: str, place: str = "",
    contact: str = "", hours: str = "",
) -> Agency:  # fmt: skip
    """Add an agency to the directory. Its contact counts as unverified until someone checks."""
    with act("agency.added", by=by, at=at, detail={"kind": kind}) as draft:
        known = is_code("agency_kind", kind, day_of(at))
        new = not Agency.objects.filter(kind=kind, name=name).exists()
        ensure(may_keep_directory(by, known_kind=known, new=new))
        added = Agency.objects.create(
            kind=kind, name=name, service=service, place=place, contact=contact, hours=hours
        )
        draft.detail["agency"] = added.id.hex
        _note(added, {"added": ("", name)}, by=by, at=at)
        return added


def verify_contact(
    *, by: Actor, at: datetime, agency_id: UUID, contact: str, hours: str = ""
) -> Agency:
    """Record that the agency is reached this way, checked today by the actor."""
    with act("agency.contact_verified", by=by, at=at, detail={"agency": agency_id.hex}):
        agency = queries.agency(agency_id)
        today = day_of(at)
        ensure(may_verify_contact(by, contact=contact, until=agency.until_day, today=today))
        told = {"contact": contact.strip(), "hours": hours.strip()}
        changed = {key: (getattr(agency, key), text) for key, text in told.items()}
        _note(agency, changed, by=by, at=at)
        agency.contact, agency.placeholder = told["contact"], False
        agency.hours, agency.last_verified = told["hours"], today
        agency.save(update_fields=["contact", "placeholder", "hours", "last_verified"])
        return agency


def change_agency(
    *, by: Actor, at: datetime, agency_id: UUID, kind: str, name: str, service: str, place: str,
    contact: str, hours: str,
) -> Agency:  # fmt: skip
    """Correct what the directory says; what stood before is kept."""
    with act("agency.changed", by=by, at=at, detail={"agency": agency_id.hex}):
        agency = queries.agency(agency_id)
        known = is_code("agency_kind", kind, day_of(at)) or kind == agency.kind
        taken = Agency.objects.filter(kind=kind, name=name).exclude(pk=agency_id).exists()
        ensure(may_change_agency(by, known_kind=known, name=name, service=service, taken=taken))
        wanted = {"kind": kind, "name": name, "service": service, "place": place,
                  "contact": contact, "hours": hours}  # fmt: skip
        _write(agency, wanted, by=by, at=at)
        return agency


def _write(agency: Agency, wanted: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Change what differs, and keep what stood before. A new contact counts as unverified."""
    new = {key: text for key, text in wanted.items() if getattr(agency, key) != text}
    _note(agency, {key: (getattr(agency, key), text) for key, text in new.items()}, by=by, at=at)
    for key, text in new.items():
        setattr(agency, key, text)
    if "contact" in new:
        agency.last_verified, agency.placeholder = None, False
    agency.save()


def _note(agency: Agency, told: Mapping[str, tuple[str, str]], *, by: Actor, at: datetime) -> None:
    """Keep what stood before and what stands now, where they differ."""
    number = AgencyChange.objects.filter(agency=agency).count()
    changed = [(key, *pair) for key, pair in told.items() if pair[0] != pair[1]]
    AgencyChange.objects.bulk_create(
        AgencyChange(agency=agency, day=day_of(at), by_id=by.id, field=key, before=before,
                     after=after, number=number + place)
        for place, (key, before, after) in enumerate(changed, start=1)
    )  # fmt: skip


def end_agency(*, by: Actor, at: datetime, agency_id: UUID) -> Agency:
    """Take an agency out of the directory after today; referrals that name it keep it."""
    with act("agency.ended", by=by, at=at, detail={"agency": agency_id.hex}):
        agency = queries.agency(agency_id)
        ensure(may_keep_directory(by, known_kind=True, new=True))
        agency.until_day = day_of(at) - timedelta(days=1)
        _note(agency, {"ended": ("", agency.until_day.isoformat())}, by=by, at=at)
        agency.save(update_fields=["until_day"])
        return agency


@dataclass(frozen=True, slots=True)
class Table:
    """A table of agencies as read: what is wrong, else what is new and what would change."""

    faults: tuple[Fault, ...] = ()
    new: tuple[dict[str, str], ...] = ()
    changed: tuple[dict[str, str], ...] = ()
    same: int = 0


def look_at_table(text: str, *, today: date) -> Table:
    """Read a CSV table of agencies without writing anything."""
    kinds = {code for code, _name in choices("agency_kind", today)}
    taken, faults = faults_in(table_of(text), kinds=kinds, places=place_codes())
    if faults:
        return Table(faults)
    rows = [row.cells for row in taken]
    known = {(one.kind, one.name): one for one in Agency.objects.all()}
    new = [row for row in rows if (row["kind"], row["name"]) not in known]
    old = [(known[row["kind"], row["name"]], row) for row in rows if row not in new]
    changed = [row for one, row in old if any(getattr(one, c) != row[c] for c in COLUMNS)]
    return Table((), tuple(new), tuple(changed), len(old) - len(changed))


def take_table(text: str, *, by: Actor, at: datetime) -> Table:
    """Write a table of agencies into the directory: all of it, or nothing."""
    table = look_at_table(text, today=day_of(at))
    ensure(may_take_directory(by, faulty=bool(table.faults)))
    detail = {"new": len(table.new), "changed": len(table.changed)}
    with act("agency.imported", by=by, at=at, detail=detail):
        for row in table.new:
            added = Agency.objects.create(**{key: row[key] for key in COLUMNS})
            _note(added, {"added": ("", added.name)}, by=by, at=at)
        for row in table.changed:
            one = Agency.objects.get(kind=row["kind"], name=row["name"])
            _write(one, {key: row[key] for key in COLUMNS}, by=by, at=at)
    return table


def enter_key(
    *, agency_id: UUID, card: str, fingerprint: str, read_by: str, by: Actor, at: datetime
) -> AgencyKey:
    """Enter a unit's card; `fingerprint` is what was heard, `read_by` who read it aloud."""
    found, unit = read_card(card), queries.agency(agency_id)
    heard = found is not None and normalise_code(fingerprint) == found.fingerprint
    facts = CardFacts(found is not None, heard, unit.kind, own=found == own_card())
    ensure(may_enter_card(by, facts, read_by=read_by))
    assert found is not None
    keys = (found.recipient, found.signer)
    return _keep_key("agency.key_entered", agency_id, keys, read_by, by, at)


def withdraw_key(*, agency_id: UUID, reason: str, by: Actor, at: datetime) -> AgencyKey:
    """The card no longer holds: lost, changed, doubted. Files signed with it are refused."""
    held = queries.key_of(agency_id) is not None
    ensure(may_withdraw_card(by, held=held, reason=reason))
    return _keep_key("agency.key_withdrawn", agency_id, ("", ""), reason, by, at)


def _keep_key(
    verb: str, agency_id: UUID, keys: tuple[str, str], words: str, by: Actor, at: datetime
) -> AgencyKey:
    with act(verb, by=by, at=at, detail={"agency": agency_id.hex}):
        return AgencyKey.objects.create(
            agency_id=agency_id,
            number=AgencyKey.objects.filter(agency_id=agency_id).count() + 1,
            recipient=keys[0],
            signer=keys[1],
            read_by=words.strip()[:120],
            verified_by_id=by.id,
            day=day_of(at),
        )
