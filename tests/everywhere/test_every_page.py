"""Every page of the access matrix in a real browser: axe, reflow, contrast, silence, one heading.

A route joins by standing in the matrix. What it shows is built once; each role that may enter
asks for it, and what any of them sees is looked at, narrow and wide, light and dark. No link
leads nowhere.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pabolo.doors.command.routes import Route, routes
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from pabolo.rules.entry import Entry
from pabolo.rules.instruments import ASSESSMENT
from pabolo.rules.vocabulary import Role
from tests import builders as build
from tests.assessment.workbooks import shipped_sheets, xlsx
from tests.browsing import CONTRAST, axe_faults, chromium_at, layout_faults
from tests.everywhere.world import LONG_NAME, Named, addresses, furnish
from tests.safety.matrix import PEOPLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROWEST, NARROW, WIDE = 320, 360, 1280
PATIENCE = 20_000
# The same address shows everybody something else: looked at as every role.
FIRST = (
    "office:today", "office:group", "office:reading_log", "office:releases", "village:home",
    "village:group",
)  # fmt: skip
# What is in several states: each specimen is looked at.
EACH = (
    "office:case", "office:conference", "office:referral", "office:right",
    "office:retention_batch", "office:case_transfer",
)  # fmt: skip
# Pages that one comes to only in the middle of signing in, and what leaves.
PASSING = {"mfa_authenticate", "account_reauthenticate", "account_logout", "account_inactive"}
NOT_PAGES = {
    "favicon", "robots", "office:file", "office:reading_export", "office:costs_csv",
    "office:board_xlsx", "office:group_pdf", "village:group_pdf", "village:blank", "village:photo",
    "village:field_enrol",
    "office:codes_csv", "office:settings_history_csv",
    "village:worker", "village:manifest",
    "public:release_csv", "public:release_json", "public:release_described",
}  # fmt: skip
IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HREFS = "[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])"
ANCHORS = """[...document.querySelectorAll('a[href^="#"]')]
  .map(a => a.getAttribute('href').slice(1))
  .filter(id => id && !document.getElementById(id))"""


@dataclass
class Walk:
    """Somebody of one role, or nobody, going from page to page in one browser."""

    live: LiveServer
    page: Page
    client: Client
    noise: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def look(self, address: str) -> Iterator[str]:
        """What is wrong with a page."""
        self.noise.clear()
        self.page.set_viewport_size({"width": NARROW, "height": 800})
        answer = self.page.goto(self.live.url + address)
        if answer is None or answer.status != 200:
            yield f"answers {answer and answer.status}"
        yield from self.look_here()
        self._remember(address)

    def look_here(self) -> Iterator[str]:
        """What is wrong with the page that is open."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        yield from self._words()
        for width in (NARROW, NARROWEST, WIDE):
            self.page.set_viewport_size({"width": width, "height": 800})
            yield from layout_faults(self.page, width)
            if width != NARROWEST:
                yield from self._seen(width)
        yield from self.noise

    def _seen(self, width: int) -> Iterator[str]:
        """All rules by light, and what the dark changes."""
        yield from (f"{width}: {fault}" for fault in axe_faults(self.page))
        self.page.emulate_media(color_scheme="dark")
        yield from (f"{width} dark: {fault}" for fault in axe_faults(self.page, CONTRAST))
        self.page.emulate_media(color_scheme="light")

    def _words(self) -> Iterator[str]:
        # The notebook holds its screens in one document and shows one.
        if (count := self.page.locator("h1:visible").count()) != 1:
            yield f"{count} first headings"
        if not self.page.title().strip():
            yield "no title"
        # The frames under /komponen show parts of a page without what they lead to.
        if "/komponen/" not in self.page.url:
            yield from (f"leads to no #{one}" for one in self.page.evaluate(ANCHORS))

    def _remember(self, address: str) -> None:
        for link in self.page.evaluate(HREFS):
            if link.startswith(self.live.url):
                self.links.setdefault(link.removeprefix(self.live.url), address)

    def dead(self) -> Iterator[str]:
        """Links that lead nowhere; one of each kind of address is tried."""
        for link, seen_at in self.links.items():
            kind = IDS.sub("", link.partition("?")[0]).removeprefix("/en")
            if kind not in self.asked and "/keluar/" not in kind:
                self.asked.add(kind)
                if (status := self.client.get(link).status_code) >= 400:
                    yield f"{seen_at}: leads to {link}, which answers {status}"


def stroll(browser: Browser, live: LiveServer, role: Role | None) -> Walk:
    """Sit down at a screen, signed in as somebody of the role or as nobody."""
    room = browser.new_context(viewport={"width": NARROW, "height": 800}, locale="id-ID")
    room.set_default_timeout(PATIENCE)
    clients = Client(raise_request_exception=False), Client(raise_request_exception=False)
    if role:
        for client in clients:
            client.post("/masuk/contoh/", {"person": PEOPLE[role]})
        key = clients[1].cookies["sessionid"].value
        room.add_cookies([{"name": "sessionid", "value": key, "url": live.url}])
    walk = Walk(live, room.new_page(), clients[0])
    walk.page.on("console", lambda said: _said(walk, said.type, said.text))
    walk.page.on("request", lambda sent: _third_party(walk, sent.url))
    return walk


def _said(walk: Walk, kind: str, text: str) -> None:
    """Faults only: Chromium's advice to authors is told as `debug`."""
    if kind in ("error", "warning"):
        walk.noise.append(f"console: {text}")


def _third_party(walk: Walk, address: str) -> None:
    if not address.startswith((walk.live.url, "data:")):
        walk.noise.append(f"asks elsewhere: {address}")


def matrix() -> Iterator[tuple[Route, Entry]]:
    """Every route that can be looked at."""
    table: Mapping[str, Entry] = settings.ACCESS
    for route in routes():
        entry = table.get(route.name)
        if entry and "GET" in entry.methods and route.name not in NOT_PAGES | PASSING:
            yield route, entry


@dataclass
class Tour:
    """All walks together."""

    walks: Mapping[Role | None, Walk]
    faults: list[str] = field(default_factory=list)
    looked_at: int = 0

    def visit(self, name: str, paths: list[str], who: Collection[Role | None]) -> None:
        """Ask as every role; look at what the first is shown, or each at a beginning."""
        shown = [(role, path) for role in who for path in paths if self._answers(name, role, path)]
        chosen = shown if name in FIRST else shown[:1]
        if name in EACH:
            chosen = list({path: (role, path) for role, path in reversed(shown)}.values())
        for role, path in chosen:
            self.looked_at += 1
            found = self.walks[role].look(path)
            self.faults += [f"{role and role.value} {path}: {fault}" for fault in found]
        if not shown:
            self.faults.append(f"{name}: nobody is shown it")

    def _answers(self, name: str, role: Role | None, path: str) -> bool:
        status = self.walks[role].client.get(path).status_code
        if status >= 500:
            self.faults.append(f"{name} as {role and role.value}: answers {status}")
        return status == 200

    def end(self) -> None:
        """Try the links that were seen, and close every browser."""
        for role, walk in self.walks.items():
            self.faults += [f"{role and role.value} {fault}" for fault in walk.dead()]
            walk.page.context.close()


def everything(tour: Tour, named: Named) -> None:
    """Every page once."""
    for route, entry in matrix():
        who = [None] if entry.who is None else sorted(entry.who)
        for name, paths in addresses(route, named):
            tour.visit(name, paths, who)


@pytest.mark.timeout(900)
def test_every_page_is_accessible_quiet_and_leads_on(
    live_server: LiveServer, chromium: str
) -> None:
    named = furnish()
    with chromium_at(chromium) as browser:
        tour = Tour({role: stroll(browser, live_server, role) for role in (None, *Role)})
        everything(tour, named)
        tour.end()
    assert not tour.faults, "\n".join(tour.faults)
    assert tour.looked_at >= 250


CODES, DAYS = "code,label_id,label_en,simfoni_label,valid_to\n", "day,kind,name\n"
AGENCIES = "kind,name,service,place,contact,hours\n"
# A table that could be taken in, and one with faults, for each page that shows it first.
TABLES = (
    ("codes_import", ["channel"], f"{CODES}RADIO,{LONG_NAME},Radio,,\n", f"{CODES}WA,x,,,\n"),
    ("calendar_import", [], f"{DAYS}2099-02-03,local,{LONG_NAME}\n", f"{DAYS}x,y,z\n"),
    ("agency_import", [], f"{AGENCIES}POL,{LONG_NAME},Lapor,,110,24 jam\n", f"{AGENCIES}?,,,,,\n"),
)


def test_a_table_that_is_looked_at_first_is_shown_without_faults(
    live_server: LiveServer, chromium: str
) -> None:
    load_codes(by=SYSTEM, at=build.staffed_unit(now()).at)
    faults: list[str] = []
    with chromium_at(chromium) as browser:
        walk = stroll(browser, live_server, Role.SUPERVISOR)
        for name, args, good, bad in TABLES:
            for table, shown in ((good, "#h-look"), (bad, "#h-faults")):
                walk.page.goto(live_server.url + reverse(f"office:{name}", args=args))
                walk.page.locator("main textarea").fill(table)
                with walk.page.expect_navigation():
                    walk.page.locator("main form button").last.click()
                assert walk.page.locator(shown).is_visible(), f"{name} {shown}"
                walk.noise[:] = [one for one in walk.noise if "status of 422" not in one]
                faults += [f"{name} {shown}: {one}" for one in walk.look_here()]
        walk.page.goto(live_server.url + reverse("office:instrument_import"))
        book = {"name": "x.xlsx", "mimeType": "application/octet-stream"}
        content = xlsx(shipped_sheets(ASSESSMENT))
        walk.page.locator("main input[type=file]").set_input_files({**book, "buffer": content})
        with walk.page.expect_navigation():
            walk.page.locator("main form button").last.click()
        assert walk.page.locator("input[name=set]").count() == 1
        faults += [f"question sets: {one}" for one in walk.look_here()]
        walk.page.context.close()
    assert not faults, "\n".join(faults)


def test_a_page_with_faults_is_caught(live_server: LiveServer, chromium: str) -> None:
    """The broken variant: without it the test above could be asleep."""
    with chromium_at(chromium) as browser:
        walk = stroll(browser, live_server, None)
        walk.page.route("**/janji", lambda route: route.fulfill(content_type="text/html", body=BAD))
        found = " ".join(walk.look("/janji"))
        dead = " ".join(walk.dead())
        walk.page.context.close()
    for fault in (
        "image-alt",
        "scrolls sideways",
        "2 first headings",
        "no title",
        "#tiada",
        "asks",
        "360 dark: color-contrast",
        "1280 dark: color-contrast",
        "1280: image-alt",
    ):
        assert fault in found
    assert "leads to /tidak-ada, which answers 404" in dead


BAD = """<h1>Satu</h1><h1>Dua</h1><img src="https://example.org/a.png"><a href="#tiada">Ke mana</a>
<a href="/tidak-ada">Buntu</a><p style="width: 900px">Terlalu lebar</p>
<style>@media (prefers-color-scheme: dark) { body { background: #333; color: #444 } }</style>"""
