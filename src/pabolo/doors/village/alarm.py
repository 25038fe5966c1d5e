"""An alarm in at most eight taps, its receipt, and how the own alarms stand.

What was sent is never shown again: the phone may be shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import UNKNOWN, UnknownChoiceField, UnknownMultipleField
from pabolo.doors.shared.one_time import Token
from pabolo.doors.shared.reports.questions import PICK, PICK_ONE, WORRIES, YES_NO, Today
from pabolo.doors.village.forms import CHOOSE, PLAIN, offer_places
from pabolo.doors.village.frame import group_villages, page, token_in, tried
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.programme.intake.actions.alarms import raise_alarm
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.facets import People, Story, ToldChild, Whereabouts
from pabolo.programme.intake.queries.promises import promises
from pabolo.programme.intake.queries.scope import AlarmLine, alarms_of
from pabolo.programme.intake.told import UNKNOWN_CODE, Told
from pabolo.rules.actors import Actor
from pabolo.rules.codes import grouped
from pabolo.rules.decisions import Refusal
from pabolo.rules.telling import AgeTold, check_age, check_length

# What the activist hears of an alarm. "informed" and "referred" say no more than that it is in
# hand: the rest is between the office and those concerned.
STANDING: Mapping[str, Promise] = {
    "received": gettext_lazy("waiting to be read"),
    "read": gettext_lazy("the first step is being decided"),
    "informed": gettext_lazy("being handled"),
    "referred": gettext_lazy("being handled"),
    "handling": gettext_lazy("being handled"),
    "finished": gettext_lazy("finished"),
}


class AlarmForm(Today):
    """Everything but the first two questions may stay empty."""

    say_optional = ("name", "text", "age", "where")

    danger = UnknownChoiceField(
        label=gettext_lazy("Is a child in danger right now?"),
        choices=YES_NO,
        error_messages={"required": PICK_ONE},
    )
    worries = UnknownMultipleField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("You need not be sure. Pick one or more."),
        choices=WORRIES,
        unknown_label=gettext_lazy("I don't know, but something is wrong"),
        error_messages={"required": PICK},
    )
    sex = UnknownChoiceField(
        label=gettext_lazy("Girl or boy?"),
        choices=(("P", gettext_lazy("Girl")), ("L", gettext_lazy("Boy"))),
        required=False,
    )
    age = forms.CharField(
        label=gettext_lazy("How old, in years?"),
        help_text=gettext_lazy("A guess is fine."),
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w4"}
        ),
    )
    where = forms.CharField(
        label=gettext_lazy("Where? Hamlet or landmark"),
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    name = forms.CharField(
        label=gettext_lazy("The child's name"),
        help_text=gettext_lazy("A nickname is enough. It is sealed: only the office can read it."),
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    text = forms.CharField(
        label=gettext_lazy("What did you see or hear?"),
        help_text=gettext_lazy("A few words, if you like. The office asks the rest."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Which village?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": CHOOSE,
            "invalid_choice": gettext_lazy(
                "This village is not yours. Use the public report form."
            ),
        },
    )
    not_village = forms.BooleanField(
        label=gettext_lazy("Not through my village: nobody of my group may learn of this"),
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, group_villages(actor))

    def clean_age(self) -> str:
        """A number of years, or nothing."""
        age = str(self.cleaned_data["age"]).strip()
        _refuse(check_age(AgeTold(age), today=self.today))
        return age

    def clean_text(self) -> str:
        """Not cut: too long is said, with everything still in the form."""
        text: str = self.cleaned_data["text"]
        _refuse(check_length(text))
        return text

    def told(self) -> Told:
        """What the office gets, once the form is valid."""
        typed = self.cleaned_data
        worries = tuple(UNKNOWN_CODE if w == UNKNOWN else w for w in typed["worries"])
        sex = typed["sex"] if typed["sex"] in {"P", "L"} else UNKNOWN_CODE
        return Told(
            story=Story(worries=worries, text=typed["text"], danger_now=typed["danger"]),
            people=People(children=(ToldChild(name=typed["name"], sex=sex, age=typed["age"]),)),
            place=Whereabouts(
                village=typed["place"], text=typed["where"], not_village=typed["not_village"]
            ),
        )


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise forms.ValidationError(_(refusal.sentence), code=refusal.code)


@require_http_methods(["GET", "HEAD", "POST"])
def alarm(request: HttpRequest) -> HttpResponse:
    """The form; after sending, the receipt."""
    actor, at, token = actor_in(request), clock.now(), token_in(request)
    today = clock.day_of(at)
    if request.method != "POST":
        return _form(request, AlarmForm(today=today, actor=actor), token)
    form = AlarmForm(request.POST, today=today, actor=actor)
    sent: list[bool] = []
    try:
        status = tried(form, lambda: sent.append(_raise(form, token, actor, at)))
    except Locked:
        form.add_error(None, locked_words())
        status = 503
    if status != 200:
        return _form(request, form, token, status)
    return receipt_page(request, token, today, again=not sent[0])


def _raise(form: AlarmForm, token: Token, actor: Actor, at: datetime) -> bool:
    return raise_alarm(told=form.told(), token=token.value, by=actor, at=at)


def locked_words() -> str:
    """Why nothing could be sent now, and what to do instead."""
    return _(
        "The office is locked right now and cannot take this in. Nothing was sent. Call one of "
        "the numbers above, or send again later: what you typed is still here."
    )


def _form(request: HttpRequest, form: AlarmForm, token: Token, status: int = 200) -> HttpResponse:
    return page(request, "alarm", {"form": form, "token": token}, status)


def receipt_page(request: HttpRequest, token: Token, today: date, *, again: bool) -> HttpResponse:
    """What happens next, in days. The browser is asked to forget the form behind it."""
    words = {
        "again": again,
        "promises": promises(today),
        "groups": grouped(code_of(token.value)).split("-"),
    }
    response = page(request, "alarm_sent", words)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@dataclass(frozen=True, slots=True)
class Row:
    """An alarm on the list: days, where it stands, and by when it should have been read."""

    line: AlarmLine
    standing: Promise
    due: date | None
    late: bool


def rows_of(actor: Actor, today: date, most: int | None = None) -> list[Row]:
    """The own alarms: those first that wait for an answer to the office, then the newest."""
    lines = sorted(alarms_of(actor), key=lambda line: not _waits_for_them(line))[:most]
    waiting = {line.received_day for line in lines if line.decided_day is None}
    days = {day: promises(day) for day in waiting}
    return [_row(line, days.get(line.received_day), today) for line in lines]


def _waits_for_them(line: AlarmLine) -> bool:
    return line.asked_day is not None and line.decided_day is None


def _row(line: AlarmLine, days: Any, today: date) -> Row:
    due = None
    if days is not None and line.decided_day is None:
        due = days.decided_by if line.read_day else days.read_by
    return Row(line, STANDING[line.progress], due, due is not None and due < today)


@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """All own alarms."""
    return page(request, "alarms", {"rows": rows_of(actor_in(request), clock.today())})
