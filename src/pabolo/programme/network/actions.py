"""Keeping the register of the network: groups, decrees, members, activities, meetings."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.places.queries import exists
from pabolo.ground.policy.queries import is_code
from pabolo.programme.network import queries
from pabolo.programme.network.models import Activity, Decree, Group, Meeting, Member, Turnout
from pabolo.rules import activities as rules
from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def _facts(group: Group) -> rules.Group:
    return rules.Group(group.place, group.formed_day, group.until_day)


def form_group(
    *,
    by: Actor,
    at: datetime,
    place: str,
    formed_day: date,
    decree_number: str = "",
    decree_day: date | None = None,
    decree_until: date | None = None,
) -> Group:
    """Enter a group at a place, with its decree where there is one already."""
    with act("network.group_formed", by=by, at=at, detail={"place": place}) as draft:
        taken = Group.objects.filter(place=place, until_day__isnull=True).exists()
        formation = rules.Formation(exists(place), taken, formed_day)
        ensure(rules.may_form_group(by, formation, today=day_of(at)))
        group = Group.objects.create(place=place, formed_day=formed_day)
        draft.subject = (Subject.GROUP, group.id)
        if decree_number:
            decree = rules.Decree(decree_number, decree_day or formed_day, decree_until)
            _appoint(by, at, group, decree)
        return group


def _appoint(by: Actor, at: datetime, group: Group, decree: rules.Decree) -> Decree:
    """Called inside an open act."""
    new = not Decree.objects.filter(group=group, number=decree.number.strip()).exists()
    today = day_of(at)
    ensure(rules.may_record_decree(by, _facts(group), decree, number_new=new, today=today))
    return Decree.objects.create(
        group=group, number=decree.number.strip(), day=decree.day, until_day=decree.until
    )


def record_decree(
    *, by: Actor, at: datetime, group_id: UUID, number: str, day: date, until: date | None = None
) -> Decree:
    """Enter a new decree of a group; older ones stay."""
    with act("network.decree_recorded", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = queries.group_for(by, group_id)
        return _appoint(by, at, group, rules.Decree(number, day, until))


def close_group(*, by: Actor, at: datetime, group_id: UUID, last_day: date) -> Group:
    """Record that a group has ended. Its register stays; the place can have a new group."""
    with act("network.group_closed", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = queries.group_for(by, group_id)
        ensure(rules.may_close_group(by, _facts(group), last_day=last_day, today=day_of(at)))
        group.until_day = last_day
        group.save(update_fields=["until_day"])
        return group


def add_member(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    name: str,
    element: str,
    from_day: date,
    role: str = "ANGGOTA",
    person_id: UUID | None = None,
) -> Member:
    """Add a member to a group, linked to an account where the person has one."""
    with act("network.member_added", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = queries.group_for(by, group_id)
        today = day_of(at)
        known = is_code("member_element", element, today) and is_code("member_role", role, today)
        asked = rules.Membership(name, known, from_day)
        ensure(rules.may_add_member(by, _facts(group), asked, today=today))
        return Member.objects.create(
            group=group,
            person_id=person_id,
            name=name.strip(),
            element=element,
            role=role,
            from_day=from_day,
        )


def end_membership(*, by: Actor, at: datetime, member_id: UUID, last_day: date) -> Member:
    """Record that a member has left."""
    with act("network.membership_ended", by=by, at=at) as draft:
        scope = Member.objects.filter(group__in=queries.visible_to(by))
        member = scope.select_related("group").get(pk=member_id)
        draft.subject = (Subject.GROUP, member.group_id)
        ensure(
            rules.may_end_membership(
                by,
                _facts(member.group),
                from_day=member.from_day,
                ended=member.until_day is not None,
                last_day=last_day,
                today=day_of(at),
            )
        )
        member.until_day = last_day
        member.save(update_fields=["until_day"])
        return member


def record_activity(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    day: date,
    level: str,
    kind: str,
    strategy: str,
    counts: Sequence[Count],
    where: str = "",
    note: str = "",
    activity_id: UUID | None = None,
) -> Activity:
    """Enter an activity of a group: numbers of people by sex and age band.

    `activity_id` may be made by a phone. Sending the same id again answers with the entry that
    is there and changes nothing; it writes no second audit entry.
    """
    identity = activity_id or random_id()
    sent = Activity.objects.filter(pk=identity).first()
    if sent is not None and sent.recorded_by == by.id:
        return sent
    with act("network.activity_recorded", by=by, at=at, subject=(Subject.ACTIVITY, identity)):
        group = queries.group_for(by, group_id)
        known = _activity_codes_known(day, level, kind, strategy, counts)
        asked = rules.Activity(day, known, tuple(counts), f"{where}\n{note}", sent is None)
        ensure(rules.may_record_activity(by, _facts(group), asked, today=day_of(at)))
        activity = Activity.objects.create(
            id=identity,
            group=group,
            day=day,
            level=level,
            kind=kind,
            strategy=strategy,
            where=where.strip(),
            note=note.strip(),
            total=sum(count.count for count in counts),
            recorded_by=by.id,
            recorded_at=at,
        )
        _count(activity, counts)
        return activity


def _activity_codes_known(
    day: date, level: str, kind: str, strategy: str, counts: Sequence[Count]
) -> bool:
    chosen = {("activity_level", level), ("activity_kind", kind), ("strategy", strategy)}
    chosen |= {("sex", count.sex) for count in counts}
    chosen |= {("age_band", count.band) for count in counts}
    return all(is_code(of_list, code, day) for of_list, code in chosen)


def _count(activity: Activity, counts: Sequence[Count]) -> None:
    Turnout.objects.bulk_create(
        Turnout(activity=activity, sex=c.sex, band=c.band, count=c.count) for c in counts if c.count
    )


def withdraw_activity(*, by: Actor, at: datetime, activity_id: UUID, reason: str) -> Activity:
    """Take back a wrong entry. It stays in the register, marked, and is counted no more."""
    subject = (Subject.ACTIVITY, activity_id)
    with act("network.activity_withdrawn", by=by, at=at, subject=subject):
        activity = queries.activities_for(by).get(pk=activity_id)
        ensure(
            rules.may_withdraw_activity(
                by,
                _facts(activity.group),
                recorded_by=activity.recorded_by,
                withdrawn=activity.withdrawn_day is not None,
                reason=reason,
            )
        )
        activity.withdrawn_day, activity.withdrawn_because = day_of(at), reason.strip()
        activity.save(update_fields=["withdrawn_day", "withdrawn_because"])
        return activity


def record_meeting(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    day: date,
    attendance: int,
    minutes: str = "",
    meeting_id: UUID | None = None,
) -> Meeting:
    """Enter a meeting of a group. A phone's id makes sending it again harmless, as above."""
    identity = meeting_id or random_id()
    sent = Meeting.objects.filter(pk=identity).first()
    if sent is not None and sent.recorded_by == by.id:
        return sent
    with act("network.meeting_recorded", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = queries.group_for(by, group_id)
        asked = rules.Meeting(day, attendance, minutes, sent is None)
        ensure(rules.may_record_meeting(by, _facts(group), asked, today=day_of(at)))
        return Meeting.objects.create(
            id=identity,
            group=group,
            day=day,
            attendance=attendance,
            minutes=minutes.strip(),
            recorded_by=by.id,
            recorded_at=at,
        )
