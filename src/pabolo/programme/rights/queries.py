"""Which requests there are, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted
from pabolo.programme.rights.facets import Decided, Looked, Told
from pabolo.programme.rights.models import Request
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.rights import Asks, Outcome, Relation, frees
from pabolo.rules.vocabulary import Facet, Subject

MOST = 60


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request opened under one receipt."""

    request: Request
    told: Told
    looked: Looked | None
    decided: Decided | None


def visible_to(actor: Actor) -> QuerySet[Request]:
    """Requests the actor was granted. The only way to list them."""
    return Request.objects.filter(granted(actor, Subject.REQUEST))


def request_for(actor: Actor, request_id: UUID) -> Request:
    """One request in scope; outside it, `Request.DoesNotExist`."""
    return visible_to(actor).get(pk=request_id)


def prove(rows: Sequence[Request], *, by: Actor, at: datetime, verb: str) -> Receipt:
    """Commit the receipt for these requests."""
    folders = [row.pk for row in rows]
    return receipt(verb, by=by, at=at, folders=folders, facets=[Facet.CARE])


def file_under(row: Request, proof: Receipt) -> RequestFile:
    """What stands in one request, under an existing receipt."""
    return RequestFile(
        row,
        open_sealed(proof, row, "body", Told),
        open_sealed(proof, row, "found", Looked) if row.found else None,
        open_sealed(proof, row, "decision", Decided) if row.decision else None,
    )


def open_request(request_id: UUID, *, by: Actor, at: datetime) -> RequestFile:
    """One request in scope, opened."""
    row = request_for(by, request_id)
    return file_under(row, prove([row], by=by, at=at, verb="rights.read"))


def listed(*, by: Actor, at: datetime, ended: bool = False) -> list[tuple[Request, Told]]:
    """Requests in scope under one receipt: those that wait, or the newest that ended."""
    rows = visible_to(by)
    wanted = ("done", "refused") if ended else ("open", "granted")
    order = "-answered_day" if ended else "taken_day"
    found = list(rows.filter(state__in=wanted).order_by(order, "id")[:MOST])
    if not found:
        return []
    proof = prove(found, by=by, at=at, verb="rights.list")
    return list(zip(found, open_many(proof, found, "body", Told), strict=True))


def is_freed_by(file: RequestFile) -> bool:
    """Whether this request frees the child's file to be destroyed."""
    told, decided = file.told, file.decided
    outcome = Outcome(decided.outcome) if decided else None
    return frees(asks=Asks(told.asks), relation=Relation(told.relation), outcome=outcome)


@dataclass(frozen=True, slots=True)
class AboutCases:
    """Which cases an open request is about, and for which an erasure was granted."""

    pending: frozenset[UUID]
    erasure: frozenset[UUID]


def about_cases(*, at: datetime) -> AboutCases:
    """The same of every request that waits, read by the system to keep what they are about."""
    rows = list(Request.objects.filter(state__in=("open", "granted")).order_by("id"))
    if not rows:
        return AboutCases(frozenset(), frozenset())
    proof = prove(rows, by=SYSTEM, at=at, verb="rights.scan")
    pending, erasure = set[UUID](), set[UUID]()
    for file in (file_under(row, proof) for row in rows):
        if file.looked is None or not file.looked.case:
            continue
        case = UUID(file.looked.case)
        (erasure if is_freed_by(file) else pending).add(case)
    return AboutCases(frozenset(pending), frozenset(erasure))


def waiting() -> frozenset[tuple[UUID, int]]:
    """Every request that waits, with its version: whether one came or moved in between."""
    rows = Request.objects.filter(state__in=("open", "granted"))
    return frozenset(rows.values_list("pk", "version"))


def answered_until(day: date) -> QuerySet[Request]:
    """Requests that ended on or before a day. Not scoped: for retention."""
    return Request.objects.filter(state__in=("done", "refused"), answered_day__lte=day)
