"""Each indicator equals counting by hand, on random registers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pabolo.rules.counting import (
    WIB,
    Dimension,
    break_down,
    children_behind,
    harmed_again,
    observe,
    observe_all,
)
from pabolo.rules.facts import (
    ALL_FORMS,
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
from pabolo.rules.indicators import REGISTRY, Direction, Status

DAYS = st.dates(date(2023, 1, 1), date(2026, 6, 30))
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2026, 6, 30), timezones=st.just(UTC))
IDS = st.integers(1, 25).map(lambda n: UUID(int=n))
PERIODS = st.builds(Period, st.integers(2024, 2026), st.integers(0, 2))
VILLAGES = tuple(f"12.10.0{d}.{n}" for d in (1, 2) for n in (1001, 1002, 1003))

VICTIMS = st.builds(
    ChildVictimFact,
    child=IDS,
    case=IDS,
    incident=st.uuids(),
    served_on=DAYS,
    incident_from=st.none() | DAYS,
    incident_until=st.none(),
    forms=st.frozensets(st.sampled_from(["SEK", "FIS", "PSI"])),
    age=st.none() | st.integers(0, 17),
    sex=st.sampled_from(["L", "P", ""]),
    district=st.sampled_from(["12.10.01", "12.10.02", ""]),
)
REPORTS = st.builds(
    lambda report, received, exact, read, decided: ReportFact(
        report,
        received.astimezone(WIB).date(),
        received if exact else None,
        received + read if read else None,
        received + decided if decided else None,
        not exact,
    ),
    st.uuids(),
    MOMENTS,
    st.booleans(),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=3)),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=3)),
)
SERVICES = st.builds(ServiceFact, IDS, IDS, DAYS, st.integers(0, 4), st.integers(0, 5))
CLOSURES = st.builds(ClosureFact, IDS, IDS, DAYS)
GROUPS = st.builds(
    GroupFact,
    st.uuids(),
    st.sampled_from(VILLAGES),
    st.none() | DAYS,
    st.none() | DAYS,
    st.frozensets(DAYS, max_size=6),
)


def many[T](one: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(one, max_size=30)


def days_of(period: Period) -> set[date]:
    span = (period.end - period.start).days
    return {period.start + timedelta(days=n) for n in range(span + 1)}


@given(many(VICTIMS), PERIODS)
def test_vac_n_counts_each_child_once(victims: list[ChildVictimFact], period: Period) -> None:
    days = days_of(period)
    brute = len({row.child for row in victims if row.served_on in days})
    assert observe("VAC_N", Facts(victims=victims), period, period.end).numerator == brute


@given(many(VICTIMS), st.integers(2024, 2026))
def test_a_year_holds_its_halves(victims: list[ChildVictimFact], year: int) -> None:
    facts = Facts(victims=victims)
    whole, first, second = (
        observe("VAC_N", facts, Period(year, half), date(year, 12, 31)).numerator or 0
        for half in (0, 1, 2)
    )
    assert max(first, second) <= whole <= first + second


@given(many(VICTIMS), PERIODS, st.integers(1, 200_000), st.integers(1, 200_000))
def test_vac_rate_uses_the_newest_population_not_after(
    victims: list[ChildVictimFact], period: Period, old: int, new: int
) -> None:
    tables = (PopulationFact(2019, old, "old"), PopulationFact(2025, new, "new"))
    seen = observe("VAC_RATE", Facts(victims, populations=tables), period, period.end)
    assert seen.denominator == (new if period.year >= 2025 else old)
    assert seen.value is not None and seen.numerator is not None
    exact = seen.numerator * 10_000 / seen.denominator
    assert abs(float(seen.value) - exact) <= 0.005 + 1e-9


def test_the_seeds_rates() -> None:
    victims = [
        ChildVictimFact(UUID(int=n), UUID(int=n), UUID(int=n), date(year, 3, 1))
        for year, many_children in ((2018, 29), (2019, 48))
        for n in range(1, many_children + 1)
    ]
    facts = Facts(
        victims,
        populations=(PopulationFact(2019, 179_775, "record"),),
        adults=[
            AdultCount(month, ALL_FORMS, 0 if month.month > 8 else 1)
            for month in Period(2019).months
        ],
    )
    values = [observe("VAC_RATE", facts, Period(y), date(2020, 1, 17)).value for y in (2018, 2019)]
    assert [str(value) for value in values] == ["1.61", "2.67"]
    share = observe("VAC_SHARE", facts, Period(2019), date(2020, 1, 17))
    assert (share.numerator, share.denominator, str(share.value)) == (48, 56, "85.7")


@given(many(VICTIMS), PERIODS, st.lists(st.integers(0, 9), min_size=36, max_size=36), st.data())
def test_vac_share_needs_every_month_of_the_adult_half(
    victims: list[ChildVictimFact], period: Period, counts: list[int], data: st.DataObject
) -> None:
    months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(36)]
    adults = [AdultCount(m, ALL_FORMS, c) for m, c in zip(months, counts, strict=False)]
    adults += [AdultCount(m, "SEK", 99) for m in months]  # forms overlap: never summed
    seen = observe("VAC_SHARE", Facts(victims, adults=adults), period, period.end)
    days = days_of(period)
    children = len({row.child for row in victims if row.served_on in days})
    brute = children + sum(c for m, c in zip(months, counts, strict=False) if m in days)
    assert (seen.numerator, seen.denominator) == (children, brute)
    gone = data.draw(st.sampled_from(period.months))
    rest = [row for row in adults if row.month != gone or row.form != ALL_FORMS]
    missing = observe("VAC_SHARE", Facts(victims, adults=rest), period, period.end)
    assert (missing.status, missing.value) == (Status.MISSING, None)


def in_time_by_hand(row: ReportFact) -> bool:
    start = row.received_at or datetime.combine(row.received_on, datetime.min.time(), WIB)
    seen = [at for at in (row.first_read_at, row.decided_at) if at]
    return any((at - start).total_seconds() <= 86_400 for at in seen)


@given(many(REPORTS), PERIODS)
def test_resp_24_keeps_reports_with_only_a_day_apart(
    reports: Sequence[ReportFact], period: Period
) -> None:
    seen = observe("RESP_24", Facts(reports=reports), period, date(2026, 12, 31))
    inside = [row for row in reports if row.received_on in days_of(period)]
    timed = [row for row in inside if row.received_at]
    dated = [row for row in inside if not row.received_at]
    assert (seen.numerator, seen.denominator) == (sum(map(in_time_by_hand, timed)), len(timed))
    (apart,) = seen.parts
    assert (apart.numerator, apart.denominator) == (sum(map(in_time_by_hand, dated)), len(dated))


def test_resp_24_judges_no_report_before_its_24_hours_are_over() -> None:
    at = datetime(2026, 6, 30, 15, tzinfo=WIB)
    fresh = ReportFact(UUID(int=1), at.date(), at)
    period = Period(2026, 1)
    facts = Facts(reports=[fresh])
    assert observe("RESP_24", facts, period, date(2026, 6, 30)).denominator == 0
    assert observe("RESP_24", facts, period, date(2026, 7, 1)).denominator == 1


@given(many(SERVICES), PERIODS)
def test_serv_comp_is_all_or_not_yet(services: list[ServiceFact], period: Period) -> None:
    seen = observe("SERV_COMP", Facts(services=services), period, period.end)
    mine = [row for row in services if row.since in days_of(period) and row.planned]
    children = {row.child: True for row in mine}
    for row in mine:
        children[row.child] = children[row.child] and row.given >= row.planned
    assert (seen.numerator, seen.denominator) == (sum(children.values()), len(children))
    flat = [n < row.given for row in mine for n in range(row.planned)]
    assert (seen.parts[0].numerator, seen.parts[0].denominator) == (sum(flat), len(flat))


@given(many(VICTIMS), many(CLOSURES), PERIODS)
@settings(max_examples=60)
def test_revict_follows_each_child_for_a_year(
    victims: list[ChildVictimFact], closures: list[ClosureFact], period: Period
) -> None:
    window = days_of(Period(period.year - 1, period.half))
    seen = observe("REVICT", Facts(victims, closures=closures), period, period.end)
    again = set()
    for closure in closures:
        for row in victims:
            if closure.closed_on not in window or row.child != closure.child:
                continue
            gap = (row.incident_from - closure.closed_on).days if row.incident_from else -1
            leap = (closure.closed_on + timedelta(days=365)).day != closure.closed_on.day
            if 0 < gap <= 365 + leap:
                again.add(row.child)
    everyone = {row.child for row in closures if row.closed_on in window}
    assert (seen.numerator, seen.denominator) == (len(again), len(everyone))


def test_violence_that_went_on_after_closure_counts_as_again() -> None:
    child = UUID(int=1)
    closed = ClosureFact(child, child, date(2024, 5, 1))
    row = ChildVictimFact(child, child, child, date(2025, 1, 1), date(2024, 1, 1), date(2024, 8, 1))
    assert harmed_again(closed, [row])
    assert not harmed_again(closed, [replace(row, incident_until=date(2024, 5, 1))])
    assert not harmed_again(closed, [replace(row, incident_from=None, incident_until=None)])


@given(many(GROUPS), PERIODS, st.integers(30, 180))
def test_patbm_act_wants_a_decree_and_a_meeting(
    groups: list[GroupFact], period: Period, window: int
) -> None:
    later = (period.end + timedelta(days=1), 1)
    facts = Facts(groups=groups, villages=VILLAGES, active_windows=[(date.min, window), later])
    seen = observe("PATBM_ACT", facts, period, period.end)
    recent = {period.end - timedelta(days=n) for n in range(window)}
    brute = {
        group.village
        for group in groups
        if group.decree_from
        and group.decree_from <= period.end
        and (group.decree_until is None or group.decree_until >= period.end)
        and group.active_days & recent
    }
    assert (seen.numerator, seen.denominator) == (len(brute), len(VILLAGES))


def test_without_a_window_no_group_is_called_active_or_not() -> None:
    seen = observe("PATBM_ACT", Facts(villages=VILLAGES), Period(2025), date(2026, 1, 1))
    assert seen.status is Status.MISSING


@given(many(VICTIMS), PERIODS, st.sampled_from(Dimension))
def test_every_cell_opens_the_list_behind_it(
    victims: list[ChildVictimFact], period: Period, by: Dimension
) -> None:
    facts = Facts(victims)
    cells = break_down(facts, period, by)
    lists = {value: children_behind(facts, period, by, value) for value in cells}
    assert {value: len(found) for value, found in lists.items()} == cells
    children = observe("VAC_N", facts, period, period.end).numerator or 0
    assert len(set().union(*lists.values())) == children
    if by is not Dimension.FORM:
        assert sum(cells.values()) == children


def test_forms_may_exceed_one_hundred_percent() -> None:
    row = ChildVictimFact(
        UUID(int=1), UUID(int=1), UUID(int=1), date(2025, 1, 1), forms=frozenset({"SEK", "PSI"})
    )
    assert break_down(Facts([row]), Period(2025), Dimension.FORM) == {"SEK": 1, "PSI": 1}


def test_the_registry_is_whole_and_reported_cases_have_no_better_side() -> None:
    neutral = {c for c, row in REGISTRY.items() if row.direction is Direction.NEUTRAL}
    assert neutral == {"VAC_N", "VAC_RATE", "VAC_SHARE"}
    assert [seen.code for seen in observe_all(Facts(), Period(2025), date(2026, 1, 1))] == list(
        REGISTRY
    )
    for row in REGISTRY.values():
        assert row.unit and row.population and row.numerator and row.source and row.caveat


@pytest.mark.parametrize("code", ["2026", "2026-1", "2026-2"])
def test_a_period_reads_its_own_code(code: str) -> None:
    assert Period.parse(code).code == code
    assert Period.parse("2026-1").end == date(2026, 6, 30)
    assert Period.parse("2026-2").start == date(2026, 7, 1)
