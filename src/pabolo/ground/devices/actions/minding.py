"""Looking after phones: revoking, lifting, resetting a PIN, deciding what waits."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.audit.actions import act
from pabolo.ground.devices import queries
from pabolo.ground.devices.models import Carrier, Device, Submission
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.rules.activities import IN_VILLAGE
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.field import CLASH, REASONS, may_keep_phones, may_reset_pin
from pabolo.rules.vocabulary import Subject

DECIDED = Refusal("field.changed", "This entry has already been decided.")
OF_THE_LEAD = Refusal("field.clash_open", "The group lead decides between the two values first.")
NO_REASON = Refusal("field.reason", "Choose why this entry is refused.")


def revoke(*, device_id: UUID, by: Actor, at: datetime) -> None:
    """Revoke a phone: its readable part is wiped on contact; what it sends is kept apart."""
    _turn(device_id, "field.revoked", at, by, at)


def lift(*, device_id: UUID, by: Actor, at: datetime) -> None:
    """Let a revoked phone be used again. What was quarantined stays for a decision."""
    _turn(device_id, "field.lifted", None, by, at)


def _turn(device_id: UUID, verb: str, to: datetime | None, by: Actor, at: datetime) -> None:
    with act(verb, by=by, at=at, subject=(Subject.DEVICE, device_id)):
        ensure(may_keep_phones(by))
        device = Device.objects.select_for_update().get(pk=device_id)
        device.revoked_at = to
        device.save(update_fields=["revoked_at"])


def take_off(*, device_id: UUID, person: UUID, by: Actor, at: datetime) -> None:
    """Take one person off a phone; the others go on."""
    with act("field.taken_off", by=by, at=at, subject=(Subject.DEVICE, device_id)):
        ensure(may_keep_phones(by))
        carrier = Carrier.objects.select_for_update().get(device_id=device_id, person_id=person)
        carrier.revoked_at = carrier.revoked_at or at
        carrier.save(update_fields=["revoked_at"])


def reset_pin(*, carrier_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody choose a new PIN: the phone may enrol them again, after they sign in."""
    with act("field.pin_reset", by=by, at=at) as draft:
        scope = queries.carriers_for(by, day_of(at))
        carrier = Carrier.objects.get(pk=scope.get(pk=carrier_id).pk)
        draft.subject = (Subject.DEVICE, carrier.device_id)
        person = actor_of(carrier.person_id, day_of(at))
        own = carrier.person_id == by.id
        ensure(may_reset_pin(by, person.villages_as(*IN_VILLAGE), own=own))
        carrier.reset, carrier.wrong = True, 0
        carrier.save(update_fields=["reset", "wrong"])


def refuse(*, submission_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Refuse what waits, with one of the sentences that the phone shows."""
    if reason not in REASONS:
        raise Refused(NO_REASON)
    subject, detail = (Subject.SUBMISSION, submission_id), {"reason": reason}
    with act("field.refused", by=by, at=at, subject=subject, detail=detail):
        row = _waiting(submission_id, by)
        row.state, row.code, row.sentence = "refused", reason, REASONS[reason]
        row.sealed, row.decided_by, row.changed_day = None, by.id, day_of(at)
        row.save()


def accept(*, submission_id: UUID, by: Actor, at: datetime) -> None:
    """Note that a person decided to take in what waits. The entry itself is made after this."""
    with act("field.accepted", by=by, at=at, subject=(Subject.SUBMISSION, submission_id)):
        row = _waiting(submission_id, by)
        row.decided_by, row.changed_day = by.id, day_of(at)
        row.save(update_fields=["decided_by", "changed_day"])


def _waiting(submission_id: UUID, by: Actor) -> Submission:
    ensure(may_keep_phones(by))
    row = Submission.objects.select_for_update().get(pk=submission_id)
    if row.state not in queries.WAITING:
        raise Refused(DECIDED)
    if row.code == CLASH.code:
        raise Refused(OF_THE_LEAD)
    return row
