"""Where a shelter is stands on one screen alone: every page, print, sheet and export is walked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pabolo.demo.cast import CAST
from pabolo.doors.command.routes import Route, routes
from pabolo.doors.office.cases import history
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.ids import random_id
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import shelter
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.safety.matrix import ARGUMENT

type Desk = Callable[[str], Client]
PLACE = "Rumah hijau di ujung Gang Melur"
ROOM = "office:case_shelter"
EVERY_SIDE = {"buka": ["identity", "location", "narrative", "accused", "health", "legal"]}
WHO = tuple(dict.fromkeys({one.role: one.username for one in reversed(CAST)}.values()))
LEAST_PAGES = 60


def sheltered(unit: build.Unit) -> UUID:
    """A case whose child stays in the shelter, with its place written down."""
    load_codes(by=SYSTEM, at=unit.at)
    case_id = build.planned(unit)[0]
    begins = unit.at - timedelta(hours=14)
    stay = e.Sheltered(
        at=unit.at, by=unit.dedi.id.hex, stay=random_id().hex, reasons=("KLG",), begins=begins,
        until=(begins + timedelta(days=7)).date().isoformat(),
    )  # fmt: skip
    shelter.enter_shelter(case_id=case_id, stay=stay, place=PLACE, by=unit.dedi, at=unit.at)
    return case_id


def addresses(route: Route, known: Mapping[str, list[object]]) -> Iterator[str]:
    """The addresses of a route whose objects are known here."""
    names = [name for _kind, name in ARGUMENT.findall(route.path)]
    if route.name and all(name in known for name in names):
        for values in product(*(known[name] for name in names)):
            yield reverse(route.name, kwargs=dict(zip(names, values, strict=True)))


def body(answer: HttpResponse) -> str:
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return answer.content.decode(errors="replace")


def asked(client: Client, address: str) -> Iterator[HttpResponse]:
    yield client.get(address)
    yield client.post(address, EVERY_SIDE)


def walk(desk: Desk, case_id: UUID, *, only: str = "office:") -> tuple[int, list[str]]:
    """How many pages answered with something, and which of them tell the place."""
    known = {"case_id": [case_id], "slug": [*DEEDS], "of_list": ["shelter_reason"]}
    seen, told = 0, []
    for username in WHO:
        client = desk(username)
        for route in routes():
            if route.name.startswith(only) and route.name != ROOM:
                for address in addresses(route, known):
                    for answer in asked(client, address):
                        seen += answer.status_code in (200, 422)
                        if PLACE in body(answer):
                            told.append(f"{username} {route.name} {answer.status_code}")
    return seen, told


@pytest.mark.timeout(900)  # it walks every route as everybody
def test_no_page_no_print_and_no_export_tells_where_the_shelter_is(
    unit: build.Unit, desk: Desk
) -> None:
    seen, told = walk(desk, sheltered(unit))
    assert told == []
    assert seen >= LEAST_PAGES


@pytest.mark.parametrize("username", WHO)
def test_the_room_shows_it_to_who_opens_places_and_records_it(
    unit: build.Unit, desk: Desk, username: str
) -> None:
    case_id = sheltered(unit)
    address, client = reverse(ROOM, args=[case_id]), desk(username)
    assert PLACE not in body(client.get(address))
    shown = PLACE in body(client.post(address))
    assert shown == (username in ("dedi", "ratna"))
    if shown:
        assert entries(limit=1)[0].verb == "case.shelter_place"


def test_a_history_that_tells_the_place_is_caught(
    unit: build.Unit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(history.SAYS, e.ShelterPlaced, lambda line, names: line.place)  # type: ignore[arg-type]
    _seen, told = walk(desk, sheltered(unit), only="office:case")
    assert any("office:case_print" in one for one in told)
