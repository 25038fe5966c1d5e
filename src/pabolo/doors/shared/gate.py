"""The outer wall: every request is held against the access matrix before its view runs.

Views still ask the rules about the object; this makes a forgotten check impossible to reach.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from pabolo.doors.shared.actors import person_in
from pabolo.doors.shared.entries import entry_of
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import today
from pabolo.rules.entry import allows, may_enter

type Next = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Middleware. Stands after authentication and login: who has not signed in is sent there."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the route is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """404 for a role that the route is not for, 405 for another method."""
        entry = entry_of(request.resolver_match.view_name if request.resolver_match else "")
        if not entry.open and not request.user.is_authenticated:
            return None
        actor = None if entry.open else actor_of(person_in(request), today())
        if may_enter(actor, entry) is not None:
            raise Http404
        if not allows(entry, request.method or ""):
            return HttpResponseNotAllowed(entry.methods)
        return None
