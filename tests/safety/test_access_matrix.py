"""Every role at every address: who is not meant learns nothing, not even that there is something.

Denied is one page, byte for byte, whether the object exists, is somebody else's, or is about the
person who asks. Allowed never fails and never opens a file unrecorded.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.db.models import QuerySet
from pytest_django.fixtures import Settings

from pabolo.ground.keys import ring
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries import scope as case_scope
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries import scope as report_scope
from pabolo.rules.actors import Actor
from tests import builders as b
from tests.safety.matrix import (
    OWN,
    RANDOM,
    Asked,
    Cell,
    Visitors,
    build,
    cells,
    unknown_arguments,
)

ALLOWED = {"GET": {200, 302, 403, 409}, "POST": {200, 302, 400, 403, 409, 422}}
LEAST_CELLS = 1_500
# Exactly one receipt; pages that show several files may leave more.
ONE_RECEIPT = ("office:case", "office:report", "office:file", "office:pair")
OPENS_NOTHING = ("office:readings", "office:case_of_another")


@pytest.fixture
def visitors(tmp_path: Path, settings: Settings, db: None) -> Iterator[Visitors]:
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    with time_machine.travel(b.START, tick=False):
        yield Visitors(build(b.START))
    ring.forget()


def faults(cell: Cell, asked: Asked, nowhere: Asked) -> Iterator[str]:
    """What is wrong with an answer, held against the one about an object that is nowhere."""
    status = asked.answer.status_code
    if status >= 500:
        yield f"answers {status}"
    if cell.role is None and not cell.entry.open:
        yield from () if status in (302, 403, 405) else [f"lets a stranger in: {status}"]
        return
    if not cell.let_in or (cell.scoped and cell.relation != OWN):
        yield from _denied(asked, nowhere)
    elif cell.scoped:
        yield from _allowed(cell, asked)


def _denied(asked: Asked, nowhere: Asked) -> Iterator[str]:
    if asked.answer.status_code != 404:
        yield f"answers {asked.answer.status_code}, not 404"
    elif asked.same != nowhere.same:
        yield "can be told from an object that does not exist"
    if asked.readings:
        yield "opened something for somebody who may not see it"


def _allowed(cell: Cell, asked: Asked) -> Iterator[str]:
    status = asked.answer.status_code
    if status not in ALLOWED[cell.method] | {404}:
        yield f"answers {status}"
    if status == 404 and cell.route.name in ("office:case", "office:report"):
        yield "hides what the person was granted"
    if status == 200 and cell.method == "GET" and cell.route.name not in OPENS_NOTHING:
        exactly_one = cell.route.name in ONE_RECEIPT
        if not asked.readings or (exactly_one and asked.readings != 1):
            yield f"left {asked.readings} receipts"


def walk(visitors: Visitors, only: Callable[[object], bool] = lambda route: True) -> list[str]:
    """Ask everything; what is wrong."""
    found, count = [], 0
    nowhere: dict[tuple[object, ...], Asked] = {}
    for cell in cells(only):
        key = (cell.route.name, cell.role, cell.method)
        if key not in nowhere:
            about_nothing = Cell(cell.route, cell.entry, cell.role, RANDOM, cell.method)
            nowhere[key] = visitors.ask(about_nothing)
        asked = nowhere[key] if cell.relation == RANDOM else visitors.ask(cell)
        found += [f"{cell.name}: {fault}" for fault in faults(cell, asked, nowhere[key])]
        count += 1
    print(f"\n{count} cells")
    assert count >= (LEAST_CELLS if only(None) else 1), count
    return found


def test_every_argument_of_a_granted_object_can_be_made() -> None:
    assert unknown_arguments() == [], "add them to tests/safety/matrix.py"


@pytest.mark.timeout(900)  # it walks every route as everybody
def test_nobody_learns_what_is_not_theirs(visitors: Visitors) -> None:
    found = walk(visitors)
    assert not found, "\n" + "\n".join(found)


def everything(kind: type[Report] | type[Case]) -> Callable[[Actor], "QuerySet[Report | Case]"]:
    return lambda actor: kind.objects.all()


@pytest.mark.parametrize(
    ("route", "scope", "kind"),
    [("office:report", report_scope, Report), ("office:case", case_scope, Case)],
)
def test_a_view_without_its_scope_is_caught(
    visitors: Visitors,
    monkeypatch: pytest.MonkeyPatch,
    route: str,
    scope: object,
    kind: type[Report] | type[Case],
) -> None:
    monkeypatch.setattr(scope, "visible_to", everything(kind))
    found = walk(visitors, lambda one: getattr(one, "name", "") == route)
    assert any("foreign: answers 200" in one for one in found)
    assert any("excluded" in one for one in found)


def test_a_page_that_tells_absent_from_forbidden_is_caught(visitors: Visitors) -> None:
    cell = next(c for c in cells() if c.route.name == "office:case" and c.role and not c.let_in)
    nowhere = visitors.ask(cell)
    telling = visitors.ask(cell)
    telling.answer.content = nowhere.answer.content + str(uuid4()).encode()
    assert list(_denied(telling, nowhere))
