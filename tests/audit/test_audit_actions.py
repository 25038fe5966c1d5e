"""What was done, and what is about to be read."""

import ast
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

import pabolo
from pabolo.ground.audit import actions, queries
from pabolo.ground.audit.errors import AuditUnavailable, NestedAct, NotACode
from pabolo.ground.audit.models import Checkpoint, Entry, Node
from pabolo.ground.keys import ring, store
from pabolo.ground.keys.errors import MissingKey
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet, Role, Subject

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 3, 11, 5, 999, tzinfo=UTC)
WORKER = Actor(id=UUID(int=9), roles=frozenset({Role.CASE_WORKER, Role.SUPERVISOR}))


def _folders(count: int) -> list[UUID]:
    folders = [uuid4() for _ in range(count)]
    store.create(folders)
    return folders


def _bodies() -> list[dict[str, object]]:
    return [json.loads(body) for _, body, _ in queries.bodies()]


def _read(folders: list[UUID], **more: str) -> actions.Receipt:
    return actions.receipt(
        "case.read", by=WORKER, at=AT, folders=folders, facets=[Facet.IDENTITY], **more
    )


def test_an_act_leaves_one_entry_that_names_the_folder_by_its_token() -> None:
    (case,) = _folders(1)
    with actions.act("case.open", by=WORKER, at=AT, subject=(Subject.CASE, case)) as draft:
        draft.detail["version"] = 3
    (body,) = _bodies()
    assert body.pop("n")
    assert body == {
        "v": 1,
        "seq": 0,
        "t": "2026-11-24T03:11:05Z",
        "a": WORKER.id.hex,
        "r": ["case_worker", "supervisor"],
        "x": "case.open",
        "k": "case",
        "o": [store.tokens([case])[case].hex()],
        "d": {"version": 3},
    }
    assert case.hex not in json.dumps(_bodies())


def test_what_holds_no_person_is_named_by_its_id() -> None:
    release = uuid4()
    with actions.act("release.sign", by=SYSTEM, at=AT) as draft:
        draft.subject = (Subject.RELEASE, release)
    (entry,) = queries.entries()
    assert (entry.actor, entry.objects) == ("system", (f"release:{release.hex}",))


def test_an_act_that_raises_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError), actions.act("x.y", by=WORKER, at=AT):
        raise ZeroDivisionError
    assert queries.size() == 0


def test_an_act_inside_an_act_is_an_error_and_so_is_a_receipt() -> None:
    outer, inner = (actions.act(verb, by=WORKER, at=AT) for verb in ("x.y", "x.z"))
    with pytest.raises(NestedAct), outer, inner:
        pass
    with pytest.raises(NestedAct), actions.act("x.y", by=WORKER, at=AT):
        _read([])
    with actions.act("x.y", by=WORKER, at=AT):
        pass
    assert queries.size() == 1


def test_a_sealed_subject_without_a_key_cannot_be_acted_on() -> None:
    act = actions.act("case.open", by=WORKER, at=AT, subject=(Subject.CASE, uuid4()))
    with pytest.raises(MissingKey), act:
        pass
    assert queries.size() == 0


@pytest.mark.parametrize(
    "detail",
    [
        {"why": "ibu Sari datang"},
        {"nik": "1210015208110003"},
        {"phone": 81234567890},
        {"name": "Sari!"},
        {"Bad Name": "x"},
    ],
)
def test_free_text_and_long_numbers_never_enter(detail: dict[str, str | int]) -> None:
    with pytest.raises(NotACode), actions.act("x.y", by=WORKER, at=AT, detail=detail):
        pass
    assert queries.size() == 0


def test_a_verb_is_words_and_a_moment_is_aware() -> None:
    with pytest.raises(NotACode), actions.act("Buka kasus", by=WORKER, at=AT):
        pass
    with pytest.raises(NotACode):
        _read([], purpose="ingin tahu")
    act = actions.act("x.y", by=WORKER, at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="aware"), act:
        pass


def test_a_receipt_covers_what_it_names_and_nothing_else() -> None:
    one, two = _folders(2)
    receipt = _read([one], purpose="visit")
    assert receipt.covers(one, Facet.IDENTITY)
    assert not receipt.covers(one, Facet.HEALTH)
    assert not receipt.covers(two, Facet.IDENTITY)
    (entry,) = queries.readings_of(one)
    assert (entry.verb, entry.facets, entry.purpose) == ("case.read", ("identity",), "visit")
    assert queries.readings_of(two) == []


def test_a_receipt_does_not_cover_a_folder_without_a_key() -> None:
    (one,) = _folders(1)
    stranger = uuid4()
    assert not _read([one, stranger]).covers(stranger, Facet.IDENTITY)


def test_a_wide_scan_is_a_count_and_a_hash_of_the_set() -> None:
    folders = _folders(201)
    receipt = _read(folders)
    assert all(receipt.covers(folder, Facet.IDENTITY) for folder in folders)
    _read(folders[::-1])
    first, second = _bodies()
    assert first["s"] == second["s"]
    assert first["s"]["n"] == 201  # type: ignore[index]
    assert "o" not in first


def test_reporters_are_logged_by_day_shuffled_without_an_actor() -> None:
    folders = _folders(40)
    orders = set()
    for _ in range(3):
        assert actions.reporter_batch(day=date(2026, 11, 24), folders=folders) == 40
    for start in (0, 40, 80):
        batch = _bodies()[start : start + 40]
        assert {body["t"] for body in batch} == {"2026-11-24"}
        assert not any({"a", "r", "d"} & body.keys() for body in batch)
        orders.add(tuple(body["o"][0] for body in batch))  # type: ignore[index]
    assert len(orders) == 3
    assert len({frozenset(order) for order in orders}) == 1


def test_the_tree_grows_alike_one_by_one_and_in_batches() -> None:
    for size in (1, 2, 3, 5, 8, 13):
        actions.reporter_batch(day=date(2026, 1, 1), folders=_folders(size))
        _read([])
    leaves = [leaf for _, _, leaf in queries.bodies()]
    assert queries.root() == _slow_root(leaves)


def _slow_root(leaves: list[bytes]) -> bytes:
    from pabolo.ground.audit import tree

    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return tree.node_hash(_slow_root(leaves[:half]), _slow_root(leaves[half:]))


def test_a_checkpoint_is_signed_after_256_entries_and_after_ten_minutes() -> None:
    actions.reporter_batch(day=date(2026, 11, 24), folders=_folders(255))
    assert queries.checkpoints() == []
    _read([])
    (first,) = queries.checkpoints()
    assert (first.size, first.root) == (256, queries.root())
    _read([])
    assert not actions.tick(at=AT + timedelta(minutes=9))
    assert actions.tick(at=AT + timedelta(minutes=10))
    assert not actions.tick(at=AT + timedelta(minutes=30))
    assert queries.last_checkpoint().size == 257  # type: ignore[union-attr]


def test_while_locked_acts_are_logged_and_checkpoints_wait(settings: Settings) -> None:
    settings.KEYS = "file"
    ring.forget()
    for _ in range(257):
        with actions.act("person.sign_in", by=SYSTEM, at=AT):
            pass
    assert queries.size() == 257
    assert not actions.checkpoint(at=AT)
    settings.KEYS = "demo"
    assert actions.checkpoint(at=AT)


@pytest.mark.parametrize("model", [Entry, Node, Checkpoint])
def test_the_database_keeps_the_log_append_only(model: type) -> None:
    for _ in range(2):
        _read([])
    actions.checkpoint(at=AT)
    table = model._meta.db_table
    column = model._meta.fields[1].column
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.parametrize("table", ["audit_entry", "audit_node"])
def test_without_the_log_no_receipt_and_no_change(table: str) -> None:
    folders = _folders(1)
    _read(folders)
    connection.cursor().execute(f"ALTER TABLE {table} RENAME TO gone")
    with pytest.raises(AuditUnavailable):
        _read(folders)
    with pytest.raises(AuditUnavailable), actions.act("x.y", by=WORKER, at=AT):
        pass


def _constructs(tree: ast.AST, name: str) -> bool:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    return name in names


def test_only_the_audit_actions_make_a_receipt() -> None:
    sources = Path(pabolo.__file__).parent.rglob("*.py")
    makers = [path for path in sources if _constructs(ast.parse(path.read_text()), "Receipt")]
    assert [path.parts[-3:] for path in makers] == [("ground", "audit", "actions.py")]
    assert _constructs(ast.parse("audit.receipts.Receipt(1, at, a, b)"), "Receipt")
