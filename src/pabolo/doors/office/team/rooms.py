"""Who works on a case and who sees what of it; and the sessions with its psychologist."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.page import Choice, name_of
from pabolo.doors.office.cases.people_words import sheet_rows
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sentences import iso_day
from pabolo.doors.office.team.words import BASES, posts_words, sides_words
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.queries.clinical import sessions_of
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.cases.queries.team import Member, members_of
from pabolo.rules.access import facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

HERE = ("petugas", "serah-terima", "lembar-serah", "terima-serah", "pengganti", "ahli", "keluarkan")
OF_SESSIONS = ("sesi", "serahkan-sesi")


def _choices(file: CaseFile, actor: Actor, slugs: tuple[str, ...]) -> list[Choice]:
    """What this person's post does here; what stands in the way of it is said."""
    found = []
    for slug in slugs:
        deed = DEEDS[slug]
        if any(may_do(actor, verb) is None for verb in deed.verbs):
            refusal = why_not(slug, deed, file, actor)
            if refusal is None or not deed.rare:
                found.append(Choice(slug, deed.name, _(refusal.sentence) if refusal else ""))
    return found


def _row(member: Member, worker: UUID | None, names: dict[UUID, str]) -> dict[str, object]:
    access = member.access
    basis = _("Case worker") if access.person == worker else BASES.get(access.basis, access.basis)
    return {
        "name": names.get(access.person, ""),
        "posts": posts_words(member.roles, member.acting),
        "basis": basis,
        "since": access.since,
        "last_day": access.last_day,
        "sides": sides_words(member.sides),
        "away": member.away_until,
    }


def _last[L: e.Line](file: CaseFile, kind: type[L]) -> L | None:
    found = [shown.line for shown in file.lines if isinstance(shown.line, kind)]
    return found[-1] if found else None


@require_safe
def team(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody who sees the case: on which basis, since when, which sides; and the hand-over."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    reads = Facet.NARRATIVE in facets_of(actor)
    facets = [Facet.NARRATIVE] if reads else []
    file = open_file(case_id=case_id, by=actor, at=at, facets=facets, verb="case.read_team")
    names, begun = staff_names(), file.state.handover
    members = members_of(file.case, on=clock.day_of(at))
    sheet = _last(file, e.HandOverSheet) if reads else None
    words = {
        "room": "cases",
        "rooms": rooms_of(case_id, actor, here="office:case_team"),
        "file": file,
        "name": name_of(case_id),
        "rows": [_row(one, file.case.worker_id, names) for one in members],
        "begun": begun,
        "successor": names.get(UUID(begun.to), "") if begun else "",
        "written": file.state.handover_written,
        "sheet": sheet_rows(sheet) if sheet else [],
        "sheet_by": names.get(UUID(sheet.by), "") if sheet else "",
        "sheet_at": sheet.at if sheet else None,
        "uncovered": file.state.uncovered,
        "choices": _choices(file, actor, HERE),
    }
    return render(request, "office/team/team.html", words)


@require_safe
def sessions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """That sessions took place, for the team; what was said, for who wrote it or was handed it."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at, verb="case.read_sessions")
    names = staff_names()
    words = {
        "room": "cases",
        "rooms": rooms_of(case_id, actor, here="office:case_sessions"),
        "file": file,
        "name": name_of(case_id),
        "rows": [
            {
                "day": iso_day(one.on),
                "who": names.get(one.author, ""),
                "came": one.came,
                "note": one.note,
            }
            for one in sessions_of(file, by=actor, at=at)
        ],
        "choices": _choices(file, actor, OF_SESSIONS),
    }
    return render(request, "office/team/sessions.html", words)
