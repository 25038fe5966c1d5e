"""Taking a table of agencies in: looked at first, written whole or not at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import INVALID
from pabolo.doors.office.sent import TableForm, sent_table
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.agencies.actions import look_at_table, take_table
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.agencies import COLUMNS


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """Send a table, look at what it would do, then take it in."""
    if request.method != "POST":
        return _page(request, {})
    text = sent_table(request)
    found = look_at_table(text, today=clock.today())
    if found.faults:
        return _page(request, {"text": text, "faults": found.faults}, INVALID)
    if request.POST.get("do") != "take":
        return _page(request, {"text": text, "look": found})
    try:
        take_table(text, by=actor_in(request), at=clock.now())
    except Refused as refused:
        return _page(
            request, {"text": text, "look": found, "refused": _(refused.refusal.sentence)}, INVALID
        )
    messages.success(request, _("The table is in the directory."))
    return redirect("office:agencies")


def _page(request: HttpRequest, more: dict[str, object], status: int = 200) -> HttpResponse:
    words = {
        "room": "referrals",
        "form": TableForm(initial={"table": more.get("text", "")}),
        "columns": ",".join(COLUMNS),
        **more,
    }
    return render(request, "office/agencies/import.html", words, status=status)
