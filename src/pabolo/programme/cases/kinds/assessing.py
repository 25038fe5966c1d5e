"""Lines about assessment: question sets filled in parts, the safety plan, children at home."""

import msgspec

from pabolo.programme.cases.kinds.base import Line


class PartCount(msgspec.Struct, frozen=True, array_like=True):
    """How far one part of a question set was: answered, unknown, not asked."""

    section: str
    answered: int
    unknown: int
    unasked: int


class AssessmentBegun(Line, frozen=True, kw_only=True, tag="assessment_begun"):
    """Somebody began to fill in a question set, in the edition of that day."""

    assessment: str
    instrument: str
    edition: int


class PartSaved(Line, frozen=True, kw_only=True, tag="part_saved"):
    """A part of it was saved: how far it is. What was answered lies under its own sides."""

    assessment: str
    part: str
    count: PartCount


class Answered(Line, frozen=True, kw_only=True, tag="answered"):
    """Answers of one part that belong to one side of the file, by the question's code.

    `unknown` is an answer; an empty one takes an earlier answer back to "not asked yet".
    """

    assessment: str
    part: str
    facet: str
    answers: dict[str, tuple[str, ...]]


class AssessmentEnded(Line, frozen=True, kw_only=True, tag="assessment_ended"):
    """It is complete (`done`), or was given up with a reason (`dropped`)."""

    assessment: str
    outcome: str
    reason: str = ""
    counts: tuple[PartCount, ...] = ()
    score: int | None = None
    proposes: str = "not_assessed"


class SafetyPlanMade(Line, frozen=True, kw_only=True, tag="safety_plan_made"):
    """A safety plan stands, to be looked at again on that day. With whom it was made: `child`,
    `adult` or both; `why_not`: why the child could not take part."""

    plan: str
    review: str
    with_whom: tuple[str, ...] = ()
    why_not: str = ""


class SafetySteps(Line, frozen=True, kw_only=True, tag="safety_steps"):
    """What a safety plan says, in words."""

    plan: str
    warning: str
    people: str
    at_once: str
    worker: str
    child_words: str = ""


class SafePlace(Line, frozen=True, kw_only=True, tag="safe_place"):
    """Where the child goes. A shelter is never printed."""

    plan: str
    place: str
    shelter: bool = False


class HomeChildListed(Line, frozen=True, kw_only=True, tag="home_child_listed"):
    """Another child lives at home; who it is lies under identity."""

    child: str


class HomeChild(Line, frozen=True, kw_only=True, tag="home_child"):
    """Who the other child is: how it is called, how old, how related."""

    child: str
    called: str
    age: str = ""
    relation: str = ""


class HomeChildSettled(Line, frozen=True, kw_only=True, tag="home_child_settled"):
    """What became of it: `case` (it has one), `no_concern` (seen, with why)."""

    child: str
    outcome: str
    case: str = ""
    reason: str = ""
