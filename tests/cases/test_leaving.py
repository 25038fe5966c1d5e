"""People leave and come: what they saw ends, what they owed goes on, what stands open is seen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from pabolo.doors.command.rounds import night
from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.models import Post
from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.models import Duty
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import arriving, closing
from pabolo.programme.cases.actions.leaving import settle
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role
from tests import builders as b
from tests.machines.programme import ownerless


@pytest.fixture
def unit(tmp_path: Path, settings: Settings, db: None) -> Iterator[b.Unit]:
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    yield b.staffed_unit()
    ring.forget()


def leave(unit: b.Unit, *usernames: str) -> None:
    for username in usernames:
        person = getattr(unit, username).id
        people.deactivate(person=person, by=unit.rizky, at=unit.at)


def come(unit: b.Unit, username: str, name: str, role: Role) -> Actor:
    person = people.hire(username=username, name=name, by=SYSTEM, at=unit.at)
    post(unit, person.pk, role)
    return getattr(unit, username)  # type: ignore[no-any-return]


def post(unit: b.Unit, person: UUID, role: Role, *, acting: bool = False) -> None:
    day = day_of(unit.at)
    until = day + timedelta(days=30) if acting else None
    people.appoint(
        person=person,
        role=role,
        from_day=day,
        until_day=until,
        acting=acting,
        decree="821/2026" if acting else "",
        by=SYSTEM,
        at=unit.at,
    )


def owed(folder: UUID) -> set[tuple[str, UUID | None]]:
    rows = Duty.objects.filter(folder_id=folder, state="open")
    return set(rows.values_list("owner_post", "owner_id"))


def test_a_worker_who_leaves_loses_the_case_and_the_supervisor_owes_it_a_worker(
    unit: b.Unit,
) -> None:
    case_id = b.assigned(unit)
    dedi = unit.dedi
    leave(unit, "dedi")
    settle(at=unit.at)
    assert Case.objects.get(pk=case_id).worker_id is None
    assert not may_see(Actor(dedi.id), case_id)
    assert owed(case_id) == {("supervisor", None), ("data", None)}
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at)
    assert file.state.worker == ""
    verbs = [entry.verb for entry in entries(limit=10)]
    assert "case.worker_left" in verbs and "access.ended" in verbs


def test_settling_twice_settles_once(unit: b.Unit) -> None:
    b.assigned(unit)
    leave(unit, "dedi")
    first, second = settle(at=unit.at), settle(at=unit.at)
    assert first.cases == 1 and first.ended > 0
    assert (second.cases, second.ended, second.inherited) == (0, 0, 0)


def test_when_no_officer_is_left_reports_go_to_the_supervisor_and_up(unit: b.Unit) -> None:
    report = b.received(unit)
    leave(unit, "siti", "budi")
    settle(at=unit.at)
    assert owed(report.pk) == {("supervisor", None)}
    leave(unit, "ratna", "hendra")
    assert settle(at=unit.at).inherited == 1
    assert owed(report.pk) == {("agency_head", None)}
    assert may_see(unit.farida, report.pk), "an heir sees what it is about"


def test_who_is_named_never_inherits(unit: b.Unit) -> None:
    report = b.received(unit, text="Pelakunya Farida Hanum Dalimunthe, tetangga kami.")
    leave(unit, "siti", "budi", "ratna", "hendra")
    settle(at=unit.at)
    assert owed(report.pk) == {("province_unit", None)}
    assert not may_see(unit.farida, report.pk)


def test_a_new_supervisor_sees_the_open_cases(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    leave(unit, "ratna", "hendra")
    settle(at=unit.at)
    new = come(unit, "baru", "Zulkifli Xaverius", Role.SUPERVISOR)
    assert not may_see(new, case_id)
    assert arriving.grant_newcomers(at=unit.at) == 1
    assert may_see(new, case_id)
    assert arriving.grant_newcomers(at=unit.at) == 0


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.DATA])
def test_who_oversees_for_a_while_or_counts_sees_case_child_and_incident(
    unit: b.Unit, role: Role
) -> None:
    ids = b.opened(unit)
    person = people.hire(username="baru", name="Zulkifli Xaverius", by=SYSTEM, at=unit.at)
    post(unit, person.pk, role, acting=True)
    arriving.grant_newcomers(at=unit.at)
    assert all(may_see(unit.baru, one) for one in (ids.case_id, ids.child_id, ids.incident_id))


def test_a_closed_case_finds_who_can_open_it_again(unit: b.Unit) -> None:
    case_id = b.closed(unit)
    new = come(unit, "baru", "Zulkifli Xaverius", Role.SUPERVISOR)
    arriving.grant_newcomers(at=unit.at)
    assert not may_see(new, case_id), "the open ones come first"
    arriving.grant_newcomers(at=unit.at, ended=True)
    closing.reopen_case(case_id=case_id, reason="Kabar baru.", by=new, at=unit.at)


def test_a_worker_who_becomes_supervisor_keeps_sight_of_their_case(unit: b.Unit) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi.id
    for held in Post.objects.filter(person_id=dedi):
        yesterday = day_of(unit.at) - timedelta(days=1)
        Post.objects.filter(pk=held.pk).update(from_day=yesterday, until_day=yesterday)
    post(unit, dedi, Role.SUPERVISOR)
    assert night(unit.at)
    assert may_see(unit.dedi, case_id)


def test_a_new_supervisor_named_in_a_case_does_not_see_it(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    child = b.opening().identity.name
    new = come(unit, "baru", child, Role.SUPERVISOR)
    arriving.grant_newcomers(at=unit.at)
    assert not may_see(new, case_id)


def test_a_reopened_case_is_seen_by_whoever_oversees_now(unit: b.Unit) -> None:
    case_id = b.closed(unit)
    leave(unit, "ratna", "hendra", "dedi")
    settle(at=unit.at)
    come(unit, "baru", "Zulkifli Xaverius", Role.SUPERVISOR)
    closing.reopen_case(case_id=case_id, reason="Kabar baru.", by=unit.siti, at=unit.at)
    assert ownerless(unit.at) == ()
    assert Case.objects.get(pk=case_id).worker_id is None
