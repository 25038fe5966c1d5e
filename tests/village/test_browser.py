"""The village's pages in a real browser: taps counted, and what stays behind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pabolo.programme.intake.models import Report
from tests.browsing import axe_faults, chromium_at, layout_faults
from tests.village.conftest import form_group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 8


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A running Chromium."""
    with chromium_at(chromium) as found:
        yield found


def signed_in(
    live: LiveServer, browser: Browser, username: str, width: int, **more: object
) -> Page:
    size = {"width": width, "height": 640}
    page = browser.new_context(viewport=size, **more).new_page()  # type: ignore[arg-type]
    page.goto(f"{live.url}/masuk/contoh/")
    page.click(f"button[name=person][value={username}]")
    return page


class Thumb:
    """A thumb that counts its taps; a field that is typed in was tapped before."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, where: str) -> None:
        """Tap."""
        self.taps += 1
        self.page.tap(where)

    def type(self, where: str, text: str) -> None:
        """Tap into a field and write."""
        self.tap(where)
        self.page.keyboard.type(text)


def test_an_alarm_takes_at_most_eight_taps_without_a_script(
    live_server: LiveServer, browser: Browser
) -> None:
    form_group()
    page = signed_in(
        live_server, browser, "nur", 360, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    thumb = Thumb(page)
    thumb.tap("a.alarm")
    thumb.tap("label:text-is('Ya')")
    thumb.tap("label:has-text('dipukul')")
    thumb.tap("label:text-is('Perempuan')")
    thumb.type("#id_age", "9")
    thumb.type("#id_where", "Dusun Dua")
    thumb.tap("label:has-text('Jangan lewat desa')")
    thumb.tap("button:has-text('Kirim ke petugas')")
    page.locator("h1:text-is('Diterima kantor')").wait_for()
    assert thumb.taps <= MOST_TAPS
    assert page.locator("ol.steps li").count() == 3
    assert Report.objects.count() == 1
    page.context.close()


def test_going_back_after_sending_shows_nothing_that_was_typed(
    live_server: LiveServer, browser: Browser
) -> None:
    form_group()
    page = signed_in(live_server, browser, "nur", 360)
    page.goto(f"{live_server.url}/desa/alarm/")
    page.click("label:text-is('Ya')")
    page.click("label:has-text('dipukul')")
    page.fill("#id_name", "Si Ujang Rahasia")
    page.click("button:has-text('Kirim ke petugas')")
    assert axe_faults(page) == [] and layout_faults(page, 360) == []
    page.go_back()
    assert page.locator("#id_name").input_value() == ""
    page.context.close()
