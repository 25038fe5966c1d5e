"""What the unit sets is taken back before its day, kept for ever, and told by one history."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.queries import clocks_on
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy import actions, queries, shipped, taking
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import (
    Code,
    CodeChange,
    DayWithdrawn,
    LocalDay,
    NationalYear,
    TakenBack,
)
from pabolo.ground.policy.past import Noun, changes, changes_of_codes
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TODAY = AT.date()
HEAD = Actor(id=uuid4(), roles=frozenset({Role.AGENCY_HEAD}))
WORKER = Actor(id=uuid4(), roles=frozenset({Role.CASE_WORKER}))
KEY, LIST = "network.active_window_days", "channel"
TURN = count(1)
WHY = "Diputuskan dalam rapat SOP."


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    queries.forget_codes()
    yield
    queries.forget_codes()


def decide(value: int, days: int) -> int:
    row = actions.set_setting(
        by=HEAD, at=AT, key=KEY, value=value, valid_from=TODAY + timedelta(days=days), reason=WHY
    )
    return row.pk


def take_back(decision: int, *, by: Actor = HEAD, at: datetime = AT) -> None:
    actions.take_back(by=by, at=at, decision=decision, reason=WHY)


def add(code: str, label: str = "Radio") -> None:
    actions.add_code(by=HEAD, at=AT, of_list=LIST, code=code, label_id=label, label_en=label)


# Settings


def test_a_decision_that_was_taken_back_never_holds_and_is_still_there() -> None:
    decide(75, 0)
    later = decide(90, 7)
    assert queries.settings(TODAY)[_place()].coming is not None
    take_back(later)
    assert queries.settings(TODAY)[_place()].coming is None
    for days in (0, 7, 400):
        on = TODAY + timedelta(days=days)
        assert queries.number(KEY, on) == queries.values(on)[KEY] == 75
    assert queries.numbers_since(KEY)[1:] == [(TODAY, 75)]
    assert [row.value for row in queries.history(KEY)] == ["90", "75"]


def _place() -> int:
    return [one.key for one in queries.settings(TODAY)].index(KEY)


def test_what_holds_is_not_taken_back_nor_twice_nor_by_others() -> None:
    now, later = decide(75, 0), decide(90, 7)
    with pytest.raises(Refused, match=r"setting.holds"):
        take_back(now)
    with pytest.raises(Refused, match=r"setting.holds"):
        take_back(later, at=AT + timedelta(days=7))
    with pytest.raises(Refused, match=r"setting.not_yours"):
        take_back(later, by=WORKER)
    with pytest.raises(Refused, match=r"setting.no_decision"):
        take_back(later + 99)
    take_back(later)
    with pytest.raises(Refused, match=r"setting.taken_back"):
        take_back(later)
    assert TakenBack.objects.count() == 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(30, 180), st.integers(0, 9), st.booleans()), max_size=6),
    st.integers(0, 12),
)
def test_every_day_is_judged_by_the_last_decision_that_stands(
    made: list[tuple[int, int, bool]], after: int
) -> None:
    """Each example lives in a time of its own, after everything that was decided before."""
    at = AT + timedelta(days=100 * next(TURN))
    first, before = at.date(), queries.numbers_since(KEY)[-1][1]
    standing = []
    for value, days, back in made:
        day = first + timedelta(days=days)
        row = actions.set_setting(by=HEAD, at=at, key=KEY, value=value, valid_from=day, reason=WHY)
        if back and days:
            take_back(row.pk, at=at)
        else:
            standing.append((days, value))
    in_order = sorted(standing, key=lambda one: one[0])
    holding = [value for days, value in in_order if days <= after]
    assert queries.number(KEY, first + timedelta(days=after)) == (holding or [before])[-1]
    assert queries.numbers_since(KEY)[-1][1] == [before, *(value for _day, value in in_order)][-1]


def _before() -> list[str]:
    return [one.before for one in changes() if one.what == "decided"]


def test_what_stood_before_is_what_was_to_hold_on_that_day() -> None:
    shipped_days = str(DEFAULTS[KEY].value)
    for value, days in ((90, 7), (75, 0), (80, 7)):
        decide(value, days)
    assert _before() == [shipped_days, shipped_days, "90"], "75 is to hold before 90 does"
    take_back(decide(99, 9))
    decide(70, 20)
    assert _before()[-2:] == ["80", "80"], "99 was taken back before 70 was decided"


def test_what_was_taken_back_later_stood_before_as_long_as_it_stood() -> None:
    first = decide(90, 7)
    decide(75, 7)
    take_back(first, at=AT + timedelta(days=1))
    assert _before()[-1] == "90"


# Codes


def test_a_word_of_simfoni_that_shipped_stood_before_the_first_of_the_unit() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    held = next(one for one in shipped.codes() if one.simfoni_label)
    for word in ("Satu", "Dua"):
        actions.word_for_simfoni(by=HEAD, at=AT, of_list=held.list, code=held.code, word=word)
    actions.word_for_simfoni(by=HEAD, at=AT, of_list=LIST, code="WA", word="Pesan")
    told = [(one.part, one.before, one.after) for one in changes_of_codes(held.list)]
    assert told[:2] == [(held.code, held.simfoni_label, "Satu"), (held.code, "Satu", "Dua")]
    assert {one.thing for one in changes_of_codes(held.list)} == {held.list}
    assert len(list(changes_of_codes())) == 3


def test_an_own_code_is_relabelled_moved_retired_and_used_again() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    add("RAD", "Radyo")
    add("TV", "Televisi")
    actions.relabel_code(
        by=HEAD, at=AT, of_list=LIST, code="RAD", label_id="Radio", label_en="Radyo", reason=WHY
    )
    assert queries.label(LIST, "RAD", "id") == "Radio"
    actions.move_code(by=HEAD, at=AT, of_list=LIST, code="TV", up=True)
    assert [code for code, _name in queries.choices(LIST, TODAY)][-2:] == ["TV", "RAD"]
    actions.retire_code(by=HEAD, at=AT, of_list=LIST, code="TV", last_day=TODAY)
    actions.reopen_code(by=HEAD, at=AT, of_list=LIST, code="TV")
    assert queries.is_code(LIST, "TV", TODAY + timedelta(days=1))
    actions.load_codes(by=SYSTEM, at=AT)
    assert [code for code, _name in queries.choices(LIST, TODAY)][-2:] == ["TV", "RAD"]
    found = CodeChange.objects.filter(list=LIST).values_list("what", flat=True)
    assert sorted(found) == [
        "added", "added", "label_id", "position", "position", "valid_to", "valid_to",
    ]  # fmt: skip


def test_a_shipped_code_keeps_its_label_and_its_place() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    with pytest.raises(Refused, match=r"code.shipped"):
        actions.relabel_code(
            by=HEAD, at=AT, of_list=LIST, code="WA", label_id="x", label_en="x", reason=WHY
        )
    with pytest.raises(Refused, match=r"code.order"):
        actions.move_code(by=HEAD, at=AT, of_list=LIST, code="WA", up=True)
    add("RAD")
    with pytest.raises(Refused, match=r"code.at_end"):
        actions.move_code(by=HEAD, at=AT, of_list=LIST, code="RAD", up=True)
    assert set(CodeChange.objects.values_list("what", flat=True)) == {"added"}


HEADER = "code,label_id,label_en,simfoni_label,valid_to\n"
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("add", "relabel", "retire", "reopen", "up", "down", "table")),
        st.sampled_from(("AA", "BB", "WA")),
        st.sampled_from(("Satu", "Dua")),
    ),
    max_size=10,
)


def _deed(what: str, code: str, label: str) -> None:
    who = {"by": HEAD, "at": AT, "of_list": LIST}
    deeds: dict[str, Callable[[], object]] = {
        "add": lambda: add(code, label),
        "relabel": lambda: actions.relabel_code(
            **who, code=code, label_id=label, label_en=label, reason=WHY  # type: ignore[arg-type]
        ),
        "retire": lambda: actions.retire_code(**who, code=code, last_day=TODAY),  # type: ignore[arg-type]
        "reopen": lambda: actions.reopen_code(**who, code=code),  # type: ignore[arg-type]
        "up": lambda: actions.move_code(**who, code=code, up=True),  # type: ignore[arg-type]
        "down": lambda: actions.move_code(**who, code=code, up=False),  # type: ignore[arg-type]
        "table": lambda: taking.take_codes(
            **who, text=f"{HEADER}{code},{label},{label},,\n",  # type: ignore[arg-type]
            reason=WHY,
        ),
    }  # fmt: skip
    deeds[what]()


def _folded() -> dict[str, dict[str, str]]:
    """What the history alone says that every changed code is: its last word of each column."""
    said: dict[str, dict[str, str]] = {}
    for row in CodeChange.objects.filter(list=LIST).order_by("pk"):
        if row.what != "added":
            said.setdefault(row.code, {})[row.what] = row.after
    return said


def _chained() -> bool:
    """Whether each change begins where the one before it ended."""
    last: dict[tuple[str, str], str] = {}
    for row in CodeChange.objects.filter(list=LIST).order_by("pk"):
        key = (row.code, row.what)
        if key in last and last[key] != row.before:
            return False
        last[key] = row.after
    return True


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS)
def test_the_history_says_what_the_list_says_and_the_log_says_as_much(
    made: list[tuple[str, str, str]],
) -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    before, done = entries(limit=1)[0].seq, 0
    for deed in made:
        try:
            _deed(*deed)
        except Refused:
            continue
        done += 1
    held = {row.code: row for row in Code.objects.filter(list=LIST)}
    for code, said in _folded().items():
        assert {what: actions.said(getattr(held[code], what)) for what in said} == said
    assert _chained()
    assert entries(limit=1)[0].seq - before == done, "one entry a deed"


def test_a_silent_change_of_a_code_is_told_from_the_history() -> None:
    """The broken variant: without it the property above could be asleep."""
    actions.load_codes(by=SYSTEM, at=AT)
    add("AA", "Satu")
    _deed("relabel", "AA", "Dua")
    Code.objects.filter(code="AA").update(label_id="Tiga")
    assert Code.objects.get(code="AA").label_id != _folded()["AA"]["label_id"]


def test_a_table_of_codes_is_taken_in_whole_with_one_entry() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    add("RAD", "Radyo")
    before = entries(limit=1)[0].seq
    text = HEADER + "RAD,Radio,Radio,Radio,2026-12-31\nTV,Televisi,Television,,\n"
    look = taking.take_codes(by=HEAD, at=AT, of_list=LIST, text=text, reason=WHY)
    assert (len(look.new), len(look.changed)) == (1, 4)
    assert entries(limit=1)[0].seq == before + 1
    assert entries(limit=1)[0].verb == "policy.codes_taken"
    assert queries.label(LIST, "RAD", "id") == "Radio"
    assert queries.simfoni_label(LIST, "RAD") == "Radio"
    assert not queries.is_code(LIST, "RAD", date(2027, 1, 1))
    assert queries.is_code(LIST, "TV", TODAY)
    with pytest.raises(Refused, match=r"table.same"):
        taking.take_codes(by=HEAD, at=AT, of_list=LIST, text=text, reason=WHY)


def test_a_faulty_table_changes_nothing_and_neither_does_a_stranger() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    count = Code.objects.count()
    for text, by, code in (
        (HEADER + "TV,Televisi,Television,,\nWA,Lain,Other,,\n", HEAD, "table.bad"),
        (HEADER + "TV,Televisi,Television,,\n", WORKER, "code.not_yours"),
    ):
        with pytest.raises(Refused, match=code):
            taking.take_codes(by=by, at=AT, of_list=LIST, text=text, reason=WHY)
    assert Code.objects.count() == count and not CodeChange.objects.exists()


# Calendar


def test_the_shipped_days_off_are_decreed_until_2027_and_reckoned_beyond() -> None:
    assert queries.known_until(TODAY) == date(2027, 12, 31)
    assert {one.year for one in queries.known_years()} == set(range(2017, 2028))
    assert all("SKB" in one.source for one in queries.known_years())
    for year, days in shipped.national().items():
        assert 15 <= sum(not one.joint for one in days.values()) <= 20, year
    assert queries.national_days([2028]), "reckoned"


def test_days_taken_back_count_as_never_said_and_the_word_before_holds_again() -> None:
    day = date(2026, 12, 1)
    first = actions.set_local_day(by=HEAD, at=AT, day=day, holiday=True, name="Pertama")
    second = actions.set_local_day(by=HEAD, at=AT, day=day, holiday=False, name="Kedua")
    assert not queries.holidays_in(day, day)
    actions.withdraw_day(by=HEAD, at=AT, declared=second.pk)
    assert queries.holidays_in(day, day)[0].name == "Pertama"
    actions.withdraw_day(by=HEAD, at=AT, declared=first.pk)
    assert not queries.holidays_in(day, day)
    with pytest.raises(Refused, match=r"calendar.withdrawn"):
        actions.withdraw_day(by=HEAD, at=AT, declared=first.pk)
    with pytest.raises(Refused, match=r"calendar.past"):
        actions.withdraw_day(by=HEAD, at=AT + timedelta(days=8), declared=second.pk)
    with pytest.raises(Refused, match=r"calendar.no_day"):
        actions.withdraw_day(by=HEAD, at=AT, declared=99)
    assert queries.local_days(day, day).count() == 2


YEAR = "day,kind,name\n" + "".join(f"2028-{n:02}-05,national,Hari {n}\n" for n in range(1, 12))


def test_a_decree_taken_in_replaces_what_was_reckoned_for_its_year() -> None:
    text = YEAR + "2028-12-26,joint,Cuti Bersama\n2028-12-27,local,Hari jadi\n"
    with pytest.raises(Refused, match=r"calendar.no_source"):
        taking.take_days(by=HEAD, at=AT, text=text, source=" ")
    with pytest.raises(Refused, match=r"calendar.not_yours"):
        taking.take_days(by=WORKER, at=AT, text=text, source="SKB 1/2027")
    assert not NationalYear.objects.exists() and not LocalDay.objects.exists()
    taking.take_days(by=HEAD, at=AT, text=text, source="SKB 1/2027")
    days = queries.holidays_in(date(2028, 1, 1), date(2028, 12, 31))
    assert [one.name for one in days][-2:] == ["Cuti Bersama", "Hari jadi"]
    assert len(days) == 13 and days[-1].local and days[-2].joint
    assert queries.known_until(TODAY) == date(2028, 12, 31)


def test_a_revised_decree_leaves_the_past_as_it_was() -> None:
    held = queries.national_days([2026])
    rows = [f"{day},{'joint' if one.joint else 'national'},{one.name}" for day, one in held.items()]
    text = "day,kind,name\n" + "\n".join(row for row in rows if "2026-12-24" not in row)
    look = taking.take_days(by=HEAD, at=AT, text=text, source="SKB perubahan 2026")
    assert [one[0] for one in look.changed] == ["2026-12-24"]
    assert date(2026, 12, 24) not in queries.national_days([2026])
    moved = text.replace("2026-05-01,national", "2026-05-04,national")
    with pytest.raises(Refused, match=r"table.bad"):
        taking.take_days(by=HEAD, at=AT, text=moved, source="SKB perubahan 2026")
    assert NationalYear.objects.count() == 1


# All of it


def _one_of_each() -> dict[type[Model], Model]:
    actions.load_codes(by=SYSTEM, at=AT)
    take_back(decide(90, 7))
    add("RAD")
    day = actions.set_local_day(by=HEAD, at=AT, day=TODAY, holiday=True, name="Libur")
    actions.withdraw_day(by=HEAD, at=AT, declared=day.pk)
    taking.take_days(by=HEAD, at=AT, text=YEAR, source="SKB 1/2027")
    kinds = (TakenBack, CodeChange, DayWithdrawn, NationalYear)
    return {kind: kind.objects.get() for kind in kinds}  # type: ignore[attr-defined]


def test_no_row_of_the_history_is_changed_or_removed() -> None:
    for kind, row in _one_of_each().items():
        rows = kind.objects.filter(pk=row.pk)  # type: ignore[attr-defined]
        for spoil in (rows.delete, lambda rows=rows: rows.update(set_by=uuid4())):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                spoil()


def test_one_history_tells_every_change_and_the_log_has_an_entry_for_each() -> None:
    _one_of_each()
    actions.word_for_simfoni(by=HEAD, at=AT, of_list=LIST, code="RAD", word="Radio")
    told = [(one.noun, one.what) for one in changes()]
    assert sorted(told) == sorted([
        (Noun.SETTING, "decided"), (Noun.SETTING, "taken_back"), (Noun.CODES, "added"),
        (Noun.CODES, "simfoni_label"), (Noun.CALENDAR, "day_off"), (Noun.CALENDAR, "withdrawn"),
        (Noun.CALENDAR, "year"),
    ])  # fmt: skip
    logged = [one for one in entries(limit=99) if one.verb.startswith("policy.")]
    assert len(logged) == len(told) + 1, "and the loading"
    assert all(one.by == HEAD.id for one in changes())


def test_the_history_asks_as_much_for_three_changes_as_for_one() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    counts = []
    for _ in range(2):
        take_back(decide(90, 7))
        day = actions.set_local_day(by=HEAD, at=AT, day=TODAY, holiday=True, name="Libur")
        actions.withdraw_day(by=HEAD, at=AT, declared=day.pk)
        with CaptureQueriesContext(connection) as asked:
            list(changes())
        counts.append(len(asked))
        take_back(decide(91, 8))
    assert counts[0] == counts[1] == 7


def test_a_day_that_is_declared_counts_for_duties_at_once() -> None:
    day = date(2026, 12, 1)
    assert day not in clocks_on(TODAY).holidays
    row = actions.set_local_day(by=HEAD, at=AT, day=day, holiday=True, name="Libur")
    assert day in clocks_on(TODAY).holidays
    actions.withdraw_day(by=HEAD, at=AT, declared=row.pk)
    assert day not in clocks_on(TODAY).holidays
    taking.take_days(by=HEAD, at=AT, text=f"day,kind,name\n{day},local,Libur\n", source="")
    assert day in clocks_on(TODAY).holidays


def test_the_calendar_is_remembered_by_what_it_says_not_by_row_numbers() -> None:
    one, other = date(2026, 12, 1), date(2026, 12, 2)
    with transaction.atomic():
        LocalDay.objects.create(pk=1, day=one, holiday=True, set_by=HEAD.id, set_at=AT)
        assert one in clocks_on(TODAY).holidays
        transaction.set_rollback(True)
    LocalDay.objects.create(pk=1, day=other, holiday=True, set_by=HEAD.id, set_at=AT)
    assert one not in clocks_on(TODAY).holidays
    assert other in clocks_on(TODAY).holidays
