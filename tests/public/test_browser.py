"""Public pages in a real browser: quick exit, print, forced colours, without script."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import axe_faults, layout_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_page(browser: Browser, width: int, **options: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    return context.new_page()


def test_a_page_with_faults_is_caught(live_server: LiveServer, browser: Browser) -> None:
    """The broken variant: without it the tests above could be asleep."""
    page = open_page(browser, 320)
    page.goto(live_server.url + "/komponen/desa")
    page.evaluate("document.querySelector('main').innerHTML += '<img><button></button>'")
    assert any(fault.startswith("image-alt") for fault in axe_faults(page))
    assert any(fault.startswith("small target") for fault in layout_faults(page, 320))
    page.context.close()


def test_quick_exit_is_first_and_shift_three_times_leaves(
    live_server: LiveServer, browser: Browser
) -> None:
    page = open_page(browser, 360)
    page.route("https://www.bmkg.go.id/**", lambda route: route.fulfill(body="cuaca"))
    page.goto(live_server.url + "/janji")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "keluar-cepat"
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.url.endswith("/janji")
    page.keyboard.press("Shift")
    page.wait_for_url("https://www.bmkg.go.id/")
    assert page.evaluate("history.length") == 2  # the blank start and the dull page
    page.context.close()


def test_quick_exit_leaves_without_scripts_too(live_server: LiveServer, browser: Browser) -> None:
    page = open_page(browser, 360, java_script_enabled=False)
    page.route("https://www.bmkg.go.id/**", lambda route: route.fulfill(body="cuaca"))
    page.goto(live_server.url + "/keluar")
    page.click("#keluar-cepat")
    page.wait_for_url("https://www.bmkg.go.id/")
    page.context.close()


def test_report_pages_fetch_nothing_from_elsewhere_and_no_font(
    live_server: LiveServer, browser: Browser
) -> None:
    page = open_page(browser, 360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/komponen/lapor")
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(live_server.url) for address in asked)
    assert not any(address.endswith(".woff2") for address in asked)
    page.context.close()


def test_print_leaves_out_navigation_and_keeps_the_words(
    live_server: LiveServer, browser: Browser
) -> None:
    page = open_page(browser, 1280)
    page.goto(live_server.url + "/janji")
    page.emulate_media(media="print")
    assert not page.locator(".help").is_visible()
    assert not page.locator(".exit").is_visible()
    assert page.locator("h1").is_visible()
    page.goto(live_server.url + "/komponen/surat")
    assert page.locator(".watermark").is_visible()
    page.context.close()


def test_forced_colours_keep_borders(live_server: LiveServer, browser: Browser) -> None:
    page = open_page(browser, 360, forced_colors="active")
    page.goto(live_server.url + "/komponen")
    width = page.evaluate("getComputedStyle(document.querySelector('.tag')).borderTopWidth")
    assert width == "1px"
    page.context.close()
