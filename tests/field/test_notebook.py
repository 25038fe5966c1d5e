"""The notebook in a real browser: kept, unlocked, offline, killed, and everything arrives once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pabolo.programme.intake.models import Report
from pabolo.programme.network.models import Activity, Clash, Group, Meeting
from pabolo.programme.watchlist.models import WatchItem
from tests.field.handset import (
    OTHER_PIN,
    Handset,
    note_activity,
    note_meeting,
    note_watch,
    picture,
    raise_alarm,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type SwitchOn = Callable[..., AbstractContextManager[Handset]]


def test_what_is_noted_without_signal_arrives_once_after_the_browser_was_killed(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on() as phone:
        phone.enrol("nur")
        picture(phone, "desa-pasang")
        phone.open()
        phone.unlock()
        phone.page.locator("#key-watch:not([hidden])").wait_for()
        phone.offline()
        raise_alarm(phone)
        picture(phone, "desa-tersimpan")
        phone.tap("#s-told [data-go=home]")
        note_activity(phone)
        note_meeting(phone)
        note_watch(phone)
        assert "4 tersimpan di ponsel ini" in phone.page.inner_text("#sync")
        picture(phone, "desa-luring")
        assert len(phone.store("outbox")) == 4
    assert not Report.objects.exists()
    with switch_on() as phone:
        phone.offline()
        phone.open()
        phone.unlock()
        assert "4 tersimpan di ponsel ini" in phone.page.inner_text("#sync")
        phone.offline(False)
        phone.outbox_empties()
        phone.page.locator("#sync-got:has-text('4 diterima kantor')").wait_for()
        phone.page.locator("#watched:not([hidden])").wait_for()
        picture(phone, "desa-beranda")
    made = (Report, Activity, Meeting, WatchItem)
    assert [model.objects.count() for model in made] == [1, 1, 1, 1]


def mend(phone: Handset, where: str) -> None:
    """Correct the only activity of the list."""
    phone.page.click("#acts-list button")
    phone.page.fill("#edit_where", where)
    phone.tap("#f-edit button[type=submit]")
    phone.page.locator("#s-home:not([hidden])").wait_for()


def test_two_phones_correct_one_activity_and_both_values_are_kept(
    switch_on: SwitchOn, ours: Group
) -> None:
    with switch_on("hers") as hers:
        hers.enrol("nur")
        hers.open()
        hers.unlock()
        note_activity(hers)
        hers.page.locator("#acts-list button").wait_for()
        hers.offline()
        with switch_on("his") as his:
            his.enrol("halim", OTHER_PIN)
            his.open()
            his.unlock(OTHER_PIN)
            his.page.locator("#acts-list button").wait_for()
            his.offline()
            mend(his, "Surau")
            mend(hers, "Balai desa")
            his.offline(False)
            his.outbox_empties()
        hers.offline(False)
        hers.outbox_empties()
        hers.page.locator("#sent li:has-text('Petugas melihatnya dulu')").wait_for()
        picture(hers, "desa-dua-nilai")
    assert Activity.objects.get().where == "Surau"
    clash = Clash.objects.get()
    assert {clash.standing, clash.other} == {"Surau", "Balai desa"}


def test_a_courier_carries_sealed_entries_and_they_arrive_once(
    switch_on: SwitchOn, ours: Group, tmp_path: Path
) -> None:
    file = tmp_path / "titipan.json"
    with switch_on("hers") as hers:
        hers.enrol("nur")
        hers.open()
        hers.unlock()
        hers.offline()
        note_meeting(hers)
        hers.page.click("summary:has-text('Berhari-hari')")
        picture(hers, "desa-titipan")
        with hers.page.expect_download() as handed:
            hers.tap("#hand-out")
        handed.value.save_as(file)
        assert b"Rencana" not in file.read_bytes()
        with switch_on("his") as his:
            his.enrol("halim", OTHER_PIN)
            his.open()
            his.unlock(OTHER_PIN)
            his.page.click("summary:has-text('Berhari-hari')")
            his.page.set_input_files("#take-along", file)
            his.page.locator("#carried:has-text('1 catatan tersegel')").wait_for()
            his.outbox_empties()
        assert Meeting.objects.count() == 1
        hers.offline(False)
        hers.outbox_empties()
        hers.page.locator("#sync-got:has-text('1 diterima kantor')").wait_for()
    assert Meeting.objects.count() == 1
