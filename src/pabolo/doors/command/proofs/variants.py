"""Ways in which the system could be broken, on purpose. A proof that cannot fail proves nothing.

Each takes the application and gives it back, broken. Only the proofs' own processes know these.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from pabolo.ground.audit import actions, queries
from pabolo.ground.keys import file


def intact(application: WSGIHandler) -> WSGIHandler:
    """Nothing is broken."""
    return application


def lazy_data(application: WSGIHandler) -> WSGIHandler:
    """The data file is opened with `synchronous=NORMAL`."""
    options = connections.settings["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("=FULL", "=NORMAL")
    return application


def lazy_keys(application: WSGIHandler) -> WSGIHandler:
    """The key file is opened with `synchronous=NORMAL`."""
    plain = file._open

    def opened(where: Any) -> Any:
        link = plain(where)
        link.execute("PRAGMA synchronous=NORMAL")
        return link

    file._open = opened
    return application


class LateLog(WSGIHandler):
    """Readings are logged when the page is done: after what they should have announced."""

    def __init__(self, application: WSGIHandler) -> None:
        self.application = application
        self.mine = threading.local()
        self.plain = actions._commit
        actions._commit = self.put_off

    def put_off(self, batch: Any, at: Any) -> int:
        """Promise an entry that is not there yet."""
        self.mine.waiting = [*getattr(self.mine, "waiting", []), (batch, at)]
        return queries.size()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer, then log."""
        response: Iterable[bytes] = self.application(environ, start_response)
        for batch, at in getattr(self.mine, "waiting", []):
            self.plain(batch, at)
        self.mine.waiting = []
        return response

    def get_response(self, request: Any) -> Any:
        """The same for requests that come without a server."""
        response = self.application.get_response(request)
        for batch, at in getattr(self.mine, "waiting", []):
            self.plain(batch, at)
        self.mine.waiting = []
        return response


VARIANTS: Final[Mapping[str, Callable[[WSGIHandler], WSGIHandler]]] = {
    "": intact,
    "synchronous=NORMAL": lazy_data,
    "keys synchronous=NORMAL": lazy_keys,
    "audit after opening": LateLog,
}
