"""What does a question set ask, what is still missing in it, and what do its answers say?

A question set is data of the unit: sections, questions, the side of the file under which each
answer is sealed, and how scores become a level. What makes a risk high stays `risk.RED_FLAGS`;
a question only asks one of its signs in plain words.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.risk import RED_FLAGS, REPEATED_FROM, RiskFacts
from pabolo.rules.vocabulary import Facet, Risk

YES, NO, UNKNOWN = "yes", "no", "unknown"
RISK, ASSESSMENT, VISIT = "risk", "biopsychosocial", "visit"
REPEATED = "repeated"
# What the case itself knows: nobody is asked.
_KNOWN = frozenset({"sexual_violence", "youngest_age", "incidents_in_30_days"})
ASKED_SIGNS = frozenset(
    {name for flag in RED_FLAGS for name in flag.looks_at if name not in _KNOWN} | {REPEATED}
)
MOST_QUESTIONS, MOST_CHOICES, MOST_TEXT = 200, 60, 8_000

type Answers = Mapping[str, tuple[str, ...]]


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    NUMBER = "number"
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Words:
    """Indonesian words, and English ones where there are any."""

    id: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered, and what it adds to the score."""

    code: str
    words: Words
    score: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is shown if that other one has any of these answers."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `facet`: the side of the file its answer is sealed under. `sign`: the fact of
    `risk.RiskFacts` that a yes makes true. `required`: to be asked before the set is complete."""

    code: str
    kind: Kind
    words: Words
    hint: Words = Words("")
    facet: Facet = Facet.NARRATIVE
    sign: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    low: int = 0
    high: int = 10
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that are asked together, and saved together."""

    code: str
    words: Words
    hint: Words = Words("")
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """From this score on, this level."""

    level: Risk
    at_least: int


@dataclass(frozen=True, slots=True)
class Form:
    """A whole question set."""

    code: str
    words: Words
    sections: tuple[Section, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(one for section in self.sections for one in section.questions)


@dataclass(frozen=True, slots=True)
class Count:
    """How far one section is: answered, said to be unknown, not asked yet."""

    section: str
    answered: int = 0
    unknown: int = 0
    unasked: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What the answers say together: the score where anything is scored, the level it proposes,
    each sign with yes, no or unknown, and how far each section is."""

    score: int | None
    level: Risk
    signs: Mapping[str, str]
    counts: tuple[Count, ...] = field(default=())


def is_shown(question: Question, form: Form, answers: Answers) -> bool:
    """Is this question asked, after these answers?

    A question behind one that is not shown is not shown either.

    Source: XLSForm (relevance).
    """
    known = {one.code: one for one in form.questions}
    while (condition := question.shown_if) is not None:
        given = answers.get(condition.question, ())
        if condition.question not in known or not set(given).intersection(condition.answers):
            return False
        question = known[condition.question]
    return True


def asked_now(form: Form, answers: Answers) -> Iterator[tuple[Section, Question]]:
    """Which questions are asked, after these answers?

    Source: XLSForm (relevance).
    """
    for section in form.sections:
        for question in section.questions:
            if is_shown(question, form, answers):
                yield section, question


def missing(form: Form, answers: Answers) -> tuple[tuple[Section, Question], ...]:
    """Which questions must still be asked before the set is complete?

    "Not known" is an answer. A question that is not shown is not missing.

    Source: service standard (assessment before the plan); "I don't know" is always allowed.
    """
    return tuple(
        (section, one)
        for section, one in asked_now(form, answers)
        if one.required and not answers.get(one.code)
    )


def may_complete(form: Form, answers: Answers) -> Refusal | None:
    """Can this question set be called complete?

    Source: as `missing`.
    """
    if not missing(form, answers):
        return None
    return Refusal(
        "instrument.incomplete",
        "Some parts that must be asked are still untouched; they are listed here. "
        "“Not known” is an answer too.",
    )


def _points(question: Question, given: Collection[str]) -> int | None:
    if not given or UNKNOWN in given:
        return None
    if question.kind is Kind.SCALE:
        return int(next(iter(given)))
    if not any(choice.score for choice in question.choices):
        return None
    return sum(choice.score for choice in question.choices if choice.code in given)


def score(form: Form, answers: Answers) -> int | None:
    """How much do the answers add up to?

    None where nothing that counts was answered. What is unknown adds nothing.

    Source: the question set's own scores, set by the unit.
    """
    shown = (question for _section, question in asked_now(form, answers))
    points = [_points(one, answers.get(one.code, ())) for one in shown]
    known = [one for one in points if one is not None]
    return sum(known) if known else None


def level_of(form: Form, total: int | None) -> Risk:
    """Which level does a score propose?

    A proposal: signs of danger and a person decide. Not assessed where the set has no thresholds.

    Source: the question set's own thresholds; to be confirmed by the unit.
    """
    reached = [one for one in form.thresholds if total is not None and total >= one.at_least]
    if reached:
        return max(reached, key=lambda one: one.at_least).level
    return Risk.NOT_ASSESSED


def signs(form: Form, answers: Answers) -> dict[str, str]:
    """What do the answers say about each sign of danger: yes, no, or unknown?

    A sign that was not asked is absent. One yes among several questions is a yes.

    Source: child-protection practice, to be confirmed by the unit.
    """
    found: dict[str, str] = {}
    rank = (UNKNOWN, NO, YES)
    for _section, one in asked_now(form, answers):
        given = answers.get(one.code, ())
        said = given[0] if given else ""
        if one.sign and said in rank:
            found[one.sign] = max(found.get(one.sign, UNKNOWN), said, key=rank.index)
    return found


def facts_from(said: Mapping[str, str]) -> RiskFacts:
    """Which facts do these signs make known to the rule of risk?

    Yes is true, no is false, unknown stays unknown. Who lives with the child can reach the child.

    Source: `risk.RED_FLAGS`.
    """
    known = {name: word == YES for name, word in said.items() if word in (YES, NO)}
    again = known.pop(REPEATED, False)
    if known.get("accused_lives_with_child"):
        known["accused_has_access"] = True
    return RiskFacts(incidents_in_30_days=REPEATED_FROM if again else None, **known)


def say(form: Form, answers: Answers) -> Said:
    """What do the answers say together?

    Source: as `score`, `level_of`, `signs`.
    """
    total = score(form, answers)
    counts = tuple(count(form, section, answers) for section in form.sections)
    return Said(total, level_of(form, total), signs(form, answers), counts)


def count(form: Form, section: Section, answers: Answers) -> Count:
    """How far is one section?

    Source: own.
    """
    shown = [one for one in section.questions if is_shown(one, form, answers)]
    unknown = sum(UNKNOWN in answers.get(one.code, ()) for one in shown)
    unasked = sum(not answers.get(one.code) for one in shown)
    return Count(section.code, len(shown) - unknown - unasked, unknown, unasked)


BAD_ANSWER = Refusal("instrument.answer", "This answer is not one of those offered. Choose again.")
TOO_LONG = Refusal("instrument.too_long", "This text is too long. Shorten it; nothing is lost.")


def check_answer(question: Question, given: tuple[str, ...]) -> Refusal | None:
    """Can this be an answer to this question?

    Nothing (not asked yet) and "not known" always can.

    Source: the question set.
    """
    if given in ((), (UNKNOWN,)):
        return None
    if question.kind in (Kind.SHORT, Kind.LONG):
        return None if len(given) == 1 and len(given[0]) <= MOST_TEXT else TOO_LONG
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        return None if len(given) == 1 and _fits(question, given[0]) else BAD_ANSWER
    offered = (
        {YES, NO} if question.kind is Kind.YES_NO else {choice.code for choice in question.choices}
    )
    one = question.kind is not Kind.MANY
    return None if set(given) <= offered and not (one and len(given) > 1) else BAD_ANSWER


def _fits(question: Question, text: str) -> bool:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
    return question.low <= number <= question.high


def may_publish(
    actor: Actor, form: Form, *, valid_from: date, today: date, reason: str, same: bool
) -> Refusal | None:
    """May this version of a question set hold from that day?

    It needs a reason, and begins today or later: what was asked before stays as it was asked. The
    set of red flags asks every sign that the rule of risk knows. `same`: it says what holds
    already.

    Source: Permen PPPA 2/2022 (the unit's own instruments); `risk.RED_FLAGS`.
    """
    refusal = may_do(actor, Verb.SET_POLICY)
    if refusal is not None:
        return refusal
    if same:
        return Refusal("instrument.same", "This is word for word the version that holds already.")
    if form.code == RISK and unasked_signs(form):
        return Refusal(
            "instrument.signs",
            "A sign of danger that the rule of risk knows is not asked. The red flags stay whole.",
        )
    if valid_from < today:
        return Refusal("instrument.past", "A new version holds from today or later, not before.")
    if not reason.strip():
        return Refusal("instrument.no_reason", "Write why, and who decided it.")
    return None


def unasked_signs(form: Form) -> frozenset[str]:
    """Which signs of danger does this question set not ask?

    Source: `risk.RED_FLAGS`.
    """
    return ASKED_SIGNS - {one.sign for one in form.questions if one.kind is Kind.YES_NO}
