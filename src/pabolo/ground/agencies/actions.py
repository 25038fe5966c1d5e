"""Keeping the directory of partner agencies."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from pabolo.ground.agencies import queries
from pabolo.ground.agencies.models import Agency
from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.lib.tables import rows_of
from pabolo.ground.policy.queries import is_code
from pabolo.rules.actors import Actor
from pabolo.rules.agencies import may_keep_directory, may_verify_contact

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
        return added


def verify_contact(
    *, by: Actor, at: datetime, agency_id: UUID, contact: str, hours: str = ""
) -> Agency:
    """Record that the agency is reached this way, checked today by the actor."""
    with act("agency.contact_verified", by=by, at=at, detail={"agency": agency_id.hex}):
        agency = queries.agency(agency_id)
        today = day_of(at)
        ensure(may_verify_contact(by, contact=contact, until=agency.until_day, today=today))
        agency.contact, agency.placeholder = contact.strip(), False
        agency.hours, agency.last_verified = hours.strip(), today
        agency.save(update_fields=["contact", "placeholder", "hours", "last_verified"])
        return agency
