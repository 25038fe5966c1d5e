"""Who may see a new case: the unit's people outside any match with the names in it.

Called before the act: the scan of names is a receipt of its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rapidfuzz.distance import Indel

from pabolo.ground.accounts.queries import people_with
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases.facets import IncidentAccused
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case, CaseReport
from pabolo.programme.cases.queries.files import OVERVIEW, CaseFile, file_under, prove
from pabolo.programme.cases.queries.scope import cases_beside, cases_of_child, incidents_of
from pabolo.programme.children.queries import identity_of
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.actions.leaving import barred_from_reports
from pabolo.programme.intake.named import Known
from pabolo.programme.intake.readers import OVERSIGHT
from pabolo.rules.actors import SYSTEM
from pabolo.rules.conflict import Conflict, conflicts, excluded_by, undecided_in
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Facet, Role, Subject

WORKER_EXCLUDED = Refusal(
    "case.worker_excluded", "This person may not work on this case. Choose another."
)


@dataclass(frozen=True, slots=True)
class CaseReaders:
    """People to be granted, by basis; and who must stay out.

    `oversight`: the supervisors, or where none may the head of the agency, or the province's unit.
    """

    oversight: frozenset[UUID]
    counting: frozenset[UUID]
    barred: frozenset[UUID]


def _holders(role: Role, day: date) -> frozenset[UUID]:
    return frozenset(person.id for person in people_with(role, day))


def conflicts_with(names: Iterable[str], known: Known) -> tuple[Conflict, ...]:
    """Who here matches one of these names, or is kin to who does."""
    wanted = [name for name in names if name.strip()]
    return conflicts(wanted, known.people, ratio=Indel.normalized_similarity)


def readers_for(
    *,
    names: Iterable[str],
    barred: Iterable[UUID],
    cleared: Collection[UUID] = (),
    at: datetime,
) -> CaseReaders:
    """Supervisors and data officers outside the match; `barred` are kept from its reports.

    `cleared`: a supervisor found that an unclear match does not mean them.
    """
    found = conflicts_with(names, known_now(at))
    out = frozenset(barred) | excluded_by(found) | (undecided_in(found) - frozenset(cleared))
    day = day_of(at)
    ranks = (_holders(role, day) - out for role in OVERSIGHT)
    oversight = next((rank for rank in ranks if rank), frozenset[UUID]())
    return CaseReaders(oversight, _holders(Role.DATA, day) - out, out)


def readers_for_opening(
    names: Iterable[str], child_id: UUID | None, barred: Iterable[UUID], *, at: datetime
) -> CaseReaders:
    """Who may see a new case; of a known child, all that its other cases and records name counts.

    Whoever is kept from one case of the child is kept from the new one.
    """
    known, out, cleared = [*names], {*barred}, frozenset[UUID]()
    for case in cases_of_child(child_id) if child_id else ():
        found = scan(case, at=at)
        known += found.names
        out |= found.kept_out | found.found("excluded", "unclear")
        cleared |= found.found("cleared")
    return readers_for(names=known, barred=out, cleared=cleared - out, at=at)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan of a case needs: the names in it, who is kept from its reports, how it stands.

    Where records of the child were joined, the names and findings of all its cases.
    """

    proof: Receipt
    file: CaseFile
    names: list[str]
    kept_out: frozenset[UUID]
    beside: tuple[CaseState, ...] = ()

    def found(self, *outcomes: str) -> frozenset[UUID]:
        """People about whom a screening of any of the child's cases found one of these."""
        states = (self.file.state, *self.beside)
        return frozenset[UUID]().union(*(state.people_found(*outcomes) for state in states))


def scan(case: Case, *, at: datetime) -> Scanned:
    """Read the names of a case that stands, under a receipt of the system."""
    facets = [*OVERVIEW, Facet.IDENTITY, Facet.ACCUSED]
    proof = prove(
        case, facets=facets, by=SYSTEM, at=at, verb="case.scanned", purpose="conflict_of_interest"
    )
    beside = [_scanned_beside(one, at) for one in cases_beside(case)]
    files = [file_under(case, proof, facets), *beside]
    names = [name for file in files for name in _names_in(file)]
    reports = CaseReport.objects.filter(case__in=[file.case.pk for file in files])
    kept_out = barred_from_reports(reports.values_list("report_id", flat=True), at=at)
    states = tuple(file.state for file in beside)
    return Scanned(proof, files[0], names, kept_out, states)


def _scanned_beside(case: Case, at: datetime) -> CaseFile:
    facets = [*OVERVIEW, Facet.IDENTITY, Facet.ACCUSED]
    purpose = "conflict_of_interest"
    proof = prove(case, facets=facets, by=SYSTEM, at=at, verb="case.scanned", purpose=purpose)
    return file_under(case, proof, facets)


def _names_in(file: CaseFile) -> list[str]:
    """Everybody a case names: its child, the carers, the alleged perpetrators."""
    identity = identity_of(file.proof, file.case.child)
    accused = [
        person.name
        for incident in incidents_of(file.case)
        for person in open_sealed(file.proof, incident, "accused", IncidentAccused).people
    ]
    return [identity.name, *identity.other_names, *identity.carers, *accused]


def readers_of(case: Case, *, at: datetime) -> CaseReaders:
    """Who may see a case that stands, asked by a new scan of its names and reports."""
    found = scan(case, at=at)
    barred = found.kept_out | found.found("excluded", "unclear")
    cleared = found.found("cleared") - barred
    return readers_for(names=found.names, barred=barred, cleared=cleared, at=at)


def check_worker(readers: CaseReaders, worker: UUID | None) -> Refusal | None:
    """Whether the proposed worker is outside every match."""
    return WORKER_EXCLUDED if worker in readers.barred else None


def give_access(
    folders: Iterable[tuple[Subject, UUID]],
    readers: CaseReaders,
    *,
    opener: UUID | None,
    worker: UUID | None,
    day: date,
) -> None:
    """Grant the case's folders; inside the opening act."""
    bases: tuple[tuple[str, Iterable[UUID]], ...] = (
        ("team", [worker] if worker else []),
        ("oversight", readers.oversight),
        ("duty", [opener] if opener else []),
        ("counting", readers.counting),
    )
    for subject, folder in folders:
        for basis, people in bases:
            grant(folder=folder, subject=subject, people=people, basis=basis, day=day)
