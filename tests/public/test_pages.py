"""What anyone may read: in two languages, without a cookie, with the help numbers first."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from pabolo.doors.command.catalogues import compile_stale
from pabolo.doors.public.stages import STAGES
from pabolo.ground.places.actions import load_reference

PAGES = (
    "/", "/bantuan", "/janji", "/jejak", "/aksesibilitas", "/pengasuhan", "/keluar", "/komponen",
    "/komponen/lapor", "/komponen/dinas", "/komponen/desa", "/komponen/surat",
    "/komponen/kesalahan",
)  # fmt: skip
ENGLISH = tuple(f"/en{page}" for page in PAGES)
HELPFUL = ("/", "/bantuan", "/janji", "/jejak", "/aksesibilitas", "/pengasuhan", "/keluar")
BUDGET_STYLE = 20_000
BUDGET_PAGE = 60_000


@pytest.fixture(autouse=True)
def translations() -> Iterator[None]:
    compile_stale()
    load_reference()
    yield


def text_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *ENGLISH])
def test_a_page_opens_without_leaving_a_cookie(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", HELPFUL)
def test_help_numbers_come_before_the_content(address: str) -> None:
    text = text_of(address)
    assert text.index('href="tel:112"') < text.index("<main")
    assert text.index('id="keluar-cepat"') < text.index('class="skip"')


@pytest.mark.parametrize("address", [*PAGES, *ENGLISH])
def test_every_page_says_that_the_data_are_samples(address: str) -> None:
    wanted = "Sample data" if address.startswith("/en") else "Data contoh"
    assert wanted in text_of(address)


def test_real_pages_carry_no_banner_and_no_components(settings: object) -> None:
    settings.MODE = "real"  # type: ignore[attr-defined]
    assert "Data contoh" not in text_of("/")
    assert Client().get("/komponen").status_code == 404
    assert Client().get("/komponen/dinas").status_code == 404


@pytest.mark.parametrize(("indonesian", "english"), list(zip(PAGES, ENGLISH, strict=True)))
def test_a_page_links_to_itself_in_the_other_language(indonesian: str, english: str) -> None:
    if indonesian in {
        "/komponen/dinas",
        "/komponen/desa",
        "/komponen/surat",
        "/komponen/kesalahan",
    }:
        pytest.skip("this frame has no public head")
    assert f'href="{english}" lang="en"' in text_of(indonesian)
    assert f'href="{indonesian}" lang="id"' in text_of(english)


def test_the_language_stays_while_one_reads_on() -> None:
    text = text_of("/en/")
    own = [a for a in re.findall(r'href="(/[^"]*)"', text) if not a.startswith("/static/")]
    others = [a for a in own if not a.startswith("/en/")]
    assert others == ["/"]  # the switch itself


def test_the_browsers_language_changes_nothing() -> None:
    answer = Client().get("/", headers={"accept-language": "en"})
    assert 'lang="id"' in answer.content.decode()
    assert "Accept-Language" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("address", [*PAGES, *ENGLISH])
def test_each_page_has_one_heading_and_one_main(address: str) -> None:
    text = text_of(address)
    assert text.count("<h1") == 1
    assert text.count("<main") == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", ["/keluar", "/komponen/lapor"])
def test_report_pages_fetch_no_font_class_and_no_nav(address: str) -> None:
    text = text_of(address)
    assert '<html lang="id">' in text
    assert 'class="nav"' not in text
    assert "head--stay" in text


def test_a_failed_form_starts_its_title_with_the_word_error() -> None:
    assert "<title>Kesalahan: " in text_of("/komponen/lapor")
    assert "<title>Error: " in text_of("/en/komponen/lapor")


def test_every_stage_says_three_to_five_things_and_when_to_seek_help() -> None:
    text = text_of("/pengasuhan")
    assert "Belum ditinjau ahli" in text
    assert len(STAGES) == 7
    for stage in STAGES:
        assert 3 <= len(stage.sentences) <= 5
        assert f'id="{stage.anchor}"' in text


def test_home_counts_the_villages() -> None:
    text = text_of("/")
    assert ">98<" in text
    assert text.count('class="tv"') == 9


def test_the_working_parts_are_closed_to_search_engines() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /lapor" in text
    assert "Disallow: /en/lacak" in text
    assert "Disallow: /\n" not in text


def test_the_mark_is_the_icon() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.headers["Content-Type"] == "image/svg+xml"


def weight(name: str) -> int:
    found = finders.find(f"pabolo/{name}")
    assert isinstance(found, str)
    raw = Path(found).read_bytes()
    return len(raw) if name.endswith("woff2") else len(gzip.compress(raw, 9))


def test_pages_stay_light() -> None:
    style = weight("tokens.css") + weight("pabolo.css")
    assert style <= BUDGET_STYLE
    rest = sum(
        weight(n) for n in ("exit.js", "hem.svg", "tick.svg", "mark.svg", "jakarta-700.woff2")
    )
    for address in PAGES:
        page = len(gzip.compress(text_of(address).encode(), 9))
        assert page + style + rest <= BUDGET_PAGE, address
