"""Which phones are there, who uses them, what did they send and what became of it?"""

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pabolo.ground.accounts.models import Post
from pabolo.ground.accounts.queries import held_on
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.devices.envelopes import Unreadable, from_text, open_envelope
from pabolo.ground.devices.models import Carrier, Device, Proof, Submission
from pabolo.rules.actors import Actor
from pabolo.rules.field import MOST_WRONG, OnPhone, may_keep_phones
from pabolo.rules.vocabulary import Role

WAITING = ("parked", "quarantined")


def hashed(token: bytes) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token).digest()


def token_in(text: str) -> bytes:
    try:
        return from_text(text)
    except ValueError:
        return b""


def device_of(bearer: str) -> Device | None:
    """The phone behind `<device>.<token>`, revoked or not; None where they do not fit."""
    name, _, token = bearer.partition(".")
    try:
        found = Device.objects.filter(pk=UUID(hex=name)).first()
    except ValueError:
        return None
    fits = found is not None and hmac.compare_digest(bytes(found.token), hashed(token_in(token)))
    return found if fits else None


def carrier_of(device: Device, person: UUID) -> Carrier | None:
    """This person on this phone."""
    return Carrier.objects.filter(device=device, person_id=person).first()


def proved(person: UUID, token: str) -> Carrier | None:
    """On which phone was this token, older ones too, given to this person?"""
    found = Proof.objects.filter(token=hashed(token_in(token)), carrier__person_id=person)
    one = found.select_related("carrier__device").first()
    return one.carrier if one else None


def on_phone(carrier: Carrier) -> OnPhone:
    """The same for the rules."""
    return OnPhone(
        device_revoked=carrier.device.revoked_at is not None,
        revoked=carrier.revoked_at is not None,
        opened=carrier.opened,
        reset=carrier.reset,
        wrong=carrier.wrong,
    )


def taken_off(device: Device) -> list[UUID]:
    """Whose readable part of this phone must go: people taken off it."""
    rows = Carrier.objects.filter(device=device, revoked_at__isnull=False)
    return list(rows.order_by("person_id").values_list("person_id", flat=True))


def shut_out(device: Device, on: date) -> list[UUID]:
    """Who must be locked on this phone: to get a new PIN, or without a post."""
    at_work = Post.objects.filter(held_on(on), person_id=OuterRef("person_id"))
    rows = Carrier.objects.filter(device=device, revoked_at=None)
    rows = rows.filter(Q(reset=True) | ~Exists(at_work))
    return list(rows.order_by("person_id").values_list("person_id", flat=True))


def visible_to(actor: Actor, on: date) -> QuerySet[Device]:
    """The phones that this person looks after: all, or those of people of the own group."""
    if may_keep_phones(actor) is None:
        return Device.objects.all()
    villages = actor.villages_as(Role.GROUP_LEAD)
    posts = Post.objects.filter(held_on(on), village__in=villages)
    carried = Carrier.objects.filter(device=OuterRef("pk"), person__in=posts.values("person_id"))
    return Device.objects.filter(Exists(carried))


def carriers_for(actor: Actor, on: date) -> QuerySet[Carrier]:
    """People on phones whose PIN this person may reset: everybody, or those of the own group."""
    rows = Carrier.objects.select_related("device", "person").order_by("person__name", "pk")
    if may_keep_phones(actor) is None:
        return rows
    posts = Post.objects.filter(held_on(on), village__in=actor.villages_as(Role.GROUP_LEAD))
    return rows.filter(person__in=posts.values("person_id")).exclude(person_id=actor.id)


@dataclass(frozen=True, slots=True)
class OnIt:
    """Somebody on a phone. `off`: taken off it; `withheld`: too many wrong proofs."""

    id: UUID
    person: UUID
    name: str
    off: bool
    withheld: bool
    reset: bool
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A phone in a list. `skew`: by how many seconds its clock was ahead."""

    id: UUID
    label: str
    people: tuple[OnIt, ...]
    enrolled_day: date
    seen_day: date
    skew: int
    revoked_at: datetime | None
    waiting: int


def device_lines(actor: Actor, on: date) -> list[DeviceLine]:
    """The phones that this person looks after, the one seen longest ago last."""
    waits = Count("submissions", filter=Q(submissions__state__in=WAITING))
    rows = visible_to(actor, on).annotate(waiting=waits).order_by("-seen_day", "label", "pk")
    found = list(rows)
    carried: dict[UUID, list[OnIt]] = {}
    people = Carrier.objects.filter(device__in=[one.pk for one in found])
    for one in people.select_related("person").order_by("person__name"):
        carried.setdefault(one.device_id, []).append(carrier_line(one))
    return [_line(one, tuple(carried.get(one.pk, ()))) for one in found]


def carrier_line(one: Carrier) -> OnIt:
    """Somebody on a phone, for lists."""
    return OnIt(
        one.pk,
        one.person_id,
        one.person.name,
        one.revoked_at is not None,
        one.wrong >= MOST_WRONG,
        one.reset,
        one.lease_until,
    )


def _line(one: Device, people: tuple[OnIt, ...]) -> DeviceLine:
    return DeviceLine(
        one.pk,
        one.label,
        people,
        one.enrolled_day,
        one.seen_day,
        one.skew,
        one.revoked_at,
        one.waiting,  # type: ignore[attr-defined]
    )


def waiting_for(actor: Actor, on: date) -> QuerySet[Submission]:
    """What waits for a decision of this person, the oldest first. Without the sealed part."""
    rows = Submission.objects.filter(state__in=WAITING).defer("sealed")
    if may_keep_phones(actor) is not None:
        rows = rows.none()
    return rows.select_related("device").order_by("received_at", "place")


def with_envelope(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """The same with the sealed part, to be opened."""
    return rows.defer(None)


def stored(device: UUID | None = None) -> list[Submission]:
    """What has come and was not yet worked in, in the order in which it was made."""
    rows = Submission.objects.filter(state="stored").select_related("device")
    if device is not None:
        rows = rows.filter(device_id=device)
    return list(rows.order_by("received_at", "place"))


def standing(ids: Collection[UUID]) -> dict[UUID, Submission]:
    """How these envelopes stand, whoever sent them. Without the sealed part."""
    rows = Submission.objects.filter(pk__in=ids).defer("sealed")
    return {row.pk: row for row in rows}


def revoked(row: Submission) -> bool:
    """Whether the phone that sent an envelope, or the one that sealed it, is revoked."""
    if row.device.revoked_at is not None:
        return True
    if row.origin == row.device_id:
        return False
    return Device.objects.filter(pk=row.origin, revoked_at__isnull=False).exists()


def opened(proof: Receipt, rows: Iterable[Submission]) -> dict[UUID, bytes | None]:
    """What envelopes say, under a receipt of the log; None for one that cannot be read."""
    if not isinstance(proof, Receipt):
        raise TypeError("an envelope is opened under a receipt")
    return {row.pk: _opened(row) for row in rows}


def _opened(row: Submission) -> bytes | None:
    try:
        return open_envelope(bytes(row.sealed or b""), identity=row.pk, device=row.origin)
    except Unreadable:
        return None
