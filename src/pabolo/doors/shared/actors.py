"""Who is asking? The threshold puts the actor on the request; views take it from here."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pabolo.rules.actors import Actor

if TYPE_CHECKING:
    from pabolo.ground.accounts.models import Person


class WorkRequest(HttpRequest):
    """A request that has passed the threshold: for annotations of office and village views."""

    actor: Actor


def actor_in(request: HttpRequest) -> Actor:
    """The signed-in person with the posts of today, fresh on every request.

    Raises `PermissionDenied` where nobody is signed in: a view that asks lies behind the threshold.
    """
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise PermissionDenied
    return actor


def person_in(request: HttpRequest) -> "Person":
    """The account that is signed in. Raises `PermissionDenied` where nobody is."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
