"""What becomes of what a phone sends, and who may look after the phones?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pabolo.rules.activities import IN_VILLAGE
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.vocabulary import Role

VERSION = "1"
KNOWN_VERSIONS = frozenset({VERSION})
MOST_WRONG = 10
MOST_AT_ONCE = 50
LONGEST_LABEL = 60
KEEPERS = frozenset({Role.PROGRAMME, Role.SUPERVISOR})


class Fate(StrEnum):
    """What is done with an envelope."""

    WORK = "work"
    PARK = "parked"
    REFUSE = "refused"
    QUARANTINE = "quarantined"


@dataclass(frozen=True, slots=True)
class Sent:
    """An envelope against the facts of the server, at the moment when it is looked at.

    `proved`: its token was given to the person it names, on the phone that sealed it.
    `person_revoked`: that person was taken off the phone. `at_work`: the person holds a post in
    a group. `theirs`: the entry is about a village of such a post. `clock_wrong`: the day of the
    entry was taken from a clock that is known to be wrong.
    """

    kind: str
    rules: str = VERSION
    named: bool = True
    proved: bool = True
    device_revoked: bool = False
    person_revoked: bool = False
    at_work: bool = True
    theirs: bool = True
    clock_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an envelope, and why. `code` is empty where there is nothing to say."""

    fate: Fate
    code: str = ""
    sentence: str = ""


WORKED_IN = Verdict(Fate.WORK)
QUARANTINED = Verdict(
    Fate.QUARANTINE,
    "field.revoked",
    msg("This phone is no longer in use. The office keeps what it sent and looks at it."),
)
UNREADABLE = Verdict(
    Fate.PARK, "field.unreadable", msg("The office could not read this entry and looks at it.")
)
FAULT = Verdict(
    Fate.PARK, "field.fault", msg("The office could not take this entry in and looks at it.")
)
UNKNOWN_KIND = Verdict(
    Fate.PARK, "field.kind", msg("The office cannot take in this kind of entry yet. It is kept.")
)
CLASH = Verdict(
    Fate.PARK,
    "field.clash",
    msg("Somebody else changed the same entry. Both are kept; the group lead decides."),
)
NO_GROUP = Verdict(
    Fate.PARK, "field.no_group", msg("This village has no group now. The office looks at it.")
)
NOT_THEIRS = Verdict(
    Fate.PARK,
    "field.village",
    msg("This village is no longer yours. The office looks at this entry."),
)
ID_TAKEN = Refusal("field.id_taken", "This number was already used by another phone.")


_WAITS: tuple[tuple[Callable[[Sent], bool], str, str], ...] = (
    (
        lambda sent: sent.rules not in KNOWN_VERSIONS,
        "field.rules_changed",
        msg("This entry was made with other rules than the office's. A person looks at it."),
    ),
    (
        lambda sent: not sent.named,
        "field.no_person",
        msg("This entry does not say whose it is. A person looks at it."),
    ),
    (
        lambda sent: not sent.proved,
        "field.unproved",
        msg("The office cannot tell whether this entry is yours. A person looks at it."),
    ),
    (
        lambda sent: not sent.at_work,
        "field.person_left",
        msg("Your post in the group has ended. The office looks at this entry."),
    ),
    (lambda sent: not sent.theirs, NOT_THEIRS.code, NOT_THEIRS.sentence),
    (
        lambda sent: sent.clock_wrong,
        "field.clock",
        msg("The clock of this phone was wrong, so the day may be. A person looks at it."),
    ),
)


def becomes_of(sent: Sent) -> Verdict:
    """May this envelope be worked in, or what becomes of it?

    What a revoked phone or person sends is kept apart. An alarm waits for nothing else: whoever
    told it, the office reads it as it reads every report. Everything else waits for a person
    where the facts are not as the phone saw them.

    Source: UU 35/2014 Pasal 72 (everyone may report); UU 27/2022 Pasal 35 (access is limited).
    """
    if sent.device_revoked or sent.person_revoked:
        return QUARANTINED
    if sent.kind == "alarm":
        return WORKED_IN
    for waits, code, sentence in _WAITS:
        if waits(sent):
            return Verdict(Fate.PARK, code, sentence)
    return WORKED_IN


def when_refused(kind: str, refusal: Refusal) -> Verdict:
    """What becomes of an entry that its own rule refuses?

    An entry of a register is refused and the phone says why. An alarm is never lost: it waits.

    Source: own check; a worry about a child reaches a person.
    """
    fate = Fate.PARK if kind in {"alarm", "watch"} else Fate.REFUSE
    return Verdict(fate, refusal.code, refusal.sentence)


REASONS: Mapping[str, str] = {
    "field.again": msg("This entry is already in the register."),
    "field.not_ours": msg("This entry does not belong to this group."),
    "field.not_sent": msg("The person named did not make this entry."),
    "field.write_again": msg("The office cannot use this entry. Please write it again."),
}


def may_keep_phones(actor: Actor) -> Refusal | None:
    """May this person look after the phones: see them, revoke, lift, decide what waits?

    Source: UU 27/2022 Pasal 35 (the controller secures what is processed).
    """
    if actor.has(*KEEPERS):
        return None
    return Refusal("field.role", "The programme officer or the supervisor looks after the phones.")


def may_enrol(actor: Actor, *, label: str) -> Refusal | None:
    """May this person use the field app on a phone?

    Source: as `may_keep_phones`.
    """
    if not actor.has(*IN_VILLAGE):
        return Refusal("field.own_group", "Only members of a group use the app of the village.")
    if not label.strip() or len(label.strip()) > LONGEST_LABEL:
        return Refusal("field.label", "Give the phone a name of at most 60 letters.")
    return None


@dataclass(frozen=True, slots=True)
class OnPhone:
    """A person on a phone, as the rules see it."""

    device_revoked: bool = False
    revoked: bool = False
    opened: bool = False
    reset: bool = False
    wrong: int = 0


def _revoked(on: OnPhone) -> Refusal | None:
    if on.device_revoked or on.revoked:
        return Refusal("field.phone_revoked", "This phone was revoked. Ask the office.")
    return None


def may_enrol_again(on: OnPhone) -> Refusal | None:
    """May a person who is on this phone get a new PIN there?

    Source: own check; a forgotten PIN is reset by the group lead or the office.
    """
    refusal = _revoked(on)
    if refusal is not None:
        return refusal
    if on.opened and not on.reset:
        return Refusal(
            "field.pin_stands",
            "You already have a PIN on this phone. If you forgot it, ask your group lead.",
        )
    return None


def may_open(actor: Actor, on: OnPhone) -> Refusal | None:
    """May this person's cache be opened for another lease?

    Source: own check; after ten wrong proofs a person must look.
    """
    refusal = _revoked(on)
    if refusal is not None:
        return refusal
    if on.wrong >= MOST_WRONG or on.reset:
        return Refusal(
            "field.own_reset", "Too many wrong PINs, or a new PIN is due. Ask your group lead."
        )
    if not actor.has(*IN_VILLAGE):
        return Refusal("field.own_post", "Your post in the group has ended. Ask the office.")
    return None


def may_reset_pin(actor: Actor, villages: frozenset[str], *, own: bool) -> Refusal | None:
    """May this person reset the PIN of somebody of these villages?

    Source: own check; nobody resets the own PIN.
    """
    if own:
        return Refusal("field.own_pin", "Nobody resets their own PIN. Ask somebody else.")
    leads = actor.villages_as(Role.GROUP_LEAD)
    if actor.has(*KEEPERS) or not leads.isdisjoint(villages):
        return None
    return Refusal("field.role_lead", "The group lead or the office resets a forgotten PIN.")


def skew_of(phone: datetime, at: datetime) -> int:
    """By how many seconds is the clock of the phone ahead of ours?

    Source: own check.
    """
    return int((phone - at).total_seconds())


def clock_is_wrong(skew: int, *, hours: int) -> bool:
    """Is a clock off by so much that it can tell the wrong day?

    Source: own check; the hours are a setting.
    """
    return abs(timedelta(seconds=skew)) > timedelta(hours=hours)
