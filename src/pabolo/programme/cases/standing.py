"""How the parts of a case stand: an item of the plan, a goal, a service, a cost, a stay,
a question set, another child at home, a hand-over to another unit."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pabolo.programme.cases import entries as e
from pabolo.rules.goals import SETTLED, GoalStatus
from pabolo.rules.transfer import TransferState


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A plan item with what was given on it. `draft`: a change that was not approved yet."""

    planned: e.Planned
    approved: bool = False
    given: int = 0
    ended: str = ""
    ended_reason: str = ""
    draft: e.Planned | None = None

    @property
    def open(self) -> bool:
        """Still owed."""
        return not self.ended and self.given < self.planned.times

    @property
    def pending(self) -> bool:
        """New, or changed since it was approved."""
        return not self.ended and (not self.approved or self.draft is not None)

    @property
    def proposed(self) -> e.Planned:
        """The item as it would be approved."""
        return self.draft or self.planned

    def rewritten(self, line: e.Planned) -> "PlanItem":
        """The item changed: at once while nobody approved it, else as a draft."""
        return replace(self, draft=line) if self.approved else replace(self, planned=line)

    def in_force(self) -> "PlanItem":
        """The item approved as it was proposed."""
        return replace(self, planned=self.proposed, approved=True, draft=None)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it stands, with how the last review judged it."""

    set: e.GoalSet
    judged: e.GoalJudged | None = None

    @property
    def status(self) -> GoalStatus:
        """Open until a review judges it."""
        return GoalStatus(self.judged.status) if self.judged else GoalStatus.OPEN

    @property
    def settled(self) -> bool:
        """Not worked on any more."""
        return self.status in SETTLED


@dataclass(frozen=True, slots=True)
class Change:
    """What one proposal asked for on one item: as it was in force before, and as asked."""

    before: e.Planned | None
    after: e.Planned


@dataclass(frozen=True, slots=True)
class Version:
    """The plan as it was put before the supervisor once, and what became of it."""

    proposal: e.PlanProposed
    changes: tuple[Change, ...]
    approved: e.PlanApproved | None = None
    returned: e.PlanReturned | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A service as it stands after its corrections; `first` as it was written."""

    key: str
    line: e.ServiceGiven
    first: e.ServiceGiven
    struck: bool = False
    reason: str = ""

    def corrected(self, line: e.ServiceCorrected) -> "Logged":
        """The same with a correction: another line instead, or none."""
        return replace(
            self,
            line=line.instead or self.line,
            struck=line.instead is None,
            reason=line.reason,
        )


@dataclass(frozen=True, slots=True)
class CostRow:
    """A cost as it stands after its corrections."""

    note: e.CostNoted
    struck: bool = False
    reason: str = ""

    def corrected(self, line: e.CostCorrected) -> "CostRow":
        """The same with a correction."""
        return CostRow(line.instead or self.note, line.instead is None, line.reason)


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in the shelter. Where it is, is not here."""

    entered: e.Sheltered
    until: str
    extended: tuple[e.ShelterExtended, ...] = ()
    left: e.ShelterLeft | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-over of the case to another unit (`asked`), or from one (`taken`).

    `past`: the case was closed or opened again since, so that it stands for nothing any more.
    """

    asked: e.TransferAsked | None = None
    taken: e.TransferTaken | None = None
    state: TransferState | None = None
    approved: e.TransferApproved | None = None
    sent_by: tuple[str, ...] = ()
    answered: bool = False
    past: bool = False
    words: str = ""
    number: str = ""

    def after(self, line: e.TransferLine) -> "Transfer":
        """The same after one more line."""
        match line:
            case e.TransferAsked():
                return replace(self, asked=line, state=TransferState.ASKED)
            case e.TransferTaken():
                return replace(self, taken=line)
            case e.TransferApproved():
                return replace(self, approved=line, state=TransferState.APPROVED)
            case e.TransferSent():
                sent_by = (*self.sent_by, line.by)
                return replace(self, sent_by=sent_by, state=TransferState.SENT)
            case e.TransferAnswered():
                return replace(self, answered=True)
            case e.TransferAcknowledged():
                number = line.number
                return replace(self, number=number, state=TransferState.ACKNOWLEDGED)
        return self._ended(line)

    def _ended(self, line: e.TransferLine) -> "Transfer":
        match line:
            case e.TransferDeclined():
                return replace(self, words=line.reason, state=TransferState.DECLINED)
            case e.TransferRefused():
                return replace(self, words=line.reason, state=TransferState.REFUSED)
            case e.TransferWithdrawn():
                return replace(self, words=line.reason, state=TransferState.WITHDRAWN)
        return self


@dataclass(frozen=True, slots=True)
class Filled:
    """A question set as far as it was filled in: who began it, the parts saved, how it ended."""

    begun: e.AssessmentBegun
    parts: dict[str, e.PartSaved] = field(default_factory=dict)
    ended: e.AssessmentEnded | None = None


@dataclass(frozen=True, slots=True)
class AtHome:
    """Another child who lives there, and what became of it."""

    listed: e.HomeChildListed
    settled: e.HomeChildSettled | None = None


def last_state(transfers: Iterable[Transfer]) -> TransferState | None:
    """Where the case's last hand-over to another unit stands; None once it came (back) here."""
    last: TransferState | None = None
    for one in transfers:
        last = one.state if one.asked and not one.past else None
    return last


def all_past(transfers: dict[str, Transfer]) -> dict[str, Transfer]:
    """The same once the case was closed, or opened again."""
    return {key: replace(one, past=True) for key, one in transfers.items()}


def last_asked(transfers: Iterable[Transfer]) -> Transfer | None:
    """The last hand-over to another unit."""
    return next((one for one in reversed(list(transfers)) if one.asked), None)


def last_taken(transfers: Iterable[Transfer]) -> Transfer | None:
    """How the case came from another unit, the last time."""
    return next((one for one in reversed(list(transfers)) if one.taken), None)
