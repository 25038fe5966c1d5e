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
from pabolo.programme.intake.actions.admission import known_now
from pabolo.rules.conflict import conflicts, eligible
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role, Subject

WORKER_EXCLUDED = Refusal(
    "case.worker_excluded", "This person may not work on this case. Choose another."
)


@dataclass(frozen=True, slots=True)
class CaseReaders:
    """People to be granted, by basis; and who must stay out."""

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
    overseers = eligible(_holders(Role.SUPERVISOR, day) - out, ())
    heads = eligible(_holders(Role.AGENCY_HEAD, day) - out, ())
    return CaseReaders(overseers or heads, _holders(Role.DATA, day) - out, out)


def check_worker(readers: CaseReaders, worker: UUID | None) -> Refusal | None:
    """Whether the proposed worker is outside every match."""
    return WORKER_EXCLUDED if worker in readers.barred else None


def give_access(
    folders: Iterable[tuple[Subject, UUID]],
    readers: CaseReaders,
    *,
    opener: UUID,
    worker: UUID | None,
    day: date,
) -> None:
    """Grant the case's folders; inside the opening act."""
    bases: tuple[tuple[str, Iterable[UUID]], ...] = (
        ("team", [worker] if worker else []),
        ("oversight", readers.oversight),
        ("duty", [opener]),
        ("counting", readers.counting),
    )
    for subject, folder in folders:
        for basis, people in bases:
            grant(folder=folder, subject=subject, people=people, basis=basis, day=day)
