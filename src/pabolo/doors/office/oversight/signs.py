"""Unusual readings, why each is asked about, and the answer of somebody other than the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts import queries as accounts
from pabolo.ground.accounts.actions.reviews import review_reading
from pabolo.ground.accounts.reviews import Reviewed
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.signs import DAYS, first_day, signs
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.readings import Unusual, Verdict, may_review

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.EXPLAINED: gettext_lazy("Asked, and explained"),
    Verdict.FALSE_ALARM: gettext_lazy("False alarm: nothing to ask"),
    Verdict.FOLLOWED_UP: gettext_lazy("Not explained: taken further, outside this system"),
}


class ReviewForm(Form):
    """What was found out about a sign."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[(one.value, word) for one, word in VERDICTS.items()],
        widget=forms.RadioSelect,
    )
    word = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("The person may be shown this. Name no child."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
    )


@dataclass(frozen=True, slots=True)
class SignRow:
    """A sign in words: who, when, what, why, and the answer or the form for it."""

    key: str
    who: str
    reader: str
    at: datetime
    what: str
    why: str
    count: int
    review: Reviewed | None
    verdict: str | Promise
    reviewer: str
    refusal: Refusal | None
    form: BaseForm | None


def waiting_for(actor: Actor, at: datetime) -> int:
    """How many signs wait for an answer that this person may give. Opens nothing."""
    answered = accounts.reviewed_keys(first_day(at))
    return sum(one.key not in answered and one.actor != actor.id.hex for one in signs(at))


def _row(
    sign: Unusual,
    review: Reviewed | None,
    names: Mapping[UUID, str],
    actor: Actor,
    form: BaseForm | None,
) -> SignRow:
    refusal = may_review(actor, sign.actor, word="-----")
    open_to_me = review is None and refusal is None
    return SignRow(
        key=sign.key,
        who=names.get(UUID(sign.actor), ""),
        reader=sign.actor,
        at=sign.at,
        what=_(sign.sentence),
        why=_(sign.why),
        count=sign.count,
        review=review,
        verdict=VERDICTS[Verdict(review.verdict)] if review else "",
        reviewer=names.get(review.by, "") if review else "",
        refusal=refusal,
        form=(form or ReviewForm(prefix=sign.key)) if open_to_me else None,
    )


def _page(
    request: HttpRequest, key: str = "", form: BaseForm | None = None, status: int = 200
) -> HttpResponse:
    actor, at = actor_in(request), clock.now()
    reviews = accounts.reviews_since(first_day(at), by=actor, at=at)
    names = accounts.staff_names()
    rows = [
        _row(sign, reviews.get(sign.key), names, actor, form if sign.key == key else None)
        for sign in signs(at)
    ]
    words = {
        "room": "readings",
        "open": [row for row in rows if row.review is None],
        "answered": [row for row in rows if row.review],
        "days": DAYS,
        "error_form": form,
        "error_key": key,
    }
    return render(request, "office/oversight/signs.html", words, status=status)


@require_safe
def unusual_readings(request: HttpRequest) -> HttpResponse:
    """What is unusual in the last days, open first."""
    return _page(request)


@require_POST
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Answer one sign. A sign that is not there, or no longer: 404."""
    at = clock.now()
    sign = next((one for one in signs(at) if one.key == key), None)
    if sign is None:
        raise Http404
    form = ReviewForm(request.POST, prefix=key)

    def do(typed: Mapping[str, Any]) -> None:
        review_reading(
            sign=sign,
            verdict=Verdict(typed["verdict"]),
            word=typed["word"],
            by=actor_in(request),
            at=at,
        )

    if status := attempt(form, do):
        return _page(request, key, form, status)
    messages.success(request, _("The answer is kept. The log says who gave it."))
    return redirect("office:signs")
