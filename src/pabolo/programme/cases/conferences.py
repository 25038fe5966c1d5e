"""How the conferences of a case stand: the fold over their lines. Pure; opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import singledispatch
from uuid import UUID

from pabolo.programme.cases import entries as e
from pabolo.rules.conference import Meeting, Outcome, Seat


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, and what became of it."""

    line: e.ConferenceDecided
    followed: tuple[e.DecisionFollowed, ...] = ()

    @property
    def due(self) -> str:
        """By which day (ISO) it is to be done now."""
        return next((one.due for one in reversed(self.followed) if one.due), self.line.due)

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return not self.followed or self.followed[-1].outcome == Outcome.LATER


@dataclass(frozen=True, slots=True)
class Gathering:
    """One conference as it stands. What was said is not here: it is sealed apart."""

    called: e.ConferenceCalled
    chair: str
    starts_at: datetime
    place: str
    by_phone: bool
    state: Meeting = Meeting.CALLED
    moved: tuple[e.ConferenceMoved, ...] = ()
    invited: dict[str, e.ConferenceInvited] = field(default_factory=dict)
    held: e.ConferenceHeld | None = None
    written: e.ConferenceWritten | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    read: dict[str, e.MinutesRead] = field(default_factory=dict)
    shared: tuple[e.MinutesShared, ...] = ()
    finished: e.MinutesFinished | None = None
    cancelled: e.ConferenceCancelled | None = None

    @property
    def unfinished(self) -> bool:
        """Whether it was held, and its minutes are still owed."""
        return self.state in (Meeting.HELD, Meeting.WRITTEN)

    @property
    def present(self) -> frozenset[UUID]:
        """Colleagues who were there."""
        return frozenset(UUID(one) for one in self.held.present) if self.held else frozenset()

    @property
    def seat(self) -> Seat:
        """The same as the rules see it."""
        shared = frozenset(UUID(one.person) for one in self.shared)
        return Seat(self.state, UUID(self.chair), self.present, shared)

    @property
    def colleagues(self) -> tuple[e.ConferenceInvited, ...]:
        """Invited people of the team."""
        return tuple(one for one in self.invited.values() if one.person)

    @property
    def agencies(self) -> tuple[e.ConferenceInvited, ...]:
        """Invited agencies."""
        return tuple(one for one in self.invited.values() if one.agency)

    @property
    def people(self) -> frozenset[UUID]:
        """Colleagues whose day it is: chair, who presents, who is invited."""
        ids = {self.chair, self.called.presenter, *(one.person for one in self.colleagues)}
        return frozenset(UUID(one) for one in ids if one)


type Gatherings = Mapping[str, Gathering]


def stepped(line: e.ConferenceLine, held: Gatherings) -> dict[str, Gathering]:
    """The conferences after one line; a line of one that is not known changes nothing."""
    if isinstance(line, e.ConferenceCalled):
        begun = Gathering(line, line.chair, line.starts_at, line.place, line.by_phone)
        return {**held, line.conference: begun}
    known = held.get(line.conference)
    return {**held} if known is None else {**held, line.conference: after(line, known)}


def ended(held: Gatherings) -> dict[str, Gathering]:
    """The same once the case has closed: what waited to be held does not take place."""
    return {
        key: replace(one, state=Meeting.ENDED) if one.state is Meeting.CALLED else one
        for key, one in held.items()
    }


@singledispatch
def after(line: e.ConferenceLine, one: Gathering) -> Gathering:
    """A conference after one line; kinds that change nothing shown leave it as it is."""
    return one


@after.register
def _(line: e.ConferenceInvited, one: Gathering) -> Gathering:
    return replace(one, invited={**one.invited, line.invitation: line})


@after.register
def _(line: e.ConferenceUninvited, one: Gathering) -> Gathering:
    left = {key: each for key, each in one.invited.items() if key != line.invitation}
    return replace(one, invited=left)


@after.register
def _(line: e.ConferenceMoved, one: Gathering) -> Gathering:
    moved = (*one.moved, line)
    return replace(
        one, starts_at=line.starts_at, place=line.place, by_phone=line.by_phone, moved=moved
    )


@after.register
def _(line: e.ConferenceChaired, one: Gathering) -> Gathering:
    return replace(one, chair=line.chair)


@after.register
def _(line: e.ConferenceCancelled, one: Gathering) -> Gathering:
    return replace(one, state=Meeting.CANCELLED, cancelled=line)


@after.register
def _(line: e.ConferenceHeld, one: Gathering) -> Gathering:
    return replace(one, state=Meeting.HELD, held=line)


@after.register
def _(line: e.ConferenceWritten, one: Gathering) -> Gathering:
    return replace(one, state=Meeting.WRITTEN, written=line)


@after.register
def _(line: e.ConferenceDecided, one: Gathering) -> Gathering:
    return replace(one, decisions={**one.decisions, line.decision: Decision(line)})


@after.register
def _(line: e.DecisionFollowed, one: Gathering) -> Gathering:
    known = one.decisions.get(line.decision)
    if known is None:
        return one
    now = replace(known, followed=(*known.followed, line))
    return replace(one, decisions={**one.decisions, line.decision: now})


@after.register
def _(line: e.MinutesRead, one: Gathering) -> Gathering:
    return replace(one, read={**one.read, line.by: line})


@after.register
def _(line: e.MinutesShared, one: Gathering) -> Gathering:
    return replace(one, shared=(*one.shared, line))


@after.register
def _(line: e.MinutesFinished, one: Gathering) -> Gathering:
    return replace(one, state=Meeting.FINISHED, finished=line)
