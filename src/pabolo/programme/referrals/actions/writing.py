"""How a referral changes: one line of its history, its state, its duties. Inside an open act."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties import actions as duties
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.sealing import seal
from pabolo.programme.referrals.facets import Said
from pabolo.programme.referrals.models import Referral, ReferralEntry, Slip
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import DutyFacts
from pabolo.rules.referrals import EVENT_OF, FINISHED
from pabolo.rules.vocabulary import Event, ReferralState, Subject

CHANGED = Refusal(
    "referral.changed_meanwhile",
    "Something new came while you were writing. Look at it, then save again.",
)


def put_line(referral: Referral, said: Said, *, author: UUID | None) -> None:
    """Add a line, move the state it names; Refused if the referral moved meanwhile."""
    day, state = day_of(said.at), referral.state
    moved = said.what if said.what in set(ReferralState) else state
    ended = ReferralState(moved) in FINISHED
    seq = ReferralEntry.objects.filter(referral=referral).count() + 1
    changed = Referral.objects.filter(pk=referral.pk, version=referral.version).update(
        version=referral.version + 1,
        state=moved,
        changed_day=day,
        closed_day=day if ended else None,
    )
    if not changed:
        raise Refused(CHANGED)
    referral.version, referral.state, referral.changed_day = referral.version + 1, moved, day
    row = ReferralEntry(
        referral=referral, case_id=referral.case_id, seq=seq, author_id=author, day=day
    )
    seal(row, "body", said)
    row.save(force_insert=True)
    if ended:
        end_slips(referral, day)


def end_slips(referral: Referral, day: date) -> None:
    """Whatever slip lives opens nothing any more."""
    Slip.objects.filter(referral=referral, ended_day__isnull=True).update(ended_day=day)


def owe(
    referral: Referral,
    event: Event,
    *,
    proof: Receipt,
    by: Actor,
    at: datetime,
    due_day: date | None = None,
) -> None:
    """What an event changes in the duties of one referral."""
    facts = DutyFacts(
        subject=Subject.REFERRAL,
        worker_id=referral.case.worker_id,
        due_day=due_day,
        ref=referral.pk,
    )
    duties.happened(event, facts=facts, folder=referral.case_id, proof=proof, by=by, at=at)


def owe_for_state(
    referral: Referral, *, proof: Receipt, by: Actor, at: datetime, due_day: date | None = None
) -> None:
    """The event of the state just reached."""
    event = EVENT_OF[ReferralState(referral.state)]
    owe(referral, event, proof=proof, by=by, at=at, due_day=due_day)
