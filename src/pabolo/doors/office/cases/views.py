"""Cases: the list, the page with its sides, the printed summary, and who read it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.cases import page as show
from pabolo.doors.office.cases.history import history
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sides import SIDES, names_of_sides, sides_of
from pabolo.doors.office.today.rows import Telling, row_of
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import labels
from pabolo.programme.cases.asking import check_may_correct
from pabolo.programme.cases.kinds.holds import hold_in
from pabolo.programme.cases.queries.doubles import beside
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.register import Registered, Shown, leaf
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Standing, Verb, may_do, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

SIZE = 25
LISTS: dict[str, Shown] = {"saya": "mine", "tanpa-petugas": "nobody", "selesai": "ended"}
NAMES = {
    "": gettext_lazy("Open cases"),
    "saya": gettext_lazy("Mine"),
    "tanpa-petugas": gettext_lazy("Without a case worker"),
    "selesai": gettext_lazy("Ended"),
}


def _number(request: HttpRequest) -> int:
    text = request.GET.get("hal", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _tabs(actor: Actor) -> list[str]:
    """Which lists make sense for a post."""
    tabs = [""]
    tabs += ["saya"] if may_do(actor, Verb.WORK_CASE) is None else []
    tabs += ["tanpa-petugas"] if may_do(actor, Verb.ASSIGN_WORKER) is None else []
    return [*tabs, "selesai"]


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases in scope, what is due soonest first. No name of a child stands in a list."""
    actor, at = actor_in(request), clock.now()
    tab = request.GET.get("lihat", "")
    tab, number = tab if tab in LISTS else "", _number(request)
    found = leaf(by=actor, at=at, shown=LISTS.get(tab, "open"), page=number, size=SIZE)
    tell = Telling(actor, at, staff_names())
    words = {
        "room": "cases",
        "rows": [_row(row, tell) for row in found.rows],
        "tabs": [(key, NAMES[key]) for key in _tabs(actor)],
        "tab": tab,
        "count": found.count,
        "number": number,
        "more": found.count > number * SIZE,
        "may_search": may_do(actor, Verb.SEARCH_CHILD) is None,
    }
    return render(request, "office/cases/cases.html", words)


def _row(row: Registered, tell: Telling) -> dict[str, object]:
    case, stats = row.case, row.stats
    return {
        "id": case.pk,
        "name": show.name_of(case.pk),
        "stage": labels.STAGE[case.stage],
        "tag": show.TAGS[stats.risk],
        "child": show.child_words(stats),
        "forms": show.form_words(stats),
        "worker": tell.names.get(case.worker_id, "") if case.worker_id else "",
        "due": row_of(row.due, tell) if row.due else None,
        "closed": case.closed_day,
        "light": case.light,
    }


def _asked_sides(request: HttpRequest) -> list[Facet]:
    known = {facet.value for facet in SIDES}
    return [Facet(part) for part in dict.fromkeys(request.POST.getlist("buka")) if part in known]


def _open(request: HttpRequest, case_id: UUID, at: datetime, verb: str) -> CaseFile:
    """Open a case in scope with the sides that were asked for. Out of scope comes first: 404."""
    actor, sides = actor_in(request), _asked_sides(request)
    case_for(actor, case_id)
    for side in sides:
        ensure(may_view(actor, side, Standing(granted=True)))
    return open_file(case_id=case_id, by=actor, at=at, facets=sides, verb=verb)


def _whole(file: CaseFile, tell: Telling) -> dict[str, object]:
    """Overview, sides and history."""
    called = {side.value: name for side, (name, _holds) in names_of_sides().items()}
    called[Facet.CLINICAL.value] = gettext("Session note")
    called[Facet.MEETING.value] = gettext("Minutes of a case conference")
    return {
        "room": "cases",
        "sides": sides_of(file, tell.actor, tell.names),
        "opened": [side.value for side in SIDES if side in file.facets],
        "history": history(file.lines, tell.names, called),
        "linked": show.linked(file, tell.actor),
        **show.overview(file, tell),
    }


def _doubles(file: CaseFile, actor: Actor) -> dict[str, object]:
    """The child's cases under joined records, and pairs that wait for an answer."""
    if may_do(actor, Verb.COMPARE_RECORDS) is not None:
        return {}
    others, asked = beside(file.case, by=actor)
    seen = [
        (one.case.pk, show.name_of(one.case.pk), one.case.closed_day) for one in others if one.case
    ]
    return {
        "joined_cases": seen,
        "joined_unseen": len(others) - len(seen),
        "joined_pair": next((one.pair for one in others if one.pair), None),
        "two_open": not file.case.closed_day and any(not ended for *_, ended in seen),
        "asked_pairs": asked,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case. Opens on its overview; a POST opens further sides, each reading recorded."""
    actor, at = actor_in(request), clock.now()
    file = _open(request, case_id, at, "case.read")
    tell = Telling(actor, at, staff_names())
    words = {
        **_whole(file, tell),
        "rooms": rooms_of(case_id, actor),
        **_doubles(file, actor),
        "choices": show.choices_for(file, actor),
        "opened_last": show.opened_last(file, tell.names),
        "may_readings": may_do(actor, Verb.SEE_READINGS) is None,
        "may_print": may_do(actor, Verb.EXPORT_CASE) is None,
        "may_note": show.may_note(file, actor),
        "hold": hold_in(one.line for one in file.lines),
        "may_hold": may_do(actor, Verb.HOLD) is None,
        "may_correct": check_may_correct(actor) is None,
        "may_open_another": show.may_open_another(file, actor),
    }
    return render(request, "office/cases/case.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def summary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case on paper, with the sides that stand open on the page; an entry of its own."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.EXPORT_CASE))
    file = _open(request, case_id, at, "case.print")
    tell = Telling(actor, at, staff_names())
    words = {**_whole(file, tell), "now": at, "who": tell.names.get(actor.id, "")}
    return render(request, "office/cases/print.html", words)
