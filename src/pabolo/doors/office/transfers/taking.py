"""Taking in a file from another unit: sent, looked at, compared, then opened as a case or refused.

Between the pages the opened file travels sealed to this office alone; nothing lies here meanwhile.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.forms import area, line
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.perform import id_in
from pabolo.doors.office.cases.sides import birth_words
from pabolo.doors.office.cases.transfer_words import day_words, parts_words
from pabolo.doors.office.doubles.words import why
from pabolo.doors.office.transfers.room import ROUTE, code_of
from pabolo.doors.office.transfers.sending import file_answer, sent_file
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.errors import status_of
from pabolo.doors.shared.forms import Form
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases import labels as of_cases
from pabolo.programme.cases.queries.doubles import Candidates, candidates
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.transfers import fitting, labels
from pabolo.programme.transfers.actions import incoming
from pabolo.programme.transfers.envelope import NOT_SEALED
from pabolo.rules.actors import Actor
from pabolo.rules.codes import grouped
from pabolo.rules.decisions import Refusal
from pabolo.rules.transfer import NO_REASON, UNITS, VOUCHERS

NEW = "new"
CHOOSE_FILE = Refusal("transfer.choose_file", "Choose the file first. It ends in .age.")
WHICH_CHILD = Refusal(
    "transfer.which_child",
    "Children are known here who may be this one. Say below which it is, or that it is another.",
)


class VouchForm(Form):
    """Whose card this is, and what was heard."""

    agency = forms.ChoiceField(label=gettext_lazy("Which unit of the directory is this?"))
    fingerprint = line(gettext_lazy("Fingerprint, as it was read aloud to you"))
    read_by = line(gettext_lazy("Who read it aloud, and how were they reached?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [one for one in agencies(clock.today()) if one.kind in UNITS]
        self.fields["agency"].choices = [(one.pk.hex, one.name) for one in found]  # type: ignore[attr-defined]


class RefuseForm(Form):
    """Why the case is not taken."""

    reason = area(gettext_lazy("Why does this office not take the case?"), rows=2, need=False)


@dataclass(slots=True)
class Visit:
    """One request at this door."""

    request: HttpRequest
    actor: Actor
    at: datetime
    looked: incoming.Looked | None = None
    refused: Refusal | None = None
    vouch: Form | None = None

    @property
    def now(self) -> dict[str, Any]:
        """What every action asks."""
        return {"by": self.actor, "at": self.at}


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Send a file, look at it, then take the case in or say why not."""
    visit = Visit(request, actor_in(request), clock.now())
    if request.method != "POST":
        return _page(visit)
    try:
        visit.looked = _look(visit)
        return _DO.get(request.POST.get("do", ""), _page)(visit)
    except Refused as refused:
        visit.refused = refused.refusal
        return _page(visit, status_of(refused.refusal.code))


def _look(visit: Visit) -> incoming.Looked:
    """The file just sent, or the one that was looked at before, still sealed to this office."""
    carried = visit.request.POST.get("sealed", "")
    if carried:
        try:
            sealed = base64.b64decode(carried, validate=True)
        except binascii.Error as error:
            raise Refused(NOT_SEALED) from error
        return incoming.look(sealed, **visit.now)
    raw = sent_file(visit.request)
    ensure(None if raw else CHOOSE_FILE)
    return incoming.look(raw, visit.request.POST.get("passphrase", ""), **visit.now)


def _vouch(visit: Visit) -> HttpResponse:
    form, looked = VouchForm(visit.request.POST), visit.looked
    assert looked is not None
    status = attempt(
        form,
        lambda typed: incoming.vouch(
            looked,
            agency_id=UUID(typed["agency"]),
            fingerprint=typed["fingerprint"],
            read_by=typed["read_by"],
            **visit.now,
        ),
    )
    if status:
        visit.vouch = form
        return _page(visit, status)
    visit.looked = _look(visit)
    messages.success(visit.request, _("The card of this unit stands in the directory now."))
    return _page(visit)


def _open(visit: Visit) -> HttpResponse:
    looked = visit.looked
    assert looked is not None
    child = visit.request.POST.get("child", "")
    if not child and looked.first is None and looked.again is None and _alike(visit):
        raise Refused(WHICH_CHILD)
    chosen = id_in(child) if child and child != NEW else None
    case_id = incoming.take_in(looked, child_id=chosen, **visit.now)
    if looked.again is not None:
        messages.info(visit.request, _("This file was taken in before. Here is its case."))
    else:
        messages.success(
            visit.request, _("The case is open here. Send the acknowledgement to the sender now.")
        )
    if not visible_to(visit.actor).filter(pk=case_id).exists():
        return redirect("office:transfers")
    return redirect(ROUTE, case_id)


def _refuse(visit: Visit) -> HttpResponse:
    form, looked = RefuseForm(visit.request.POST), visit.looked
    assert looked is not None
    if not form.is_valid():
        raise Refused(NO_REASON)
    made = incoming.refuse_file(looked, reason=form.cleaned_data["reason"], **visit.now)
    return file_answer(made.data, f"jawaban-{code_of(looked.content.transfer)}")


_DO = {"vouch": _vouch, "take": _open, "refuse": _refuse}


def _alike(visit: Visit) -> Candidates | None:
    """Children who are known here and may be this one; None where nobody is."""
    looked = visit.looked
    if looked is None or looked.content.child is None:
        return None
    found = candidates(
        identity=fitting.identity_of(looked.content.child, on=clock.day_of(visit.at)),
        places=fitting.places_of(looked.content.places),
        **visit.now,
    )
    return found if found else None


def _page(visit: Visit, status: int = 200) -> HttpResponse:
    looked = visit.looked
    words: dict[str, Any] = {
        "room": "cases",
        "refused": _(visit.refused.sentence) if visit.refused else "",
    }
    if looked is not None:
        words |= _words(visit, looked)
    answer = render(visit.request, "office/transfers/take.html", words, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _words(visit: Visit, looked: incoming.Looked) -> dict[str, Any]:
    content = looked.content
    alike = _alike(visit) if looked.first is None and looked.again is None else None
    seen = looked.again is not None and visible_to(visit.actor).filter(pk=looked.again).exists()
    return {
        "looked": looked,
        "sealed": base64.b64encode(incoming.carried(looked)).decode(),
        "fingerprint": grouped(looked.card.fingerprint),
        "again": looked.again if seen else None,
        "again_name": name_of(looked.again) if looked.again and seen else "",
        "may_vouch": visit.actor.has(*VOUCHERS),
        "vouch": visit.vouch or VouchForm(),
        "form": visit.vouch,
        "refuse": RefuseForm(),
        "code": code_of(content.transfer),
        "about": _about(looked),
        "parts": parts_words(content.parts),
        "owed": [(day_words(one.due), one.text, one.by_law) for one in content.owed],
        "rows": sum(len(side.rows) for side in content.sides),
        "alike": [
            {
                "id": hit.child_id.hex,
                "name": hit.identity.name,
                "about": birth_words(hit.identity),
                "why": why(hit.likeness),
            }
            for hit in (alike.hits if alike else ())
        ],
        "elsewhere": alike.elsewhere if alike else False,
    }


def _about(looked: incoming.Looked) -> list[tuple[str, str]]:
    """What the file holds, in rows."""
    content, today = looked.content, clock.today()
    child = fitting.identity_of(content.child, on=today) if content.child else None
    level = fitting.level_of(content)
    rows = (
        (_("From"), ", ".join(filter(None, (content.origin.name, content.origin.phone)))),
        (_("Number there"), content.number),
        (_("Why"), str(labels.PURPOSE.get(content.purpose, content.purpose))),
        (_("What it rests on"), str(labels.BASIS.get(content.basis, content.basis))),
        (_("Article or danger"), content.law),
        (_("To know first"), content.note),
        (_("Child"), child.name if child else ""),
        (_("Birth"), birth_words(child) if child else ""),
        (_("Risk"), str(of_cases.RISK[level.value])),
        (_("Incidents"), str(len(content.incidents))),
        (_("Open there since"), day_words(content.opened_on)),
    )
    return [(name, text) for name, text in rows if text]
