"""Serving with granian: WSGI workers, no access log (an address in a log is a person found)."""

import socket
from collections.abc import Callable
from typing import Final

from django.db import connections
from granian.constants import Interfaces
from granian.server import Server

from pabolo.doors.command.tell import Stop

WORKERS: Final = 2
THREADS: Final = 4


def insist_on_free_port(host: str, port: int) -> None:
    """Refuse early, before minutes of building, when something else listens there.

    Errors: Stop.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Stop(
                f"Port {port} on {host} is taken ({error.strerror}). Choose another with --port."
            ) from error


def serve(
    *,
    host: str,
    port: int,
    workers: int = WORKERS,
    announce: Callable[[], None] = lambda: None,
) -> None:
    """Serve until interrupted. `announce` runs once, when the server is about to answer."""
    connections.close_all()  # nothing open may be carried into a forked worker
    server = Server(
        "pabolo.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_access=False,
    )
    server.on_startup(announce)
    server.serve()
