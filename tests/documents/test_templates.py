"""The unit's own words: refused with the place, kept with their history, brought back."""

import io
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from pabolo.doors.office.documents.contents.samples import sample
from pabolo.doors.office.documents.drafting import CONTENTS, values_of
from pabolo.doors.office.documents.kinds import SLUG_OF
from pabolo.ground.documents import queries, templates
from pabolo.ground.documents.models import TemplateVersion
from pabolo.rules.letters import PLACEHOLDERS, Letter
from tests import builders as build

type Desk = Callable[[str], Client]

REFERRAL = reverse("office:template", args=[SLUG_OF[Letter.REFERRAL]])
HEAD = reverse("office:template_head")


def typed(**changed: str) -> dict[str, str]:
    """The shipped words as a form sends them."""
    shipped = templates.shipped(Letter.REFERRAL)
    fields = {name: getattr(shipped, name) for name in shipped.__struct_fields__ if name != "style"}
    return {**fields, "why": "Keputusan rapat unit.", "do": "decide", **changed}


def head(**changed: object) -> dict[str, object]:
    """The shipped letterhead as a form sends it."""
    shipped = templates.shipped_head()
    fields = {name: getattr(shipped, name) for name in shipped.__struct_fields__}
    return {**fields, "why": "Alamat baru.", "do": "decide", **changed}


@pytest.mark.parametrize("kind", Letter)
def test_what_is_shipped_can_stand(kind: Letter) -> None:
    template = templates.shipped(kind.value)
    assert list(templates.faults_of(kind.value, template)) == []
    assert list(templates.faults_of("kop", templates.shipped_head())) == []


@pytest.mark.parametrize("kind", Letter)
def test_every_listed_placeholder_has_a_value(kind: Letter, unit: build.Unit) -> None:
    told = sample(kind, today=unit.at.date(), officer="Dedi", post="Pendamping")
    assert set(PLACEHOLDERS[kind]) <= values_of(told, "1").keys()
    assert kind is Letter.SIMFONI or CONTENTS[kind](told)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("opening", "Baris satu\nKepada {pelaku}", "Baris 2, kolom 8: {pelaku} bukan isian"),
        ("body", "Kurung {nomor", "Baris 1, kolom 8: kurung kurawal ini tidak ditutup"),
        ("closing", "Habis }", "Baris 1, kolom 7: kurung kurawal ini tidak menutup"),
        ("sign_name", "{petugas.__class__}", "Baris 1, kolom 1: {petugas.__class__} bukan"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_place(
    field: str, text: str, said: str, unit: build.Unit, desk: Desk
) -> None:
    answer = desk("ratna").post(REFERRAL, typed(**{field: text}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Keputusan rapat unit." in page
    assert not TemplateVersion.objects.exists()
    looked = desk("ratna").post(REFERRAL, typed(**{field: text, "do": "look"}))
    assert looked.status_code == 422


def test_words_are_decided_with_a_history_and_brought_back(unit: build.Unit, desk: Desk) -> None:
    ratna = desk("ratna")
    for words in ("Pembuka satu {nomor}.", "Pembuka dua."):
        assert ratna.post(REFERRAL, typed(opening=words)).status_code == 302
    assert queries.words_of(Letter.REFERRAL).template.opening == "Pembuka dua."
    assert ratna.post(REFERRAL, {"do": "restore", "v": "1"}).status_code == 302
    held = queries.words_of(Letter.REFERRAL)
    assert (held.version, held.template.opening) == (3, "Pembuka satu {nomor}.")
    rows = queries.history(Letter.REFERRAL)
    assert [(row.version, row.restored) for row in rows] == [(3, 1), (2, 0), (1, 0)]
    page = ratna.get(REFERRAL).content.decode()
    assert "Versi 1 berlaku lagi." in page
    assert ratna.post(REFERRAL, {"do": "restore", "v": "77"}).status_code == 409
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateVersion.objects.update(content="{}")


def test_nothing_is_decided_without_a_change_or_a_reason(unit: build.Unit, desk: Desk) -> None:
    ratna = desk("ratna")
    assert ratna.post(REFERRAL, typed(opening="Baru.", why="")).status_code == 409
    assert ratna.post(REFERRAL, typed(opening="Baru.")).status_code == 302
    assert ratna.post(REFERRAL, typed(opening="Baru.")).status_code == 409


def test_who_does_not_decide_has_no_such_page(unit: build.Unit, desk: Desk) -> None:
    for person in ("dedi", "yusuf", "siti"):
        assert desk(person).get(REFERRAL).status_code in (403, 404)
        assert desk(person).post(REFERRAL, typed(opening="Baru.")).status_code in (403, 404)
    assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize("kind", Letter)
def test_every_kind_is_looked_at_on_a_sample(kind: Letter, unit: build.Unit, desk: Desk) -> None:
    template = templates.shipped(kind.value)
    fields = {
        name: getattr(template, name) for name in template.__struct_fields__ if name != "style"
    }
    address = reverse("office:template", args=[SLUG_OF[kind]])
    answer = desk("ratna").post(address, {**fields, "why": "", "do": "look"})
    assert answer["Content-Type"] == "application/pdf"
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "CONTOH" in said
    assert "{" not in said


def png(size: tuple[int, int] = (200, 240)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 60)).save(out, "PNG")
    out.seek(0)
    out.name = "lambang.png"
    return out


def test_the_letterhead_takes_an_emblem_copied_anew(unit: build.Unit, desk: Desk) -> None:
    ratna = desk("ratna")
    assert ratna.post(HEAD, head(logo=png())).status_code == 302
    held = queries.head_words()
    assert held.logo.startswith((b"\x89PNG", b"\xff\xd8\xff"))
    looked = ratna.post(HEAD, head(do="look"))
    assert looked["Content-Type"] == "application/pdf"
    assert b"/Image" in looked.content
    assert ratna.post(HEAD, head(no_logo="on")).status_code == 302
    assert queries.head_words().logo == b""
    assert queries.head_words(1).logo == held.logo


def test_what_is_no_picture_is_no_emblem(unit: build.Unit, desk: Desk) -> None:
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "lambang.svg"
    answer = desk("ratna").post(HEAD, head(logo=bad))
    assert answer.status_code == 422
    assert not TemplateVersion.objects.exists()
