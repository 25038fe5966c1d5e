"""A case's legal track on its page, and as one page on paper. Opening it is recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.access import OFFICE
from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.history import told_of
from pabolo.doors.office.cases.legal_deeds import LEGAL_TRACK
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sentences import Names
from pabolo.doors.office.legal import rows
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.actors import Actor
from pabolo.rules.entry import may_enter
from pabolo.rules.legal import may_write_legal
from pabolo.rules.vocabulary import Facet

ROUTE, PRINT = "office:case_legal", "office:case_legal_print"


def _content(file: CaseFile, names: Names, at: datetime) -> dict[str, Any]:
    """What page and paper say."""
    track, police = file.state.legal, file.state.police
    coming, over = rows.date_rows(track, names, at)
    return {
        "stages": rows.stage_rows(track, names),
        "stage": label("legal_stage", track.stage) if track.last else "",
        "is_open": file.state.legal_open,
        "begun": bool(track.standing) or bool(police and police.number),
        "police": told_of(police, names).text if police else "",
        "coming": coming,
        "over": over,
        "letters": rows.letter_rows(track),
        "claims": rows.claim_blocks(file, names),
        "content": rows.content_rows(track),
        "incidents": rows.role_rows(file),
    }


def _able(file: CaseFile, actor: Actor) -> dict[str, str]:
    """The deeds of this room that the person can do now, by the name the template has for them."""
    if may_write_legal(actor) is not None:
        return {}
    return {
        slug.replace("-", "_"): reverse("office:deed", args=[file.case.pk, slug])
        for slug in LEGAL_TRACK
        if why_not(slug, DEEDS[slug], file, actor) is None
    }


@require_safe
def track(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Stages, appointments, letters, restitution and protection, content, the child's roles."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at, facets=[Facet.LEGAL], verb="case.legal_read")
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here=ROUTE),
        "may": _able(file, actor),
        "may_print": may_enter(actor, OFFICE[PRINT]) is None,
        **_content(file, staff_names(), at),
    }
    return render(request, "office/legal/track.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def track_print(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The legal history of the case on paper; an entry of its own."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_enter(actor, OFFICE[PRINT]))
    file = open_file(
        case_id=case_id, by=actor, at=at, facets=[Facet.LEGAL], verb="case.legal_print"
    )
    names = staff_names()
    words = {
        "file": file,
        "name": name_of(case_id),
        "now": at,
        "who": names.get(actor.id, ""),
        **_content(file, names, at),
    }
    return render(request, "office/legal/track_print.html", words)
