"""Emergency openings: asking for one with a reason, looking through it for an hour, all of them."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.forms import area
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.search import searched_in
from pabolo.doors.office.cases.sides import identity_lines, place_lines
from pabolo.doors.office.conference.rows import called_words, shown_minutes
from pabolo.doors.shared.accounts.pages import not_stored
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import clock_time
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.programme.cases.actions import glass as breaking
from pabolo.programme.cases.queries.glass import openings, running_by
from pabolo.rules.actors import Actor


class GlassForm(Form):
    """Which case, and why it cannot wait."""

    code = forms.CharField(
        label=_("Code of the case"),
        help_text=_("For example K-7Q4-M2X. Colleagues of the team know it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        required=False,
    )
    reason = area(
        _("Why can it not wait?"),
        need=False,
        rows=3,
        hint=_("A supervisor reads this today and decides whether it was justified."),
    )
    sought = forms.CharField(widget=forms.HiddenInput, required=False)


def _case_of(typed: dict[str, str], actor: Actor, at: datetime) -> UUID:
    """The case that is meant: by its code, or by the name that was searched for just before."""
    name = searched_in(typed["sought"], actor.id) if typed["sought"] else ""
    if name and not typed["code"]:
        return breaking.case_of_name(name, by=actor, at=at)
    return breaking.case_of_code(typed["code"])


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def glass(request: HttpRequest) -> HttpResponse:
    """Ask for an emergency opening. From the search the name comes along, sealed in the form."""
    actor, at = actor_in(request), clock.now()
    asks = request.method == "POST" and "reason" in request.POST
    sought = request.POST.get("sought", "")
    form = GlassForm(request.POST) if asks else GlassForm(initial={"sought": sought})
    status, made = 200, list[UUID]()
    if asks:

        def do(typed: object) -> None:
            case = _case_of(form.cleaned_data, actor, at)
            reason = form.cleaned_data["reason"]
            made.append(breaking.break_glass(case_id=case, reason=reason, by=actor, at=at))

        status = attempt(form, do)
        if not status:
            return redirect("office:glass_open", made[0])
    words = {
        "room": "cases",
        "form": form,
        "named": bool(searched_in(sought, actor.id)) if sought else False,
        "running": [(one.pk, name_of(one.case_id)) for one in running_by(actor.id, at)],
    }
    return render(request, "office/glass/ask.html", words, status=status)


@require_safe
def opened(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """What one's own emergency opening shows, with the time that is left. Kept nowhere."""
    actor, at = actor_in(request), clock.now()
    found = breaking.look_through(opening_id=opening_id, by=actor, at=at)
    left = max(found.until - at, found.until - found.until)
    words = {
        "room": "cases",
        "opening": opening_id,
        "name": name_of(found.case.pk),
        "minutes": int(left.total_seconds() // 60) + 1,
        "until": clock_time(found.until.astimezone(clock.WIB)),
        "identity": [row for row in identity_lines(found.identity) if row[1]],
        "places": place_lines(found.places, []),
    }
    return not_stored(render(request, "office/glass/opened.html", words))


@require_safe
def minutes(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """What was said at the conferences of the case, while one's own emergency opening lasts."""
    actor, at, names = actor_in(request), clock.now(), staff_names()
    found = breaking.look_at_minutes(opening_id=opening_id, by=actor, at=at)
    shown = [
        (called_words(each.one), shown_minutes(each.one, each.minutes, names)) for each in found
    ]
    words = {"room": "cases", "opening": opening_id, "rows": shown}
    return not_stored(render(request, "office/glass/minutes.html", words))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every emergency opening: who, when, which case where it may be known, and the review."""
    names = staff_names()
    rows = [
        {
            "one": one,
            "who": names.get(one.person, ""),
            "code": name_of(one.case_id) if one.known else "",
            "reviewer": names.get(one.reviewer, "") if one.reviewer else "",
        }
        for one in openings(actor_in(request))
    ]
    return render(request, "office/glass/list.html", {"room": "readings", "rows": rows})
