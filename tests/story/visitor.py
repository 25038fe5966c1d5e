"""Somebody at a screen, who does only what a person can: read, write, choose, press."""

import os
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect
from pytest_django.live_server_helper import LiveServer

NARROW, WIDE = 360, 1280
PATIENCE = 20_000  # a wait, not a target: the machine may be busy with other tests
PICTURES = "PABOLO_PICTURES"


class Visitor:
    """A browser of its own: a width, with or without script, signed in as somebody or as nobody."""

    def __init__(
        self, browser: Browser, live: LiveServer, width: int, *, script: bool = True, who: str = ""
    ) -> None:
        self.width, self.site = width, live.url
        size = {"width": width, "height": 800 if width == NARROW else 900}
        room = browser.new_context(viewport=size, java_script_enabled=script, locale="id-ID")  # type: ignore[arg-type]
        room.set_default_timeout(PATIENCE)
        self.page: Page = room.new_page()
        self.failed: list[str] = []
        self.page.on("response", lambda one: self._heard(one.status, one.url))
        if who:
            self.go("/masuk/contoh/")
            self._activate(self.page.locator(f"button[name=person][value={who}]"))

    def _heard(self, status: int, address: str) -> None:
        if status >= 500:
            self.failed.append(f"{status} {address}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.page.context.close()
        if kind is None:
            assert self.failed == []

    # --- where ---

    def picture(self, name: str) -> None:
        """A picture of what is on the screen, for the README; only where a folder is named."""
        if folder := os.environ.get(PICTURES):
            self.page.evaluate("document.fonts.ready")
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(self.site + address)

    @property
    def address(self) -> str:
        """What stands in the address bar, without the site."""
        return self.page.url.removeprefix(self.site)

    # --- reading ---

    def sees(self, *texts: str) -> None:
        """Each of these stands on the page and is seen."""
        for text in texts:
            try:
                self._words(text).wait_for(timeout=PATIENCE)
            except TimeoutError:
                said = self.page.locator("main").inner_text()[:2_000]
                raise AssertionError(f"{text!r} not seen at {self.address}:\n{said}") from None

    def sees_no(self, *texts: str) -> None:
        """None of these stands anywhere on the page."""
        for text in texts:
            expect(self.page.get_by_text(text), f"{text} at {self.address}").to_have_count(0)

    def heading(self, text: str) -> None:
        """The page's own heading says this."""
        expect(self.page.locator("h1"), self.address).to_contain_text(text)

    def _words(self, text: str) -> Locator:
        return self.page.locator("body").get_by_text(text).filter(visible=True).first

    # --- doing ---

    def _activate(self, what: Locator) -> None:
        """Press a button or follow a link."""
        what.click()

    def fill(self, label: str, text: str) -> None:
        """Write into the field of this label."""
        self.page.get_by_label(label).filter(visible=True).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from the list of this label."""
        field = self.page.get_by_label(label).first
        offered = field.locator("option").all_inner_texts()
        field.select_option(label=next((o for o in offered if o.startswith(option)), option))

    def choose(self, question: str, answer: str) -> None:
        """Press one of the answers to a question."""
        asked = self.page.get_by_role("group", name=question)
        asked.locator("label").filter(has_text=answer).first.click()

    def tick(self, label: str) -> None:
        """See to it that the box of these words is ticked."""
        self.page.get_by_label(label).first.check()

    def press(self, name: str) -> None:
        """Press the button that says this."""
        self._activate(self.page.get_by_role("button", name=name).first)

    def follow(self, name: str) -> None:
        """Follow the link that says this."""
        self._activate(self.page.get_by_role("link", name=name).filter(visible=True).first)

    def open_side(self, name: str) -> None:
        """Break the seal of one side of a report."""
        self._activate(self.page.get_by_role("link", name=re.compile(rf"^Buka\s*: {name}")).first)

    def do(self, name: str) -> None:
        """Choose a deed on a case."""
        self._activate(
            self.page.locator("main a").filter(has_text=re.compile(f"^\\s*{name}")).first
        )
        self.heading(name)

    def save(self, name: str) -> None:
        """Press the button, and read that it was kept."""
        self.press(name)
        self.sees(f"Tersimpan: {name}.")
