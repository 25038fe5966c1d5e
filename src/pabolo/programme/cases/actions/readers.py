"""Who may see a new case: the unit's people outside any match with the names in it.

Called before the act: the scan of names is a receipt of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rapidfuzz.distance import Indel

from pabolo.ground.accounts.queries import people_with
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases.facets import IncidentAccused
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import prove
from pabolo.programme.cases.queries.scope import incidents_of
from pabolo.programme.children.queries import identity_of
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.actions.leaving import barred_from_report
from pabolo.programme.intake.readers import OVERSIGHT
from pabolo.rules.actors import SYSTEM
from pabolo.rules.conflict import conflicts
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


def readers_for(*, names: Iterable[str], barred: Iterable[UUID], at: datetime) -> CaseReaders:
    """Supervisors and data officers outside the match; `barred` are kept from its reports."""
    wanted = [name for name in names if name.strip()]
    found = conflicts(wanted, known_now(at).people, ratio=Indel.normalized_similarity)
    out = frozenset(barred) | {one.person_id for one in found}
    day = day_of(at)
    ranks = (_holders(role, day) - out for role in OVERSIGHT)
    oversight = next((rank for rank in ranks if rank), frozenset[UUID]())
    return CaseReaders(oversight, _holders(Role.DATA, day) - out, out)


def readers_of(case: Case, *, at: datetime) -> CaseReaders:
    """Who may see a case that stands, asked by a new scan of its names and reports."""
    facets = [Facet.IDENTITY, Facet.ACCUSED, Facet.NARRATIVE]
    proof = prove(
        case, facets=facets, by=SYSTEM, at=at, verb="case.scanned", purpose="conflict_of_interest"
    )
    identity = identity_of(proof, case.child)
    accused = [
        person.name
        for incident in incidents_of(case)
        for person in open_sealed(proof, incident, "accused", IncidentAccused).people
    ]
    names = [identity.name, *identity.other_names, *identity.carers, *accused]
    reports = case.reports.values_list("report_id", flat=True)
    kept_out = [person for one in reports for person in barred_from_report(one, at=at)]
    return readers_for(names=names, barred=kept_out, at=at)


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
