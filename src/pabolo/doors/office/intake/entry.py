"""Taking a report down: phone, WhatsApp, letter, at the counter, SAPA 129, media, PATBM."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.intake.forms import ArrivalForm, SignsForm
from pabolo.doors.shared import one_time
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.reports import questions as q
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import number
from pabolo.programme.intake.actions.entry import Arrival, Recorded, Upload, record_report
from pabolo.programme.intake.told import Told
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import grouped, words_from_code
from pabolo.rules.telling import MOST_CHILDREN, Moments

MOST_FILES = 6
ASKED = ("reporter", "name", "contact")


@dataclass(slots=True)
class Entry:
    """All forms of the page."""

    arrival: ArrivalForm
    worry: q.WorryForm
    story: q.StoryForm
    signs: SignsForm
    children: list[q.ChildForm]
    place: q.PlaceForm
    people: q.PeopleForm

    @property
    def all(self) -> Sequence[BaseForm]:
        """Every form, in the order of the page."""
        return (
            self.arrival,
            self.worry,
            self.story,
            self.signs,
            *self.children,
            self.place,
            self.people,
        )

    def told(self) -> Told:
        """What was told, once every form is valid."""
        told = q.keep_worries(Told(), self.worry.cleaned_data)
        told = q.keep_story(told, self.story.cleaned_data)
        told = q.keep_children(told, self.children)
        told = q.keep_place(told, self.place.cleaned_data)
        told = q.keep_people(told, self.people.cleaned_data)
        signs = tuple(self.signs.cleaned_data["signs"])
        return msgspec.structs.replace(told, story=msgspec.structs.replace(told.story, signs=signs))


# The questions of the public page, asked about whoever tells it: label and hint.
ABOUT_THE_REPORTER = {
    "worries": (gettext_lazy("What worries the reporter?"), gettext_lazy("Several may be picked.")),
    "text": (gettext_lazy("What was told?"), gettext_lazy("A chat may be pasted as it is.")),
    "reporter": (
        gettext_lazy("What is the reporter to the child?"),
        gettext_lazy("Only if given."),
    ),
    "name": (gettext_lazy("Name of the reporter"), gettext_lazy("Only if given.")),
    "contact": (
        gettext_lazy("How may we reach the reporter?"),
        gettext_lazy("Only if it is safe."),
    ),
}


def _reworded[F: BaseForm](form: F, *names: str) -> F:
    for name in names:
        form.fields[name].label, form.fields[name].help_text = ABOUT_THE_REPORTER[name]
    return form


def _empty(at: datetime, today: date) -> Entry:
    moment = at.replace(second=0, microsecond=0)
    return Entry(
        ArrivalForm(initial={"received": moment, "channel": "TLP"}, prefix="a", at=at),
        _reworded(q.WorryForm(prefix="w", today=today), "worries"),
        _reworded(q.StoryForm(prefix="s", today=today), "text"),
        SignsForm(prefix="g"),
        [q.ChildForm(prefix="c0", today=today)],
        q.PlaceForm(prefix="p", today=today),
        _reworded(q.PeopleForm(prefix="o", today=today), *ASKED),
    )


def _typed(data: QueryDict, at: datetime, today: date) -> Entry:
    return Entry(
        ArrivalForm(data, prefix="a", at=at),
        _reworded(q.WorryForm(data, prefix="w", today=today), "worries"),
        _reworded(q.StoryForm(data, prefix="s", today=today), "text"),
        SignsForm(data, prefix="g"),
        q.typed_child_forms(data, today),
        q.PlaceForm(data, prefix="p", today=today),
        _reworded(q.PeopleForm(data, prefix="o", today=today), *ASKED),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """The form; after sending, the code to hand back and a reply that is safe to copy."""
    at, today = clock.now(), clock.today()
    if request.method != "POST":
        return _page(request, _empty(at, today))
    entry = _typed(request.POST, at, today)
    valid = [form.is_valid() for form in entry.all]
    if request.POST.get("go") == "add":
        return _page(request, _one_more(entry, today))
    if not all(valid):
        return _page(request, entry)
    try:
        recorded = _record(request, entry, at)
    except Refused as refused:
        entry.arrival.add_error(None, _(refused.refusal.sentence))
        return _page(request, entry, status=409)
    return _handed_back(request, recorded)


def _one_more(entry: Entry, today: date) -> Entry:
    """The same page with one more child; nothing typed is lost, nothing is complained about yet."""
    count = min(len(entry.children) + 1, MOST_CHILDREN)
    data = entry.people.data.copy() if isinstance(entry.people.data, QueryDict) else QueryDict()
    entry.children = [
        q.ChildForm(initial=_as_typed(data, n), prefix=f"c{n}", today=today) for n in range(count)
    ]
    return entry


def _as_typed(data: QueryDict, number: int) -> dict[str, Any]:
    names = ("name", "sex", "age", "unit", "unborn", "note")
    return {name: data.get(f"c{number}-{name}", "") for name in names}


def _record(request: HttpRequest, entry: Entry, at: datetime) -> Recorded:
    typed = entry.arrival.cleaned_data
    moments = Moments(typed["received"], typed["disclosed"] or None)
    files = request.FILES.getlist("files")[:MOST_FILES]
    return record_report(
        told=entry.told(),
        arrival=Arrival(typed["channel"], moments, typed["reference"]),
        token=_token(request),
        by=actor_in(request),
        at=at,
        files=[Upload(file.name or "", file.read()) for file in files],
    )


def _token(request: HttpRequest) -> bytes:
    hours = number("form.token_hours", clock.today())
    token = one_time.read(request.POST.get("token", ""), hours=hours)
    return (token or one_time.issue()).value


def _page(request: HttpRequest, entry: Entry, status: int = 200) -> HttpResponse:
    hours = number("form.token_hours", clock.today())
    token = one_time.read(request.POST.get("token", ""), hours=hours) or one_time.issue()
    words = {
        "room": "reports",
        "entry": entry,
        "forms": entry.all,
        "form": next((form for form in entry.all if form.errors), None),
        "token": token,
        "files": bool(request.FILES),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "office/intake/new.html", words, status=status)


def _handed_back(request: HttpRequest, recorded: Recorded) -> HttpResponse:
    words = {
        "room": "reports",
        "recorded": recorded,
        "groups": grouped(recorded.code).split("-"),
        "shown": grouped(recorded.code),
        "code_words": words_from_code(recorded.code, code_words()),
        "address": request.build_absolute_uri("/lacak"),
    }
    return render(request, "office/intake/recorded.html", words)
