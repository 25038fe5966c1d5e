"""The office's work on reports: the list, the page, and what is done on it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.office.intake import decisions, forms
from pabolo.doors.office.intake.pages import chip_of, report_page, risk_tag
from pabolo.doors.shared import one_time
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import label, number
from pabolo.programme.intake.actions.matches import decide_match
from pabolo.programme.intake.actions.reading import Look, note_step, read_report
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.programme.intake.actions.writing import write_to_reporter
from pabolo.programme.intake.errors import Changed
from pabolo.programme.intake.labels import STATE
from pabolo.programme.intake.queries.inbox import InboxLine, decided_reports, inbox
from pabolo.rules.vocabulary import Risk


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What is to be read and decided; `?lihat=putus` shows what was decided."""
    actor, at = actor_in(request), clock.now()
    work_in_waiting(at=at)
    catch_up(at=at)
    decided = request.GET.get("lihat") == "putus"
    lines = inbox(actor, at=at, reports=decided_reports(actor) if decided else None)
    rows = [_row(line) | {"chip": chip_of(line.due, at) if line.due else None} for line in lines]
    words = {"room": "reports", "rows": rows, "decided": decided}
    return render(request, "office/intake/reports.html", words)


def _row(line: InboxLine) -> dict[str, object]:
    return {
        "line": line,
        "tag": risk_tag(line.risk),
        "channel": label("channel", line.channel),
        "state": STATE[line.state],
        "why": line.due.rule.text if line.due else "",
        "source": line.due.rule.source if line.due else "",
    }


@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report. Opens on its overview; each side by one click (`?buka=`)."""
    return report_page(request, report_id, clock.now())


type Do = Callable[[], str]


def _done(request: HttpRequest, report_id: UUID, name: str, form: BaseForm, do: Do) -> HttpResponse:
    """Do it and go back to the page; or show the page again with everything typed still there."""
    at = clock.now()
    filled = {name: form, "form": form}
    if not form.is_valid():
        return report_page(request, report_id, at, filled=filled)
    try:
        messages.success(request, do())
    except Refused as refused:
        sentence = _(refused.refusal.sentence)
        form.add_error(None, sentence)
        return report_page(request, report_id, at, filled=filled, notice=sentence, status=409)
    except Changed:
        notice = _(
            "Somebody changed this report while you were writing. It stands below as it is now; "
            "what you typed is still in the form. Look, then send it again."
        )
        return report_page(request, report_id, at, filled=filled, notice=notice, status=409)
    return redirect("office:report", report_id)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@require_POST
def look(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The first look, or a later one."""
    form = forms.LookForm(request.POST, prefix="look")

    def do() -> str:
        typed = form.cleaned_data
        seen = Look(
            signs=tuple(typed["signs"]),
            sexual=typed["sexual"],
            assessed=Risk(typed["assessed"]),
            note=typed["note"],
        )
        read_report(
            report_id=report_id,
            version=_version(request),
            look=seen,
            by=actor_in(request),
            at=clock.now(),
        )
        return _("The first look is recorded.")

    return _done(request, report_id, "look_form", form, do)


@require_POST
def step(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A follow-up, the police report, or why there is none."""
    form = forms.StepForm(request.POST, prefix="step")

    def do() -> str:
        note_step(
            report_id=report_id,
            version=_version(request),
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            by=actor_in(request),
            at=clock.now(),
        )
        return _("The step is recorded.")

    return _done(request, report_id, "step_form", form, do)


@require_POST
def message(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A message to the reporter."""
    form = forms.MessageForm(request.POST, prefix="message")

    def do() -> str:
        write_to_reporter(
            report_id=report_id,
            text=form.cleaned_data["text"],
            token=_token(request),
            by=actor_in(request),
            at=clock.now(),
        )
        return _("The message lies under the report code.")

    return _done(request, report_id, "message_form", form, do)


def _token(request: HttpRequest) -> bytes:
    """The form's token. The session guards this form; an old token still makes it one message."""
    hours = number("form.token_hours", clock.today())
    token = one_time.read(request.POST.get("token", ""), hours=hours)
    return (token or one_time.issue()).value


@require_POST
def match(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Whether a colleague is meant by a name in the report."""
    form = forms.MatchForm(request.POST, prefix=request.POST.get("prefix", ""))

    def do() -> str:
        decide_match(
            report_id=report_id,
            version=_version(request),
            person=form.cleaned_data["person"],
            is_meant=form.cleaned_data["meant"] == "yes",
            reason=form.cleaned_data["reason"],
            by=actor_in(request),
            at=clock.now(),
        )
        return _("Recorded. The report goes to those who may read it.")

    return _done(request, report_id, "match_form", form, do)


@require_POST
def decide(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Information only, or referred elsewhere. Cases begin in their own room."""
    form = forms.DecisionForm(request.POST, prefix="decision")

    def do() -> str:
        decisions.decide(
            report_id=report_id,
            version=_version(request),
            typed=form.cleaned_data,
            by=actor_in(request),
            at=clock.now(),
        )
        return _("The report is decided. The reporter can read it under the code.")

    return _done(request, report_id, "decision_form", form, do)
