"""Filling a question set in: part by part, then its end. What was typed is never thrown away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.office.assessment.forms import DropForm, EndForm, PartForm
from pabolo.doors.office.assessment.room import sides_asked
from pabolo.doors.office.assessment.words import earlier_words, part_rows
from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.sides import names_of_sides
from pabolo.doors.office.questions import answers_in, in_words
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.lib import clock
from pabolo.programme.cases.actions import assessing
from pabolo.programme.cases.asking import check_answering
from pabolo.programme.cases.queries.assessments import (
    Sheet,
    draft_sheet,
    edition_of,
    filled_in_order,
    sheet_under,
)
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import (
    ASSESSMENT,
    RISK,
    Question,
    Section,
    missing,
    say,
)
from pabolo.rules.vocabulary import Facet

type Typed = Mapping[str, Any]


@require_POST
def begin(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Begin a set, or go on with the draft that is open."""
    actor, code = actor_in(request), request.POST.get("instrument", "")
    case_for(actor, case_id)
    if code == RISK or not instruments.is_known(code):
        raise Http404
    assessing.begin_assessment(case_id=case_id, instrument=code, by=actor, at=clock.now())
    first = instruments.current(code, clock.today()).form.sections[0]
    return redirect("office:assessment_part", case_id, code, first.code)


def _sheet(request: HttpRequest, case_id: UUID, instrument: str) -> Sheet:
    actor = actor_in(request)
    case_for(actor, case_id)
    sheet = draft_sheet(case_id=case_id, instrument=instrument, by=actor, at=clock.now())
    if sheet is None:
        raise Http404
    return sheet


def _mine(section: Section, actor: Actor) -> list[Question]:
    return [one for one in section.questions if check_answering(actor, one.facet) is None]


def _form(request: HttpRequest, sheet: Sheet, mine: list[Question]) -> PartForm:
    names = staff_names()
    beside = {one.code: earlier_words(one, sheet.earlier.get(one.code), names) for one in mine}
    typed = request.POST if request.method == "POST" else None
    return PartForm(typed, questions=mine, answers=sheet.answers, beside=beside)


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, case_id: UUID, instrument: str, part: str) -> HttpResponse:
    """One part of a draft. Saving goes on to the next part; everything typed comes back if not."""
    sheet, actor = _sheet(request, case_id, instrument), actor_in(request)
    sections = {one.code: one for one in sheet.held.form.sections}
    if part not in sections:
        raise Http404
    mine = _mine(sections[part], actor)
    form, status = _form(request, sheet, mine), 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _save(request, case_id, instrument, part, mine, typed))
        if not status:
            return _onward(request, case_id, instrument, part, list(sections))
    place = list(sections).index(part)
    words = {
        "room": "cases",
        "file": sheet.file,
        "name": name_of(case_id),
        "title": in_words(sheet.held.form.words),
        "section": in_words(sections[part].words),
        "hint": in_words(sections[part].hint),
        "form": form,
        "instrument": instrument,
        "edition": sheet.held.number,
        "place": place + 1,
        "all": len(sections),
        "parts": [
            (code, in_words(one.words), code == part, code in sheet.filled.parts)
            for code, one in sections.items()
        ],
        "others": _others(sections[part], mine),
    }
    return render(request, "office/assessment/part.html", words, status=status)


def _others(section: Section, mine: list[Question]) -> list[tuple[str, str]]:
    """Questions that a colleague answers, with the side they lie on."""
    called = names_of_sides()
    return [
        (in_words(one.words), str(called[one.facet][0]) if one.facet in called else "")
        for one in section.questions
        if one not in mine
    ]


def _save(
    request: HttpRequest,
    case_id: UUID,
    instrument: str,
    part: str,
    mine: list[Question],
    typed: Typed,
) -> None:
    answers = answers_in(mine, typed)
    assessing.save_part(
        case_id=case_id,
        instrument=instrument,
        part=part,
        typed=answers,
        by=actor_in(request),
        at=clock.now(),
    )


def _onward(
    request: HttpRequest, case_id: UUID, instrument: str, part: str, parts: list[str]
) -> HttpResponse:
    messages.success(request, _("Saved as a draft. It can be gone on with at any time."))
    after = parts[parts.index(part) + 1 :]
    if request.POST.get("go") == "room":
        return redirect("office:assessment", case_id)
    if after:
        return redirect("office:assessment_part", case_id, instrument, after[0])
    return redirect("office:assessment_end", case_id, instrument)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, case_id: UUID, instrument: str) -> HttpResponse:
    """The end of a draft: what is missing, what it says, the conclusion; or giving it up."""
    sheet = _sheet(request, case_id, instrument)
    posted = request.POST if request.method == "POST" else None
    drops = bool(posted) and request.POST.get("do") == "drop"
    finish, drop = EndForm(None if drops else posted), DropForm(posted if drops else None)
    status = 200
    if posted is not None:
        asked: Form = drop if drops else finish
        status = attempt(asked, lambda typed: _end(request, case_id, instrument, drops, typed))
        if not status:
            return redirect("office:assessment", case_id)
    said = say(sheet.held.form, sheet.answers)
    left = missing(sheet.held.form, sheet.answers)
    names = staff_names()
    words = {
        "room": "cases",
        "file": sheet.file,
        "name": name_of(case_id),
        "title": in_words(sheet.held.form.words),
        "instrument": instrument,
        "edition": sheet.held.number,
        "parts": part_rows(sheet, names),
        "missing": [(section.code, in_words(one.words)) for section, one in left],
        "score": said.score,
        "concludes": instrument == ASSESSMENT,
        "form": finish,
        "drop_form": drop,
    }
    return render(request, "office/assessment/end.html", words, status=status)


def _end(request: HttpRequest, case_id: UUID, instrument: str, drops: bool, typed: Typed) -> None:
    now: dict[str, Any] = {
        "case_id": case_id,
        "instrument": instrument,
        "by": actor_in(request),
        "at": clock.now(),
    }
    if drops:
        assessing.drop_assessment(reason=typed["reason"], **now)
        messages.success(request, _("Given up. What was saved stays in the history."))
        return
    work = assessing.complete_assessment(needs=typed["needs"], **now)
    heightened = work.state.readings and work.state.readings[-1].at == now["at"]
    messages.success(request, _("The assessment is complete."))
    if heightened:
        messages.warning(
            request, _("The answers show a sign of danger: the risk is high from now on.")
        )


READ_SIDES = (Facet.NARRATIVE, Facet.HEALTH, Facet.LEGAL, Facet.ACCUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, case_id: UUID, nth: int) -> HttpResponse:
    """One filling as it was asked, with its edition. A POST opens further sides."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    sides = sides_asked(request, actor, [*READ_SIDES, Facet.IDENTITY, Facet.LOCATION])
    file = open_file(case_id=case_id, by=actor, at=at, facets=sides)
    filled = filled_in_order(file)
    if not 0 < nth <= len(filled):
        raise Http404
    one = filled[nth - 1]
    held, names = edition_of(one), staff_names()
    asked = {question.facet for question in held.form.questions}
    called = names_of_sides()
    shut = [
        (facet.value, called[facet][0])
        for facet in called
        if facet in asked and facet in facets_of(actor) and facet not in file.facets
    ]
    sheet = sheet_under(file, one, held)
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "title": in_words(held.form.words),
        "edition": held.number,
        "filled": one,
        "who": names.get(UUID(one.begun.by), ""),
        "parts": part_rows(sheet, names),
        "shut": shut,
        "opened": [side.value for side in sides],
    }
    return render(request, "office/assessment/read.html", words)
