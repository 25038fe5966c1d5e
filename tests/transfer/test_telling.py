"""What another unit reads of the journal: nothing wrong that was corrected, nothing of the legal
side that is waited for."""

import pytest
from django.utils import translation

from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.transfers.telling import SAYS, part_of, row_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.transfer import Part
from pabolo.rules.vocabulary import Facet
from tests import builders as build

# They stay: how the child was prepared is ours to tell, payments follow from the decision, a
# struck letter says nothing, and where content was seen goes to nobody by file.
STAYS = {
    e.ChildPrepared, e.ClaimPaid, e.LegalLetterStruck, e.TakedownAsked, e.TakedownLooked,
}  # fmt: skip


def test_every_kind_of_the_legal_side_goes_along_or_is_named_as_staying() -> None:
    legal = {kind for kind, facet in e.FACET_OF.items() if facet is Facet.LEGAL}
    assert legal - set(SAYS) == STAYS


def test_a_corrected_stage_is_told_with_its_correction() -> None:
    load_codes(by=SYSTEM, at=build.START)
    right = e.LegalStaged(at=build.START, by="", stage="H4", on="2026-11-02", note="Sprindik")
    line = e.LegalStageCorrected(at=build.START, by="", of="1", reason="Salah baca.", instead=right)
    with translation.override("id"):
        text = row_of(line).text
        struck = row_of(e.LegalStageCorrected(at=build.START, by="", of="1", reason="x")).text
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
        assert "2026-11-02 09.00" in row_of(planned).text and "PN" in row_of(planned).text
        ended = row_of(e.DateEnded(at=build.START, by="", date="1", to=to, note="Saksi sakit"))
    assert "Saksi sakit" in ended.text
