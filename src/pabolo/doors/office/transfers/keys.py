"""The card of another unit: pasted from its message, compared by telephone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.forms import area, line
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies import actions, queries
from pabolo.ground.keys.cards import Card, own_card
from pabolo.ground.lib import clock
from pabolo.rules.codes import grouped


class CardForm(Form):
    """A card, and what was heard."""

    card = area(
        gettext_lazy("The line that the other unit sent"),
        rows=3,
        hint=gettext_lazy("It begins with PABOLO-1."),
    )
    fingerprint = line(
        gettext_lazy("Fingerprint, as it was read aloud to you"),
        hint=gettext_lazy("Call the unit on a number you know; 17 letters and digits."),
    )
    read_by = line(gettext_lazy("Who read it aloud, and how were they reached?"))


class WithdrawForm(Form):
    """Why a card no longer holds."""

    reason = area(gettext_lazy("Why does the card no longer hold?"), rows=2)


@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Enter the card of a unit, or take it back."""
    now: dict[str, Any] = {"by": actor_in(request), "at": clock.now(), "agency_id": agency_id}
    queries.agency(agency_id)
    if request.method != "POST":
        return _page(request, agency_id)
    if request.POST.get("do") == "withdraw":
        form: Form = WithdrawForm(request.POST)
        status = attempt(form, lambda t: actions.withdraw_key(**t, **now))
    else:
        form = CardForm(request.POST)
        status = attempt(form, lambda t: actions.enter_key(**t, **now))
    if status:
        return _page(request, agency_id, form, status)
    messages.success(request, _("Recorded."))
    return redirect("office:agency_key", agency_id)


def _page(
    request: HttpRequest, agency_id: UUID, failed: Form | None = None, status: int = 200
) -> HttpResponse:
    names, card = staff_names(), own_card()
    entered = failed if isinstance(failed, CardForm) else CardForm()
    words = {
        "room": "referrals",
        "agency": queries.agency(agency_id),
        "held": queries.key_of(agency_id),
        "rows": [
            (
                one,
                names.get(one.verified_by_id, ""),
                grouped(Card(one.recipient, one.signer).fingerprint) if one.signer else "",
            )
            for one in queries.keys_of(agency_id)
        ],
        "enter": entered,
        "withdraw": failed if isinstance(failed, WithdrawForm) else WithdrawForm(),
        "form": failed,
        "card": str(card),
        "fingerprint": grouped(card.fingerprint),
    }
    return render(request, "office/transfers/key.html", words, status=status)
