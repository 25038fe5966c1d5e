"""The kinds of line a case's journal holds. The tag travels inside the seal.

`at` is when it happened, `by` the person's id (hex); the row keeps only author and day.
Kinds of one noun may stand in a module of `kinds`; here is the list of them all.
"""

from datetime import datetime

from pabolo.programme.cases.kinds.base import Line as Line
from pabolo.programme.cases.kinds.referrals import Referred as Referred
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.vocabulary import Facet


class Opened(Line, frozen=True, kw_only=True, tag="opened"):
    """The case was opened, from which report, with which incident."""

    report: str = ""
    incident: str = ""
    authority: str = "K1"
    light: bool = False
    note: str = ""


class Joined(Line, frozen=True, kw_only=True, tag="joined"):
    """Another report or incident about this child was joined."""

    report: str = ""
    incident: str = ""


class Assigned(Line, frozen=True, kw_only=True, tag="assigned"):
    """Somebody became responsible."""

    worker: str
    before: str = ""
    reason: str = ""


class RiskRead(Line, frozen=True, kw_only=True, tag="risk_read"):
    """Risk as the flags and the assessment say it. `kept_low`: an earlier lowering stands."""

    level: str
    assessed: str = "not_assessed"
    flags: tuple[str, ...] = ()
    note: str = ""
    kept_low: bool = False


class RiskLowered(Line, frozen=True, kw_only=True, tag="risk_lowered"):
    """A supervisor lowered the risk, with a reason."""

    level: str
    before: str
    reason: str
    flags: tuple[str, ...] = ()


class Assessed(Line, frozen=True, kw_only=True, tag="assessed"):
    """An assessment: needs, strengths, carers, safety, the child's own words."""

    needs: str
    strengths: str = ""
    carers: str = ""
    safety: str = ""
    child_words: str = ""
    home: str = ""


class Consented(Line, frozen=True, kw_only=True, tag="consented"):
    """Consent or another legal basis, for one purpose. Codes of `rules.vocabulary`."""

    purpose: str
    basis: str
    status: str
    partner: str = ""
    explained: str = ""
    child_agrees: bool | None = None
    guardian_asked: bool = False
    guardian_agrees: bool | None = None
    guardian_is_suspect: bool = False
    why_not_asked: str = ""
    law: str = ""


class Planned(Line, frozen=True, kw_only=True, tag="planned"):
    """A plan item, for the child, a family member or a witness. `service`: code of list 9.15."""

    item: str
    service: str
    goal: str
    for_whom: str = "child"
    function: str = ""
    task: str = ""
    provider: str = ""
    responsible: str = ""
    times: int = 1
    due: str = ""


class PlanProposed(Line, frozen=True, kw_only=True, tag="plan_proposed"):
    """The plan is put before the supervisor, with what the child said to it."""

    items: tuple[str, ...]
    child_agreed: bool = False
    why_not_agreed: str = ""


class PlanReturned(Line, frozen=True, kw_only=True, tag="plan_returned"):
    """The supervisor sends the plan back, with what should change."""

    reason: str


class PlanApproved(Line, frozen=True, kw_only=True, tag="plan_approved"):
    """The plan was approved by somebody who did not write it."""

    items: tuple[str, ...]
    note: str = ""


class PlanItemEnded(Line, frozen=True, kw_only=True, tag="plan_item_ended"):
    """A plan item was dropped or is fulfilled, with why."""

    item: str
    outcome: str
    reason: str = ""


class ServiceGiven(Line, frozen=True, kw_only=True, tag="service_given"):
    """A service was given, on a plan item or unplanned."""

    service: str
    item: str = ""
    provider: str = ""
    for_whom: str = "child"
    on: str = ""
    note: str = ""


class Noted(Line, frozen=True, kw_only=True, tag="noted"):
    """A note. Sealed under the facet it was written for."""

    text: str
    title: str = ""


class PoliceReported(Line, frozen=True, kw_only=True, tag="police_reported"):
    """Reported to the police: number of the receipt (STPL), when; or why not yet."""

    number: str = ""
    reported_at: datetime | None = None
    reason_not: str = ""


class LegalStaged(Line, frozen=True, kw_only=True, tag="legal_staged"):
    """The legal process reached a stage."""

    stage: str
    on: str = ""
    note: str = ""


class SimfoniRecorded(Line, frozen=True, kw_only=True, tag="simfoni_recorded"):
    """The number the ministry's system gave."""

    number: str


class Reviewed(Line, frozen=True, kw_only=True, tag="reviewed"):
    """A periodic review was held."""

    summary: str
    next_step: str = ""


class FollowedUp(Line, frozen=True, kw_only=True, tag="followed_up"):
    """A follow-up visit or call, reached or not, during the case or after it closed."""

    text: str
    reached: bool = True
    safe: str = "unknown"
    after_care: bool = False


class StageMoved(Line, frozen=True, kw_only=True, tag="stage_moved"):
    """The worker moved the case a stage on, or back."""

    to: str
    reason: str = ""


class ClosureAsked(Line, frozen=True, kw_only=True, tag="closure_asked"):
    """Closure is asked for, with what the criteria of its reason need."""

    reason: str
    note: str
    child_is_safe: bool = False
    child_view: str = ""
    accepted_by: str = ""
    handed_over_to: str = ""
    transition: str = ""
    capacity_checked: bool = False
    information_given: str = ""
    legal_reason: str = ""


class ClosureDeclined(Line, frozen=True, kw_only=True, tag="closure_declined"):
    """The second person says not yet."""

    reason: str


class Closed(Line, frozen=True, kw_only=True, tag="closed"):
    """Closed by a second person."""

    reason: str
    note: str = ""


class Reopened(Line, frozen=True, kw_only=True, tag="reopened"):
    """Opened again; the child is the same child."""

    reason: str


class TransitionPlanned(Line, frozen=True, kw_only=True, tag="transition_planned"):
    """Who helps after the 18th birthday."""

    plan: str


class Led(Line, frozen=True, kw_only=True, tag="led"):
    """Where the work on the case is led from now on: in SIMFONI (`light`), or here."""

    light: bool
    reason: str


class IdentityCorrected(Line, frozen=True, kw_only=True, tag="identity_corrected"):
    """What was known of who the child is, before it was corrected."""

    before: ChildIdentity


class PlacesCorrected(Line, frozen=True, kw_only=True, tag="places_corrected"):
    """What was known of where the child is, before it was corrected."""

    before: ChildPlaces


class Recounted(Line, frozen=True, kw_only=True, tag="recounted"):
    """The child's countable facts as they stood before a correction."""

    sex: str
    age_at_incident: int | None
    age_at_report: int | None
    disability: str
    education: str
    domicile: str


class Screened(Line, frozen=True, kw_only=True, tag="screened"):
    """Somebody who saw the case may be meant by a name in it, or kin to who is.

    `outcome`: `excluded` (a clear match, or a supervisor found so), `unclear` (to be decided; until
    then they see nothing), `cleared` (a supervisor found that they are not meant).
    """

    person: str
    outcome: str
    reason: str = ""


type AnyEntry = (
    Opened
    | Joined
    | Assigned
    | RiskRead
    | RiskLowered
    | Assessed
    | Consented
    | Planned
    | PlanProposed
    | PlanReturned
    | PlanApproved
    | PlanItemEnded
    | ServiceGiven
    | Noted
    | PoliceReported
    | LegalStaged
    | SimfoniRecorded
    | Reviewed
    | FollowedUp
    | StageMoved
    | ClosureAsked
    | ClosureDeclined
    | Closed
    | Reopened
    | TransitionPlanned
    | Led
    | IdentityCorrected
    | PlacesCorrected
    | Recounted
    | Screened
    | Referred
)

FACET_OF: dict[type[Line], Facet] = {
    Assessed: Facet.NARRATIVE,
    LegalStaged: Facet.LEGAL,
    IdentityCorrected: Facet.IDENTITY,
    PlacesCorrected: Facet.LOCATION,
}


def facet_for(entry: Line, note_facet: Facet = Facet.NARRATIVE) -> Facet:
    """Which facet a line is sealed under: notes where their writer says, the rest by kind."""
    if isinstance(entry, Noted):
        return note_facet
    return FACET_OF.get(type(entry), Facet.CARE)
