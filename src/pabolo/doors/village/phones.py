"""The phones of the group: the lead lets somebody who forgot the PIN choose a new one."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.village.frame import page, tried
from pabolo.ground.devices.actions.minding import reset_pin
from pabolo.ground.devices.queries import carrier_line, carriers_for
from pabolo.ground.lib import clock
from pabolo.rules.actors import Actor


class ResetForm(Form):
    """Whose PIN."""

    carrier = forms.UUIDField()


@require_http_methods(["GET", "HEAD", "POST"])
def phones(request: HttpRequest) -> HttpResponse:
    """People of the own group on their phones."""
    actor, today = actor_in(request), clock.today()
    form = ResetForm(request.POST if request.method == "POST" else None)
    status = tried(form, lambda: _reset(form, actor)) if request.method == "POST" else 0
    if status == 200:
        messages.success(
            request, _("Done. They sign in on that phone and choose a new PIN. Nothing is lost.")
        )
        return redirect("village:phones")
    found = carriers_for(actor, today).filter(revoked_at=None)
    rows = [(carrier_line(one), one.device) for one in found]
    return page(request, "phones", {"form": form, "rows": rows}, status or 200)


def _reset(form: ResetForm, by: Actor) -> None:
    carrier: UUID = form.cleaned_data["carrier"]
    reset_pin(carrier_id=carrier, by=by, at=clock.now())
