"""How do the members of a group stand: term, training, declaration?"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.ground.policy.queries import number
from pabolo.programme.network.models import Declaration, Member, Term, Training
from pabolo.programme.network.queries.registers import members_for
from pabolo.rules.actors import Actor
from pabolo.rules.groups import lasts_until


@dataclass(frozen=True, slots=True)
class Trained:
    """A training, and until which day it counts."""

    kind: str
    day: date
    hours: int
    issuer: str
    until: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A member on a day. `term_until` None: the decree names no end. Missing things stay None."""

    id: UUID
    group_id: UUID
    name: str
    role: str
    element: str
    since: date
    term_until: date | None
    term_over: bool
    trainings: tuple[Trained, ...]
    declared_until: date | None
    declared: bool
    witness: str
    trained: bool


def standings(actor: Actor, on: date, group_id: UUID | None = None) -> list[Standing]:
    """The members on a day with what they hold, by group and name; four queries for all."""
    members = list(members_for(actor, on, group_id))
    ids = [one.pk for one in members]
    terms = _last_terms(ids)
    trained, declared = _trainings(ids, on), _declarations(ids)
    months = number("network.declaration_months", on)
    return [
        _standing(one, terms.get(one.pk), trained[one.pk], declared.get(one.pk), months, on)
        for one in members
    ]


def _last_terms(ids: Collection[UUID]) -> dict[UUID, date]:
    rows = Term.objects.filter(member__in=ids).order_by("until_day")
    return dict(rows.values_list("member", "until_day"))


def _trainings(ids: Collection[UUID], on: date) -> dict[UUID, list[Trained]]:
    months = number("network.training_months", on)
    found: dict[UUID, list[Trained]] = defaultdict(list)
    for one in Training.objects.filter(member__in=ids).order_by("-day", "pk"):
        until = lasts_until(one.day, months)
        found[one.member_id].append(Trained(one.kind, one.day, one.hours, one.issuer, until))
    return found


def _declarations(ids: Collection[UUID]) -> dict[UUID, tuple[date, str]]:
    rows = Declaration.objects.filter(member__in=ids).order_by("day")
    return {row.member_id: (row.day, row.witness) for row in rows}


def _standing(
    one: Member,
    term: date | None,
    trainings: list[Trained],
    declared: tuple[date, str] | None,
    months: int,
    on: date,
) -> Standing:
    until = lasts_until(declared[0], months) if declared else None
    return Standing(
        id=one.pk,
        group_id=one.group_id,
        name=one.name,
        role=one.role,
        element=one.element,
        since=one.from_day,
        term_until=term,
        term_over=term is not None and term < on,
        trainings=tuple(trainings),
        declared_until=until,
        declared=until is not None and on <= until,
        witness=declared[1] if declared else "",
        trained=any(training.until >= on for training in trainings),
    )
