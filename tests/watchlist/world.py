"""What the tests of the watch-list begin with."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pabolo.ground.accounts.queries import account, actor_of, people_with
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.watchlist.actions.recording import Entry, record
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role
from tests import builders as b

VILLAGE = "12.10.19.1001"
SCHOOL = Entry(
    kind="PW01", village=VILLAGE, where="dekat mushola", name="Rahmat Contoh", sex="L", age="11",
    answers={"group": "left", "why": "money"}, note="Ia ingin kembali.",
)  # fmt: skip
BREASTFED = Entry(kind="PW02", village=VILLAGE, count=4, answers={"first": "formula"})


def refused(code: str, do: Callable[[], object]) -> None:
    """The call is refused with this code."""
    with pytest.raises(Refused) as caught:
        do()
    assert caught.value.refusal.code == code


def recorded(unit: b.Unit, entry: Entry = SCHOOL, by: Actor | None = None) -> UUID:
    """An item that the activist wrote."""
    item = random_id()
    record(item_id=item, entry=entry, by=by or unit.nur, at=unit.at)
    return item


def other_activist(unit: b.Unit) -> Actor:
    """Another activist than Bu Nur."""
    day = day_of(unit.at)
    found = [one.id for one in people_with(Role.ACTIVIST, day) if one.id != unit.nur.id]
    return actor_of(found[0], day)


def name_of_person(actor: Actor) -> str:
    """What somebody of the cast is called."""
    return account(actor.id, b.START.date()).name
