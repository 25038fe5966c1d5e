"""The entry sheet of one case: its rows, its sides by one click each, and the number it got."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import child_words, name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.simfoni import shown
from pabolo.doors.office.simfoni.forms import NumberForm, WordsForm
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases.actions import simfoni as actions
from pabolo.programme.cases.queries import simfoni as queries
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Standing, Verb, may_do, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.simfoni import InSimfoni, first_number
from pabolo.rules.vocabulary import Facet

ROUTE = "office:simfoni_case"


def _sides(request: HttpRequest) -> list[Facet]:
    known = {facet.value for facet in shown.SIDES}
    asked = dict.fromkeys(request.POST.getlist("buka"))
    return [Facet(one) for one in asked if one in known]


def _open(request: HttpRequest, case_id: UUID, at: datetime, verb: str) -> CaseFile:
    """Open the case with the sides asked for. Out of scope comes first: 404."""
    actor, sides = actor_in(request), _sides(request)
    case_for(actor, case_id)
    for side in sides:
        ensure(may_view(actor, side, Standing(granted=True)))
    return open_file(case_id=case_id, by=actor, at=at, facets=sides, verb=verb)


def _doing(request: HttpRequest) -> str:
    """What a POST is for: open sides, choose words, or record the number."""
    if request.method != "POST" or "buka" in request.POST:
        return ""
    return "choose" if request.POST.get("do") == "choose" else "record"


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The sheet; a POST opens sides, keeps chosen words, or records what was entered."""
    doing = _doing(request)
    if doing:
        case_for(actor_in(request), case_id)
        ensure(may_do(actor_in(request), Verb.ENTER_SIMFONI))
    file = _open(request, case_id, clock.now(), "case.simfoni_read")
    found = queries.sheet_of(file)
    forms = _forms(request, found, doing)
    if not doing:
        return _page(request, file, found, forms)
    status = attempt(forms[doing], lambda typed: DOES[doing](request, case_id, typed))
    if status:
        return _page(request, file, found, forms, status=status)
    messages.success(request, _saved(doing, found))
    return redirect(ROUTE, case_id)


def _saved(doing: str, found: queries.Sheet) -> str:
    if doing == "choose":
        return _("The words are kept.")
    if found.kind is InSimfoni.LIGHT:
        return _("The check is recorded with its number.")
    return _("Recorded: SIMFONI holds what stands here now.")


def _forms(request: HttpRequest, found: queries.Sheet, doing: str) -> dict[str, Any]:
    number = NumberForm(
        request.POST if doing == "record" else None, initial={"number": found.number}
    )
    asked = shown.to_choose(found)
    words = WordsForm(request.POST if doing == "choose" else None, asked=asked)
    return {"record": number, "choose": words}


def _record(request: HttpRequest, case_id: UUID, typed: Mapping[str, Any]) -> None:
    actions.record_simfoni(
        case_id=case_id,
        number=typed["number"],
        same_there=typed["same_there"],
        **_checked(request),
    )


def _choose(request: HttpRequest, case_id: UUID, typed: Mapping[str, Any]) -> None:
    actions.choose_words(case_id=case_id, words=typed, **_checked(request))


DOES: Mapping[str, Callable[[HttpRequest, UUID, Mapping[str, Any]], None]] = {
    "record": _record,
    "choose": _choose,
}


def _checked(request: HttpRequest) -> dict[str, Any]:
    """Who, when, and the version that was looked at."""
    seen = number_in(request.POST.get("seen", ""))
    return {"by": actor_in(request), "at": clock.now(), "seen": seen}


def _others(file: CaseFile, actor: Actor, at: datetime) -> list[dict[str, str]]:
    """Children of the same incident, with their numbers: they share one case in SIMFONI."""
    rows = queries.others_of_incident(file.case, by=actor, at=at)
    return [
        {
            "id": str(row.case.pk),
            "name": name_of(row.case.pk),
            "number": row.stats.simfoni.number if row.stats.simfoni else "",
        }
        for row in rows
    ]


def _shared(file: CaseFile, found: queries.Sheet) -> dict[str, Any]:
    """What page and paper share."""
    tag, says = shown.KIND[found.kind]
    return {
        "room": "simfoni",
        "file": file,
        "name": name_of(file.case.pk),
        "child": child_words(file.stats),
        "sheet": found,
        "tag": tag,
        "says": says,
        "lacks": shown.names_of_fields(found.lacks),
        "differs": shown.names_of_fields(found.differs),
        "opened": [side.value for side in shown.SIDES if side in file.facets],
    }


def _page(
    request: HttpRequest,
    file: CaseFile,
    found: queries.Sheet,
    forms: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    actor, at = actor_in(request), clock.now()
    others = _others(file, actor, at)
    names = staff_names()
    words = {
        **_shared(file, found),
        "rooms": rooms_of(file.case.pk, actor, here=ROUTE),
        "groups": shown.groups_of(found),
        "shut": shown.shut_sides(found, actor, file.facets),
        "others": others,
        "shared_number": first_number(one["number"] for one in others),
        "form": forms["record"],
        "words": forms["choose"],
        "may_enter": may_do(actor, Verb.ENTER_SIMFONI) is None,
        "may_print": may_do(actor, Verb.EXPORT_CASE) is None,
        "entered_by": names.get(UUID(found.entered.by), "") if found.entered else "",
    }
    return render(request, "office/simfoni/sheet.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def printed(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The sheet on paper, with the sides that stand open on the page; an entry of its own."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.EXPORT_CASE))
    file = _open(request, case_id, at, "case.simfoni_print")
    found = queries.sheet_of(file)
    words = {
        **_shared(file, found),
        "parts": shown.printed_rows(found),
        "now": at,
        "who": staff_names().get(actor.id, ""),
    }
    return render(request, "office/simfoni/print.html", words)
