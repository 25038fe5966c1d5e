"""The log is found by what it names, by whom and by day; the index is believed only so far."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import actor

from pabolo.doors.command.verify import check
from pabolo.ground.audit import index, queries
from pabolo.ground.audit.actions import act, receipt, reporter_batch
from pabolo.ground.audit.models import Entry, Mention
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Role, Subject

AT = datetime(2026, 11, 24, 3, 11, 5, tzinfo=UTC)
SITI, RATNA = actor(Role.INTAKE), actor(Role.SUPERVISOR)


def read(*folders: UUID, by: Actor = SITI, at: datetime = AT) -> None:
    store.create(folders)
    receipt("case.read", by=by, at=at, folders=folders, facets=[Facet.CARE])


def test_entries_are_found_by_what_they_name_by_whom_and_by_day() -> None:
    one, two = uuid4(), uuid4()
    read(one, two)
    read(two, by=RATNA, at=AT + timedelta(days=1))
    with act("case.note", by=RATNA, at=AT + timedelta(days=1), subject=(Subject.CASE, one)):
        pass
    reporter_batch(day=day_of(AT), folders=[one])
    assert [entry.verb for entry in queries.readings_of(one)] == [
        "report.received",
        "case.note",
        "case.read",
    ]
    assert [entry.verb for entry in queries.readings_of(two)] == ["case.read", "case.read"]
    assert [entry.seq for entry in queries.by_person(RATNA.id)] == [2, 1]
    assert [entry.seq for entry in queries.by_person(RATNA.id, before=2)] == [1]
    assert [entry.seq for entry in queries.on_days([day_of(AT)])] == [3, 0]


def test_a_token_names_its_folder_while_its_key_stands() -> None:
    one, two, never = uuid4(), uuid4(), "0" * 32
    read(one, two)
    of = {folder: token for token, folder in queries.tokens_of([one, two]).items()}
    odd = ("", "x", "sha256:" + "a" * 64, of[one].upper(), of[one] + "00")
    assert queries.folders_named([*of.values(), never, *odd]) == of
    assert queries.folders_named([]) == {}
    store.destroy([one])
    assert queries.folders_named(of.values()) == {two: of[two]}


def test_the_index_is_asked_instead_of_the_whole_log() -> None:
    folder = uuid4()
    read(folder)
    with CaptureQueriesContext(connection) as seen:
        queries.readings_of(folder)
    assert len(seen) == 2
    assert not any("LIKE" in query["sql"] for query in seen)


def test_a_row_that_points_at_another_entry_shows_nothing() -> None:
    one, two = uuid4(), uuid4()
    read(one)
    read(two)
    token = store.tokens([one])[one].hex()
    Mention.objects.create(about=index.about(token), seq=1)
    assert [entry.seq for entry in queries.readings_of(one)] == [0]
    assert queries.misplaced() == 1


def test_a_missing_row_hides_an_entry_until_the_check_says_so() -> None:
    folder = uuid4()
    read(folder)
    assert queries.misplaced() == 0
    last = Entry.objects.get(seq=0)
    Entry.objects.create(seq=1, body=last.body.replace('"seq":0', '"seq":1'), leaf=last.leaf)
    assert queries.misplaced() == 3, "the day, the reader and the folder"
    assert not next(one for one in check() if one.what == "audit index").holds


@pytest.mark.parametrize(
    "change", ["UPDATE audit_mention SET seq = 9", "DELETE FROM audit_mention"]
)
def test_the_index_is_append_only(change: str) -> None:
    read(uuid4())
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change)
