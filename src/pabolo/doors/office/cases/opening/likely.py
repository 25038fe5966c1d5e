"""Before a case of a new child is opened: whom the register knows that may be this child."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pabolo.doors.office.cases.opening.sheets import Known, Sheets
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.sides import birth_words
from pabolo.doors.office.doubles.words import why
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import people_with
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.doubles import Candidates, candidates
from pabolo.programme.cases.queries.scope import open_cases_of_children, visible_to
from pabolo.rules.vocabulary import Role

CONFIRMED = "not_known"


@dataclass(frozen=True, slots=True)
class Likely:
    """A known child who may be meant: why, and the open case that the person may see."""

    name: str
    about: str
    why: str
    score: int
    case: UUID | None
    case_name: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is to be looked at before the case is opened; empty where nothing is."""

    hits: list[Likely]
    elsewhere: bool
    ask: list[str]


def doubt_about(request: HttpRequest, sheets: Sheets, known: Known, at: datetime) -> Doubt | None:
    """Whom to think of before this child becomes a new one; None where nobody, or told so."""
    if known.identity is not None or sheets.child is None or request.POST.get(CONFIRMED):
        return None
    found = candidates(
        identity=sheets.child.identity(clock.day_of(at)),
        places=sheets.child.whereabouts(),
        incident=known.incident_id,
        by=actor_in(request),
        at=at,
    )
    if not found:
        return None
    sheets.case.add_error(
        None,
        _("This child may be known already. Look at the children below, then say so or go back."),
    )
    return _told(request, found, at)


def _told(request: HttpRequest, found: Candidates, at: datetime) -> Doubt:
    actor = actor_in(request)
    running = open_cases_of_children([hit.child_id for hit in found.hits])
    every = [case for cases in running.values() for case in cases]
    mine = set(visible_to(actor).filter(pk__in=every).values_list("pk", flat=True))
    people = people_with(Role.SUPERVISOR, clock.day_of(at))
    hits = []
    for hit in found.hits:
        case = next((one for one in running.get(hit.child_id, ()) if one in mine), None)
        about = (birth_words(hit.identity), hit.identity.school)
        hits.append(
            Likely(
                name=hit.identity.name,
                about=", ".join(part for part in about if part),
                why=why(hit.likeness),
                score=hit.likeness.score,
                case=case,
                case_name=name_of(case) if case else "",
            )
        )
    ask = [person.name for person in people if person.id != actor.id]
    return Doubt(hits, found.elsewhere, ask)
