"""Question sets: which hold, what they ask, how they changed, and bringing a new edition in."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.sides import names_of_sides
from pabolo.doors.office.instruments.forms import PublishForm, WorkbookForm
from pabolo.doors.office.questions import condition_words, in_words
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.instruments import actions, queries
from pabolo.ground.instruments.queries import Held
from pabolo.ground.lib import clock
from pabolo.ground.lib.workbooks import read_workbook
from pabolo.programme.cases import labels
from pabolo.rules.access import Verb, may_do
from pabolo.rules.instruments import Form, Kind, Question
from pabolo.rules.question_sheets import Fault, form_from
from pabolo.rules.vocabulary import Facet

SALT = "instrument"
KINDS: dict[Kind, Promise] = {
    Kind.YES_NO: gettext_lazy("Yes, no or not known"),
    Kind.ONE: gettext_lazy("One of these"),
    Kind.MANY: gettext_lazy("Several of these"),
    Kind.SCALE: gettext_lazy("Scale"),
    Kind.NUMBER: gettext_lazy("A number"),
    Kind.SHORT: gettext_lazy("Short text"),
    Kind.LONG: gettext_lazy("Long text"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set on the page."""

    text: str
    hint: str
    how: str
    answers: str
    side: str
    marks: list[str]
    when: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with its questions."""

    name: str
    hint: str
    questions: list[Asked]


def _may(request: HttpRequest) -> bool:
    return may_do(actor_in(request), Verb.SET_POLICY) is None


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """The sets that hold today."""
    held = queries.in_force(clock.today())
    rows = [(one, in_words(one.form.words), len(one.form.questions)) for one in held.values()]
    words = {"room": "settings", "rows": rows, "may": _may(request)}
    return render(request, "office/instruments/instruments.html", words)


def shown(form: Form) -> list[Shown]:
    """A set in words: what is asked, how, under which side, and which question is a red flag."""
    known = {one.code: one for one in form.questions}
    return [
        Shown(
            in_words(section.words),
            in_words(section.hint),
            [_asked(one, known) for one in section.questions],
        )
        for section in form.sections
    ]


def _asked(one: Question, known: dict[str, Question]) -> Asked:
    sides = {facet: str(name) for facet, (name, _holds) in names_of_sides().items()}
    sides[Facet.CARE] = _("Course of the case")
    scored = [
        f"{in_words(choice.words)} ({choice.score})" if choice.score else in_words(choice.words)
        for choice in one.choices
    ]
    how = str(KINDS[one.kind])
    marks = [_("Red flag")] if one.sign else []
    marks += [_("Must be asked")] if one.required else []
    return Asked(
        text=in_words(one.words),
        hint=in_words(one.hint),
        how=f"{how} {one.low}–{one.high}" if one.kind is Kind.SCALE else how,
        answers=", ".join(scored),
        side=sides.get(one.facet, one.facet),
        marks=marks,
        when=condition_words(one, known),
    )


def _thresholds(form: Form) -> list[tuple[int, str]]:
    return [(one.at_least, str(labels.RISK[one.level])) for one in form.thresholds]


@require_safe
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """One set: the edition that holds, or the one asked for, and its history."""
    editions = queries.editions(instrument)
    if not editions:
        raise Http404
    asked = request.GET.get("versi", "")
    held = next((one for one in editions if str(one.number) == asked), None)
    held = held or _holding(editions)
    names = staff_names()
    history = [(one, names.get(one.set_by, _("shipped")) if one.set_by else _("shipped"))
               for one in editions]  # fmt: skip
    words = {
        "room": "settings",
        "held": held,
        "name": in_words(held.form.words),
        "sections": shown(held.form),
        "thresholds": _thresholds(held.form),
        "history": history,
        "today": clock.today(),
        "may": _may(request),
    }
    return render(request, "office/instruments/instrument.html", words)


def _holding(editions: list[Held]) -> Held:
    today = clock.today()
    return next((one for one in editions if one.valid_from <= today), editions[-1])


def place_of(fault: Fault) -> str:
    """Where something is wrong: sheet, row, column."""
    parts = [_("sheet %(sheet)s") % {"sheet": fault.sheet}]
    parts += [_("row %(row)s") % {"row": fault.row}] if fault.row else []
    parts += [_("column %(column)s") % {"column": fault.column}] if fault.column else []
    return ", ".join(parts)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """A workbook is looked at first; then it is published with its day and reason."""
    if request.method == "POST" and "set" in request.POST:
        return _publish(request)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    found: list[Form] = []
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _look(typed, faults, found))
        status = status or (200 if found else 422)
    if found:
        start = PublishForm(initial={"valid_from": clock.today()})
        return _preview(request, found[0], start, 200)
    words = {
        "room": "settings",
        "form": form,
        "faults": [(place_of(one), _(one.refusal.sentence)) for one in faults],
    }
    return render(request, "office/instruments/import.html", words, status=status)


def _look(typed: Any, faults: list[Fault], found: list[Form]) -> None:
    form, wrong = form_from(read_workbook(typed["workbook"].read(1_000_001)))
    faults += wrong
    found += [form] if form else []


def _publish(request: HttpRequest) -> HttpResponse:
    """Publish what was looked at: only what this server showed can be published."""
    form = PublishForm(request.POST)
    try:
        looked = queries.read(signing.loads(request.POST["set"], salt=SALT, max_age=86_400))
    except signing.BadSignature:
        messages.error(request, _("This look is too old. Choose the workbook again."))
        return redirect("office:instrument_import")
    status = attempt(
        form,
        lambda typed: actions.publish(
            form=looked,
            valid_from=typed["valid_from"],
            reason=typed["reason"],
            by=actor_in(request),
            at=clock.now(),
        ),
    )
    if status:
        return _preview(request, looked, form, status)
    messages.success(request, _("Published. Assessments made before keep their own edition."))
    return redirect("office:instrument", looked.code)


def _preview(request: HttpRequest, looked: Form, form: PublishForm, status: int) -> HttpResponse:
    words = {
        "room": "settings",
        "name": in_words(looked.words),
        "code": looked.code,
        "known": queries.is_known(looked.code),
        "sections": shown(looked),
        "thresholds": _thresholds(looked),
        "form": form,
        "set": signing.dumps(queries.written(looked), salt=SALT, compress=True),
    }
    return render(request, "office/instruments/preview.html", words, status=status)
