"""Lines about the people of a case: team, hand-over, cover, emergency openings, clinical notes."""

from pabolo.programme.cases.kinds.base import Line


class HandOverBegun(Line, frozen=True, kw_only=True, tag="hand_over_begun"):
    """A supervisor hands the case to somebody else. `at_once`: the worker before is out already."""

    to: str
    reason: str
    before: str = ""
    at_once: bool = False


class HandOverWritten(Line, frozen=True, kw_only=True, tag="hand_over_written"):
    """The worker before wrote the hand-over sheet."""

    family_told: bool = False


class HandOverSheet(Line, frozen=True, kw_only=True, tag="hand_over_sheet"):
    """What the sheet says."""

    duties: str
    must_know: str
    appointment: str = ""
    safety: str = ""
    consents: str = ""
    referrals: str = ""


class HandOverTaken(Line, frozen=True, kw_only=True, tag="hand_over_taken"):
    """The successor confirmed; from here on the case is theirs."""

    before: str = ""
    note: str = ""


class TeamJoined(Line, frozen=True, kw_only=True, tag="team_joined"):
    """Somebody joined the team of the case."""

    person: str
    reason: str = ""


class TeamLeft(Line, frozen=True, kw_only=True, tag="team_left"):
    """Somebody left the team, and sees the case no more."""

    person: str
    reason: str


class CoverBegun(Line, frozen=True, kw_only=True, tag="cover_begun"):
    """Somebody stands in until a day (ISO) for who is away."""

    away: str
    stand_in: str
    until: str


class CoverLost(Line, frozen=True, kw_only=True, tag="cover_lost"):
    """The worker is away and nobody stands in."""

    away: str


class CoverEnded(Line, frozen=True, kw_only=True, tag="cover_ended"):
    """The worker is back, or somebody stands in again."""

    away: str


class GlassBroken(Line, frozen=True, kw_only=True, tag="glass_broken"):
    """Somebody outside the team opened identity and place for an hour, with a reason."""

    opening: str
    person: str
    reason: str


class GlassReviewed(Line, frozen=True, kw_only=True, tag="glass_reviewed"):
    """A supervisor reviewed an emergency opening: justified or not, and what follows."""

    opening: str
    justified: bool
    follows: str


class SessionHeld(Line, frozen=True, kw_only=True, tag="session_held"):
    """A session with a psychologist took place. What was said lies elsewhere."""

    session: str
    on: str
    came: bool = True


class ClinicalNoted(Line, frozen=True, kw_only=True, tag="clinical_noted"):
    """What was said in a session. Only who wrote it, or was handed it, opens it."""

    session: str
    text: str


class ClinicalHanded(Line, frozen=True, kw_only=True, tag="clinical_handed"):
    """A psychologist handed their session notes of this case to another."""

    to: str
    reason: str
