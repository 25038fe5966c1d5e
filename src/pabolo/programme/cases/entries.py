"""The kinds of line a case's journal holds. The tag travels inside the seal.

`at` is when it happened, `by` the person's id (hex); the row keeps only author and day.
Kinds of one noun may stand in a module of `kinds`; here is the list of them all.
"""

from datetime import datetime

from pabolo.programme.cases.kinds.assessing import Answered as Answered
from pabolo.programme.cases.kinds.assessing import AssessmentBegun as AssessmentBegun
from pabolo.programme.cases.kinds.assessing import AssessmentEnded as AssessmentEnded
from pabolo.programme.cases.kinds.assessing import HomeChild as HomeChild
from pabolo.programme.cases.kinds.assessing import HomeChildListed as HomeChildListed
from pabolo.programme.cases.kinds.assessing import HomeChildSettled as HomeChildSettled
from pabolo.programme.cases.kinds.assessing import PartCount as PartCount
from pabolo.programme.cases.kinds.assessing import PartSaved as PartSaved
from pabolo.programme.cases.kinds.assessing import SafePlace as SafePlace
from pabolo.programme.cases.kinds.assessing import SafetyPlanMade as SafetyPlanMade
from pabolo.programme.cases.kinds.assessing import SafetySteps as SafetySteps
from pabolo.programme.cases.kinds.base import Line as Line
from pabolo.programme.cases.kinds.conference import ConferenceCalled as ConferenceCalled
from pabolo.programme.cases.kinds.conference import ConferenceCancelled as ConferenceCancelled
from pabolo.programme.cases.kinds.conference import ConferenceChaired as ConferenceChaired
from pabolo.programme.cases.kinds.conference import ConferenceDecided as ConferenceDecided
from pabolo.programme.cases.kinds.conference import ConferenceHeld as ConferenceHeld
from pabolo.programme.cases.kinds.conference import ConferenceInvited as ConferenceInvited
from pabolo.programme.cases.kinds.conference import ConferenceLine as ConferenceLine
from pabolo.programme.cases.kinds.conference import ConferenceMoved as ConferenceMoved
from pabolo.programme.cases.kinds.conference import ConferenceSaid as ConferenceSaid
from pabolo.programme.cases.kinds.conference import ConferenceUninvited as ConferenceUninvited
from pabolo.programme.cases.kinds.conference import ConferenceWritten as ConferenceWritten
from pabolo.programme.cases.kinds.conference import DecisionFollowed as DecisionFollowed
from pabolo.programme.cases.kinds.conference import FromOutside as FromOutside
from pabolo.programme.cases.kinds.conference import MinutesAdded as MinutesAdded
from pabolo.programme.cases.kinds.conference import MinutesAmended as MinutesAmended
from pabolo.programme.cases.kinds.conference import MinutesFinished as MinutesFinished
from pabolo.programme.cases.kinds.conference import MinutesObjected as MinutesObjected
from pabolo.programme.cases.kinds.conference import MinutesRead as MinutesRead
from pabolo.programme.cases.kinds.conference import MinutesShared as MinutesShared
from pabolo.programme.cases.kinds.holds import HoldLifted as HoldLifted
from pabolo.programme.cases.kinds.holds import HoldPlaced as HoldPlaced
from pabolo.programme.cases.kinds.joining import RecordsJoined as RecordsJoined
from pabolo.programme.cases.kinds.joining import RecordsParted as RecordsParted
from pabolo.programme.cases.kinds.legal import ChildPrepared as ChildPrepared
from pabolo.programme.cases.kinds.legal import ClaimAsked as ClaimAsked
from pabolo.programme.cases.kinds.legal import ClaimDecided as ClaimDecided
from pabolo.programme.cases.kinds.legal import ClaimPaid as ClaimPaid
from pabolo.programme.cases.kinds.legal import ClaimWaived as ClaimWaived
from pabolo.programme.cases.kinds.legal import DateEnded as DateEnded
from pabolo.programme.cases.kinds.legal import DatePlanned as DatePlanned
from pabolo.programme.cases.kinds.legal import LegalLetter as LegalLetter
from pabolo.programme.cases.kinds.legal import LegalLetterStruck as LegalLetterStruck
from pabolo.programme.cases.kinds.legal import LegalStageCorrected as LegalStageCorrected
from pabolo.programme.cases.kinds.legal import LegalStaged as LegalStaged
from pabolo.programme.cases.kinds.legal import TakedownAsked as TakedownAsked
from pabolo.programme.cases.kinds.legal import TakedownLooked as TakedownLooked
from pabolo.programme.cases.kinds.letters import LetterCancelled as LetterCancelled
from pabolo.programme.cases.kinds.letters import LetterMade as LetterMade
from pabolo.programme.cases.kinds.people import ClinicalHanded as ClinicalHanded
from pabolo.programme.cases.kinds.people import ClinicalNoted as ClinicalNoted
from pabolo.programme.cases.kinds.people import CoverBegun as CoverBegun
from pabolo.programme.cases.kinds.people import CoverEnded as CoverEnded
from pabolo.programme.cases.kinds.people import CoverLost as CoverLost
from pabolo.programme.cases.kinds.people import GlassBroken as GlassBroken
from pabolo.programme.cases.kinds.people import GlassReviewed as GlassReviewed
from pabolo.programme.cases.kinds.people import HandOverBegun as HandOverBegun
from pabolo.programme.cases.kinds.people import HandOverSheet as HandOverSheet
from pabolo.programme.cases.kinds.people import HandOverTaken as HandOverTaken
from pabolo.programme.cases.kinds.people import HandOverWritten as HandOverWritten
from pabolo.programme.cases.kinds.people import SessionHeld as SessionHeld
from pabolo.programme.cases.kinds.people import TeamJoined as TeamJoined
from pabolo.programme.cases.kinds.people import TeamLeft as TeamLeft
from pabolo.programme.cases.kinds.planning import CostCorrected as CostCorrected
from pabolo.programme.cases.kinds.planning import CostNoted as CostNoted
from pabolo.programme.cases.kinds.planning import GoalJudged as GoalJudged
from pabolo.programme.cases.kinds.planning import GoalSet as GoalSet
from pabolo.programme.cases.kinds.planning import PlanApproved as PlanApproved
from pabolo.programme.cases.kinds.planning import PlanItemEnded as PlanItemEnded
from pabolo.programme.cases.kinds.planning import Planned as Planned
from pabolo.programme.cases.kinds.planning import PlanProposed as PlanProposed
from pabolo.programme.cases.kinds.planning import PlanReturned as PlanReturned
from pabolo.programme.cases.kinds.planning import ServiceCorrected as ServiceCorrected
from pabolo.programme.cases.kinds.planning import ServiceGiven as ServiceGiven
from pabolo.programme.cases.kinds.referrals import Referred as Referred
from pabolo.programme.cases.kinds.shelter import Sheltered as Sheltered
from pabolo.programme.cases.kinds.shelter import ShelterExtended as ShelterExtended
from pabolo.programme.cases.kinds.shelter import ShelterLeft as ShelterLeft
from pabolo.programme.cases.kinds.shelter import ShelterPlaced as ShelterPlaced
from pabolo.programme.cases.kinds.simfoni import Entered as Entered
from pabolo.programme.cases.kinds.simfoni import SimfoniAccused as SimfoniAccused
from pabolo.programme.cases.kinds.simfoni import SimfoniChosen as SimfoniChosen
from pabolo.programme.cases.kinds.simfoni import SimfoniEntered as SimfoniEntered
from pabolo.programme.cases.kinds.simfoni import SimfoniIdentity as SimfoniIdentity
from pabolo.programme.cases.kinds.simfoni import SimfoniPlaces as SimfoniPlaces
from pabolo.programme.cases.kinds.simfoni import SimfoniTouched as SimfoniTouched
from pabolo.programme.cases.kinds.transfer import CarriedRow as CarriedRow
from pabolo.programme.cases.kinds.transfer import TransferAcknowledged as TransferAcknowledged
from pabolo.programme.cases.kinds.transfer import TransferAnswered as TransferAnswered
from pabolo.programme.cases.kinds.transfer import TransferApproved as TransferApproved
from pabolo.programme.cases.kinds.transfer import TransferAsked as TransferAsked
from pabolo.programme.cases.kinds.transfer import TransferCarried as TransferCarried
from pabolo.programme.cases.kinds.transfer import TransferChased as TransferChased
from pabolo.programme.cases.kinds.transfer import TransferDeclined as TransferDeclined
from pabolo.programme.cases.kinds.transfer import TransferLine as TransferLine
from pabolo.programme.cases.kinds.transfer import TransferRefused as TransferRefused
from pabolo.programme.cases.kinds.transfer import TransferSent as TransferSent
from pabolo.programme.cases.kinds.transfer import TransferTaken as TransferTaken
from pabolo.programme.cases.kinds.transfer import TransferWithdrawn as TransferWithdrawn
from pabolo.programme.cases.kinds.visits import VisitEnded as VisitEnded
from pabolo.programme.cases.kinds.visits import VisitHeard as VisitHeard
from pabolo.programme.cases.kinds.visits import VisitPlanned as VisitPlanned
from pabolo.programme.cases.kinds.visits import VisitSilent as VisitSilent
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
    """Risk as the flags and the assessment say it. `kept_low`: an earlier lowering stands.

    `signs`: what was answered to each sign, with the edition that asked it; `because`: why it
    was read again (`assessment` where the answers of one raised it).
    """

    level: str
    assessed: str = "not_assessed"
    flags: tuple[str, ...] = ()
    note: str = ""
    kept_low: bool = False
    signs: dict[str, str] = {}
    edition: int = 0
    because: str = ""


class RiskLowered(Line, frozen=True, kw_only=True, tag="risk_lowered"):
    """A supervisor lowered the risk, with a reason."""

    level: str
    before: str
    reason: str
    flags: tuple[str, ...] = ()


class Assessed(Line, frozen=True, kw_only=True, tag="assessed"):
    """An assessment: needs, strengths, carers, safety, the child's own words.

    `assessment`: the question set behind it, where one was filled in (its edition, and how far
    each part was); without one it was taken down in short.
    """

    needs: str
    strengths: str = ""
    carers: str = ""
    safety: str = ""
    child_words: str = ""
    home: str = ""
    assessment: str = ""
    instrument: str = ""
    edition: int = 0
    counts: tuple[PartCount, ...] = ()


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


class Noted(Line, frozen=True, kw_only=True, tag="noted"):
    """A note. Sealed under the facet it was written for."""

    text: str
    title: str = ""


class PoliceReported(Line, frozen=True, kw_only=True, tag="police_reported"):
    """Reported to the police: number of the receipt (STPL), when; or why not yet."""

    number: str = ""
    reported_at: datetime | None = None
    reason_not: str = ""


class SimfoniRecorded(Line, frozen=True, kw_only=True, tag="simfoni_recorded"):
    """The number of a case that SIMFONI leads, or a check of how it stands there."""

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
    then they see nothing), `cleared` (a supervisor found that they are not meant),
    `parted` (they were named in a record that had been joined by mistake).
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
    | ServiceCorrected
    | GoalSet
    | GoalJudged
    | CostNoted
    | CostCorrected
    | Sheltered
    | ShelterPlaced
    | ShelterExtended
    | ShelterLeft
    | Noted
    | PoliceReported
    | LegalStaged
    | SimfoniRecorded
    | SimfoniEntered
    | SimfoniIdentity
    | SimfoniPlaces
    | SimfoniAccused
    | SimfoniChosen
    | SimfoniTouched
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
    | ClinicalHanded
    | ClinicalNoted
    | CoverBegun
    | CoverEnded
    | CoverLost
    | GlassBroken
    | GlassReviewed
    | HandOverBegun
    | HandOverSheet
    | HandOverTaken
    | HandOverWritten
    | SessionHeld
    | TeamJoined
    | TeamLeft
    | VisitEnded
    | VisitHeard
    | VisitPlanned
    | VisitSilent
    | AssessmentBegun
    | PartSaved
    | Answered
    | AssessmentEnded
    | SafetyPlanMade
    | SafetySteps
    | SafePlace
    | HomeChildListed
    | HomeChild
    | HomeChildSettled
    | RecordsJoined
    | RecordsParted
    | HoldPlaced
    | HoldLifted
    | LetterMade
    | LetterCancelled
    | Referred
    | ConferenceCalled
    | ConferenceCancelled
    | ConferenceChaired
    | ConferenceDecided
    | ConferenceHeld
    | ConferenceInvited
    | ConferenceMoved
    | ConferenceSaid
    | ConferenceUninvited
    | ConferenceWritten
    | DecisionFollowed
    | MinutesAdded
    | MinutesAmended
    | MinutesFinished
    | MinutesObjected
    | MinutesRead
    | MinutesShared
    | ChildPrepared
    | ClaimAsked
    | ClaimDecided
    | ClaimPaid
    | ClaimWaived
    | DateEnded
    | DatePlanned
    | LegalLetter
    | LegalLetterStruck
    | LegalStageCorrected
    | TakedownAsked
    | TakedownLooked
    | TransferAcknowledged
    | TransferAnswered
    | TransferApproved
    | TransferAsked
    | TransferCarried
    | TransferChased
    | TransferDeclined
    | TransferRefused
    | TransferSent
    | TransferTaken
    | TransferWithdrawn
)

FACET_OF: dict[type[Line], Facet] = {
    Assessed: Facet.NARRATIVE,
    ChildPrepared: Facet.LEGAL,
    ClaimAsked: Facet.LEGAL,
    ClaimDecided: Facet.LEGAL,
    ClaimPaid: Facet.LEGAL,
    ClaimWaived: Facet.LEGAL,
    DateEnded: Facet.LEGAL,
    DatePlanned: Facet.LEGAL,
    LegalLetter: Facet.LEGAL,
    LegalLetterStruck: Facet.LEGAL,
    LegalStageCorrected: Facet.LEGAL,
    LegalStaged: Facet.LEGAL,
    TakedownAsked: Facet.LEGAL,
    TakedownLooked: Facet.LEGAL,
    IdentityCorrected: Facet.IDENTITY,
    PlacesCorrected: Facet.LOCATION,
    HandOverSheet: Facet.NARRATIVE,
    ClinicalNoted: Facet.CLINICAL,
    ShelterPlaced: Facet.LOCATION,
    SafetySteps: Facet.NARRATIVE,
    SafePlace: Facet.LOCATION,
    HomeChild: Facet.IDENTITY,
    SimfoniIdentity: Facet.IDENTITY,
    SimfoniPlaces: Facet.LOCATION,
    SimfoniAccused: Facet.ACCUSED,
    ConferenceSaid: Facet.MEETING,
    MinutesAdded: Facet.MEETING,
    MinutesObjected: Facet.MEETING,
}


def facet_for(entry: Line, note_facet: Facet = Facet.NARRATIVE) -> Facet:
    """Which facet a line is sealed under: notes where their writer says, answers where their
    question says, what came along where it belongs, the rest by kind."""
    if isinstance(entry, Noted):
        return note_facet
    if isinstance(entry, Answered | TransferCarried):
        return Facet(entry.facet)
    return FACET_OF.get(type(entry), Facet.CARE)
