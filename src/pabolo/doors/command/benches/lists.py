"""The pages that staff look at all day, the report that a resident sends, and a process's memory.

Server time: the whole way through the middleware and the view, in this process, with what it
caches warm; the first time of what is cached is told apart. Reports are accepted on the disk that
holds the data.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pabolo.doors.command.benches import memory
from pabolo.doors.command.benches.results import Result, p95
from pabolo.doors.command.tell import Stop
from pabolo.doors.shared import one_time
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.facets import Story
from pabolo.programme.intake.told import Told

NAME: Final = "lists"
HERE: Final[dict[str, Any]] = {"SERVER_NAME": "localhost"}
WARM: Final = 3
NAMES: Final = ("Siti Aminah", "Soerjadi", "Muhammad Rizky", "Butet", "Nur", "Ahmad Fauzi")

type Ask = Callable[[int], HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured: what it is called, who looks, how it is asked for."""

    metric: str
    who: str
    route: str
    first: bool = False


PAGES: Final = (
    Page("today", "ratna", "office:today"),
    Page("staff list of reports", "siti", "office:reports"),
    Page("staff list of cases", "ratna", "office:cases"),
    Page("case page", "ratna", "office:case"),
    Page("name search over the whole open scope", "ratna", "office:search", first=True),
    Page("dashboard", "ratna", "office:figures", first=True),
)


def desk(username: str) -> Client:
    """A browser in which a sample person is signed in."""
    client = Client(**HERE)
    client.post("/masuk/contoh/", {"person": username})
    return client


def measure(data: Path, *, rounds: int, seed: int) -> Iterator[tuple[str, float, str]]:
    """Every figure of this register as (metric, value, unit)."""
    chance = Random(seed)  # noqa: S311 - repeatable, no secret
    for page in PAGES:
        ask = _asking(page, chance)
        if ask is not None:
            first, times = _times(ask, rounds)
            yield f"{page.metric}, p95", p95(times), "ms"
            if page.first:
                yield f"{page.metric}, first time", first, "ms"
    _, times = _times(_sending(), rounds)
    yield "report accepted durably, p95", p95(times), "ms"
    yield "memory of a server process", _memory(data), "MB"


def _times(ask: Ask, rounds: int) -> tuple[float, list[float]]:
    """The first time, and those after a few to warm up, in milliseconds. Errors: Stop."""
    times = []
    for number in range(WARM + rounds):
        begun = time.perf_counter()
        answer = ask(number)
        times.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise Stop(f"a measured page answered {answer.status_code}")
    return times[0], times[WARM:]


def _asking(page: Page, chance: Random) -> Ask | None:
    """How a page is asked for; None where this version has no such page."""
    client = desk(page.who)
    try:
        if page.route == "office:case":
            paths = [reverse(page.route, args=[one]) for one in _cases(page.who)]
            return lambda number: _got(client.get(chance.choice(paths)))
        path = reverse(page.route)
    except NoReverseMatch:
        return None
    if page.route == "office:search":
        return lambda number: _got(client.post(path, {"name": NAMES[number % len(NAMES)]}))
    return lambda number: _got(client.get(path))


def _got(answer: Any) -> HttpResponse:
    found: HttpResponse = answer
    return found


def _cases(username: str) -> Sequence[Any]:
    """Cases that the person may see, newest change first."""
    person = person_named(username)
    if person is None:
        raise Stop(f"nobody is called {username} here")
    rows = visible_to(actor_of(person.pk, clock.today())).order_by("-changed_day", "pk")
    return list(rows.values_list("pk", flat=True)[:200])


def _sending() -> Ask:
    told = Told(story=Story(text="Data bench, bukan laporan nyata.", worries=("FIS",)))
    text = msgspec.json.encode(told).decode()
    resident = Client(**HERE)

    def send(number: int) -> HttpResponse:
        token = one_time.issue()
        form = {"told": text, "token": token.signed, "step": "6", "go": "send"}
        return _got(resident.post("/lapor", form))

    return send


def _memory(data: Path) -> float:
    """A worker after a day's pages, each looked at some times."""
    client = desk("ratna")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    paths = [reverse("office:case", args=[one]) for one in _cases("ratna")[:20]]
    for page in PAGES:
        if page.route not in {"office:case", "office:search"}:
            try:
                paths += [reverse(page.route)] * 5
            except NoReverseMatch:
                continue
    with memory.served(data) as (port, parent):
        memory.ask(port, ["/", "/lapor", *paths], cookie)
        return memory.megabytes(memory.worker_of(parent))


def results(data: Path, *, scale: float, rounds: int, seed: int) -> Iterator[Result]:
    """Every figure of this bench."""
    for metric, value, unit in measure(data, rounds=rounds, seed=seed):
        yield Result(NAME, metric, value, unit, scale)
