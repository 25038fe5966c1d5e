"""What the recorded process does: two residents at once, and an officer in between."""

import threading
from random import Random
from typing import Any, Final

import msgspec
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import Client

from pabolo.doors.command.proofs.probe import Notes, prepared
from pabolo.doors.command.proofs.visitors import LIST, REPORT, story
from pabolo.doors.shared import one_time
from pabolo.programme.intake.codes import code_of, submission_of
from pabolo.programme.intake.facets import Story
from pabolo.programme.intake.told import Told
from pabolo.rules.codes import grouped

READ_EVERY: Final = 10
HERE: Final[dict[str, Any]] = {"SERVER_NAME": "localhost"}


def client(application: WSGIHandler) -> Client:
    """A browser whose requests go through the application as it is broken."""
    made = Client(**HERE)
    setattr(made.handler, "get_response", application.get_response)  # noqa: B010
    return made


def report(browser: Client, notes: Notes, number: int) -> None:
    """Send one report; note it once its code was shown."""
    token = one_time.issue()
    told = Told(story=Story(text=story(number), worries=("FIS",)))
    form = {"told": msgspec.json.encode(told).decode(), "token": token.signed, "step": "6"}
    page = browser.post("/lapor", {**form, "go": "send"}).content.decode()
    if all(part in page for part in grouped(code_of(token.value)).split("-")):
        notes.write(f"A {submission_of(token.value).hex()}")


def read(browser: Client, chance: Random) -> None:
    """Look at the list and open some stories."""
    listed = REPORT.findall(browser.get(LIST).content.decode())
    for one in chance.sample(listed, min(3, len(listed))):
        browser.get(f"{LIST}{one}/?buka=story")


def work(count: int, seed: int) -> None:
    """Take `count` reports on two threads; every tenth time an officer reads."""
    application, notes = prepared()
    browser = client(application)
    browser.post("/masuk/contoh/", {"person": "siti"})

    def resident(numbers: range) -> None:
        own = client(application)
        for number in numbers:
            report(own, notes, number)
        connections.close_all()

    half = threading.Thread(target=resident, args=(range(0, count, 2),))
    half.start()
    chance = Random(seed)  # noqa: S311 - no secret
    own = client(application)
    for number in range(1, count, 2):
        report(own, notes, number)
        if number % READ_EVERY == 1:
            read(browser, chance)
    half.join()
    connections.close_all()
