"""A child's stays in the shelter. Where it is, is shown here alone, when asked for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.plan_words import reasons_words
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sentences import iso_day
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import moment
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import label, number
from pabolo.programme.cases.actions.shelter import SETTING
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.cases.queries.shelter import place_shown
from pabolo.programme.cases.standing import Stay
from pabolo.rules.access import Standing
from pabolo.rules.actors import Actor
from pabolo.rules.shelter import Use, may_show_place
from pabolo.rules.vocabulary import Facet

ROUTE = "office:case_shelter"


@dataclass(frozen=True, slots=True)
class StayRow:
    """A stay in words; where it is, is none of them."""

    since: str
    until: str
    length: str
    reasons: str
    beside: str
    note: str
    extended: list[tuple[str, str, str, str]]
    left: str
    to: str
    checked: str
    safe: bool
    running: bool
    late: bool


def _length(stay: Stay, today: date) -> str:
    last = stay.left.left.date() if stay.left else today
    days = max((last - stay.entered.begins.date()).days, 0) + 1
    return ngettext("day %(n)s", "day %(n)s", days) % {"n": days}


def _row(stay: Stay, today: date, names: dict[UUID, str]) -> StayRow:
    entered, left = stay.entered, stay.left
    return StayRow(
        since=moment(entered.begins),
        until=iso_day(stay.until),
        length=_length(stay, today),
        reasons=reasons_words(entered),
        beside=entered.beside,
        note=entered.note,
        extended=[
            (moment(one.at), names.get(UUID(one.by), ""), iso_day(one.until), one.reason)
            for one in stay.extended
        ],
        left=moment(left.left) if left else "",
        to=label("shelter_exit", left.to) if left else "",
        checked=left.checked if left else "",
        safe=left.safe if left else False,
        running=left is None,
        late=left is None and stay.until < today.isoformat(),
    )


def _place(file: CaseFile, actor: Actor) -> str:
    stay = file.state.stay
    if stay is None or Facet.LOCATION not in file.facets:
        return ""
    place = place_shown(file, stay.entered.stay, by=actor, use=Use.SCREEN)
    return place or _("Not written down")


@require_http_methods(["GET", "HEAD", "POST"])
def stays(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The stays; a POST opens where the running one is, and that reading is recorded."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    asked = request.method == "POST"
    may_place = may_show_place(actor, Use.SCREEN, Standing(granted=True))
    if asked:
        ensure(may_place)
    file = open_file(
        case_id=case_id,
        by=actor,
        at=at,
        facets=[Facet.LOCATION] if asked else [],
        verb="case.shelter_place" if asked else "case.read",
    )
    today, names = day_of(at), staff_names()
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here=ROUTE),
        "stays": [_row(one, today, names) for one in reversed(file.state.stays.values())],
        "running": file.state.stay is not None,
        "days": number(SETTING, today),
        "place": _place(file, actor),
        "may_place": may_place is None,
        "may": _able(file, actor),
    }
    return render(request, "office/planning/shelter.html", words)


def _able(file: CaseFile, actor: Actor) -> list[tuple[str, str]]:
    """What can be done about a stay now: name and address."""
    if file.case.closed_day is not None:
        return []
    slugs = ("penampungan", "perpanjang", "keluar-penampungan")
    return [
        (str(DEEDS[slug].name), reverse("office:deed", args=[file.case.pk, slug]))
        for slug in slugs
        if why_not(slug, DEEDS[slug], file, actor) is None
    ]
