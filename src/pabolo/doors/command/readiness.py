"""What must be true before anything is served: catalogues, schema, styles, a safe database."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pabolo.doors.command.catalogues import compile_stale
from pabolo.doors.command.tell import Stop
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.durability import problems
from pabolo.ground.vault import erasure


def pending_migrations() -> list[str]:
    """Names of the migrations that the database has not had yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the schema up to date."""
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def _static_print() -> str:
    """A fingerprint of the source styles and scripts: names, sizes and times of change."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def collect_static() -> None:
    """Collect, hash and compress the static files, when any of them changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    wanted = _static_print()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def insist_on_durability() -> None:
    """Refuse to go on where an acknowledged row could be lost.

    Errors: Stop, naming each weak setting.
    """
    weak = problems()
    if weak:
        raise Stop("The database could lose what it has confirmed:\n  " + "\n  ".join(weak))


def finish_erasures() -> None:
    """Finish what was ordered to end, or was restored, before anything is served.

    While locked only what needs no key; the rounds do the rest once it is open.
    """
    at = clock.now()
    try:
        erasure.finish(at=at)
    except Locked:
        erasure.settle(at=at)


def make_ready() -> None:
    """Everything but the schema: catalogues, durability, erasures, static files."""
    compile_stale()
    insist_on_durability()
    finish_erasures()
    collect_static()
