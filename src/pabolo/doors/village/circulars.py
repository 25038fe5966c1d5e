"""Guidance from the office, on the home page until the group says that it has read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.network.actions.circulars import mark_read


@require_POST
def circular_read(request: HttpRequest, circular_id: UUID, group_id: UUID) -> HttpResponse:
    """The group has read it."""
    try:
        mark_read(by=actor_in(request), at=clock.now(), circular_id=circular_id, group_id=group_id)
    except Refused as refused:
        messages.error(request, _(refused.refusal.sentence))
    else:
        messages.success(request, _("The office sees that your group has read it."))
    return redirect("village:home")
