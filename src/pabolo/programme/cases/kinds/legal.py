"""Lines about the legal process, all under the side `legal`: stages, appointments, letters, claims,
requests to take content down. Nothing is overwritten: what was wrong is corrected by a new line."""

from datetime import datetime

from pabolo.programme.cases.kinds.base import Line


class LegalStaged(Line, frozen=True, kw_only=True, tag="legal_staged"):
    """The legal process reached a stage. `why`: the reason where it is out of the usual order."""

    stage: str
    on: str = ""
    note: str = ""
    id: str = ""
    institution: str = ""
    number: str = ""
    why: str = ""


class LegalStageCorrected(Line, frozen=True, kw_only=True, tag="legal_stage_corrected"):
    """A stage was wrong: another line stands instead, or none."""

    of: str
    reason: str
    instead: LegalStaged | None = None


class DatePlanned(Line, frozen=True, kw_only=True, tag="date_planned"):
    """An appointment of the process: what (`legal_date`), when, where, who comes along, what the
    child needs (`rules.court.NEEDS`). `after`: the appointment that it stands in for."""

    date: str
    kind: str
    starts_at: datetime
    place: str
    companion: str = ""
    beside: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    after: str = ""


class ChildPrepared(Line, frozen=True, kw_only=True, tag="child_prepared"):
    """The child knows what comes: how it was told, and what it said."""

    date: str
    how: str
    child_words: str = ""


class DateEnded(Line, frozen=True, kw_only=True, tag="date_ended"):
    """An appointment was held, put off or called off. `met`: the needs that were met."""

    date: str
    to: str
    note: str
    met: tuple[str, ...] = ()


class LegalLetter(Line, frozen=True, kw_only=True, tag="legal_letter"):
    """A letter came or went: its kind (`legal_letter`), day, number, from or to whom.

    `made`: the document of this case's register that went out.
    """

    letter: str
    way: str
    kind: str
    on: str
    number: str = ""
    party: str = ""
    note: str = ""
    made: str = ""


class LegalLetterStruck(Line, frozen=True, kw_only=True, tag="legal_letter_struck"):
    """A letter was recorded by mistake."""

    of: str
    reason: str


class ClaimAsked(Line, frozen=True, kw_only=True, tag="claim_asked"):
    """Restitution or protection was asked for; `amount` in rupiah, 0 where not reckoned yet."""

    claim: str
    kind: str
    through: str
    on: str
    amount: int = 0
    number: str = ""
    note: str = ""


class ClaimWaived(Line, frozen=True, kw_only=True, tag="claim_waived"):
    """It is not wanted: who says so, and why."""

    kind: str
    sayer: str
    because: str


class ClaimDecided(Line, frozen=True, kw_only=True, tag="claim_decided"):
    """What was decided on it."""

    claim: str
    outcome: str
    on: str
    amount: int = 0
    number: str = ""
    note: str = ""


class ClaimPaid(Line, frozen=True, kw_only=True, tag="claim_paid"):
    """Restitution was paid, whole or in part."""

    claim: str
    amount: int
    on: str
    note: str = ""


class TakedownAsked(Line, frozen=True, kw_only=True, tag="takedown_asked"):
    """Content about the child is asked to be taken down. Never the content: where it was seen."""

    takedown: str
    platform: str
    kind: str
    to: str
    on: str
    address: str = ""
    seen: str = ""
    number: str = ""


class TakedownLooked(Line, frozen=True, kw_only=True, tag="takedown_looked"):
    """How a request stands, as somebody looked."""

    takedown: str
    answer: str
    on: str
    note: str = ""
