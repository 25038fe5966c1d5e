"""The office's pages of cases in a real browser: axe, reflow, targets, and without script."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from tests import builders as build
from tests.browsing import axe_faults, layout_faults
from tests.office_cases.conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIEWS = [(360, "light"), (1280, "dark")]


@pytest.fixture
def today() -> build.Unit:
    """The unit today: the browser keeps no cookie of another day."""
    return build.staffed_unit(now())


def page_for(browser: Browser, server: LiveServer, client: Client, width: int, look: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=look, java_script_enabled=True
    )
    key = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "url": server.url}])
    return context.new_page()


def press(page: Page, button: str) -> None:
    """A press is followed by its page: looked at too early, it stands there without its style."""
    with page.expect_navigation():
        page.locator(button).first.click()


def faults_of(page: Page, width: int) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return [f"{page.url}: {fault}" for fault in (*axe_faults(page), *layout_faults(page, width))]


def walk(page: Page, server: LiveServer, width: int, report: UUID, running: UUID) -> list[str]:
    """What is reached only by sending a form: opened sides, a search, the opening form, joining."""
    faults = []
    page.goto(server.url + reverse("office:case", args=[running]))
    for _n in range(6):
        press(page, 'button[name="buka"]')
    faults += faults_of(page, width)
    room = server.url + reverse("office:case_from_report", args=[report])
    for name, button in (("Orang Baru", "case_new"), ("Anak Sepuluh Tahun", "case_join")):
        page.goto(room + "?buka=story&buka=place")
        page.fill("#id_name", name)
        press(page, "form.ask button")
        faults += faults_of(page, width)
        route = reverse(f"office:{button}", args=[report])
        press(page, f'form[action^="{route}"] button')
        faults += faults_of(page, width)
        go = "more" if button == "case_new" else "join"
        press(page, f'button[value="{go}"]')
        faults += faults_of(page, width)
        press(page, 'button[value="open"], button[value="join"]')
        faults += faults_of(page, width)
    return faults


@pytest.mark.parametrize(("width", "look"), VIEWS)
def test_what_a_form_leads_to_has_no_accessibility_or_layout_fault(
    live_server: LiveServer, browser: Browser, today: build.Unit, width: int, look: str
) -> None:
    running = build.planned(today, build.SEXUAL, sexual=True)[0]
    build.opened(today)
    report = build.read(today, build.received(today))
    page = page_for(browser, live_server, signed_in("ratna"), width, look)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    faults = walk(page, live_server, width, report.pk, running)
    page.context.close()
    assert faults == []
    assert [one for one in noise if "status of 4" not in one] == []


def test_all_of_it_works_without_script(
    live_server: LiveServer, browser: Browser, today: build.Unit, desk: Callable[[str], Client]
) -> None:
    case_id = build.assigned(today)
    context = browser.new_context(java_script_enabled=False)
    key = signed_in("dedi").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/dinas/")
    page.locator(f'a[href="{reverse("office:case", args=[case_id])}"]').first.click()
    page.locator('button[value="identity"]').click()
    assert page.get_by_text("Anak Sepuluh Tahun").is_visible()
    page.locator(f'a[href="{reverse("office:deed", args=[case_id, "asesmen"])}"]').first.click()
    page.fill("#id_needs", "Rasa aman di rumah.")
    page.locator("form.ask button").click()
    assert page.url.endswith(reverse("office:case", args=[case_id]))
    page.context.close()
