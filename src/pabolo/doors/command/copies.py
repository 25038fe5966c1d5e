"""A consistent copy of the data while writers run, on both engines."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from pabolo.doors.command import manifests
from pabolo.ground.audit import verifier
from pabolo.ground.lib import contents

Settings = Mapping[str, Any]
_SCHEMA = "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: tables, schema version, and the audit log's size, root and problem."""

    tables: dict[str, tuple[int, str]]
    schema: dict[str, str]
    audit: tuple[int, str, str]


def copy_sqlite(source: Path, target: Path) -> None:
    """One consistent snapshot through SQLite's backup interface; writers are not held up."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        target.chmod(0o600)
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def look_at_sqlite(path: Path, key: str) -> Copied:
    """What a SQLite data file holds."""
    with closing(sqlite3.connect(path)) as link:
        try:
            audit = manifests.audited(verifier.from_sqlite(link), key)
        except verifier.Tampered as error:
            audit = (0, "", str(error))
        schema = dict(link.execute(_SCHEMA).fetchall())
        return Copied(manifests.tables(contents.of_sqlite(link)), schema, audit)


def program(name: str) -> str:
    """A PostgreSQL client program; its newest version where Debian keeps them."""
    found = shutil.which(name)
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if found is None and not kept:
        raise FileNotFoundError(f"{name} is not installed")
    return found or str(kept[-1])


def conninfo(database: Settings) -> dict[str, str]:
    """Connection words for psycopg, from Django's."""
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    found = {word: str(database.get(name) or "") for word, name in words.items()}
    found["port"] = str(database.get("PORT") or "")
    return {word: value for word, value in found.items() if value}


def run_client(name: str, database: Settings, *arguments: str) -> None:
    """Run pg_dump or pg_restore on this database; the password goes by environment."""
    words = conninfo(database)
    environment = os.environ | {
        "PGPASSWORD": words.get("password", ""),
        "PGHOST": words.get("host", ""),
        "PGPORT": words.get("port", ""),
        "PGUSER": words.get("user", ""),
    }
    subprocess.run(  # noqa: S603 - a PostgreSQL program with our own arguments
        [program(name), *arguments], env=environment, check=True, capture_output=True
    )


def copy_postgres(database: Settings, target: Path, key: str) -> Copied:
    """A dump and what it holds, both of one exported snapshot."""
    with psycopg.connect(**conninfo(database)) as link:  # type: ignore[arg-type]
        link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = link.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None
        name = conninfo(database)["dbname"]
        run_client(
            "pg_dump", database, "-Fc", f"--snapshot={snapshot[0]}", f"--file={target}", name
        )
        return look_at_postgres(link, key)


def look_at_postgres(link: psycopg.Connection[Any], key: str) -> Copied:
    """What a PostgreSQL database holds, as one transaction sees it."""
    cursor = link.cursor()
    tables = manifests.tables(contents.of_postgres(cursor))
    notes = link.execute("SELECT note FROM audit_checkpoint ORDER BY size").fetchall()
    rows = link.execute("SELECT seq, body, leaf FROM audit_entry ORDER BY seq")
    audit = manifests.audited(verifier.Log(rows, [note for (note,) in notes]), key)
    return Copied(tables, dict(link.execute(_SCHEMA).fetchall()), audit)
