"""Holding, proposing to destroy, and destroying by a second person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault import erasure
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.kinds.holds import hold_in
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import lines_of
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.actions.leaving import barred_from_reports
from pabolo.programme.retention.due import Unit, going_together, periods_on, stand_as_seen, units
from pabolo.programme.retention.facets import BatchBody, Item
from pabolo.programme.retention.models import Batch
from pabolo.programme.retention.queries import BatchFile, open_batch
from pabolo.programme.rights.queries import waiting
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.retention import (
    GONE,
    Proposed,
    may_approve,
    may_decline,
    may_hold,
    may_lift,
    may_propose,
)
from pabolo.rules.vocabulary import Role, Subject

DECIDED_MEANWHILE = Refusal(
    "destroy.decided_meanwhile", "Somebody else decided this meanwhile. Look at what is there now."
)


NOT_YOURS = Refusal(
    "destroy.not_yours",
    "Something here may not be decided by you. Choose less, or leave it to another person.",
)


def _keeps_out(unit: Unit, by: Actor, at: datetime) -> bool:
    """Whether the names of a file touch this person: nobody destroys what may be about them."""
    rows = Case.objects.filter(pk__in=unit.cases).select_related("child")
    if any(by.id in readers_of(case, at=at).barred for case in rows):
        return True
    alone = [] if unit.cases else [pk for kind, pk in unit.folders if kind is Subject.REPORT]
    return by.id in barred_from_reports(alone, at=at)


# Legal hold


def _work(case_id: UUID, by: Actor, at: datetime, seen: int | None) -> Work:
    """The case, for its team; the head of the agency holds any case, without opening it."""
    if not by.has(Role.AGENCY_HEAD):
        return begin(case_id, by=by, at=at, seen=seen)
    case = Case.objects.select_related("child").get(pk=case_id)
    if by.id in readers_of(case, at=at).barred:
        raise Case.DoesNotExist
    work = system_work(case, at)
    work.by = by
    return work


def is_held(work: Work) -> bool:
    """Whether a legal hold lies on the case."""
    return hold_in(one.line for one in lines_of(work.case, work.proof)) is not None


def hold_on(case_id: UUID, *, by: Actor, at: datetime) -> e.HoldPlaced | None:
    """The hold that lies on a case, for who may place one."""
    ensure(may_do(by, Verb.HOLD))
    work = _work(case_id, by, at, None)
    return hold_in(one.line for one in lines_of(work.case, work.proof))


def sees(case_id: UUID, *, by: Actor) -> bool:
    """Whether the case's own page opens for this person."""
    return visible_to(by).filter(pk=case_id).exists()


def place_hold(
    *, case_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Place a legal hold: nothing of the file is destroyed until it is lifted."""
    ensure(may_hold(by, held=False, reason=reason))
    work = _work(case_id, by, at, seen)
    ensure(may_hold(by, held=is_held(work), reason=reason))
    with writing("retention.held", work):
        append(work, e.HoldPlaced(at=at, by="", reason=reason.strip()))


def lift_hold(
    *, case_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Lift a legal hold, with the reason."""
    ensure(may_lift(by, held=True, reason=reason))
    work = _work(case_id, by, at, seen)
    ensure(may_lift(by, held=is_held(work), reason=reason))
    with writing("retention.lifted", work):
        append(work, e.HoldLifted(at=at, by="", reason=reason.strip()))


# Destruction


def _item(unit: Unit) -> Item:
    return Item(
        root=unit.root.hex,
        kept=unit.facts.kept.value,
        until=unit.until.isoformat() if unit.until else "",
        name=unit.name,
        folders=len(unit.folders),
    )


def propose(*, roots: Collection[UUID], reason: str, by: Actor, at: datetime) -> UUID:
    """Put what is due before a second person. What is not due any more is refused."""
    ensure(may_propose(by, len(roots)))
    found = units(at=at, roots=roots)
    ensure(next((unit.refusal for unit in found if unit.refusal), None))
    ensure(None if found else GONE)
    ensure(NOT_YOURS if any(_keeps_out(unit, by, at) for unit in found) else None)
    batch = Batch(pk=random_id(), proposed_by_id=by.id, proposed_day=day_of(at))
    body = BatchBody(
        items=tuple(_item(unit) for unit in going_together(found)),
        reason=reason.strip(),
        periods=periods_on(day_of(at)),
    )
    store.create([batch.pk])
    seal(batch, "body", body)
    with act("retention.proposed", by=by, at=at, detail={"things": len(found)}):
        batch.save(force_insert=True)
    return batch.pk


def _proposed(file: BatchFile) -> Proposed:
    batch = file.batch
    return Proposed(batch.proposed_by_id, batch.state != "proposed", len(file.body.items))


def approve(*, batch_id: UUID, words: str, by: Actor, at: datetime) -> int:
    """Let a proposed destruction happen, as its second person; how many folders end.

    Everything is looked at again: what is held, open or asked about meanwhile stays; what moves
    while it is looked at ends the attempt. From the
    commit of this act on nothing of the rest is shown; then keys are destroyed (`erasure`).
    """
    file = open_batch(batch_id, by=by, at=at, verb="retention.work")
    ensure(may_approve(by, _proposed(file)))
    roots, asked = [UUID(item.root) for item in file.body.items], waiting()
    now = {unit.root: unit for unit in units(at=at, roots=roots)}
    ensure(NOT_YOURS if any(_keeps_out(unit, by, at) for unit in now.values()) else None)
    free = [now[root] for root in roots if root in now and now[root].refusal is None]
    going = going_together(free)
    now |= {unit.root: unit for unit in going}
    items = tuple(_looked_at_again(item, now) for item in file.body.items)
    body = msgspec.structs.replace(file.body, items=items, words=words.strip())
    folders = [folder for unit in going for folder in unit.folders]
    detail = {"things": len(going), "folders": len(folders)}
    with act("retention.approved", by=by, at=at, detail=detail):
        ensure(None if stand_as_seen(going) and waiting() == asked else DECIDED_MEANWHILE)
        _decide(file.batch, "approved", body, by, at)
        erasure.order(folders, day=day_of(at))
    erasure.finish(at=at)
    return len(folders)


def _looked_at_again(item: Item, now: dict[UUID, Unit]) -> Item:
    unit = now.get(UUID(item.root))
    refusal = GONE if unit is None else unit.refusal
    if refusal is not None or unit is None:
        return msgspec.structs.replace(item, kept_back=(refusal or GONE).code)
    return msgspec.structs.replace(item, folders=len(unit.folders))


def decline(*, batch_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Keep what was proposed, with the reason."""
    file = open_batch(batch_id, by=by, at=at, verb="retention.work")
    ensure(may_decline(by, _proposed(file), reason))
    body = msgspec.structs.replace(file.body, words=reason.strip())
    with act("retention.declined", by=by, at=at):
        _decide(file.batch, "declined", body, by, at)


def _decide(batch: Batch, state: str, body: BatchBody, by: Actor, at: datetime) -> None:
    seal(batch, "body", body)
    changed = Batch.objects.filter(pk=batch.pk, state="proposed").update(
        state=state, decided_by_id=by.id, decided_day=day_of(at), body=batch.body
    )
    if not changed:
        raise Refused(DECIDED_MEANWHILE)


def printed(*, batch_id: UUID, digest: str, by: Actor, at: datetime) -> None:
    """Log that minutes leave, with the hash of their bytes."""
    detail = {"batch": batch_id.hex, "sha256": f"sha256:{digest}"}
    with act("retention.printed", by=by, at=at, detail=detail):
        pass
