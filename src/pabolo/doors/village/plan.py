"""The yearly plan of a group: planned against done, budget against spent, at a glance."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import MONTHS
from pabolo.doors.shared.network.sheets import rupiah
from pabolo.doors.shared.reports.questions import Today
from pabolo.doors.village.forms import DIGITS, PLAIN, number_field
from pabolo.doors.village.frame import page, tried
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.actions.plans import drop_planned, plan_activity
from pabolo.programme.network.queries import plans
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role


class PlanForm(Today):
    """What, when, for whom, with which money."""

    title = forms.CharField(
        label=gettext_lazy("What is planned?"),
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
    )
    month = forms.ChoiceField(label=gettext_lazy("In which month?"))
    level = forms.ChoiceField(
        label=gettext_lazy("For whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for whom it was.")},
    )
    strategy = forms.ChoiceField(
        label=gettext_lazy("What does it serve most?"),
        error_messages={"required": gettext_lazy("Choose what it served most.")},
    )
    target = number_field(gettext_lazy("For how many people?"))
    budget = forms.CharField(
        label=gettext_lazy("Budget in rupiah"),
        help_text=gettext_lazy("Whole rupiah, for example 750000. Without cost: 0."),
        widget=forms.TextInput(attrs=DIGITS),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Who pays?"),
        error_messages={"required": gettext_lazy("Choose who pays.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [(str(n), str(name)) for n, name in enumerate(MONTHS, start=1)]
        self._offer("month", months)
        self._offer("level", choices("activity_level", self.today))
        first = ("", _("Choose"))
        self._offer("strategy", [first, *choices("strategy", self.today)])
        self._offer("source", [first, *choices("budget_source", self.today)])
        self.fields["target"].widget.attrs["class"] = "w4"

    def _offer(self, name: str, offered: Any) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_budget(self) -> int:
        """Rupiah, with or without the dots of thousands."""
        return money(self.cleaned_data["budget"])


def money(typed: str) -> int:
    """An amount in rupiah as people write it: 750000, 750.000 or Rp750.000."""
    plain = typed.strip().removeprefix("Rp").strip().replace(".", "").replace(" ", "")
    if not plain:
        return 0
    if not (plain.isascii() and plain.isdigit()):
        raise forms.ValidationError(_("Write the amount in whole rupiah, without cents."))
    return int(plain)


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("tahun", "") or str(today.year)
    known = {str(today.year + step): today.year + step for step in (-1, 0, 1)}
    if asked not in known:
        raise Http404
    return known[asked]


@require_safe
def plan(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The plan of one own group. Outside the scope: 404."""
    actor, today = actor_in(request), clock.today()
    group, year = group_for(actor, group_id), _year(request, today)
    total = plans.sums(actor, group.place, year, group_id)
    words = {
        "group": group,
        "year": year,
        "years": [today.year - 1, today.year, today.year + 1],
        "rows": [_line(one) for one in plans.lines(actor, group_id, year)],
        "total": total,
        "plan_name": f"rencana-{year}",
        "budget": rupiah(total.budget),
        "spent": rupiah(total.spent),
        "leads": group.place in actor.villages_as(Role.GROUP_LEAD),
    }
    return page(request, "plan", words)


def _line(one: plans.Line) -> dict[str, Any]:
    return {
        "id": one.id,
        "month": MONTHS[one.month - 1],
        "title": one.title,
        "level": label("activity_level", one.level),
        "strategy": label("strategy", one.strategy),
        "source": label("budget_source", one.source),
        "target": one.target,
        "done": one.done,
        "reached": one.reached,
        "budget": rupiah(one.budget),
        "spent": rupiah(one.spent),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan_line(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The form of a line."""
    actor, at = actor_in(request), clock.now()
    today = clock.day_of(at)
    group, year = group_for(actor, group_id), _year(request, today)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, today=today, initial={"month": str(today.month)})
    status = 0
    if request.method == "POST":
        status = tried(form, lambda: _plan(form, group_id, year, actor, at))
    if status != 200:
        words = {"form": form, "group": group, "year": year}
        return page(request, "new_plan_line", words, status or 200)
    messages.success(request, _("It is in the plan."))
    return _back(group_id, year)


def _back(group_id: UUID, year: int) -> HttpResponse:
    answer = redirect("village:plan", group_id)
    answer["Location"] += f"?tahun={year}"
    return answer


def _plan(form: PlanForm, group_id: UUID, year: int, by: Actor, at: datetime) -> None:
    typed = {**form.cleaned_data, "month": int(form.cleaned_data["month"])}
    plan_activity(by=by, at=at, group_id=group_id, year=year, **typed)


@require_POST
def drop_plan_line(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Take a line out."""
    try:
        line = drop_planned(by=actor_in(request), at=clock.now(), planned_id=planned_id)
    except Refused as refused:
        messages.error(request, _(refused.refusal.sentence))
        return redirect("village:group")
    messages.success(request, _("It is out of the plan."))
    return _back(line.group_id, line.year)
