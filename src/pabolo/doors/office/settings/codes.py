"""Lists of codes: both labels, SIMFONI's word, validity; adding, wording, retiring, a table."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import INVALID, attempt
from pabolo.doors.office.sent import sent_table
from pabolo.doors.office.settings.everything import WHAT, Words, changes_in
from pabolo.doors.office.settings.forms import (
    CodeForm,
    CodesTableForm,
    LabelForm,
    RetireForm,
    WordForm,
)
from pabolo.doors.office.settings.usage import USED, used_in
from pabolo.doors.office.sheets import sheet
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib import clock
from pabolo.ground.policy import actions, queries, taking
from pabolo.ground.policy.shipped import CodeRow, ListRow
from pabolo.rules.policy import CODE_KEEPERS
from pabolo.rules.policy_tables import CODE_COLUMNS

type Typed = Mapping[str, Any]
type Doing = Callable[[HttpRequest, str, Typed], object]

CHANGES_SHOWN = 20


def _list(of_list: str) -> ListRow:
    found = next((one for one in queries.code_lists() if one.code == of_list), None)
    if found is None:
        raise Http404
    return found


def _may(request: HttpRequest) -> bool:
    return actor_in(request).has(*CODE_KEEPERS)


@require_safe
def code_lists(request: HttpRequest) -> HttpResponse:
    """The lists that there are."""
    rows = []
    for one in queries.code_lists():
        codes = queries.codes(one.code)
        own = sum(queries.is_own(one.code, code.code) for code in codes)
        rows.append((one, queries.list_name(one), len(codes), own))
    words = {"room": "settings", "rows": sorted(rows, key=lambda row: row[1])}
    return render(request, "office/settings/code_lists.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def code_list(request: HttpRequest, of_list: str) -> HttpResponse:
    """One list with both labels, SIMFONI's word and validity; POST adds, words or retires."""
    _list(of_list)
    forms = _forms(request, of_list)
    if request.method != "POST":
        return _page(request, of_list, forms)
    asked = request.POST.get("do", "add")
    form, do = forms.get(asked, forms["add"]), DOING.get(asked, _add)
    status = attempt(form, lambda typed: do(request, of_list, typed))
    if status:
        return _page(request, of_list, forms, status)
    messages.success(request, _("The list is changed."))
    return redirect("office:code_list", of_list)


def _forms(request: HttpRequest, of_list: str) -> dict[str, Form]:
    today, asked = clock.today(), request.POST.get("do", "add")
    chosen = queries.choices(of_list, today)

    def sent(name: str) -> Any:
        return request.POST if request.method == "POST" and asked == name else None

    start = {"last_day": today}
    return {
        "add": CodeForm(sent("add"), prefix="add"),
        "word": WordForm(sent("word"), codes=chosen, prefix="word"),
        "retire": RetireForm(sent("retire"), codes=chosen, prefix="retire", initial=start),
    }


def _page(
    request: HttpRequest, of_list: str, forms: Mapping[str, Form], status: int = 200
) -> HttpResponse:
    found, used = _list(of_list), used_in(of_list)
    told = Words()
    past = changes_in(of_list)
    own = [code for code in queries.codes(of_list) if queries.is_own(of_list, code.code)]
    words = {
        "room": "settings",
        "list": found,
        "name": queries.list_name(found),
        "codes": [
            {"row": row, "own": queries.is_own(of_list, row.code), "used": used.get(row.code, 0),
             "first": bool(own) and row is own[0], "last": bool(own) and row is own[-1]}
            for row in queries.codes(of_list)
        ],
        "counted": of_list in USED,
        "steps": len(own) > 1 or any(code.valid_to for code in queries.codes(of_list)),
        "today": clock.today(),
        "add_form": forms["add"],
        "retire_form": forms["retire"],
        "word_form": forms["word"],
        "past": [told.told(one) for one in past[:CHANGES_SHOWN]],
        "may": _may(request),
    }  # fmt: skip
    return render(request, "office/settings/code_list.html", words, status=status)


def _word(request: HttpRequest, of_list: str, typed: Typed) -> object:
    return actions.word_for_simfoni(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)


def _add(request: HttpRequest, of_list: str, typed: Typed) -> object:
    return actions.add_code(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)


def _retire(request: HttpRequest, of_list: str, typed: Typed) -> object:
    actions.retire_code(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)
    return None


DOING: Mapping[str, Doing] = {"add": _add, "word": _word, "retire": _retire}


# One code


def _code(of_list: str, code: str) -> CodeRow:
    found = next((one for one in queries.codes(of_list) if one.code == code), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, of_list: str, code_of: str) -> HttpResponse:
    """One code: labels, validity, history; POST corrects the labels of an own one."""
    held = _code(of_list, code_of)
    start = {"label_id": held.label_id, "label_en": held.label_en}
    form = LabelForm(request.POST or None, initial=start)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _relabel(request, of_list, code_of, typed))
        if not status:
            messages.success(request, _("Corrected. What stood there stays in the history."))
            return redirect("office:code", of_list, code_of)
    told = Words()
    past = [one for one in changes_in(of_list) if one.part == code_of]
    words = {
        "room": "settings",
        "list": _list(of_list),
        "name": queries.list_name(_list(of_list)),
        "row": held,
        "own": queries.is_own(of_list, code_of),
        "today": clock.today(),
        "form": form,
        "past": [told.told(one) for one in past],
        "may": _may(request),
    }
    return render(request, "office/settings/code.html", words, status=status)


def _relabel(request: HttpRequest, of_list: str, code: str, typed: Typed) -> object:
    actions.relabel_code(by=actor_in(request), at=clock.now(), of_list=of_list, code=code, **typed)
    return None


@require_POST
def code_step(request: HttpRequest, of_list: str, code_of: str) -> HttpResponse:
    """A code is moved up or down, or chosen again after it was retired."""
    _code(of_list, code_of)
    who: dict[str, Any] = {"by": actor_in(request), "at": clock.now(), "of_list": of_list}
    match request.POST.get("do"):
        case "up" | "down" as way:
            actions.move_code(**who, code=code_of, up=way == "up")
        case "reopen":
            actions.reopen_code(**who, code=code_of)
        case _:
            raise Http404
    messages.success(request, _("The list is changed."))
    return redirect("office:code_list", of_list)


# Tables


@require_safe
def codes_csv(request: HttpRequest, of_list: str) -> HttpResponse:
    """The list as a sheet that can be sent back; no cell is run as a formula."""
    _list(of_list)
    rows = ([getattr(row, name) for name in CODE_COLUMNS] for row in queries.codes(of_list))
    return sheet(f"daftar-kode-{of_list}", CODE_COLUMNS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def codes_import(request: HttpRequest, of_list: str) -> HttpResponse:
    """Send a table of codes, look at what it would do, then take it in."""
    if request.method != "POST":
        return _table_page(request, of_list, {})
    text = sent_table(request)
    look = taking.look_at_codes(text, of_list=of_list, today=clock.today())
    if look.faults:
        return _table_page(request, of_list, {"text": text, "faults": look.faults}, INVALID)
    if request.POST.get("do") != "take":
        return _table_page(request, of_list, {"text": text, "look": look})
    form = CodesTableForm(request.POST)
    status = attempt(form, lambda typed: _take(request, of_list, text, typed))
    if status:
        return _table_page(request, of_list, {"text": text, "look": look, "form": form}, status)
    messages.success(request, _("The table is in the list."))
    return redirect("office:code_list", of_list)


def _take(request: HttpRequest, of_list: str, text: str, typed: Typed) -> object:
    return taking.take_codes(
        by=actor_in(request), at=clock.now(), of_list=of_list, text=text, reason=typed["reason"]
    )


def _table_page(
    request: HttpRequest, of_list: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    found, look = _list(of_list), more.get("look")
    start = {"table": more.get("text", ""), "reason": request.POST.get("reason", "")}
    words = {
        "room": "settings",
        "list": found,
        "name": queries.list_name(found),
        "columns": ",".join(CODE_COLUMNS),
        "form": CodesTableForm(initial=start),
        "reason": start["reason"],
        "changes": [(one[0], WHAT[one[1]], one[2], one[3]) for one in look.changed] if look else [],
        **more,
    }
    return render(request, "office/settings/codes_import.html", words, status=status)
