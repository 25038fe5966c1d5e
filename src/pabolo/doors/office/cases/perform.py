"""Doing one thing on a case: its form, the facts beside it, and what happens when it is refused."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.cases.about import beside
from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS, Deed, Doing
from pabolo.doors.office.cases.history import Told, history
from pabolo.doors.office.cases.legal_deeds import LEGAL_TRACK
from pabolo.doors.office.cases.page import instead, name_of, no_mediation
from pabolo.doors.office.cases.sides import names_of_sides
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.entries import entry_of
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies.queries import agency
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.entry import may_enter
from pabolo.rules.lifecycle import next_steps
from pabolo.rules.vocabulary import CaseStage, Facet

type Options = list[tuple[str, str]]


def number_in(text: str) -> int:
    """A version as it stands in a form; 0 where it is none of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def id_in(text: str) -> UUID:
    """An id as it stands in a form; what is none answers 404."""
    try:
        return UUID(hex=text)
    except ValueError as error:
        raise Http404 from error


def _deed(slug: str) -> Deed:
    if slug not in DEEDS:
        raise Http404
    return DEEDS[slug]


def _able(actor: Actor, deed: Deed) -> None:
    """403 where no verb of the deed is the person's."""
    refusals = [may_do(actor, verb) for verb in deed.verbs]
    ensure(None if None in refusals else refusals[0])


def _to_move(file: CaseFile, actor: Actor) -> Options:
    steps = set(map(str, next_steps(actor, CaseStage(file.case.stage))))
    known = DEEDS["tahap"].form.base_fields["to"].choices  # type: ignore[attr-defined]
    return [(key, name) for key, name in known if key in steps]


def _to_match(file: CaseFile, actor: Actor) -> Options:
    names = staff_names()
    return [(one, names.get(UUID(one), "")) for one in file.state.found("unclear")]


# Choices that depend on the case, by deed: the field and what it offers.
OFFERS: Mapping[str, tuple[str, Callable[[CaseFile, Actor], Options]]] = {
    "tahap": ("to", _to_move),
    "kecocokan": ("person", _to_match),
}


# Sides without which a form cannot be filled in well.
NEEDS: Mapping[str, frozenset[Facet]] = {
    "polisi": frozenset({Facet.LEGAL}),
    **dict.fromkeys(LEGAL_TRACK, frozenset({Facet.LEGAL})),
}


def _initial(slug: str, request: HttpRequest, file: CaseFile) -> dict[str, object]:
    """What the form starts with: today, and the thing that was clicked."""
    start = DEEDS[slug].start
    if start is not None:
        return start(file, request.GET.get("butir", ""))
    if slug == "persetujuan" and "mitra" in request.GET:
        return {"purpose": "referral", "partner": agency(id_in(request.GET["mitra"])).name}
    return {}


def _form(slug: str, request: HttpRequest, file: CaseFile, actor: Actor) -> Form:
    typed, what = (request.POST if request.method == "POST" else None), DEEDS[slug]
    form = what.form(typed, initial=_initial(slug, request, file))
    if what.prepare is not None:
        what.prepare(form, file, actor)
    if slug in OFFERS:
        name, offer = OFFERS[slug]
        form.fields[name].choices = offer(file, actor)  # type: ignore[attr-defined]
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, case_id: UUID, slug: str) -> HttpResponse:
    """Do one thing on a case. A refusal comes back with everything typed still there."""
    actor, at, what = actor_in(request), clock.now(), _deed(slug)
    case_for(actor, case_id)
    _able(actor, what)
    sides = NEEDS.get(slug, frozenset()) & facets_of(actor)
    file = open_file(case_id=case_id, by=actor, at=at, facets=sides, verb="case.work")
    form = _form(slug, request, file, actor)
    if request.method != "POST":
        return _page(request, slug, file, form)
    if not form.is_valid():
        return _page(request, slug, file, form, status=422)
    seen = number_in(request.POST.get("seen", ""))
    try:
        what.do(Doing(case_id, actor, at, seen), form.cleaned_data)
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return _page(request, slug, file, form, status=409)
    messages.success(request, _("Saved: %(what)s.") % {"what": what.name})
    return redirect(_home(what, actor), case_id)


def _home(what: Deed, actor: Actor) -> str:
    """The page of the file that a deed leads back to: its room where the person may enter it."""
    room = what.room
    return room if room and may_enter(actor, entry_of(room)) is None else "office:case"


def _news(request: HttpRequest, file: CaseFile, names: Mapping[UUID, str]) -> list[Told]:
    """Lines that came while the form was open: what to look at before saving again."""
    seen = number_in(request.POST.get("seen", ""))
    if request.method != "POST" or not 0 < seen < file.case.version:
        return []
    sides = {side.value: name for side, (name, _holds) in names_of_sides().items()}
    return history(file.lines[seen:], names, sides)


def _page(
    request: HttpRequest, slug: str, file: CaseFile, form: Form, status: int = 200
) -> HttpResponse:
    names, what, actor = staff_names(), DEEDS[slug], actor_in(request)
    refusal = why_not(slug, what, file, actor)
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(file.case.pk),
        "deed": what,
        "form": form,
        "beside": beside(slug, file, names),
        "news": _news(request, file, names),
        "blocked": _(refusal.sentence) if refusal else "",
        "home": reverse(_home(what, actor), args=[file.case.pk]),
        "no_mediation": no_mediation(file) if what.talks else "",
        "instead": instead() if what.talks else [],
    }
    return render(request, "office/cases/deed.html", words, status=status)
