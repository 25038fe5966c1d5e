"""What a resident meets on /lapor, and the bad input and faults that belong to it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from pabolo.ground.accounts.models import Session
from pabolo.ground.audit.queries import size as log_size
from pabolo.ground.lib.clock import WIB
from pabolo.programme.intake.actions import submission
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.models import Report
from pabolo.rules.text import NARRATIVE_LIMIT
from tests.public_report.conftest import Phone

NOON = datetime(2026, 11, 24, 11, 47, 23, tzinfo=WIB)


def test_five_questions_then_check_then_code(told: Phone) -> None:
    assert "Tangisan setiap malam" in told.text
    told.press("send")
    assert told.page.status_code == 200
    assert len(told.code()) == 17
    assert Report.objects.get().state == "waiting"


def test_every_answer_may_be_unknown_but_one(phone: Phone) -> None:
    phone.press("next", danger="unknown", worries=["unknown"])
    for _step in range(4):
        phone.press("next")
    phone.press("send")
    assert Report.objects.count() == 0
    assert "Kesalahan" in phone.text or "Error" in phone.text
    phone.press("edit-2")
    phone.press("next", text="Ada yang tidak beres.")
    phone.press("send")
    assert Report.objects.count() == 1


def test_no_cookie_no_session_and_nothing_stored(told: Phone) -> None:
    told.press("send")
    assert not told.client.cookies
    assert told.page.headers["Cache-Control"] == "no-store"
    assert "Cookie" not in told.page.headers.get("Vary", "")
    assert Session.objects.count() == 0


def test_going_back_keeps_every_answer(told: Phone) -> None:
    told.press("back")
    told.press("back")
    assert told.fields["village"] == ["12.10.01.1001"]
    told.press("back")
    assert told.fields["c0-name"] == ["Butet"]
    told.press("back")
    assert told.fields["text"] == ["Tangisan setiap malam di rumah sebelah."]


def test_several_children_can_be_told_of(phone: Phone) -> None:
    phone.press("next", danger="no", worries=["PEN"])
    phone.press("next", text="Ditinggal berhari-hari.")
    phone.press("add", **{"c0-name": "Butet"})
    phone.press("next", **{"c1-name": "Ucok", "c1-unborn": ""})
    assert "Butet" in phone.press("next").press("next").text
    assert "Ucok" in phone.text


def test_the_answers_stand_in_the_form_and_nowhere_else_until_sent(told: Phone) -> None:
    assert "Tangisan" in told.fields["told"][0]
    assert Report.objects.count() == 0


# Bad input and faults


def test_double_submit_and_resend_give_one_report_and_the_same_code(told: Phone) -> None:
    sent = told.fields | {"go": ["send"]}
    first, second = (Client().post("/lapor", sent) for _ in range(2))
    codes = {re.sub(r"\W", "", _code(page.content.decode())) for page in (first, second)}
    assert len(codes) == 1
    assert Report.objects.count() == 1


def _code(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page.split('class="code">')[1].split("</p>")[0])


def test_two_requests_at_once_meet_at_the_unique_column(
    told: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one looked before the first had committed, and still finds it."""
    real, looked = submission.find_sent, []

    def blind_first(token: bytes) -> submission.Sent | None:
        looked.append(1)
        return None if len(looked) == 1 else real(token)

    from pabolo.programme.intake.told import Told

    token = b"a" * 16
    first = submit(told=Told(), token=token, today=NOON.date())
    monkeypatch.setattr(submission, "find_sent", blind_first)
    again = submit(told=Told(), token=token, today=NOON.date())
    assert (again.code, again.again) == (first.code, True)


def test_expired_form_token_keeps_the_text_and_renews(phone: Phone) -> None:
    with time_machine.travel(NOON, tick=False):
        phone.open("/lapor").press("next", danger="no", worries=["FIS"])
        phone.press("next", text="Tangisan setiap malam.")
        for _step in range(3):
            phone.press("next")
        old = phone.fields["token"]
    with time_machine.travel("2026-11-26T11:48:00+07:00", tick=False):
        phone.press("send")
        assert Report.objects.count() == 0
        assert "Tangisan setiap malam." in phone.text
        assert phone.fields["token"] != old
        phone.press("send")
        assert Report.objects.count() == 1


def test_a_forged_token_is_renewed_and_the_text_kept(told: Phone) -> None:
    told.press("send", token="00" * 16 + ":1:abc")
    assert Report.objects.count() == 0
    assert "Tangisan setiap malam" in told.text
    told.press("send")
    assert Report.objects.count() == 1


def test_a_resend_after_the_token_expired_still_shows_the_same_code(told: Phone) -> None:
    sent = told.fields | {"go": ["send"]}
    first = told.client.post("/lapor", sent).content.decode()
    with time_machine.travel("2031-01-01T00:00:00+07:00", tick=False):
        again = told.client.post("/lapor", sent).content.decode()
    assert _code(first) == _code(again)


def test_ten_megabytes_of_text_are_refused_with_what_to_do(phone: Phone) -> None:
    phone.press("next", danger="no", worries=["FIS"])
    phone.press("next", text="a" * 10_000_000)
    assert phone.page.status_code == 413
    assert "20.000" in phone.text or "20,000" in phone.text
    assert "tel:112" in phone.text


def test_a_text_over_the_limit_stays_in_the_form_whole(phone: Phone) -> None:
    phone.press("next", danger="no", worries=["FIS"])
    long = "kata " * (NARRATIVE_LIMIT // 5 + 100)
    phone.press("next", text=long)
    assert phone.page.status_code == 200
    assert phone.fields["text"][0].strip() == long.strip()
    phone.press("next", text=long[:NARRATIVE_LIMIT])
    assert "c0-name" in phone.fields


def test_control_and_bidi_characters_are_gone(told: Phone) -> None:
    told.press("edit-2")
    told.press("next", text="Ayah\u202e\x00\x07 memukul\u2066 anak\u200b.")
    assert "Ayah memukul anak." in told.text
    assert "\u202e" not in told.fields["told"][0]


@pytest.mark.parametrize(
    ("day", "month", "year", "fits"),
    [
        ("", "", "", True),
        ("", "", "2024", True),
        ("", "5", "2024", True),
        ("31", "12", "2019", True),
        ("31", "2", "2024", False),
        ("5", "", "2024", False),
        ("", "", "2999", False),
        ("", "", "dua", False),
    ],
    ids=[
        "unknown",
        "year_only",
        "month_only",
        "whole",
        "impossible",
        "day_alone",
        "future",
        "words",
    ],
)
def test_impossible_partial_and_future_dates(
    phone: Phone, day: str, month: str, year: str, fits: bool
) -> None:
    phone.press("next", danger="no", worries=["FIS"])
    parts = {"happened_day": day, "happened_month": month, "happened_year": year}
    phone.press("next", text="Kejadian.", **parts)
    assert ("c0-name" in phone.fields) is fits
    assert "Kejadian." in phone.text


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ({}, True),
        ({"c0-age": "7"}, True),
        ({"c0-unborn": "on"}, True),
        ({"c0-age": "7", "c0-unborn": "on"}, True),
        ({"c0-age": "5", "c0-unit": "month"}, True),
        ({"c0-age": "999"}, False),
        ({"c0-age": "tujuh"}, False),
        ({"c0-age": "-3"}, False),
    ],
    ids=["unknown", "years", "unborn", "unborn_with_age", "months", "too_old", "words", "negative"],
)
def test_unknown_age_and_unborn_child(phone: Phone, typed: dict[str, str], fits: bool) -> None:
    phone.press("next", danger="no", worries=["FIS"]).press("next", text="Ada bayi.")
    phone.press("next", **typed)
    assert ("village" in phone.fields) is fits


def test_a_child_without_any_document_or_name_can_be_reported(phone: Phone) -> None:
    phone.press("next", danger="unknown", worries=["unknown"])
    phone.press("next")
    phone.press("next", **{"c0-note": "Anak kecil di pasar, tidak ada yang kenal."})
    phone.press("next").press("next").press("send")
    assert len(phone.code()) == 17


def test_reports_are_taken_while_the_vault_is_locked(
    told: Phone, lock: Callable[[bool], None]
) -> None:
    lock(True)
    told.press("send")
    code = told.code()
    kept = Report.objects.get()
    assert kept.state == "boxed" and kept.tag is None and kept.story is None
    assert b"Tangisan" not in bytes(kept.box or b"")
    told.press("saved")
    assert told.code() == code
    lock(False)
    admit_waiting(at=NOON)
    assert Report.objects.get().state == "received"


def test_a_resend_while_locked_shows_the_same_code(
    told: Phone, lock: Callable[[bool], None]
) -> None:
    sent = told.fields | {"go": ["send"]}
    first = told.client.post("/lapor", sent).content.decode()
    lock(True)
    assert _code(told.client.post("/lapor", sent).content.decode()) == _code(first)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("database or disk is full"),
        OSError(28, "No space left on device"),
        sqlite3.OperationalError("database or disk is full"),
    ],
    ids=["database", "disk", "keys"],
)
def test_full_disk_on_a_report_acknowledges_nothing_and_keeps_the_text(
    told: Phone, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def full(*_args: object) -> None:
        raise fault

    monkeypatch.setattr(submission, "insert", full)
    told.press("send")
    assert told.page.status_code == 503
    assert 'class="code"' not in told.text
    assert "Tangisan setiap malam" in told.fields["told"][0]
    assert "tel:112" in told.text
    monkeypatch.undo()
    told.press("send")
    assert len(told.code()) == 17


def test_a_full_key_store_acknowledges_nothing(
    told: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(submission.store, "create", full)
    told.press("send")
    assert told.page.status_code == 503
    assert Report.objects.count() == 0


def test_answers_that_were_tampered_with_are_a_bad_request(phone: Phone) -> None:
    assert phone.client.post("/lapor", {"told": "{", "token": "x"}).status_code == 400


def test_a_code_outside_the_lists_is_dropped_not_kept(told: Phone) -> None:
    changed = told.fields["told"][0].replace('"FIS"', '"<script>"')
    told.press("send", told=changed)
    assert Report.objects.count() == 1


# What a receipt promises


def test_the_code_is_shown_twice_and_can_be_a_shopping_list(told: Phone) -> None:
    told.press("send")
    code = told.code()
    words = re.findall(r"<li>([a-z]+)</li>", told.text)
    assert len(words) == 8
    told.press("list")
    assert re.findall(r"<li>([a-z]+)</li>", told.text) == words
    assert "Anak Pabolo" not in told.text and "kode" not in told.text.lower()
    told.press("receipt")
    assert told.press("saved").code() == code


def test_the_receipt_speaks_in_days_never_in_hours(told: Phone) -> None:
    with time_machine.travel(NOON, tick=False):
        told.open("/lapor").press("next", danger="no", worries=["FIS"])
        told.press("next", text="Cerita.")
        told.press("next").press("next").press("next").press("send")
    main = told.text.split("<main")[1].split("</main>")[0]
    assert "24 November 2026" in main or "November 24" in main
    assert not re.search(r"\d\d[.:]\d\d", main)


def test_no_page_holds_a_foreign_address_but_the_quick_exit(told: Phone) -> None:
    told.press("send")
    addresses = set(re.findall(r'(?:href|src|action)="(https?://[^"]+)"', told.text))
    assert addresses <= {"https://www.bmkg.go.id/"}


# What is kept of the moment of reporting


def test_no_time_finer_than_a_day_stands_anywhere_at_rest(told: Phone, settings: Settings) -> None:
    with time_machine.travel(NOON, tick=False):
        before = log_size()
        told.open("/lapor").press("next", danger="no", worries=["FIS"])
        told.press("next", text="Cerita.")
        told.press("next").press("next").press("next").press("send")
        assert log_size() == before, "no entry is written at submission"
    second = int(NOON.timestamp())
    stamps = [b"11:47", b"11.47", str(second).encode()]
    for size in (4, 8):
        stamps += [second.to_bytes(size, "big"), second.to_bytes(size, "little")]
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert not any(stamp in raw for stamp in stamps), path.name
    cells = [*every_cell("intake_"), *every_cell("audit_"), *every_cell("duties_")]
    assert cells and not any(stamp in cell for stamp in stamps for cell in cells)
    assert any(str(NOON.date()).encode() in cell for cell in cells), "the day itself is kept"


def every_cell(tables: str) -> Iterator[bytes]:
    """Every value of the tables whose name begins so, as bytes."""
    with connection.cursor() as cursor:
        names = [n for n in connection.introspection.table_names(cursor) if n.startswith(tables)]
        for name in names:
            cursor.execute(f"SELECT * FROM {name}")
            for row in cursor.fetchall():
                yield from (v if isinstance(v, bytes) else str(v).encode() for v in row)


def test_rows_do_not_lie_in_the_order_they_came(told: Phone) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no row numbers")
    from pabolo.programme.intake.told import Told

    for number in range(24):
        submit(told=Told(), token=number.to_bytes(16), today=NOON.date())
    order = [submission.submission_of(number.to_bytes(16)) for number in range(24)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT submission FROM intake_report ORDER BY rowid")
        kept = [bytes(row[0]) for row in cursor.fetchall()]
    assert sorted(kept) == sorted(order) and kept != order
