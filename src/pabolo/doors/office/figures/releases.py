"""Releases: drafted, attacked, approved by a second person, published, withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.figures import periods
from pabolo.doors.office.figures.forms import DraftForm
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import NOTHING, number
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.record.figures import actions, queries
from pabolo.record.figures.gathering import FIRST_YEAR, gather_all
from pabolo.record.figures.labels import DIMENSIONS, STATES, value_label
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.facts import Period
from pabolo.rules.indicators import REGISTRY, ratio
from pabolo.rules.releases import RELEASE_STEPS, ReleaseState, may_draft, may_step_release

R = ReleaseState


@dataclass(frozen=True, slots=True)
class Move:
    """A step that can be asked for: the button's words, and the action behind it."""

    words: Promise
    done: Promise
    act: Callable[..., object]


MOVES: Mapping[ReleaseState, Move] = {
    R.ATTACKED: Move(
        gettext_lazy("Let the attacker try it"),
        gettext_lazy("The attacker could work out no child. The release can be approved."),
        actions.attack_release,
    ),
    R.APPROVED: Move(
        gettext_lazy("Approve as second person"), gettext_lazy("Approved."), actions.approve_release
    ),
    R.PUBLISHED: Move(
        gettext_lazy("Publish"),
        gettext_lazy("Published: everyone can read it now."),
        actions.publish_release,
    ),
    R.WITHDRAWN: Move(
        gettext_lazy("Withdraw"),
        gettext_lazy("Withdrawn from the pages. What was public stays known to the attacker."),
        actions.withdraw_release,
    ),
}


def _next(
    actor: Actor, state: str, author: UUID
) -> list[tuple[ReleaseState, Move, Refusal | None]]:
    """The steps that follow from here, each with what stands against it for this person."""
    following = [to for now, to in RELEASE_STEPS if now == state]
    return [
        (to, MOVES[to], may_step_release(actor, author, ReleaseState(state), to))
        for to in following
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def releases(request: HttpRequest) -> HttpResponse:
    """Every release with its state; POST drafts a new one."""
    actor, today = actor_in(request), clock.today()
    form = DraftForm(request.POST or None, today=today)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _draft(actor, typed))
        if not status:
            messages.success(request, _("Drafted and frozen. Now let the attacker try it."))
            return redirect("office:releases")
    rows = [(row, STATES[row.state], _words_of(row.period)) for row in queries.all_releases()]
    words = {
        "room": "figures",
        "rows": rows,
        "form": form,
        "may_draft": may_draft(actor, Period(FIRST_YEAR), today) is None,
    }
    return render(request, "office/figures/releases.html", words, status=status)


def _words_of(code: str) -> str:
    return periods.words(Period.parse(code)) if code else ""


def _draft(actor: Actor, typed: Mapping[str, Any]) -> None:
    at = clock.now()
    period = Period.parse(typed["period"])
    actions.draft_release(
        by=actor,
        at=at,
        facts=gather_all(at=at, period=period),
        period=period,
        history=[Period(year) for year in range(FIRST_YEAR, period.year)],
        synthetic=settings.MODE == "demo",
    )


@require_safe
def release(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One release: what it would say, what stands against the next step."""
    return _page(request, release_id)


def _page(request: HttpRequest, release_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    row, content = queries.frozen(release_id)
    names = staff_names()
    words = {
        "room": "figures",
        "release": row,
        "state": STATES[row.state],
        "period": _words_of(row.period),
        "by": {
            "drafted": names.get(row.drafted_by, ""),
            "approved": names.get(row.approved_by, "") if row.approved_by else "",
            "published": names.get(row.published_by, "") if row.published_by else "",
        },
        "moves": _next(actor_in(request), row.state, row.drafted_by),
        "numbers": [_number(line) for line in content.content["indicators"]],
        "tables": [_table(table) for table in content.content["tables"] if _broken(table)],
        "sha256": content.sha256,
        "notice": _(refusal.sentence) if refusal else "",
    }
    return render(request, "office/figures/release.html", words, status=409 if refusal else 200)


def _shown(value: int | None) -> str:
    return _("hidden") if value is None else number(value)


def _number(row: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """Label, period, value, numerator, denominator of an indicator in a release."""
    meaning = REGISTRY[row["code"]]
    counted = ratio(meaning, row["numerator"], row["denominator"])
    value = number(counted) if row["status"] == "A" else _("hidden")
    below = _shown(row["denominator"]) if meaning.denominator else NOTHING
    return _(meaning.label), _words_of(row["period"]), value, _shown(row["numerator"]), below


def _broken(table: Mapping[str, Any]) -> bool:
    """Whether it breaks children down; the others stand among the indicators already."""
    return bool(table["dimensions"]) and set(table["dimensions"]) <= set(DIMENSIONS)


def _table(table: Mapping[str, Any]) -> tuple[str, str, list[tuple[str, str]]]:
    """Caption, period and rows of a released table: ranges of what is shown, never the truth."""
    heads = table["dimensions"]
    caption = ", ".join(str(DIMENSIONS.get(head, head)) for head in heads)
    rows = [
        (
            ", ".join(value_label(head, key) for head, key in zip(heads, cell["key"], strict=True)),
            _shown(cell["shown"]),
        )
        for cell in table["cells"]
    ]
    return f"{_(REGISTRY[table['topic']].label)}: {caption}", _words_of(table["period"]), rows


@require_POST
def step(request: HttpRequest, release_id: UUID, to: str) -> HttpResponse:
    """One step on. Refused: the page again, saying why."""
    move = MOVES.get(ReleaseState(to)) if to in set(ReleaseState) else None
    if move is None:
        raise Http404
    try:
        move.act(by=actor_in(request), at=clock.now(), release_id=release_id)
    except Refused as refused:
        return _page(request, release_id, refused.refusal)
    messages.success(request, str(move.done))
    return redirect("office:release", release_id)
