"""Beginning, meeting, ending and moving duties. Called inside an open act of the deciding action.

`happened` needs a receipt that covers the folder's `care`, because what a duty is stays sealed;
`begun` opens nothing and serves folders that are new.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.facets import DutyBody, DutyClosing
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import bare, clocks_on, standing
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import holders
from pabolo.ground.vault.sealing import seal
from pabolo.rules.actors import Actor
from pabolo.rules.duties import (
    Change,
    DutyFacts,
    NewDuty,
    OpenDuty,
    duties_for,
    has_living_owner,
    heir_of,
    rule_of,
    what_changes,
)
from pabolo.rules.vocabulary import Event, Role


def begun(event: Event, *, facts: DutyFacts, folder: UUID, at: datetime) -> list[Duty]:
    """Begin the duties of an event on a folder that has none yet."""
    new = duties_for(event, facts, at=at, clocks=clocks_on(day_of(at)))
    return _begin(new, folder, at, facts.not_by)


def happened(
    event: Event, *, facts: DutyFacts, folder: UUID, proof: Receipt, by: Actor, at: datetime
) -> Change:
    """Apply an event to the duties of a folder: meet, end, move, begin. Says what changed."""
    change = what_changes(
        event, facts, standing(folder, proof), at=at, clocks=clocks_on(day_of(at))
    )
    for duties, state in ((change.met, "met"), (change.ended, "void")):
        _close(duties, state, event, by, at)
    _move(change.moved)
    _begin(change.new, folder, at, facts.not_by)
    return change


def hand_to(duties: Iterable[UUID], post: Role) -> None:
    """Give open duties to another post, where nobody of their own may see the folder."""
    Duty.objects.filter(pk__in=list(duties), state="open").update(
        owner_post=post.value, owner_id=None
    )


def _begin(
    new: Iterable[NewDuty], folder: UUID, at: datetime, not_by: frozenset[UUID]
) -> list[Duty]:
    begun = list(new)
    rows = [_row(duty, folder, at) for duty in begun]
    if rows:
        barred = [not_by if rule_of(duty.code).second else frozenset() for duty in begun]
        _see_to_owners(zip(rows, barred, strict=True), folder, at)
    return Duty.objects.bulk_create(rows)


def _see_to_owners(
    rows: Iterable[tuple[Duty, frozenset[UUID]]], folder: UUID, at: datetime
) -> None:
    """What nobody could do, because the post is empty or may not see the folder, goes to its heir.

    Access is given before duties begin; where nobody at all is left the next round asks again.
    """
    posts = posts_on(day_of(at))
    may_see = holders(folder)
    others = {person for people in posts.values() for person in people} - may_see.keys()
    for row, barred in rows:
        duty, out = bare(row), others | barred
        if not has_living_owner(duty, posts, excluded=out):
            heir = heir_of(duty, posts, excluded=out)
            row.owner_post = heir.role.value if heir else row.owner_post
            row.owner_id = heir.id if heir else row.owner_id


def _row(new: NewDuty, folder: UUID, at: datetime) -> Duty:
    row = Duty(
        subject=new.subject.value,
        folder_id=folder,
        owner_post=new.owner_role.value,
        owner_id=new.owner_id,
        opened_day=day_of(at),
        due_day=new.due_day,
    )
    body = DutyBody(
        rule=new.code,
        started_at=new.starts_at,
        due_at=new.due_at,
        ref=new.ref.hex if new.ref else "",
        day_only=new.day_only,
    )
    seal(row, "body", body)
    return row


def _close(duties: Iterable[OpenDuty], state: str, event: Event, by: Actor, at: datetime) -> None:
    closing = DutyClosing(event=event.value, at=at, by=by.id.hex)
    rows = Duty.objects.filter(pk__in=[duty.id for duty in duties], state="open")
    for row in rows:
        row.state, row.closed_day = state, day_of(at)
        seal(row, "closing", closing)
        row.save(update_fields=["state", "closed_day", "closing"])


def _move(duties: Iterable[OpenDuty]) -> None:
    for duty in duties:
        Duty.objects.filter(pk=duty.id, state="open").update(
            owner_post=duty.owner_role.value, owner_id=duty.owner_id
        )
