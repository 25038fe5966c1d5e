"""The innovation's record in the office: answering what was found, moving a revision on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.record.forms import AnswerForm, StepForm
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.record.innovations import actions, queries
from pabolo.record.innovations.labels import STATES
from pabolo.record.innovations.queries import NoteView, RevisionView
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.releases import EDITORIAL_STEPS, Editorial, may_answer, may_step_record

E = Editorial
STEPS: Mapping[Editorial, Promise] = {
    E.SUBMITTED: gettext_lazy("Hand in for verification"),
    E.RETURNED: gettext_lazy("Return to the author"),
    E.DOCUMENTS: gettext_lazy("Documents are verified"),
    E.SUBSTANCE: gettext_lazy("Substance is verified"),
    E.PUBLISHED: gettext_lazy("Publish"),
    E.SUPERSEDED: gettext_lazy("Mark as superseded"),
    E.WITHDRAWN: gettext_lazy("Withdraw"),
}


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Every innovation."""
    today = clock.today()
    found = [(one, queries.record(one.slug, today)) for one, _revision in queries.innovations()]
    rows = [
        (one, len(record.notes), sum(not note.answer for note in record.notes))
        for one, record in found
        if record
    ]
    return render(request, "office/record/list.html", {"room": "record", "rows": rows})


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found in the record, the office's answers, and where each revision stands."""
    return _page(request, slug)


def _page(
    request: HttpRequest,
    slug: str,
    number: int = 0,
    form: BaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.record(slug, clock.today())
    if found is None:
        raise Http404
    actor, names = actor_in(request), staff_names()
    words = {
        "room": "record",
        "record": found,
        "notes": [_note(note, number, form) for note in found.notes],
        "form": form,
        "may_answer": may_answer(actor, "-") is None,
        "revisions": [
            {
                "view": view,
                "state": STATES[view.state],
                "author": names.get(view.row.author, _("Taken over from the portal")),
                "steps": [(STATES[s.state], s, names.get(s.by_person, "")) for s in view.steps],
                "moves": _moves(actor, view),
            }
            for view in queries.revisions(slug)
        ],
        "step_form": StepForm(),
    }
    return render(request, "office/record/record.html", words, status=status)


def _note(note: NoteView, number: int, form: BaseForm | None) -> dict[str, Any]:
    english = get_language() == "en"
    mine = form is not None and note.row.number == number
    return {
        "number": note.row.number,
        "text": note.row.text_en if english else note.row.text_id,
        "why": note.row.why_en if english else note.row.why_id,
        "source": note.row.source,
        "rules": note.found_by,
        "answer": note.answer,
        "form": form if mine else AnswerForm(prefix=f"n{note.row.number}"),
        "open": mine,
    }


def _moves(actor: Actor, view: RevisionView) -> list[tuple[str, Promise, Refusal | None]]:
    following = [to for now, to in EDITORIAL_STEPS if now == view.state]
    return [
        (to.value, STEPS[to], may_step_record(actor, view.row.author, view.state, to))
        for to in following
    ]


@require_POST
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the office says to a finding. The finding stays; the answer joins it."""
    note = queries.note_id(slug, number)
    if note is None:
        raise Http404
    form = AnswerForm(request.POST, prefix=f"n{number}")

    def do(typed: Mapping[str, Any]) -> None:
        actions.answer_note(by=actor_in(request), at=clock.now(), note_id=note, **typed)

    status = attempt(form, do)
    if status:
        return _page(request, slug, number, form, status)
    messages.success(request, _("The answer stands beside the finding, also in public."))
    return redirect("office:record", slug)


@require_POST
def step(request: HttpRequest, slug: str, revision_id: UUID, to: str) -> HttpResponse:
    """One editorial step. Author, verifier and publisher are different people."""
    known = {view.row.pk for view in queries.revisions(slug)}
    if revision_id not in known or to not in set(Editorial):
        raise Http404
    form = StepForm(request.POST)

    def do(typed: Mapping[str, Any]) -> None:
        actions.move_revision(
            by=actor_in(request),
            at=clock.now(),
            revision_id=revision_id,
            to=Editorial(to),
            note=typed["note"],
        )

    status = attempt(form, do)
    if status:
        return _page(request, slug, 0, form, status)
    messages.success(request, _("The step is recorded."))
    return redirect("office:record", slug)
