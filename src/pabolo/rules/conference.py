"""When may a case conference be called, held and written down, and who opens what was said?

The agencies come in `conference_guests`. What was said is for those who were there; what was
decided is for the team.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Risk, Role

CHAIRS = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT})


class Meeting(StrEnum):
    """How a conference stands."""

    CALLED = "called"
    HELD = "held"
    WRITTEN = "written"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ENDED = "ended"


class Outcome(StrEnum):
    """What became of a decision."""

    DONE = "done"
    NOT_DONE = "not_done"
    LATER = "later"


PAST = Refusal("conference.past", "This time has passed. Choose one still to come.")
EMPTY = Refusal(
    "conference.empty", "Write why you meet, which question is decided, and at least one item."
)
NO_PLACE = Refusal("conference.no_place", "Write where you meet, or how one joins by phone.")
CASE_ENDED = Refusal("conference.case_ended", "This case has ended. Open it again first.")
NO_CHAIR = Refusal(
    "conference.no_chair",
    "Choose a chair who is at work, sees this case, and is a supervisor or stands above one.",
)
NO_REASON = Refusal("conference.no_reason", "Write why. A few words are enough.")
NOT_COMING = Refusal("conference.not_coming", "This conference does not wait to be held any more.")
NOT_HELD = Refusal("conference.not_held", "Write first who was there.")
NOT_WRITTEN = Refusal("conference.not_written", "The minutes are not written yet.")
FINISHED = Refusal(
    "conference.finished", "The minutes are finished. What is new is added below them."
)
NOT_CHAIR = Refusal(
    "conference.not_chair",
    "This belongs to the chair. If the chair is away, choose first who chairs instead.",
)
TOO_EARLY = Refusal("conference.too_early", "This day is still to come. Write it once it was held.")
ALONE = Refusal("conference.alone", "A conference needs two people at least. Tick who was there.")
NO_OATH = Refusal(
    "conference.no_oath",
    "Read the oath of secrecy aloud before anything is said, then tick it.",
)
NOT_THERE = Refusal(
    "conference.not_there", "Only who was there does this. The decisions are open to you."
)
SEALED = Refusal(
    "conference.sealed",
    "The minutes are sealed to those who were there. The chair can let you read them, with why.",
)
NO_VOICE = Refusal(
    "conference.no_voice", "Write what the child says and wants, or why it was not asked."
)
NOTHING_SAID = Refusal("conference.nothing_said", "Write what was said on each item.")
NO_DECISION = Refusal("conference.no_decision", "Write what is done, by whom, and until which day.")
DUE_PAST = Refusal("conference.due_past", "The day by which it is done lies before the conference.")
FOLLOWED = Refusal("conference.followed", "It is written already what became of this decision.")
NO_WHY = Refusal("conference.no_why", "Write why it was not done.")
NO_NEW_DAY = Refusal("conference.no_new_day", "Choose a new day, not before today.")
READ_ALREADY = Refusal("conference.read", "You have confirmed the minutes already.")
NO_OBJECTION = Refusal("conference.no_objection", "Write what you object to.")
NOTHING_ADDED = Refusal("conference.nothing_added", "Write what is added.")
SHARED = Refusal("conference.shared", "This person opens the minutes already.")
NOT_ON_TEAM = Refusal(
    "conference.not_on_team", "This person does not see the case. Add them to the team first."
)
WAITS_FOR_READERS = Refusal(
    "conference.unread", "Not everybody who was there has confirmed. Write why you do not wait."
)
WAITS_FOR_DECISION = Refusal(
    "conference.undecided", "Nothing was decided. Write why, or write the decisions first."
)


@dataclass(frozen=True, slots=True)
class Calling:
    """A conference as it is about to be called. `chair_fit`: at work, in post, sees the case."""

    why: str
    question: str
    agenda: tuple[str, ...]
    starts_at: datetime
    place: str
    chair_fit: bool
    case_open: bool = True


@dataclass(frozen=True, slots=True)
class Seat:
    """How a conference stands, and how a person stands to it."""

    state: Meeting
    chair: UUID
    present: frozenset[UUID] = frozenset()
    shared: frozenset[UUID] = frozenset()


def opens_minutes(
    actor: Actor, seat: Seat, *, granted: bool, excluded: bool = False, glass: bool = False
) -> bool:
    """Does this person open what was said?

    Who was there and still sees the case; whom the chair lets read it; the chair; the supervisor
    in charge of the case; and in an emergency with a reason, for its hour. Nobody by being added
    to the team later, and nobody who is kept out of the case.

    Source: UU 11/2012 (SPPA), Pasal 19 (secrecy); UU 27/2022 (PDP), Pasal 16 and 36.
    """
    if excluded or actor.system:
        return False
    if glass:
        return may_do(actor, Verb.BREAK_GLASS) is None
    named = actor.id == seat.chair or actor.id in seat.present | seat.shared
    return granted and (named or actor.has(Role.SUPERVISOR))


def may_call(actor: Actor, wanted: Calling, *, at: datetime) -> Refusal | None:
    """May a conference be called like this?

    The case worker or a supervisor calls it; a supervisor, or who stands above one, chairs.

    Source: Permen PPPA 2/2022 (the head of the unit is the case manager, coordination).
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    told = wanted.why.strip() and wanted.question.strip()
    checks = (
        (not wanted.case_open, CASE_ENDED),
        (not told or not any(one.strip() for one in wanted.agenda), EMPTY),
        (not wanted.chair_fit, NO_CHAIR),
    )
    found = next((one for wrong, one in checks if wrong), None)
    return found or _check_when(wanted.starts_at, wanted.place, at)


def _check_when(starts_at: datetime, place: str, at: datetime) -> Refusal | None:
    if not place.strip():
        return NO_PLACE
    return PAST if starts_at < at - timedelta(hours=1) else None


def may_move(
    actor: Actor, seat: Seat, *, starts_at: datetime, place: str, reason: str, at: datetime
) -> Refusal | None:
    """May it be moved to another day or place?

    Source: practice; Permen PPPA 2/2022 (coordination).
    """
    refusal = may_prepare(actor, seat)
    if refusal is not None:
        return refusal
    return _check_when(starts_at, place, at) or (None if reason.strip() else NO_REASON)


def may_prepare(actor: Actor, seat: Seat) -> Refusal | None:
    """May this person invite to it, move it or call it off: while it waits to be held?

    Source: Permen PPPA 2/2022 (coordination).
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None and actor.id != seat.chair:
        return refusal
    return None if seat.state is Meeting.CALLED else NOT_COMING


def may_cancel(actor: Actor, seat: Seat, *, reason: str) -> Refusal | None:
    """May it be cancelled? With a reason, before it was held.

    Source: practice; nothing ends by silence.
    """
    return may_prepare(actor, seat) or (None if reason.strip() else NO_REASON)


def may_change_chair(actor: Actor, seat: Seat, *, fit: bool, reason: str) -> Refusal | None:
    """Who may say that somebody else chairs?

    A supervisor or the head of the agency, until the minutes are finished: a chair may be away,
    or have left, before and after the meeting.

    Source: Permen PPPA 2/2022 (the head of the unit is the case manager); acting posts.
    """
    refusal = may_do(actor, Verb.ASSIGN_WORKER)
    if refusal is not None:
        return refusal
    checks = (
        (seat.state in (Meeting.CANCELLED, Meeting.ENDED), NOT_COMING),
        (seat.state is Meeting.FINISHED, FINISHED),
        (not fit, NO_CHAIR),
        (not reason.strip(), NO_REASON),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_hold(
    actor: Actor,
    seat: Seat,
    *,
    held_at: datetime,
    present: Collection[UUID],
    guests: int,
    oath_read: bool,
    at: datetime,
) -> Refusal | None:
    """May it be written that the conference was held, with these people?

    The chair says so, who is one of them; the oath of secrecy was read first.

    Source: UU 11/2012 (SPPA), Pasal 19 (secrecy binds everybody who takes part); practice.
    """
    checks = (
        (seat.state is not Meeting.CALLED, NOT_COMING),
        (actor.id != seat.chair, NOT_CHAIR),
        (held_at > at, TOO_EARLY),
        (len({*present, seat.chair}) + guests < 2, ALONE),
        (not oath_read, NO_OATH),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_write(
    actor: Actor, seat: Seat, *, said: Collection[str], child_words: str, why_not_asked: str
) -> Refusal | None:
    """May the minutes be written like this?

    Somebody who was there writes them; the child's own words, or why it was not asked, stand in
    them, and something on each item of the agenda.

    Source: UU 35/2014, Pasal 2 d and 24 (respect for the child's views); CRC, article 12.
    """
    refusal = _was_there(actor, seat)
    if refusal is not None:
        return refusal
    checks = (
        (seat.state is not Meeting.HELD, FINISHED),
        (not all(one.strip() for one in said), NOTHING_SAID),
        (not (child_words.strip() or why_not_asked.strip()), NO_VOICE),
    )
    return next((found for wrong, found in checks if wrong), None)


def _was_there(actor: Actor, seat: Seat) -> Refusal | None:
    if seat.state in (Meeting.CALLED, Meeting.CANCELLED, Meeting.ENDED):
        return NOT_HELD
    return None if actor.id == seat.chair or actor.id in seat.present else NOT_THERE


def may_decide(
    actor: Actor, seat: Seat, *, text: str, somebody: bool, due: date, held_on: date
) -> Refusal | None:
    """May this decision be written down? What, who, until when; until the minutes are finished.

    Source: Permen PPPA 2/2022 (plan: who does what by when); practice of case conferences.
    """
    refusal = _was_there(actor, seat)
    if refusal is not None:
        return refusal
    checks = (
        (seat.state is Meeting.FINISHED, FINISHED),
        (not (text.strip() and somebody), NO_DECISION),
        (due < held_on, DUE_PAST),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_follow(
    actor: Actor, *, open_: bool, outcome: Outcome, why: str, due: date | None, today: date
) -> Refusal | None:
    """May it be written what became of a decision?

    Who works on the case writes it; what was not done says why, what comes later says when.

    Source: Permen PPPA 2/2022 (monitoring and evaluation); nothing ends by silence.
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    late = outcome is Outcome.LATER
    checks = (
        (not open_, FOLLOWED),
        (outcome is not Outcome.DONE and not why.strip(), NO_WHY),
        (late and (due is None or due < today), NO_NEW_DAY),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_confirm(
    actor: Actor, seat: Seat, *, read: Collection[UUID], agrees: bool, objection: str
) -> Refusal | None:
    """May this person say that the minutes are right, or object?

    Who was there, once each, after they are written and before they are finished.

    Source: practice of minutes (Permendagri 1/2023, notulen); UU 27/2022 (PDP), accuracy.
    """
    refusal = _was_there(actor, seat)
    if refusal is not None:
        return refusal
    checks = (
        (seat.state is Meeting.HELD, NOT_WRITTEN),
        (seat.state is Meeting.FINISHED, FINISHED),
        (actor.id in read, READ_ALREADY),
        (not agrees and not objection.strip(), NO_OBJECTION),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_add(actor: Actor, seat: Seat, *, text: str) -> Refusal | None:
    """May something be added below the minutes? By who was there; what stood there stays.

    Source: practice of minutes; UU 27/2022 (PDP), Pasal 6 (correction).
    """
    refusal = _was_there(actor, seat)
    if refusal is not None:
        return refusal
    if seat.state is Meeting.HELD:
        return NOT_WRITTEN
    return None if text.strip() else NOTHING_ADDED


def may_share(
    actor: Actor, seat: Seat, person: UUID, *, on_team: bool, reason: str
) -> Refusal | None:
    """May somebody who was not there be let in to what was said?

    The chair lets in who sees the case already, with a reason that stays in the file.

    Source: UU 27/2022 (PDP), Pasal 16 (only as needed); UU 11/2012 (SPPA), Pasal 19.
    """
    checks = (
        (seat.state in (Meeting.CALLED, Meeting.CANCELLED, Meeting.ENDED), NOT_HELD),
        (actor.id != seat.chair, NOT_CHAIR),
        (not on_team, NOT_ON_TEAM),
        (person in seat.present | seat.shared or person == seat.chair, SHARED),
        (not reason.strip(), NO_REASON),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_finish(
    actor: Actor,
    seat: Seat,
    *,
    waits_for: Collection[UUID],
    unread: str,
    decisions: int,
    undecided: str,
) -> Refusal | None:
    """May the chair finish the minutes?

    Once everybody who was there and still works here has confirmed, or with why not; and with a
    decision, or with why there is none. From then on they are only added to.

    Source: practice of minutes (Permendagri 1/2023, notulen).
    """
    checks = (
        (seat.state in (Meeting.CALLED, Meeting.CANCELLED, Meeting.ENDED), NOT_HELD),
        (actor.id != seat.chair, NOT_CHAIR),
        (seat.state is Meeting.HELD, NOT_WRITTEN),
        (seat.state is Meeting.FINISHED, FINISHED),
        (not decisions and not undecided.strip(), WAITS_FOR_DECISION),
        (bool(waits_for) and not unread.strip(), WAITS_FOR_READERS),
    )
    return next((found for wrong, found in checks if wrong), None)


class Sign(StrEnum):
    """Why a conference may help."""

    HIGH = "high"
    AGENCIES = "agencies"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for a conference: risk, agencies at work, days without a step, days since the
    last conference (None: never)."""

    risk: Risk
    agencies: int
    still_days: int
    since_last: int | None
    waits: bool = False


def speaks_for(
    found: Standing, *, many_agencies: int, stuck_days: int, again_days: int
) -> tuple[Sign, ...]:
    """What speaks for calling a conference? A suggestion, never a gate.

    Nothing while one waits to be held, or was held lately.

    Source: Inter-Agency Guidelines for Case Management and Child Protection (2014), case
    conferences; Permen PPPA 2/2022 (coordination).
    """
    lately = found.since_last is not None and found.since_last < again_days
    if found.waits or lately:
        return ()
    signs = (
        (Sign.HIGH, found.risk is Risk.HIGH),
        (Sign.AGENCIES, found.agencies >= many_agencies),
        (Sign.STUCK, found.still_days >= stuck_days),
    )
    return tuple(sign for sign, true in signs if true)
