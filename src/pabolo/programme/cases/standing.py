"""How the parts of a case stand: an item of the plan, a goal, a service, a cost, a stay,
a question set, another child at home."""

from dataclasses import dataclass, field, replace

from pabolo.programme.cases import entries as e
from pabolo.rules.goals import SETTLED, GoalStatus


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
