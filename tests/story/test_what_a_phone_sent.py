"""What a phone sent and could not be taken in: the office decides, by keyboard alone, at 1280 px.
Then a phone is revoked; and in the village the lead decides between two values and resets a PIN."""

from datetime import timedelta
from random import Random

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.doors.command.proofs.field.phones import SEND, Phone, post
from pabolo.ground.devices.actions.enrolling import enrol
from pabolo.ground.devices.envelopes import to_text
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.network.actions.groups import form_group
from pabolo.programme.network.models import Activity
from pabolo.rules.actors import SYSTEM, Actor
from tests import builders as build
from tests.story.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE, THERE = "12.10.19.1001", "12.10.08.2008"


def office() -> build.Unit:
    """The staffed unit, with two groups."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    for place in (HERE, THERE):
        form_group(by=unit.nurul, at=unit.at, place=place, formed_day=unit.at.date())
    return unit


def phone_of(person: Actor, label: str) -> Phone:
    """A phone with one person on it."""
    given = enrol(label=label, device=None, by=person, at=now())
    phone = Phone(given.device, to_text(given.device_token or b""), ring.field_recipient())
    phone.carries(person.id, given)
    return phone


def send(phone: Phone) -> None:
    """Into reach: what is in the outbox is sent, and the answer heard."""
    phone.hears(post(SEND, phone.request(Random(1), 50)).json())


def activity(place: str) -> dict[str, object]:
    """What a phone says of an activity."""
    return {
        "place": place, "day": now().date().isoformat(), "level": "K", "kind": "SOS",
        "strategy": "2", "where": "Balai desa", "note": "", "counts": {"P_U4": 6},
    }  # fmt: skip


def decide(nurul: Typist) -> None:
    """Why it waits is said; taken in as it is, it is refused; for somebody else it is not."""
    nurul.go("/dinas/telepon/")
    nurul.sees("1 isian menunggu", "bukan lagi, desa orang", "HP Nur")
    nurul._activate(nurul.page.locator("#isi table a").first)
    nurul.sees("Balai desa", "Nurhayani Tanjung")
    nurul.picture("telepon-isian")
    nurul.press("Masukkan")
    nurul.sees("Kantor akan memeriksa")
    nurul.pick("Isian ini milik siapa?", "Sari")
    nurul.press("Masukkan")
    nurul.sees("Isian diterima", "Tidak ada yang menunggu")
    nurul.press("Cabut")
    nurul.sees("Ponsel dicabut", "Dicabut")
    nurul.press("Pakai lagi")
    nurul.sees("Ponsel boleh dipakai lagi")
    nurul.picture("telepon")


def test_what_waits_is_decided_and_a_phone_is_revoked(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    phone = phone_of(unit.nur, "HP Nur")
    sent = phone.write("activity", activity(THERE), unit.nur.id)
    send(phone)
    assert phone.answers[sent.hex] == "parked"
    with Typist(browser, live_server, 1280, who="nurul") as nurul:
        decide(nurul)
    assert Activity.objects.get().group.place == THERE
    send(phone)
    assert phone.answers[sent.hex] == "done"


def settle(halim: Typist) -> None:
    """Two values, one decision; and a new PIN for who forgot it."""
    halim.go("/desa/kegiatan/")
    halim.sees("Dua orang menulis hal yang berbeda di sini.")
    halim.follow("Putuskan")
    halim.sees("Masjid", "Sekolah")
    halim.picture("dua-isian")
    halim.press("Pakai “Sekolah”")
    halim.sees("Sudah diputuskan", "Tidak ada yang perlu diputuskan")
    halim.go("/desa/kelompok/")
    halim.follow("Ponsel kelompok")
    halim.press("Izinkan memilih PIN baru")
    halim.sees("Ia masuk di ponsel itu", "Perlu PIN baru")
    halim.picture("ponsel-kelompok")


def test_two_phones_change_one_activity_and_the_lead_decides(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    one, other = phone_of(unit.nur, "HP Nur"), phone_of(unit.halim, "HP Halim")
    made = one.write("activity", activity(HERE), unit.nur.id)
    send(one)
    for phone, person, where in ((one, unit.nur, "Masjid"), (other, unit.halim, "Sekolah")):
        change = {"activity": made.hex, "seen": 1, "changes": {"where": where}}
        phone.write("activity_edit", change, person.id)
        send(phone)
    with Typist(browser, live_server, 1280, who="halim") as halim:
        settle(halim)
    send(other)
    assert Activity.objects.get().where == "Sekolah"
    assert set(other.answers.values()) == {"done"}
