"""What somebody meets on /lacak."""

from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine

from pabolo.doors.public import track as view
from pabolo.ground.lib.clock import WIB
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import grouped, words_from_code
from tests.public_report.conftest import Phone

NOON = datetime(2026, 11, 24, 11, 47, 23, tzinfo=WIB)


@pytest.fixture
def code(told: Phone) -> str:
    """The code of an admitted report."""
    told.press("send")
    admit_waiting(at=NOON)
    return told.code()


@pytest.fixture
def tracker() -> Phone:
    """Another phone, on the field for the code."""
    return Phone().open("/lacak")


def test_the_code_leads_to_days_and_plain_words(code: str, tracker: Phone) -> None:
    tracker.press("", code=code)
    assert tracker.page.status_code == 200
    assert "Tangisan" not in tracker.text and "Butet" not in tracker.text
    assert code not in tracker.page.request["QUERY_STRING"]


@pytest.mark.parametrize("way", ["lower", "dashes", "spaces", "o_for_0", "words", "words_comma"])
def test_it_may_be_typed_loosely_or_as_words(code: str, tracker: Phone, way: str) -> None:
    words = words_from_code(code, code_words())
    typed = {
        "lower": code.lower(),
        "dashes": grouped(code),
        "spaces": "  ".join(code),
        "o_for_0": code.replace("0", "O").replace("1", "l"),
        "words": " ".join(words),
        "words_comma": ", ".join(words).upper(),
    }[way]
    assert 'name="text"' in tracker.press("", code=typed).text


def test_a_mistyped_code_is_told_by_its_check_symbol(code: str, tracker: Phone) -> None:
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    text = tracker.press("", code=wrong).text
    assert 'id="kode-err"' in text
    assert wrong in text, "what was typed stays in the field"


def test_no_oracle_between_codes_that_lead_nowhere(code: str, tracker: Phone) -> None:
    pages = {
        (tracker.client.post("/lacak", {"code": code_of(bytes([n]) * 16)}).content)
        for n in range(5)
    }
    assert len(pages) == 1


def test_adding_something_twice_is_one_message(code: str, tracker: Phone) -> None:
    tracker.press("", code=code)
    sent = tracker.fields | {"text": ["Ada lagi."], "go": ["write"]}
    for _time in range(2):
        assert tracker.client.post("/lacak", sent).status_code == 200
    assert Message.objects.count() == 1
    assert Report.objects.get().awaiting_office


def test_an_expired_token_keeps_what_was_written(code: str, tracker: Phone) -> None:
    tracker.press("", code=code)
    with time_machine.travel("2031-01-01T00:00:00+07:00", tick=False):
        tracker.press("write", text="Kata-kata saya.")
        assert Message.objects.count() == 0
        assert tracker.fields["text"] == ["Kata-kata saya."]
        tracker.press("write")
    assert Message.objects.count() == 1


def test_full_disk_on_a_message_keeps_the_words(
    code: str, tracker: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_more: object) -> None:
        raise view.NotKept

    monkeypatch.setattr(view, "write_from_reporter", full)
    tracker.press("", code=code).press("write", text="Kata-kata saya.")
    assert tracker.fields["text"] == ["Kata-kata saya."]


def test_locked_vault_says_try_again_later(
    code: str, tracker: Phone, lock: Callable[[bool], None]
) -> None:
    lock(True)
    tracker.press("", code=code)
    assert tracker.page.status_code == 503
    assert "tel:112" in tracker.text


def test_no_cookie_and_no_code_in_any_address(code: str, tracker: Phone) -> None:
    tracker.press("", code=code)
    assert not tracker.client.cookies
    assert tracker.page.headers["Cache-Control"] == "no-store"
    assert f"={code}" not in tracker.text.replace(f'value="{code}"', "")


def test_ten_megabytes_are_refused(code: str, tracker: Phone) -> None:
    tracker.press("", code=code).press("write", text="a" * 10_000_000)
    assert tracker.page.status_code == 413
