"""The unit's own words: the letterhead and the template of each kind, with their history."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.contrib import messages
from django.forms import Form as AnyForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import INVALID
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.documents.contents.samples import sample
from pabolo.doors.office.documents.drafting import CONTENTS, values_of
from pabolo.doors.office.documents.forms import HeadForm, TemplateForm
from pabolo.doors.office.documents.kinds import ABOUT, SLUG_OF, kind_at
from pabolo.doors.office.documents.printing import pdf_answer, sample_mark, why_no_pdf
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.errors import status_of
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.documents import actions, queries
from pabolo.ground.documents.actions import TemplateRefused
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.documents.sheets import Head, Sheet
from pabolo.ground.documents.templates import (
    HEAD,
    HeadTemplate,
    Template,
    compose,
    faults_of,
    head_of,
)
from pabolo.ground.documents.typesetting import NotTypeset, typeset
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import text
from pabolo.rules.letters import (
    HEAD_PLACEHOLDERS,
    PLACEHOLDERS,
    UNCLOSED,
    UNKNOWN,
    UNOPENED,
    Fault,
    Letter,
)
from pabolo.rules.vocabulary import Role

SAMPLE_NUMBER = "400.2/0000/UPTD-PPA/I/2000"
TAKEN_BACK = "v"
FAULTS: Mapping[str, Promise] = {
    UNKNOWN: gettext_lazy(
        "Line %(line)s, column %(column)s: {%(word)s} is no placeholder of this document. "
        "Choose one from the list, or write {{ for a brace."
    ),
    UNCLOSED: gettext_lazy(
        "Line %(line)s, column %(column)s: this brace is never closed. Write } after the "
        "placeholder, or {{ for a brace."
    ),
    UNOPENED: gettext_lazy(
        "Line %(line)s, column %(column)s: this brace closes nothing. Take it out, or write }} "
        "for a brace."
    ),
}


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The letterhead and the kinds, each with the version that holds."""
    held = queries.versions()
    rows = [(SLUG_OF[kind], name, ABOUT[kind], held.get(kind, 0)) for kind, name in LETTER.items()]
    words = {"room": "settings", "rows": rows, "head": held.get(HEAD, 0)}
    return render(request, "office/documents/templates.html", words)


def fault_words(fault: Fault) -> str:
    """What is wrong with a text and where, in a sentence."""
    return str(FAULTS[fault.code]) % {
        "line": fault.line,
        "column": fault.column,
        "word": fault.word,
    }


def _refuse(form: AnyForm, faults: list[tuple[str, Fault]]) -> int:
    for name, fault in faults:
        form.add_error(name, fault_words(fault))
    return INVALID


def _try(form: AnyForm, do: Callable[[], object]) -> int:
    """0 when it was done; else the status of the page, with every place named beside its field."""
    try:
        do()
    except TemplateRefused as refused:
        return _refuse(form, refused.faults)
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return status_of(refused.refusal.code)
    return 0


def _restored(request: HttpRequest, code: str, form: AnyForm, at: datetime) -> int:
    version = number_in(request.POST.get(TAKEN_BACK, ""))
    why = _("Version %(n)s holds again.") % {"n": version}
    by = actor_in(request)
    form.full_clean()
    return _try(
        form,
        lambda: actions.restore_template(code=code, version=version, by=by, at=at, why=why),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, letter: str) -> HttpResponse:
    """The words of one kind: look at them on a sample, decide them anew, take an older one back."""
    kind, at = kind_at(letter), clock.now()
    words = queries.words_of(kind)
    start = msgspec.to_builtins(words.template)
    if request.method != "POST":
        return _page(request, kind, TemplateForm(initial=start))
    if request.POST.get("do") == "restore":
        form = TemplateForm({**start, "why": ""})
        status = _restored(request, kind.value, form, at)
        return _page(request, kind, form, status) if status else _decided(request, letter)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, kind, form, INVALID)
    told = _template_of(form.cleaned_data, words.template.style)
    if request.POST.get("do") == "look":
        return _look(request, kind, form, told, at)
    by, why = actor_in(request), form.cleaned_data["why"]
    status = _try(
        form,
        lambda: actions.decide_template(code=kind.value, template=told, by=by, at=at, why=why),
    )
    return _page(request, kind, form, status) if status else _decided(request, letter)


def _template_of(typed: Mapping[str, Any], style: str) -> Template:
    kept = {name: value for name, value in typed.items() if name != "why"}
    return Template(style=style, **kept)


def _decided(request: HttpRequest, letter: str) -> HttpResponse:
    messages.success(request, _("Decided. What held before stays in the history."))
    return redirect("office:template", letter)


def _sample_sheet(request: HttpRequest, kind: Letter, template: Template, at: datetime) -> Sheet:
    with override("id"):
        told = sample(
            kind,
            today=day_of(at),
            officer=staff_names().get(actor_in(request).id, ""),
            post=str(ROLES[Role.CASE_WORKER]),
        )
        return compose(
            template,
            values_of(told, SAMPLE_NUMBER),
            parts=CONTENTS[kind](told),
            to=told.written.to,
            place=queries.head_words().template.place,
        )


def _look(
    request: HttpRequest, kind: Letter, form: TemplateForm, template: Template, at: datetime
) -> HttpResponse:
    """The PDF of a made-up case in these words, without deciding them."""
    faults = list(faults_of(kind.value, template))
    if faults:
        return _page(request, kind, form, _refuse(form, faults))
    sheet = _sample_sheet(request, kind, template, at)
    pdf = _set(form, sheet, queries.printed_head(day_of(at)), at)
    return _page(request, kind, form, 409) if pdf is None else pdf_answer(pdf, "contoh")


def _set(form: AnyForm, sheet: Sheet, head: Head, at: datetime) -> bytes | None:
    """The PDF; None with the reason on the form."""
    try:
        return typeset(sheet, head=head, mark=sample_mark(at), at=at)
    except NotTypeset as error:
        form.add_error(None, why_no_pdf(error))
        return None


def _history(code: str) -> list[tuple[Any, str]]:
    names = staff_names()
    return [(row, names.get(row.set_by, _("The system"))) for row in queries.history(code)]


def _page(
    request: HttpRequest, kind: Letter, form: TemplateForm, status: int = 200
) -> HttpResponse:
    words = {
        "room": "settings",
        "kind": LETTER[kind],
        "about": ABOUT[kind],
        "version": queries.words_of(kind).version,
        "placeholders": PLACEHOLDERS[kind],
        "form": form,
        "history": _history(kind.value),
    }
    return render(request, "office/documents/template.html", words, status=status)


# The letterhead


@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest) -> HttpResponse:
    """The letterhead: look at it, decide it anew with or without an emblem, take one back."""
    at, words = clock.now(), queries.head_words()
    start = msgspec.to_builtins(words.template)
    if request.method != "POST":
        return _head_page(request, HeadForm(initial=start))
    if request.POST.get("do") == "restore":
        form = HeadForm({**start, "why": ""})
        status = _restored(request, HEAD, form, at)
    else:
        form = HeadForm(request.POST, request.FILES)
        done = _decide_head(request, form, at, words.logo)
        if isinstance(done, HttpResponse):
            return done
        status = done
    if status:
        return _head_page(request, form, status)
    messages.success(request, _("Decided. What held before stays in the history."))
    return redirect("office:template_head")


def _decide_head(
    request: HttpRequest, form: HeadForm, at: datetime, held: bytes
) -> int | HttpResponse:
    if not form.is_valid():
        return INVALID
    typed = form.cleaned_data
    told = HeadTemplate(**{name: typed[name] for name in HeadTemplate.__struct_fields__})
    faults = list(faults_of(HEAD, told))
    if faults:
        return _refuse(form, faults)
    try:
        logo = _logo(typed, held)
    except Refused as refused:
        form.add_error("logo", _(refused.refusal.sentence))
        return INVALID
    if request.POST.get("do") == "look":
        return _look_at_head(request, form, told, logo, at)
    by, why = actor_in(request), typed["why"]
    return _try(
        form,
        lambda: actions.decide_template(code=HEAD, template=told, logo=logo, by=by, at=at, why=why),
    )


def _logo(typed: Mapping[str, Any], held: bytes) -> bytes:
    """The emblem that is to hold: a new one copied, none, or the one before."""
    if typed["logo"]:
        return actions.cleaned_logo(typed["logo"].read())
    return b"" if typed["no_logo"] else held


def _look_at_head(
    request: HttpRequest, form: HeadForm, told: HeadTemplate, logo: bytes, at: datetime
) -> int | HttpResponse:
    today = day_of(at)
    values = {"alamat": text("unit.address", today), "telepon": text("phone.unit", today)}
    words = queries.words_of(Letter.REFERRAL).template
    sheet = _sample_sheet(request, Letter.REFERRAL, words, at)
    pdf = _set(form, sheet, head_of(told, values, logo), at)
    return 409 if pdf is None else pdf_answer(pdf, "contoh")


def _head_page(request: HttpRequest, form: HeadForm, status: int = 200) -> HttpResponse:
    words = queries.head_words()
    shown = {
        "room": "settings",
        "version": words.version,
        "has_logo": bool(words.logo),
        "placeholders": HEAD_PLACEHOLDERS,
        "form": form,
        "history": _history(HEAD),
    }
    return render(request, "office/documents/head.html", shown, status=status)
