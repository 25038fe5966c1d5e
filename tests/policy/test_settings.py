"""Settings are dated, typed, bounded, and never overwritten."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy import actions, labels, queries
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import LocalDay, Setting
from pabolo.rules import policy as rules
from pabolo.rules.actors import Actor
from pabolo.rules.duty_rules import RULES
from pabolo.rules.vocabulary import Role

AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TODAY = AT.date()
HEAD = Actor(id=uuid4(), roles=frozenset({Role.SUPERVISOR}))
ADMIN = Actor(id=uuid4(), roles=frozenset({Role.ADMIN}))
WHY = "Diputuskan dalam rapat SOP."

db = pytest.mark.django_db


def _set(key: str, value: int | str, *, by: Actor = HEAD, day: date = TODAY) -> Setting:
    return actions.set_setting(by=by, at=AT, key=key, value=value, valid_from=day, reason=WHY)


def test_every_setting_has_a_name_a_unit_a_source_and_a_default_within_its_bounds() -> None:
    for key, default in DEFAULTS.items():
        assert (key in labels.SETTING) is not bool(default.title)
        assert default.unit in labels.UNIT and default.source and default.owners
        if isinstance(default.value, int):
            assert default.low <= default.value <= default.high


def test_the_help_numbers_are_the_real_ones_and_the_units_are_marked_as_invented() -> None:
    numbers = [DEFAULTS[f"phone.{k}"].value for k in ("emergency", "police", "sapa")]
    assert numbers == ["112", "110", "129"]
    assert DEFAULTS["phone.sapa_whatsapp"].value == "08111-129-129"
    assert {key for key, d in DEFAULTS.items() if d.placeholder} == {
        "phone.unit", "phone.unit_whatsapp", "unit.address", "unit.hours",
    }  # fmt: skip


def test_every_duty_that_the_unit_may_time_is_a_setting_and_what_law_fixes_is_none() -> None:
    for rule in RULES:
        if rule.setting is None or rule.fixed_by_law:
            assert rule.code not in DEFAULTS
        else:
            default = DEFAULTS[rule.setting]
            assert (default.value, default.unit) == (rule.span.amount, rule.span.unit.value)


def test_reviews_can_become_more_frequent_but_not_rarer() -> None:
    review = DEFAULTS["case.review"]
    assert (review.value, review.unit, review.high) == (3, "months", 3)


@db
def test_a_setting_holds_from_its_day_and_the_past_keeps_its_own() -> None:
    key = "network.active_window_days"
    assert queries.number(key, TODAY) == 60
    _set(key, 90, day=TODAY + timedelta(days=7))
    _set(key, 75)
    assert [queries.number(key, TODAY + timedelta(days=n)) for n in (-1, 0, 6, 7, 99)] == [
        60, 75, 75, 90, 90,
    ]  # fmt: skip
    assert [s.value for s in queries.history(key)] == ["90", "75"]


@db
def test_the_later_of_two_decisions_for_one_day_holds() -> None:
    _set("report.respond_medium", 5)
    _set("report.respond_medium", 4)
    assert queries.number("report.respond_medium", TODAY) == 4
    assert queries.values(TODAY)["report.respond_medium"] == 4


@db
def test_one_query_answers_all_settings(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.values(TODAY)
    assert found == {key: default.value for key, default in DEFAULTS.items()}
    _set("phone.unit", "(0624) 123-456", by=ADMIN)
    now = {s.key: s for s in queries.settings(TODAY)}
    assert now["phone.unit"].value == "(0624) 123-456"
    assert not now["phone.unit"].placeholder and now["unit.hours"].placeholder
    assert now["phone.unit"].source == WHY


@db
@pytest.mark.parametrize(
    ("key", "value", "by", "day", "code"),
    [
        ("no.such", 1, HEAD, TODAY, "setting.unknown"),
        ("report.respond_high", 3, ADMIN, TODAY, "setting.not_yours"),
        ("report.respond_high", 3, HEAD, TODAY - timedelta(days=1), "setting.past"),
        ("report.respond_high", 0, HEAD, TODAY, "setting.out_of_range"),
        ("figures.threshold", 9, HEAD, TODAY, "setting.out_of_range"),
        ("report.respond_high", "3", HEAD, TODAY, "setting.wrong_kind"),
        ("phone.unit", 110, HEAD, TODAY, "setting.wrong_kind"),
        ("phone.unit", "", HEAD, TODAY, "setting.wrong_length"),
    ],
)
def test_what_may_not_be_set(key: str, value: int | str, by: Actor, day: date, code: str) -> None:
    with pytest.raises(Refused, match=code):
        _set(key, value, by=by, day=day)
    assert not Setting.objects.exists()


def test_a_setting_needs_a_reason() -> None:
    change = rules.Setting(True, frozenset({Role.SUPERVISOR}), 3, True, 1, 24, TODAY, "  ok  ")
    refusal = rules.may_change_setting(HEAD, change, today=TODAY)
    assert refusal is not None and refusal.code == "setting.no_reason"


@given(value=st.integers(), low=st.integers(), high=st.integers())
def test_no_number_outside_its_bounds_is_ever_set(value: int, low: int, high: int) -> None:
    change = rules.Setting(True, frozenset({Role.SUPERVISOR}), value, True, low, high, TODAY, WHY)
    allowed = rules.may_change_setting(HEAD, change, today=TODAY) is None
    assert allowed == (low <= value <= high)


@db
def test_decisions_are_never_changed_or_removed() -> None:
    row = _set("report.respond_medium", 5)
    for spoil in (
        Setting.objects.filter(pk=row.pk).delete,
        lambda: Setting.objects.update(value=1),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            spoil()


@db
def test_national_holidays_and_joint_leave_are_days_off() -> None:
    found = {h.day: h for h in queries.holidays_in(date(2026, 8, 17), date(2026, 12, 31))}
    assert date(2026, 8, 17) in found and date(2026, 12, 25) in found
    assert date(2026, 12, 24) in queries.holidays_between(date(2026, 12, 20), date(2026, 12, 31))
    assert found[date(2026, 12, 24)].joint
    assert queries.holidays_in(date(2027, 3, 10), date(2027, 3, 10))[0].estimated


@db
def test_the_local_calendar_adds_a_day_and_takes_it_back() -> None:
    day = date(2026, 12, 1)
    actions.set_local_day(by=HEAD, at=AT, day=day, holiday=True, name="Hari jadi")
    assert queries.holidays_in(day, day) == [queries.Holiday(day, "Hari jadi", local=True)]
    actions.set_local_day(by=HEAD, at=AT, day=day, holiday=False, name="Masuk")
    assert queries.holidays_between(day, day) == frozenset()
    christmas = date(2026, 12, 25)
    actions.set_local_day(by=HEAD, at=AT, day=christmas, holiday=False, name="Piket")
    assert christmas not in queries.holidays_between(date(2026, 12, 20), date(2027, 1, 5))


@db
def test_who_may_change_the_calendar_and_when() -> None:
    worker = Actor(id=uuid4(), roles=frozenset({Role.CASE_WORKER}))
    with pytest.raises(Refused, match=r"calendar.not_yours"):
        actions.set_local_day(by=worker, at=AT, day=TODAY, holiday=True, name="Libur")
    with pytest.raises(Refused, match=r"calendar.past"):
        actions.set_local_day(
            by=HEAD, at=AT, day=TODAY - timedelta(days=1), holiday=True, name="Libur"
        )
    assert not LocalDay.objects.exists()
