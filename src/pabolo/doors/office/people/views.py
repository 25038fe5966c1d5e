"""People who work here: accounts, posts, one-time passwords, lost phones."""

import logging
import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.people.forms import HireForm, PostForm
from pabolo.doors.shared.accounts.pages import not_stored
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts import queries
from pabolo.ground.accounts.actions import factors, people
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.places import queries as places
from pabolo.programme.cases.actions import arriving, leaving
from pabolo.programme.cases.queries.team import owned_by_person
from pabolo.programme.intake.actions.newcomers import grant_newcomers
from pabolo.programme.rights import actions as rights
from pabolo.programme.watchlist.actions import rounds as watched
from pabolo.rules.accounts import CASE_ROLES, may_end_post, may_keep_accounts
from pabolo.rules.handover import may_vacate
from pabolo.rules.second import SECOND_POSTS
from pabolo.rules.vocabulary import Role

log = logging.getLogger(__name__)
# No letter or digit that looks like another: it is read out or written down once.
_SYMBOLS = "abcdefghjkmnpqrstuvwxyz23456789"
_PIECES, _LENGTH = 4, 4


def one_time_password() -> str:
    """Sixteen symbols in four groups: 79 bits, good until its owner chooses another."""
    pieces = ["".join(secrets.choice(_SYMBOLS) for _n in range(_LENGTH)) for _p in range(_PIECES)]
    return "-".join(pieces)


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Every account, open ones first."""
    rows = [
        (one, ", ".join(sorted(str(ROLES[role]) for role in one.roles)))
        for one in queries.accounts(clock.today())
    ]
    keeps = may_keep_accounts(actor_in(request), None) is None
    words = {"room": "people", "rows": rows, "keeps": keeps}
    return render(request, "office/people/list.html", words)


@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: HttpRequest) -> HttpResponse:
    """Open an account; its one-time password is shown once."""
    form = HireForm(request.POST or None)
    status = 200
    if request.method == "POST":
        password, made = one_time_password(), list[Any]()
        status = attempt(
            form,
            lambda typed: made.append(
                people.hire(
                    username=typed["username"],
                    name=typed["name"],
                    by=actor_in(request),
                    at=clock.now(),
                    password=password,
                )
            ),
        )
        if not status:
            return _password_page(request, made[0].id, password)
    words = {"room": "people", "form": form}
    return render(request, "office/people/hire.html", words, status=status)


def _password_page(request: HttpRequest, person: UUID, password: str) -> HttpResponse:
    words = {
        "room": "people",
        "account": queries.account(person, clock.today()),
        "password": password,
    }
    return not_stored(render(request, "office/people/password.html", words))


@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One account with its posts."""
    return _page(request, person_id)


def _page(
    request: HttpRequest, person_id: UUID, form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    actor, today = actor_in(request), clock.today()
    against = may_keep_accounts(actor, person_id)
    words = {
        "room": "people",
        "account": queries.account(person_id, today),
        "posts": [
            (
                post,
                str(ROLES[Role(post.role)]),
                places.full_name(post.village) if post.village else "",
                post.until_day is None or post.until_day >= today,
                may_end_post(actor, person_id, Role(post.role)),
            )
            for post in queries.posts_of(person_id)
        ],
        "form": form,
        "post_form": form or PostForm(initial={"from_day": today}),
        "against": against,
        "own": actor.id == person_id,
        "owned": owned_by_person(person_id, on=today),
    }
    return render(request, "office/people/person.html", words, status=status)


def _done(
    request: HttpRequest, person_id: UUID, word: str, do: Callable[[], object]
) -> HttpResponse:
    """Do it and come back; refusals become their page."""
    queries.account(person_id, clock.today())
    do()
    messages.success(request, word)
    return redirect("office:person", person_id)


@step_up
@require_POST
def appoint(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give a post. Whoever may read reports from now on is granted the open ones."""
    queries.account(person_id, clock.today())
    form = PostForm(request.POST)

    def do(typed: Any) -> None:
        people.appoint(
            person=person_id,
            role=Role(typed["role"]),
            village=typed["village"],
            acting=typed["acting"],
            decree=typed["decree"],
            from_day=typed["from_day"],
            until_day=typed["until_day"],
            by=actor_in(request),
            at=clock.now(),
        )

    status = attempt(form, do)
    if status:
        return _page(request, person_id, form, status)
    _let_newcomers_in()
    messages.success(request, _("The post is given."))
    return redirect("office:person", person_id)


def _let_newcomers_in() -> None:
    """What is open, for the newly appointed. Locked now: the night's round does it."""
    try:
        grant_newcomers(at=clock.now())
        arriving.grant_newcomers(at=clock.now())
        rights.grant_newcomers(at=clock.now())
        watched.grant_newcomers(at=clock.now())
    except Locked:
        log.info("newcomers wait for the night: locked")


def _settle_leaver() -> None:
    """What the leaver owed goes to somebody at work, what they saw ends. Locked now: as above."""
    try:
        leaving.settle(at=clock.now())
    except Locked:
        log.info("what a leaver owed waits for the night: locked")


def _check_heirs(person_id: UUID, role: Role | None) -> None:
    """Nobody leaves the last post to which open work could go."""
    today = clock.today()
    owned = owned_by_person(person_id, on=today)
    last = role is None or role in SECOND_POSTS or owned.anything
    ensure(may_vacate(len(owned.heirs)) if last and _does_cases(person_id) else None)


def _does_cases(person_id: UUID) -> bool:
    return not CASE_ROLES.isdisjoint(queries.actor_of(person_id, clock.today()).roles)


@step_up
@require_POST
def end_post(request: HttpRequest, person_id: UUID, post_id: UUID) -> HttpResponse:
    """End a post today; today still counts."""
    post = queries.posts_of(person_id).get(pk=post_id)

    def do() -> None:
        _check_heirs(person_id, Role(post.role))
        people.end_post(post=post_id, last_day=clock.today(), by=actor_in(request), at=clock.now())

    return _done(request, person_id, _("The post ends today."), do)


@step_up
@require_POST
def give_password(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A new one-time password, shown once. The person's sessions end."""
    queries.account(person_id, clock.today())
    password = one_time_password()
    people.give_password(person=person_id, password=password, by=actor_in(request), at=clock.now())
    return _password_page(request, person_id, password)


@step_up
@require_POST
def reset_factor(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Unlink a lost phone."""

    def do() -> None:
        factors.reset_factor(person=person_id, by=actor_in(request), at=clock.now())

    return _done(request, person_id, _("The phone is unlinked. They link a new one."), do)


@step_up
@require_POST
def deactivate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Close an account at once."""

    def do() -> None:
        _check_heirs(person_id, None)
        people.deactivate(person=person_id, by=actor_in(request), at=clock.now())
        _settle_leaver()

    return _done(request, person_id, _("The account is closed."), do)
