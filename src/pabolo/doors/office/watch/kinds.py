"""The kinds of problems that are watched: how each stands, its history, and setting it anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import INVALID, attempt
from pabolo.doors.office.cases.forms import area, line, tick
from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label, number
from pabolo.programme.watchlist import labels
from pabolo.programme.watchlist.actions.kinds import set_kind
from pabolo.programme.watchlist.kinds import Held, editions, in_force, say
from pabolo.rules.instruments import Choice, Kind, Question, Words
from pabolo.rules.watchlist import MOST_QUESTIONS, Becomes, WatchKind

TYPES = {
    Kind.ONE: gettext_lazy("One of these"),
    Kind.YES_NO: gettext_lazy("Yes, no or not known"),
    Kind.NUMBER: gettext_lazy("A number"),
    Kind.SHORT: gettext_lazy("Short text"),
}


def _days(text: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=text, help_text=hint, required=False, min_value=1, max_value=365
    )


class KindForm(Form):
    """A kind, without its questions."""

    say_optional: ClassVar = ("answer_days", "expires_days", "meaning_en", "settles_en")

    label_id = line(gettext_lazy("Name in Indonesian"))
    label_en = line(gettext_lazy("Name in English"))
    meaning_id = area(gettext_lazy("What it means, in Indonesian"), rows=2)
    meaning_en = area(gettext_lazy("What it means, in English"), rows=2, need=False)
    settles_id = area(gettext_lazy("What settles it, in Indonesian"), rows=2)
    settles_en = area(gettext_lazy("What settles it, in English"), rows=2, need=False)
    owner = forms.ChoiceField(label=gettext_lazy("Which kind of agency answers?"))
    answer_days = _days(
        gettext_lazy("Answer within, in working days"), gettext_lazy("Empty: the unit's setting.")
    )
    expires_days = _days(
        gettext_lazy("Ends after, in days"), gettext_lazy("Empty: the unit's setting.")
    )
    until_months = forms.IntegerField(
        label=gettext_lazy("Up to which age, in months"), help_text=gettext_lazy("18 years: 216.")
    )
    becomes = forms.ChoiceField(
        label=gettext_lazy("Does it become a report?"), choices=list(labels.BECOMES.items())
    )
    names = tick(gettext_lazy("The child is named (sealed); otherwise children are only counted"))
    shown_to_head = tick(gettext_lazy("The village head sees its number, from three on"))
    active = tick(gettext_lazy("The village can choose it"))
    source = line(gettext_lazy("Source"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = choices("agency_kind", today)  # type: ignore[attr-defined]


class SetForm(KindForm):
    """The same with the day from which it holds, and why."""

    valid_from = day_field(label=gettext_lazy("Holds from"))
    reason = area(
        gettext_lazy("Why, and who decided it"),
        need=False,
        rows=2,
        hint=gettext_lazy("What was written down before stays as it was asked."),
    )


class QuestionForm(Form):
    """One question. Without Indonesian words there is none."""

    say_optional: ClassVar = ("words_id", "words_en", "choices")

    code = forms.SlugField(required=False, max_length=20, widget=forms.HiddenInput())
    words_id = line(gettext_lazy("Question in Indonesian"), need=False)
    words_en = line(gettext_lazy("Question in English"), need=False)
    type = forms.ChoiceField(
        label=gettext_lazy("How it is answered"), choices=[(k.value, v) for k, v in TYPES.items()]
    )
    choices = area(
        gettext_lazy("Answers, one a line"),
        need=False,
        rows=3,
        hint=gettext_lazy("Indonesian / English. Only where one of several is chosen."),
    )

    def clean(self) -> dict[str, Any]:
        """A choice needs at least two answers."""
        typed = super().clean() or self.cleaned_data
        chosen = typed.get("words_id") and typed.get("type") == Kind.ONE
        if chosen and len(_lines(typed.get("choices", ""))) < 2:
            raise ValidationError(_("Write at least two answers, one a line."))
        return typed

    def question(self, place: int, before: WatchKind) -> Question | None:
        """What was typed, with the codes of answers that stood there already."""
        typed = self.cleaned_data
        if not typed["words_id"]:
            return None
        code = typed["code"] or f"q{place}"
        old = next((one for one in before.questions if one.code == code), None)
        kind = Kind(typed["type"])
        given = _choices(typed["choices"], old) if kind is Kind.ONE else ()
        high = 999 if kind is Kind.NUMBER else 10
        return Question(
            code, kind, Words(typed["words_id"], typed["words_en"]), choices=given, high=high
        )


def _lines(text: str) -> list[str]:
    return [row.strip() for row in text.splitlines() if row.strip()]


def _choices(text: str, old: Question | None) -> tuple[Choice, ...]:
    """An answer that stood there keeps its code; a new one gets the next free number."""
    known = {one.words.id: one.code for one in (old.choices if old else ())}
    taken, found = set(known.values()), list[Choice]()
    for row in _lines(text):
        left, _slash, right = (part.strip() for part in row.partition("/"))
        code = known.get(left) or _free(taken)
        taken.add(code)
        found.append(Choice(code, Words(left, right)))
    return tuple(found)


def _free(taken: set[str]) -> str:
    return next(code for n in range(1, 200) if (code := f"a{n}") not in taken)


def _initial(kind: WatchKind) -> dict[str, Any]:
    same = (
        "owner", "answer_days", "expires_days", "until_months", "names", "shown_to_head",
        "active", "source",
    )  # fmt: skip
    found = {name: getattr(kind, name) for name in same}
    found["becomes"] = kind.becomes.value
    for name in ("label", "meaning", "settles"):
        words: Words = getattr(kind, name)
        found |= {f"{name}_id": words.id, f"{name}_en": words.en}
    return found


def _asked(kind: WatchKind, data: Any = None) -> list[QuestionForm]:
    shown = []
    for place in range(MOST_QUESTIONS):
        old = kind.questions[place] if place < len(kind.questions) else None
        initial = _question_initial(old) if old else {"type": Kind.ONE.value}
        shown.append(QuestionForm(data, prefix=f"q{place + 1}", initial=initial))
    return shown


def _question_initial(one: Question) -> dict[str, str]:
    rows = [" / ".join(filter(None, (c.words.id, c.words.en))) for c in one.choices]
    return {
        "code": one.code,
        "words_id": one.words.id,
        "words_en": one.words.en,
        "type": one.kind.value,
        "choices": "\n".join(rows),
    }


def _typed(before: WatchKind, typed: dict[str, Any], asked: list[QuestionForm]) -> WatchKind:
    found = (form.question(place, before) for place, form in enumerate(asked, start=1))
    return replace(
        before,
        label=Words(typed["label_id"], typed["label_en"]),
        meaning=Words(typed["meaning_id"], typed["meaning_en"]),
        settles=Words(typed["settles_id"], typed["settles_en"]),
        owner=typed["owner"],
        source=typed["source"],
        questions=tuple(one for one in found if one is not None),
        answer_days=typed["answer_days"],
        expires_days=typed["expires_days"],
        until_months=typed["until_months"],
        becomes=Becomes(typed["becomes"]),
        names=typed["names"],
        shown_to_head=typed["shown_to_head"],
        active=typed["active"],
    )


def _row(held: Held, today: date) -> dict[str, Any]:
    kind = held.kind
    return {
        "code": kind.code,
        "slug": kind.code.lower(),
        "name": say(kind.label),
        "meaning": say(kind.meaning),
        "owner": label("agency_kind", kind.owner),
        "days": kind.answer_days or number("clock.watch_answer_working_days", today),
        "expires": kind.expires_days or number("clock.watch_item_days", today),
        "becomes": labels.BECOMES[kind.becomes],
        "names": kind.names,
        "questions": len(kind.questions),
        "active": kind.active,
        "number": held.number,
    }


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind as it holds today."""
    today = clock.today()
    rows = [_row(held, today) for held in in_force(today).values()]
    return render(request, "office/watch/kinds.html", {"room": "settings", "rows": rows})


def _editions(slug: str) -> list[Held]:
    try:
        return editions(slug.upper())
    except KeyError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: how it stands, how it came to be, and setting it anew."""
    at, all_of_them = clock.now(), _editions(kind)
    newest, today = all_of_them[0], clock.day_of(at)
    initial = {**_initial(newest.kind), "valid_from": today}
    form, asked = SetForm(initial=initial, today=today), _asked(newest.kind)
    status = 200
    if request.method == "POST":
        form = SetForm(request.POST, initial=initial, today=today)
        asked = _asked(newest.kind, request.POST)
        right = not any(one.errors for one in asked)
        status = attempt(form, lambda typed: _set(newest.kind, typed, asked, request, right))
        status = status or (0 if right else INVALID)
        if not status:
            messages.success(request, _("Saved. What was written down before stays as it was."))
            return redirect("office:watch_kind", kind)
    words = {
        "room": "settings",
        "code": newest.kind.code,
        "name": say(newest.kind.label),
        "form": form,
        "asked": asked,
        "bad": [one for one in asked if one.errors],
        "history": list(_history(all_of_them, today)),
    }
    return render(request, "office/watch/kind.html", words, status=status)


def _set(
    before: WatchKind, typed: Any, asked: list[QuestionForm], request: HttpRequest, right: bool
) -> None:
    if right:
        set_kind(
            kind=_typed(before, typed, asked),
            valid_from=typed["valid_from"],
            reason=typed["reason"],
            by=actor_in(request),
            at=clock.now(),
        )


def _history(rows: list[Held], today: date) -> Iterator[dict[str, Any]]:
    names = staff_names()
    for held, before in zip(rows, [*rows[1:], None], strict=True):
        yield {
            "number": held.number,
            "day": held.valid_from,
            "coming": held.valid_from > today,
            "who": names.get(held.set_by, _("The system")) if before else _("shipped"),
            "reason": held.reason,
            "changed": _changed(before.kind, held.kind) if before else [],
        }


def _changed(before: WatchKind, after: WatchKind) -> list[tuple[str, str, str]]:
    """What is different: name, before, after."""
    was, now = _told(before), _told(after)
    return [(name, was[name], text) for name, text in now.items() if was[name] != text]


def _told(kind: WatchKind) -> dict[str, str]:
    fields = KindForm.base_fields
    found = {str(fields[name].label): _said(value) for name, value in _initial(kind).items()}
    found[_("Questions")] = "; ".join(say(one.words) for one in kind.questions)
    return found


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in labels.BECOMES:
        return str(labels.BECOMES[value])
    return "" if value is None else str(value)
