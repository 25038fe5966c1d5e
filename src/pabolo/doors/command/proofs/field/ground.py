"""What the worlds of the field proof stand on: people, groups, reaching rows, falling over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.apps import apps

from pabolo.demo.cast import build_cast
from pabolo.ground.accounts.actions.people import appoint, hire
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.lib import clock
from pabolo.ground.places.actions import load_reference
from pabolo.programme.network.actions.groups import form_group
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role

VILLAGES: Final = ("12.10.19.1001", "12.10.08.2008")
PEOPLE: Final = 6
POSTS: Final = (Role.GROUP_LEAD, Role.ACTIVIST, Role.ACTIVIST)


class Crash(BaseException):
    """The server is gone, here and now."""


@dataclass(frozen=True, slots=True)
class Made:
    """An entry that somebody made on a phone."""

    id: UUID
    kind: str
    person: UUID | None
    phone: UUID
    body: dict[str, Any]


def uuid_of(text: str) -> UUID:
    return UUID(hex=text)


def model(name: str) -> Any:
    return apps.get_model(name)._default_manager


def row(name: str, pk: UUID) -> Any:
    return model(name).get(pk=pk)


def acting(username: str) -> Actor:
    person = person_named(username)
    if person is None:
        raise LookupError(username)
    return actor_of(person, clock.today())


def person(number: int) -> UUID:
    """The account of a world's person, with the post in which every world begins."""
    name = f"lapangan{number}"
    found = person_named(name)
    village, role = VILLAGES[number % 2], POSTS[number // 2]
    if found is None:
        found = hire(username=name, name=f"Warga {number}", by=SYSTEM, at=clock.now())
        appoint(
            person=found.pk,
            role=role,
            village=village,
            from_day=clock.today() - timedelta(days=900),
            by=SYSTEM,
            at=clock.now(),
        )
    model("accounts.Post").filter(person_id=found.pk).update(village=village, until_day=None)
    return found.pk


def populate() -> None:
    """What all worlds stand on: places, the people at work, two groups."""
    load_reference()
    build_cast(clock.now())
    for village in VILLAGES:
        day = clock.today() - timedelta(days=900)
        form_group(by=acting("nurul"), at=clock.now(), place=village, formed_day=day)


@contextmanager
def failing(owner: Any, name: str) -> Iterator[None]:
    """The server dies when it gets there."""
    whole = getattr(owner, name)

    def dies(*_args: Any, **_named: Any) -> None:
        raise Crash

    setattr(owner, name, dies)
    try:
        yield
    finally:
        setattr(owner, name, whole)
