"""What every village page shares: whose it is, which groups, the form that is sent once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pabolo.doors.shared import one_time
from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.doors.shared.one_time import Token
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.places.queries import village
from pabolo.ground.policy.queries import number
from pabolo.programme.network.queries.scope import GroupRow, groups_at
from pabolo.rules.activities import IN_VILLAGE
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """The living group of a village of the person's own post, or of a hamlet there."""

    id: UUID
    place: str
    name: str
    locality: str = ""

    @property
    def choice(self) -> str:
        """What a form sends to mean this group."""
        return f"{self.place} {self.locality}".strip()


def _named(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, village(code).name) for code in sorted(codes)]


def own_villages(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the villages of the person's posts."""
    return _named(actor.villages)


def group_villages(actor: Actor) -> list[tuple[str, str]]:
    """Those in whose group the person works, not those of another post."""
    return _named(actor.villages_as(*IN_VILLAGE))


def own_groups(actor: Actor, *roles: Role) -> list[OwnGroup]:
    """The living groups in which the person works, or holds one of these posts."""
    codes = actor.villages_as(*(roles or IN_VILLAGE))
    named = _named(codes)
    return [_own(group, name) for code, name in named for group in groups_at(actor, code)]


def _own(group: GroupRow, name: str) -> OwnGroup:
    words = f"{group.locality}, {name}" if group.locality else name
    return OwnGroup(group.pk, group.place, words, group.locality)


def page(
    request: HttpRequest, name: str, words: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of this door, saying where and who under its title."""
    places = ", ".join(name for _code, name in own_villages(actor_in(request)))
    who = " · ".join(part for part in (places, person_in(request).name) if part)
    template = f"village/{name}.html"
    return render(request, template, {"who": who, **words}, status=status)


def token_in(request: HttpRequest) -> Token:
    """The form's one-time token: the one that was sent, or a new one.

    The session guards these forms, so an old token still counts: it makes a form sent twice meet
    itself.
    """
    hours = number("form.token_hours", clock.today())
    return one_time.read(request.POST.get("token", ""), hours=hours) or one_time.issue()


def entry_id(token: Token) -> UUID:
    """The id of the entry that this form makes, however often it is sent."""
    return UUID(bytes=token.value)


type Do = Callable[[], object]


def tried(form: BaseForm, do: Do) -> int:
    """Do it. 200 when done; otherwise the status to show the form again with, still filled in."""
    if not form.is_valid():
        return 422
    try:
        _once(do)
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return 409
    return 200


def _once(do: Do) -> None:
    """Do it. When the same form comes in twice at one moment, the later one finds the earlier."""
    try:
        do()
    except IntegrityError:
        do()


def group_id_of(groups: Sequence[OwnGroup], place: str) -> UUID:
    """The group at one of the person's own places, as chosen in a form."""
    return next(group.id for group in groups if group.choice == place)
