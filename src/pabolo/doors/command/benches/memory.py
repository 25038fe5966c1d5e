"""How much memory does a server process take, once it has answered?"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from pabolo.doors.command.proofs.site import free_port
from pabolo.doors.command.tell import Stop

APPLICATION: Final = "pabolo.config.wsgi:application"
PATIENCE: Final = 60.0


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """One worker on this data, as in use: its port, and the process id of its parent."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws",
        "--log-level", "critical", APPLICATION,
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        env=os.environ | {"PABOLO_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _await(port)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Stop("the server did not come up")


def ask(port: int, paths: Sequence[str], cookie: str) -> None:
    """Get these pages as somebody who is signed in."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as link:
        for path in paths:
            link.request("GET", path, headers={"Cookie": cookie})
            link.getresponse().read()


def worker_of(parent: int) -> int:
    """The process id of the one worker. A Linux answer; elsewhere the parent's own."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    known = children.read_text().split() if children.exists() else []
    return int(known[-1]) if known else parent


def megabytes(process: int) -> float:
    """How much of its memory is in use now (resident set)."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
