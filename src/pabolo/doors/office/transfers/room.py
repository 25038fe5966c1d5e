"""Hand-overs: all in scope with this unit's card, and those of one case."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases.blocked import handed, why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.history import Names, told_of
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.transfer_deeds import TRANSFERRING
from pabolo.doors.office.cases.transfer_words import day_words, kind_words, parts_words, stays_words
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import moment
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib import clock
from pabolo.ground.lib.ids import display_code
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.cases.standing import Transfer, last_asked, last_state, last_taken
from pabolo.programme.transfers import labels
from pabolo.programme.transfers.queries.scope import visible_to
from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.codes import grouped
from pabolo.rules.transfer import Step, TransferState, may_step, may_take_in

ROUTE = "office:case_transfer"
MOST_LISTED = 200


def code_of(transfer: str) -> str:
    """What a hand-over is called among colleagues and on its letter: P-7Q4-M2X."""
    return display_code("P", UUID(transfer))


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """The hand-overs in scope, newest first; which unit each is about lies in its case."""
    actor, card = actor_in(request), own_card()
    found = visible_to(actor).defer("file").order_by("-day", "pk")[:MOST_LISTED]
    words = {
        "room": "cases",
        "rows": [
            {
                "case_id": row.case_id,
                "case": name_of(row.case_id),
                "code": code_of(row.pk.hex),
                "incoming": row.incoming,
                "day": row.day,
            }
            for row in found
        ],
        "card": str(card),
        "fingerprint": grouped(card.fingerprint),
        "may_take": may_take_in(actor) is None,
    }
    return render(request, "office/transfers/transfers.html", words)


@require_safe
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The hand-over of one case: where it stands, what goes, what can be done now."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    asked = request.GET.get("buka") == "1"
    sides = facets_of(actor) if asked else []
    file = open_file(case_id=case_id, by=actor, at=at, facets=sides, verb="transfer.read")
    return render(request, "office/transfers/case.html", page_words(file, actor, asked=asked))


def page_words(file: CaseFile, actor: Actor, *, asked: bool = False) -> dict[str, Any]:
    """Everything that the page of one case shows."""
    names, found = staff_names(), list(file.state.transfers.values())
    gone, came = last_asked(found), last_taken(found)
    facts = handed(file)
    return {
        "room": "cases",
        "file": file,
        "name": name_of(file.case.pk),
        "rooms": rooms_of(file.case.pk, actor, here=ROUTE),
        "may": _able(file, actor),
        "gone": _gone(gone, names) if gone else None,
        "state": _shown_state(file, found),
        "may_export": may_step(actor, Step.EXPORT, facts) is None,
        "took_it": actor.id in facts.taken_by,
        "may_answer": may_step(actor, Step.ACKNOWLEDGE, facts) is None,
        "works": may_do(actor, Verb.WORK_CASE) is None,
        "came": _came(came) if came else None,
        "may_receipt": came is not None and _may_receipt(actor),
        "carried": _carried(file),
        "opened": asked,
        "shut": _shut(file),
        "history": [
            (moment(one.line.at), names.get(one.entry.author_id, ""), told_of(one.line, names))
            for one in reversed(file.lines)
            if isinstance(one.line, e.TransferLine)
        ],
    }


def _shown_state(file: CaseFile, found: Sequence[Transfer]) -> str:
    """Where the last hand-over stands; empty where it stands for nothing any more.

    A case that ended because another unit has it says so until it is opened again.
    """
    state = last_state(found)
    if state is None and file.case.closed_day is not None and found:
        state = found[-1].state if found[-1].state is TransferState.ACKNOWLEDGED else None
    return state.value if state else ""


def _may_receipt(actor: Actor) -> bool:
    return None in (may_do(actor, Verb.WORK_CASE), may_take_in(actor))


def _gone(one: Transfer, names: Names) -> dict[str, Any]:
    asked = one.asked
    assert asked is not None
    state = one.state or TransferState.ASKED
    return {
        "code": code_of(asked.transfer),
        "to": asked.name,
        "purpose": labels.PURPOSE[asked.purpose],
        "basis": labels.BASIS[asked.basis],
        "law": asked.law,
        "note": asked.note,
        "state": labels.STATE[state.value],
        "parts": parts_words(asked.parts),
        "stays": stays_words(asked.parts),
        "words": one.words,
        "number": one.number,
        "by_words": one.approved is not None and not one.approved.fingerprint,
        "fingerprint": grouped(one.approved.fingerprint)
        if one.approved and one.approved.fingerprint
        else "",
        "taken_by": [names.get(UUID(person), "") for person in one.sent_by],
    }


def _came(one: Transfer) -> dict[str, Any]:
    taken = one.taken
    assert taken is not None
    return {
        "from": taken.origin,
        "number": taken.number,
        "code": code_of(taken.transfer),
        "answered": one.answered,
        "back": bool(taken.first),
        "parts": parts_words(taken.parts),
    }


def _carried(file: CaseFile) -> list[tuple[str, str, str]]:
    """What the other unit wrote, as far as the sides are open: day, kind, words."""
    lines = (one.line for one in file.lines if isinstance(one.line, e.TransferCarried))
    rows = (row for line in lines for row in line.rows)
    return [(day_words(row.on), kind_words(row.kind), row.text) for row in rows]


def _shut(file: CaseFile) -> bool:
    """Whether something may have come along on a side that is not open."""
    return any(one.line is None for one in file.lines)


def _able(file: CaseFile, actor: Actor) -> list[tuple[str, str]]:
    """What can be done about it now: name and address."""
    if file.case.closed_day is not None:
        return []
    return [
        (_(str(deed.name)), reverse("office:deed", args=[file.case.pk, slug]))
        for slug, deed in TRANSFERRING.items()
        if why_not(slug, DEEDS[slug], file, actor) is None
    ]
