"""What must be done now, by whom, until when, and is any open thing without someone?

The rules are data in `duty_rules`; here they are read. The invariant of the whole system is
`orphans(...) == ()`: every open report, case, referral and alarm has at least one open
duty whose owner is still at work.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from pabolo.rules.deadlines import Span, due_moment, end_of_day, start_of_day, wib_day
from pabolo.rules.duty_rules import RULES
from pabolo.rules.duty_shape import ClockFrom, DutyRule
from pabolo.rules.vocabulary import Event, Risk, Role, Subject

Posts = Mapping[Role, Collection[UUID]]
"""Who is at work in each post, acting holders included."""

NEXT_POST: Mapping[Role, Role] = {
    Role.INTAKE: Role.SUPERVISOR,
    Role.CASE_WORKER: Role.SUPERVISOR,
    Role.PSYCHOLOGIST: Role.SUPERVISOR,
    Role.LEGAL: Role.SUPERVISOR,
    Role.DATA: Role.SUPERVISOR,
    Role.PROGRAMME: Role.SUPERVISOR,
    Role.SUPERVISOR: Role.AGENCY_HEAD,
    Role.AGENCY_HEAD: Role.PROVINCE_UNIT,
}

_FROM_REPORTER = frozenset({ClockFrom.RECEIVED, ClockFrom.DISCLOSED, ClockFrom.WRITTEN})
_RECONSIDER = frozenset({Event.RISK_CHANGED, Event.MADE_LIGHT, Event.MADE_FULL, Event.CASE_CLOSED})
# What happens to one plan item, appointment, referral or conference ends only the duties of that
# very one.
_OF_ONE_THING = frozenset(
    {
        Event.ITEM_DROPPED,
        Event.DATE_ENDED,
        *(event for event in Event if event.value.startswith(("referral_", "conference_"))),
    }
)
_WORKER_EVENTS = frozenset({Event.WORKER_ASSIGNED, Event.WORKER_LEFT})


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the regency set for the day in question: amounts by setting key, and public holidays."""

    settings: Mapping[str, int] = field(default_factory=dict)
    holidays: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What is true of the subject after the event.

    `anonymous`: the reporter's own moments keep no finer time than their day. `received_at` and
    `first_disclosure_at` fall back to the event's moment. `due_day` is the day agreed for a plan
    item or the like, `ref` that thing's id. `successor_id` takes the case over, `at_once` where
    there is no time for a hand-over sheet. `not_by`: who must not be the second person.
    `for_simfoni`: SIMFONI counts it; `in_simfoni`: what
    stands there is what stands here.
    """

    subject: Subject
    risk: Risk = Risk.NOT_ASSESSED
    anonymous: bool = False
    received_at: datetime | None = None
    first_disclosure_at: datetime | None = None
    followed_up: bool = False
    sexual_violence: bool = False
    police_reported: bool = False
    light: bool = False
    has_basis: bool = False
    assessed: bool = False
    safety_planned: bool = False
    after_care: bool = False
    for_simfoni: bool = True
    in_simfoni: bool = False
    worker_id: UUID | None = None
    due_day: date | None = None
    ref: UUID | None = None
    successor_id: UUID | None = None
    at_once: bool = False
    not_by: frozenset[UUID] = frozenset()

    @property
    def has_worker(self) -> bool:
        """Whether somebody works on the case."""
        return self.worker_id is not None


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty that begins: which rule, from when, until when, whose.

    `owner_id` is empty where the post as a whole owns it. `day_only`: show days, never hours.
    """

    code: str
    subject: Subject
    starts_at: datetime
    due_at: datetime
    due_day: date
    owner_role: Role
    owner_id: UUID | None
    escalates_to: Role
    fixed_by_law: bool
    day_only: bool
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty not yet met, as it stands in the books."""

    id: UUID
    subject: Subject
    subject_id: UUID
    code: str
    owner_role: Role
    owner_id: UUID | None = None
    ref: UUID | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an event does to the duties of its subject."""

    met: tuple[OpenDuty, ...] = ()
    ended: tuple[OpenDuty, ...] = ()
    moved: tuple[OpenDuty, ...] = ()
    new: tuple[NewDuty, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenThing:
    """A report, case, referral or alarm that is not finished, and who must not work on it.

    A referral lies in its case's folder; its duties name it as their `ref`.
    """

    subject: Subject
    id: UUID
    excluded: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Owner:
    """A post, and the person in it where one person owns the duty."""

    role: Role
    id: UUID | None = None


def rule_of(code: str, on: date | None = None) -> DutyRule:
    """Which rule has this code, on this day?

    Without a day, or where none was valid then, the newest. Raises KeyError for an unknown code.

    Source: the table of duties.
    """
    versions = [rule for rule in RULES if rule.code == code]
    if not versions:
        raise KeyError(code)
    valid = [rule for rule in versions if on is not None and rule.valid_on(on)]
    return (valid or versions)[-1]


def span_of(rule: DutyRule, settings: Mapping[str, int]) -> Span:
    """How long may this duty take here?

    The regency's setting, else the rule's default; what law fixes takes no setting.

    Source: the table of duties; UU 12/2022 for what is fixed.
    """
    if rule.fixed_by_law or rule.setting is None:
        return rule.span
    return Span(settings.get(rule.setting, rule.span.amount), rule.span.unit)


def due_at(rule: DutyRule, start: datetime, clocks: Clocks) -> datetime:
    """Until when must this be done, if it started then?

    Source: the table of duties; `deadlines.due_moment`.
    """
    if rule.clock_from is ClockFrom.GIVEN_DAY:
        return end_of_day(wib_day(start))
    return due_moment(start, span_of(rule, clocks.settings), clocks.holidays)


def duties_for(
    event: Event,
    facts: DutyFacts,
    *,
    at: datetime,
    clocks: Clocks | None = None,
    standing: Iterable[OpenDuty] = (),
) -> tuple[NewDuty, ...]:
    """Which duties does this event begin?

    Judged by the rules valid on the day the clock starts. A duty that stands open already is not
    doubled. The clock of an anonymous report starts at 00:00 WIB of its day.

    Source: the table of duties, each with its own.
    """
    there = {(duty.code, duty.ref) for duty in standing}
    begun = (
        _begin(rule, event, facts, at, clocks or Clocks())
        for rule in RULES
        if rule.subject is facts.subject and event in rule.starts_on and _holds(rule, facts)
    )
    return tuple(duty for duty in begun if duty and (duty.code, duty.ref) not in there)


def _holds(rule: DutyRule, facts: DutyFacts) -> bool:
    """Whether the rule's conditions are true of these facts."""
    return (
        facts.risk in rule.risks
        and all(getattr(facts, name) for name in rule.needs)
        and not any(getattr(facts, name) for name in rule.unless)
    )


def _begin(
    rule: DutyRule, event: Event, facts: DutyFacts, at: datetime, clocks: Clocks
) -> NewDuty | None:
    day_only = facts.anonymous and _clock(rule, event) in _FROM_REPORTER
    start = _start(_clock(rule, event), facts, at)
    start = start_of_day(wib_day(start)) if day_only else start
    if not rule.valid_on(wib_day(start)):
        return None
    due = due_at(rule, start, clocks)
    owner = owner_of(rule, facts)
    return NewDuty(
        code=rule.code,
        subject=rule.subject,
        starts_at=start,
        due_at=due,
        due_day=wib_day(due),
        owner_role=owner.role,
        owner_id=owner.id,
        escalates_to=rule.escalates_to,
        fixed_by_law=rule.fixed_by_law,
        day_only=day_only,
        ref=facts.ref if rule.per_ref else None,
    )


def _clock(rule: DutyRule, event: Event) -> ClockFrom:
    """A risk that changes later starts its clock then, not when the report came in."""
    return ClockFrom.EVENT if event is Event.RISK_CHANGED else rule.clock_from


def _start(clock: ClockFrom, facts: DutyFacts, at: datetime) -> datetime:
    moments = {
        ClockFrom.RECEIVED: facts.received_at,
        ClockFrom.DISCLOSED: facts.first_disclosure_at,
        ClockFrom.GIVEN_DAY: start_of_day(facts.due_day) if facts.due_day else None,
    }
    return moments.get(clock) or at


def owner_of(rule: DutyRule, facts: DutyFacts) -> Owner:
    """Who owns a duty of this rule when it begins?

    Source: Permen PPPA 2/2022 (the head of the unit is the case manager).
    """
    if not rule.owner_fact:
        return owner_for(rule, facts.worker_id)
    return owner_for(rule, getattr(facts, rule.owner_fact))


def owner_for(rule: DutyRule, worker_id: UUID | None) -> Owner:
    """Who owns a duty of this rule now?

    A worker's duty without a worker belongs to the supervisor until somebody is assigned.

    Source: Permen PPPA 2/2022 (the head of the unit is the case manager).
    """
    if rule.owner is not Role.CASE_WORKER:
        return Owner(rule.owner)
    if worker_id is None:
        return Owner(Role.SUPERVISOR)
    return Owner(Role.CASE_WORKER, worker_id)


def satisfied_by(
    event: Event, standing: Iterable[OpenDuty], *, ref: UUID | None = None
) -> tuple[OpenDuty, ...]:
    """Which open duties does this event meet?

    Where a rule counts by reference, only the duty of that reference.

    Source: the table of duties.
    """
    return tuple(
        duty for duty in standing if event in rule_of(duty.code).met_by and _concerns(duty, ref)
    )


def ended_by(
    event: Event, standing: Iterable[OpenDuty], *, facts: DutyFacts
) -> tuple[OpenDuty, ...]:
    """Which open duties fall away with this event, without having been met?

    Those the rule names, and after a change of risk or of kind those whose conditions no longer
    hold; a duty fixed by law never falls away like that.

    Source: the table of duties.
    """
    return tuple(duty for duty in standing if _falls_away(duty, event, facts))


def _falls_away(duty: OpenDuty, event: Event, facts: DutyFacts) -> bool:
    rule = rule_of(duty.code)
    if event in rule.met_by:
        return False
    if event in rule.ended_by:
        return event not in _OF_ONE_THING or _concerns(duty, facts.ref)
    return event in _RECONSIDER and not rule.fixed_by_law and not _holds(rule, facts)


def _concerns(duty: OpenDuty, ref: UUID | None) -> bool:
    return duty.ref is None or duty.ref == ref


def what_changes(
    event: Event,
    facts: DutyFacts,
    standing: Collection[OpenDuty],
    *,
    at: datetime,
    clocks: Clocks | None = None,
) -> Change:
    """What does this event do to the duties of its subject?

    `standing` are the subject's open duties. Met and ended are closed first, worker's duties move
    to the new owner, then new ones begin.

    Source: the table of duties.
    """
    met = satisfied_by(event, standing, ref=facts.ref)
    ended = ended_by(event, standing, facts=facts)
    closed = {duty.id for duty in met + ended}
    kept = [duty for duty in standing if duty.id not in closed]
    moved = _moved(kept, facts.worker_id) if event in _WORKER_EVENTS else ()
    return Change(met, ended, moved, duties_for(event, facts, at=at, clocks=clocks, standing=kept))


def _moved(kept: Iterable[OpenDuty], worker_id: UUID | None) -> tuple[OpenDuty, ...]:
    return tuple(
        replace(duty, owner_role=owner.role, owner_id=owner.id)
        for duty in kept
        if not rule_of(duty.code).owner_fact
        for owner in (owner_for(rule_of(duty.code), worker_id),)
        if owner != Owner(duty.owner_role, duty.owner_id)
    )


def has_living_owner(duty: OpenDuty, posts: Posts, *, excluded: Collection[UUID] = ()) -> bool:
    """Is there still somebody who owns this duty?

    The person named must hold the post today; a post must have a holder who may see the subject.

    Source: no child is lost between two steps.
    """
    eligible = _holders(duty.owner_role, posts, excluded)
    return bool(eligible) if duty.owner_id is None else duty.owner_id in eligible


def _holders(role: Role, posts: Posts, excluded: Collection[UUID]) -> set[UUID]:
    return set(posts.get(role, ())) - set(excluded)


def heir_of(duty: OpenDuty, posts: Posts, *, excluded: Collection[UUID] = ()) -> Owner | None:
    """Who takes over a duty whose owner is gone?

    The post itself if somebody still holds it, else the next post upwards: supervisor, head of
    the agency, the province's unit. None when nobody is left.

    Source: Perpres 55/2024 (units of regency and province).
    """
    role: Role | None = duty.owner_role
    if role is Role.CASE_WORKER:
        role = Role.SUPERVISOR
    while role is not None and not _holders(role, posts, excluded):
        role = NEXT_POST.get(role)
    return Owner(role) if role is not None else None


def escalates_to(code: str, *, due: datetime, at: datetime) -> Role | None:
    """Which post must hear of this duty because it is late?

    None while it is in time.

    Source: the table of duties.
    """
    return rule_of(code).escalates_to if at > due else None


def _holds_it(duty: OpenDuty) -> bool:
    """Whether a duty keeps its thing in somebody's hands; one whose kind stayed sealed does."""
    return not duty.code or rule_of(duty.code).holds


def orphans(
    things: Iterable[OpenThing], standing: Iterable[OpenDuty], posts: Posts
) -> tuple[OpenThing, ...]:
    """Which open things have no open duty with a living owner?

    Must be empty at all times. A duty that only copies the thing elsewhere (`holds`) counts for
    nobody's.

    Source: no child is lost between two steps.
    """
    by_thing: dict[tuple[Subject, UUID], list[OpenDuty]] = {}
    for duty in filter(_holds_it, standing):
        by_thing.setdefault((duty.subject, _thing_of(duty)), []).append(duty)
    return tuple(
        thing
        for thing in things
        if not any(
            has_living_owner(duty, posts, excluded=thing.excluded)
            for duty in by_thing.get((thing.subject, thing.id), ())
        )
    )


def _thing_of(duty: OpenDuty) -> UUID:
    """Which open thing a duty speaks of."""
    if duty.subject is Subject.REFERRAL and duty.ref is not None:
        return duty.ref
    return duty.subject_id
