"""May this be watched, by name or only as a number, does it become a report, and when does it end?

The watch-list is not the register of cases: what the village noticed, who answers for it, and
until when. Kinds are data of the unit; what no unit may change of them is said here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pabolo.rules.access import VERBS, Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import Birth, born_between
from pabolo.rules.deadlines import add_months, add_working_days
from pabolo.rules.decisions import Refusal
from pabolo.rules.instruments import NO, UNKNOWN, YES, Answers, Question, Words, check_answer

MOST_QUESTIONS: Final = 5
MOST_COUNTED: Final = 500
MOST_TEXT: Final = 1_000
OLDEST_WATCHED: Final = 19  # a marriage needs both to be 19: UU 16/2019
FEW: Final = 3


class Becomes(StrEnum):
    """Whether an item of a kind becomes a report: always, if violence is suspected, or never."""

    ALWAYS = "always"
    ASKS = "asks"
    NEVER = "never"


class State(StrEnum):
    """Where an item stands. The last three have ended."""

    NEW = "new"
    VISITED = "visited"
    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    UNTRUE = "untrue"
    REPORTED = "reported"


class Answer(StrEnum):
    """What the owner agency says. `settled` closes the item, with what shows it."""

    SEEN = "seen"
    HELPING = "helping"
    SETTLED = "settled"
    NOT_FOUND = "not_found"
    NOT_OURS = "not_ours"


class Ending(StrEnum):
    """Why an item ends."""

    EVIDENCE = "evidence"
    AGE = "age"
    EXPIRED = "expired"
    MOVED = "moved"
    UNTRUE = "untrue"
    REPORTED = "reported"


class Outgrown(StrEnum):
    """Whether a child is past the age of a kind."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


ENDED: Final = frozenset({State.SETTLED, State.UNTRUE, State.REPORTED})
STATE_OF: Final[Mapping[Ending, State]] = {
    Ending.EVIDENCE: State.SETTLED,
    Ending.AGE: State.SETTLED,
    Ending.EXPIRED: State.SETTLED,
    Ending.MOVED: State.SETTLED,
    Ending.UNTRUE: State.UNTRUE,
    Ending.REPORTED: State.REPORTED,
}
# UU 12/2022 (TPKS): sexual harassment is a crime, never a list.
ALWAYS_REPORTED: Final = frozenset({"PW06"})
# What the village must ask before it may only watch.
ASKED_FIRST: Final = frozenset({"PW05", "PW07", "PW15", "PW18", "PW19"})
# A list of mothers by how they feed, or of children by habits, shames and helps nobody.
NEVER_NAMED: Final = frozenset({"PW02", "PW06"})


@dataclass(frozen=True, slots=True)
class WatchKind:
    """A kind of problem that is watched, as the unit set it.

    `owner`: kind of agency that answers. `answer_days`: working days until it is to answer, and
    `expires_days`: days until the item ends; None where the unit's setting decides.
    `until_months`: the age at which a child has outgrown it. `names`: whether a child is named;
    otherwise children are counted. `shown_to_head`: counted by itself for the village head.
    `worry`: the form of violence a report of it names.
    """

    code: str
    label: Words
    meaning: Words
    owner: str
    settles: Words
    source: str
    questions: tuple[Question, ...] = ()
    answer_days: int | None = None
    expires_days: int | None = None
    until_months: int = 216
    becomes: Becomes = Becomes.NEVER
    names: bool = True
    shown_to_head: bool = True
    worry: str = "NA"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Noticed:
    """What somebody of the village wrote, as far as it decides whether it is taken.

    `suspects`: yes, no, unknown, or empty where it was not asked. `count`: children, where none
    is named. `age` in `unit` (year or month), as written.
    """

    village: str
    suspects: str = ""
    danger: bool = False
    named: bool = False
    count: int = 1
    age: str = ""
    unit: str = "year"
    note: str = ""


ALARM = Refusal(
    "watch.alarm",
    "A child in danger now does not wait on a list. Raise an alarm: the office reads it at once.",
)
ASK_FIRST = Refusal(
    "watch.ask_first", "Say whether you suspect violence. Not sure is an answer, too."
)
VILLAGE = Refusal("watch.village", "This village is not yours. Use the public report form.")
NO_NAMES = Refusal(
    "watch.no_names", "Children are only counted here. Leave the name out and write how many."
)
COUNT = Refusal("watch.count", "Write how many children, from 1 to 500.")
AGE = Refusal("watch.age", "Write the age as a whole number, or leave it empty.")
OUTGROWN = Refusal("watch.outgrown", "At this age the child is past what this list is for.")
LONG = Refusal("watch.long", "This text is too long. Shorten it; nothing is lost.")
NO_KIND = Refusal("watch.no_kind", "This kind is not on the list. Choose again.")
HAS_ENDED = Refusal("watch.ended", "This item has ended. Write a new one if it is needed again.")
NO_REASON = Refusal("watch.no_reason", "Write why.")
NO_EVIDENCE = Refusal("watch.no_evidence", "Write what shows it: a number, a day, who saw it.")
NO_WORDS = Refusal("watch.no_words", "Write what was found.")
NO_CONTEST = Refusal("watch.no_contest", "Nobody says that this item is wrong.")
SAME_OWNER = Refusal("watch.same_owner", "This agency has the item already. Choose another.")
NO_AGENCY = Refusal("watch.no_agency", "Choose an agency of the directory.")
PAST_DAY = Refusal("watch.past_day", "Choose a day from today on.")
FAR_DAY = Refusal("watch.far_day", "This day is too far away. An item is kept for a year at most.")
NOT_YET = Refusal(
    "watch.not_expired", "The time of this item is not over yet. Choose another reason."
)
NOT_GROWN = Refusal("watch.not_grown", "As far as we know the child is still of this age.")
LONGEST_KEPT: Final = 365


# Taking


def may_watch(actor: Actor, kind: WatchKind, noticed: Noticed) -> Refusal | None:
    """May this person put this on the watch-list, or pass it on by way of it?

    Source: PATBM guidelines (the network notices in its own village); UU 27/2022, Pasal 16.
    """
    refusal = may_do(actor, Verb.RECORD_WATCH)
    if refusal is not None:
        return refusal
    mine = actor.villages_as(*VERBS[Verb.RECORD_WATCH])
    checks = (
        (noticed.danger, ALARM),
        (noticed.village not in mine, VILLAGE),
        (not kind.active, NO_KIND),
        (kind.becomes is Becomes.ASKS and noticed.suspects not in (YES, NO, UNKNOWN), ASK_FIRST),
        (len(noticed.note) > MOST_TEXT, LONG),
    )
    found = next((refused for wrong, refused in checks if wrong), None)
    return found or (None if becomes_report(kind, noticed.suspects) else _fits(kind, noticed))


def _fits(kind: WatchKind, noticed: Noticed) -> Refusal | None:
    if not kind.names:
        if noticed.named:
            return NO_NAMES
        return None if 1 <= noticed.count <= MOST_COUNTED else COUNT
    months = age_in_months(noticed.age, noticed.unit)
    if noticed.age and months is None:
        return AGE
    return OUTGROWN if months is not None and months >= kind.until_months else None


def age_in_months(age: str, unit: str) -> int | None:
    """How many months old, as written? None for nothing, or for what is no age.

    Source: practice.
    """
    if not (age.isascii() and age.isdigit() and len(age) <= 3):
        return None
    return int(age) if unit == "month" else int(age) * 12


def becomes_report(kind: WatchKind, suspects: str) -> bool:
    """Does this become a report at once, instead of standing on a list?

    Source: UU 12/2022 (TPKS); UU 35/2014, Pasal 72 (the public reports violence).
    """
    return kind.becomes is Becomes.ALWAYS or (kind.becomes is Becomes.ASKS and suspects == YES)


def may_hold_name(kind: WatchKind) -> bool:
    """May an item of this kind say which child it is?

    Source: UU 27/2022 (PDP), Pasal 16 and 25: no list of names that serves no help.
    """
    return kind.names and kind.code not in NEVER_NAMED


def faults_in(kind: WatchKind, answers: Answers) -> dict[str, Refusal]:
    """Which answers cannot be answers to the kind's questions?

    Source: the kind's questions.
    """
    asked = {question.code: question for question in kind.questions}
    checked = {code: check_answer(one, answers.get(code, ())) for code, one in asked.items()}
    return {code: refusal for code, refusal in checked.items() if refusal is not None}


# Days


def answer_by(kind: WatchKind, day: date, standard: int, holidays: Collection[date] = ()) -> date:
    """Until which day does the owner agency answer?

    Source: the kind; else the setting `clock.watch_answer_working_days`.
    """
    return add_working_days(day, kind.answer_days or standard, holidays)


def expires_on(kind: WatchKind, day: date, standard: int) -> date:
    """On which day must a person decide whether the item is still needed?

    Source: the kind; else the setting `clock.watch_item_days`.
    """
    return day + timedelta(days=kind.expires_days or standard)


def born_from_age(age: str, unit: str, day: date) -> tuple[date, date] | None:
    """Between which two days was a child born who was called so old on a day?

    Source: practice; an age in months fixes the birth to one month, one in years to one year.
    """
    months = age_in_months(age, unit)
    if months is None:
        return None
    if unit != "month":
        return born_between(Birth(stated_age=months // 12, stated_on=day))
    return add_months(day, -months - 1) + timedelta(days=1), add_months(day, -months)


def outgrown(born: tuple[date, date] | None, until_months: int, today: date) -> Outgrown:
    """Is the child past the age of this kind?

    Sure where the latest day of birth says so; perhaps where only the earliest does.

    Source: UU 35/2014, Pasal 1; the kind.
    """
    if born is None:
        return Outgrown.NO
    first, last = (add_months(day, until_months) for day in born)
    if today >= last:
        return Outgrown.YES
    return Outgrown.PERHAPS if today >= first else Outgrown.NO


# Moving


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as the rules see it: where it stands, and until when.

    `owner`: the agency that has it. `contested`: somebody said that it is not so.
    """

    state: State
    expires: date
    owner: str = ""
    contested: bool = False
    outgrown: Outgrown = Outgrown.NO


def _may_follow(actor: Actor, one: Standing) -> Refusal | None:
    refusal = may_do(actor, Verb.FOLLOW_WATCH)
    if refusal is not None:
        return refusal
    return HAS_ENDED if one.state in ENDED else None


def may_ask(actor: Actor, one: Standing, *, agency: bool, due: date, today: date) -> Refusal | None:
    """May this person put the item before its owner agency, or ask it again, until that day?

    Source: practice; UU 27/2022 (PDP), Pasal 16.
    """
    checks = ((not agency, NO_AGENCY), (due < today, PAST_DAY))
    return _may_follow(actor, one) or next((refused for bad, refused in checks if bad), None)


def may_answer(actor: Actor, one: Standing, answer: Answer, *, words: str) -> Refusal | None:
    """May this person write down what the owner agency says?

    Source: practice; what settles an item is shown.
    """
    refusal = _may_follow(actor, one)
    if refusal is not None or words.strip():
        return refusal
    return NO_EVIDENCE if answer is Answer.SETTLED else NO_WORDS


def may_visit(actor: Actor, one: Standing, *, own: bool, words: str) -> Refusal | None:
    """May this person write what a new visit found? In the village: only who wrote the item.

    Source: PATBM guidelines (the network looks again).
    """
    verb = Verb.RECORD_WATCH if own else Verb.FOLLOW_WATCH
    refusal = may_do(actor, verb)
    if refusal is not None:
        return refusal
    if one.state in ENDED:
        return HAS_ENDED
    return None if words.strip() else NO_WORDS


def may_contest(actor: Actor, one: Standing, *, own: bool, reason: str) -> Refusal | None:
    """May this person write down that the family, or the village, says it is not so?

    Source: UU 27/2022 (PDP), Pasal 6 and 30 (correction).
    """
    refusal = may_visit(actor, one, own=own, words=reason)
    return NO_REASON if refusal is NO_WORDS else refusal


def may_decide_contest(
    actor: Actor, one: Standing, *, reason: str, corrects: bool
) -> Refusal | None:
    """May this person put an item right, or write why it stands although it is contested?

    What is wrong may be put right without anybody asking.

    Source: UU 27/2022 (PDP), Pasal 30.
    """
    refusal = _may_follow(actor, one)
    if refusal is not None:
        return refusal
    if not (one.contested or corrects):
        return NO_CONTEST
    return None if reason.strip() else NO_REASON


def may_hand_on(actor: Actor, one: Standing, *, to: str, reason: str) -> Refusal | None:
    """May this person hand the item on to another agency?

    Source: practice: an item is never without somebody who answers.
    """
    checks = ((not to, NO_AGENCY), (to == one.owner, SAME_OWNER), (not reason.strip(), NO_REASON))
    return _may_follow(actor, one) or next((refused for bad, refused in checks if bad), None)


def may_report(actor: Actor, one: Standing, *, reason: str) -> Refusal | None:
    """May this person make a report of what stood on the list?

    Source: UU 35/2014, Pasal 72; UU 12/2022 (TPKS).
    """
    return _may_follow(actor, one) or (None if reason.strip() else NO_REASON)


def may_keep(
    actor: Actor, one: Standing, *, until: date, today: date, reason: str
) -> Refusal | None:
    """May this person keep an item beyond its time?

    Source: UU 27/2022 (PDP), Pasal 16 (no longer than needed): with a reason, a year at most.
    """
    refusal = _may_follow(actor, one)
    if refusal is not None:
        return refusal
    checks = (
        (until <= today, PAST_DAY),
        (until > today + timedelta(days=LONGEST_KEPT), FAR_DAY),
        (not reason.strip(), NO_REASON),
    )
    return next((refused for wrong, refused in checks if wrong), None)


def may_end(
    actor: Actor, one: Standing, ending: Ending, *, words: str, today: date
) -> Refusal | None:
    """May this person end this item, for this reason?

    The clock alone ends nothing: a person decides at the end of its time. Only an age that is
    sure ends an item by itself.

    Source: UU 27/2022 (PDP), Pasal 16 and 43; own design.
    """
    if actor.system:
        sure = ending is Ending.AGE and one.outgrown is Outgrown.YES
        return None if sure and one.state not in ENDED else HAS_ENDED
    refusal = _may_follow(actor, one)
    if refusal is not None:
        return refusal
    checks = (
        (ending is Ending.EVIDENCE and not words.strip(), NO_EVIDENCE),
        (ending is Ending.EXPIRED and today < one.expires, NOT_YET),
        (ending is Ending.AGE and one.outgrown is Outgrown.NO, NOT_GROWN),
        (not words.strip(), NO_REASON),
    )
    return next((refused for wrong, refused in checks if wrong), None)


# Counting


def counts_for_head(
    counts: Mapping[str, int], kinds: Mapping[str, WatchKind]
) -> tuple[dict[str, int], int]:
    """What may the village head see: numbers by kind, and how many stand behind no kind?

    A kind that points at somebody, or that has fewer than three, is only part of the whole.

    Source: UU 11/2012, Pasal 19; village heads may be kin to those watched.
    """
    shown = {
        code: number
        for code, number in counts.items()
        if number >= FEW and (kind := kinds.get(code)) is not None and kind.shown_to_head
    }
    return shown, sum(counts.values()) - sum(shown.values())
