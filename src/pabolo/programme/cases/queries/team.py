"""Who works on a case, what somebody has to hand over, and how much each colleague carries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.accounts.queries import PersonAtWork, away_between, people_at_work, people_with
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import lines_for
from pabolo.ground.duties.queries import visible_to as duties_visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.queries import Access, accesses, held_on
from pabolo.programme.cases.models import Case, Entry, Visit
from pabolo.programme.cases.queries.lists import CaseRow, opened_rows
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.rules.access import FACETS
from pabolo.rules.actors import Actor
from pabolo.rules.caseload import Weights, weight_of, weights_from
from pabolo.rules.second import SECOND_POSTS
from pabolo.rules.vocabulary import CaseStage, Facet, Risk, Role, Subject


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may see a case: on which basis since when, by which posts, which sides."""

    access: Access
    roles: frozenset[Role]
    acting: frozenset[Role]
    sides: frozenset[Facet]
    away_until: date | None


def members_of(case: Case, *, on: date) -> list[Member]:
    """Everybody who may see a case today, who has been longest first."""
    posts = {one.id: one for one in people_at_work(on)}
    away = away_between(on, on)
    return [_member(access, posts.get(access.person), away) for access in accesses(case.pk)]


def _member(access: Access, person: PersonAtWork | None, away: dict[UUID, date]) -> Member:
    roles = person.roles if person else frozenset[Role]()
    return Member(
        access=access,
        roles=roles,
        acting=person.acting if person else frozenset(),
        sides=frozenset[Facet]().union(*(FACETS[role] for role in roles)),
        away_until=away.get(access.person),
    )


def cases_of(person: UUID) -> list[Case]:
    """Open cases that rest on somebody: as case worker, or as specialist of the team."""
    granted = [folder for folder, kind in held_on(person, "team").items() if kind is Subject.CASE]
    rows = Case.objects.filter(Q(worker_id=person) | Q(pk__in=granted), closed_day__isnull=True)
    return list(rows.select_related("child").order_by("opened_day", "id"))


@dataclass(frozen=True, slots=True)
class Owned:
    """What somebody would leave behind: counts only, nothing is opened."""

    cases: int
    duties: int
    visits: int
    sessions: int
    heirs: list[PersonAtWork] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether somebody must take over something."""
        return bool(self.cases or self.duties or self.visits)


def owned_by_person(person: UUID, *, on: date) -> Owned:
    """What rests on somebody now, and with whom it would wait if they left."""
    mine = Duty.objects.filter(owner_id=person, state="open")
    visits = Visit.objects.filter(visitor_id=person, state__in=("planned", "silent", "help"))
    notes = Entry.objects.filter(author_id=person, facet=Facet.CLINICAL.value)
    return Owned(
        cases=Case.objects.filter(worker_id=person, closed_day__isnull=True).count(),
        duties=mine.count(),
        visits=visits.count(),
        sessions=notes.values("case_id").distinct().count(),
        heirs=heirs_of(person, on=on),
    )


def heirs_of(person: UUID, *, on: date) -> list[PersonAtWork]:
    """With whom what somebody leaves would wait: the first post in order that has a holder."""
    for role in SECOND_POSTS:
        others = [one for one in people_with(role, on) if one.id != person]
        if others:
            return others
    return []


@dataclass(frozen=True, slots=True)
class Carried:
    """What one worker carries."""

    person: UUID | None
    cases: int = 0
    weight: int = 0
    high: int = 0
    due: int = 0
    late: int = 0
    away_until: date | None = None


def caseload(actor: Actor, *, at: datetime) -> list[Carried]:
    """What every case worker carries of the cases in scope, who carries most first.

    Two receipts, whatever the number of cases. Who has no case yet stands there with nothing.
    """
    today = day_of(at)
    weights = weights_from(values(today))
    rows = opened_rows(list(_open(actor)), by=actor, at=at)
    lines = lines_for(duties_visible_to(actor).filter(state="open"), by=actor, at=at)
    due = [(line.duty.owner_id, line.body.due_at) for line in lines if line.duty.owner_id]
    away = away_between(today, today)
    people = {one.id for one in people_with(Role.CASE_WORKER, today)}
    by_worker: dict[UUID | None, list[CaseRow]] = {person: [] for person in people}
    for row in rows:
        by_worker.setdefault(row.case.worker_id, []).append(row)
    found = [
        _carried(person, held, [when for who, when in due if who == person], weights, at, away)
        for person, held in by_worker.items()
    ]
    return sorted(found, key=lambda one: (one.person is not None, -one.weight))


def _open(actor: Actor) -> QuerySet[Case]:
    return visible_to(actor).filter(closed_day__isnull=True)


def _carried(
    person: UUID | None,
    rows: Iterable[CaseRow],
    due: list[datetime],
    weights: Weights,
    at: datetime,
    away: dict[UUID, date],
) -> Carried:
    held = list(rows)
    return Carried(
        person=person,
        cases=len(held),
        weight=sum(_weight(row, weights) for row in held),
        high=sum(row.stats.risk in (Risk.HIGH, Risk.NOT_ASSESSED) for row in held),
        due=sum(when >= at and day_of(when) == day_of(at) for when in due),
        late=sum(when < at for when in due),
        away_until=away.get(person) if person else None,
    )


def _weight(row: CaseRow, weights: Weights) -> int:
    stage, risk = CaseStage(row.case.stage), Risk(row.stats.risk)
    return weight_of(risk, stage, row.stats.domicile, weights, light=row.case.light)
