"""A report's four sides opened together, under one receipt."""

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.facets import Accused, People, Story, Whereabouts
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from pabolo.rules.vocabulary import Facet

ALL_TOLD = (Facet.NARRATIVE, Facet.IDENTITY, Facet.LOCATION, Facet.ACCUSED)


def told_from(proof: Receipt, report: Report) -> Told:
    """Everything that was told. The receipt must cover all four facets."""
    return Told(
        story=open_sealed(proof, report, "story", Story),
        people=open_sealed(proof, report, "people", People),
        place=open_sealed(proof, report, "place", Whereabouts),
        accused=open_sealed(proof, report, "accused", Accused),
    )
