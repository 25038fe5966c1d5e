"""How the legal process of a case stands: the fold over the lines of its legal side. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatch

from pabolo.programme.cases.kinds import legal as k
from pabolo.programme.cases.kinds.base import Line
from pabolo.rules.court import DateState
from pabolo.rules.legal import INVESTIGATED, NOTHING_YET, TRIAL, is_open
from pabolo.rules.legal_claims import GIVING, Claim, Outcome
from pabolo.rules.takedown import Answer

LINES = (
    k.LegalStaged
    | k.LegalStageCorrected
    | k.DatePlanned
    | k.ChildPrepared
    | k.DateEnded
    | k.LegalLetter
    | k.LegalLetterStruck
    | k.ClaimAsked
    | k.ClaimWaived
    | k.ClaimDecided
    | k.ClaimPaid
    | k.TakedownAsked
    | k.TakedownLooked
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A stage as it stands after its corrections; `first` as it was written."""

    key: str
    line: k.LegalStaged
    first: k.LegalStaged
    corrected: k.LegalStageCorrected | None = None

    @property
    def struck(self) -> bool:
        """Whether it was taken out without another instead."""
        return self.corrected is not None and self.corrected.instead is None


@dataclass(frozen=True, slots=True)
class Dated:
    """An appointment with what became of it."""

    planned: k.DatePlanned
    prepared: k.ChildPrepared | None = None
    ended: k.DateEnded | None = None

    @property
    def state(self) -> DateState:
        """Planned until its end is recorded."""
        return DateState(self.ended.to) if self.ended else DateState.PLANNED


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the process."""

    line: k.LegalLetter
    struck: k.LegalLetterStruck | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was asked for, decided and paid."""

    asked: k.ClaimAsked
    decided: k.ClaimDecided | None = None
    paid: tuple[k.ClaimPaid, ...] = ()

    @property
    def kind(self) -> Claim:
        """Restitution or protection."""
        return Claim(self.asked.kind)

    @property
    def owed(self) -> int:
        """What was granted and is not paid yet, in rupiah."""
        if self.kind is not Claim.RESTITUTION or not self.granted or self.decided is None:
            return 0
        return max(self.decided.amount - sum(one.amount for one in self.paid), 0)

    @property
    def granted(self) -> bool:
        """Whether the decision gives something."""
        return self.decided is not None and Outcome(self.decided.outcome) in GIVING

    @property
    def settled(self) -> bool:
        """Nothing is waited for any more."""
        return self.decided is not None and not self.owed


@dataclass(frozen=True, slots=True)
class Takedown:
    """A request to take content down, with every look at it."""

    asked: k.TakedownAsked
    looks: tuple[k.TakedownLooked, ...] = ()

    @property
    def answer(self) -> Answer:
        """How it stood at the last look."""
        return Answer(self.looks[-1].answer) if self.looks else Answer.SENT

    @property
    def gone(self) -> bool:
        """Whether the content was taken down."""
        return self.answer is Answer.REMOVED


@dataclass(frozen=True, slots=True)
class LegalTrack:
    """Everything of the legal side, as far as it was opened."""

    stages: dict[str, Staged] = field(default_factory=dict)
    dates: dict[str, Dated] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    claims: dict[str, Claimed] = field(default_factory=dict)
    waived: dict[str, k.ClaimWaived] = field(default_factory=dict)
    takedowns: dict[str, Takedown] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Staged, ...]:
        """The stages that stand, in the order in which they were written."""
        return tuple(one for one in self.stages.values() if not one.struck)

    @property
    def last(self) -> k.LegalStaged | None:
        """The stage that was recorded last and stands."""
        return self.standing[-1].line if self.standing else None

    @property
    def stage(self) -> str:
        """Its code; H0 where none stands."""
        return self.last.stage if self.last else NOTHING_YET

    @property
    def codes(self) -> Sequence[str]:
        """The codes of the stages that stand, in order."""
        return [one.line.stage for one in self.standing]

    def asked(self, kind: Claim) -> Claimed | None:
        """What is asked for of this kind, the last one."""
        return next(reversed(self.of(kind)), None)

    def running(self, kind: Claim) -> Claimed | None:
        """What is asked for of this kind and waits for a decision."""
        last = self.asked(kind)
        return last if last and last.decided is None else None

    def of(self, kind: Claim) -> list[Claimed]:
        """Everything asked for of this kind, in order."""
        return [one for one in self.claims.values() if one.kind is kind]

    def unpaid(self, kind: Claim) -> Claimed | None:
        """What was granted of this kind and is not paid yet, the first."""
        return next((one for one in self.of(kind) if one.owed), None)

    @property
    def restitution_answered(self) -> bool:
        """Asked for, or the family said that they do not want it."""
        kind = Claim.RESTITUTION
        return self.asked(kind) is not None or kind in self.waived

    @property
    def restitution_phase(self) -> bool:
        """Whether the process is where restitution is asked for: investigation to trial."""
        return self.stage in INVESTIGATED or self.stage == TRIAL

    def is_open(self, *, reported: bool) -> bool:
        """Whether a process has begun that has not ended. `reported`: the police know of it."""
        settled = [one.settled for one in self.claims.values() if one.kind is Claim.RESTITUTION]
        return is_open(self.codes, reported=reported, claims=settled)


@singledispatch
def followed(line: Line, track: LegalTrack) -> LegalTrack:
    """The track after one line of the legal side."""
    return track


@followed.register
def _(line: k.LegalStaged, track: LegalTrack) -> LegalTrack:
    key = line.id or str(len(track.stages))
    return replace(track, stages={**track.stages, key: Staged(key, line, line)})


@followed.register
def _(line: k.LegalStageCorrected, track: LegalTrack) -> LegalTrack:
    known = track.stages.get(line.of)
    if known is None:
        return track
    row = replace(known, line=line.instead or known.line, corrected=line)
    return replace(track, stages={**track.stages, line.of: row})


@followed.register
def _(line: k.DatePlanned, track: LegalTrack) -> LegalTrack:
    return replace(track, dates={**track.dates, line.date: Dated(line)})


@followed.register
def _(line: k.ChildPrepared, track: LegalTrack) -> LegalTrack:
    row = replace(track.dates[line.date], prepared=line)
    return replace(track, dates={**track.dates, line.date: row})


@followed.register
def _(line: k.DateEnded, track: LegalTrack) -> LegalTrack:
    row = replace(track.dates[line.date], ended=line)
    return replace(track, dates={**track.dates, line.date: row})


@followed.register
def _(line: k.LegalLetter, track: LegalTrack) -> LegalTrack:
    return replace(track, letters={**track.letters, line.letter: Letter(line)})


@followed.register
def _(line: k.LegalLetterStruck, track: LegalTrack) -> LegalTrack:
    row = replace(track.letters[line.of], struck=line)
    return replace(track, letters={**track.letters, line.of: row})


@followed.register
def _(line: k.ClaimAsked, track: LegalTrack) -> LegalTrack:
    waived = {kind: one for kind, one in track.waived.items() if kind != line.kind}
    return replace(track, claims={**track.claims, line.claim: Claimed(line)}, waived=waived)


@followed.register
def _(line: k.ClaimWaived, track: LegalTrack) -> LegalTrack:
    return replace(track, waived={**track.waived, line.kind: line})


@followed.register
def _(line: k.ClaimDecided, track: LegalTrack) -> LegalTrack:
    row = replace(track.claims[line.claim], decided=line)
    return replace(track, claims={**track.claims, line.claim: row})


@followed.register
def _(line: k.ClaimPaid, track: LegalTrack) -> LegalTrack:
    known = track.claims[line.claim]
    row = replace(known, paid=(*known.paid, line))
    return replace(track, claims={**track.claims, line.claim: row})


@followed.register
def _(line: k.TakedownAsked, track: LegalTrack) -> LegalTrack:
    return replace(track, takedowns={**track.takedowns, line.takedown: Takedown(line)})


@followed.register
def _(line: k.TakedownLooked, track: LegalTrack) -> LegalTrack:
    known = track.takedowns[line.takedown]
    row = replace(known, looks=(*known.looks, line))
    return replace(track, takedowns={**track.takedowns, line.takedown: row})
