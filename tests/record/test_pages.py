"""The public pages of figures and record: what anyone reads, and what nobody may."""

import gzip
import json

import pytest
from django.test import Client
from tests.record.registers import AT, DATA, PUBLISHER, VERIFIER, register

from pabolo.record.figures import actions as figures
from pabolo.record.innovations import actions as innovations
from pabolo.record.innovations import seed
from pabolo.rules.facts import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def released() -> None:
    figures.load_release_zero(by=DATA, at=AT)
    for period in (Period(2025), Period(2026, 1)):
        draft = figures.draft_release(
            by=DATA,
            at=AT,
            facts=register(),
            period=period,
            history=[Period(year) for year in range(2018, 2025)],
            synthetic=True,
        )
        figures.attack_release(by=DATA, at=AT, release_id=draft.id)
        figures.approve_release(by=VERIFIER, at=AT, release_id=draft.id)
        figures.publish_release(by=PUBLISHER, at=AT, release_id=draft.id)
    innovations.load_seed_record(by=PUBLISHER, at=AT)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert len(gzip.compress(answer.content)) < 40_000
    assert "Set-Cookie" not in answer
    return answer.content.decode()


def test_pages_say_what_to_expect_before_anything_is_there(client: Client) -> None:
    assert "Belum ada rilis" in text(client, "/angka")
    assert "Belum ada catatan" in text(client, "/inovasi/")
    assert client.get("/inovasi/anak-pabolo").status_code == 404
    assert client.get("/angka/rilis/2025").status_code == 404


@pytest.mark.usefixtures("released")
def test_the_record_shows_every_word_and_the_sums_beside(client: Client) -> None:
    page = text(client, "/inovasi/anak-pabolo")
    plain = page.replace("&amp;", "&")
    for row in seed.record()["sections"]:
        assert row["text_id"] in plain, row["kind"]
        if row["group"] != "profile":
            assert row["text_en"] in plain.replace("&#x27;", "'"), row["kind"]
    for sentence in (
        "48 dari 56 = 85,7 %",
        "60 % bisa tercapai tanpa satu anak pun lebih aman",
        "2,67 per 10.000 anak",
        "179.775 dari 494.178 = 36,4 %",
        "masa uji coba nol hari",
        "Capaiannya tidak pernah dilaporkan",
        "data contoh",
        seed.record()["seed_sha256"],
    ):
        assert sentence in page, sentence
    for rule in ("R1", "R4", "R5", "R6", "R8", "R9", "R12", "R13"):
        assert f"<b>{rule}</b>" in page


@pytest.mark.usefixtures("released")
def test_the_record_speaks_english_too(client: Client) -> None:
    page = text(client, "/en/inovasi/anak-pabolo")
    assert "48 of 56 = 85.7 %" in page
    assert "Tahun 2019 Korban Kekerasan terhadap anak sebesar" in page


@pytest.mark.usefixtures("released")
def test_figures_never_show_a_small_count(client: Client) -> None:
    page = text(client, "/angka")
    assert "Januari–Juni 2026" in page
    assert "disembunyikan" in page
    assert 'class="seedbar"' in page
    content = json.loads(client.get("/angka/rilis/2026-1.json").content)
    shown = [cell["shown"] for table in content["tables"] for cell in table["cells"]]
    assert all(number is None or number >= 10 for number in shown)


@pytest.mark.usefixtures("released")
def test_a_draft_or_withdrawn_release_is_not_there(client: Client) -> None:
    draft = figures.draft_release(by=DATA, at=AT, facts=register(), period=Period(2024))
    for path in (draft.code, f"{draft.code}.csv", f"{draft.code}.json", f"{draft.code}.jsonld"):
        assert client.get(f"/angka/rilis/{path}").status_code == 404


@pytest.mark.usefixtures("released")
def test_files_are_the_frozen_bytes(client: Client) -> None:
    raw = client.get("/angka/rilis/2025.json")
    described = json.loads(client.get("/angka/rilis/2025.jsonld").content)
    checksum = described["dcat:distribution"][0]["spdx:checksum"]["spdx:checksumValue"]
    assert seed.digest(raw.content.decode()) == checksum
    assert checksum in text(client, "/angka/rilis/2025")
    assert client.get("/angka/rilis/2025.csv").content.startswith(b"release,as_of,synthetic")
