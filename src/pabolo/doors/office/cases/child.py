"""Correcting who the child is and where: the form starts with what stands, a shelter's place shut.

Two people at once: who saves second sees what stands now beside their own text.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from pabolo.doors.office.cases.opening.asked import ChildForm
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.cases.sides import identity_lines, place_lines
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import PartialDate
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.actions.correcting import SIDES, correct_child
from pabolo.programme.cases.asking import check_may_correct
from pabolo.programme.cases.queries.doubles import candidates
from pabolo.programme.cases.queries.files import CaseFile, child_of, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces

SAME = (
    "name", "sex", "stated_age", "unborn", "education", "school", "school_status", "disability",
    "accommodation", "contact",
)  # fmt: skip


def start_of(identity: ChildIdentity, places: ChildPlaces) -> dict[str, Any]:
    """What the form starts with. The place of a shelter is not shown: left empty, it stays."""
    hidden = places.now_sealed
    return {
        **{name: getattr(identity, name) for name in SAME},
        "other_names": ", ".join(identity.other_names),
        "documents": ", ".join(identity.documents),
        "carers": "\n".join(identity.carers),
        "birth": PartialDate.parse(identity.birth) if identity.birth else None,
        "estimated": identity.birth_estimated,
        "domicile": places.domicile,
        "domicile_note": places.domicile_note,
        "now": "" if hidden else places.now,
        "now_note": "" if hidden else places.now_note,
        "now_sealed": hidden,
    }


def corrected(
    form: ChildForm, before: tuple[ChildIdentity, ChildPlaces], today: date
) -> tuple[ChildIdentity, ChildPlaces]:
    """What the form says, with what it does not ask: an age keeps the day it was stated on."""
    who, where = before
    identity, places = form.identity(today), form.whereabouts()
    identity = replace(identity, nik=who.nik)
    if identity.stated_age == who.stated_age:
        identity = replace(identity, stated_on=who.stated_on)
    if where.now_sealed and places.now_sealed and not (places.now or places.now_note):
        places = replace(places, now=where.now, now_note=where.now_note)
    return identity, places


@require_http_methods(["GET", "HEAD", "POST"])
def child(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The child's record as a form. A refusal comes back with everything typed still there."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(check_may_correct(actor))
    file = open_file(case_id=case_id, by=actor, at=at, facets=SIDES, verb="child.opened")
    who, where = child_of(file)
    assert who is not None and where is not None
    stands = file.case.child.version
    if request.method != "POST":
        return _page(request, file, ChildForm(initial=start_of(who, where)), seen=stands)
    form, seen = ChildForm(request.POST), number_in(request.POST.get("version", ""))
    if not form.is_valid():
        # Still the version that was read: a slip of the pen does not make anybody look again.
        return _page(request, file, form, seen=seen, status=422)
    identity, places = corrected(form, (who, where), clock.day_of(at))
    try:
        correct_child(
            case_id=case_id, identity=identity, places=places, child_seen=seen, by=actor, at=at
        )
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return _page(request, file, form, seen=stands, status=409)
    messages.success(request, _("The child's record is corrected."))
    if candidates(identity=identity, places=places, child_id=file.case.child_id, by=actor, at=at):
        messages.warning(
            request,
            _("It is now like another child's. A supervisor is asked tonight, or look at once."),
        )
    return redirect("office:case", case_id)


def _page(
    request: HttpRequest, file: CaseFile, form: ChildForm, *, seen: int, status: int = 200
) -> HttpResponse:
    who, where = child_of(file)
    stands = [*identity_lines(who), *place_lines(where, ())] if who and where else []
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(file.case.pk),
        "form": form,
        "version": seen,
        "sheltered": where is not None and where.now_sealed,
        "stands": [row for row in stands if row[1]] if status == 409 else [],
    }
    return render(request, "office/cases/child.html", words, status=status)
