"""The agent: a small process that holds the opened root and hands it to the workers.

It listens on a unix socket that only the owner of the installation can reach, writes nothing
to disk, and forgets the root when told to lock or when it ends. It knows no Django:
`python -m pabolo.ground.keys.agent SOCKET` reads the root from its standard input.
"""

import base64
import contextlib
import os
import resource
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from pabolo.ground.keys.errors import Locked

ASK, LOCK = b"root\n", b"lock\n"
PATIENCE = 5.0
LONGEST_PATH = 104


def _request(path: Path, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(PATIENCE)
        try:
            link.connect(str(path))
            link.sendall(line)
            return link.makefile("rb").readline().strip()
        except OSError as error:
            raise Locked("no agent holds the root") from error


def ask(path: Path) -> bytes:
    """The root, from the agent at this socket. Raises `Locked`."""
    root = base64.b64decode(_request(path, ASK))
    if len(root) != 32:
        raise Locked("no agent holds the root")
    return root


def lock(path: Path) -> bool:
    """Tell the agent to forget the root and end. False when there was none."""
    try:
        return _request(path, LOCK) == b"locked"
    except Locked:
        return False


class _Conversation(socketserver.StreamRequestHandler):
    """One question from one worker."""

    server: "_Agent"

    def handle(self) -> None:
        """Answer the owner, nobody else."""
        if self._peer() not in (os.getuid(), 0):
            return
        line = self.rfile.readline(16)
        if line == ASK:
            self.wfile.write(base64.b64encode(self.server.root) + b"\n")
        elif line == LOCK:
            self.server.root = b""
            self.wfile.write(b"locked\n")
            threading.Thread(target=self.server.shutdown, daemon=True).start()

    def _peer(self) -> int:
        """The user id of the asking process, as the kernel says."""
        raw = self.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return int(struct.unpack("3i", raw)[1])


class _Agent(socketserver.ThreadingUnixStreamServer):
    """The listening side."""

    daemon_threads = True

    def __init__(self, path: Path, root: bytes) -> None:
        if len(str(path)) > LONGEST_PATH:
            raise ValueError(f"the path of the agent's socket is too long: {path}")
        self.root = root
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            super().__init__(str(path), _Conversation)
        finally:
            os.umask(before)


def run(path: Path, root: bytes) -> None:
    """Serve until told to lock, then take the socket away."""
    server = _Agent(path, root)
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.1)
    path.unlink(missing_ok=True)


@contextlib.contextmanager
def thread(path: Path, root: bytes) -> Iterator[None]:
    """An agent inside this process, for as long as the block lasts."""
    server = _Agent(path, root)
    worker = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    worker.start()
    try:
        yield
    finally:
        server.shutdown()
        worker.join()
        server.server_close()
        path.unlink(missing_ok=True)


def start(path: Path, root: bytes) -> int:
    """Start an agent of its own session and wait until it answers; its process id."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "pabolo.ground.keys.agent", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(base64.b64encode(root) + b"\n")
    process.stdin.close()
    _await(path, root)
    return process.pid


def _await(path: Path, root: bytes) -> None:
    for _ in range(100):
        with contextlib.suppress(Locked):
            if ask(path) == root:
                return
        time.sleep(0.05)
    raise Locked("the agent did not answer")


def main() -> None:
    """The agent process: no core dump, root from standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    run(Path(sys.argv[1]), base64.b64decode(sys.stdin.buffer.readline()))


if __name__ == "__main__":
    main()
