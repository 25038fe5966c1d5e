"""Keeping the members of a group."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Declaration, Member, Term, Training
from pabolo.programme.network.queries.scope import group_for, visible_to
from pabolo.rules import activities as rules
from pabolo.rules import group_register as register
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
    term_until: date | None = None,
) -> Member:
    """Add a member to a group, linked to an account where the person has one.

    `term_until`: the last day of the first term, where the decree names one.
    """
    with act("network.member_added", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        today = day_of(at)
        known = is_code("member_element", element, today) and is_code("member_role", role, today)
        asked = rules.Membership(name, known, from_day)
        ensure(rules.may_add_member(by, facts(group), asked, today=today))
        member = Member.objects.create(
            group=group,
            person_id=person_id,
            name=name.strip(),
            element=element,
            role=role,
            from_day=from_day,
        )
        if term_until is not None:
            _begin_term(by, member, from_day, term_until)
        return member


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


def _begin_term(by: Actor, member: Member, from_day: date, until: date) -> Term:
    """Called inside an open act."""
    last = member.terms.order_by("-until_day").values_list("until_day", flat=True).first()
    left = member.until_day is not None
    refusal = register.may_appoint_again(
        by, facts(member.group), from_day=from_day, until=until, last_until=last, left=left
    )
    ensure(refusal)
    return Term.objects.create(member=member, from_day=from_day, until_day=until)


def _member(by: Actor, member_id: UUID) -> Member:
    scope = Member.objects.filter(group__in=visible_to(by))
    return scope.select_related("group").get(pk=member_id)


def appoint_again(*, by: Actor, at: datetime, member_id: UUID, from_day: date, until: date) -> Term:
    """A member serves another term."""
    with act("network.member_appointed_again", by=by, at=at) as draft:
        member = _member(by, member_id)
        draft.subject = (Subject.GROUP, member.group_id)
        return _begin_term(by, member, from_day, until)


def record_training(
    *,
    by: Actor,
    at: datetime,
    member_id: UUID,
    kind: str,
    day: date,
    hours: int,
    issuer: str,
) -> Training:
    """Enter a training that a member took part in."""
    with act("network.training_recorded", by=by, at=at) as draft:
        member, today = _member(by, member_id), day_of(at)
        draft.subject = (Subject.GROUP, member.group_id)
        new = not member.trainings.filter(kind=kind, day=day).exists()
        known = is_code("training_kind", kind, today)
        asked = register.Trained(day, hours, issuer, known, new)
        ensure(register.may_note_training(by, facts(member.group), asked, today=today))
        return Training.objects.create(
            member=member, kind=kind, day=day, hours=hours, issuer=issuer.strip()
        )


def record_declaration(
    *, by: Actor, at: datetime, member_id: UUID, day: date, witness: str
) -> Declaration:
    """Enter that a member signed the safeguarding declaration, and before whom."""
    with act("network.declaration_recorded", by=by, at=at) as draft:
        member = _member(by, member_id)
        draft.subject = (Subject.GROUP, member.group_id)
        refusal = register.may_note_declaration(
            by,
            facts(member.group),
            day=day,
            witness=witness,
            own_name=member.name,
            new=not member.declarations.filter(day=day).exists(),
            today=day_of(at),
        )
        ensure(refusal)
        return Declaration.objects.create(member=member, day=day, witness=witness.strip())
