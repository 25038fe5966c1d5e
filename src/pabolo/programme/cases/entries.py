"""The kinds of line a case's journal holds. The tag travels inside the seal.

`at` is when it happened, `by` the person's id (hex); the row keeps only author and day.
"""

from datetime import datetime

import msgspec

from pabolo.rules.vocabulary import Facet


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What every line says."""

    at: datetime
    by: str


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
    """Risk as the flags say it."""

    level: str
    flags: tuple[str, ...] = ()
    note: str = ""


class RiskLowered(Line, frozen=True, kw_only=True, tag="risk_lowered"):
    """A supervisor lowered the risk, with a reason."""

    level: str
    before: str
    reason: str


class Assessed(Line, frozen=True, kw_only=True, tag="assessed"):
    """An assessment: needs, strengths, carers, safety, the child's own words."""

    needs: str
    strengths: str = ""
    carers: str = ""
    safety: str = ""
    child_words: str = ""
    home: str = ""


class Consented(Line, frozen=True, kw_only=True, tag="consented"):
    """Consent or another legal basis, for one purpose."""

    purpose: str
    basis: str
    status: str
    partner: str = ""
    given_by: str = ""
    how: str = ""
    reason: str = ""


class Planned(Line, frozen=True, kw_only=True, tag="planned"):
    """A plan item, for the child, a family member or a witness."""

    item: str
    service: str
    function: str = ""
    task: str = ""
    for_whom: str = "child"
    provider: str = ""
    times: int = 1
    due: str = ""
    goal: str = ""
    agreed_by: str = ""


class PlanApproved(Line, frozen=True, kw_only=True, tag="plan_approved"):
    """The plan was approved by somebody who did not write it alone."""

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
    """A follow-up visit or call."""

    text: str
    safe: str = "unknown"


class ClosureAsked(Line, frozen=True, kw_only=True, tag="closure_asked"):
    """The worker asks for closure."""

    reason: str
    summary: str
    child_view: str = ""
    aftercare: str = ""
    unmet: str = ""


class ClosureRefused(Line, frozen=True, kw_only=True, tag="closure_refused"):
    """The second person says not yet."""

    reason: str


class Closed(Line, frozen=True, kw_only=True, tag="closed"):
    """Closed by a second person."""

    reason: str
    note: str = ""


class Reopened(Line, frozen=True, kw_only=True, tag="reopened"):
    """Opened again; the child is the same child."""

    reason: str


type AnyEntry = (
    Opened
    | Joined
    | Assigned
    | RiskRead
    | RiskLowered
    | Assessed
    | Consented
    | Planned
    | PlanApproved
    | PlanItemEnded
    | ServiceGiven
    | Noted
    | PoliceReported
    | LegalStaged
    | SimfoniRecorded
    | Reviewed
    | FollowedUp
    | ClosureAsked
    | ClosureRefused
    | Closed
    | Reopened
)

FACET_OF: dict[type[Line], Facet] = {
    Assessed: Facet.NARRATIVE,
    LegalStaged: Facet.LEGAL,
}


def facet_for(entry: Line, note_facet: Facet = Facet.NARRATIVE) -> Facet:
    """Which facet a line is sealed under: notes where their writer says, the rest by kind."""
    if isinstance(entry, Noted):
        return note_facet
    return FACET_OF.get(type(entry), Facet.CARE)
