"""Letters of one case: what can be made and why not, what was made, and writing one."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import INVALID
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.documents.drafting import drafted, written_of
from pabolo.doors.office.documents.forms import FORMS, DraftForm
from pabolo.doors.office.documents.kinds import ABOUT, SLUG_OF, kind_at
from pabolo.doors.office.documents.printing import register_lines
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.errors import status_of
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.documents import queries
from pabolo.ground.documents.labels import LETTER, READER
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.actions.letters import make_letter
from pabolo.programme.cases.asking import known_of
from pabolo.programme.cases.queries.accused import accused_names
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.letters import LETTERS, Letter, may_make, may_print, names_somebody

type Words = str | Promise


def _choices(file: CaseFile, actor: Actor) -> list[tuple[Words, list[dict[str, object]]]]:
    """The documents by their reader, each with its address or the sentence why not."""
    known = known_of(file.case, file.state)
    groups: dict[Words, list[dict[str, object]]] = {name: [] for name in READER.values()}
    for kind, rule in LETTERS.items():
        if not actor.has(*rule.who):
            continue
        refusal = may_make(actor, kind, known)
        groups[READER[rule.reader]].append(
            {
                "slug": SLUG_OF[kind],
                "name": LETTER[kind],
                "about": ABOUT[kind],
                "why_not": _(refusal.sentence) if refusal else "",
            }
        )
    return [(name, rows) for name, rows in groups.items() if rows]


@require_safe
def letters(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The letters of one case."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    file = open_file(case_id=case_id, by=actor, at=at, verb="letter.read")
    names = staff_names()
    made = queries.lines(file.proof, queries.of_folder(case_id), {case_id})
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here="office:case_letters"),
        "groups": _choices(file, actor),
        "made": register_lines(made, names),
        "may_print": may_do(actor, Verb.EXPORT_CASE) is None,
    }
    return render(request, "office/documents/room.html", words)


def _open(request: HttpRequest, case_id: UUID, kind: Letter, at: datetime) -> CaseFile:
    """Open what the kind prints. Out of scope comes first: 404; then the post: 403."""
    actor = actor_in(request)
    case_for(actor, case_id)
    ensure(may_print(actor, kind))
    sides = LETTERS[kind].sides
    return open_file(case_id=case_id, by=actor, at=at, facets=sides, verb="letter.draft")


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, case_id: UUID, letter: str) -> HttpResponse:
    """Write a document: what will stand in it, then its number. Nothing is lost on a refusal."""
    actor, at, kind = actor_in(request), clock.now(), kind_at(letter)
    file = _open(request, case_id, kind, at)
    ensure(may_make(actor, kind, known_of(file.case, file.state)))
    posted = request.method == "POST"
    form = FORMS.get(kind, DraftForm)(request.POST if posted else None)
    done = _try(request, form, file, kind, at) if posted else 200
    if isinstance(done, UUID):
        messages.success(request, _("The document has its number. Print it below."))
        return redirect("office:letter", done)
    sheet = _as_it_stands(form, file, kind, actor, at)
    return _page(request, file, kind, form, sheet, done)


def _try(
    request: HttpRequest, form: DraftForm, file: CaseFile, kind: Letter, at: datetime
) -> int | UUID:
    """The document that has its number now; else the status of the page that shows the form."""
    if not form.is_valid():
        return INVALID
    if request.POST.get("do") == "look":
        return 200
    actor, written = actor_in(request), written_of(form.cleaned_data)
    try:
        if kind is Letter.STORY and written.note:
            ensure(names_somebody(written.note, accused_names(file.case, at=at)))
        sheet_and_draft = drafted(
            file, kind, by=actor, today=day_of(at), names=staff_names(), written=written
        )
        made = make_letter(
            case_id=file.case.pk,
            draft=sheet_and_draft[1],
            by=actor,
            at=at,
            seen=number_in(request.POST.get("seen", "")) or None,
            proof=file.proof,
        )
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return status_of(refused.refusal.code)
    return UUID(made.pk.hex)


def _as_it_stands(
    form: DraftForm, file: CaseFile, kind: Letter, actor: Actor, at: datetime
) -> Sheet:
    """What would be printed with what is written so far."""
    typed = {name: form[name].value() or "" for name in form.fields if name != "reply_by"}
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
    sheet, _draft = drafted(
        file, kind, by=actor, today=day_of(at), names=staff_names(), written=written_of(typed)
    )
    return sheet


def _page(
    request: HttpRequest, file: CaseFile, kind: Letter, form: DraftForm, sheet: Sheet, status: int
) -> HttpResponse:
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(file.case.pk),
        "kind": LETTER[kind],
        "about": ABOUT[kind],
        "form": form,
        "sheet": sheet,
    }
    return render(request, "office/documents/draft.html", words, status=status)
