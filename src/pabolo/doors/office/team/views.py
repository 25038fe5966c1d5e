"""How much everybody carries, and what one colleague would leave behind."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases import page as show
from pabolo.doors.office.team.words import posts_words
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import absences, people_at_work, staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import settings
from pabolo.programme.cases import labels
from pabolo.programme.cases.queries import team
from pabolo.programme.cases.queries.lists import cases_listed


@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """Every case worker with cases, weight, what is due and late; leaves that run or come."""
    actor, at = actor_in(request), clock.now()
    names = staff_names()
    rows = team.caseload(actor, at=at)
    words = {
        "room": "team",
        "rows": [(names.get(one.person, "") if one.person else "", one) for one in rows],
        "weights": [one for one in settings(clock.day_of(at)) if one.key.startswith("load.")],
        "away": [(names.get(one.person, ""), one) for one in absences("running", "planned")],
    }
    return render(request, "office/team/caseload.html", words)


@require_safe
def carried(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What rests on one colleague, case by case as far as in scope, and with whom it would wait."""
    actor, at = actor_in(request), clock.now()
    today, names = clock.day_of(at), staff_names()
    if person_id not in names:
        raise Http404
    held = [case.pk for case in team.cases_of(person_id)]
    posts = {one.id: one for one in people_at_work(today)}
    one = posts.get(person_id)
    words = {
        "room": "team",
        "name": names[person_id],
        "person_id": person_id,
        "posts": posts_words(one.roles, one.acting) if one else "",
        "cases": [
            {
                "id": row.case.pk,
                "code": show.name_of(row.case.pk),
                "stage": labels.STAGE[row.case.stage],
                "tag": show.TAGS[row.stats.risk],
                "worker": row.case.worker_id == person_id,
            }
            for row in (cases_listed(held, by=actor, at=at) if held else ())
        ],
        "owned": team.owned_by_person(person_id, on=today),
        "others": len(held),
        "leaves": absences("running", "planned", person=person_id),
    }
    return render(request, "office/team/carried.html", words)
