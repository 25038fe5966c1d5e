"""What is arranged for today, with an hour: visits, hearings, conferences.

A part of the work that keeps appointments adds its source here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pabolo.doors.office.cases.page import name_of
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.queries.conference import conferences_on
from pabolo.programme.cases.queries.court import dates_of
from pabolo.programme.cases.queries.visits import COMING, visits_for
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor


@dataclass(frozen=True, slots=True)
class Appointment:
    """When, what, about which file (its code), and the page of it. No name of a child."""

    at: datetime
    text: str
    name: str
    link: str


type Source = Callable[[Actor, datetime], list[Appointment]]


def _visits(actor: Actor, at: datetime) -> list[Appointment]:
    """Today's visits that the person makes or comes along on, where their hour may be seen."""
    today = day_of(at)
    return [
        Appointment(
            at=one.plan.starts_at,
            text=_("Visit"),
            name=name_of(one.visit.case_id),
            link=reverse("office:visit", args=[one.visit.pk]),
        )
        for one in visits_for(actor, on=today, at=at)
        if one.plan is not None and one.visit.day == today and one.visit.state in COMING
    ]


def _conferences(actor: Actor, at: datetime) -> list[Appointment]:
    """Today's case conferences at which the person is awaited."""
    return [
        Appointment(
            at=one.plan.starts_at,
            text=_("Case conference"),
            name=name_of(one.conference.case_id),
            link=reverse("office:conference", args=[one.conference.pk]),
        )
        for one in conferences_on(actor, on=day_of(at), at=at)
    ]


def _legal(actor: Actor, at: datetime) -> list[Appointment]:
    """Today's appointments with police and court; what they are, for who opens that side."""
    return [
        Appointment(
            at=one.starts_at,
            text=label("legal_date", one.kind) if one.kind else _("Appointment with a child"),
            name=name_of(one.case_id),
            link=reverse("office:case_legal" if one.kind else "office:case", args=[one.case_id]),
        )
        for one in dates_of(actor, on=day_of(at), at=at)
    ]


SOURCES: Sequence[Source] = (_visits, _conferences, _legal)


def appointments_of(actor: Actor, at: datetime) -> list[Appointment]:
    """What this person has arranged for the day, the soonest first; none for who opens no file."""
    if not facets_of(actor):
        return []
    return sorted((one for ask in SOURCES for one in ask(actor, at)), key=lambda one: one.at)
