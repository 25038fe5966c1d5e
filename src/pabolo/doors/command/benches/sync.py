"""All activists of the regency come into reach at once: how long until everything is in?

500 phones with 20 entries each, sent by the protocol to a served installation; phones that are
refused or cut off wait, twice as long each time, with chance. Before that a paced run: 33 entries
a second, one phone after the other. Registers of a fresh installation: entries cost what the
entry costs, not what stands already.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from queue import Empty, Queue
from random import Random
from typing import Any, Final

from django.apps import apps
from django.conf import settings

from pabolo.demo.cast import build_cast
from pabolo.doors.command.benches.results import Result, p95
from pabolo.doors.command.proofs import site
from pabolo.doors.command.proofs.field.ground import acting
from pabolo.doors.command.proofs.field.phones import SEND, Phone
from pabolo.doors.command.readiness import make_ready, migrate
from pabolo.doors.command.tell import Stop
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.devices.actions.enrolling import enrol
from pabolo.ground.devices.envelopes import to_text
from pabolo.ground.keys import ring
from pabolo.ground.lib import clock
from pabolo.ground.lib.installation import mark
from pabolo.ground.places.actions import load_reference
from pabolo.ground.places.queries import villages
from pabolo.programme.network.actions.groups import form_group
from pabolo.rules.vocabulary import Role

NAME: Final = "sync"
PHONES, ENTRIES, PACED, LINES = 500, 20, 60, 12
PACE: Final = 33 / ENTRIES  # phones a second
ALARMS, MEETINGS = 0.03, 0.12
PATIENCE: Final = 600.0
DRAINED, HANDLED = "500 phones x 20 entries drained", "sync of 20 entries at 33 entries/s, p95"


@dataclass(frozen=True, slots=True)
class Sent:
    """How one message went: seconds, and how often it had to be tried."""

    seconds: float
    tries: int


def results(*, seed: int, say: Callable[[str], None]) -> Iterator[Result]:
    """Measure in the data folder of this process, which must be empty. Errors: Stop."""
    say("villages, groups and phones")
    everyone = _phones(seed)
    paced, drained = everyone[:PACED], everyone[PACED:]
    with _served() as port:
        say(f"{PACED} phones, one after the other, at 33 entries a second")
        times = _paced(paced, port)
        yield Result(NAME, HANDLED, p95([one.seconds for one in times]) * 1000, "ms")
        say(f"{len(drained)} phones at once")
        start = time.monotonic()
        rush = _rush(drained, port, seed)
        took = time.monotonic() - start
    yield Result(NAME, DRAINED, took, "s")
    yield Result(NAME, "entries a second while drained", PHONES * ENTRIES / took, "1/s")
    yield Result(NAME, "one try while drained, p95", p95([r.seconds for r in rush]) * 1000, "ms")
    yield Result(NAME, "most tries of a phone", max(one.tries for one in rush), "tries")
    left = _left()
    if left:
        raise Stop(f"{left} entries are not where they belong")


def _phones(seed: int) -> list[Phone]:
    mark(Path(settings.DATA), "demo")
    migrate()
    ring.make_pairs()
    load_reference()
    build_cast(clock.now())
    make_ready()
    day = clock.today().replace(year=clock.today().year - 2)
    places = [one.code for one in villages()]
    for place in places:
        form_group(by=acting("nurul"), at=clock.now(), place=place, formed_day=day)
    rng = Random(seed)  # noqa: S311 - entries that can be repeated
    made = [_phone(number, places[number % len(places)], rng) for number in range(PHONES + PACED)]
    site.let_go()
    return made


def _phone(number: int, place: str, rng: Random) -> Phone:
    """An activist with a phone and its full outbox."""
    people = apps.get_model("accounts.Person")._default_manager
    person = people.create(username=f"bench{number}", name=f"Warga {number}")
    posts = apps.get_model("accounts.Post")._default_manager
    since = clock.today().replace(year=clock.today().year - 1)
    posts.create(person=person, role=Role.ACTIVIST, village=place, from_day=since)
    actor = actor_of(person.pk, clock.today())
    given = enrol(label=f"HP {number}", device=None, by=actor, at=clock.now())
    token = to_text(given.device_token or b"")
    phone = Phone(given.device, token, ring.field_recipient())
    phone.carries(person.pk, given)
    for entry in range(ENTRIES):
        kind, body = _entry(place, entry, rng)
        phone.write(kind, body, person.pk)
    return phone


def _entry(place: str, number: int, rng: Random) -> tuple[str, dict[str, Any]]:
    day = clock.today().isoformat()
    drawn = rng.random()
    if drawn < ALARMS:
        told = {"danger": "no", "worries": ["FIS"], "text": f"Cerita {number}", "place": place}
        return "alarm", told
    if drawn < ALARMS + MEETINGS:
        return "meeting", {"place": place, "day": day, "attendance": 9, "minutes": ""}
    counts = {"P_U1": rng.randint(1, 30), "L_U1": rng.randint(1, 30), "P_U4": 3}
    kinds = {"level": "A", "kind": "SOS", "strategy": "1"}
    return "activity", {"place": place, "day": day, "where": "Balai", "counts": counts, **kinds}


@contextmanager
def _served() -> Iterator[int]:
    """The installation of this folder, served as it is in use."""
    port = site.free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
        str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level",
        "critical", "pabolo.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _environment() -> dict[str, str]:
    return os.environ | {
        "PABOLO_DATA": str(settings.DATA),
        "PABOLO_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "pabolo.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + site.PATIENCE
    while True:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=site.PATIENCE)
        try:
            link.request("GET", "/bantuan")
            if link.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            link.close()
        if time.monotonic() > until or process.poll() is not None:
            raise Stop("the server did not come up")
        time.sleep(0.1)


def _message(phone: Phone) -> bytes:
    words = phone.request(Random(0), ENTRIES).words  # noqa: S311 - all of it, in any order
    return json.dumps({"v": 1, **words, "clock": clock.now().astimezone(UTC).isoformat()}).encode()


def _once(port: int, phone: Phone) -> tuple[int, float]:
    """One try: the status (0: cut off) and the seconds it took."""
    start, status = time.monotonic(), 0
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    heads = {
        "Authorization": f"Bearer {phone.device.hex}.{phone.token}",
        "Content-Type": "application/json",
    }
    try:
        link.request("POST", SEND, _message(phone), heads)
        answer = link.getresponse()
        status, told = answer.status, json.loads(answer.read())
        if status == 200:
            for one in told["answers"]:
                phone.outbox.pop(one["id"], None)
    except (OSError, http.client.HTTPException, ValueError):
        status = 0
    finally:
        link.close()
    return status, time.monotonic() - start


def _paced(phones: Sequence[Phone], port: int) -> list[Sent]:
    """Each phone at its moment, whether or not the one before has its answer."""
    found: list[Sent] = []
    rng, threads = Random(1), []  # noqa: S311 - how long a phone waits

    def go(phone: Phone) -> None:
        found.append(_send(port, phone, rng))

    start = time.monotonic()
    for number, phone in enumerate(phones):
        time.sleep(max(0.0, start + number / PACE - time.monotonic()))
        thread = threading.Thread(target=go, args=[phone])
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return found


def _send(port: int, phone: Phone, rng: Random) -> Sent:
    """Until the outbox is empty, waiting twice as long after each failure, with chance."""
    wait, tries, until = 0.5, 0, time.monotonic() + PATIENCE
    while True:
        status, took = _once(port, phone)
        tries += 1
        if status == 200 and not phone.outbox:
            return Sent(took, tries)
        if time.monotonic() > until:
            raise Stop("a phone could not empty its outbox")
        time.sleep(wait * rng.uniform(0.5, 1))
        wait = min(60, wait * 2)


def _rush(phones: Sequence[Phone], port: int, seed: int) -> list[Sent]:
    """All at once, over a few lines."""
    waiting: Queue[Phone] = Queue()
    for phone in phones:
        waiting.put(phone)
    found: list[Sent] = []

    def line(number: int) -> None:
        rng = Random(seed + number)  # noqa: S311 - how long a phone waits
        while True:
            try:
                phone = waiting.get_nowait()
            except Empty:
                return
            found.append(_send(port, phone, rng))

    threads = [threading.Thread(target=line, args=[number]) for number in range(LINES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _left() -> int:
    """Entries that are kept and not done."""
    rows = apps.get_model("devices.Submission")._default_manager
    made = (PHONES + PACED) * ENTRIES
    return made - int(rows.filter(state="done").count())
