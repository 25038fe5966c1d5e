"""Who works here, holding which posts, from which browsers?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from pabolo.ground.accounts.kin import Kin, KinDeclared
from pabolo.ground.accounts.models import (
    Absence,
    Kinship,
    Person,
    Post,
    ReadingReview,
    Session,
    StandIn,
)
from pabolo.ground.accounts.reviews import Reviewed, ReviewWord
from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.rules.accounts import session_over
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Role


@dataclass(frozen=True, slots=True)
class PersonAtWork:
    """An account with the posts it holds on a day, for lists."""

    id: UUID
    username: str
    name: str
    roles: frozenset[Role]
    villages: frozenset[str]
    acting: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of a person's own sessions, as shown to them."""

    id: UUID
    browser: str
    started_at: datetime
    seen_at: datetime
    here: bool


def held_on(day: date) -> Q:
    """The posts valid on a day, acting ones included."""
    return Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))


def _posts(day: date) -> QuerySet[Post]:
    return Post.objects.filter(held_on(day), person__is_active=True)


def _actor(person_id: UUID, posts: Iterable[Post], on: date | None = None) -> Actor:
    held = list(posts)
    return Actor(
        id=person_id,
        roles=frozenset(Role(post.role) for post in held),
        seats=frozenset((Role(post.role), post.village) for post in held if post.village),
        on=on,
    )


def actor_of(person: Person | UUID, on: date) -> Actor:
    """Who is this, holding which posts on that day? No post, or an inactive account: no roles."""
    person_id = person if isinstance(person, UUID) else person.id
    return _actor(person_id, _posts(on).filter(person_id=person_id), on)


def living(person_id: UUID, on: date) -> bool:
    """Whether the account is active and holds a post on that day."""
    return _posts(on).filter(person_id=person_id).exists()


def holds(person_id: UUID, role: Role, on: date) -> bool:
    """Whether the person holds the post on that day."""
    return _posts(on).filter(person_id=person_id, role=role).exists()


def posts_on(on: date) -> dict[Role, set[UUID]]:
    """Who is at work in each post that day, acting holders included."""
    posts: dict[Role, set[UUID]] = {}
    for person, role in _posts(on).values_list("person_id", "role"):
        posts.setdefault(Role(role), set()).add(person)
    return posts


def people_with(role: Role, on: date) -> list[PersonAtWork]:
    """Everyone who holds the role on that day, by name."""
    holders = _posts(on).filter(role=role).values("person_id")
    return _at_work(_posts(on).filter(person_id__in=holders))


def people_at_work(on: date) -> list[PersonAtWork]:
    """Everyone who holds any post on that day, by name."""
    return _at_work(_posts(on))


def _at_work(posts: QuerySet[Post]) -> list[PersonAtWork]:
    by_person: dict[UUID, list[Post]] = {}
    for post in posts.select_related("person").order_by("person__name", "role"):
        by_person.setdefault(post.person_id, []).append(post)
    return [_line(held) for held in by_person.values()]


def _line(held: list[Post]) -> PersonAtWork:
    actor, person = _actor(held[0].person_id, held), held[0].person
    acting = frozenset(Role(post.role) for post in held if post.acting)
    plain = frozenset(Role(post.role) for post in held if not post.acting)
    return PersonAtWork(
        person.id, person.username, person.name, actor.roles, actor.villages, acting - plain
    )


@dataclass(frozen=True, slots=True)
class Account:
    """An account with what its keeper must know: open or closed, its roles, its second step."""

    id: UUID
    username: str
    name: str
    active: bool
    roles: frozenset[Role]
    second_factor: bool
    password_given: bool


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's leave: whose, when, how it stands, who stands in for the rest and per folder."""

    id: UUID
    person: UUID
    from_day: date
    until_day: date
    state: str
    rest: UUID | None
    folders: dict[UUID, UUID]

    def stand_in(self, folder: UUID) -> UUID | None:
        """Who stands in for one folder."""
        return self.folders.get(folder, self.rest)


def absences(*states: str, person: UUID | None = None) -> list[Away]:
    """Leaves in these states, soonest first."""
    rows = Absence.objects.filter(state__in=states).order_by("from_day", "id")
    if person is not None:
        rows = rows.filter(person_id=person)
    return [_away(row) for row in rows.prefetch_related("stand_ins")]


def absence(absence_id: UUID) -> Away:
    """One leave. Raises `Absence.DoesNotExist`."""
    return _away(Absence.objects.get(pk=absence_id))


def _away(row: Absence) -> Away:
    named = {one.folder: one.person_id for one in row.stand_ins.all()}
    rest = named.pop(None, None)
    folders = {folder: person for folder, person in named.items() if folder}
    return Away(row.pk, row.person_id, row.from_day, row.until_day, row.state, rest, folders)


def _standing(first: date, last: date) -> QuerySet[Absence]:
    rows = Absence.objects.filter(state__in=("planned", "running"))
    return rows.filter(from_day__lte=last, until_day__gte=first)


def away_between(first: date, last: date) -> dict[UUID, date]:
    """Who is away on any of these days, and until when."""
    return dict(_standing(first, last).values_list("person_id", "until_day"))


def stands_in(person: UUID, on: date) -> frozenset[tuple[UUID, UUID | None]]:
    """For whom this person stands in that day: for one folder of theirs, or for the rest."""
    rows = StandIn.objects.filter(person_id=person, absence__in=_standing(on, on))
    return frozenset(rows.values_list("absence__person_id", "folder"))


def accounts(on: date) -> list[Account]:
    """Every account there ever was, open ones first, by name."""
    roles: dict[UUID, set[Role]] = {}
    for person, role in _posts(on).values_list("person_id", "role"):
        roles.setdefault(person, set()).add(Role(role))
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    linked = set(apps.values_list("user_id", flat=True))
    return [
        Account(
            id=one.id,
            username=one.username,
            name=one.name,
            active=one.is_active,
            roles=frozenset(roles.get(one.id, ())),
            second_factor=one.id in linked,
            password_given=one.password_given,
        )
        for one in Person.objects.order_by("-is_active", "name")
    ]


def account(person_id: UUID, on: date) -> Account:
    """One account. Raises `Person.DoesNotExist`."""
    found = next((one for one in accounts(on) if one.id == person_id), None)
    if found is None:
        raise Person.DoesNotExist
    return found


def posts_of(person_id: UUID) -> QuerySet[Post]:
    """Every post a person held or holds, newest first."""
    return Post.objects.filter(person_id=person_id).order_by("-from_day", "role")


def own_kin(by: Actor, at: datetime) -> tuple[Kin, ...]:
    """What the asker declared about themselves, under a receipt of their own."""
    row = Kinship.objects.filter(person_id=by.id).first()
    if row is None:
        return ()
    proof = receipt("kin.opened", by=by, at=at, folders=[by.id], facets=[Facet.IDENTITY])
    return open_sealed(proof, row, "sealed", KinDeclared).kin


def unscreened() -> list[UUID]:
    """People whose newest declaration of kin was not yet held against what they may see."""
    return list(Kinship.objects.filter(screened=False).values_list("person_id", flat=True))


def last_here(person_id: UUID, here: str) -> datetime | None:
    """When the person's last session but this one (`here` is its key hash) was seen last.

    Sessions are kept two days; before that, and for a first visit: None.
    """
    rows = Session.objects.filter(person_id=person_id).exclude(key_hash=here)
    return rows.order_by("-seen_at").values_list("seen_at", flat=True).first()


def reviews_since(day: date, *, by: Actor, at: datetime) -> dict[str, Reviewed]:
    """The newest review of each sign from a day on, by the sign's key; one receipt, if any."""
    rows = list(ReadingReview.objects.filter(day__gte=day).order_by("at", "id"))
    if not rows:
        return {}
    folders = [row.pk for row in rows]
    proof = receipt("reading.reviews", by=by, at=at, folders=folders, facets=[Facet.CARE])
    words = open_many(proof, rows, "word", ReviewWord)
    return {
        f"{row.reader_id.hex}-{row.day.isoformat()}-{row.sign}": Reviewed(
            row.by_id, row.at, row.verdict, word.text
        )
        for row, word in zip(rows, words, strict=True)
    }


def reviewed_keys(day: date) -> set[str]:
    """Which signs from a day on were answered; opens nothing."""
    rows = ReadingReview.objects.filter(day__gte=day).values_list("reader_id", "day", "sign")
    return {f"{reader.hex}-{on.isoformat()}-{sign}" for reader, on, sign in rows}


def posts_ending(first: date, last: date) -> list[tuple[UUID, str, Role, date]]:
    """Posts of active people that end within these days: who, name, role, last day."""
    rows = Post.objects.filter(until_day__gte=first, until_day__lte=last, person__is_active=True)
    found = rows.order_by("until_day").values_list("person_id", "person__name", "role", "until_day")
    return [(who, name, Role(role), day) for who, name, role, day in found if day]


def staff_names() -> dict[UUID, str]:
    """Names of all accounts, past and present: for showing who did what, and matching names."""
    return dict(Person.objects.values_list("id", "name"))


def person_named(username: str) -> Person | None:
    """The account with this user name."""
    return Person.objects.filter(username=username).first()


def second_factor_ready(person_id: UUID) -> bool:
    """Whether an authenticator app is linked to the account."""
    linked = Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.TOTP)
    return bool(linked.exists())


def recovery_codes_left(person_id: UUID) -> int:
    """How many unused recovery codes the account has."""
    kept = Authenticator.objects.filter(
        user_id=person_id, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def open_sessions(person_id: UUID, here: str, at: datetime) -> list[OpenSession]:
    """The person's sessions that still work, newest first; `here`: the asking one's key hash."""
    rows = Session.objects.filter(person_id=person_id, ended_at=None).order_by("-seen_at")
    return [
        OpenSession(row.id, row.browser, row.started_at, row.seen_at, row.key_hash == here)
        for row in rows
        if not session_over(row.started_at, row.seen_at, at)
    ]
