"""Looking for a child across spellings; outside the scope only whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.cases.forms import line
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.sides import birth_words
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_with
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.queries.scope import open_cases_of_children, visible_to
from pabolo.programme.children.queries import Hit, find
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.names import Match, read_match
from pabolo.rules.vocabulary import Role

ALIKE: dict[Match, str | Promise] = {
    Match.CLEAR: _("very alike"),
    Match.UNCLEAR: _("somewhat alike"),
    Match.NONE: "",
}
_SALT = "pabolo.searched"


class SearchForm(Form):
    """Whom to look for. Sent by POST: a name never stands in an address."""

    name = line(
        _("Name of the child"),
        hint=_("Any spelling: Suryadi finds Soerjadi. Nicknames and single names work too."),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known child who may be meant. `case`: an open one that the person may see.

    `elsewhere`: an open one that somebody else holds.
    """

    child: UUID
    name: str
    about: str
    alike: str | Promise
    case: UUID | None
    case_name: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a search shows: candidates, whether others may know the child, whom to ask."""

    hits: list[Candidate]
    elsewhere: bool
    ask: list[str]


def search_for(name: str, *, by: Actor, at: datetime) -> Result:
    """Search within the scope, and ask yes or no outside it. Both are entries of the log."""
    found = find(query=name, by=by, at=at)
    running = open_cases_of_children([hit.child_id for hit in found.hits])
    every = [case for cases in running.values() for case in cases]
    mine = set(visible_to(by).filter(pk__in=every).values_list("pk", flat=True))
    supervisors = people_with(Role.SUPERVISOR, clock.day_of(at))
    return Result(
        hits=[_candidate(hit, running.get(hit.child_id, []), mine) for hit in found.hits],
        elsewhere=found.elsewhere,
        ask=[person.name for person in supervisors if person.id != by.id],
    )


def _candidate(hit: Hit, cases: Sequence[UUID], mine: set[UUID]) -> Candidate:
    identity = hit.identity
    about = (
        label("sex", identity.sex) if identity.sex != "NA" else "",
        birth_words(identity),
        identity.school,
        ", ".join(identity.other_names),
    )
    seen = next((case for case in cases if case in mine), None)
    return Candidate(
        child=hit.child_id,
        name=identity.name,
        about=", ".join(part for part in about if part),
        alike=ALIKE[read_match(hit.score)],
        case=seen,
        case_name=name_of(seen) if seen else "",
        elsewhere=bool(cases) and seen is None,
    )


def searched_token(folder: UUID, name: str) -> str:
    """Says in a form that this was searched for, on the way to a case from this folder."""
    return signing.dumps([folder.hex, name], salt=_SALT, compress=True)


def searched_in(token: str, folder: UUID) -> str:
    """What was searched for; empty where the token is not ours or of another folder."""
    try:
        of_folder, name = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return ""
    return str(name) if of_folder == folder.hex else ""


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Look for a child; the hits link to the open case."""
    actor, at = actor_in(request), clock.now()
    form = SearchForm(request.POST if request.method == "POST" else None)
    words: dict[str, object] = {"room": "cases", "form": form}
    status = 200
    if request.method == "POST":
        if form.is_valid():
            name = form.cleaned_data["name"]
            words["result"] = search_for(name, by=actor, at=at)
            words["sought"] = searched_token(actor.id, name)
            words["breaks"] = may_do(actor, Verb.BREAK_GLASS) is None
        else:
            status = 422
    return render(request, "office/cases/search.html", words, status=status)
