"""Unusual readings: each sign just below and at its limit, and who may answer it."""

from datetime import date, datetime, timedelta

import pytest

from pabolo.rules.deadlines import WIB
from pabolo.rules.readings import (
    SENTENCES,
    Limits,
    Log,
    Reading,
    Sign,
    Unusual,
    may_review,
    unusual,
)
from pabolo.rules.vocabulary import Role
from tests.cast import actor

AT = datetime(2026, 11, 10, 14, 0, tzinfo=WIB)
WORKED = frozenset({("a", "x")})
CLOSED = {"old": AT.date() - timedelta(days=3)}


def reading(*folders: str, at: datetime = AT, who: str = "a", **more: bool) -> Reading:
    return Reading(who, at, frozenset(folders), **more)


def spread(count: int) -> list[Reading]:
    """So many files in a day, few an hour."""
    return [reading(f"f{n}", at=AT.replace(hour=8 + n % 12)) for n in range(count)]


def codes(log: Log) -> list[Sign]:
    return sorted(sign.code for sign in unusual(log))


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (Log([reading("x")]), []),
        (Log(spread(29)), []),
        (Log(spread(30)), [Sign.MANY]),
        (Log([reading("x")] * 40, worked=WORKED), []),
        (Log([reading("x", at=AT.replace(hour=22))]), [Sign.NIGHT]),
        (Log([reading("x", at=AT.replace(hour=4))]), [Sign.NIGHT]),
        (Log([reading("x", at=AT.replace(hour=5))]), []),
        (Log([reading("old")], closed=CLOSED), [Sign.CLOSED]),
        (Log([reading("old", at=AT.replace(day=1))], closed=CLOSED), []),
        (Log([reading(f"f{n}") for n in range(9)]), []),
        (Log([reading(f"f{n}") for n in range(10)]), [Sign.BURST]),
        (Log([reading("x")] * 3), []),
        (Log([reading("x")] * 4), [Sign.NO_WORK]),
        (Log([reading("x", "child")] * 4, worked=WORKED), []),
        (Log([reading("x")] * 4, overseers=frozenset({"a"})), []),
        (Log([reading(f"f{n}", exported=True) for n in range(2)]), []),
        (Log([reading(f"f{n}", exported=True) for n in range(3)]), [Sign.EXPORTS]),
        (Log(searched={"a": [AT] * 4}), []),
        (Log(searched={"a": [AT] * 5}), [Sign.SEARCHES]),
        (Log([reading("x")], searched={"a": [AT] * 5}), []),
        (Log([reading("x", who="b")], searched={"a": [AT] * 5}), [Sign.SEARCHES]),
        (Log([reading("old", identity=True)], closed=CLOSED), [Sign.CLOSED]),
        (Log([reading("old", identity=True)] * 2, closed=CLOSED), [Sign.CLOSED, Sign.IDENTITY]),
    ],
)
def test_each_sign_at_its_limit(log: Log, expected: list[Sign]) -> None:
    assert codes(log) == expected


def test_a_busy_person_is_measured_against_their_own_usual() -> None:
    usual = [
        reading(f"d{day}f{n}", at=AT - timedelta(days=day)) for day in range(1, 8) for n in range(8)
    ]
    today = [reading(f"t{n}") for n in range(12)]
    assert codes(Log([*usual, *today])) == []
    assert codes(Log(today)) == [Sign.BURST], "without a usual the unit's own limit holds"
    other = [reading(*one.folders, at=one.at, who="b") for one in usual]
    assert codes(Log([*other, *today])) == [Sign.BURST], "nobody is measured against others"


def test_the_limits_are_the_units_own() -> None:
    log = Log([reading("x", at=AT.replace(hour=23))])
    assert unusual(log, Limits(day_until=24)) == ()
    assert [one.code for one in unusual(log, Limits(day_from=0, day_until=23))] == [Sign.NIGHT]


def test_every_sign_says_why_and_no_sign_accuses() -> None:
    assert set(SENTENCES) == set(Sign)
    for what, why in SENTENCES.values():
        assert what and why
        assert not {"suspicious", "guilty", "abuse", "violation"} & set(f"{what} {why}".split())


def test_a_sign_is_known_by_person_day_and_kind() -> None:
    assert Unusual("a", AT, Sign.NIGHT, 1).key == "a-2026-11-10-night"
    midnight = datetime(2026, 11, 10, 17, 30, tzinfo=WIB).astimezone()
    assert Unusual("a", midnight, Sign.NIGHT, 1).key == f"a-{date(2026, 11, 10)}-night"


def test_nobody_answers_a_sign_about_themselves() -> None:
    boss, inspector, worker = (
        actor(role) for role in (Role.SUPERVISOR, Role.INSPECTOR, Role.CASE_WORKER)
    )
    word = "Serah terima kasus."
    assert may_review(boss, worker.id.hex, word=word) is None
    assert may_review(inspector, boss.id.hex, word=word) is None
    for who, reader, said, code in (
        (boss, boss.id.hex, word, "readings.own"),
        (worker, boss.id.hex, word, "access.role"),
        (boss, worker.id.hex, " ok ", "readings.no_word"),
    ):
        refusal = may_review(who, reader, word=said)
        assert refusal is not None and refusal.code == code
