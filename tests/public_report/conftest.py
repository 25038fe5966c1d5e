"""A resident's phone: no cookie, no script, only forms."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pabolo.ground.keys import ring
from pabolo.ground.places.actions import load_reference


class Fields(HTMLParser):
    """The fields of a page as a browser would send them back."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, and where a text area or a select begins."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and self._counts(given):
            self.data.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea" and name:
            self._area = name
            self.data[name] = [""]
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and (
            self._select and ("selected" in given or self._select not in self.data)
        ):
            self.data[self._select] = [given["value"]]

    @staticmethod
    def _counts(given: dict[str, str]) -> bool:
        return given.get("type") not in {"radio", "checkbox"} or "checked" in given

    def handle_endtag(self, tag: str) -> None:
        """A text area or select ends."""
        if tag == "textarea":
            self.data[self._area][0] = self.data[self._area][0].removeprefix("\n")
            self._area = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """What a text area holds."""
        if self._area:
            self.data[self._area][0] += data


class Phone:
    """Opens a page, fills fields in, presses a button: keeps nothing between pages but the page."""

    def __init__(self) -> None:
        self.client = Client()
        self.page: Any = None

    def open(self, path: str) -> "Phone":
        """Load a page."""
        self.path, self.page = path, self.client.get(path)
        return self

    def press(self, go: str, **typed: Any) -> "Phone":
        """Fill in and press a button."""
        fields = self.fields | {"go": [go]}
        for name, value in typed.items():
            fields[name] = value if isinstance(value, list) else [value]
        self.page = self.client.post(self.path, fields)
        return self

    @property
    def fields(self) -> dict[str, list[str]]:
        """The form as it stands."""
        parser = Fields()
        parser.feed(self.text)
        return parser.data

    @property
    def text(self) -> str:
        """The page."""
        return str(self.page.content.decode())

    def code(self) -> str:
        """The report code on a receipt page."""
        shown = self.text.split('<p class="code">')[1].split("</p>")[0]
        return "".join(part.split("</span>")[0] for part in shown.split("<span>")[1:])


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings: Settings, db: None) -> Iterator[None]:
    """An unlocked installation with its places."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    load_reference()
    yield
    ring.forget()


@pytest.fixture
def lock(settings: Settings) -> Iterator[Callable[[bool], None]]:
    """Lock or unlock the office: the root is not in memory, and nobody gives it out."""

    def turn(locked: bool) -> None:
        settings.KEYS = "file" if locked else "demo"
        ring.forget()

    yield turn
    turn(False)


@pytest.fixture
def phone() -> Phone:
    """A phone on the landing page of the report."""
    return Phone().open("/lapor")


@pytest.fixture
def told(phone: Phone) -> Phone:
    """A phone on the check page, with a small report told."""
    phone.press("next", danger="no", worries=["FIS"])
    phone.press("next", text="Tangisan setiap malam di rumah sebelah.")
    phone.press("next", **{"c0-name": "Butet", "c0-age": "7"})
    phone.press("next", village="12.10.01.1001")
    return phone.press("next")
