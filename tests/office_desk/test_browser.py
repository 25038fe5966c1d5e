"""The office desk in a real browser: axe, reflow and targets, wide and narrow."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.record.figures.actions import load_release_zero
from pabolo.record.innovations.actions import load_seed_record
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.browsing import axe_faults, chromium_at, layout_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESKS = {
    "ratna": ("figures", "figure_list", "adult_counts", "releases", "oversight", "reading_log",
              "network", "groups", "settings", "code_lists", "calendar", "own_kin"),
    "nurul": ("figures", "new_group", "records"),
    "agus": ("reading_log",),
    "rizky": ("people", "hire"),
    "wulan": ("releases",),
}  # fmt: skip


def addresses(names: tuple[str, ...]) -> list[str]:
    found = [reverse(name if name == "own_kin" else f"office:{name}") for name in names]
    lists = {reverse("office:figure_list"): "?apa=VAC_N"}
    return [address + lists.get(address, "") for address in found]


def details(unit: build.Unit, case_id: object) -> dict[str, list[str]]:
    """Pages of one thing: a case's readings, an account, a setting, a release, the record."""
    release = load_release_zero(by=SYSTEM, at=unit.at)
    return {
        "ratna": [
            f"/dinas/kasus/{case_id}/pembacaan/",
            "/dinas/pengaturan/atur/network.active_window_days/",
            "/dinas/pengaturan/daftar-kode/violence_form/",
        ],
        "nurul": ["/dinas/inovasi/anak-pabolo/"],
        "rizky": [f"/dinas/orang/{unit.dedi.id}/"],
        "wulan": [f"/dinas/angka/rilis/{release.pk}/"],
    }


@pytest.mark.parametrize("width", [320, 1280])
def test_desk_pages_have_no_accessibility_or_layout_fault(
    live_server: LiveServer, chromium: str, width: int
) -> None:
    unit = build.staffed_unit(now() - timedelta(days=40))
    load_codes(by=SYSTEM, at=unit.at)
    load_seed_record(by=SYSTEM, at=unit.at)
    case_id = build.served(unit, build.SEXUAL, sexual=True)
    build.opened(unit)
    more = details(unit, case_id)
    faults: list[str] = []
    with chromium_at(chromium) as browser:
        for who, names in DESKS.items():
            page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
            page.goto(f"{live_server.url}/masuk/contoh/")
            with page.expect_navigation():
                page.locator(f"[name=person][value={who}]").first.evaluate("e => e.click()")
            for address in [*addresses(names), *more.get(who, [])]:
                answer = page.goto(live_server.url + address)
                assert answer is not None and answer.status == 200, address
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                found = [*axe_faults(page), *layout_faults(page, width)]
                faults += [f"{who} {address}: {fault}" for fault in found]
            page.context.close()
    assert faults == []
