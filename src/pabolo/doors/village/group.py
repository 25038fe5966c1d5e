"""The group: its decree and its members. The lead adds members and notes who has left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.network.labels import CRITERION, STAND, TAG
from pabolo.doors.shared.reports.questions import Today
from pabolo.doors.village.forms import PLAIN, OfGroup, day_field
from pabolo.doors.village.frame import OwnGroup, group_id_of, own_groups, page, tried
from pabolo.doors.village.home import Due, due_for
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.actions.members import add_member, end_membership
from pabolo.programme.network.queries.members import Standing, standings
from pabolo.programme.network.queries.registers import decrees_for, members_for
from pabolo.programme.network.queries.status import statuses
from pabolo.rules.actors import Actor
from pabolo.rules.groups import Status
from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list of members."""

    id: UUID
    name: str
    role: str
    element: str
    since: date
    term_until: date | None = None
    term_over: bool = False
    trained: bool = False
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One group on the page."""

    due: Due
    decrees: list[Any]
    members: list[Member]
    leads: bool
    stand: str
    stand_tag: str
    criteria: list[tuple[str, bool]]
    met: int
    undeclared: int


@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """The own groups."""
    actor, today = actor_in(request), clock.today()
    found = statuses(actor, today)
    dues = due_for(actor, today)
    words = {"groups": [_shown(actor, due, found[due.group.id], today) for due in dues]}
    return page(request, "group", words)


def _shown(actor: Actor, due: Due, status: Status, today: date) -> Shown:
    found = standings(actor, today, due.group.id)
    decrees = list(decrees_for(actor, due.group.id)[:3])
    leads = due.group.place in actor.villages_as(Role.GROUP_LEAD)
    return Shown(
        due,
        decrees,
        [_member(one) for one in found],
        leads,
        str(STAND[status.stand]),
        TAG[status.stand],
        [(str(CRITERION[code]), held) for code, held in status.met],
        status.count,
        sum(not one.declared for one in found),
    )


def _member(one: Standing) -> Member:
    role, element = label("member_role", one.role), label("member_element", one.element)
    return Member(
        one.id,
        one.name,
        role,
        element,
        one.since,
        one.term_until,
        one.term_over,
        one.trained,
        one.declared,
    )


def _line(one: Any) -> Member:
    role, element = label("member_role", one.role), label("member_element", one.element)
    return Member(one.pk, one.name, role, element, one.from_day)


class MemberForm(OfGroup):
    """Somebody who joins."""

    say_optional = ("term_until",)

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs=PLAIN)
    )
    element = forms.ChoiceField(
        label=gettext_lazy("Comes from"),
        error_messages={"required": gettext_lazy("Choose where the member comes from.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role in the group"),
        initial="ANGGOTA",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a role.")},
    )
    from_day = day_field(gettext_lazy("Member since"))
    term_until = day_field(gettext_lazy("Appointed until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term_until"].initial = None
        self.fields["term_until"].widget.attrs.pop("max", None)
        elements = choices("member_element", self.today)
        self.fields["element"].choices = [("", _("Choose")), *elements]  # type: ignore[attr-defined]
        self.fields["role"].choices = choices("member_role", self.today)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def new_member(request: HttpRequest) -> HttpResponse:
    """The form of a new member."""
    actor, at = actor_in(request), clock.now()
    groups, today = own_groups(actor, Role.GROUP_LEAD), clock.day_of(at)
    form = MemberForm(
        request.POST if request.method == "POST" else None, groups=groups, today=today
    )
    status = 0
    if request.method == "POST":
        status = tried(form, lambda: _add(form, groups, actor, at))
    if status != 200:
        words = {"form": form, "has_group": bool(groups)}
        return page(request, "new_member", words, status or 200)
    messages.success(request, _("The member is on the list."))
    return redirect("village:group")


def _add(form: MemberForm, groups: Sequence[OwnGroup], by: Actor, at: datetime) -> None:
    typed = form.cleaned_data
    add_member(
        by=by,
        at=at,
        group_id=group_id_of(groups, typed["place"]),
        name=typed["name"],
        element=typed["element"],
        role=typed["role"],
        from_day=typed["from_day"],
        term_until=typed["term_until"],
    )


class LeftForm(Today):
    """The last day of a member."""

    last_day = day_field(gettext_lazy("Last day in the group"))


@require_http_methods(["GET", "HEAD", "POST"])
def member_left(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Note that a member has left."""
    actor, at = actor_in(request), clock.now()
    today = clock.day_of(at)
    member = members_for(actor, today).get(pk=member_id)
    data = request.POST if request.method == "POST" else None
    form = LeftForm(data, today=today, initial={"last_day": today})
    status = 0
    if request.method == "POST":
        status = tried(form, lambda: _end(form, member_id, actor, at))
    if status != 200:
        words = {"form": form, "member": _line(member)}
        return page(request, "member_left", words, status or 200)
    messages.success(request, _("It is noted that this member has left."))
    return redirect("village:group")


def _end(form: LeftForm, member_id: UUID, by: Actor, at: datetime) -> None:
    last_day = form.cleaned_data["last_day"]
    end_membership(by=by, at=at, member_id=member_id, last_day=last_day)
