"""No plaintext before its receipt is in the log; no receipt, no plaintext: on every office page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from pabolo.ground.audit import actions, queries
from pabolo.ground.audit.models import Entry
from pabolo.ground.keys import ring
from pabolo.ground.vault import opening
from pabolo.ground.vault.fields import facet_of
from pabolo.programme.intake.models import Report
from tests import builders as b
from tests.safety.matrix import OWN, Cell, Visitors, build, cells

# Refused before anything would be opened, or done without opening anything: as well as 503.
CALM = {200, 302, 403, 404, 409, 503}
EVERY_SIDE = "?buka=story&buka=people&buka=place&buka=accused&buka=files"


@pytest.fixture
def visitors(tmp_path: Path, settings: Settings, db: None) -> Iterator[Visitors]:
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    with time_machine.travel(b.START, tick=False):
        yield Visitors(build(b.START))
    ring.forget()


@dataclass
class Watch:
    """Counts what is opened, and what of it the log did not hold yet."""

    opened: int = 0
    unannounced: list[str] = field(default_factory=list)

    def note(self, receipt: Any, instance: Any, column: str) -> None:
        self.opened += 1
        entry = Entry.objects.filter(seq=receipt.seq).first()
        if entry is None or f'"{facet_of(instance, column)}"' not in entry.body:
            self.unannounced.append(f"{instance._meta.label}.{column}")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found, plain = Watch(), opening._opened

    def noted(receipt: Any, instance: Any, column: str, key: Any) -> bytes:
        raw: bytes = plain(receipt, instance, column, key)
        found.note(receipt, instance, column)
        return raw

    monkeypatch.setattr(opening, "_opened", noted)
    return found


def rooms() -> Iterator[Cell]:
    """Every office page that somebody may look at, with an object of theirs."""
    for cell in cells(lambda route: route.name.startswith("office:")):
        if cell.role and cell.let_in and cell.relation == OWN and cell.method == "GET":
            yield cell


def test_every_opening_of_every_page_was_in_the_log_before(
    visitors: Visitors, watch: Watch
) -> None:
    pages = [visitors.ask(cell) for cell in rooms()]
    sides = visitors.world.reports[OWN]
    for browser in list(visitors.browsers.values())[1:]:
        browser.get(f"/dinas/laporan/{sides}/{EVERY_SIDE}")
    assert len(pages) > 30 and watch.opened > 100
    assert watch.unannounced == []


def test_an_audit_written_after_opening_is_caught(
    visitors: Visitors, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Any] = []

    def later(batch: Any, at: Any) -> int:
        waiting.append((batch, at))
        return queries.size()

    monkeypatch.setattr(actions, "_commit", later)
    visitors.ask(next(cell for cell in rooms() if cell.route.name == "office:case"))
    assert waiting and watch.unannounced


def test_audit_store_unavailable_503_and_nothing_opened(
    visitors: Visitors, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> int:
        raise OperationalError("no such table: audit_entry")

    monkeypatch.setattr(actions, "_grow", broken)
    statuses = {cell.route.name: visitors.ask(cell).answer.status_code for cell in rooms()}
    for shown in ("office:case", "office:report", "office:cases", "office:reports"):
        assert statuses[shown] == 503, statuses
    assert set(statuses.values()) <= CALM
    assert watch.opened == 0


def test_locked_vault_takes_reports_and_tells_staff_on_every_page(
    visitors: Visitors, watch: Watch, settings: Settings
) -> None:
    settings.KEYS = "file"
    ring.forget()
    answers = [(cell, visitors.ask(cell).answer) for cell in rooms()]
    locked = [answer for _, answer in answers if answer.status_code == 503]
    assert len(locked) > 10 and all("Retry-After" in answer.headers for answer in locked)
    assert {answer.status_code for _, answer in answers} <= CALM
    assert watch.opened == 0
    before = Report.objects.filter(state="boxed").count()
    token = _token_in(Client().get("/lapor").content.decode())
    told = '{"story": {"text": "Tolong.", "worries": ["FIS"]}}'
    form = {"told": told, "token": token, "step": "6", "go": "send"}
    assert Client().post("/lapor", form).status_code == 200
    assert Report.objects.filter(state="boxed").count() == before + 1
    settings.KEYS = "demo"
    ring.forget()


def _token_in(page: str) -> str:
    return page.split('name="token" value="')[1].split('"')[0]
