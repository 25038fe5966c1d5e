"""The watch-list of the village: write down in a minute, see the answer, look again, contest.

Whom an item names is sealed when it is sent, and nobody in the village reads it again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form, UnknownChoiceField
from pabolo.doors.shared.one_time import Token
from pabolo.doors.shared.reports.questions import YES_NO
from pabolo.doors.village.alarm import locked_words, receipt_page
from pabolo.doors.village.forms import CHOOSE, DIGITS, PLAIN, number_field, offer_places
from pabolo.doors.village.frame import entry_id, group_villages, page, token_in, tried
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.programme.watchlist import labels
from pabolo.programme.watchlist.actions import righting
from pabolo.programme.watchlist.actions.recording import Entry, Recorded, record
from pabolo.programme.watchlist.kinds import in_force, say
from pabolo.programme.watchlist.queries.own import OwnLine, own_watch
from pabolo.programme.watchlist.queries.scope import name_of
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import Kind, Question
from pabolo.rules.watchlist import Becomes, WatchKind

ASKED = "q_"
AGES = (("year", gettext_lazy("years")), ("month", gettext_lazy("months")))


def _field_of(question: Question) -> forms.Field:
    words = say(question.words)
    if question.kind is Kind.YES_NO:
        return UnknownChoiceField(label=words, choices=YES_NO, required=False)
    if question.kind is Kind.ONE:
        offered = [(one.code, say(one.words)) for one in question.choices]
        return UnknownChoiceField(label=words, choices=offered, required=False)
    if question.kind in (Kind.NUMBER, Kind.SCALE):
        return forms.CharField(
            label=words, required=False, widget=forms.TextInput(attrs={**DIGITS, "class": "w4"})
        )
    return forms.CharField(label=words, required=False, widget=forms.TextInput(attrs=PLAIN))


class WatchForm(Form):
    """The few questions of one kind. A child is named only where the kind allows it."""

    say_optional: ClassVar = ("name", "age", "where", "note")

    danger = forms.BooleanField(
        label=gettext_lazy("The child is in danger right now"), required=False
    )
    violence = UnknownChoiceField(
        label=gettext_lazy("Do you suspect violence?"),
        choices=YES_NO,
        hints={"yes": gettext_lazy("It becomes a report: the office reads it like an alarm.")},
        error_messages={"required": CHOOSE},
    )
    name = forms.CharField(
        label=gettext_lazy("The child's name"),
        help_text=gettext_lazy(
            "It is sealed: nobody in the village reads it again, not you either."
        ),
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    count = number_field(gettext_lazy("How many children?"), min_value=1)
    sex = UnknownChoiceField(
        label=gettext_lazy("Girl or boy?"),
        choices=(("P", gettext_lazy("Girl")), ("L", gettext_lazy("Boy"))),
        required=False,
    )
    age = forms.CharField(
        label=gettext_lazy("How old?"),
        help_text=gettext_lazy("A guess is fine."),
        required=False,
        widget=forms.TextInput(attrs={**DIGITS, "class": "w4"}),
    )
    age_unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"), choices=AGES, initial="year", required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    place = forms.ChoiceField(
        label=gettext_lazy("Which village?"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    where = forms.CharField(
        label=gettext_lazy("Where? Hamlet or landmark"),
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    note = forms.CharField(
        label=gettext_lazy("Anything else?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **PLAIN}),
    )

    def __init__(self, *args: Any, kind: WatchKind, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        offer_places(self, group_villages(actor))
        asks = kind.becomes is Becomes.ASKS
        gone = ["violence"] if not asks else []
        named = kind.names or kind.becomes is Becomes.ALWAYS
        gone += ["count"] if named else ["name", "sex", "age", "age_unit"]
        for name in gone:
            del self.fields[name]
        for question in kind.questions:
            self.fields[ASKED + question.code] = _field_of(question)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The kind's own questions, as bound fields."""
        return [self[name] for name in self.fields if name.startswith(ASKED)]

    @property
    def shown(self) -> list[forms.BoundField]:
        """Every field in the order of the page."""
        first = ("violence",)
        child = ("name", "count", "sex", "age", "age_unit", "place", "where", "note")
        names = [*first, *(one.name for one in self.asked), *child]
        return [self[name] for name in names if name in self.fields]

    def entry(self) -> Entry:
        """What the office gets, once the form is valid."""
        typed = self.cleaned_data
        questions = (name for name in self.fields if name.startswith(ASKED))
        return Entry(
            kind=self.kind.code,
            village=typed["place"],
            where=typed["where"],
            name=typed.get("name", ""),
            sex=typed.get("sex", "NA"),
            age=typed.get("age", ""),
            age_unit=typed.get("age_unit") or "year",
            count=typed.get("count") or 1,
            answers={name.removeprefix(ASKED): typed[name] for name in questions},
            note=typed["note"],
            suspects=typed.get("violence", ""),
            danger=typed["danger"],
        )


@dataclass(frozen=True, slots=True)
class Row:
    """An own item in words: no name, no place."""

    line: OwnLine
    name: str
    kind: str
    standing: Promise
    answer: str
    owner: str
    look_late: bool


def _row(line: OwnLine, kinds: Mapping[str, WatchKind], today: date) -> Row:
    kind = kinds.get(line.kind)
    late = line.look_day is not None and line.look_day <= today
    answer = str(labels.ANSWER[line.answer]) if line.answer else ""
    return Row(
        line,
        name_of(line.id),
        say(kind.label) if kind else line.kind,
        labels.STATE[line.standing],
        answer,
        label("agency_kind", line.owner),
        late,
    )


def _kinds(today: date) -> dict[str, WatchKind]:
    return {code: held.kind for code, held in in_force(today).items()}


@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """The own items: how they stand and what the agency says."""
    actor, at = actor_in(request), clock.now()
    today = clock.day_of(at)
    known = _kinds(today)
    rows = [_row(line, known, today) for line in own_watch(actor, at=at)]
    open_ones = [row for row in rows if not row.line.ended]
    return page(request, "watch", {"rows": open_ones, "ended": [r for r in rows if r.line.ended]})


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """First: what is it about?"""
    found = [kind for kind in _kinds(clock.today()).values() if kind.active]
    kinds = [(one.code.lower(), say(one.label), say(one.meaning)) for one in found]
    return page(request, "watch_kinds", {"kinds": kinds})


def _kind_in(code: str, today: date) -> WatchKind:
    kind = _kinds(today).get(code.upper())
    if kind is None or not kind.active:
        raise Http404
    return kind


@require_http_methods(["GET", "HEAD", "POST"])
def new_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """The few questions of one kind; after sending, what happens next."""
    actor, at, token = actor_in(request), clock.now(), token_in(request)
    chosen = _kind_in(kind, clock.day_of(at))
    if request.method != "POST":
        return _form(request, WatchForm(kind=chosen, actor=actor), token)
    form, sent = WatchForm(request.POST, kind=chosen, actor=actor), list[Recorded]()
    try:
        status = tried(form, lambda: sent.append(_record(form, token, actor, at)))
    except Locked:
        form.add_error(None, locked_words())
        status = 503
    if status != 200:
        return _form(request, form, token, status)
    return _sent(request, token, actor, at, sent[0])


def _record(form: WatchForm, token: Token, actor: Actor, at: datetime) -> Recorded:
    return record(item_id=entry_id(token), entry=form.entry(), by=actor, at=at)


def _form(request: HttpRequest, form: WatchForm, token: Token, status: int = 200) -> HttpResponse:
    kind = form.kind
    words = {
        "form": form,
        "token": token,
        "label": say(kind.label),
        "meaning": say(kind.meaning),
        "always": kind.becomes is Becomes.ALWAYS,
        "counted": not kind.names and kind.becomes is not Becomes.ALWAYS,
        "owner": label("agency_kind", kind.owner),
    }
    return page(request, "watch_new", words, status)


def _sent(
    request: HttpRequest, token: Token, actor: Actor, at: datetime, done: Recorded
) -> HttpResponse:
    if done.reported:
        return receipt_page(request, token, clock.day_of(at), again=done.again)
    today, item = clock.day_of(at), entry_id(token)
    (line,) = [one for one in own_watch(actor, at=at) if one.id == item]
    words = {"row": _row(line, _kinds(today), today), "again": done.again}
    response = page(request, "watch_sent", words)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


class VisitForm(Form):
    """What a new visit found."""

    words = forms.CharField(
        label=gettext_lazy("What did you find?"),
        help_text=gettext_lazy("A few words. They are sealed, too."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )


class ContestForm(Form):
    """Who says that it is not so, and why."""

    says = forms.ChoiceField(
        label=gettext_lazy("Who says so?"),
        choices=[(code, name) for code, name in labels.SAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    reason = forms.CharField(
        label=gettext_lazy("What is not so, and why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )


FORMS: Mapping[str, type[Form]] = {"visit": VisitForm, "contest": ContestForm}
DEEDS: Mapping[str, tuple[Callable[..., object], Promise]] = {
    "visit": (righting.visit, gettext_lazy("Written down. The office sees it.")),
    "contest": (righting.contest, gettext_lazy("Written down. The office decides within 3 days.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One own item: why it is watched, until when, what the agency says; look again, contest."""
    actor, at = actor_in(request), clock.now()
    line = next((one for one in own_watch(actor, at=at) if one.id == item_id), None)
    if line is None:
        raise Http404
    sent = request.POST.get("do", "")
    shown = {name: kind(auto_id=f"{name}_%s") for name, kind in FORMS.items()}
    status = 200
    if request.method == "POST" and sent in FORMS:
        form = FORMS[sent](request.POST, auto_id=f"{sent}_%s")
        shown[sent] = form
        do, thanks = DEEDS[sent]
        status = tried(form, lambda: do(item_id=item_id, by=actor, at=at, **form.cleaned_data))
        if status == 200:
            messages.success(request, str(thanks))
            return redirect("village:watch_item", item_id)
    return _item_page(request, line, shown, sent, clock.day_of(at), status)


def _item_page(
    request: HttpRequest,
    line: OwnLine,
    shown: Mapping[str, Form],
    sent: str,
    today: date,
    status: int,
) -> HttpResponse:
    kinds = _kinds(today)
    kind = kinds.get(line.kind)
    words = {
        "row": _row(line, kinds, today),
        "meaning": say(kind.meaning) if kind else "",
        "settles": say(kind.settles) if kind else "",
        "visit": shown["visit"],
        "contest": shown["contest"],
        "wrong": shown.get(sent),
    }
    return page(request, "watch_item", words, status)
