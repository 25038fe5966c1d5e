"""Who may take back, relabel, move, reopen; which tables are refused, and where."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.lib.tables import table_of
from pabolo.rules import policy as rules
from pabolo.rules.policy_tables import Held, code_faults, day_faults, may_take_codes, may_take_days
from pabolo.rules.tables import MOST_ROWS
from pabolo.rules.vocabulary import Role
from tests.cast import actor

TODAY = date(2026, 11, 24)
SOP = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD})
DATA, CASE, HEAD = actor(Role.DATA), actor(Role.CASE_WORKER), actor(Role.AGENCY_HEAD)
WHY = "Rapat memutuskan lain."


@pytest.mark.parametrize(
    ("by", "days", "taken", "reason", "code"),
    [
        (HEAD, 1, False, WHY, None),
        (CASE, 1, False, WHY, "setting.not_yours"),
        (HEAD, 1, True, WHY, "setting.taken_back"),
        (HEAD, 0, False, WHY, "setting.holds"),
        (HEAD, -1, False, WHY, "setting.holds"),
        (HEAD, 1, False, "  ya ", "setting.no_reason"),
    ],
)
def test_a_decision_is_taken_back_before_its_day_only(
    by: rules.Actor, days: int, taken: bool, reason: str, code: str | None
) -> None:
    day = TODAY + timedelta(days=days)
    found = rules.may_take_back(
        by, owners=SOP, valid_from=day, taken=taken, reason=reason, today=TODAY
    )
    assert (found and found.code) == code


@given(days=st.integers(-400, 400))
def test_what_held_for_a_day_is_never_taken_back(days: int) -> None:
    day = TODAY + timedelta(days=days)
    found = rules.may_take_back(
        HEAD, owners=SOP, valid_from=day, taken=False, reason=WHY, today=TODAY
    )
    assert (found is None) == (day > TODAY)


NEW, OLD = ("Radio", "Radio"), ("Radyo", "Radio")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (rules.may_relabel_code(DATA, known=True, own=True, labels=NEW, before=OLD), None),
        (rules.may_relabel_code(HEAD, known=True, own=True, labels=NEW, before=OLD), None),
        (
            rules.may_relabel_code(CASE, known=True, own=True, labels=NEW, before=OLD),
            "code.not_yours",
        ),
        (
            rules.may_relabel_code(DATA, known=True, own=False, labels=NEW, before=OLD),
            "code.shipped",
        ),
        (
            rules.may_relabel_code(DATA, known=False, own=True, labels=NEW, before=OLD),
            "code.unknown",
        ),
        (
            rules.may_relabel_code(DATA, known=True, own=True, labels=("", "x"), before=OLD),
            "code.no_label",
        ),
        (
            rules.may_relabel_code(DATA, known=True, own=True, labels=OLD, before=OLD),
            "code.same_label",
        ),
        (rules.may_move_code(DATA, known=True, own=True, there=True), None),
        (rules.may_move_code(CASE, known=True, own=True, there=True), "code.not_yours"),
        (rules.may_move_code(DATA, known=True, own=False, there=True), "code.order"),
        (rules.may_move_code(DATA, known=True, own=True, there=False), "code.at_end"),
        (rules.may_move_code(DATA, known=False, own=True, there=True), "code.unknown"),
        (rules.may_reopen_code(DATA, known=True, ended=True), None),
        (rules.may_reopen_code(DATA, known=True, ended=False), "code.in_use"),
        (rules.may_reopen_code(DATA, known=False, ended=True), "code.unknown"),
        (rules.may_reopen_code(CASE, known=True, ended=True), "code.not_yours"),
        (rules.may_withdraw_day(HEAD, day=TODAY, withdrawn=False, today=TODAY), None),
        (
            rules.may_withdraw_day(HEAD, day=TODAY, withdrawn=True, today=TODAY),
            "calendar.withdrawn",
        ),
        (
            rules.may_withdraw_day(
                HEAD, day=TODAY - timedelta(days=1), withdrawn=False, today=TODAY
            ),
            "calendar.past",
        ),
        (
            rules.may_withdraw_day(CASE, day=TODAY, withdrawn=False, today=TODAY),
            "calendar.not_yours",
        ),
    ],
)
def test_who_may_change_codes_and_days(found: rules.Refusal | None, code: str | None) -> None:
    assert (found and found.code) == code


HELD = {
    "FIS": Held("Fisik", "Physical", "Fisik", None, own=False),
    "RAD": Held("Radyo", "Radio", "", None, own=True),
    "TUA": Held("Tua", "Old", "", date(2025, 1, 1), own=True),
}
HEADER = "code,label_id,label_en,simfoni_label,valid_to\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("FIS,Fisik,Physical,Fisik,\nRAD,Radio,Radio,,2026-12-31\nBARU,Baru,New,,\n", []),
        ("TUA,Tua,Old,,2025-01-01\n", []),
        ("FIS,Jasmani,Physical,Fisik,\n", [(2, "label_id")]),
        ("\n\nFIS,Fisik,Bodily,Fisik,\n", [(4, "label_en")]),
        ('BARU,"Baru\nsekali",New,,\na b,Baru,New,,\n', [(4, "code")]),
        ("BARU,,New,,\n", [(2, "label_id")]),
        ("BARU,Baru,New,,\nBARU,Baru,New,,\n", [(3, "code")]),
        ("RAD,Radio,Radio,,2026-11-23\n", [(2, "valid_to")]),
        ("RAD,Radio,Radio,,31/12/2026\n", [(2, "valid_to")]),
        ("RAD,Radio,Radio,,2026-02-30\n", [(2, "valid_to")]),
        ("RAD,Radio\n", [(2, "")]),
        ("RAD," + "x" * 121 + ",Radio,,\n", [(2, "label_id")]),
        ("", [(1, "")]),
        ("RAD,Radio,Radio,,\n" * (MOST_ROWS + 1), [(MOST_ROWS + 2, "")]),
        ('RAD,"Radio,Radio,,\n', [(2, "")]),
        ("RAD," + "x" * 140_000 + ",Radio,,\n", [(2, "")]),
    ],
)
def test_a_table_of_codes_names_the_line_and_the_column(
    text: str, where: list[tuple[int, str]]
) -> None:
    rows, faults = code_faults(table_of(HEADER + text), HELD, TODAY)
    assert [(one.line, one.column) for one in faults] == where
    assert bool(rows) is not bool(faults)


def test_a_header_without_its_columns_or_with_one_twice_is_told() -> None:
    for header in ("code,label_id\n", "code,code,label_id,label_en,simfoni_label,valid_to\n"):
        rows, faults = code_faults(table_of(header + "A,B\n"), HELD, TODAY)
        assert not rows and {one.line for one in faults} == {1}


def test_a_sheet_with_semicolons_and_a_byte_mark_is_read() -> None:
    text = "\ufeff" + (HEADER + "BARU,Baru,New,,\n").replace(",", ";")
    rows, faults = code_faults(table_of(text), HELD, TODAY)
    assert not faults and rows[0].cells["label_en"] == "New"


NOW = {date(2026, 1, 1): "national", date(2026, 12, 25): "national"}
YEAR = "".join(f"2028-0{month}-05,national,Libur\n" for month in range(1, 10))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("2026-12-01,local,Hari jadi\n2026-12-26,work,Piket\n", []),
        (YEAR + "2028-10-05,national,Libur\n2028-10-06,joint,Cuti\n", []),
        (YEAR, [(2, "kind")]),
        ("2026-11-23,local,Kemarin\n", [(2, "day")]),
        ("besok,local,Kapan\n", [(2, "day")]),
        ("2026-13-01,local,Kapan\n", [(2, "day")]),
        (",local,Kapan\n", [(2, "day")]),
        ("2026-12-01,libur,Apa\n", [(2, "kind")]),
        ("2026-12-01,local,\n", [(2, "name")]),
        ("2026-12-01,local,A\n2026-12-01,work,B\n", [(3, "day")]),
        (
            "".join(f"2026-12-{n},national,Libur\n" for n in range(10, 20)),
            [(2, "day")],
        ),
        (
            "2026-01-01,national,A\n"
            + "".join(f"2026-12-{n},national,Libur\n" for n in range(10, 20)),
            [],
        ),
        (
            "2026-01-01,joint,A\n"
            + "".join(f"2026-12-{n},national,Libur\n" for n in range(10, 20)),
            [(2, "day")],
        ),
    ],
)
def test_a_table_of_days_names_the_line_and_the_column(
    text: str, where: list[tuple[int, str]]
) -> None:
    rows, faults = day_faults(table_of("day,kind,name\n" + text), NOW, TODAY)
    assert [(one.line, one.column) for one in faults] == where
    assert bool(rows) is not bool(faults)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_table(text: str) -> None:
    for rows, faults in (
        code_faults(table_of(text), HELD, TODAY),
        day_faults(table_of(text), NOW, TODAY),
        code_faults(table_of(HEADER + text), HELD, TODAY),
        day_faults(table_of("day,kind,name\n" + text), NOW, TODAY),
    ):
        assert bool(rows) is not bool(faults)
        assert all(one.line >= 1 for one in faults)


def test_who_takes_a_table_in_and_which_says_something_new() -> None:
    good = {"list_known": True, "faulty": False, "changes": True}
    for by, wrong, code in (
        (DATA, {}, None),
        (CASE, {"faulty": True}, "code.not_yours"),
        (DATA, {"list_known": False, "faulty": True}, "code.no_list"),
        (DATA, {"faulty": True, "changes": False}, "table.bad"),
        (DATA, {"changes": False}, "table.same"),
    ):
        found = may_take_codes(by, **(good | wrong))
        assert (found and found.code) == code


@pytest.mark.parametrize(
    ("by", "faulty", "decreed", "source", "code"),
    [
        (DATA, False, True, "SKB 1", None),
        (DATA, False, False, "", None),
        (CASE, False, False, "SKB 1", "calendar.not_yours"),
        (DATA, True, True, "", "table.bad"),
        (DATA, False, True, "  SKB  ", "calendar.no_source"),
    ],
)
def test_national_days_come_with_their_decree(
    by: rules.Actor, faulty: bool, decreed: bool, source: str, code: str | None
) -> None:
    found = may_take_days(by, faulty=faulty, decreed=decreed, source=source, today=TODAY)
    assert (found and found.code) == code
