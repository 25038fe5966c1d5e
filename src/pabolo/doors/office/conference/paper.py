"""A conference on paper: the list to sign, the invitation of an agency, the minutes.

Each is an entry of the log; the minutes only for who opens them, with the reader's mark.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.sentences import Names
from pabolo.doors.office.conference import rows
from pabolo.doors.office.documents.printing import mark_of, pdf_answer, trace, why_no_pdf
from pabolo.doors.office.referrals.one import contact_of
from pabolo.doors.shared.accounts.pages import not_stored
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import moment
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.documents.queries import printed_head
from pabolo.ground.documents.sheets import Grid, Part, Rows, Sheet, Signatures, Texts
from pabolo.ground.documents.typesetting import NotTypeset, typeset
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.queries.conference import (
    conference_for,
    known,
    minutes_of,
)
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.rules.actors import Actor
from pabolo.rules.conference import NOT_COMING, NOT_WRITTEN, Meeting
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import Letter, letter_day

BLANK_LINES = 4


@dataclass(frozen=True, slots=True)
class Paper:
    """A conference opened to be printed."""

    id: UUID
    file: CaseFile
    one: Gathering
    by: Actor
    at: datetime
    names: Names

    @property
    def code(self) -> str:
        """What the conference is called outside: nothing of the case is in it."""
        return code_of(self.id)


def code_of(conference_id: UUID) -> str:
    """The short name of a conference: KK-7Q4-M2X."""
    return display_code("KK", conference_id)


def _open(request: HttpRequest, conference_id: UUID, verb: str) -> Paper:
    actor, at = actor_in(request), clock.now()
    row = conference_for(actor, conference_id)
    file = open_file(case_id=row.case_id, by=actor, at=at, verb=verb)
    return Paper(row.pk, file, known(file.state, row.pk.hex), actor, at, staff_names())


def _common(paper: Paper) -> dict[str, object]:
    return {
        "id": paper.id,
        "code": paper.code,
        "it": paper.one,
        "when": rows.called_words(paper.one),
        "chair": paper.names.get(UUID(paper.one.chair), ""),
        "who": paper.names.get(paper.by.id, ""),
        "now": paper.at,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def sheet(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    """The list that everybody signs, with the oath that is read first. No child stands in it."""
    paper = _open(request, conference_id, "case.conference_sheet")
    guests = rows.guests_of(paper.one, paper.names, paper.id)
    words = {**_common(paper), "guests": guests, "blank": range(BLANK_LINES)}
    return not_stored(render(request, "office/conference/sheet.html", words))


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def invitation(request: HttpRequest, conference_id: UUID, invitation_id: UUID) -> HttpResponse:
    """What an agency gets: code, time, place, whom to send. No child, no reason."""
    paper = _open(request, conference_id, "case.conference_invitation")
    asked = paper.one.invited.get(invitation_id.hex)
    if asked is None or not asked.agency:
        raise Http404
    ensure(None if paper.one.state is Meeting.CALLED else NOT_COMING)
    words = {**_common(paper), "asked": asked, "contact": contact_of(paper.by)}
    words["message"] = _message(words, paper.one, asked.name, asked.bring)
    return not_stored(render(request, "office/conference/invitation.html", words))


def _message(words: dict[str, object], one: Gathering, agency: str, bring: str) -> str:
    """What goes by WhatsApp."""
    lines = (
        _("Invitation %(code)s for %(agency)s.") % {"code": words["code"], "agency": agency},
        _("%(when)s, %(place)s.") % {"when": words["when"], "place": one.place},
        _("Please send: %(bring)s.") % {"bring": bring} if bring else "",
        _("What it is about is told there. Questions: %(contact)s") % {"contact": words["contact"]},
    )
    return "\n".join(line for line in lines if line)


def _minutes(request: HttpRequest, conference_id: UUID) -> tuple[Paper, rows.Shown, int]:
    """The minutes for a print, with the place of the reading in the log."""
    paper = _open(request, conference_id, "case.conference_print")
    ensure(_unwritten(paper.one))
    opened = minutes_of(
        paper.file, paper.id.hex, by=paper.by, at=paper.at, verb="case.minutes_print"
    )
    shown = rows.shown_minutes(paper.one, opened, paper.names)
    if shown is None:
        raise Http404
    return paper, shown, paper.file.proof.seq


def _unwritten(one: Gathering) -> Refusal | None:
    return None if one.written else NOT_WRITTEN


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def minutes(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    """The minutes on paper."""
    paper, shown, seq = _minutes(request, conference_id)
    words = {
        **_common(paper),
        "name": name_of(paper.file.case.pk),
        "minutes": shown,
        "guests": rows.guests_of(paper.one, paper.names, paper.id),
        "decisions": rows.decision_rows(paper.one, paper.names, day_of(paper.at)),
        "read": rows.read_by(paper.one, paper.names),
        "trace": trace(seq),
    }
    return not_stored(render(request, "office/conference/print.html", words))


@require_POST
@step_up
def pdf(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """The minutes as PDF."""
    paper, shown, _seq = _minutes(request, conference_id)
    who = paper.names.get(paper.by.id, "")
    mark = mark_of(who=who, at=paper.at, proof=paper.file.proof, copy=1, kind=Letter.MINUTES)
    head = printed_head(day_of(paper.at))
    with override("id"):
        page = sheet_of(paper, shown)
    try:
        made = typeset(page, head=head, mark=mark, at=paper.at)
    except NotTypeset as error:
        return HttpResponse(why_no_pdf(error), status=409, content_type="text/plain; charset=utf-8")
    return pdf_answer(made, f"notulen-{paper.code}")


def sheet_of(paper: Paper, shown: rows.Shown) -> Sheet:
    """The minutes as a sheet to be typeset, in Indonesian as letters are."""
    one, names = paper.one, paper.names
    guests = rows.guests_of(one, names, paper.id)
    there = tuple((guest.name, guest.came) for guest in guests)
    said = tuple(Texts(title=item, texts=tuple(text.split("\n"))) for item, text in shown.items)
    signers = ((_("Chair"), names.get(UUID(one.chair), "")),)
    return Sheet(
        style="form",
        heading=_("Minutes of the case conference"),
        facts=((_("Code"), paper.code), (_("Case"), name_of(paper.file.case.pk))),
        place_day=letter_day(day_of(paper.at)),
        parts=(
            Rows(rows=_about(paper)),
            Grid(title=_("Who was there"), heads=(_("Name"), _("There")), rows=there, wide=0),
            *said,
            Rows(rows=_voice(shown)),
            *_decided(paper),
            *(Texts(title=f"{kind}, {when}, {who}", texts=(text,))
              for kind, when, who, text in shown.additions),
            Signatures(places=signers),
        ),
    )  # fmt: skip


def _about(paper: Paper) -> tuple[tuple[str, str], ...]:
    one = paper.one
    return (
        (_("When"), moment(one.held.held_at) if one.held else ""),
        (_("Where"), one.place),
        (_("Why"), one.called.why),
        (_("Question to be decided"), one.called.question),
        (_("Oath of secrecy"), _("read aloud before the meeting")),
    )


def _voice(shown: rows.Shown) -> tuple[tuple[str, str], ...]:
    told = (
        (_("The child's words"), shown.child),
        (_("Why the child was not asked"), shown.why_not),
        (_("Seen differently"), shown.disagreement),
    )
    return tuple(row for row in told if row[1])


def _decided(paper: Paper) -> tuple[Part, ...]:
    found = rows.decision_rows(paper.one, paper.names, day_of(paper.at))
    if not found:
        return ()
    cells = tuple((row.text, row.who, row.due, row.state) for row in found)
    heads = (_("Decided"), _("Who"), _("Until"), _("How it stands"))
    return (Grid(title=_("Decisions"), heads=heads, rows=cells, wide=0),)
