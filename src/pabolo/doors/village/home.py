"""The first page: the alarm, how the own alarms stand, what is due for the group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.village.alarm import rows_of
from pabolo.doors.village.counts import counts_page
from pabolo.doors.village.frame import OwnGroup, own_groups, page
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import number
from pabolo.programme.network.queries.circulars import unread_by
from pabolo.programme.network.queries.standing import expiring_decrees
from pabolo.programme.network.queries.village import VillageSummary, village_summary
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for one group. `meet_by`: the day until which it still counts as active."""

    group: OwnGroup
    summary: VillageSummary
    meet_by: date | None
    meet_late: bool
    decree_soon: bool
    circulars: Sequence[Any] = ()


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The activist's home; who may not raise an alarm has the counts as home."""
    actor, today = actor_in(request), clock.today()
    if may_do(actor, Verb.RAISE_ALARM) is not None:
        return counts_page(request, actor, today)
    return page(request, "home", _words(actor, today))


def _words(actor: Actor, today: date) -> Mapping[str, Any]:
    rows = rows_of(actor, today, SHOWN + 1)
    return {
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "due": due_for(actor, today),
        "may_count": may_do(actor, Verb.SEE_VILLAGE_COUNTS) is None,
    }


def due_for(actor: Actor, today: date) -> list[Due]:
    """For every own group: when to meet next, whether the decree needs renewing."""
    window = number("network.active_window_days", today)
    warn = number("network.decree_warn_days", today)
    expiring = {group.pk for group in expiring_decrees(actor, today, warn)}
    return [
        _due(
            group,
            village_summary(actor, group.place, today, today, group.id),
            today,
            window,
            expiring,
        )
        for group in own_groups(actor)
    ]


def _due(
    group: OwnGroup, summary: VillageSummary, today: date, window: int, expiring: set[Any]
) -> Due:
    last = summary.last_meeting
    meet_by = last + timedelta(days=window - 1) if last else None
    late = meet_by is None or meet_by < today
    letters = unread_by(group.id, group.place)
    return Due(group, summary, meet_by, late, group.id in expiring, letters)
