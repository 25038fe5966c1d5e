"""Reporting a worry: five questions, a check page, the report code. No cookie, no session.

Everything happens at one address, by POST, so that the browser's history holds one line and no
answer. Pages for reporters are never stored (`doors.shared.middleware.NoTrace`).
"""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pabolo.doors.public import drafts
from pabolo.doors.public.drafts import Draft
from pabolo.doors.public.receipts import receipt_page
from pabolo.doors.shared.errors import TOO_LARGE
from pabolo.doors.shared.reports import questions
from pabolo.doors.shared.reports.summary import summary_of
from pabolo.ground.lib import clock
from pabolo.programme.intake.actions.submission import Sent, find_sent, submit
from pabolo.programme.intake.errors import NotKept
from pabolo.programme.intake.facets import ToldChild
from pabolo.programme.intake.told import faults, tidy
from pabolo.rules.telling import MOST_CHILDREN

CHECK = questions.LAST + 1
AFTER = ("receipt", "saved", "list")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """One page of the report, or its receipt."""
    today = clock.today()
    if request.method != "POST":
        return _ask(request, drafts.new(today), 1)
    try:
        data = request.POST
    except TOO_LARGE:
        return render(request, "public/report/too_large.html", status=413)
    go = data.get("go", "next")
    if go in AFTER:
        return _after(request, go)
    return _move(request, drafts.read(data, today), go)


def _move(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    if go == "send":
        return _send(request, draft)
    if go.startswith("edit-"):
        return _ask(request, draft, _number(go.removeprefix("edit-")), then_check=True)
    step = _number(request.POST.get("step", "1"))
    if step == CHECK:
        return _check(request, draft) if go == "next" else _ask(request, draft, questions.LAST)
    if step == questions.CHILDREN:
        return _answer_children(request, draft, go)
    return _answer(request, draft, step, go)


def _number(text: str) -> int:
    """A question's number, whatever was sent."""
    return int(text) if text in {"1", "2", "3", "4", "5", "6"} else 1


def _answer(request: HttpRequest, draft: Draft, step: int, go: str) -> HttpResponse:
    question = questions.QUESTIONS[step]
    form = question.form(request.POST, today=draft.today)
    if not form.is_valid():
        return _page(request, draft, step, [form])
    return _onward(request, draft.with_told(question.keep(draft.told, form.cleaned_data)), step, go)


def _answer_children(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    forms = questions.typed_child_forms(request.POST, draft.today)
    if any(form.errors for form in forms):
        return _page(request, draft, questions.CHILDREN, forms)
    draft = draft.with_told(questions.keep_children(draft.told, forms))
    if go == "add":
        return _ask(request, _with_one_more(draft), questions.CHILDREN, _to_check(request))
    return _onward(request, draft, questions.CHILDREN, go)


def _with_one_more(draft: Draft) -> Draft:
    children = (*draft.told.people.children, ToldChild())[:MOST_CHILDREN]
    return draft.with_told(questions.with_children(draft.told, children))


def _to_check(request: HttpRequest) -> bool:
    return request.POST.get("then") == "check"


def _onward(request: HttpRequest, draft: Draft, step: int, go: str) -> HttpResponse:
    if _to_check(request):
        return _check(request, draft)
    step = step - 1 if go == "back" else step + 1
    return _check(request, draft) if step == CHECK else _ask(request, draft, step)


def _ask(request: HttpRequest, draft: Draft, step: int, then_check: bool = False) -> HttpResponse:
    """A question, filled with what was told so far."""
    forms: Sequence[BaseForm]
    if step == questions.CHILDREN:
        forms = questions.child_forms(draft.told, draft.today)
    else:
        step = min(max(step, 1), questions.LAST)
        question = questions.QUESTIONS[step]
        forms = [question.form(initial=dict(question.load(draft.told)), today=draft.today)]
    return _page(request, draft, step, forms, then_check)


def _page(
    request: HttpRequest,
    draft: Draft,
    step: int,
    forms: Sequence[BaseForm],
    then_check: bool = False,
) -> HttpResponse:
    words = {
        "draft": draft,
        "step": step,
        "last": questions.LAST,
        "forms": forms,
        "form": next((form for form in forms if form.errors), forms[0]),
        "then": "check" if then_check or _to_check(request) else "",
        "more": len(forms) < MOST_CHILDREN,
        "danger": draft.told.story.danger_now == "yes" and step > 1,
    }
    name = "children" if step == questions.CHILDREN else f"question{step}"
    return render(request, f"public/report/{name}.html", words)


def _check(
    request: HttpRequest, draft: Draft, problems: Sequence[tuple[int, str]] = (), status: int = 200
) -> HttpResponse:
    words = {
        "draft": draft,
        "step": CHECK,
        "rows": summary_of(tidy(draft.told, on=draft.today), draft.today),
        "problems": problems,
        "danger": draft.told.story.danger_now == "yes",
    }
    return render(request, "public/report/check.html", words, status=status)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Keep it, then say so. A form sent before shows its receipt again, whatever its age."""
    sent = find_sent(draft.token.value)
    if sent is not None:
        return receipt_page(request, sent, draft.token)
    if draft.renewed or not draft.token.fresh:
        return _check(request, draft if draft.renewed else draft.renew())
    told = tidy(draft.told, on=draft.today)
    problems = [(n, gettext(r.sentence)) for n, r in faults(told, today=draft.today)]
    if problems:
        return _check(request, draft, problems)
    try:
        sent = submit(told=told, token=draft.token.value, today=draft.today)
    except NotKept:
        return _not_kept(request, draft)
    return receipt_page(request, sent, draft.token)


def _not_kept(request: HttpRequest, draft: Draft) -> HttpResponse:
    response = render(request, "public/report/not_kept.html", {"draft": draft}, status=503)
    response.headers["Retry-After"] = "60"
    return response


def _after(request: HttpRequest, go: str) -> HttpResponse:
    """The receipt again, its second showing, or the list of words; from the token alone."""
    today = clock.today()
    token = drafts.token_of(request.POST, today)
    sent: Sent | None = find_sent(token.value) if token else None
    if token is None or sent is None:
        return _ask(request, drafts.new(today), 1)
    return receipt_page(request, sent, token, go)
