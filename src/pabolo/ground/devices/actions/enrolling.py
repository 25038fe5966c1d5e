"""Enrolling a phone and the people on it, and opening a lease."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from pabolo.ground.accounts import box
from pabolo.ground.audit.actions import act
from pabolo.ground.devices import queries
from pabolo.ground.devices.models import Carrier, Device, Proof
from pabolo.ground.devices.queries import hashed
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import number
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.field import MOST_WRONG, OnPhone, may_enrol, may_enrol_again, may_open
from pabolo.rules.vocabulary import Subject

TOKEN = 32
PURPOSE = "field-half"
WRONG_PROOF = Refusal("field.own_proof", "This does not open here. Check the PIN.")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the phone is given, once: the tokens are not kept here."""

    device: UUID
    device_token: bytes | None
    person_token: bytes
    half: bytes
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """The half of the cache's key, and until when the phone may use it."""

    half: bytes
    until: datetime


def _lease_end(at: datetime) -> datetime:
    return at + timedelta(hours=number("field.lease_hours", day_of(at)))


def enrol(*, label: str, device: Device | None, by: Actor, at: datetime) -> Enrolled:
    """Let a person use a phone: a new one, or one that is enrolled already. Raises `Refused`."""
    ensure(may_enrol(by, label=label if device is None else device.label))
    fresh = secrets.token_bytes(TOKEN) if device is None else None
    person_token, half = secrets.token_bytes(TOKEN), os.urandom(TOKEN)
    with act("field.enrolled", by=by, at=at) as draft:
        if device is None:
            device = _new_device(label.strip(), fresh or b"", by, at)
        draft.subject = (Subject.DEVICE, device.pk)
        carrier = _carrier(device, hashed(person_token), half, by, at)
        Proof.objects.create(carrier=carrier, token=carrier.token, day=day_of(at))
    return Enrolled(device.pk, fresh, person_token, half, carrier.lease_until)


def _new_device(label: str, token: bytes, by: Actor, at: datetime) -> Device:
    day = day_of(at)
    return Device.objects.create(
        id=random_id(),
        label=label,
        token=hashed(token),
        enrolled_by=by.id,
        enrolled_day=day,
        seen_day=day,
    )


def _carrier(device: Device, token: bytes, half: bytes, by: Actor, at: datetime) -> Carrier:
    """A new person on the phone, or one who gets a new PIN there. Called inside an open act."""
    rows = Carrier.objects.select_for_update().select_related("device")
    carrier = rows.filter(device=device, person_id=by.id).first()
    if carrier is None:
        ensure(may_enrol_again(OnPhone(device_revoked=device.revoked_at is not None)))
        carrier = Carrier(id=random_id(), device=device, person_id=by.id)
    else:
        ensure(may_enrol_again(queries.on_phone(carrier)))
    carrier.token = token
    carrier.half = box.seal(PURPOSE, half, carrier.pk.bytes)
    carrier.lease_until = _lease_end(at)
    carrier.wrong, carrier.opened, carrier.reset = 0, False, False
    carrier.save()
    return carrier


def open_lease(*, device: Device, by: Actor, token: str, at: datetime) -> Lease:
    """The half of the cache's key, for another lease. A wrong proof is counted.

    Raises `Refused`: wrong proof, too many of them, taken off the phone, no post any more.
    """
    carrier = queries.carrier_of(device, by.id)
    if carrier is None:
        raise Refused(WRONG_PROOF)
    if hashed(queries.token_in(token)) != bytes(carrier.token):
        _count_wrong(carrier, by, at)
        raise Refused(WRONG_PROOF)
    with act("field.opened", by=by, at=at, subject=(Subject.DEVICE, device.pk)):
        rows = Carrier.objects.select_for_update().select_related("device")
        carrier = rows.get(pk=carrier.pk)
        ensure(may_open(by, queries.on_phone(carrier)))
        carrier.lease_until, carrier.wrong, carrier.opened = _lease_end(at), 0, True
        carrier.save(update_fields=["lease_until", "wrong", "opened"])
    half = box.unseal(PURPOSE, bytes(carrier.half), carrier.pk.bytes)
    if half is None:
        raise Refused(WRONG_PROOF)
    return Lease(half, carrier.lease_until)


def _count_wrong(carrier: Carrier, by: Actor, at: datetime) -> None:
    """Counted even while many try at once; the log has one entry a try."""
    with act("field.wrong_proof", by=by, at=at, subject=(Subject.DEVICE, carrier.device_id)):
        rows = Carrier.objects.filter(pk=carrier.pk, wrong__lt=MOST_WRONG)
        rows.update(wrong=F("wrong") + 1)
