"""What may people ask of the data we keep about them, until when, and when must we refuse?

Whoever asks gets an answer in time. A refusal never tells whether there is a file at all: the words
are the same whether the asker is somebody the child must be kept from, or nobody here knows them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.names import Match


class Asks(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    COPY = "copy"
    READERS = "readers"
    CORRECTION = "correction"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    ERASURE = "erasure"


class Relation(StrEnum):
    """Who asks, as seen from the child."""

    CHILD = "child"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPORTER = "reporter"
    COUNSEL = "counsel"
    OTHER = "other"


class Identified(StrEnum):
    """How it was checked that they are who they say."""

    DOCUMENT = "document"
    KNOWN = "known"
    REPORT_CODE = "report_code"
    LETTER = "letter"
    NOT = "not"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why it is refused."""

    ENDANGERS = "endangers"
    OTHERS_DATA = "others_data"
    LEGAL_PROCESS = "legal_process"
    NOT_THEIRS = "not_theirs"
    NOTHING_KNOWN = "nothing_known"
    MUST_KEEP = "must_keep"


@dataclass(frozen=True, slots=True)
class Right:
    """One right: what it is called, its source, whether the law itself fixes the time."""

    text: str
    source: str
    by_law: bool


RIGHTS: Final[Mapping[Asks, Right]] = {
    Asks.ACCESS: Right(
        msg("To see what is kept"), msg("UU 27/2022 (PDP), Pasal 7 and 32: 3 x 24 hours"), True
    ),
    Asks.COPY: Right(
        msg("A copy of what is kept"), msg("UU 27/2022 (PDP), Pasal 7 and 32: 3 x 24 hours"), True
    ),
    Asks.CORRECTION: Right(
        msg("To put something right"), msg("UU 27/2022 (PDP), Pasal 6 and 30: 3 x 24 hours"), True
    ),
    Asks.OBJECTION: Right(
        msg("To stop or limit the use"),
        msg("UU 27/2022 (PDP), Pasal 11 and 41: 3 x 24 hours"),
        True,
    ),
    Asks.WITHDRAWAL: Right(
        msg("To take back a consent"), msg("UU 27/2022 (PDP), Pasal 9 and 40: 3 x 24 hours"), True
    ),
    Asks.ERASURE: Right(
        msg("To have it destroyed"),
        msg("UU 27/2022 (PDP), Pasal 8 and 43-44; the law names no hours: a setting"),
        False,
    ),
    Asks.READERS: Right(
        msg("To know who read it"),
        msg("UU 27/2022 (PDP), Pasal 5 and 7; the law names no hours: a setting"),
        False,
    ),
}

GROUNDS: Final[Mapping[Ground, Right]] = {
    Ground.ENDANGERS: Right(
        msg("It would endanger the child or somebody else"),
        msg("UU 27/2022 (PDP), Pasal 33 letter a; UU 35/2014, Pasal 59A and 64"),
        True,
    ),
    Ground.OTHERS_DATA: Right(
        msg("It would disclose somebody else's data"),
        msg("UU 27/2022 (PDP), Pasal 33 letter b; UU 11/2012 (SPPA), Pasal 19"),
        True,
    ),
    Ground.NOT_THEIRS: Right(
        msg("It was not shown that the asker may ask for this"),
        msg("UU 27/2022 (PDP), Pasal 5 to 7 (rights of the person concerned)"),
        False,
    ),
    Ground.NOTHING_KNOWN: Right(
        msg("Nothing is kept here"), msg("UU 27/2022 (PDP), Pasal 7"), False
    ),
    Ground.LEGAL_PROCESS: Right(
        msg("A legal process depends on it"),
        msg("UU 27/2022 (PDP), Pasal 15 and 44 (law enforcement)"),
        False,
    ),
    Ground.MUST_KEEP: Right(
        msg("It must be kept for a time by law"),
        msg("UU 43/2009 (archives); UU 27/2022 (PDP), Pasal 43"),
        False,
    ),
}

# One and the same letter for all of these: it must not be told which of them it is.
SILENT: Final = frozenset(
    {Ground.ENDANGERS, Ground.OTHERS_DATA, Ground.NOT_THEIRS, Ground.NOTHING_KNOWN}
)
OWN: Final = frozenset({Relation.CHILD, Relation.PARENT, Relation.GUARDIAN, Relation.COUNSEL})
# Whoever may be a parent who is accused, stand close to one, or be sent by one.
FAMILY: Final = frozenset({Relation.PARENT, Relation.GUARDIAN, Relation.COUNSEL})
PARENT_CODE: Final = "OT"  # begins the code of every relation to the child that is a parent's
REPORTERS: Final = frozenset({Asks.ACCESS, Asks.CORRECTION, Asks.WITHDRAWAL, Asks.ERASURE})


def is_by_law(asks: Asks) -> bool:
    """Does the law itself say until when this is answered?

    Source: UU 27/2022 (PDP), Pasal 30, 32, 40, 41.
    """
    return RIGHTS[asks].by_law


def parent_among(relations: Iterable[str]) -> bool:
    """Is a parent among those accused, by their relation to the child?

    Source: UU 35/2014, Pasal 59 and 64 (best interest of the child).
    """
    return any(one.startswith(PARENT_CODE) for one in relations)


def kin_accused(relation: Relation, relations: Iterable[str]) -> bool:
    """May who asks be a parent accused there, stand close to one, or be sent by one?

    Source: UU 27/2022 (PDP), Pasal 33 (must refuse what endangers).
    """
    return relation in FAMILY and parent_among(relations)


def may_take(actor: Actor, *, name: str, child: str, words: str) -> Refusal | None:
    """May this person record a request, and is it complete enough to be answered?

    Source: UU 27/2022 (PDP), Pasal 14 (recorded requests).
    """
    refusal = may_do(actor, Verb.TAKE_REQUEST)
    if refusal is not None:
        return refusal
    checks = (
        (name, Refusal("rights.no_name", "Write who asks.")),
        (child, Refusal("rights.no_child", "Write about whom they ask, in their own words.")),
        (words, Refusal("rights.no_words", "Write what they ask for.")),
    )
    return next((said for text, said in checks if not text.strip()), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the decision sees it.

    `accused`: how like the asker's name is to a name accused in the file. `kin_accused`: a parent
    is accused there and a parent asks, or counsel, whom a parent may have sent.
    `file`: a file was found. `looked`: it was looked for one.
    """

    asks: Asks
    relation: Relation
    identified: Identified
    answered: bool = False
    looked: bool = False
    file: bool = False
    accused: Match = Match.NONE
    kin_accused: bool = False
    held: bool = False
    legal_open: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be decided. `not_the_accused`: somebody made sure, and wrote how."""

    outcome: Outcome
    ground: Ground | None = None
    reason: str = ""
    not_the_accused: str = ""


MUST_REFUSE = Refusal(
    "rights.accused",
    "The asker's name is that of somebody accused in this file. The request is refused; the letter "
    "does not say whether there is a file.",
)
MAKE_SURE = Refusal(
    "rights.make_sure",
    "The asker may be, or stand close to, somebody accused in this file. Make sure they are not, "
    "and write how; or refuse.",
)


def may_decide(actor: Actor, asked: Asked, answer: Answer) -> Refusal | None:
    """May this person decide a request so?

    Source: UU 27/2022 (PDP), Pasal 33 (must refuse what endangers, or discloses others' data).
    """
    refusal = may_do(actor, Verb.DECIDE_REQUEST)
    if refusal is not None:
        return refusal
    checks = (
        (asked.answered, Refusal("rights.answered", "This request was answered already.")),
        (not asked.looked, Refusal("rights.not_looked", "Say first whether there is a file.")),
        (
            not answer.reason.strip(),
            Refusal("rights.no_reason", "Write why you decide so. The letter does not show it."),
        ),
    )
    found = next((said for wrong, said in checks if wrong), None)
    if found is not None:
        return found
    if answer.outcome is Outcome.REFUSED:
        return _may_refuse(asked, answer)
    return _may_grant(asked, answer)


def _may_know(asked: Asked) -> bool:
    """Whether it was checked who asks, and they may ask this of a file."""
    own = asked.relation in OWN or (asked.relation is Relation.REPORTER and asked.asks in REPORTERS)
    return own and asked.identified is not Identified.NOT


def _may_refuse(asked: Asked, answer: Answer) -> Refusal | None:
    if answer.ground is None:
        return Refusal("rights.no_ground", "Choose the ground on which it is refused.")
    close = asked.accused is not Match.NONE or asked.kin_accused
    if answer.ground not in SILENT and (close or not asked.file or not _may_know(asked)):
        return Refusal(
            "rights.tells",
            "This ground would tell that there is a file. Choose one whose letter does not.",
        )
    return None


def _may_grant(asked: Asked, answer: Answer) -> Refusal | None:
    unsure = asked.accused is Match.UNCLEAR or asked.kin_accused
    checks = (
        (asked.accused is Match.CLEAR, MUST_REFUSE),
        (not asked.file, Refusal("rights.no_file", "There is no file this could be given from.")),
        (
            not _may_know(asked),
            Refusal(
                "rights.not_shown",
                "It was not checked who asks, or they may not ask this. Check first, or refuse.",
            ),
        ),
        (unsure and not answer.not_the_accused.strip(), MAKE_SURE),
        (
            asked.asks is Asks.ERASURE and (asked.held or asked.legal_open),
            Refusal(
                "rights.legal", "A legal process or a hold lies on this. It may not be destroyed."
            ),
        ),
    )
    return next((said for wrong, said in checks if wrong), None)


def frees(*, asks: Asks, relation: Relation, outcome: Outcome | None) -> bool:
    """Does this request, once decided so, free a child's whole file to be destroyed?

    A reporter's reaches only what they told of themselves.

    Source: UU 27/2022 (PDP), Pasal 8 and 43 (at the request of the person concerned).
    """
    return asks is Asks.ERASURE and outcome is Outcome.GRANTED and relation in OWN


def may_carry_out(
    actor: Actor, *, outcome: Outcome | None, done: bool, waits: bool = False
) -> Refusal | None:
    """May this person say that what was granted is done?

    `waits`: the file that is to be destroyed still stands. Once the request had ended, nothing
    would free that file any more.

    Source: UU 27/2022 (PDP), Pasal 30, 32 and 44.
    """
    refusal = may_do(actor, Verb.TAKE_REQUEST)
    if refusal is not None:
        return refusal
    checks = (
        (
            outcome is None or outcome is Outcome.REFUSED,
            Refusal("rights.nothing_granted", "Nothing was granted here."),
        ),
        (done, Refusal("rights.done", "This was done already.")),
        (
            waits,
            Refusal(
                "rights.still_kept",
                "The file still stands. It is destroyed first, by two people; then this is done.",
            ),
        ),
    )
    return next((said for wrong, said in checks if wrong), None)
