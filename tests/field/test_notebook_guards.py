"""The notebook's guards: PIN, people who share a phone, lease, orders, the witness of the log."""

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import TimeoutError

from pabolo.ground.audit.actions import checkpoint
from pabolo.ground.devices.actions.minding import reset_pin, revoke
from pabolo.ground.devices.models import Carrier, Device, Submission
from pabolo.programme.intake.models import Report
from pabolo.programme.network.models import Activity, Group, Meeting
from tests.field.handset import (
    OTHER_PIN,
    PIN,
    Handset,
    note_activity,
    note_meeting,
    picture,
)
from tests.village.conftest import NOW, who

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type SwitchOn = Callable[..., AbstractContextManager[Handset]]
WRONG = "194857"


def wrong_pins(phone: Handset, times: int) -> None:
    for _time in range(times):
        phone.page.evaluate("document.getElementById('pin-error').hidden = true")
        phone.page.fill("#pin", WRONG)
        phone.page.locator("#pin-error:not([hidden]), #lock-notice:not([hidden])").first.wait_for()


def test_ten_wrong_pins_clear_what_can_be_read_and_never_what_waits(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.offline()
        note_meeting(phone)
        phone.tap("#lock")
        wrong_pins(phone, 9)
        assert "Tersisa 1 kali" in phone.page.inner_text("#pin-error")
        assert len(phone.store("people")) == 1
        wrong_pins(phone, 1)
        assert "Sepuluh PIN" in phone.page.inner_text("#lock-notice")
        picture(phone, "desa-terhapus")
        assert phone.store("people") == phone.store("cache") == phone.store("journal") == []
        assert len(phone.store("outbox")) == 1
        phone.offline(False)
        phone.outbox_empties()
    assert Meeting.objects.count() == 1


def test_a_right_pin_after_nine_wrong_ones_starts_the_count_again(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        wrong_pins(phone, 9)
        phone.unlock()
        assert phone.store("people")[0]["wrong"] == 0


@pytest.mark.parametrize("weak", ["111111", "123456", "654321", "121212", "170845", "198705"])
def test_a_pin_that_a_household_would_guess_is_refused(switch_on: SwitchOn, weak: str) -> None:
    with switch_on() as phone:
        phone.page.goto(f"{phone.url}/masuk/contoh/")
        phone.page.click("button[name=person][value=nur]")
        phone.page.goto(f"{phone.url}/desa/buku/pasang/")
        phone.page.fill("#pin1", weak)
        phone.page.fill("#pin2", weak)
        phone.page.click("#f-keep button")
        phone.page.locator("#pin1-error:not([hidden])").wait_for()
        assert not Device.objects.exists()


def test_two_people_on_one_phone_see_nothing_of_each_other(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.offline()
        note_meeting(phone)
        phone.offline(False)
        phone.outbox_empties()
        phone.enrol("halim", OTHER_PIN)
        assert Device.objects.count() == 1
        phone.open()
        picture(phone, "desa-kunci")
        assert "Nurhayani" not in phone.page.content()
        letters = phone.page.locator("#letters button").all_inner_texts()
        phone.unlock(OTHER_PIN, next(letter for letter in letters if letter != "N"))
        assert "Tidak ada yang menunggu" in phone.page.inner_text("#sync-kept")
        assert "Belum ada yang diterima" in phone.page.inner_text("#sync-got")
        assert phone.page.locator("#sent li").count() == 0
        phone.tap("#lock")
        phone.page.fill("#pin", PIN)  # of the other one
        phone.page.locator("#pin-error:not([hidden])").wait_for()
        assert not phone.seen("home")


def test_after_the_lease_the_day_s_list_is_gone_and_notes_can_still_be_taken(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.page.locator("#today:not([hidden])").wait_for()
        phone.offline()
        phone.page.clock.fast_forward(73 * 3600 * 1000)
        phone.page.locator("#s-lock:not([hidden])").wait_for()
        phone.unlock()
        assert "tiga hari" in phone.page.inner_text("#notices")
        assert phone.page.locator("#today").is_hidden()
        assert phone.store("cache") == []
        picture(phone, "desa-sewa")
        note_meeting(phone)
        phone.page.clock.set_system_time(NOW)  # set back: nothing comes back
        phone.tap("#lock")
        phone.unlock()
        assert phone.page.locator("#today").is_hidden()


def test_a_revoked_phone_is_cleared_and_what_it_kept_is_handed_in(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.offline()
        note_activity(phone)
        revoke(device_id=Device.objects.get().pk, by=who("nurul"), at=NOW)
        phone.offline(False)
        phone.page.locator("#lock-notice:has-text('mengeluarkan ponsel ini')").wait_for()
        phone.outbox_empties()
        assert phone.store("people") == phone.store("cache") == phone.store("drafts") == []
    assert Submission.objects.get().state == "quarantined"
    assert not Activity.objects.exists()


def test_an_alarm_needs_no_pin(switch_on: SwitchOn, ours: Group) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.tap("#open-alarm")
        phone.tap("#f-alarm label:text-is('Ya')")
        phone.tap("#f-alarm label:has-text('dipukul')")
        phone.tap("#f-alarm button[type=submit]")
        phone.page.locator("#told-state:has-text('Diterima kantor')").wait_for()
        phone.tap("#s-told [data-go=home]")
        phone.page.locator("#s-lock:not([hidden])").wait_for()
    assert Report.objects.count() == 1


def test_what_was_being_typed_survives_the_lock_sealed(switch_on: SwitchOn, ours: Group) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.tap("#s-home [data-go=alarm]")
        phone.type("#alarm_name", "Ujang Rahasia")
        phone.page.clock.fast_forward("03:00")  # nobody touches it
        phone.page.locator("#s-lock:not([hidden])").wait_for()
        assert phone.page.input_value("#alarm_name") == ""
        phone.unlock()
        phone.page.click("#notices button:has-text('Lanjutkan')")
        assert phone.page.input_value("#alarm_name") == "Ujang Rahasia"


def test_a_forgotten_pin_is_reset_and_what_waits_is_sent(switch_on: SwitchOn, ours: Group) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.page.locator("#today:not([hidden])").wait_for()  # the office knows this PIN stands
        phone.offline()
        note_meeting(phone)
        phone.offline(False)
        with pytest.raises(TimeoutError):
            phone.enrol("nur", OTHER_PIN)
        assert "PIN" in phone.page.inner_text("#keep-fault")
        reset_pin(carrier_id=Carrier.objects.get().pk, by=who("nurul"), at=NOW)
        phone.enrol("nur", OTHER_PIN)
        phone.open()
        phone.unlock(OTHER_PIN)
        phone.outbox_empties()
    assert Meeting.objects.count() == 1


def test_a_hidden_page_is_locked_at_once(switch_on: SwitchOn, ours: Group) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        phone.page.evaluate(
            """() => { Object.defineProperty(document, 'hidden', { get: () => true });
            document.dispatchEvent(new Event('visibilitychange')) }"""
        )
        phone.page.locator("#s-lock:not([hidden])").wait_for()
        assert "Nurhayani" not in phone.page.content()


def test_a_server_that_cannot_prove_its_log_gets_nothing_more(
    switch_on: SwitchOn, ours: Group
) -> None:
    checkpoint(at=NOW)
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        note_meeting(phone)  # an honest server is believed
        phone.outbox_empties()
        kept = phone.page.evaluate(NOTE)
        assert kept.startswith("anak-pabolo/audit/")
        name, size, _root = kept.split("\n")[:3]
        other = base64.b64encode(bytes(32)).decode()
        phone.page.evaluate(KEEP_NOTE, f"{name}\n{size}\n{other}\n")
        note_activity(phone)
        phone.page.locator("#notices:has-text('bukunya utuh')").wait_for()
        picture(phone, "desa-buku-utuh")
        assert len(phone.store("outbox")) == 1
        phone.page.click("#send")
        phone.page.wait_for_timeout(500)
        assert len(phone.store("outbox")) == 1


def test_a_cleared_store_is_noticed_and_told(switch_on: SwitchOn, ours: Group) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.page.goto(f"{phone.url}/robots.txt")  # nothing holds the store open here
        phone.page.evaluate(
            "() => new Promise(done => indexedDB.deleteDatabase('catatan').onsuccess = done)"
        )
        phone.page.goto(f"{phone.url}/desa/buku/")
        phone.page.locator("#none-notice:has-text('Peramban menghapus')").wait_for()


def test_leaving_puts_a_dull_page_in_place_and_back_finds_nothing(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        phone.open()
        phone.unlock()
        dull = f"{phone.url}/robots.txt"
        phone.page.evaluate("at => document.getElementById('quick').href = at", dull)
        phone.tap("#quick")
        phone.page.wait_for_url(dull)
        phone.page.go_back()
        assert "Nurhayani" not in phone.page.content()


NOTE = """() => new Promise(done => { const open = indexedDB.open('catatan');
  open.onsuccess = () => { const ask = open.result.transaction('about').objectStore('about')
    .get('checkpoint');
    ask.onsuccess = () => { open.result.close(); done(ask.result || '') } } })"""
KEEP_NOTE = """note => new Promise(done => { const open = indexedDB.open('catatan');
  open.onsuccess = () => { const turn = open.result.transaction('about', 'readwrite');
    turn.objectStore('about').put(note, 'checkpoint');
    turn.oncomplete = () => { open.result.close(); done() } } })"""
