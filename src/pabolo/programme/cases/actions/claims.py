"""Restitution and the protection of LPSK: asked for, not wanted, decided, paid."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell_while_open
from pabolo.programme.cases.actions.journal import Work, append, writing
from pabolo.programme.cases.actions.legal import begin_legal, day_in
from pabolo.rules.actors import Actor
from pabolo.rules.legal_claims import (
    Asking,
    Claim,
    Outcome,
    Sayer,
    Through,
    may_ask,
    may_decide,
    may_pay,
    may_waive,
)
from pabolo.rules.vocabulary import Event


def ask_claim(
    *, case_id: UUID, asked: e.ClaimAsked, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record that restitution or protection is asked for, and through whom.

    Where no process runs, restitution opens one: from now on somebody asks how it goes.
    """
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    kind = Claim(asked.kind)
    asking = Asking(
        claim=kind,
        through=Through(asked.through),
        on=day_in(asked.on),
        amount=asked.amount,
        running=work.state.legal.running(kind) is not None,
        unpaid=work.state.legal.unpaid(kind) is not None,
        case_open=work.case.closed_day is None,
    )
    ensure(may_ask(by, asking, today=day_of(at)))
    event = Event.RESTITUTION_ANSWERED if kind is Claim.RESTITUTION else Event.PROTECTION_ASKED
    ran = work.state.legal_open
    with writing("case.claim_asked", work):
        append(work, asked)
        tell_while_open(work, event, ref=UUID(asked.claim))
        if work.state.legal_open and not ran:
            tell_while_open(work, Event.LEGAL_MOVED)
    return work


def waive_claim(
    *, case_id: UUID, waived: e.ClaimWaived, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record that it is not wanted, because: the family's answer, which ends the question."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    kind = Claim(waived.kind)
    ensure(
        may_waive(
            by,
            sayer=Sayer(waived.sayer),
            because=waived.because,
            relations=work.stats.relations,
            running=work.state.legal.running(kind) is not None,
            unpaid=work.state.legal.unpaid(kind) is not None,
        )
    )
    with writing("case.claim_waived", work):
        append(work, waived)
        if kind is Claim.RESTITUTION:
            tell_while_open(work, Event.RESTITUTION_ANSWERED)
    return work


def decide_claim(
    *, case_id: UUID, decided: e.ClaimDecided, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record what was decided on it."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    known = work.state.legal.claims.get(decided.claim)
    kind = known.kind if known else Claim.RESTITUTION
    ensure(
        may_decide(
            by,
            waits=known is not None and known.decided is None,
            claim=kind,
            outcome=Outcome(decided.outcome),
            amount=decided.amount,
            on=day_in(decided.on),
            today=day_of(at),
        )
    )
    with writing("case.claim_decided", work):
        append(work, decided)
        _decided(work, decided, kind)
    return work


def _decided(work: Work, decided: e.ClaimDecided, kind: Claim) -> None:
    key = UUID(decided.claim)
    if kind is Claim.PROTECTION:
        tell_while_open(work, Event.PROTECTION_DECIDED, ref=key)
    elif work.state.legal.claims[decided.claim].owed:
        tell_while_open(work, Event.RESTITUTION_GRANTED, ref=key)
    _ended(work)


def _ended(work: Work) -> None:
    """Where restitution was the last thing waited for, the process is over with it."""
    if not work.state.legal_open:
        tell_while_open(work, Event.LEGAL_ENDED)


def pay_claim(
    *, case_id: UUID, paid: e.ClaimPaid, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record a payment of restitution, whole or in part."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    known = work.state.legal.claims.get(paid.claim)
    owed = known.owed if known else 0
    on = day_in(paid.on)
    ensure(may_pay(by, owed=owed, amount=paid.amount, on=on, today=day_of(at)))
    with writing("case.claim_paid", work):
        append(work, paid)
        if not work.state.legal.claims[paid.claim].owed:
            tell_while_open(work, Event.RESTITUTION_PAID, ref=UUID(paid.claim))
        _ended(work)
    return work
