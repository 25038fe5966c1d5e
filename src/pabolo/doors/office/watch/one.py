"""One item: what is due, its sides by a click each, its history, and what can be done."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.today.rows import chip_of
from pabolo.doors.office.watch import forms as f
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import day as day_words
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.places.queries import village
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.watchlist import labels
from pabolo.programme.watchlist.actions import office, righting
from pabolo.programme.watchlist.kinds import say
from pabolo.programme.watchlist.queries.files import ItemFile, Told, open_item
from pabolo.programme.watchlist.queries.scope import item_for
from pabolo.programme.watchlist.telling import pairs_said
from pabolo.rules.access import Verb, may_do, may_view_watch
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet
from pabolo.rules.watchlist import Answer, Ending

type Typed = Mapping[str, Any]
type Do = Callable[[Typed, Mapping[str, Any]], object]

# What one click opens together.
SIDES: Mapping[str, tuple[frozenset[Facet], Promise]] = {
    "who": (
        frozenset({Facet.IDENTITY, Facet.LOCATION}),
        gettext_lazy("Open who it is and where"),
    ),
    "what": (frozenset({Facet.NARRATIVE}), gettext_lazy("Open what was noticed and said")),
}


def _answered(typed: Typed, now: Mapping[str, Any]) -> object:
    return office.write_answer(**{**typed, "answer": Answer(typed["answer"])}, **now)


def _ended(typed: Typed, now: Mapping[str, Any]) -> object:
    return office.end(ending=Ending(typed["ending"]), words=typed["words"], **now)


DEEDS: Mapping[str, tuple[type[Form], Do, Promise]] = {
    "ask": (
        f.AskForm,
        lambda typed, now: office.ask_agency(**typed, **now),
        gettext_lazy("Put it before the agency"),
    ),
    "answer": (f.AnswerForm, _answered, gettext_lazy("Write the agency's answer")),
    "visit": (
        f.VisitForm,
        lambda typed, now: righting.visit(**typed, **now),
        gettext_lazy("Write down a visit"),
    ),
    "hand": (
        f.HandForm,
        lambda typed, now: office.hand_on(**typed, **now),
        gettext_lazy("Hand it on to another agency"),
    ),
    "contest": (
        f.ContestForm,
        lambda typed, now: righting.contest(**typed, **now),
        gettext_lazy("Somebody says it is not so"),
    ),
    "stands": (
        f.ReasonForm,
        lambda typed, now: righting.let_stand(**typed, **now),
        gettext_lazy("It stands as it is"),
    ),
    "correct": (
        f.CorrectForm,
        lambda typed, now: righting.correct(**typed, **now),
        gettext_lazy("Put a fact right"),
    ),
    "keep": (
        f.KeepForm,
        lambda typed, now: office.keep(**typed, **now),
        gettext_lazy("Keep it longer"),
    ),
    "report": (
        f.ReasonForm,
        lambda typed, now: righting.make_report(**typed, **now),
        gettext_lazy("Make a report of it"),
    ),
    "end": (f.EndForm, _ended, gettext_lazy("End it")),
}


def _form(name: str, today: date, data: Any = None) -> Form:
    kind = DEEDS[name][0]
    more: dict[str, Any] = {"auto_id": f"{name}_%s"}
    if name == "ask":
        more["agencies"] = [(one.pk.hex, f"{one.name} ({one.kind})") for one in agencies(today)]
    if name == "hand":
        more["owners"] = choices("agency_kind", today)
    return kind(data, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One item. A press that opens a side shows it in the answer; a deed leads back to the page."""
    actor, at = actor_in(request), clock.now()
    item_for(actor, item_id)
    sent, wrong, status = request.POST.get("do", ""), None, 200
    if request.method == "POST" and sent in DEEDS:
        wrong = _form(sent, day_of(at), request.POST)
        do = DEEDS[sent][1]
        seen = number_in(request.POST.get("seen", "")) or None
        now = {"item_id": item_id, "by": actor, "at": at, "seen": seen}
        status = attempt(wrong, lambda typed: do(typed, now))
        if not status:
            messages.success(request, _("Saved."))
            return redirect("office:watch_item", item_id)
    asked = request.POST.getlist("buka") if request.method == "POST" else []
    return _page(request, item_id, asked, sent, wrong, at, status or 200)


def _facets(actor: Actor, asked: list[str]) -> frozenset[Facet]:
    wanted = frozenset().union(*(SIDES[name][0] for name in asked if name in SIDES))
    return frozenset(x for x in wanted if may_view_watch(actor, x, granted=True) is None)


def _page(
    request: HttpRequest,
    item_id: UUID,
    asked: list[str],
    sent: str,
    wrong: Form | None,
    at: datetime,
    status: int,
) -> HttpResponse:
    actor, today = actor_in(request), day_of(at)
    file = open_item(item_id, by=actor, at=at, facets=_facets(actor, asked))
    follows = may_do(actor, Verb.FOLLOW_WATCH) is None and file.item.closed_day is None
    names = staff_names()
    words = {
        "room": "watch",
        "file": file,
        "name": file.name,
        "kind": say(file.kind.label),
        "meaning": say(file.kind.meaning),
        "settles": say(file.kind.settles),
        "word": labels.STATE[file.item.state],
        "facts": _facts(file),
        "due": [(chip_of(one, at), one) for one in file.duties],
        "who": _who(file),
        "noted": _noted(file),
        "shut": _shut(file, actor, asked),
        "asked": [name for name in asked if name in SIDES],
        "lines": [_line(one, names) for one in reversed(file.lines)],
        "deeds": _deeds(file, today, sent, wrong) if follows else [],
        "wrong": wrong,
    }
    return render(request, "office/watch/item.html", words, status=status)


def _deeds(
    file: ItemFile, today: date, sent: str, wrong: Form | None
) -> list[tuple[str, Promise, Form, bool]]:
    shown = [name for name in DEEDS if name != "stands" or file.care.contested]
    return [
        (
            name,
            DEEDS[name][2],
            wrong if name == sent and wrong else _form(name, today),
            name == sent,
        )
        for name in shown
    ]


def _shut(file: ItemFile, actor: Actor, asked: list[str]) -> list[tuple[str, Promise]]:
    return [
        (name, words)
        for name, (sides, words) in SIDES.items()
        if name not in asked
        and any(may_view_watch(actor, side, granted=True) is None for side in sides)
    ]


def _facts(file: ItemFile) -> list[tuple[str, str]]:
    care = file.care
    rows = (
        (_("Answers for it"), label("agency_kind", care.owner)),
        (_("Its answer"), str(labels.ANSWER.get(care.answer, ""))),
        (_("What the village may know"), care.told),
        (_("Its time ends"), day_words(date.fromisoformat(care.expires))),
        (_("Ended"), str(labels.ENDING.get(care.ending, ""))),
        (_("Violence"), _("The village was not sure.") if care.unsure else ""),
        (_("Contested"), _("Somebody says it is not so.") if care.contested else ""),
    )
    return [row for row in rows if row[1]]


def _who(file: ItemFile) -> list[tuple[str, str]]:
    who, where = file.who, file.where
    if where is None:
        return []
    place = (
        (_("Village"), village(where.village).name),
        (_("Where to find it"), where.text or _("not written")),
    )
    if who is None:
        return [(_("Child"), _("Counted, never named")), *place]
    unit = _("months") if who.age_unit == "month" else _("years")
    age = f"{who.age} {unit} ({day_words(date.fromisoformat(who.age_day))})" if who.age else ""
    child = (
        (_("Name of the child"), who.name or _("not written")),
        (_("Girl or boy"), label("sex", who.sex)),
        (_("Age"), age or _("not written")),
    )
    return [*child, *place]


def _noted(file: ItemFile) -> list[tuple[str, str]]:
    if file.noted is None:
        return []
    said = pairs_said(file.kind, file.noted.answers)
    return [*said, (_("In the village's words"), file.noted.note or _("nothing more written"))]


def _line(one: Told, names: Mapping[UUID, str]) -> dict[str, Any]:
    line, said = one.line, one.words
    codes = {**labels.ANSWER, **labels.ENDING, **labels.SAYS, **labels.FACT}
    parts = [str(codes.get(line.code, "")), _to(line.to), line.told]
    parts += [day_words(date.fromisoformat(line.day))] if line.day else []
    return {
        "what": labels.WHAT[line.what],
        "at": line.at,
        "who": names.get(one.author, _("The village")) if one.author else _("The system"),
        "more": " · ".join(part for part in parts if part),
        "text": said.text if said else "",
        "before": said.before if said else "",
        "after": said.after if said else "",
        "sealed": one.has_words and said is None,
    }


def _to(to: str) -> str:
    """An agency of the directory by its name, else the kind of agency."""
    if len(to) != len("0" * 32):
        return label("agency_kind", to) if to else ""
    found = {one.pk.hex: one.name for one in agencies(clock.today())}
    return found.get(to, "")
