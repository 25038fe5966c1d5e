"""Today: what is due, why, and what to do next. Opens nothing but what duties are."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.today.appointments import appointments_of
from pabolo.doors.office.today.panels import Late, panels_of, unit_of
from pabolo.doors.office.today.rows import Row, Telling, awaited, row_of
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import last_here, staff_names
from pabolo.ground.accounts.sessions import key_hash
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import values
from pabolo.programme.cases.actions.absences import cover
from pabolo.programme.cases.actions.visits import notice_silence
from pabolo.programme.cases.queries import desk as cases_desk
from pabolo.programme.cases.queries.desk import (
    LATE,
    LATER,
    OTHERS,
    PARTS,
    TODAY,
    WAITING,
    WEEK,
    Asked,
    Desk,
)
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.duties import rule_of
from pabolo.rules.vocabulary import Role

BUCKETS: Mapping[str, Promise] = {
    LATE: _("Past due"),
    TODAY: _("Today"),
    WEEK: _("This week"),
    LATER: _("Later"),
    WAITING: _("Waiting for others"),
    OTHERS: _("Past due with others"),
}

type Bucket = tuple[str, str | Promise, list[Row], int]


def asked_in(request: HttpRequest) -> Asked:
    """What the address asks for; what it does not understand it leaves out."""
    whole, rule = request.GET.get("semua", ""), request.GET.get("jenis", "")
    try:
        folder = UUID(request.GET.get("berkas", ""))
    except ValueError:
        folder = None
    try:
        rule = rule_of(rule).code if rule else ""
    except KeyError:
        rule = ""
    return Asked(whole=whole if whole in PARTS else "", rule=rule, folder=folder)


def buckets(found: Desk, tell: Telling) -> list[Bucket]:
    """The desk in words, part by part: its first rows and how many there are."""
    made: list[Bucket] = []
    for key, part in found.parts.items():
        say = awaited if key in (WAITING, OTHERS) else row_of
        risks = found.risks
        rows = [say(one, tell, risk=risks.get(one.duty.folder_id, "")) for one in part.lines]
        made.append((key, BUCKETS[key], rows, part.count))
    return made


def _kinds(found: list[Bucket], chosen: str) -> list[tuple[str, str]]:
    """The kinds of duty on the page, to choose one from; the chosen one stays among them."""
    codes = {row.code for _key, _name, rows, _count in found for row in rows}
    codes |= {chosen} if chosen else set()
    named = [(code, gettext(rule_of(code).text)) for code in codes]
    return sorted(named, key=lambda one: one[1])


def _late(found: Desk, names: Mapping[UUID, str]) -> list[Late]:
    """With whom something is past due elsewhere, by name: nobody is ranked."""
    rows = [
        Late(
            names.get(owner, "") if isinstance(owner, UUID) else str(ROLES[Role(owner)]),
            owner.hex if isinstance(owner, UUID) else owner,
            count,
        )
        for owner, count in found.late_with.items()
        if count
    ]
    return sorted(rows, key=lambda row: row.name)


def _words(request: HttpRequest, actor: Actor) -> dict[str, object]:
    at, wish = clock.now(), asked_in(request)
    work_in_waiting(at=at)
    catch_up(at=at)
    cover(at=at, whole=False)
    notice_silence(at=at)
    here, names = values(clock.day_of(at)), staff_names()
    since = last_here(actor.id, key_hash(request.session.session_key))
    tell = Telling(actor, at, names, since, str(here["unit.hours"]), str(here["phone.unit"]))
    desk = cases_desk.desk(actor, at=at, asked=wish)
    found = buckets(desk, tell)
    return {
        "room": "today",
        "now": at,
        "wish": wish,
        "narrowed": bool(wish.rule or wish.folder),
        "buckets": found,
        "kinds": _kinds(found, wish.rule),
        "fresh": sum(row.new for _key, _name, rows, _count in found for row in rows),
        "since": since,
        "appointments": appointments_of(actor, at),
        "panels": panels_of(actor, at),
        "unit": unit_of(actor, _late(desk, names)),
        "may_take": may_do(actor, Verb.TAKE_REPORT) is None,
        "may_search": may_do(actor, Verb.SEARCH_CHILD) is None,
        "sees_children": bool(facets_of(actor)),
    }


def page(request: HttpRequest, more: Mapping[str, object], status: int = 200) -> HttpResponse:
    """The first page, with what a form on it has to say."""
    words = {**_words(request, actor_in(request)), **more}
    return render(request, "office/today/today.html", words, status=status)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The person's own duties by how soon, what others owe them, and what slipped elsewhere."""
    return page(request, {})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to work here with the keyboard, on paper, and with each part of the first page."""
    return render(request, "office/today/help.html", {"room": "help"})
