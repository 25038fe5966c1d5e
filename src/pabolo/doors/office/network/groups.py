"""One group: its members, decrees, meetings and activities, and what the office changes in it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.network.forms import DecreeForm, GroupForm, LastDayForm, MemberForm
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.network.labels import CRITERION, STAND, periods
from pabolo.doors.shared.network.sheets import place_of, rupiah
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.programme.network.actions import members
from pabolo.programme.network.actions.groups import close_group, form_group, record_decree
from pabolo.programme.network.queries import plans
from pabolo.programme.network.queries.members import standings
from pabolo.programme.network.queries.registers import (
    activities_for,
    decrees_for,
    meetings_for,
    members_for,
)
from pabolo.programme.network.queries.scope import group_for, visible_to
from pabolo.programme.network.queries.standing import active_groups
from pabolo.programme.network.queries.status import statuses
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role

NEWEST = 10

type Typed = Mapping[str, Any]


@require_safe
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One group. Outside the scope: 404."""
    return _page(request, group_id)


def _page(
    request: HttpRequest,
    group_id: UUID,
    filled: Mapping[str, BaseForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_in(request), clock.today()
    found = group_for(actor, group_id)
    done = activities_for(actor, group_id)[:NEWEST]
    lacks = {one.id: one for one in standings(actor, today, group_id)}
    context: dict[str, Any] = {
        "room": "activities",
        "group": found,
        "place": place_of(found),
        "active": active_groups(today).filter(pk=found.pk).exists(),
        **_standing(actor, group_id, today),
        "decrees": decrees_for(actor, group_id),
        "members": [
            (
                one,
                label("member_role", one.role),
                label("member_element", one.element),
                lacks[one.pk],
            )
            for one in members_for(actor, today, group_id)
        ],
        "meetings": meetings_for(actor, group_id)[:NEWEST],
        "activities": [
            (one, label("activity_kind", one.kind), label("strategy", one.strategy)) for one in done
        ],
        "keeps": actor.has(Role.PROGRAMME) and found.until_day is None,
        "today": today,
        "form": None,
        "member_form": MemberForm(today=today, prefix="member"),
        "decree_form": DecreeForm(prefix="decree"),
        "end_form": LastDayForm(prefix="end", initial={"last_day": today}),
        **(filled or {}),
    }
    return render(request, "office/network/group.html", context, status=status)


def _standing(actor: Actor, group_id: UUID, today: date) -> dict[str, Any]:
    """Local status, plan and papers; nothing of a status where the group has ended."""
    found = statuses(actor, today, group_id).get(group_id)
    group = group_for(actor, group_id)
    total = plans.sums(actor, group.place, today.year, group_id)
    return {
        "status": found,
        "stand": str(STAND[found.stand]) if found else "",
        "criteria": [(str(CRITERION[code]), held) for code, held in found.met] if found else [],
        "plan": total,
        "plan_money": (rupiah(total.budget), rupiah(total.spent)),
        "papers": [("anggota", _("Members")), ("rencana", _("Plan of the year")), *periods(today)],
    }


def _changed(
    request: HttpRequest, group_id: UUID, name: str, form: BaseForm, do: Callable[[Typed], object]
) -> HttpResponse:
    status = attempt(form, do)
    if status:
        return _page(request, group_id, {name: form, "form": form}, status)
    messages.success(request, _("Recorded."))
    return redirect("office:group", group_id)


@require_POST
def add_member(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Somebody joins."""
    form = MemberForm(request.POST, today=clock.today(), prefix="member")

    def do(typed: Typed) -> None:
        members.add_member(
            by=actor_in(request),
            at=clock.now(),
            group_id=group_id,
            name=typed["name"],
            element=typed["element"],
            role=typed["role"],
            from_day=typed["since"],
            term_until=typed["term_until"],
        )

    return _changed(request, group_id, "member_form", form, do)


@require_POST
def end_member(request: HttpRequest, group_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody has left, from tomorrow on."""

    def do(typed: Typed) -> None:
        members.end_membership(
            by=actor_in(request), at=clock.now(), member_id=member_id, last_day=typed["last_day"]
        )

    form = LastDayForm({"end-last_day": clock.today().isoformat()}, prefix="end")
    return _changed(request, group_id, "end_form", form, do)


@require_POST
def add_decree(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """A new decree; older ones stay."""
    form = DecreeForm(request.POST, prefix="decree")

    def do(typed: Typed) -> None:
        record_decree(by=actor_in(request), at=clock.now(), group_id=group_id, **typed)

    return _changed(request, group_id, "decree_form", form, do)


@require_POST
def close(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The group has ended. Its register stays."""
    form = LastDayForm(request.POST, prefix="end")

    def do(typed: Typed) -> None:
        close_group(
            by=actor_in(request), at=clock.now(), group_id=group_id, last_day=typed["last_day"]
        )

    return _changed(request, group_id, "end_form", form, do)


@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """A group is formed at a village."""
    actor = actor_in(request)
    living = visible_to(actor).filter(until_day__isnull=True, locality="")
    taken = set(living.values_list("place", flat=True))
    initial = {"place": request.GET.get("desa", ""), "formed": clock.today()}
    form = GroupForm(request.POST or None, taken=taken, initial=initial)
    status = 200
    if request.method == "POST":
        made: list[UUID] = []
        status = attempt(form, lambda typed: made.append(_form(request, typed)))
        if not status:
            messages.success(request, _("The group is entered. Now add its members."))
            return redirect("office:group", made[0])
    context = {"room": "activities", "form": form}
    return render(request, "office/network/new_group.html", context, status=status)


def _form(request: HttpRequest, typed: Typed) -> UUID:
    return form_group(
        by=actor_in(request),
        at=clock.now(),
        place=typed["place"],
        formed_day=typed["formed"],
        decree_number=typed["number"],
        decree_day=typed["decree_day"],
        decree_until=typed["until"],
        locality=typed["locality"],
    ).pk
