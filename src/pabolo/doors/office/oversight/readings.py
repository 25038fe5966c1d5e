"""Who read what: of one case, and of the whole unit. Nothing sealed is opened here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.oversight import words
from pabolo.doors.office.oversight.addresses import address_of, name_of
from pabolo.doors.office.oversight.signs import waiting_for
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.audit import exports, queries
from pabolo.ground.audit.queries import Logged
from pabolo.ground.lib import clock
from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role, Subject

PAGE = 50
MOST_NAMED = 6
MOST_OF_A_DAY = 500
_TOKEN = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True, slots=True)
class Thing:
    """A folder in an entry: its name and page where the reader may know it, else its token."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the log, in words."""

    seq: int
    when: str
    who: str
    post: str
    what: str
    sides: str
    things: tuple[Thing, ...]
    more: int
    person: str


type Known = Mapping[str, tuple[Subject, UUID]]


def _things(entry: Logged, known: Known) -> tuple[Thing, ...]:
    return tuple(_thing(token, known) for token in entry.objects[:MOST_NAMED])


def _thing(token: str, known: Known) -> Thing:
    if token in known:
        subject, identity = known[token]
        return Thing(name_of(subject, identity), address_of(subject, identity))
    if _TOKEN.fullmatch(token):
        return Thing(f"{token[:8]}…", f"{reverse('office:reading_log')}?tanda={token}")
    return Thing(words.kind(token.partition(":")[0]))


def _row(entry: Logged, names: Mapping[str, str], known: Known) -> Row:
    count = entry.scanned or len(entry.objects)
    roles = [str(ROLES[Role(role)]) for role in entry.roles]
    return Row(
        seq=entry.seq,
        when=words.when_of(entry.when),
        who=names.get(entry.actor, _("Reporter") if not entry.actor else _("The system")),
        post=", ".join(roles),
        what=words.verb(entry.verb),
        sides=words.sides(entry.facets),
        things=_things(entry, known),
        more=max(count - MOST_NAMED, 0) if entry.objects else count,
        person=entry.actor,
    )


def _names() -> dict[str, str]:
    return {person.hex: name for person, name in staff_names().items()}


def _known(actor: Actor, entries: Sequence[Logged]) -> Known:
    """The tokens in these entries of folders that the actor was granted; for the inspector none."""
    named = queries.folders_named({one for entry in entries for one in entry.objects[:MOST_NAMED]})
    kinds = (Subject.CASE, Subject.REPORT)
    return {
        named[folder]: (kind, folder)
        for kind in kinds
        for folder in granted_folders(actor, kind).filter(folder__in=named)
    }


@require_safe
def readings(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody who opened one case, newest first. Outside the scope: 404."""
    case = case_for(actor_in(request), case_id)
    names = _names()
    here = {token: (Subject.CASE, one) for token, one in queries.tokens_of([case.pk]).items()}
    rows = [_row(entry, names, here) for entry in queries.readings_of(case.pk)]
    context = {
        "room": "readings",
        "rows": rows,
        "name": name_of(Subject.CASE, case.pk),
        "address": address_of(Subject.CASE, case.pk),
        "people": sorted({row.who for row in rows}),
    }
    return render(request, "office/oversight/readings.html", context)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log of the unit, newest first: by `?orang=`, `?tanda=`, `?hari=`, from `?sebelum=` on."""
    actor, at = actor_in(request), clock.now()
    entries, names = _asked(request), _names()
    known = _known(actor, entries)
    asked_day = _day(request.GET.get("hari", ""))
    context = {
        "room": "readings",
        "rows": [_row(entry, names, known) for entry in entries],
        "older": entries[-1].seq if len(entries) == PAGE and entries[-1].seq else 0,
        "person": names.get(request.GET.get("orang", ""), ""),
        "orang": request.GET.get("orang", ""),
        "token": request.GET.get("tanda", ""),
        "waiting": waiting_for(actor, at),
        "day": asked_day,
        "people": sorted(names.items(), key=lambda one: one[1]),
        "is_inspector": actor.has(Role.INSPECTOR),
        "size": queries.size(),
        "root": queries.root().hex(),
        "signed": queries.last_checkpoint(),
        "verifier_key": queries.verifier_key(),
    }
    return render(request, "office/oversight/log.html", context)


def _asked(request: HttpRequest) -> list[Logged]:
    token, person = request.GET.get("tanda", ""), request.GET.get("orang", "")
    before = _number(request.GET.get("sebelum", ""))
    if token:
        return queries.naming(token) if _TOKEN.fullmatch(token) else []
    if asked := _day(request.GET.get("hari", "")):
        return queries.on_days([asked], limit=MOST_OF_A_DAY)
    if person:
        return queries.by_person(_uuid(person), before=before, limit=PAGE)
    return queries.entries(before=before, limit=PAGE)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log, one JSON object a line, for the verifier on the inspector's own machine."""
    lines = (f"{line}\n" for line in exports.lines())
    answer = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    answer.headers["Content-Disposition"] = 'attachment; filename="catatan-pembacaan.jsonl"'
    return answer
