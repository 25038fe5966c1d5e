"""Retention: how long is what kept, what is due, destroying it by two people, legal holds."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.documents.printing import mark_of, pdf_answer, why_no_pdf
from pabolo.doors.office.retention.forms import HoldForm, ProposeForm, WordsForm
from pabolo.doors.office.retention.minutes import OF_CLASS, minutes_of, period_words
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import day as day_words
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.audit.actions import receipt
from pabolo.ground.documents.queries import head_words, printed_head
from pabolo.ground.documents.typesetting import NotTypeset, typeset
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import text
from pabolo.ground.vault import erasure
from pabolo.programme.retention import actions, queries
from pabolo.programme.retention.due import Unit, periods_on, units
from pabolo.programme.retention.queries import BatchFile
from pabolo.rules.access import Verb, may_do
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import Letter
from pabolo.rules.retention import PERIODS, Kept, Proposed, may_approve

# What is proposed at once can be looked at by a second person.
MOST_SHOWN = 40
NOT_DESTROYED = Refusal("destroy.not_yet", "Minutes are made once it was destroyed.")


def _what(unit: Unit) -> str:
    """One thing in words: its code, its class, until when it was kept."""
    until = day_words(unit.until) if unit.until else ""
    words = {"name": unit.name, "what": _(OF_CLASS[unit.facts.kept].what), "day": until}
    return _("%(name)s: %(what)s, kept until %(day)s") % words


def _periods(today: date) -> list[dict[str, Any]]:
    values = periods_on(today)
    return [
        {
            "what": one.what,
            "since": one.since,
            "source": one.source,
            "long": period_words(one, values),
            "keys": one.settings,
        }
        for one in PERIODS
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """What is due, what is kept by something else, proposals, and the table of periods."""
    actor, at = actor_in(request), clock.now()
    today, found, batches = day_of(at), units(at=at), queries.batches(by=actor, at=at)
    waits = {item.root for one in batches if one.waits for item in one.body.items}
    free = [one for one in found if one.refusal is None and one.root.hex not in waits]
    options = [(one.root.hex, _what(one)) for one in free[:MOST_SHOWN]]
    form = ProposeForm(request.POST or None, options=options)
    status, made = 200, list[UUID]()
    if request.method == "POST":

        def do(typed: Any) -> None:
            roots = [UUID(one) for one in typed["roots"]]
            made.append(actions.propose(roots=roots, reason=typed["reason"], by=actor, at=at))

        status = attempt(form, do)
        if not status:
            messages.success(request, _("Proposed. A second person decides."))
            return redirect("office:retention_batch", made[0])
    past = [one for one in found if one.refusal and one.until and one.until < today]
    names = staff_names()
    words = {
        "room": "retention",
        "form": form,
        "due": len(free),
        "shown": len(options),
        "may_propose": may_do(actor, Verb.DESTROY) is None,
        "may_hold": may_do(actor, Verb.HOLD) is None,
        "held": [
            (one, _what(one), _(one.refusal.sentence)) for one in past[:MOST_SHOWN] if one.refusal
        ],
        "holdable": [one for one in found if one.cases][:MOST_SHOWN],
        "batches": [
            (one, names.get(one.batch.proposed_by_id, ""), len(one.body.items)) for one in batches
        ],
        "periods": _periods(today),
        "gone": sum(erasure.counts().values()),
    }
    return render(request, "office/retention/index.html", words, status=status)


@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One proposal: what it holds; destroy it as the second person, or keep it."""
    actor, at = actor_in(request), clock.now()
    form, status = WordsForm(request.POST or None), 200
    if request.method == "POST":
        keeps = request.POST.get("do") == "keep"
        ended = list[int]()

        def do(typed: Any) -> None:
            if keeps:
                actions.decline(batch_id=batch_id, reason=typed["words"], by=actor, at=at)
            else:
                words = typed["words"]
                ended.append(actions.approve(batch_id=batch_id, words=words, by=actor, at=at))

        status = attempt(form, do)
        if not status:
            said = _("It is kept.") if keeps else _destroyed(sum(ended))
            messages.success(request, said)
            return redirect("office:retention_batch", batch_id)
    file = queries.open_batch(batch_id, by=actor, at=at)
    return _batch_page(request, file, form, at, status=status or 200)


def _destroyed(count: int) -> str:
    words = ngettext("Destroyed: %(n)s sealed folder.", "Destroyed: %(n)s sealed folders.", count)
    return words % {"n": count}


def _batch_page(
    request: HttpRequest, file: BatchFile, form: WordsForm, at: datetime, *, status: int = 200,
    fault: str = "",
) -> HttpResponse:  # fmt: skip
    actor, names, row = actor_in(request), staff_names(), file.batch
    one = Proposed(row.proposed_by_id, row.state != "proposed", len(file.body.items))
    refusal = may_approve(actor, one)
    words = {
        "room": "retention",
        "file": file,
        "form": form,
        "fault": fault,
        "items": [
            (item, OF_CLASS[Kept(item.kept)].what, date.fromisoformat(item.until))
            for item in file.body.items
        ],
        "proposer": names.get(row.proposed_by_id, ""),
        "decider": names.get(row.decided_by_id, "") if row.decided_by_id else "",
        "waits": row.state == "proposed",
        "may_keep": row.state == "proposed" and (refusal is None or actor.id == row.proposed_by_id),
        "why_not": _(refusal.sentence) if refusal and row.state == "proposed" else "",
    }
    return render(request, "office/retention/batch.html", words, status=status)


@require_POST
@step_up
def minutes(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """The minutes as PDF: counts by class, periods, who."""
    actor, at = actor_in(request), clock.now()
    file = queries.open_batch(batch_id, by=actor, at=at, verb="retention.print")
    ensure(NOT_DESTROYED if file.batch.state != "approved" else None)
    names, today = staff_names(), day_of(at)
    proof = receipt("retention.minutes", by=actor, at=at, folders=[batch_id], facets=[])
    head = printed_head(today, None)
    sheet = minutes_of(
        file, names, place=head_words().template.place, unit=text("unit.name", today)
    )
    who = names.get(actor.id, "")
    mark = mark_of(who=who, at=at, proof=proof, copy=1, kind=Letter.STORY)
    try:
        pdf = typeset(sheet, head=head, mark=mark, at=at)
    except NotTypeset as error:
        fault = why_no_pdf(error)
        return _batch_page(request, file, WordsForm(), at, status=409, fault=fault)
    digest = hashlib.sha256(pdf).hexdigest()
    actions.printed(batch_id=batch_id, digest=digest, by=actor, at=at)
    return pdf_answer(pdf, f"berita-acara-pemusnahan-{file.batch.decided_day}")


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Place or lift a legal hold on a case."""
    actor, at = actor_in(request), clock.now()
    held = actions.hold_on(case_id, by=actor, at=at)
    form, status = HoldForm(request.POST or None), 200
    if request.method == "POST":
        act = actions.lift_hold if held else actions.place_hold
        status = attempt(
            form, lambda typed: act(case_id=case_id, reason=typed["reason"], by=actor, at=at)
        )
        if not status:
            done = _("The legal hold is lifted.") if held else _("A legal hold lies on it now.")
            messages.success(request, done)
            return redirect("office:hold", case_id)
    names = staff_names()
    words = {
        "room": "retention",
        "case_id": case_id,
        "name": name_of(case_id),
        "form": form,
        "held": held,
        "who": names.get(UUID(held.by), "") if held else "",
        "sees": actions.sees(case_id, by=actor),
    }
    return render(request, "office/retention/hold.html", words, status=status)
