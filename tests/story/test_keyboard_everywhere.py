"""Every kind of office page by keyboard: all controls are reached by Tab, in order, and seen.

One page of each template; as somebody who may enter. No trap, no control that Tab passes over, no
focus that cannot be seen, nothing that has the focus while it is hidden.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pabolo.doors.command.routes import Route, routes
from pabolo.ground.lib.clock import WIB, now
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from pabolo.rules.entry import Entry
from pabolo.rules.vocabulary import Role
from tests import builders as build
from tests.everywhere.world import Named, addresses, furnish
from tests.safety.matrix import PEOPLE
from tests.story.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 400
PARTS = 8  # a day and an hour have so many places at most; whoever stays longer is caught
# One deed stands for all: they share a template.
DEED = "office:deed catatan"
NOT_LOOKED_AT = {
    "office:board_xlsx", "office:codes_csv", "office:costs_csv", "office:file", "office:group_pdf",
    "office:reading_export",
    "office:settings_history_csv",
}  # fmt: skip
# What Tab must reach: visible, enabled, one of each group of radios.
CONTROLS = """() => {
  const shown = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => !e.disabled && e.tabIndex >= 0 && shown(e));
  const groups = new Set();
  return all.filter(e => {
    if (e.type !== 'radio') return true;
    if (groups.has(e.name)) return false;
    groups.add(e.name);
    return true;
  }).map(e => { e.dataset.reach = e.type === 'radio' ? 'r:' + e.name : String(all.indexOf(e));
    return e.dataset.reach + ' ' + e.outerHTML.slice(0, 90); });
}"""
# Where the focus is, and whether anybody can see that: an outline, a shadow or a border of its own.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
    || s.boxShadow !== 'none';
  const beside = e.nextElementSibling;
  const seen = drawn(getComputedStyle(e))
    || (beside && beside.tagName === 'LABEL' && drawn(getComputedStyle(beside)))
    || drawn(getComputedStyle(e.closest('label, .choice') || e));
  return {reach: e.type === 'radio' ? 'r:' + e.name : e.dataset.reach || '', seen,
    there: box.width > 0 && box.height > 0, html: e.outerHTML.slice(0, 90)};
}"""


def faults(page: Page) -> list[str]:
    """Tab through the page once; what is wrong with it."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wanted = dict(line.split(" ", 1) for line in page.evaluate(CONTROLS))
    found, reached, last, stays = [], set(), "", 0
    for _ in range(MOST + len(wanted)):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        stays = stays + 1 if at is not None and at["reach"] == last else 0
        if at is None or stays > PARTS or (not stays and at["reach"] in reached):
            break
        last = at["reach"]
        reached.add(last)
        if not at["seen"] and not stays:
            found.append(f"focus not seen: {at['html']}")
        if not at["there"]:
            found.append(f"focus on what is not there: {at['html']}")
    missed = [html for reach, html in wanted.items() if reach not in reached]
    return found + [f"never reached: {html}" for html in missed]


def office_pages(named: Named) -> Iterator[tuple[str, list[str], Entry]]:
    """One address of each kind of office page."""
    table: Mapping[str, Entry] = settings.ACCESS
    for route in routes():
        entry = table.get(route.name)
        if entry is None or not _is_page(route, entry):
            continue
        for name, paths in addresses(route, named):
            if not name.startswith("office:deed ") or name == DEED:
                yield name, paths, entry


def _is_page(route: Route, entry: Entry) -> bool:
    office = route.name.startswith("office:")
    return office and "GET" in entry.methods and route.name not in NOT_LOOKED_AT


def sign_in(browser: Browser, live: LiveServer, role: Role) -> tuple[Page, Client]:
    room = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
    client = Client()
    for one in (client, browser_client := Client()):
        one.post("/masuk/contoh/", {"person": PEOPLE[role]})
    key = browser_client.cookies["sessionid"].value
    room.add_cookies([{"name": "sessionid", "value": key, "url": live.url}])
    return room.new_page(), client


@pytest.mark.timeout(900)
def test_every_office_page_is_worked_by_keyboard(browser: Browser, live_server: LiveServer) -> None:
    named = furnish()
    pages: dict[Role, tuple[Page, Client]] = {}
    wrong, looked_at = [], 0
    for name, paths, entry in office_pages(named):
        roles = sorted(entry.who or (), key=lambda role: (role is not Role.SUPERVISOR, role))
        for role in roles:
            if role not in pages:
                pages[role] = sign_in(browser, live_server, role)
            page, client = pages[role]
            path = next((one for one in paths if client.get(one).status_code == 200), None)
            if path is not None:
                page.goto(live_server.url + path)
                wrong += [f"{name} as {role.value}: {fault}" for fault in faults(page)]
                looked_at += 1
                break
    assert not wrong, "\n".join(wrong)
    assert looked_at >= 25


BROKEN = """<a href="#x">Satu</a><a href="#y" style="outline:none" id="dim">Dua</a>
<button tabindex="5">Lompat</button><div style="position:relative">
<input id="trap" onkeydown="if (event.key === 'Tab') event.preventDefault()"></div>
<a href="#z">Tidak pernah</a><style>a:focus-visible{outline:3px solid}#dim{outline:none!important}
</style>"""


def test_a_page_with_a_trap_and_no_focus_is_caught(
    browser: Browser, live_server: LiveServer
) -> None:
    """The broken variant: without it the test above could be asleep."""
    page = browser.new_page()
    page.set_content(BROKEN)
    said = " ".join(faults(page))
    assert 'focus not seen: <a href="#y"' in said
    assert 'never reached: <a href="#z"' in said


# --- the story: a day by keyboard, with its refusals ---


def test_a_supervisors_day_by_keyboard(browser: Browser, live_server: LiveServer) -> None:
    unit = build.staffed_unit(now() - timedelta(days=12))
    load_codes(by=SYSTEM, at=unit.at)
    case = build.opened(unit).case_id
    build.assigned(unit, build.SEXUAL, sexual=True)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.heading("Hari ini")
        ratna.fill("Kode kasus atau laporan", "K-000-000")
        ratna.press("Buka berkas berkode ini")  # the refusal: nothing of hers is called so
        ratna.sees("Tidak ada berkas berkode ini yang terbuka bagi Anda.")
        ratna.go("/dinas/")
        keys = ratna.page.keyboard
        keys.press("j")
        first = ratna.page.evaluate("document.activeElement.closest('li.task').innerText")
        keys.press("j")
        keys.press("k")
        assert first == ratna.page.evaluate("document.activeElement.closest('li.task').innerText")
        keys.press("/")
        keys.type("jok")  # letters in a field are letters
        assert ratna.page.get_by_label("Kode kasus atau laporan").input_value() == "jok"
        ratna.follow("Keadaan seluruh unit")
        ratna.heading("Pengawasan")
        ratna.sees("kewajiban terlambat", "Kasus tanpa pendamping")
        ratna.do("Tugaskan pendamping")
        ratna.pick("Siapa?", "Dedi Kurnia Harahap")
        ratna.save("Tugaskan pendamping")
        assert str(case) in ratna.address


def test_the_four_keys_can_be_switched_off(browser: Browser, live_server: LiveServer) -> None:
    unit = build.staffed_unit(now() - timedelta(days=2))
    build.assigned(unit)
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        dedi.follow("Bantuan dan papan tik")
        off = dedi.page.get_by_role("button", name="Matikan keempat tombol")
        dedi._reach(off)
        dedi.page.keyboard.press("Enter")
        dedi.sees("Nyalakan keempat tombol")
        dedi.follow("Hari ini")
        dedi.heading("Hari ini")
        dedi.page.keyboard.press("j")
        assert dedi.page.evaluate("document.activeElement.closest('li.task')") is None


def test_an_inspector_answers_a_sign_and_a_supervisor_not_her_own(
    browser: Browser, live_server: LiveServer
) -> None:
    night = now().astimezone(WIB).replace(hour=23, minute=30) - timedelta(days=2)
    unit = build.staffed_unit(night - timedelta(days=2))
    case = build.assigned(unit)
    build.team.begin(case, by=unit.ratna, at=night)
    build.team.begin(case, by=unit.dedi, at=night)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go("/dinas/pembacaan/tanda/")
        ratna.sees("Ini tentang pembacaan Anda sendiri. Orang lain yang menjawabnya.")
    with Typist(browser, live_server, 1280, who="agus") as agus:
        agus.follow("Tanda yang perlu dilihat")
        agus.heading("Pembacaan tidak biasa")
        agus._reach(agus.page.locator("summary").first)
        agus.page.keyboard.press("Enter")
        agus.press("Simpan jawaban")  # the refusal: nothing was said
        agus.sees("Kesalahan")
        agus.choose("Apa yang Anda temukan?", "Alarm palsu: tidak ada yang perlu ditanyakan")
        agus.fill("Dengan singkat", "Jaga malam.")
        agus.press("Simpan jawaban")
        agus.sees("Jawaban tersimpan.", "Jaga malam.")
