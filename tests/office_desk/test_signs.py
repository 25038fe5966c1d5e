"""Unusual readings in the office: shown with why, answered by somebody else, told in the log."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.accounts.actions import reviews
from pabolo.ground.accounts.models import ReadingReview
from pabolo.ground.accounts.queries import reviews_since
from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.signs import first_day, signs
from pabolo.rules.readings import Sign, Unusual, Verdict
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

NIGHT = NOW.replace(hour=23)
LATER = NIGHT + timedelta(minutes=20)
WORD = "Jaga malam, keluarga menelepon."


def read_at_night(unit: build.Unit, who: str = "dedi") -> UUID:
    case_id = build.assigned(unit)
    open_file(case_id=case_id, by=getattr(unit, who), at=NIGHT)
    return case_id


def only_sign() -> Unusual:
    (found,) = (one for one in signs(LATER) if one.code is Sign.NIGHT)
    return found


def answer(who: str, sign: Unusual, **fields: str) -> int:
    told = {"verdict": "explained", "word": WORD, **fields}
    form = {f"{sign.key}-{name}": value for name, value in told.items()}
    address = reverse("office:sign_review", args=[sign.key])
    with time_machine.travel(LATER, tick=False):
        return signed_in(who).post(address, form).status_code


def shown(who: str) -> str:
    with time_machine.travel(LATER, tick=False):
        return page(signed_in(who), reverse("office:signs"))


def test_a_reading_at_night_is_asked_about_with_its_reason(unit: build.Unit) -> None:
    case_id = read_at_night(unit)
    for who in ("ratna", "agus"):
        text = shown(who)
        assert "Dedi Kurnia Harahap: Membuka berkas di luar jam" in text
        assert "bukan tuduhan" in text and "jaga malam" in text
        assert str(case_id) not in text
    for who in ("dedi", "siti", "yusuf", "rizky"):
        page(signed_in(who), reverse("office:signs"), status=404)


def test_an_answer_is_kept_sealed_and_said_by_the_log(unit: build.Unit) -> None:
    read_at_night(unit)
    sign = only_sign()
    assert answer("ratna", sign, verdict="false_alarm") == 302
    text = shown("agus")
    assert "Alarm palsu" in text and WORD in text and "Ratna Dewi Siregar" in text
    assert WORD.encode() not in bytes(ReadingReview.objects.get().word)
    verbs = [one.verb for one in entries(limit=4)]
    assert "reading.reviewed" in verbs and "reading.reviews" in verbs
    assert "menunggu ditanyakan" not in page(signed_in("ratna"), reverse("office:reading_log"))


def test_the_reader_never_answers_for_themselves(unit: build.Unit) -> None:
    read_at_night(unit, "ratna")
    sign = only_sign()
    assert "Ini tentang pembacaan Anda sendiri" in shown("ratna")
    assert answer("ratna", sign) in (403, 409)
    assert ReadingReview.objects.count() == 0
    assert answer("hendra", sign) == 302


def test_the_broken_variant_without_the_rule_is_stopped_by_the_database(unit: build.Unit) -> None:
    """Whoever takes the rule away meets the constraint; and the test above would fail."""
    read_at_night(unit, "ratna")
    with (
        patch.object(reviews, "may_review", lambda *_a, **_k: None),
        pytest.raises(IntegrityError),
    ):
        row = {"sign": only_sign(), "verdict": Verdict.EXPLAINED, "word": WORD}
        reviews.review_reading(**row, by=unit.ratna, at=LATER)


def test_an_answer_needs_a_word_and_a_sign_that_is_there(unit: build.Unit) -> None:
    read_at_night(unit)
    sign = only_sign()
    assert answer("ratna", sign, word="") == 422
    assert answer("ratna", sign, word="ok") in (403, 409, 422)
    assert answer("ratna", Unusual(sign.actor, sign.at, Sign.MANY, 3)) == 404
    with pytest.raises(Refused):
        reviews.review_reading(
            sign=sign, verdict=Verdict.EXPLAINED, word="", by=unit.ratna, at=LATER
        )
    assert ReadingReview.objects.count() == 0


def test_the_newest_answer_counts_and_none_is_changed(unit: build.Unit) -> None:
    read_at_night(unit)
    sign = only_sign()
    for minute, verdict in enumerate((Verdict.FOLLOWED_UP, Verdict.EXPLAINED)):
        at = LATER + timedelta(minutes=minute)
        reviews.review_reading(sign=sign, verdict=verdict, word=WORD, by=unit.ratna, at=at)
    (found,) = reviews_since(first_day(LATER), by=unit.agus, at=LATER).values()
    assert found.verdict == "explained" and ReadingReview.objects.count() == 2


def test_the_page_asks_as_much_for_three_as_for_one(unit: build.Unit) -> None:
    read_at_night(unit)
    with time_machine.travel(LATER, tick=False):
        client = signed_in("agus")
        counts = []
        for _n in range(2):
            page(client, reverse("office:signs"))
            with CaptureQueriesContext(connection) as seen:
                page(client, reverse("office:signs"))
            counts.append(len(seen))
            for who in ("maria", "joko"):
                open_file(case_id=build.assigned(unit), by=unit.ratna, at=NIGHT)
                case_id = build.opened(unit).case_id
                build.team.assign_worker(
                    case_id=case_id, worker_id=getattr(unit, who).id, by=unit.ratna, at=unit.at
                )
                open_file(case_id=case_id, by=getattr(unit, who), at=NIGHT)
    assert counts[0] == counts[1]


def test_the_log_is_shown_by_day_and_by_person(unit: build.Unit) -> None:
    read_at_night(unit)
    address = reverse("office:reading_log")
    today = page(signed_in("agus"), f"{address}?hari={NOW.date().isoformat()}")
    assert "Dedi Kurnia Harahap" in today and "Hanya catatan" in today
    assert "Tidak ada catatan" in page(signed_in("agus"), f"{address}?hari=2020-01-01")
    page(signed_in("agus"), f"{address}?hari=kemarin")
