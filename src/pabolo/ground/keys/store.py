"""The key store: one random key and one random audit token for each folder.

Order of writing: `create` commits durably before the row that needs the key. A key without a
row is harmless; a row without its key is a lost case.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pabolo.ground.keys import file, root
from pabolo.ground.keys.errors import Locked, MissingKey

FIRST_KID = 1
MOST_CACHED = 20_000
MOST_TOKENS = 60_000
CHUNK = 500


@dataclass(frozen=True, slots=True)
class FolderKey:
    """A folder's data key, the id of the key that wraps it, and its audit token."""

    dek: bytes = field(repr=False)
    kid: int
    token: bytes


class _Cache:
    """Opened folder keys of this process. Gone with the root, and after any destruction."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.keys: OrderedDict[UUID, FolderKey] = OrderedDict()
        self.of: root.Held | None = None
        self.destroyed: bytes | None = None

    def fit(self, held: root.Held, destroyed: bytes | None) -> None:
        with self.lock:
            if self.of is not held or self.destroyed != destroyed:
                self.keys.clear()
                self.of, self.destroyed = held, destroyed

    def get(self, folder: UUID) -> FolderKey | None:
        with self.lock:
            if folder in self.keys:
                self.keys.move_to_end(folder)
            return self.keys.get(folder)

    def put(self, held: root.Held, found: dict[UUID, FolderKey]) -> None:
        with self.lock:
            if self.of is held:
                self.keys.update(found)
            while len(self.keys) > MOST_CACHED:
                self.keys.popitem(last=False)


_cache = _Cache()


class Generation:
    """Whether the keys are still those of the last look: the same root, and none destroyed."""

    def __init__(self) -> None:
        self._seen: tuple[root.Held | None, bytes | None] = (None, None)

    def follow(self, forget: Callable[[], None]) -> None:
        """Have what was opened before forgotten where they are not. Raises `Locked`."""
        try:
            now = root.held(), file.meta("destroyed")
        except Locked:
            forget()
            raise
        before, self._seen = self._seen, now
        if before[0] is not now[0] or before[1] != now[1]:
            forget()


class _Tokens:
    """Audit tokens of this process; readable while locked, gone after any destruction."""

    def __init__(self) -> None:
        self.known: dict[UUID, bytes] = {}
        self.of: tuple[Path, bytes | None] | None = None

    def fit(self) -> dict[UUID, bytes]:
        stands = file.path(), file.meta("destroyed")
        if self.of != stands or len(self.known) > MOST_TOKENS:
            self.known, self.of = {}, stands
        return self.known


_tokens = _Tokens()


def _aad(folder: UUID, kid: int, token: bytes) -> bytes:
    return b"|".join((b"folder", folder.bytes, str(kid).encode(), token))


def current_kid() -> int:
    """The wrapping key that new folders get."""
    return int(file.meta("kid") or FIRST_KID)


def _wrapped(dek: bytes, folder: UUID, kid: int, token: bytes) -> bytes:
    nonce = secrets.token_bytes(12)
    box = AESGCM(root.derive(f"wrap|{kid}")).encrypt(nonce, dek, _aad(folder, kid, token))
    return nonce + box


def _unwrapped(folder: UUID, kid: int, box: bytes, token: bytes) -> FolderKey:
    key = AESGCM(root.derive(f"wrap|{kid}"))
    return FolderKey(key.decrypt(box[:12], box[12:], _aad(folder, kid, token)), kid, token)


def create(folders: Sequence[UUID]) -> None:
    """Give each folder a key and an audit token, durably. A folder that has one keeps it.

    Raises `Locked`.
    """
    kid = current_kid()
    rows = []
    for folder in folders:
        token = secrets.token_bytes(16)
        rows.append(
            (folder.bytes, kid, _wrapped(secrets.token_bytes(32), folder, kid, token), token)
        )
    with file.writing() as link:
        link.executemany(
            "INSERT INTO folder_key VALUES (?, ?, ?, ?) ON CONFLICT (folder) DO NOTHING", rows
        )


def _rows(folders: Iterable[UUID], columns: str) -> Iterator[tuple[bytes, ...]]:
    for chunk in batched((folder.bytes for folder in folders), CHUNK):
        marks = ",".join("?" * len(chunk))
        query = f"SELECT {columns} FROM folder_key WHERE folder IN ({marks})"  # noqa: S608
        yield from file.connection().execute(query, chunk)


def keys_for(folders: Iterable[UUID]) -> dict[UUID, FolderKey]:
    """The keys of those folders that have one, from memory where possible. Raises `Locked`."""
    held = root.held()
    _cache.fit(held, file.meta("destroyed"))
    found, missing = {}, []
    for folder in folders:
        known = _cache.get(folder)
        if known is None:
            missing.append(folder)
        else:
            found[folder] = known
    read = {
        UUID(bytes=row[0]): _unwrapped(UUID(bytes=row[0]), int(row[1]), row[2], row[3])
        for row in _rows(missing, "folder, kid, wrapped, token")
    }
    _cache.put(held, read)
    return found | read


def key_for(folder: UUID) -> FolderKey:
    """The folder's key. Raises `MissingKey` when it was never made or is destroyed, `Locked`."""
    found = keys_for([folder])
    if folder not in found:
        raise MissingKey(str(folder))
    return found[folder]


def tokens(folders: Iterable[UUID]) -> dict[UUID, bytes]:
    """The audit tokens of those folders that have one. Works while locked."""
    known = _tokens.fit()
    found, missing = {}, []
    for folder in folders:
        token = known.get(folder)
        if token is None:
            missing.append(folder)
        else:
            found[folder] = token
    read = {UUID(bytes=row[0]): bytes(row[1]) for row in _rows(missing, "folder, token")}
    known.update(read)
    return found | read if read else found


def folders_with(tokens: Iterable[bytes]) -> dict[bytes, UUID]:
    """The folders of those audit tokens whose key stands. Works while locked."""
    found: dict[bytes, UUID] = {}
    for chunk in batched(tokens, CHUNK):
        marks = ",".join("?" * len(chunk))
        query = f"SELECT token, folder FROM folder_key WHERE token IN ({marks})"  # noqa: S608
        for token, folder in file.connection().execute(query, chunk):
            found[bytes(token)] = UUID(bytes=folder)
    return found


def destroy(folders: Sequence[UUID]) -> int:
    """Destroy the keys: what they sealed cannot be opened again, here. How many there were.

    Older copies of the key file still hold them until they are destroyed too.
    """
    link = file.connection()
    with file.writing():
        gone = link.executemany(
            "DELETE FROM folder_key WHERE folder = ?", [(folder.bytes,) for folder in folders]
        ).rowcount
        link.execute(
            "INSERT OR REPLACE INTO meta VALUES ('destroyed', ?)", [secrets.token_bytes(8)]
        )
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def counts() -> dict[int, int]:
    """How many folder keys there are under each wrapping key id."""
    query = "SELECT kid, count(*) FROM folder_key GROUP BY kid ORDER BY kid"
    return dict(file.connection().execute(query).fetchall())


def folders() -> Iterator[UUID]:
    """Every folder that has a key, in order of id."""
    for row in file.connection().execute("SELECT folder FROM folder_key ORDER BY folder"):
        yield UUID(bytes=row[0])


def rotate() -> int:
    """Wrap every folder key under a new wrapping key. How many were wrapped. Raises `Locked`."""
    new = current_kid() + 1
    with file.writing() as link:
        rows = link.execute("SELECT folder, kid, wrapped, token FROM folder_key").fetchall()
        fresh = []
        for raw, kid, box, token in rows:
            folder = UUID(bytes=raw)
            dek = _unwrapped(folder, kid, box, token).dek
            fresh.append((new, _wrapped(dek, folder, new, token), raw))
        link.executemany("UPDATE folder_key SET kid = ?, wrapped = ? WHERE folder = ?", fresh)
        link.execute("INSERT OR REPLACE INTO meta VALUES ('kid', ?)", [str(new).encode()])
        link.execute(
            "INSERT OR REPLACE INTO meta VALUES ('destroyed', ?)", [secrets.token_bytes(8)]
        )
    return len(fresh)
