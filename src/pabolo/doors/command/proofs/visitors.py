"""Residents who report and an officer who reads, over HTTP, while the server is being killed."""

import http.client
import re
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from random import Random
from typing import Final
from urllib.parse import urlencode

import msgspec

from pabolo.doors.shared import one_time
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.facets import Story
from pabolo.programme.intake.told import Told
from pabolo.rules.codes import grouped

FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
MARK: Final = "Bukti tikar nomor"
GONE: Final = (OSError, http.client.HTTPException)
CASES: Final = "/dinas/kasus/"
CASE: Final = re.compile(r"/dinas/kasus/([0-9a-f-]{36})/")
REPORT: Final = re.compile(r"/dinas/laporan/([0-9a-f-]{36})/")
LIST: Final = "/dinas/laporan/"
TIMEOUT: Final = 30
AT_A_TIME: Final = 3


@dataclass
class Ledger:
    """What the world outside was told: which reports were confirmed, which never answered."""

    confirmed: list[bytes] = field(default_factory=list)
    unsure: dict[bytes, tuple[one_time.Token, str]] = field(default_factory=dict)
    tried: int = 0
    refused: int = 0
    pages_read: int = 0
    stories_read: int = 0
    cases_read: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def story(number: int) -> str:
    """A story that can be found again."""
    return f"{MARK} {number}"


@dataclass
class Resident:
    """Sends reports on one connection and believes only what arrived whole."""

    port: int
    ledger: Ledger
    link: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)

    def ask(self, path: str, **fields: str) -> tuple[int, str]:
        """Post a form; the status and the page. Errors: OSError, HTTPException."""
        self.link.request("POST", path, urlencode(fields), FORM)
        response = self.link.getresponse()
        return response.status, response.read().decode()

    def send(self, token: one_time.Token, text: str) -> None:
        """Send one report; it counts as confirmed once its code was read."""
        told = msgspec.json.encode(Told(story=Story(text=text, worries=("FIS",)))).decode()
        with self.ledger.lock:
            self.ledger.tried += 1
            self.ledger.unsure[token.value] = (token, text)
        status, page = self.ask("/lapor", told=told, token=token.signed, step="6", go="send")
        shown = all(f"<span>{part}</span>" in page for part in _groups(token.value))
        with self.ledger.lock:
            if status == 200 and shown:
                self.ledger.confirmed.append(token.value)
                self.ledger.unsure.pop(token.value, None)
            else:
                self.ledger.refused += 1

    def finds(self, token: bytes) -> bool:
        """Whether the code of a confirmed report still leads to it."""
        status, page = self.ask("/lacak", code=grouped(code_of(token)))
        return status == 200 and 'name="text"' in page

    def report_until_gone(self, numbers: Random) -> None:
        """Go on until nobody answers any more."""
        try:
            while True:
                self.send(one_time.issue(), story(numbers.randrange(10**9)))
        except GONE:
            return


def _groups(token: bytes) -> list[str]:
    return grouped(code_of(token)).split("-")


class Officer:
    """Signs in as a sample person, looks at the list and opens stories."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.ledger = ledger
        self.known: list[str] = []
        self.cases: list[str] = []
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.cookies = jar.cookiejar
        self.browser = urllib.request.build_opener(jar)

    def page(self, path: str, **fields: str | list[str]) -> str:
        """A page, by POST when there are fields. Errors: OSError, HTTPException."""
        body = urlencode(fields, doseq=True).encode() if fields else None
        with self.browser.open(f"{self.root}{path}", body, timeout=TIMEOUT) as response:
            return str(response.read().decode())

    @property
    def token(self) -> str:
        """What a form of ours carries."""
        return next(str(one.value) for one in self.cookies if one.name == "csrftoken")

    def sign_in(self, username: str = "ratna") -> None:
        """One click, as the demo offers it."""
        self.page("/masuk/contoh/")
        self.page("/masuk/contoh/", person=username, next=LIST, csrfmiddlewaretoken=self.token)

    def read_until_gone(self, chance: Random) -> None:
        """Go on until nobody answers any more."""
        try:
            self._begin()
            # What was known before the kill is read first: a life may be too short for a list.
            while True:
                for report in chance.sample(self.known, min(AT_A_TIME, len(self.known))):
                    self._read(report)
                self._read_case(chance.choice(self.cases))
                self.known = REPORT.findall(self.page(LIST)) or self.known
        except GONE:
            return

    def _begin(self) -> None:
        """What the last life did not get to: each step may be the one that a kill cuts off."""
        if not any(one.name == "sessionid" for one in self.cookies):
            self.sign_in()
        self.cases = self.cases or CASE.findall(self.page(CASES))
        self.known = self.known or REPORT.findall(self.page(LIST))

    def _read_case(self, case: str) -> None:
        """Every side of a case by one click each; they travel in the body."""
        sides = ["identity", "narrative", "accused", "health"]
        self.page(f"{CASES}{case}/", csrfmiddlewaretoken=self.token, buka=sides)
        with self.ledger.lock:
            self.ledger.pages_read += 1
            self.ledger.cases_read += 1

    def _read(self, report: str) -> None:
        page = self.page(f"{LIST}{report}/?buka=story&buka=people")
        with self.ledger.lock:
            self.ledger.pages_read += 1
            self.ledger.stories_read += MARK in page
