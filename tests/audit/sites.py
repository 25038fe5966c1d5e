"""A site of its own in a process of its own: a file database, migrated, real commits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HEAD = """
import json, os, sqlite3, sys, threading
from datetime import UTC, datetime
from uuid import UUID, uuid4
import django
django.setup()
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from pabolo.ground.audit import actions, queries, verifier
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.keys import file, ring, store
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet, Role, Subject
AT = datetime(2026, 11, 24, 3, 11, 5, tzinfo=UTC)
call_command("migrate", *os.environ["PABOLO_APPS"].split(), verbosity=0)

def receipt(folders):
    return actions.receipt("case.read", by=SYSTEM, at=AT, folders=folders, facets=[Facet.IDENTITY])

def say(**found):
    print(json.dumps(found))
"""


def run(data: Path, script: str, url: str = "", apps: str = "audit") -> Any:
    """Run the script in a fresh process on this data folder; what it said last.

    `apps`: what is migrated, one or nothing for all.
    """
    environment = os.environ | {
        "PABOLO_DATA": str(data),
        "PABOLO_DATABASE_URL": url,
        "PABOLO_MODE": "demo",
        "PABOLO_KEYS": "demo",
        "PABOLO_POOL": "0",
        "PABOLO_APPS": apps,
        "DJANGO_SETTINGS_MODULE": "pabolo.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", HEAD + script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
