"""From a code on paper to its file: what lies outside the scope is not there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pabolo.doors.office.today.rows import ROOMS, name_of
from pabolo.doors.office.today.views import page
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib.ids import span_of_code
from pabolo.programme.cases.queries import scope as cases
from pabolo.programme.intake.queries import scope as reports
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject

MOST = 5


def found(code: str, actor: Actor) -> list[tuple[Subject, UUID]]:
    """Cases and reports in scope that are called so. Opens nothing."""
    span = span_of_code(code)
    if span is None:
        return []
    kinds = {Subject.CASE: cases.visible_to(actor), Subject.REPORT: reports.visible_to(actor)}
    letters = {ROOMS[kind][1]: kind for kind in kinds}
    wanted = letters.get(span.letter)
    return [
        (kind, one)
        for kind, rows in kinds.items()
        if wanted in (None, kind)
        for one in rows.filter(pk__gte=span.first, pk__lte=span.last).values_list("pk", flat=True)[
            :MOST
        ]
    ]


@require_POST
def by_code(request: HttpRequest) -> HttpResponse:
    """Go to the file of this code; where there is none, the page again with what to do."""
    asked = request.POST.get("kode", "")[:20]
    hits = found(asked, actor_in(request))
    if len(hits) == 1:
        ((kind, one),) = hits
        return redirect(reverse(ROOMS[kind][0], args=[one]))
    words = {
        "asked": asked,
        "code_error": _("No file of this code is open to you. Check it, or search by name."),
        "hits": [
            (f"{name_of(kind, one)} ({number})", reverse(ROOMS[kind][0], args=[one]))
            for number, (kind, one) in enumerate(hits, 1)
        ],
    }
    return page(request, words, status=404)
