"""The network at a glance: active, silent, what runs out, who is untrained; words to the groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.network.workbook import workbook
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.doors.shared.entries import lets_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.shared.network import sheets
from pabolo.doors.shared.network.answers import handed_out, pdf
from pabolo.doors.shared.network.labels import STAND, TAG, periods
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.places import queries as places
from pabolo.programme.network.actions.circulars import send_circular
from pabolo.programme.network.actions.exports import exported
from pabolo.programme.network.queries import circulars, dashboard
from pabolo.programme.network.queries.dashboard import Row, listed
from pabolo.programme.network.queries.scope import group_for
from pabolo.programme.network.queries.standing import coverage
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Address, code of the list, words.
LISTS: Mapping[str, tuple[str, Promise]] = {
    "aktif": ("active", gettext_lazy("Active groups")),
    "diam": ("silent", gettext_lazy("Silent groups")),
    "sk": ("decree", gettext_lazy("Decree ends soon, or is missing")),
    "pelatihan": ("training", gettext_lazy("Members without training")),
    "pernyataan": ("declaration", gettext_lazy("Members without declaration")),
}


class CircularForm(Form):
    """Words to the groups."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    text = forms.CharField(
        label=gettext_lazy("A few sentences"),
        help_text=gettext_lazy("Groups read it on their first page. No name of a child."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    area = forms.ChoiceField(label=gettext_lazy("To whom?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = [(one.code, one.name) for one in places.districts()]
        self.fields["area"].choices = [("", _("All groups")), *districts]  # type: ignore[attr-defined]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The dashboard."""
    return _page(request, CircularForm(), 200)


def _page(request: HttpRequest, form: CircularForm, status: int) -> HttpResponse:
    actor, today = actor_in(request), clock.today()
    found = dashboard.rows(actor, today)
    covered = coverage(today)
    words = {
        "room": "activities",
        "counts": _counts(found),
        "active": sum(row.active for row in covered),
        "villages": sum(row.villages for row in covered),
        "districts": covered,
        "sent": _sent(circulars.sent(actor, today)),
        "form": form,
        "keeps": actor.has(Role.PROGRAMME),
        "phones": _phones(actor),
    }
    return render(request, "office/network/board.html", words, status=status)


def _phones(actor: Actor) -> str:
    """The page of phones, where this installation has it and this person may go there."""
    try:
        address = reverse("office:phones")
    except NoReverseMatch:
        return ""
    return address if lets_in(actor, "office:phones") else ""


def _counts(found: Sequence[Row]) -> list[tuple[str, Promise, int, int]]:
    """Address, words, how many groups, how many members (0: it is about groups)."""
    members = {
        "training": sum(len(row.untrained) for row in found),
        "declaration": sum(len(row.undeclared) for row in found),
    }
    return [
        (slug, words, len(listed(found, code)), members.get(code, 0))
        for slug, (code, words) in LISTS.items()
    ]


def _sent(found: Sequence[circulars.Sent]) -> list[dict[str, Any]]:
    names = places.names()
    return [
        {
            "title": one.circular.title,
            "text": one.circular.text,
            "day": one.circular.day,
            "area": names.get(one.circular.area, ""),
            "read": len(one.read),
            "all": len(one.read) + len(one.unread),
            "unread": [
                (group.pk, group.locality or names.get(group.place, group.place))
                for group in one.unread
            ],
        }
        for one in found
    ]


@require_safe
def board_list(request: HttpRequest, which: str) -> HttpResponse:
    """The groups behind a count, and of each what is missing."""
    if which not in LISTS:
        raise Http404
    code, title = LISTS[which]
    names = places.names()
    rows = listed(dashboard.rows(actor_in(request), clock.today()), code)
    words = {
        "room": "activities",
        "title": title,
        "rows": [_line(row, code, names) for row in rows],
        "by_district": Counter(names.get(row.line.place[:8], "") for row in rows).most_common(),
    }
    return render(request, "office/network/board_list.html", words)


def _line(row: Row, code: str, names: Mapping[str, str]) -> dict[str, Any]:
    lacking = {"training": row.untrained, "declaration": row.undeclared}.get(code, ())
    place = names.get(row.line.place, row.line.place)
    return {
        "line": row.line,
        "place": f"{row.line.locality}, {place}" if row.line.locality else place,
        "district": names.get(row.line.place[:8], ""),
        "stand": str(STAND[row.status.stand]),
        "tag": "done" if TAG[row.status.stand] == "done" else "todo",
        "met": row.status.count,
        "of": len(row.status.met),
        "members": [one.name for one in lacking],
    }


@require_POST
def circular_send(request: HttpRequest) -> HttpResponse:
    """Send words to the groups."""
    form = CircularForm(request.POST)
    by, at = actor_in(request), clock.now()
    status = attempt(form, lambda typed: send_circular(by=by, at=at, **typed))
    if status:
        return _page(request, form, status)
    messages.success(request, _("Sent. Below you see which groups have read it."))
    return redirect("office:board")


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def board_xlsx(request: HttpRequest) -> HttpResponseBase:
    """All groups as a workbook; an entry of its own in the log."""
    actor, at = actor_in(request), clock.now()
    found = dashboard.rows(actor, day_of(at))
    exported(by=actor, at=at, what="xlsx")
    return handed_out(workbook(found), XLSX, f"jaringan-{day_of(at).isoformat()}.xlsx")


@require_safe
def group_pdf(request: HttpRequest, group_id: UUID, what: str) -> HttpResponse:
    """Report, members or plan of a group as PDF, as its lead prints it."""
    actor, at = actor_in(request), clock.now()
    today = day_of(at)
    group = group_for(actor, group_id)
    if what == "anggota":
        sheet = sheets.members(actor, group, today)
    elif what == "rencana":
        sheet = sheets.plan(actor, group, today.year)
    elif what in dict(periods(today)):
        sheet = sheets.report(actor, group, what, today)
    else:
        raise Http404
    exported(by=actor, at=at, what=what, group_id=group_id)
    return pdf(sheet, who=person_in(request).name, at=at, name=f"kelompok-{what}")
