"""Folder keys: made before their rows, found, destroyed, wrapped anew."""

import sqlite3
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from pytest_django.fixtures import Settings

from pabolo.ground.keys import file, ring, root, store
from pabolo.ground.keys.errors import Locked, MissingKey


def _lock(settings: Settings) -> None:
    settings.KEYS = "file"
    ring.forget()


def test_every_folder_has_a_key_and_a_token_of_its_own() -> None:
    folders = [uuid4() for _ in range(1200)]
    store.create(folders)
    keys = store.keys_for(folders)
    assert len({key.dek for key in keys.values()}) == 1200
    assert len({key.token for key in keys.values()}) == 1200
    assert store.tokens(folders) == {folder: key.token for folder, key in keys.items()}
    assert store.counts() == {1: 1200}


def test_creating_twice_keeps_the_first_key() -> None:
    folder = uuid4()
    store.create([folder])
    first = store.key_for(folder)
    store.create([folder, uuid4()])
    ring.forget()
    assert store.key_for(folder) == first


def test_a_destroyed_key_is_missing_at_once_and_leaves_no_bytes(data: Path) -> None:
    folder, other = uuid4(), uuid4()
    store.create([folder, other])
    token = store.key_for(folder).token
    assert store.destroy([folder]) == 1
    with pytest.raises(MissingKey):
        store.key_for(folder)
    assert store.tokens([folder, other]).keys() == {other}
    left = b"".join(path.read_bytes() for path in data.glob("keys.sqlite3*"))
    assert token not in left


def test_a_key_destroyed_by_another_process_is_missing_here(data: Path) -> None:
    folder = uuid4()
    store.create([folder])
    store.key_for(folder)
    worker = threading.Thread(target=store.destroy, args=([folder],))
    worker.start()
    worker.join()
    with pytest.raises(MissingKey):
        store.key_for(folder)


def test_while_locked_tokens_are_read_and_keys_are_not(settings: Settings) -> None:
    folder = uuid4()
    store.create([folder])
    ring.make_pairs()
    recipient = ring.intake_recipient()
    _lock(settings)
    assert store.tokens([folder])
    assert ring.intake_recipient() == recipient
    assert len(ring.verification_key()) == 32
    for locked in (
        lambda: store.key_for(folder),
        lambda: store.create([uuid4()]),
        ring.signing_key,
        ring.intake_identity,
        lambda: ring.audit_hash(b"x"),
    ):
        with pytest.raises(Locked):
            locked()


def test_wrapped_keys_do_not_move_between_folders_or_tokens() -> None:
    one, two = uuid4(), uuid4()
    store.create([one, two])
    with file.writing() as link:
        link.execute(
            "UPDATE folder_key SET wrapped = (SELECT wrapped FROM folder_key WHERE folder = ?)"
            " WHERE folder = ?",
            [one.bytes, two.bytes],
        )
    with pytest.raises(InvalidTag):
        store.key_for(two)


def test_rotation_wraps_anew_and_keeps_every_key() -> None:
    folders = [uuid4() for _ in range(50)]
    store.create(folders)
    before = store.keys_for(folders)
    assert store.rotate() == 50
    assert store.counts() == {2: 50}
    after = store.keys_for(folders)
    assert {f: (k.dek, k.token) for f, k in after.items()} == {
        f: (k.dek, k.token) for f, k in before.items()
    }
    assert {key.kid for key in after.values()} == {2}


def test_no_key_lies_in_the_clear_in_the_key_file(data: Path) -> None:
    folders = [uuid4() for _ in range(20)]
    store.create(folders)
    ring.make_pairs()
    secrets = [key.dek for key in store.keys_for(folders).values()]
    secrets += [ring.signing_key().private_bytes_raw(), str(ring.intake_identity()).encode()]
    secrets.append(root.held().root)
    stored = b"".join(path.read_bytes() for path in data.glob("keys.sqlite3*"))
    assert folders[0].bytes in stored
    assert [secret for secret in secrets if secret in stored] == []


def test_the_key_file_is_durable_and_for_its_owner_only(data: Path) -> None:
    store.create([uuid4()])
    link = file.connection()
    assert link.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert link.execute("PRAGMA synchronous").fetchone() == (2,)
    assert (data / "keys.sqlite3").stat().st_mode & 0o077 == 0


def test_many_threads_create_at_once() -> None:
    folders = [uuid4() for _ in range(80)]
    workers = [threading.Thread(target=store.create, args=(folders[n % 4 :: 4],)) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(store.folders()) == set(folders)


def test_tags_differ_by_purpose_and_by_installation(tmp_path: Path, settings: Settings) -> None:
    here = ring.code_tag("loc", b"code")
    assert here != ring.code_tag("mbx", b"code")
    settings.DATA = tmp_path / "elsewhere"
    assert here != ring.code_tag("loc", b"code")


def test_create_is_on_disk_for_another_connection_when_it_returns(data: Path) -> None:
    folder = UUID(int=7)
    store.create([folder])
    with sqlite3.connect(data / "keys.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM folder_key").fetchone() == (1,)
