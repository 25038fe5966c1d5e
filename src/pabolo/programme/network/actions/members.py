"""Keeping the members of a group."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Member
from pabolo.programme.network.queries.scope import group_for, visible_to
from pabolo.rules import activities as rules
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


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
        group = group_for(by, group_id)
        today = day_of(at)
        known = is_code("member_element", element, today) and is_code("member_role", role, today)
        asked = rules.Membership(name, known, from_day)
        ensure(rules.may_add_member(by, facts(group), asked, today=today))
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
        scope = Member.objects.filter(group__in=visible_to(by))
        member = scope.select_related("group").get(pk=member_id)
        draft.subject = (Subject.GROUP, member.group_id)
        ensure(
            rules.may_end_membership(
                by,
                facts(member.group),
                from_day=member.from_day,
                ended=member.until_day is not None,
                last_day=last_day,
                today=day_of(at),
            )
        )
        member.until_day = last_day
        member.save(update_fields=["until_day"])
        return member
