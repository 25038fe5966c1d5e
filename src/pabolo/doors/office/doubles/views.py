"""The list of children who may stand in the register twice, and a pair side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.sides import identity_lines, place_lines
from pabolo.doors.office.doubles.forms import PartForm, SayForm
from pabolo.doors.office.doubles.words import said, shortly
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import moment
from pabolo.ground.accounts.queries import people_with, staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import labels
from pabolo.programme.cases.actions import joining
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.cases.queries import doubles as found
from pabolo.programme.children.facets import PairSaid
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role

STATE: Mapping[str, Promise] = {
    "open": gettext_lazy("Waits for a decision"),
    "unsure": gettext_lazy("Not certain yet"),
    "same": gettext_lazy("One child: joined"),
    "different": gettext_lazy("Two children"),
    "faded": gettext_lazy("No longer alike"),
}
STEP: Mapping[str, Promise] = {
    "proposed": gettext_lazy("Proposed as one child"),
    "joined": gettext_lazy("Joined"),
    "screened": gettext_lazy("Access ended: a name of the other record touches a colleague"),
    "different": gettext_lazy("Decided: two children"),
    "unsure": gettext_lazy("Not certain yet"),
    "parted": gettext_lazy("Parted again"),
}
DONE: Mapping[str, Promise] = {
    "join": gettext_lazy("The records are joined. They can be parted again here."),
    "propose": gettext_lazy("Your proposal waits for a supervisor."),
    "different": gettext_lazy("Two children. This is not asked again unless a fact changes."),
    "unsure": gettext_lazy("Somebody owes the missing answer now; it is on their list."),
}
ACTS: Mapping[str, Callable[..., object]] = {
    "join": joining.join,
    "propose": joining.propose,
    "different": joining.tell_apart,
    "unsure": joining.leave_open,
}
WITH_VERSIONS = ("join", "different")


@dataclass(frozen=True, slots=True)
class Row:
    """A pair in the list."""

    id: UUID
    names: str
    score: int
    why: str
    state: Promise


def ask_whom(actor: Actor) -> list[str]:
    """Supervisors who may know of a child that this person may not see."""
    people = people_with(Role.SUPERVISOR, clock.today())
    return [person.name for person in people if person.id != actor.id]


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, the most alike first; then those decided lately."""
    actor, at = actor_in(request), clock.now()
    listed = found.pair_list(actor, at=at)
    words = {
        "room": "cases",
        "asked": [_row(row) for row in listed.asked],
        "decided": [_row(row) for row in listed.decided],
        "half": len(listed.half),
        "ask": ask_whom(actor),
        "may_look": may_do(actor, Verb.JOIN_RECORDS) is None,
        "least": found.listed_from(at),
    }
    return render(request, "office/doubles/list.html", words)


def _row(row: found.PairRow) -> Row:
    names = " / ".join(row.names)
    state = STATE[row.pair.state]
    return Row(row.pair.pk, names, row.body.score, shortly(row.body.evidence), state)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look now, without waiting for the night."""
    ensure(may_do(actor_in(request), Verb.JOIN_RECORDS))
    done = look_for_doubles(at=clock.now())
    words = ngettext("%(n)s new pair to look at.", "%(n)s new pairs to look at.", done.found)
    messages.success(request, words % {"n": done.found})
    return redirect("office:doubles")


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Both records side by side, what speaks for and against, and what to say of it."""
    actor = actor_in(request)
    if found.half_visible_to(actor).filter(pk=pair_id).exists():
        return render(
            request, "office/doubles/half.html", {"room": "cases", "ask": ask_whom(actor)}
        )
    if request.method != "POST":
        return _page(request, pair_id)
    form = SayForm(request.POST, actor=actor)
    status = attempt(form, lambda typed: _say(request, pair_id, typed))
    if status:
        return _page(request, pair_id, form=form, status=status)
    messages.success(request, str(DONE[form.cleaned_data["what"]]))
    return redirect("office:pair", pair_id)


def _say(request: HttpRequest, pair_id: UUID, typed: Mapping[str, Any]) -> None:
    what = typed["what"]
    more = {"versions": _versions(request)} if what in WITH_VERSIONS else {}
    ACTS[what](
        pair_id=pair_id,
        reason=typed["reason"],
        seen=_number(request, "seen"),
        by=actor_in(request),
        at=clock.now(),
        **more,
    )


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _versions(request: HttpRequest) -> tuple[int, int]:
    return _number(request, "one"), _number(request, "other")


@require_POST
def part(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Part two joined records again."""
    form = PartForm(request.POST)
    status = attempt(
        form,
        lambda typed: joining.part(
            pair_id=pair_id,
            reason=typed["reason"],
            seen=_number(request, "seen"),
            by=actor_in(request),
            at=clock.now(),
        ),
    )
    if status:
        return _page(request, pair_id, part_form=form, status=status)
    messages.success(request, _("The records are two again. What joining took is given back."))
    return redirect("office:pair", pair_id)


def _page(
    request: HttpRequest,
    pair_id: UUID,
    *,
    form: SayForm | None = None,
    part_form: PartForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_in(request)
    file = found.open_pair(pair_id=pair_id, by=actor, at=clock.now())
    joined = file.pair.state == "same"
    words = {
        "room": "cases",
        "file": file,
        "joined": joined,
        "state": STATE[file.pair.state],
        "score": file.likeness.score,
        "rows": _rows(file),
        "cases": _cases(file),
        "speaks_for": said(file.likeness.speaks_for),
        "speaks_against": said(file.likeness.speaks_against),
        "lines": [_line(line, staff_names()) for line in reversed(file.lines)],
        "form": form or part_form,
        "say": None if joined else form or SayForm(actor=actor),
        "part": (part_form or PartForm()) if joined and _joins(actor) else None,
    }
    return render(request, "office/doubles/pair.html", words, status=status)


def _joins(actor: Actor) -> bool:
    return may_do(actor, Verb.JOIN_RECORDS) is None


def _rows(file: found.PairFile) -> list[tuple[str, str, str, bool]]:
    """Label, both texts, and whether they are the same word for word."""
    sides = [
        [*identity_lines(side.identity), *(place_lines(side.places, ())[:2] if side.places else [])]
        for side in file.sides
    ]
    return [
        (label, one, other, one == other)
        for (label, one), (_label, other) in zip(*sides, strict=True)
        if one or other
    ]


def _cases(file: found.PairFile) -> list[tuple[list[tuple[UUID, str, Promise]], bool]]:
    """Of each side the cases that the viewer may open, and whether there are others."""
    return [
        (
            [(case.pk, name_of(case.pk), labels.STAGE[case.stage]) for case in side.cases],
            side.unseen_cases,
        )
        for side in file.sides
    ]


def _line(line: PairSaid, names: Mapping[UUID, str]) -> tuple[str, str, Promise, str]:
    who = names.get(UUID(line.by), "")
    return moment(line.at), who, STEP[line.step], line.reason
