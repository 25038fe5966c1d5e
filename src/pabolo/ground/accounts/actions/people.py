"""Accounts and posts: opening, appointing, ending. Every change leaves one audit entry."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.kin import Kin, KinDeclared
from pabolo.ground.accounts.models import Kinship, Person, Post, Session
from pabolo.ground.accounts.queries import actor_of, held_on
from pabolo.ground.audit.actions import act
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.sealing import seal
from pabolo.rules.accounts import (
    ALREADY_HELD,
    USERNAME_TAKEN,
    USERNAME_UNFIT,
    Appointment,
    may_appoint,
    may_end_post,
    may_keep_accounts,
)
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role, Subject

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,58}")


def hire(
    *, username: str, name: str, by: Actor, at: datetime, password: str | None = None
) -> Person:
    """Open an account. A password given here must be changed by the person at first sign-in."""
    ensure(may_keep_accounts(by, None))
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise Refused(USERNAME_UNFIT)
    with act("person.hired", by=by, at=at) as draft:
        if Person.objects.filter(username=username).exists():
            raise Refused(USERNAME_TAKEN)
        person = Person.objects.create_user(
            username, password, name=name.strip(), password_given=password is not None
        )
        draft.subject = (Subject.PERSON, person.id)
    return person


def appoint(
    *,
    person: UUID,
    role: Role,
    from_day: date,
    by: Actor,
    at: datetime,
    village: str = "",
    acting: bool = False,
    until_day: date | None = None,
    decree: str = "",
) -> Post:
    """Give a person a post from a day on. An acting post has a last day and a decree."""
    decree = decree.strip()
    wanted = Appointment(person, role, village, acting, from_day, until_day, decree)
    subject = (Subject.PERSON, person)
    with act("post.given", by=by, at=at, subject=subject, detail=_detail(wanted)):
        _lock(person)
        ensure(may_appoint(by, wanted, actor_of(person, from_day).roles))
        same = Post.objects.filter(held_on(from_day), person_id=person, role=role, village=village)
        if same.exists():
            raise Refused(ALREADY_HELD)
        return Post.objects.create(
            person_id=person,
            role=role.value,
            village=village,
            acting=acting,
            from_day=from_day,
            until_day=until_day,
            decree=decree if acting else "",
        )


def _detail(wanted: Appointment) -> dict[str, str | int]:
    return {"role": wanted.role.value, "village": wanted.village, "acting": int(wanted.acting)}


def _lock(person: UUID) -> Person:
    """The account's row, held until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person)


def end_post(*, post: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """End a post with a last day (which still counts). Effective on the next request after it."""
    held = Post.objects.get(pk=post)
    ensure(may_end_post(by, held.person_id, Role(held.role)))
    with act("post.ended", by=by, at=at, subject=(Subject.PERSON, held.person_id)):
        _shorten(held, last_day)


def _shorten(post: Post, last_day: date) -> None:
    if post.until_day is None or post.until_day > last_day:
        post.until_day = max(last_day, post.from_day)
        post.save(update_fields=["until_day"])


def deactivate(*, person: UUID, by: Actor, at: datetime) -> None:
    """Close an account: no sign-in, its posts end today, its sessions end now."""
    ensure(may_keep_accounts(by, person))
    with act("person.deactivated", by=by, at=at, subject=(Subject.PERSON, person)):
        Person.objects.filter(pk=person).update(is_active=False)
        for post in Post.objects.filter(person_id=person):
            _shorten(post, day_of(at))
        _end_all(person, at)


def give_password(*, person: UUID, password: str, by: Actor, at: datetime) -> None:
    """Give someone a new password that they must change at once; their sessions end."""
    ensure(may_keep_accounts(by, person))
    with act("password.given", by=by, at=at, subject=(Subject.PERSON, person)):
        _set_password(_lock(person), password, given=True)
        _end_all(person, at)


def choose_password(*, password: str, by: Actor, at: datetime, keep: str = "") -> None:
    """Set one's own password. Every other session ends; `keep` is the key hash that stays."""
    with act("password.chosen", by=by, at=at, subject=(Subject.PERSON, by.id)):
        _set_password(_lock(by.id), password, given=False)
        _end_all(by.id, at, keep)


def _set_password(person: Person, password: str, given: bool) -> None:
    person.set_password(password)
    person.password_given = given
    person.save(update_fields=["password", "password_given"])


def _end_all(person: UUID, at: datetime, keep: str = "") -> None:
    rows = Session.objects.filter(person_id=person, ended_at=None).exclude(key_hash=keep)
    rows.update(sealed=b"", ended_at=at)


def end_session(*, session: UUID, by: Actor, at: datetime) -> None:
    """End one of one's own sessions, on whatever browser it is. Others' are left alone."""
    with act("session.ended", by=by, at=at, subject=(Subject.PERSON, by.id)):
        Session.objects.filter(pk=session, person_id=by.id, ended_at=None).update(
            sealed=b"", ended_at=at
        )


def note_sign_in(*, way: str, by: Actor, at: datetime) -> None:
    """Leave the audit entry of a sign-in, before it takes effect. `way`: password, demo."""
    with act("person.signed_in", by=by, at=at, detail={"way": way}) as draft:
        draft.subject = (Subject.PERSON, by.id)


def declare_kin(*, kin: Iterable[Kin], by: Actor, at: datetime) -> None:
    """Declare one's own relatives, sealed; replaces the earlier declaration.

    Used only to keep grants away: a report that names a relative is never granted. What the person
    sees already is to be screened again: `cases.actions.rescreening`, at once or at night.
    """
    store.create([by.id])
    with act("kin.declared", by=by, at=at, subject=(Subject.PERSON, by.id)):
        row = Kinship.objects.filter(person_id=by.id).first() or Kinship(person_id=by.id)
        seal(row, "sealed", KinDeclared(tuple(kin)))
        row.screened = False
        row.save()


def mark_screened(*, person: UUID) -> None:
    """A declaration was held against all that its person may see. Inside an open act."""
    Kinship.objects.filter(person_id=person).update(screened=True)
