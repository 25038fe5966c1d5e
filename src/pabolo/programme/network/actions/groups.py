"""Keeping groups and their decrees."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.places.queries import exists
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Decree, Group, PeriodReport
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules import activities as rules
from pabolo.rules.actors import Actor
from pabolo.rules.group_register import may_hand_in, may_lead
from pabolo.rules.vocabulary import Subject


def form_group(
    *,
    by: Actor,
    at: datetime,
    place: str,
    formed_day: date,
    decree_number: str = "",
    decree_day: date | None = None,
    decree_until: date | None = None,
    locality: str = "",
) -> Group:
    """Enter a group at a place, or a hamlet of it, with its decree where there is one already."""
    with act("network.group_formed", by=by, at=at, detail={"place": place}) as draft:
        taken = Group.objects.filter(
            place=place, locality=locality.strip(), until_day__isnull=True
        ).exists()
        formation = rules.Formation(exists(place), taken, formed_day)
        ensure(rules.may_form_group(by, formation, today=day_of(at)))
        group = Group.objects.create(place=place, locality=locality.strip(), formed_day=formed_day)
        draft.subject = (Subject.GROUP, group.id)
        if decree_number:
            decree = rules.Decree(decree_number, decree_day or formed_day, decree_until)
            _appoint(by, at, group, decree)
        return group


def _appoint(by: Actor, at: datetime, group: Group, decree: rules.Decree) -> Decree:
    """Called inside an open act."""
    new = not Decree.objects.filter(group=group, number=decree.number.strip()).exists()
    today = day_of(at)
    ensure(rules.may_record_decree(by, facts(group), decree, number_new=new, today=today))
    return Decree.objects.create(
        group=group, number=decree.number.strip(), day=decree.day, until_day=decree.until
    )


def record_decree(
    *, by: Actor, at: datetime, group_id: UUID, number: str, day: date, until: date | None = None
) -> Decree:
    """Enter a new decree of a group; older ones stay."""
    with act("network.decree_recorded", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        return _appoint(by, at, group, rules.Decree(number, day, until))


def close_group(*, by: Actor, at: datetime, group_id: UUID, last_day: date) -> Group:
    """Record that a group has ended. Its register stays; the place can have a new group."""
    with act("network.group_closed", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        ensure(rules.may_close_group(by, facts(group), last_day=last_day, today=day_of(at)))
        group.until_day = last_day
        group.save(update_fields=["until_day"])
        return group


def hand_in_report(*, by: Actor, at: datetime, group_id: UUID, period: str) -> PeriodReport:
    """Record that the group's report on a half-year was handed in."""
    subject = (Subject.GROUP, group_id)
    with act("network.report_handed_in", by=by, at=at, subject=subject, detail={"period": period}):
        group = group_for(by, group_id)
        before = PeriodReport.objects.filter(group=group, period=period).exists()
        today = day_of(at)
        ensure(may_hand_in(by, facts(group), period, handed_in=before, today=today))
        return PeriodReport.objects.create(group=group, period=period, day=today, recorded_by=by.id)


def check_contacts(*, by: Actor, at: datetime, group_id: UUID) -> Group:
    """Record that the phone numbers of the group's partners were checked today."""
    with act("network.contacts_checked", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        ensure(may_lead(by, facts(group)))
        group.contacts_checked_day = day_of(at)
        group.save(update_fields=["contacts_checked_day"])
        return group
