"""Lists of referrals: all that are open in scope, and those of one case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.referrals.words import group_of, row_of
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.remaining import until
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.referrals.queries.files import Listed, listed
from pabolo.programme.referrals.queries.files import of_case as of_one_case
from pabolo.rules.referrals import may_refer

GROUPS = {
    "late": gettext_lazy("Past due"),
    "refused": gettext_lazy("Refused: another way is needed"),
    "answered": gettext_lazy("Answered today"),
    "waiting": gettext_lazy("With the partner"),
    "here": gettext_lazy("Not sent yet"),
}


@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """All open referrals in scope, by what they wait for."""
    actor, at = actor_in(request), clock.now()
    found: dict[str, list[dict[str, object]]] = {key: [] for key in GROUPS}
    for one in listed(actor, at=at):
        due = one.due.body.due_at if one.due else None
        found[group_of(one.file, due, at)].append(_row(one))
    groups = [(key, GROUPS[key], rows) for key, rows in found.items() if rows]
    return render(
        request, "office/referrals/referrals.html", {"room": "referrals", "groups": groups}
    )


def _row(one: Listed) -> dict[str, object]:
    row = row_of(one.file)
    if one.due is not None:
        row |= {
            "chip": until(one.due.body.due_at, clock.now()),
            "why": _(one.due.rule.text),
            "source": one.due.rule.source,
        }
    return row


@require_safe
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The referrals of one case, newest first."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at)
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here="office:case_referrals"),
        "rows": [row_of(one) for one in of_one_case(case_id, file.proof)],
        "may_refer": may_refer(actor) is None and file.case.closed_day is None,
    }
    return render(request, "office/referrals/of_case.html", words)
