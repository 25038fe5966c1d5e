"""The three addresses of the field app: enrol, send, open."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.doors.village.frame import group_villages
from pabolo.doors.village.sync import wire, witness
from pabolo.doors.village.sync.today import today_for
from pabolo.doors.village.sync.wire import (
    MALFORMED,
    TOO_MUCH,
    UNKNOWN_PHONE,
    Answer,
    EnrolAsked,
    EnvelopeSent,
    OpenAsked,
    Order,
    SyncAsked,
    moment,
    said,
)
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.audit.actions import tick
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.devices.actions.enrolling import enrol, open_lease
from pabolo.ground.devices.actions.keeping import Envelope, keep
from pabolo.ground.devices.envelopes import from_text, to_text
from pabolo.ground.devices.queries import (
    device_of,
    shut_out,
    standing,
    taken_off,
)
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.field import ID_TAKEN, MOST_AT_ONCE, skew_of

if TYPE_CHECKING:
    from pabolo.ground.devices.models import Device, Submission

MOST_ASKED = 500
SKEW_KEPT = 10**9


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment(request: HttpRequest) -> HttpResponse:
    """GET: the CSRF token for the post, for who is signed in. POST: enrol."""
    if request.method != "POST":
        return said({"csrf": get_token(request)})
    try:
        return _enrolled(request, wire.read(request, EnrolAsked))
    except Refused as refused:
        return wire.refused(refused.refusal, 409)


def _enrolled(request: HttpRequest, asked: EnrolAsked) -> HttpResponse:
    actor, person, at = actor_in(request), person_in(request), clock.now()
    device = device_of(f"{asked.device}.{asked.device_token}") if asked.device else None
    if asked.device and device is None:
        raise Refused(UNKNOWN_PHONE)
    given = enrol(label=asked.label, device=device, by=actor, at=at)
    tick(at=at)
    fresh = to_text(given.device_token) if given.device_token else asked.device_token
    return said(
        {
            "device": given.device.hex,
            "device_token": fresh,
            "person": {
                "id": actor.id.hex,
                "name": person.name,
                "roles": sorted(actor.roles),
                "villages": villages_of(actor),
            },
            "person_token": to_text(given.person_token),
            "half": to_text(given.half),
            "lease_until": moment(given.lease_until),
            "field_key": wire.field_key(),
            "checkpoint": witness.newest(),
        }
    )


def villages_of(actor: Any) -> list[dict[str, str]]:
    """Code and name of the villages whose group the person belongs to."""
    return [{"code": code, "name": name} for code, name in group_villages(actor)]


def _phone(request: HttpRequest) -> "Device":
    """The phone that asks. Raises `Refused`."""
    scheme, _space, bearer = request.headers.get("Authorization", "").partition(" ")
    device = device_of(bearer.strip()) if scheme.lower() == "bearer" else None
    if device is None:
        raise Refused(UNKNOWN_PHONE)
    return device


def _status(refusal_code: str) -> int:
    table = {UNKNOWN_PHONE.code: 401, MALFORMED.code: 422, TOO_MUCH.code: 413}
    return table.get(refusal_code, 403)


@csrf_exempt
@login_not_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Keep what came, work it in if the office is unlocked, say how everything stands."""
    try:
        device = _phone(request)
        asked = wire.read(request, SyncAsked)
        return _answered(device, asked, clock.now())
    except Refused as refused:
        return wire.refused(refused.refusal, _status(refused.refusal.code))


def _answered(device: "Device", asked: SyncAsked, at: datetime) -> HttpResponse:
    sent = _envelopes(asked, device)
    taken = _taken(sent)
    skew = _skew(asked.clock, at)
    keep(device=device, envelopes=[one for one in sent if one.id not in taken], skew=skew, at=at)
    _work(device, at)
    tick(at=at)
    ids = list(dict.fromkeys([*(one.id for one in sent), *_ids(asked.waiting)]))
    note, proof = witness.since(asked.checkpoint)
    return said(
        {
            "now": moment(at),
            "field_key": wire.field_key(),
            "orders": orders_for(device, at),
            "answers": _answers(device, ids, taken, sent, at),
            "checkpoint": note,
            "proof": proof,
        }
    )


def _work(device: "Device", at: datetime) -> None:
    """Kept is kept: what cannot be worked in now is worked in later."""
    try:
        work_in_waiting(at=at, device=device.pk)
    except (Locked, AuditUnavailable):
        return


def _skew(phone: datetime, at: datetime) -> int:
    if phone.tzinfo is None:
        raise Refused(MALFORMED)
    return max(-SKEW_KEPT, min(SKEW_KEPT, skew_of(phone, at)))


def _envelopes(asked: SyncAsked, device: "Device") -> list[Envelope]:
    if len(asked.envelopes) > MOST_AT_ONCE or len(asked.waiting) > MOST_ASKED:
        raise Refused(TOO_MUCH)
    try:
        found = {one.id: one for one in (_envelope(sent, device) for sent in asked.envelopes)}
    except ValueError as error:
        raise Refused(MALFORMED) from error
    return list(found.values())


def _envelope(sent: EnvelopeSent, device: "Device") -> Envelope:
    if sent.made.tzinfo is None:
        raise ValueError("a moment has a zone")
    origin = UUID(hex=sent.device) if sent.device else device.pk
    return Envelope(UUID(hex=sent.id), sent.made, from_text(sent.sealed), origin)


def _ids(texts: Iterable[str]) -> list[UUID]:
    try:
        return [UUID(hex=text) for text in texts]
    except ValueError as error:
        raise Refused(MALFORMED) from error


def _taken(sent: list[Envelope]) -> frozenset[UUID]:
    """Ids that another phone's envelope has used."""
    rows = standing([one.id for one in sent])
    return frozenset(one.id for one in sent if one.id in rows and rows[one.id].origin != one.origin)


def _answers(
    device: "Device", ids: list[UUID], taken: frozenset[UUID], sent: list[Envelope], at: datetime
) -> list[Answer]:
    """Of what this phone sent or sealed, and of what it carries now."""
    rows, carried = standing(ids), {one.id for one in sent} - taken
    own = [rows[one] for one in ids if one in rows]
    found = [
        _answer(row) for row in own if device.pk in (row.device_id, row.origin) or row.pk in carried
    ]
    words = {"code": ID_TAKEN.code, "sentence": _(ID_TAKEN.sentence)}
    return found + [
        Answer(id=one.hex, state="refused", at=moment(at), **words) for one in ids if one in taken
    ]


def _answer(row: "Submission") -> Answer:
    return Answer(
        id=row.pk.hex,
        state=row.state,
        at=moment(row.received_at),
        code=row.code,
        sentence=_(row.sentence) if row.sentence else "",
    )


def orders_for(device: "Device", at: datetime) -> list[Order]:
    """What the phone does before anything else."""
    found = [Order(order="wipe")] if device.revoked_at else []
    found += [Order(order="wipe", person=one.hex) for one in taken_off(device)]
    locked = shut_out(device, day_of(at))
    return found + [Order(order="lock", person=one.hex) for one in locked]


@csrf_exempt
@login_not_required
@require_POST
def opening(request: HttpRequest) -> HttpResponse:
    """The half of the cache's key for another lease, and what the phone may show today."""
    try:
        device = _phone(request)
        asked = wire.read(request, OpenAsked)
        return _opened(device, asked, clock.now())
    except Refused as refused:
        return wire.refused(refused.refusal, _status(refused.refusal.code))


def _opened(device: "Device", asked: OpenAsked, at: datetime) -> HttpResponse:
    person = _ids([asked.person])[0]
    actor = actor_of(person, day_of(at))
    lease = open_lease(device=device, by=actor, token=asked.proof, at=at)
    return said(
        {
            "half": to_text(lease.half),
            "lease_until": moment(lease.until),
            "orders": orders_for(device, at),
            "today": today_for(actor, at),
        }
    )
