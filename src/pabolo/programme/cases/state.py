"""What is true of a case: what the fold over its journal makes, and what is asked of it. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pabolo.programme.cases import entries as e
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.legal_track import LegalTrack
from pabolo.programme.cases.standing import (
    AtHome,
    CostRow,
    Filled,
    Goal,
    Logged,
    PlanItem,
    Stay,
    Transfer,
    Version,
)


@dataclass(frozen=True, slots=True)
class CaseState:
    """What is true of a case now."""

    opened: e.Opened | None = None
    light: bool = False
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    worker: str = ""
    risk: str = "not_assessed"
    risk_assessed: str = "not_assessed"
    flags: tuple[str, ...] = ()
    risk_lowered: e.RiskLowered | None = None
    assessed_at: datetime | None = None
    consents: tuple[e.Consented, ...] = ()
    plan: dict[str, PlanItem] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    log: dict[str, Logged] = field(default_factory=dict)
    costs: dict[str, CostRow] = field(default_factory=dict)
    stays: dict[str, Stay] = field(default_factory=dict)
    police: e.PoliceReported | None = None
    legal: LegalTrack = field(default_factory=LegalTrack)
    simfoni: str = ""
    simfoni_entered: e.SimfoniEntered | None = None
    simfoni_touched: tuple[str, ...] = ()
    simfoni_chosen: dict[str, str] = field(default_factory=dict)
    proposal: e.PlanProposed | None = None
    attempts: int = 0
    closure: e.ClosureAsked | None = None
    closed: e.Closed | None = None
    reopened: int = 0
    transition: e.TransitionPlanned | None = None
    screened: dict[str, str] = field(default_factory=dict)
    handover: e.HandOverBegun | None = None
    handover_written: bool = False
    uncovered: bool = False
    glass: dict[str, e.GlassBroken] = field(default_factory=dict)
    sessions: tuple[e.SessionHeld, ...] = ()
    clinical_handed: tuple[e.ClinicalHanded, ...] = ()
    visits: dict[str, e.VisitPlanned] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    readings: tuple[e.RiskRead | e.RiskLowered, ...] = ()
    filled: dict[str, Filled] = field(default_factory=dict)
    safety: e.SafetyPlanMade | None = None
    at_home: dict[str, AtHome] = field(default_factory=dict)
    conferences: dict[str, Gathering] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)

    def draft_of(self, instrument: str) -> Filled | None:
        """The set of this kind that is being filled in, if any."""
        found = (one for one in self.filled.values() if one.begun.instrument == instrument)
        return next((one for one in found if one.ended is None), None)

    def found(self, outcome: str) -> tuple[str, ...]:
        """People about whom the last screening of names found this."""
        return tuple(person for person, one in self.screened.items() if one == outcome)

    def people_found(self, *outcomes: str) -> frozenset[UUID]:
        """The same of any of these, as ids."""
        return frozenset(UUID(person) for one in outcomes for person in self.found(one))

    @property
    def legal_stage(self) -> str:
        """The stage of the legal process; H0 where none stands, or its side was not opened."""
        return self.legal.stage

    @property
    def legal_open(self) -> bool:
        """Whether a legal process has begun and not ended. Needs the side `legal` opened."""
        return self.legal.is_open(reported=bool(self.police and self.police.number))

    @property
    def services(self) -> tuple[e.ServiceGiven, ...]:
        """Services that stand, each as corrected last."""
        return tuple(row.line for row in self.log.values() if not row.struck)

    @property
    def pending(self) -> tuple[str, ...]:
        """Items that are new or changed, and would be proposed."""
        return tuple(key for key, item in self.plan.items() if item.pending)

    @property
    def version(self) -> int:
        """How many times the plan was approved."""
        return sum(one.approved is not None for one in self.versions)

    @property
    def stay(self) -> Stay | None:
        """The stay in the shelter that is running."""
        return next((one for one in self.stays.values() if one.left is None), None)

    def costs_of(self, service: str) -> tuple[CostRow, ...]:
        """What a service cost, as far as it stands."""
        rows = self.costs.values()
        return tuple(row for row in rows if row.note.service == service and not row.struck)

    @property
    def open_items(self) -> tuple[PlanItem, ...]:
        """Approved items on which something is still owed."""
        return tuple(item for item in self.plan.values() if item.approved and item.open)

    @property
    def planned_total(self) -> int:
        """Services promised by approved items."""
        return sum(item.planned.times for item in self.plan.values() if item.approved)

    @property
    def given_total(self) -> int:
        """Services given on approved items, never more than promised of each."""
        items = (item for item in self.plan.values() if item.approved)
        return sum(min(item.given, item.planned.times) for item in items)
