"""A PDF is made by a child that reaches nothing, from data that is never read as code."""

import io
import subprocess
import sys
from datetime import datetime

import pytest
from pypdf import PdfReader

from pabolo.ground.documents import typesetting
from pabolo.ground.documents.sheets import (
    Grid,
    Head,
    Mark,
    Points,
    Rows,
    Sheet,
    Sign,
    Signatures,
    Slip,
    Texts,
    Ticks,
)
from pabolo.ground.documents.typesetting import Limits, NotTypeset, typeset
from pabolo.ground.lib.clock import WIB
from pabolo.rules.text import clean

AT = datetime(2026, 11, 23, 14, 5, tzinfo=WIB)
HEAD = Head(above=("Pemerintah Kabupaten",), name="UPTD PPA", address="Jalan Contoh 1")
MARK = Mark(line="Dicetak oleh Dedi. Jejak J-000123.", secrecy="Rahasia")
HOSTILE = (
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    "#import \"@preview/cetz:0.3.0\": *",
    "@rujukan <label> $x^2$ *tebal* _miring_ `kode` = judul\n- butir\n+ angka",
    "\\ \\\\ \\u{1F600} // bukan komentar /* juga bukan */",
    "#{ while true { } } #panic() #sys.inputs",
    "}} {{ {nomor} ]] [[ )) ((",
    "'\"\u2028\u2029\x00\x07\u202e<script>",
)  # fmt: skip


def sheet(*texts: str, **fields: object) -> Sheet:
    """A letter that says this."""
    return Sheet(style="letter", heading="Surat uji", parts=(Texts(texts=texts),), **fields)  # type: ignore[arg-type]


def made(one: Sheet, **more: object) -> PdfReader:
    """Typeset and read back."""
    pdf = typeset(one, head=HEAD, mark=MARK, at=AT, **more)  # type: ignore[arg-type]
    return PdfReader(io.BytesIO(pdf))


def words(pdf: PdfReader) -> str:
    """All that a reader sees, without its line breaks."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_set_as_it_stands(text: str) -> None:
    said = words(made(sheet(text)))
    for word in clean(text).text.split():
        assert word in said
    assert "root:" not in said


def test_every_field_is_data() -> None:
    bad = HOSTILE[0]
    one = Sheet(
        style="form", heading=bad, facts=(("Nomor", bad), (bad, bad)), place_day=bad, opening=bad,
        to=(bad,), body=(bad,), closing=bad, sign=Sign(post=bad, name=bad, nip=bad),
        copies=(bad, bad),
        parts=(
            Rows(rows=((bad, bad),), title=bad), Points(texts=(bad,)), Ticks(texts=(bad,)),
            Grid(heads=(bad, bad), rows=((bad, bad),)), Signatures(places=((bad, bad),)),
            Slip(title=bad, text=bad, ticks=(bad,), blanks=(bad,)),
        ),
    )  # fmt: skip
    said = words(made(one))
    assert "root:" not in said
    assert said.count("passwd") + said.count("PASSWD") >= 18


def test_ten_thousand_letters_without_a_space_stay_on_the_page() -> None:
    pdf = made(sheet("a" * 10_000))
    assert words(pdf).replace(" ", "").count("a" * 200) >= 1
    assert len(pdf.pages) < 12


def test_signs_that_no_font_has_become_a_box_and_the_rest_stays() -> None:
    said = words(made(sheet("Anak senang 😀 漢 ᯀ sekali")))
    assert "Anak senang" in said
    assert "sekali" in said


def test_a_pdf_is_for_the_archive_and_for_a_screen_reader() -> None:
    pdf = made(sheet("isi"))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Surat uji"
    assert pdf.root_object["/Lang"] == "id"
    assert pdf.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    xmp = pdf.root_object["/Metadata"].get_object().get_data().decode()  # type: ignore[union-attr]
    assert "<pdfaid:part>2" in xmp
    assert "<pdfuaid:part>1" in xmp


def test_the_mark_stands_on_every_page() -> None:
    pdf = made(sheet(*(f"Paragraf {n}. " * 30 for n in range(40))))
    assert len(pdf.pages) > 3
    for number, page in enumerate(pdf.pages, 1):
        said = " ".join(page.extract_text().split())
        assert "Dicetak oleh Dedi. Jejak J-000123." in said
        assert f"halaman {number} dari {len(pdf.pages)}" in said


def test_a_sheet_without_a_mark_is_caught() -> None:
    """The broken variant of the test above: a layout that forgets the foot of the page."""
    bare = typesetting.layout().replace("#tanda.line", "")
    assert bare != typesetting.layout()
    assert "Jejak" not in words(made(sheet("isi"), source=bare))


def test_a_broken_layout_is_refused_with_its_place_and_no_half_of_a_pdf() -> None:
    with pytest.raises(NotTypeset) as caught:
        typeset(sheet("x"), head=HEAD, mark=MARK, at=AT, source="#let a = 1\n  #tiada")
    error = caught.value
    assert (error.code, error.line, error.column) == ("failed", 2, 3)
    assert "tiada" in error.what
    assert "Traceback" not in error.what


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#image("/etc/hostname.png")',
        '#import "@preview/cetz:0.3.0"',
        '#import "@local/apa:1.0.0"',
    ],
)
def test_even_a_layout_reaches_no_file_and_no_network(source: str) -> None:
    with pytest.raises(NotTypeset) as caught:
        typeset(sheet("x"), head=HEAD, mark=MARK, at=AT, source=source)
    assert caught.value.code == "failed"


SLOW = "#for a in range(100000) { for b in range(100000) { let c = a * b } }"
HUGE = '#set document(title: "x")\n#let a = range(60000000).map(str)\n#a.len()'


def test_a_child_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(NotTypeset) as caught:
        typeset(sheet("x"), head=HEAD, mark=MARK, at=AT, source=SLOW, limits=Limits(seconds=1))
    assert caught.value.code == "slow"


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(NotTypeset) as caught:
        typeset(sheet("x"), head=HEAD, mark=MARK, at=AT, source=HUGE, limits=Limits(megabytes=600))
    assert caught.value.code == "large"


def test_a_sheet_beyond_all_measure_is_not_tried() -> None:
    with pytest.raises(NotTypeset) as caught:
        made(sheet("a" * (typesetting.MOST_BYTES + 1)))
    assert caught.value.code == "large"


def test_the_child_is_told_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PABOLO_ROOT_KEY", "rahasia")
    assert "PABOLO_ROOT_KEY" not in typesetting._quiet()


def test_the_child_needs_the_standard_library_and_typst_only() -> None:
    code = (
        f"import sys, runpy; runpy.run_path({str(typesetting.HERE / 'setter.py')!r});"
        "print([m for m in sys.modules if m.split('.')[0] in ('django','pabolo')])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
