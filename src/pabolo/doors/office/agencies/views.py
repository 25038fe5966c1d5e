"""The directory of partners: searching it, and keeping it right."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.agencies.forms import AgencyForm, VerifyForm
from pabolo.doors.office.attempts import attempt
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies import actions, queries
from pabolo.ground.agencies.labels import FIELD
from pabolo.ground.keys.cards import Card
from pabolo.ground.lib import clock
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import choices, label, values
from pabolo.rules.actors import Actor
from pabolo.rules.agencies import COLUMNS, KEEPERS, VERIFIERS, is_stale
from pabolo.rules.codes import grouped
from pabolo.rules.transfer import UNITS
from pabolo.rules.vocabulary import Role

MONTH_DAYS = 30


def stale_since(today: date) -> date:
    """Contacts not confirmed since this day are to be checked again."""
    months = int(values(today)["network.contact_check_months"])
    return today - timedelta(days=months * MONTH_DAYS)


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """The directory, by kind, searched by words of name, service and place."""
    today, actor = clock.today(), actor_in(request)
    kind, words = request.GET.get("jenis", ""), request.GET.get("cari", "")[:80]
    ended = request.GET.get("lama") == "1"
    since = stale_since(today)
    found = list(queries.searched(today, kind=kind, words=words, ended=ended))
    rows = [
        {
            "one": one,
            "kind": label("agency_kind", one.kind),
            "place": full_name(one.place) if one.place else "",
            "stale": is_stale(one.last_verified, since=since),
            "ended": one.until_day is not None and one.until_day < today,
        }
        for one in found
    ]
    context = {
        "room": "referrals",
        "rows": rows,
        "kinds": choices("agency_kind", today),
        "kind": kind,
        "words": words,
        "ended": ended,
        "to_check": sum(1 for row in rows if row["stale"] and not row["ended"]),
        "keeps": actor.has(*KEEPERS),
    }
    return render(request, "office/agencies/agencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    form = AgencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = attempt(
            form,
            lambda t: actions.add_agency(by=actor_in(request), at=clock.now(), **t),
        )
        if not status:
            messages.success(request, _("Recorded."))
            return redirect("office:agencies")
        return _new(request, form, status)
    return _new(request, form)


def _new(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    words = {"room": "referrals", "form": form}
    return render(request, "office/agencies/new.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """One agency: what is known of it, and what was changed."""
    found = queries.agency(agency_id)
    if request.method != "POST":
        return _one(request, agency_id)
    now: dict[str, Any] = {
        "by": actor_in(request),
        "at": clock.now(),
        "agency_id": agency_id,
    }
    match request.POST.get("do"):
        case "change":
            form: Form = AgencyForm(request.POST)
            status = attempt(form, lambda t: actions.change_agency(**t, **now))
            name = "change"
        case "verify":
            form = VerifyForm(request.POST, prefix="verify")
            status = attempt(form, lambda t: actions.verify_contact(**t, **now))
            name = "verify"
        case "end":
            form = Form(request.POST)
            status = attempt(form, lambda t: actions.end_agency(**now))
            name = "end"
        case _:
            raise Http404
    if status:
        return _one(request, found.pk, {name: form}, form, status)
    messages.success(request, _("Recorded."))
    return redirect("office:agency", agency_id)


def _card(agency_id: UUID, kind: str, actor: Actor) -> dict[str, object]:
    """The card of a unit that takes cases over, and who may enter it."""
    held = queries.key_of(agency_id)
    card = Card(held.recipient, held.signer) if held else None
    return {
        "takes_cases": kind in UNITS,
        "card": grouped(card.fingerprint) if card else "",
        "card_day": held.day if held else None,
        "may_vouch": actor.has(Role.SUPERVISOR, Role.AGENCY_HEAD),
    }


def _one(
    request: HttpRequest,
    agency_id: UUID,
    filled: dict[str, Form] | None = None,
    failed: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today, names = actor_in(request), clock.today(), staff_names()
    found = queries.agency(agency_id)
    start = {column: getattr(found, column) for column in COLUMNS}
    reach = {"contact": found.contact, "hours": found.hours}
    forms = {
        "change": AgencyForm(initial=start),
        "verify": VerifyForm(initial=reach, prefix="verify"),
        **(filled or {}),
    }
    context = {
        "room": "referrals",
        "agency": found,
        "kind": label("agency_kind", found.kind),
        "place": full_name(found.place) if found.place else "",
        "stale": is_stale(found.last_verified, since=stale_since(today)),
        "ended": found.until_day is not None and found.until_day < today,
        "keeps": actor.has(*KEEPERS),
        "verifies": actor.has(*VERIFIERS),
        "changes": [
            (one, FIELD.get(one.field, one.field), names.get(one.by_id, ""))
            for one in queries.changes_of(agency_id)
        ],
        "form": failed,
        **_card(found.pk, found.kind, actor),
        **forms,
    }
    return render(request, "office/agencies/one.html", context, status=status)
