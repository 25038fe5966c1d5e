"""Doing one thing on a case: its form, the facts beside it, and what happens when it is refused."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.cases.about import beside
from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS, Deed, Doing
from pabolo.doors.office.cases.history import Told, history
from pabolo.doors.office.cases.page import item_words, name_of
from pabolo.doors.office.cases.sides import names_of_sides
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies.queries import agency
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import facets_of, may_do
from pabolo.rules.actors import Actor
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


def _to_give(file: CaseFile, actor: Actor) -> Options:
    items = file.state.plan.items()
    open_items = [(key, item_words(item)) for key, item in items if item.approved and item.open]
    return [("", _("Not on the plan")), *open_items]


def _to_end(file: CaseFile, actor: Actor) -> Options:
    return [(key, item_words(i)) for key, i in file.state.plan.items() if not i.ended]


def _to_move(file: CaseFile, actor: Actor) -> Options:
    steps = set(map(str, next_steps(actor, CaseStage(file.case.stage))))
    known = DEEDS["tahap"].form.base_fields["to"].choices  # type: ignore[attr-defined]
    return [(key, name) for key, name in known if key in steps]


def _to_match(file: CaseFile, actor: Actor) -> Options:
    names = staff_names()
    return [(one, names.get(UUID(one), "")) for one in file.state.found("unclear")]


# Choices that depend on the case, by deed: the field and what it offers.
OFFERS: Mapping[str, tuple[str, Callable[[CaseFile, Actor], Options]]] = {
    "layanan": ("item", _to_give),
    "akhiri": ("item", _to_end),
    "tahap": ("to", _to_move),
    "kecocokan": ("person", _to_match),
}


# Sides without which a form cannot be filled in well.
NEEDS: Mapping[str, frozenset[Facet]] = {
    "hukum": frozenset({Facet.LEGAL}),
    "polisi": frozenset({Facet.LEGAL}),
}


def _initial(slug: str, request: HttpRequest, file: CaseFile) -> dict[str, object]:
    """What the form starts with: today, and the plan item that was clicked."""
    start: dict[str, object] = {"on": clock.today()} if slug in ("layanan", "hukum") else {}
    item = file.state.plan.get(request.GET.get("butir", ""))
    if slug == "layanan" and item is not None:
        planned = item.planned
        start |= {
            "item": planned.item,
            "service": planned.service,
            "for_whom": planned.for_whom,
            "provider": planned.provider,
        }
    if slug == "persetujuan" and "mitra" in request.GET:
        start |= {"purpose": "referral", "partner": agency(id_in(request.GET["mitra"])).name}
    return start


def _form(slug: str, request: HttpRequest, file: CaseFile, actor: Actor) -> Form:
    typed = request.POST if request.method == "POST" else None
    form = DEEDS[slug].form(typed, initial=_initial(slug, request, file))
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
    return redirect("office:case", case_id)


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
    names, what = staff_names(), DEEDS[slug]
    refusal = why_not(slug, what, file, actor_in(request))
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(file.case.pk),
        "deed": what,
        "form": form,
        "beside": beside(slug, file, names),
        "news": _news(request, file, names),
        "blocked": _(refusal.sentence) if refusal else "",
    }
    return render(request, "office/cases/deed.html", words, status=status)
