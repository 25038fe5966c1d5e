"""The manifest: what a backup holds, so that a restore can be compared with it line by line."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from pabolo.ground.audit import verifier
from pabolo.ground.lib import contents


class Manifest(msgspec.Struct, frozen=True):
    """Counts and hashes of one backup. `sealed` holds the digest of every sealed file."""

    at: str
    engine: str
    provider: str
    mode: str
    tables: dict[str, tuple[int, str]]
    schema: dict[str, str]
    audit_size: int
    audit_root: str
    audit_problem: str
    audit_key: str
    kids: dict[int, int]
    recipients: list[str]
    sealed: dict[str, str]

    @property
    def rows(self) -> int:
        """Rows over all tables."""
        return sum(rows for rows, _ in self.tables.values())


def tables(found: Mapping[str, contents.Table]) -> dict[str, tuple[int, str]]:
    """As the manifest keeps them."""
    return {name: (table.rows, table.hash) for name, table in found.items()}


def differences(manifest: Manifest, found: Mapping[str, tuple[int, str]]) -> list[str]:
    """Which tables are not as the manifest says; a sentence for each."""
    said = []
    for name in sorted(manifest.tables.keys() | found.keys()):
        expected, actual = manifest.tables.get(name), found.get(name)
        if expected == actual:
            continue
        if expected is None or actual is None:
            said.append(f"table {name} is only on one side")
        elif expected[0] != actual[0]:
            said.append(f"table {name} has {actual[0]} rows, not {expected[0]}")
        else:
            said.append(f"table {name} has other content")
    return said


def kids(path: Path) -> dict[int, int]:
    """Folder keys by wrapping key id, in a key file."""
    with closing(sqlite3.connect(path)) as link:
        query = "SELECT kid, count(*) FROM folder_key GROUP BY kid ORDER BY kid"
        return dict(link.execute(query).fetchall())


def destroyed(path: Path) -> bytes | None:
    """What changes in a key file with every destruction of keys."""
    with closing(sqlite3.connect(path)) as link:
        row = link.execute("SELECT value FROM meta WHERE name = 'destroyed'").fetchone()
        return None if row is None else bytes(row[0])


def audited(log: verifier.Log, key: str) -> tuple[int, str, str]:
    """Size, root and problem of an audit log; a problem does not stop a backup."""
    try:
        finding = verifier.check(log, verifier.read_key(key))
    except (verifier.Tampered, verifier.Unreadable) as error:
        return 0, "", str(error)
    return finding.size, finding.root.hex(), ""
