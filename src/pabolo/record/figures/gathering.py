"""Where do the facts come from? The programme's coded statistics, as fact rows for counting.

Opening them leaves a scan receipt (`programme.cases.queries.facts`); only what the caller may
see is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.lib.clock import day_of
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import numbers_since
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.queries.facts import facts_in_scope, facts_of_all
from pabolo.programme.intake.queries.response import responses_in_scope, responses_of_all
from pabolo.programme.network import queries as network
from pabolo.programme.network.models import Group
from pabolo.record.figures.queries import adult_counts
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.facts import (
    ChildVictimFact,
    ClosureFact,
    Facts,
    GroupFact,
    PopulationFact,
    ReportFact,
    ServiceFact,
)
from pabolo.rules.vocabulary import ClosureReason

VICTIM = "A1"
FIRST_YEAR = 2018
NOT_SERVED = frozenset({ClosureReason.DUPLICATE, ClosureReason.OUTSIDE_SCOPE})


NO_DECREE: Sequence[tuple[date | None, date | None]] = ((None, None),)


@dataclass(frozen=True, slots=True)
class Register:
    """What may be counted: fact rows, and the coded facts of each case that they come from."""

    facts: Facts
    stats: Mapping[UUID, CaseStats]


def gather(*, by: Actor, at: datetime, reports: Sequence[ReportFact] = ()) -> Facts:
    """Everything countable that the actor may see, as of now; reports as the caller has them."""
    stats = facts_in_scope(by=by, at=at)
    return _register(stats, reports, network.visible_to(by), at).facts


def register(*, by: Actor, at: datetime) -> Register:
    """Everything countable that the actor may see, reports too, with what lies behind it."""
    stats = facts_in_scope(by=by, at=at)
    return _register(stats, responses_in_scope(by=by, at=at), network.visible_to(by), at)


def gather_all(*, at: datetime) -> Facts:
    """The whole register, read by the system: what a release is counted from."""
    everyone = network.visible_to(SYSTEM)
    return _register(facts_of_all(at=at), responses_of_all(at=at), everyone, at).facts


def _register(
    stats: Mapping[UUID, CaseStats],
    reports: Sequence[ReportFact],
    groups: QuerySet[Group],
    at: datetime,
) -> Register:
    facts = Facts(
        victims=victims(stats),
        reports=reports,
        services=services(stats),
        closures=closures(stats),
        groups=group_facts(groups),
        adults=adult_counts(),
        populations=populations(day_of(at).year),
        villages=[village.code for village in places.villages()],
        active_windows=numbers_since("network.active_window_days"),
    )
    return Register(facts, stats)


def victims(stats: Mapping[UUID, CaseStats]) -> list[ChildVictimFact]:
    """One row a case in which the child is a victim. A case closed as unfounded is not counted."""
    return [
        _victim(case, row)
        for case, row in stats.items()
        if VICTIM in row.roles and row.opened_on and row.closing_reason not in NOT_SERVED
    ]


def _victim(case: UUID, row: CaseStats) -> ChildVictimFact:
    days = sorted(day for text in row.incident_days if (day := _whole_day(text)) is not None)
    return ChildVictimFact(
        child=UUID(row.child),
        case=case,
        incident=case,
        served_on=date.fromisoformat(row.opened_on),
        incident_from=days[0] if days else None,
        incident_until=days[-1] if days else None,
        forms=frozenset(row.forms),
        age=row.age_at_incident,
        sex="" if row.sex == "NA" else row.sex,
        district=row.incident_village[:8],
    )


def _whole_day(text: str) -> date | None:
    """A day known to the day; a month or a year alone places no incident."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def services(stats: Mapping[UUID, CaseStats]) -> list[ServiceFact]:
    """Planned and given services, case by case."""
    return [
        ServiceFact(
            UUID(row.child), case, date.fromisoformat(row.opened_on), row.planned, row.given
        )
        for case, row in stats.items()
        if row.opened_on
    ]


def closures(stats: Mapping[UUID, CaseStats]) -> list[ClosureFact]:
    """Cases that stand closed."""
    return [
        ClosureFact(UUID(row.child), case, date.fromisoformat(row.closed_on))
        for case, row in stats.items()
        if row.closed_on
    ]


def group_facts(found: QuerySet[Group]) -> list[GroupFact]:
    """PATBM groups, once for each of their decrees, with the days they met: three queries."""
    terms: dict[UUID, list[tuple[date | None, date | None]]] = {}
    for group, start, end in network.decree_days(found):
        terms.setdefault(group, []).append((start, end))
    met: dict[UUID, set[date]] = {}
    for group, day in network.meeting_days(found):
        met.setdefault(group, set()).add(day)
    facts = []
    for group, place in found.values_list("pk", "place"):
        days = frozenset(met.get(group, ()))
        for since, until in terms.get(group, [(None, None)]):
            facts.append(GroupFact(group, place, since, until, days))
    return facts


def populations(until: int) -> list[PopulationFact]:
    """The best known number of children for each year, with its source."""
    known = [places.denominator_for(year) for year in range(FIRST_YEAR, until + 1)]
    by_year = {row.of_year: row for row in known if row is not None}
    return [PopulationFact(year, row.count, row.source) for year, row in by_year.items()]
