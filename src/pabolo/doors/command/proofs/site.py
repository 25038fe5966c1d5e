"""A site of its own for a proof: made, copied, served as in use, killed, looked into."""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections

from pabolo.demo.bulk import build_bench
from pabolo.doors.command.proofs.probe import BREAK, LEDGER
from pabolo.doors.command.readiness import make_ready, migrate
from pabolo.doors.command.tell import Stop
from pabolo.ground.keys import file, ring
from pabolo.ground.lib import clock

FILES: Final = ("pabolo.sqlite3", "keys.sqlite3")
PATIENCE: Final = 30.0
SMALL: Final = 0.0005
SERVED: Final = "pabolo.doors.command.proofs.served:application"


def make() -> Path:
    """Lay out the data folder of this process, with a few reports and cases in it. Returns it."""
    migrate()
    make_ready()
    ring.make_pairs()
    data = Path(settings.DATA)
    build_bench(data=data, at=clock.now(), scale=SMALL, progress=lambda text: None)
    let_go()
    return data


def let_go() -> None:
    """Close what this process holds open: a proof must be alone with the files."""
    connections.close_all()
    link = getattr(file._mine, "link", None)
    if link is not None:
        link.close()
        file._mine.wanted = None


def settle(data: Path) -> None:
    """Bring everything from the logs into the files, so that two files are the whole state."""
    for name in FILES:
        with closing(sqlite3.connect(data / name)) as link:
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for tail in ("-wal", "-shm"):
            (data / f"{name}{tail}").unlink(missing_ok=True)


def copy(data: Path, target: Path) -> Path:
    """The same site in another folder."""
    settle(data)
    shutil.copytree(data, target, ignore=shutil.ignore_patterns("*.ledger"))
    return target


def environment(data: Path, ledger: Path, broken: str = "") -> dict[str, str]:
    """What a process of this site must be told."""
    return os.environ | {
        "PABOLO_DATA": str(data),
        "PABOLO_MODE": "demo",
        "PABOLO_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "pabolo.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        LEDGER: str(ledger),
        BREAK: broken,
    }


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Served:
    """A server on a site, in a session of its own so that all of it can be killed at once."""

    data: Path
    ledger: Path
    broken: str = ""
    workers: int = 2
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers. Errors: Stop."""
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", str(self.workers), "--blocking-threads", "4",
            "--no-ws", "--factory", "--log-level", "critical", SERVED,
        ]  # fmt: skip
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            env=environment(self.data, self.ledger, self.broken),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until or self.process.poll() is not None:
                raise Stop("the server did not come up")
            time.sleep(0.05)

    def _answers(self) -> bool:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as link:
            try:
                link.request("GET", "/bantuan")
                return link.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def kill(self) -> None:
        """Kill every process of it, at once and without warning."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
            self._await_silence()

    def _await_silence(self) -> None:
        """The workers die with their parent's group; wait until the port is free again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", self.port))
                except OSError:
                    time.sleep(0.01)
                else:
                    return


@contextmanager
def looking_into(data: Path, name: str = FILES[0]) -> Iterator[sqlite3.Connection]:
    """One of the files, opened as any program would."""
    with closing(sqlite3.connect(data / name)) as link:
        yield link


def is_whole(data: Path) -> bool:
    """Whether both files pass SQLite's own check."""
    found = []
    for name in FILES:
        with looking_into(data, name) as link:
            found.append(link.execute("PRAGMA integrity_check").fetchone()[0])
    return found == ["ok", "ok"]
