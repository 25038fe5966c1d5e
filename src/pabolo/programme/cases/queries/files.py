"""Opening a case's file: one receipt, then the facets it covers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases.entries import AnyEntry, Line
from pabolo.programme.cases.facets import (
    CaseStats,
    ChildRole,
    IncidentAccused,
    IncidentFacts,
    IncidentStory,
)
from pabolo.programme.cases.fold import CaseState, fold
from pabolo.programme.cases.models import Case, Entry, Incident, IncidentChild
from pabolo.programme.cases.queries.scope import case_for, incidents_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

OVERVIEW = (Facet.CARE, Facet.STATS)
SHUT = frozenset({Facet.CLINICAL, Facet.MEETING})


@dataclass(frozen=True, slots=True)
class FileLine:
    """A journal line as shown: the row's facet and author, and the line where it was opened."""

    entry: Entry
    line: Line | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case opened under one receipt, holding only what the receipt covers."""

    case: Case
    proof: Receipt
    facets: frozenset[Facet]
    state: CaseState
    stats: CaseStats
    lines: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """One incident of the case's child, with the sides that were opened."""

    incident: Incident
    facts: IncidentFacts
    role: ChildRole
    story: IncidentStory | None
    accused: IncidentAccused | None


def _folders(case: Case) -> list[UUID]:
    incidents = incidents_of(case).values_list("pk", flat=True)
    return [case.pk, case.child_id, *incidents]


def prove(
    case: Case, *, facets: Collection[Facet], by: Actor, at: datetime, verb: str, purpose: str
) -> Receipt:
    """Commit the receipt for a case, its child and its incidents."""
    return receipt(verb, by=by, at=at, folders=_folders(case), facets=facets, purpose=purpose)


def lines_of(case: Case, proof: Receipt) -> tuple[FileLine, ...]:
    """The journal in order; lines of facets outside the receipt stay shut."""
    rows = case.entries.order_by("seq")
    return tuple(FileLine(row, _line(row, case, proof)) for row in rows)


def _line(row: Entry, case: Case, proof: Receipt) -> Line | None:
    # Clinical notes and minutes are opened nowhere but in `clinical` and `conference`.
    if row.facet in SHUT or not proof.covers(case.pk, Facet(row.facet)):
        return None
    line: Line = open_sealed(proof, row, "body", AnyEntry.__value__)
    return line


def file_under(case: Case, proof: Receipt, facets: Collection[Facet]) -> CaseFile:
    """The case's file under an existing receipt."""
    lines = lines_of(case, proof)
    state = fold(shown.line for shown in lines if shown.line is not None)
    stats = open_sealed(proof, case, "stats", CaseStats)
    return CaseFile(case, proof, frozenset(facets), state, stats, lines)


def open_file(
    *,
    case_id: UUID,
    by: Actor,
    at: datetime,
    facets: Collection[Facet] = OVERVIEW,
    verb: str = "case.read",
    purpose: str = "",
) -> CaseFile:
    """Open a case in scope. `care` and `stats` are always part: the page stands on them."""
    case = case_for(by, case_id)
    wanted = {*OVERVIEW, *facets}
    proof = prove(case, facets=wanted, by=by, at=at, verb=verb, purpose=purpose)
    return file_under(case, proof, wanted)


def child_of(file: CaseFile) -> tuple[ChildIdentity | None, ChildPlaces | None]:
    """The child's identity and places, each where the receipt covers it."""
    child = file.case.child
    identity = identity_of(file.proof, child) if Facet.IDENTITY in file.facets else None
    places = places_of(file.proof, child) if Facet.LOCATION in file.facets else None
    return identity, places


def incident_files(file: CaseFile) -> list[IncidentFile]:
    """The incidents of the case's child."""
    links = IncidentChild.objects.filter(child_id=file.case.child_id).select_related("incident")
    return [_incident_file(link, file) for link in links]


def _incident_file(link: IncidentChild, file: CaseFile) -> IncidentFile:
    proof, incident = file.proof, link.incident
    told = Facet.NARRATIVE in file.facets
    blamed = Facet.ACCUSED in file.facets
    return IncidentFile(
        incident=incident,
        facts=open_sealed(proof, incident, "stats", IncidentFacts),
        role=open_sealed(proof, link, "role", ChildRole),
        story=open_sealed(proof, incident, "narrative", IncidentStory) if told else None,
        accused=open_sealed(proof, incident, "accused", IncidentAccused) if blamed else None,
    )
