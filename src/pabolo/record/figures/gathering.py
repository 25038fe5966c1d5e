"""Where do the facts come from? The programme's coded statistics, as fact rows for counting.

Opening them leaves a scan receipt (`programme.cases.queries.facts`); only what the caller may
see is counted.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from msgspec.structs import replace

from pabolo.ground.lib.clock import day_of
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import numbers_since
from pabolo.ground.vault.held import Remembered
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.queries import facts as case_facts
from pabolo.programme.children.queries import joined
from pabolo.programme.intake.queries import response as responses
from pabolo.programme.network.models import Group
from pabolo.programme.network.queries.scope import visible_to
from pabolo.programme.network.queries.standing import decree_days, last_meetings
from pabolo.record.figures.queries import adult_counts
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.ages import AgeReading, age_band
from pabolo.rules.facts import (
    AdultCount,
    ChildVictimFact,
    ClosureFact,
    Facts,
    GroupFact,
    Period,
    PopulationFact,
    ReportFact,
    ServiceFact,
)
from pabolo.rules.simfoni import is_for_simfoni
from pabolo.rules.simfoni_recap import RecapFact
from pabolo.rules.vocabulary import ClosureReason

VICTIM = "A1"
FIRST_YEAR = 2018
NOT_SERVED = frozenset({ClosureReason.DUPLICATE, ClosureReason.OUTSIDE_SCOPE})


@dataclass(frozen=True, slots=True)
class Register:
    """What may be counted: fact rows, and the coded facts of each case that they come from.

    `stamp` tells one state of it from another: two with the same stamp count the same.
    """

    facts: Facts
    stats: Mapping[UUID, CaseStats]
    stamp: Hashable = None


def register(*, by: Actor, at: datetime, period: Period) -> Register:
    """Everything the actor may see that counts for a period, with what lies behind it.

    Cases of all years (children who come back are looked for in them), reports of the period,
    and of the groups the meetings that make them active at its end, or today.
    """
    cases = case_facts.countable(by=by)
    reports = responses.countable(by=by, days=(period.start, period.end))
    stays = joined()
    stats = as_one(case_facts.facts_of(cases, by=by, at=at), stays)
    answered = responses.responses_of(reports, by=by, at=at)
    rest = _rest(visible_to(by), day_of(at), min(period.end, day_of(at)))
    stamp = (cases, reports, rest, period, day_of(at), tuple(sorted(stays.items())))
    return _registers.get(stamp, lambda: _register(stats, answered, rest, stamp))


def gather_all(*, at: datetime, period: Period) -> Facts:
    """What `register` holds for a period, of the whole register: what a release is counted from."""
    everyone, today = visible_to(SYSTEM), day_of(at)
    rest = _rest(everyone, today, min(period.end, today))
    answered = responses.responses_of_all(at=at, days=(period.start, period.end))
    stats = as_one(case_facts.facts_of_all(at=at), joined())
    return _register(stats, answered, rest, None).facts


def as_one(stats: Mapping[UUID, CaseStats], stays: Mapping[UUID, UUID]) -> Mapping[UUID, CaseStats]:
    """The same facts, each under the record that stands for its child: joined records are one.

    Nothing is rewritten: parted again, they count as two.
    """
    names = {ended.hex: one.hex for ended, one in stays.items()}
    if not names:
        return stats
    return {
        case: replace(row, child=names[row.child]) if row.child in names else row
        for case, row in stats.items()
    }


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is counted beside cases and reports; small, and compared by value."""

    groups: tuple[GroupFact, ...]
    adults: tuple[AdultCount, ...]
    populations: tuple[PopulationFact, ...]
    villages: tuple[str, ...]
    active_windows: tuple[tuple[date, int], ...]


def _rest(groups: QuerySet[Group], today: date, on: date) -> _Rest:
    return _Rest(
        tuple(group_facts(groups, on)),
        tuple(adult_counts()),
        tuple(populations(today.year)),
        tuple(village.code for village in places.villages()),
        tuple(numbers_since("network.active_window_days")),
    )


def _register(
    stats: Mapping[UUID, CaseStats], reports: Sequence[ReportFact], rest: _Rest, stamp: Hashable
) -> Register:
    facts = Facts(
        victims=victims(stats),
        reports=reports,
        services=services(stats),
        closures=closures(stats),
        groups=rest.groups,
        adults=rest.adults,
        populations=rest.populations,
        villages=rest.villages,
        active_windows=rest.active_windows,
    )
    return Register(facts, stats, stamp)


_registers: Remembered[Register] = Remembered(4)


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


def recap_facts(stats: Mapping[UUID, CaseStats]) -> list[RecapFact]:
    """One row a file of a child harmed, in the codes that SIMFONI counts by."""
    return [_recap_fact(case, row) for case, row in stats.items() if row.opened_on and _counts(row)]


def _counts(row: CaseStats) -> bool:
    return is_for_simfoni(row.roles, row.closing_reason)


def _recap_fact(case: UUID, row: CaseStats) -> RecapFact:
    age = row.age_at_incident if row.age_at_incident is not None else row.age_at_report
    return RecapFact(
        case=case,
        child=row.child,
        incidents=row.incidents,
        complained_on=date.fromisoformat(row.opened_on),
        forms=row.forms,
        sex=row.sex,
        band=age_band(None if age is None else AgeReading(age, age)),
        services=row.services,
    )


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
        if row.closed_on and row.closing_reason != ClosureReason.DUPLICATE
    ]


def group_facts(found: QuerySet[Group], on: date) -> list[GroupFact]:
    """PATBM groups, once for each of their decrees, with their last meeting up to a day.

    That meeting decides whether a group is active on the day. Three queries.
    """
    terms: dict[UUID, list[tuple[date | None, date | None]]] = {}
    for group, start, end in decree_days(found):
        terms.setdefault(group, []).append((start, end))
    met = dict(last_meetings(found, on))
    facts = []
    for group, place in found.order_by("pk").values_list("pk", "place"):
        active = frozenset({met[group]} if group in met else ())
        for since, until in terms.get(group, [(None, None)]):
            facts.append(GroupFact(group, place, since, until, active))
    return facts


def populations(until: int) -> list[PopulationFact]:
    """The best known number of children for each year, with its source."""
    known = places.denominators_for(range(FIRST_YEAR, until + 1))
    by_year = {row.of_year: row for row in known.values() if row is not None}
    return [PopulationFact(year, row.count, row.source) for year, row in by_year.items()]
