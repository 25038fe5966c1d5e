"""What a list may show is what the rule says, whatever was granted to whom, with whatever posts."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pabolo.ground.attachments import queries as files
from pabolo.ground.attachments.models import File
from pabolo.ground.duties import queries as duties
from pabolo.ground.duties.models import Duty
from pabolo.ground.vault.actions import end_access, grant, revoke
from pabolo.programme.cases.models import Case, Incident
from pabolo.programme.cases.queries import scope as cases
from pabolo.programme.children import queries as children
from pabolo.programme.children.models import Child
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries import scope as reports
from pabolo.programme.watchlist.models import WatchItem
from pabolo.programme.watchlist.queries import scope as watchlist
from pabolo.rules.access import Standing, may_know_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role, Subject

DAY = date(2026, 11, 2)
PEOPLE = [UUID(int=number) for number in (1, 2, 3)]
FOLDERS = [UUID(int=number) for number in range(10, 16)]
SEALED = b"x"


def _report(folder: UUID) -> UUID:
    row = Report(
        id=folder, submission=folder.bytes, state="received", care=SEALED,
        received_day=DAY, changed_day=DAY,
    )  # fmt: skip
    row.save(force_insert=True)
    return folder


def _child(folder: UUID) -> UUID:
    Child(id=folder, changed_day=DAY, identity=SEALED, places=SEALED).save(force_insert=True)
    return folder


def _case(folder: UUID) -> UUID:
    _child(folder)
    row = Case(id=folder, child_id=folder, opened_day=DAY, changed_day=DAY, stats=SEALED)
    row.save(force_insert=True)
    return folder


def _incident(folder: UUID) -> UUID:
    row = Incident(id=folder, changed_day=DAY, stats=SEALED, narrative=SEALED, accused=SEALED)
    row.save(force_insert=True)
    return folder


def _duty(folder: UUID) -> UUID:
    row = Duty(
        subject=Subject.CASE.value, folder_id=folder, owner_post=Role.INTAKE.value,
        opened_day=DAY, due_day=DAY, body=SEALED,
    )  # fmt: skip
    row.save(force_insert=True)
    return row.pk


def _file(folder: UUID) -> UUID:
    row = File(
        folder_id=folder, subject=Subject.CASE.value, day=DAY, facts=SEALED, body=SEALED,
    )  # fmt: skip
    row.save(force_insert=True)
    return row.pk


def _watched(folder: UUID) -> UUID:
    row = WatchItem(
        id=folder, recorded_by_id=PEOPLE[0], opened_day=DAY, changed_day=DAY,
        place=SEALED, told=SEALED, care=SEALED, stats=SEALED,
    )  # fmt: skip
    row.save(force_insert=True)
    return folder


KINDS: list[tuple[str, Subject, Callable[[UUID], UUID], Callable[[Actor], "QuerySet"]]] = [
    ("reports", Subject.REPORT, _report, reports.visible_to),
    ("children", Subject.CHILD, _child, children.visible_to),
    ("cases", Subject.CASE, _case, cases.visible_to),
    ("incidents", Subject.INCIDENT, _incident, cases.incidents_visible_to),
    ("duties", Subject.CASE, _duty, duties.visible_to),
    ("files", Subject.CASE, _file, files.visible_to),
    ("watch-list", Subject.WATCH, _watched, watchlist.visible_to),
    ("duties of the watch-list", Subject.WATCH, _duty, duties.visible_to),
]

# A history of access: who, to which folder, given, taken back, or ended by its basis.
events = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(FOLDERS),
        st.sampled_from(["grant", "grant", "revoke", "end"]),
    ),
    max_size=14,
)
roles = st.frozensets(st.sampled_from(list(Role)), max_size=3)


def happen(history: list[tuple[UUID, UUID, str]], subject: Subject) -> set[tuple[UUID, UUID]]:
    """Let it happen in the database; who sees what in the end, by the plain reading of it."""
    sees: set[tuple[UUID, UUID]] = set()
    for person, folder, what in history:
        if what == "grant":
            grant(folder=folder, subject=subject, people=[person], basis="duty", day=DAY)
            sees.add((person, folder))
        elif what == "revoke":
            revoke(folder=folder, people=[person], day=DAY)
            sees.discard((person, folder))
        else:
            end_access(person=person, bases=["duty"], day=DAY)
            sees = {pair for pair in sees if pair[0] != person}
    return sees


@pytest.mark.parametrize(("name", "subject", "make", "visible"), KINDS, ids=[k[0] for k in KINDS])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=events, held=roles)
def test_the_scope_of_a_list_is_the_rule(
    name: str,
    subject: Subject,
    make: Callable[[UUID], UUID],
    visible: Callable[[Actor], "QuerySet"],
    history: list[tuple[UUID, UUID, str]],
    held: frozenset[Role],
) -> None:
    with transaction.atomic():
        rows = {folder: make(folder) for folder in FOLDERS}
        sees = happen(history, subject)
        for person in PEOPLE:
            actor = Actor(person, held)
            by_rule = {
                rows[folder]
                for folder in FOLDERS
                if may_know_of(actor, Standing(granted=(person, folder) in sees), subject) is None
            }
            assert set(visible(actor).values_list("pk", flat=True)) == by_rule, name
        transaction.set_rollback(True)


def test_a_grant_of_one_kind_opens_no_other() -> None:
    folder, person = uuid4(), PEOPLE[0]
    _case(folder)
    grant(folder=folder, subject=Subject.REPORT, people=[person], basis="duty", day=DAY)
    actor = Actor(person, frozenset({Role.SUPERVISOR}))
    assert not cases.visible_to(actor).exists() and not children.visible_to(actor).exists()


def test_a_scope_that_forgets_the_posts_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pabolo.ground.vault.queries.opens", lambda actor, subject: True)
    _, subject, make, visible = KINDS[2]
    check = test_the_scope_of_a_list_is_the_rule.hypothesis.inner_test
    history = [(PEOPLE[0], FOLDERS[0], "grant")]
    with pytest.raises(AssertionError):
        check("cases", subject, make, visible, history, frozenset({Role.ADMIN}))
