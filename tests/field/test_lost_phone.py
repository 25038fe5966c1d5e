"""T11: who finds the phone and reads its whole browser profile learns nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pabolo.programme.network.models import Group
from tests.field.handset import PIN, Handset
from tests.field.scanning import dresses, found, unsnapped

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type SwitchOn = Callable[..., AbstractContextManager[Handset]]
CHILD, STORY, PLACE = "Zulqarnain Qodim", "memar biru di punggungnya", "seberang kilang tua"
MINUTES, DRAFT = "sepakat ronda subuh", "tangisan kedengaran malam"
CONTROL = "Kendali Terbuka Tertanam"
PLANT = """words => new Promise(done => { const open = indexedDB.open('kendali', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('a');
  open.onsuccess = () => { const turn = open.result.transaction('a', 'readwrite');
    for (let n = 0; n < 3000; n++) turn.objectStore('a').put(`${n} ${words} `.repeat(60), n);
    turn.oncomplete = () => { open.result.close(); done() } } })"""


def use_for_a_day(phone: Handset) -> None:
    """Enrol, note with and without signal, leave a form half written, lock."""
    phone.enrol("nur")
    phone.open()
    phone.unlock()
    phone.offline()
    phone.tap("#s-home .alarm")
    phone.tap("#f-alarm label:text-is('Ya')")
    phone.tap("#f-alarm label:has-text('dipukul')")
    phone.type("#alarm_where", PLACE)
    phone.type("#alarm_name", CHILD)
    phone.type("#alarm_text", STORY)
    phone.tap("#f-alarm button[type=submit]")
    phone.tap("#s-told [data-go=home]")
    phone.tap("#s-home .keys [data-go=meeting]")
    phone.type("#meeting_attendance", "7")
    phone.type("#meeting_minutes", MINUTES)
    phone.tap("#f-meeting button[type=submit]")
    phone.page.locator("#s-home:not([hidden])").wait_for()
    phone.offline(False)
    phone.outbox_empties()
    phone.tap("#s-home .alarm")
    phone.type("#alarm_text", DRAFT)
    phone.page.wait_for_timeout(1500)
    phone.tap("#lock")
    phone.page.locator("#s-lock:not([hidden])").wait_for()


def test_a_lost_phone_tells_nothing_and_a_planted_word_is_found(
    switch_on: SwitchOn, ours: Group, tmp_path: Path
) -> None:
    with switch_on() as phone:
        use_for_a_day(phone)
    words = [CHILD, STORY, PLACE, MINUTES, DRAFT, PIN, "Nurhayani", "Sei Berombang"]
    assert found(tmp_path / "phone", words) == {}
    with switch_on() as phone:
        phone.page.goto(f"{phone.url}/robots.txt")
        phone.page.evaluate(PLANT, CONTROL)
    hits = found(tmp_path / "phone", [CONTROL])
    assert any(name.endswith(".ldb") for name in hits[CONTROL]), hits


def test_a_word_is_known_in_every_dress() -> None:
    import base64

    for front in (b"", b"a", b"ab"):
        text = base64.urlsafe_b64encode(front + CHILD.encode() + b"~~~")
        assert any(dressed in text for dressed in dresses(CHILD))
    assert dresses(CHILD)[1] == CHILD.encode("utf-16-le")


def test_snappy_is_undone() -> None:
    assert unsnapped(bytes([9, 0x08]) + b"abc" + bytes([0x09, 3])) == b"abcabcabc"
