"""Coded case statistics become fact rows: who counts, who does not, which day decides."""

from datetime import date, datetime
from uuid import UUID

import pytest
from tests.record.registers import someone

from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.clock import WIB
from pabolo.ground.places.actions import load_reference
from pabolo.programme.cases.facets import CaseStats
from pabolo.record.figures.gathering import closures, register, services, victims
from pabolo.rules.counting import observe
from pabolo.rules.facts import Period
from pabolo.rules.vocabulary import ClosureReason, Role

CHILD, CASE = UUID(int=1), UUID(int=2)


def stats(**given: object) -> dict[UUID, CaseStats]:
    row = {"child": str(CHILD), "opened_on": "2026-03-02", "roles": ("A1",), **given}
    return {CASE: CaseStats(**row)}  # type: ignore[arg-type]


def test_a_victim_is_counted_on_the_day_the_case_opened() -> None:
    (row,) = victims(
        stats(
            forms=("SEK", "PSI"),
            sex="P",
            age_at_incident=12,
            incident_village="12.10.19.2001",
            incident_days=("2026-02-20", "2026-02", "2026-02-01"),
        )
    )
    assert (row.child, row.case, row.served_on) == (CHILD, CASE, date(2026, 3, 2))
    assert (row.incident_from, row.incident_until) == (date(2026, 2, 1), date(2026, 2, 20))
    assert (row.forms, row.sex, row.district) == (frozenset({"SEK", "PSI"}), "P", "12.10.19")


def test_witnesses_duplicates_and_unfounded_cases_are_no_victims() -> None:
    assert victims(stats(roles=("A2",))) == []
    for reason in (ClosureReason.DUPLICATE, ClosureReason.OUTSIDE_SCOPE):
        assert victims(stats(closing_reason=reason.value)) == []
    assert len(victims(stats(roles=("A2", "A1"), closing_reason="goals_met"))) == 1


def test_a_date_known_only_to_the_month_places_no_incident() -> None:
    (row,) = victims(stats(incident_days=("2026-02", "2025"), sex="NA"))
    assert (row.incident_from, row.sex, row.district) == (None, "", "")


def test_services_and_closures_follow_the_case() -> None:
    (service,) = services(stats(planned=3, given=2))
    assert (service.planned, service.given, service.since) == (3, 2, date(2026, 3, 2))
    assert closures(stats()) == []
    assert closures(stats(closed_on="2026-06-01"))[0].closed_on == date(2026, 6, 1)


@pytest.mark.django_db
def test_gathering_reads_the_whole_register_under_a_receipt() -> None:
    load_reference()
    at = datetime(2026, 8, 3, 9, tzinfo=WIB)
    facts = register(by=someone(4, Role.SUPERVISOR), at=at, period=Period(at.year)).facts
    assert len(facts.villages) == 98
    assert {row.year: row.children for row in facts.populations}[2019] == 179_775
    assert observe("VAC_N", facts, Period(2025), at.date()).numerator == 0
    assert observe("PATBM_ACT", facts, Period(2025), at.date()).denominator == 98
    assert list(facts.active_windows) == [(date.min, 60)], "the setting, by the day it holds from"
    assert [entry.verb for entry in entries()] == ["case.count"]
