"""A phone in somebody's hand: Chromium with a profile that outlives it, and a thumb that counts."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browsing import QUIET

PIN, OTHER_PIN = "739284", "582947"
SIZE = {"width": 360, "height": 740}
PICTURES = os.environ.get("PABOLO_PICTURES", "")


@dataclass
class Handset:
    """One browser profile; `page` is the open notebook."""

    url: str
    context: BrowserContext
    at: datetime
    page: Page = field(init=False)
    taps: int = 0
    since: float = 0.0

    def __post_init__(self) -> None:
        self.context.clock.install(time=self.at)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(20_000)

    def enrol(self, who: str, pin: str = PIN) -> None:
        """Sign in, choose a PIN, and be signed out."""
        self.page.goto(f"{self.url}/masuk/contoh/")
        self.page.click(f"button[name=person][value={who}]")
        self.page.goto(f"{self.url}/desa/buku/pasang/")
        self.page.fill("#pin1", pin)
        self.page.fill("#pin2", pin)
        self.page.click("#f-keep button")
        self.page.locator("#keep-done").wait_for()

    def open(self) -> None:
        """The notebook, locked."""
        self.page.goto(f"{self.url}/desa/buku/")
        self.page.locator("#s-lock:not([hidden])").wait_for()

    def unlock(self, pin: str = PIN, letter: str = "") -> None:
        """Type the PIN."""
        if letter:
            self.page.click(f"#letters button:text-is('{letter}')")
        self.page.fill("#pin", pin)
        self.page.locator("#s-home:not([hidden])").wait_for()

    def offline(self, off: bool = True) -> None:
        """No signal, or signal again."""
        self.context.set_offline(off)

    def count(self) -> None:
        """Taps and seconds from here."""
        self.taps, self.since = 0, time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.since

    def tap(self, where: str) -> None:
        self.taps += 1
        self.page.tap(where)

    def type(self, where: str, text: str) -> None:
        self.tap(where)
        self.page.keyboard.type(text)

    def choose(self, where: str, value: str) -> None:
        """A list of the phone's own: one tap opens it, one picks."""
        self.taps += 2
        self.page.select_option(where, value)

    def seen(self, name: str) -> bool:
        return bool(self.page.locator(f"#s-{name}:not([hidden])").count())

    def store(self, name: str) -> list[Any]:
        """All that a store of the phone holds."""
        found: list[Any] = self.page.evaluate(
            """name => new Promise(done => { const open = indexedDB.open('catatan');
            open.onsuccess = () => { const ask = open.result.transaction(name)
              .objectStore(name).getAll(); ask.onsuccess = () => { open.result.close();
              done(JSON.parse(JSON.stringify(ask.result))) } } })""",
            name,
        )
        return found

    def outbox_empties(self) -> None:
        """Wait until the office has all."""
        deadline = time.perf_counter() + 20
        while self.store("outbox"):
            assert time.perf_counter() < deadline, "the outbox does not empty"
            self.page.wait_for_timeout(100)


@contextmanager
def handset(
    play: Playwright, chromium: str, profile: Path, url: str, at: datetime, **more: Any
) -> Iterator[Handset]:
    """Switch the phone on; at the end it is switched off, the profile stays."""
    options: dict[str, Any] = {"viewport": SIZE, "has_touch": True, "is_mobile": True} | more
    context = play.chromium.launch_persistent_context(
        str(profile), executable_path=chromium, args=list(QUIET), **options
    )
    yield Handset(url, context, at)
    context.close()


def picture(phone: Handset, name: str) -> None:
    """A screen for the manual, when pictures are asked for."""
    if PICTURES:
        phone.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def raise_alarm(phone: Handset) -> None:
    phone.tap("#s-home .alarm")
    phone.tap("#f-alarm label:text-is('Ya')")
    phone.tap("#f-alarm label:has-text('dipukul')")
    phone.tap("#f-alarm label:text-is('Perempuan')")
    phone.type("#alarm_age", "9")
    phone.type("#alarm_where", "Dusun Dua")
    phone.tap("#f-alarm label:has-text('Jangan lewat desa')")
    phone.tap("#f-alarm button[type=submit]")
    phone.page.locator("#s-told:not([hidden])").wait_for()


def note_activity(phone: Handset) -> None:
    phone.tap("#s-home [data-go=activity]")
    phone.tap("#f-activity label:text-is('Anak')")
    phone.choose("#activity_kind", "SOS")
    phone.choose("#activity_strategy", "2")
    phone.type("#activity_P_U4", "12")
    phone.tap("#f-activity button[type=submit]")
    phone.page.locator("#s-home:not([hidden])").wait_for()


def note_meeting(phone: Handset) -> None:
    phone.tap("#s-home .keys [data-go=meeting]")
    phone.type("#meeting_attendance", "7")
    phone.type("#meeting_minutes", "Rencana bulan depan.")
    phone.tap("#f-meeting button[type=submit]")
    phone.page.locator("#s-home:not([hidden])").wait_for()


def note_watch(phone: Handset) -> None:
    """A child who left school."""
    phone.tap("#key-watch button")
    phone.choose("#watch_kind", "PW01")
    phone.type("#watch_name", "Si Buyung")
    phone.type("#watch_age", "11")
    phone.tap("#f-watch label:text-is('Laki-laki')")
    phone.type("#watch_where", "Dusun Tiga")
    phone.tap("#f-watch button[type=submit]")
    phone.page.locator("#s-home:not([hidden])").wait_for()
