"""The list by what is due, by owner agency; and the numbers by village and kind."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.today.rows import chip_of
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.ground.places.queries import village
from pabolo.ground.policy.queries import label
from pabolo.programme.watchlist import kinds, labels
from pabolo.programme.watchlist.queries.counts import counts
from pabolo.programme.watchlist.queries.files import Listed, listed
from pabolo.rules.access import Verb, may_do


def _row(line: Listed, names: Mapping[str, str], at: datetime) -> dict[str, Any]:
    care, due = line.care, line.due
    return {
        "id": line.id,
        "name": line.name,
        "kind": names.get(care.kind, care.kind),
        "owner": label("agency_kind", care.owner),
        "state": line.state,
        "word": labels.STATE[line.state],
        "ending": labels.ENDING.get(care.ending, ""),
        "day": line.opened_day,
        "closed": line.closed_day,
        "marks": _marks(line),
        "chip": chip_of(due, at) if due else None,
        "todo": _(due.rule.text) if due else "",
        "late": bool(due and due.body.due_at < at),
    }


def _marks(line: Listed) -> list[str]:
    marks = [_("Contested")] if line.care.contested else []
    return marks + ([_("Violence not ruled out")] if line.care.unsure else [])


@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """Open items, what is due soonest first, of all agencies or of one; or those that ended."""
    actor, at = actor_in(request), clock.now()
    ended, owner = request.GET.get("lihat") == "selesai", request.GET.get("lembaga", "")
    lines = listed(actor, at=at, ended=ended)
    owners = Counter(line.care.owner for line in lines)
    names = kinds.labels(clock.day_of(at))
    rows = [_row(line, names, at) for line in lines if owner in ("", line.care.owner)]
    words = {
        "room": "watch",
        "rows": rows,
        "late": sum(row["late"] for row in rows),
        "ended": ended,
        "owner": owner,
        "owners": [(code, label("agency_kind", code), n) for code, n in sorted(owners.items())],
        "may_count": may_do(actor, Verb.COUNT_WATCH) is None,
    }
    return render(request, "office/watch/list.html", words)


@require_safe
def counted(request: HttpRequest) -> HttpResponse:
    """How many children are watched, by village and kind."""
    at = clock.now()
    found = counts(actor_in(request), at=at)
    names = kinds.labels(clock.day_of(at))
    used = [code for code in names if any(code in one.by_kind for one in found)]
    rows = [
        (village(one.village).name, one.total, [one.by_kind.get(code, 0) for code in used])
        for one in found
    ]
    totals = [sum(one.by_kind.get(code, 0) for one in found) for code in used]
    words = {
        "room": "watch",
        "heads": [names[code] for code in used],
        "rows": rows,
        "totals": totals,
        "total": sum(totals),
    }
    return render(request, "office/watch/counts.html", words)
