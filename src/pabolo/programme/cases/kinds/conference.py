"""Lines about a case conference: called, invited, held, decided, followed, read, finished.

What was said lies on a side of its own (`MEETING`), which no post opens.
"""

from datetime import datetime

import msgspec

from pabolo.programme.cases.kinds.base import Line


class ConferenceLine(Line, frozen=True, kw_only=True):
    """A line of one conference."""

    conference: str


class ConferenceCalled(ConferenceLine, frozen=True, kw_only=True, tag="conference_called"):
    """A conference is called: why, which question, when, where or by phone, with which agenda."""

    why: str
    question: str
    starts_at: datetime
    place: str
    by_phone: bool = False
    chair: str
    presenter: str = ""
    agenda: tuple[str, ...] = ()


class ConferenceInvited(ConferenceLine, frozen=True, kw_only=True, tag="conference_invited"):
    """A colleague, or an agency of the directory, is asked to come.

    Of an agency: for what, whom it should bring, and on which basis it may be told which parts.
    `vouched`: what the chair wrote where the accused may belong to this kind of agency.
    """

    invitation: str
    person: str = ""
    agency: str = ""
    kind: str = ""
    name: str = ""
    bring: str = ""
    purpose: str = ""
    basis: str = ""
    law: str = ""
    vouched: str = ""


class ConferenceUninvited(ConferenceLine, frozen=True, kw_only=True, tag="conference_uninvited"):
    """An invitation was taken back."""

    invitation: str
    reason: str


class ConferenceMoved(ConferenceLine, frozen=True, kw_only=True, tag="conference_moved"):
    """Another day, hour or place."""

    starts_at: datetime
    place: str
    by_phone: bool = False
    reason: str


class ConferenceChaired(ConferenceLine, frozen=True, kw_only=True, tag="conference_chaired"):
    """Somebody else chairs."""

    chair: str
    before: str
    reason: str


class ConferenceCancelled(ConferenceLine, frozen=True, kw_only=True, tag="conference_cancelled"):
    """It does not take place."""

    reason: str


class FromOutside(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of an agency who came. `checked`: why a like name means somebody else."""

    invitation: str
    name: str
    office: str
    checked: str = ""


class ConferenceHeld(ConferenceLine, frozen=True, kw_only=True, tag="conference_held"):
    """It was held: when, who was there, that the oath of secrecy was read."""

    held_at: datetime
    chair: str
    present: tuple[str, ...]
    outside: tuple[FromOutside, ...] = ()
    oath_read: bool = True


class ConferenceSaid(ConferenceLine, frozen=True, kw_only=True, tag="conference_said"):
    """What was said on each item of the agenda, the child's own words, what was disagreed on."""

    items: tuple[str, ...]
    child_words: str = ""
    why_not_asked: str = ""
    disagreement: str = ""


class ConferenceWritten(ConferenceLine, frozen=True, kw_only=True, tag="conference_written"):
    """The minutes are written. What they say lies elsewhere."""

    child_heard: bool


class ConferenceDecided(ConferenceLine, frozen=True, kw_only=True, tag="conference_decided"):
    """One decision: what, who does it (a colleague, or who of which agency), by which day."""

    decision: str
    text: str
    person: str = ""
    invitation: str = ""
    due: str


class DecisionFollowed(ConferenceLine, frozen=True, kw_only=True, tag="decision_followed"):
    """What became of a decision: `done`, `not_done` with why, `later` with why and a new day."""

    decision: str
    outcome: str
    why: str = ""
    due: str = ""


class MinutesRead(ConferenceLine, frozen=True, kw_only=True, tag="minutes_read"):
    """Somebody who was there read the minutes, and agrees or objects."""

    agrees: bool


class MinutesObjected(ConferenceLine, frozen=True, kw_only=True, tag="minutes_objected"):
    """What somebody who was there objects to."""

    text: str


class MinutesAdded(ConferenceLine, frozen=True, kw_only=True, tag="minutes_added"):
    """Something is added to the minutes. What stood there stays."""

    text: str


class MinutesAmended(ConferenceLine, frozen=True, kw_only=True, tag="minutes_amended"):
    """That something was added to the minutes. What it says lies elsewhere."""


class MinutesShared(ConferenceLine, frozen=True, kw_only=True, tag="minutes_shared"):
    """The chair lets somebody of the team, who was not there, read the minutes."""

    person: str
    reason: str


class MinutesFinished(ConferenceLine, frozen=True, kw_only=True, tag="minutes_finished"):
    """The chair finished the minutes. `unread`: why without everybody's word."""

    unread: str = ""
    undecided: str = ""
