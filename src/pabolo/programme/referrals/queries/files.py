"""Opening referrals under a receipt of their case: the question, its history, its living slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, opened
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.programme.referrals.facets import Asked, Said
from pabolo.programme.referrals.models import Referral, ReferralEntry, Slip
from pabolo.programme.referrals.packets import Known
from pabolo.programme.referrals.queries.scope import visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.referrals import REPLIES
from pabolo.rules.vocabulary import Facet, LegalBasis, ReferralState, Subject

OPEN_SAYINGS = frozenset(state.value for state in REPLIES)


@dataclass(frozen=True, slots=True)
class ReferralFile:
    """A referral, opened. `lines` oldest first, each with its author (None: the partner)."""

    referral: Referral
    asked: Asked
    lines: tuple[tuple[UUID | None, Said], ...]
    slip: Slip | None

    @property
    def state(self) -> ReferralState:
        """Where it stands."""
        return ReferralState(self.referral.state)

    @property
    def basis(self) -> LegalBasis | None:
        """What it was said to rest on."""
        found = [line.basis for _author, line in self.lines if line.basis]
        return LegalBasis(found[-1]) if found else None

    @property
    def last_word(self) -> Said | None:
        """The partner's newest word, as the partner or the office wrote it down."""
        found = [line for _author, line in self.lines if line.what in OPEN_SAYINGS]
        return found[-1] if found else None

    @property
    def opened_by_partner(self) -> int:
        """How often the packet was read."""
        return sum(line.what == "opened" for _author, line in self.lines)


def files_under(proof: Receipt, referrals: Sequence[Referral]) -> list[ReferralFile]:
    """These referrals under a receipt that covers their cases' `care`."""
    ids = [one.pk for one in referrals]
    rows = list(ReferralEntry.objects.filter(referral_id__in=ids).order_by("seq"))
    lines: dict[UUID, list[tuple[UUID | None, Said]]] = {one: [] for one in ids}
    for row, said in zip(rows, open_many(proof, rows, "body", Said), strict=True):
        lines[row.referral_id].append((row.author_id, said))
    living = Slip.objects.filter(referral_id__in=ids, ended_day__isnull=True).defer("packet")
    slips = {slip.referral_id: slip for slip in living}
    asked = open_many(proof, referrals, "body", Asked)
    return [
        ReferralFile(one, question, tuple(lines[one.pk]), slips.get(one.pk))
        for one, question in zip(referrals, asked, strict=True)
    ]


def of_case(case_id: UUID, proof: Receipt) -> list[ReferralFile]:
    """The referrals of a case at hand, newest first."""
    rows = Referral.objects.filter(case_id=case_id).order_by("-opened_day", "-changed_day", "id")
    return files_under(proof, list(rows))


@dataclass(frozen=True, slots=True)
class Listed:
    """A referral in the office's list, with the duty that is due soonest."""

    file: ReferralFile
    due: DutyLine | None


def listed(actor: Actor, *, at: datetime) -> list[Listed]:
    """All open referrals in scope under one receipt, what is due soonest first."""
    rows = list(visible_to(actor).filter(closed_day__isnull=True).order_by("changed_day", "id"))
    if not rows:
        return []
    proof = receipt(
        "referral.list",
        by=actor,
        at=at,
        folders={row.case_id for row in rows},
        facets=[Facet.CARE],
    )
    due = _soonest(proof, {row.case_id for row in rows})
    found = [Listed(file, due.get(file.referral.pk.hex)) for file in files_under(proof, rows)]
    return sorted(found, key=_when)


def _when(row: Listed) -> tuple[bool, date | None, str]:
    day = row.due.duty.due_day if row.due else None
    return (day is None, day, row.file.referral.pk.hex)


def _soonest(proof: Receipt, folders: Iterable[UUID]) -> dict[str, DutyLine]:
    """The soonest open duty of each referral, by the referral's id."""
    rows = Duty.objects.filter(
        folder_id__in=list(folders), state="open", subject=Subject.REFERRAL.value
    )
    found: dict[str, DutyLine] = {}
    for line in opened(proof, list(rows)):
        first = found.get(line.body.ref)
        if first is None or line.body.due_at < first.body.due_at:
            found[line.body.ref] = line
    return found


def known_in(case: CaseFile, file: ReferralFile, contact: str) -> Known:
    """What the packet may be filled from, of a case's file with identity and place opened."""
    child = case.case.child
    return Known(
        asked=file.asked,
        basis=file.basis,
        identity=identity_of(case.proof, child),
        places=places_of(case.proof, child),
        stats=case.stats,
        contact=contact,
        police=case.state.police.number if case.state.police else "",
    )
