"""What another unit reads of the journal: nothing wrong that was corrected, nothing of the legal
side that is waited for."""

import msgspec
import pytest
from django.utils import translation

from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.fold import fold
from pabolo.programme.children.facets import ChildPlaces
from pabolo.programme.transfers.contents import whereabouts
from pabolo.programme.transfers.telling import SAYS, part_of, row_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.transfer import Part
from pabolo.rules.vocabulary import Facet
from tests import builders as build

# They stay: how the child was prepared is ours to tell, payments follow from the decision, a
# letter that was struck stays with its striking, and where content was seen goes to nobody by file.
STAYS = {
    e.ChildPrepared, e.ClaimPaid, e.LegalLetterStruck, e.TakedownAsked, e.TakedownLooked,
}  # fmt: skip


def text_of(line: e.Line, *after: e.Line) -> str:
    """What another unit reads of a line, once those after it were written; empty for nothing."""
    row = row_of(line, fold([line, *after]))
    return row.text if row else ""


def test_every_kind_of_the_legal_side_goes_along_or_is_named_as_staying() -> None:
    legal = {kind for kind, facet in e.FACET_OF.items() if facet is Facet.LEGAL}
    assert legal - set(SAYS) == STAYS


def test_a_corrected_stage_is_told_with_its_correction() -> None:
    load_codes(by=SYSTEM, at=build.START)
    right = e.LegalStaged(at=build.START, by="", stage="H4", on="2026-11-02", note="Sprindik")
    line = e.LegalStageCorrected(at=build.START, by="", of="1", reason="Salah baca.", instead=right)
    with translation.override("id"):
        text = text_of(line)
        struck = text_of(e.LegalStageCorrected(at=build.START, by="", of="1", reason="x"))
    assert part_of(line, Facet.LEGAL) is Part.LEGAL
    assert "Penyidikan" in text and "Salah baca." in text
    assert struck.startswith("Dikoreksi: Dicoret")


@pytest.mark.parametrize("to", ["held", "postponed", "called_off"])
def test_a_hearing_is_told_with_its_end(to: str) -> None:
    load_codes(by=SYSTEM, at=build.START)
    planned = e.DatePlanned(
        at=build.START, by="", date="1", kind="hearing", starts_at=build.START, place="PN"
    )
    with translation.override("id"):
        assert "2026-11-02 09.00" in text_of(planned) and "PN" in text_of(planned)
        line = e.DateEnded(at=build.START, by="", date="1", to=to, note="Saksi sakit")
        ended = row_of(line, fold([planned, line]))
    assert ended is not None and "Saksi sakit" in ended.text


AT = {"at": build.START, "by": ""}


def test_a_letter_that_was_struck_goes_to_nobody() -> None:
    letter = e.LegalLetter(
        **AT, letter="1", way="in", kind="SP2HP", on="2026-11-02", number="B/12", party="Polres"
    )  # fmt: skip
    with translation.override("id"):
        assert "B/12" in text_of(letter)
        assert text_of(letter, e.LegalLetterStruck(**AT, of="1", reason="Anak lain.")) == ""


@pytest.mark.parametrize("name", ["s1", ""])
def test_a_service_is_told_as_it_stands(name: str) -> None:
    load_codes(by=SYSTEM, at=build.START)
    wrong = e.ServiceGiven(**AT, service="L2", provider="RSUD", note="Visum", id=name)
    right = e.ServiceGiven(**AT, service="L2", provider="Puskesmas", note="Luka dirawat", id=name)
    key = name or "0"
    corrected = e.ServiceCorrected(**AT, of=key, reason="Salah tempat.", instead=right)
    struck = e.ServiceCorrected(**AT, of=key, reason="Tidak jadi.")
    with translation.override("id"):
        assert "Visum" in text_of(wrong)
        text = text_of(wrong, corrected)
        assert "Puskesmas" in text and "Dikoreksi: Salah tempat." in text
        assert "RSUD" not in text and "Visum" not in text
        assert text_of(wrong, struck) == ""


@pytest.mark.parametrize("where", [{"detail": "RAM"}, {"place": "RAM"}])
def test_of_a_service_in_the_shelter_nothing_is_told_that_says_where(where: dict[str, str]) -> None:
    load_codes(by=SYSTEM, at=build.START)
    given = e.ServiceGiven(
        **AT, service="L5", provider="Rumah Aman Melati", note="Jl. Melati 3", id="1", **where
    )  # fmt: skip
    other = e.ServiceGiven(**AT, service="L5", provider="Dinas Sosial", note="Konseling", id="1")
    moved = e.ServiceCorrected(**AT, of="1", reason="Bukan di Jl. Melati.", instead=other)
    planned = e.Planned(
        **AT, item="1", service="L5", goal="Aman.", provider="Rumah Aman Melati", detail="RAM"
    )  # fmt: skip
    with translation.override("id"):
        for text in (text_of(given), text_of(planned), text_of(given, moved)):
            assert text
            assert "Melati" not in text


def test_of_a_shelter_the_place_does_not_go() -> None:
    places = ChildPlaces(
        domicile="12.10.01.1001", now="12.10.02.1002", now_note="RUMAH AMAN", now_sealed=True
    )
    told = whereabouts(places)
    assert (told.domicile, told.now, told.now_note) == ("12.10.01.1001", "", "")
    assert whereabouts(msgspec.structs.replace(places, now_sealed=False)).now_note == "RUMAH AMAN"
