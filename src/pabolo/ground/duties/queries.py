"""Duties of a person, of a folder, and of everything that is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.facets import DutyBody
from pabolo.ground.duties.models import Duty
from pabolo.ground.policy.queries import (
    CalendarVersion,
    calendar_for,
    calendar_version,
    values,
)
from pabolo.ground.vault.opening import open_many
from pabolo.ground.vault.queries import granted
from pabolo.rules.actors import Actor
from pabolo.rules.duties import Clocks, OpenDuty, rule_of
from pabolo.rules.duty_shape import DutyRule
from pabolo.rules.vocabulary import Facet, Role, Subject

CALENDAR_DAYS = 400

# Whose work somebody does meanwhile: a person's on one folder, or on all of theirs.
type StandsIn = frozenset[tuple[UUID, UUID | None]]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as a list shows it: the row, what is sealed in it, and the rule behind it."""

    duty: Duty
    body: DutyBody
    rule: DutyRule


@lru_cache(maxsize=64)
def _holidays_from(day: date, _version: CalendarVersion) -> frozenset[date]:
    """Kept while the calendar stays as it is: a day that was declared counts at once."""
    return calendar_for(day, CALENDAR_DAYS)


def clocks_on(day: date) -> Clocks:
    """What the regency set for a day: amounts of time and public holidays from then on."""
    amounts = {key: value for key, value in values(day).items() if isinstance(value, int)}
    return Clocks(settings=amounts, holidays=_holidays_from(day, calendar_version()))


def visible_to(actor: Actor) -> QuerySet[Duty]:
    """Duties about folders the actor was granted."""
    return Duty.objects.filter(granted(actor, column="folder_id"))


def mine(actor: Actor, stands: StandsIn = frozenset()) -> Q:
    """What makes a duty the actor's to do: it is theirs, of a post they hold, or of somebody for
    whom they stand in."""
    posts = [role.value for role in actor.roles]
    wanted = Q(owner_id=actor.id) | Q(owner_id__isnull=True, owner_post__in=posts)
    rest = [person for person, folder in stands if folder is None]
    if rest:
        wanted |= Q(owner_id__in=rest)
    for person, folder in stands:
        if folder is not None:
            wanted |= Q(owner_id=person, folder_id=folder)
    return wanted


def is_mine(duty: Duty, actor: Actor, stands: StandsIn = frozenset()) -> bool:
    """The same about one duty at hand."""
    if duty.owner_id is not None:
        for_others = {(duty.owner_id, None), (duty.owner_id, duty.folder_id)}
        return duty.owner_id == actor.id or not for_others.isdisjoint(stands)
    return Role(duty.owner_post) in actor.roles


def owned_by(actor: Actor) -> QuerySet[Duty]:
    """Open duties that are the actor's to do: their own, and those of a post they hold."""
    return visible_to(actor).filter(mine(actor), state="open")


def open_of(folders: Sequence[UUID]) -> QuerySet[Duty]:
    """Open duties of these folders. Not scoped: for actions that hold the folder already."""
    return Duty.objects.filter(folder_id__in=folders, state="open")


def all_open() -> QuerySet[Duty]:
    """Every open duty. Not scoped: for the system's own rounds, which open none of them."""
    return Duty.objects.filter(state="open").defer("body")


def bare(duty: Duty) -> OpenDuty:
    """What is known of a duty without opening it: whose it is and about what."""
    return OpenDuty(
        id=duty.pk,
        subject=Subject(duty.subject),
        subject_id=duty.folder_id,
        code="",
        owner_role=Role(duty.owner_post),
        owner_id=duty.owner_id,
    )


def opened(proof: Receipt, duties: Sequence[Duty]) -> list[DutyLine]:
    """What is sealed in these duties, under a receipt of their folders' `care`."""
    bodies = open_many(proof, duties, "body", DutyBody)
    return [
        DutyLine(duty, body, rule_of(body.rule, body.started_at.date()))
        for duty, body in zip(duties, bodies, strict=True)
    ]


def lines_for(duties: QuerySet[Duty], *, by: Actor, at: datetime) -> list[DutyLine]:
    """A list of duties under one receipt, soonest first."""
    rows = list(duties.order_by("due_day", "id"))
    proof = receipt(
        "duty.list",
        by=by,
        at=at,
        folders={row.folder_id for row in rows},
        facets=[Facet.CARE],
    )
    return sorted(opened(proof, rows), key=lambda line: line.body.due_at)


def as_open(line: DutyLine) -> OpenDuty:
    """The duty as the rules see it."""
    return OpenDuty(
        id=line.duty.pk,
        subject=Subject(line.duty.subject),
        subject_id=line.duty.folder_id,
        code=line.body.rule,
        owner_role=Role(line.duty.owner_post),
        owner_id=line.duty.owner_id,
        ref=UUID(line.body.ref) if line.body.ref else None,
        due_at=line.body.due_at,
    )


def standing(folder: UUID, proof: Receipt) -> list[OpenDuty]:
    """The open duties of one folder, as the rules see them."""
    return [as_open(line) for line in opened(proof, list(open_of([folder])))]
