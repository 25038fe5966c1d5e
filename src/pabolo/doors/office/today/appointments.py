"""What is arranged for today, with an hour: visits, hearings, conferences.

A part of the work that keeps appointments adds its source here. There is none yet, and then the
page shows no such part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pabolo.rules.actors import Actor


@dataclass(frozen=True, slots=True)
class Appointment:
    """When, what, about which file (its code), and the page of it. No name of a child."""

    at: datetime
    text: str
    name: str
    link: str


type Source = Callable[[Actor, datetime], list[Appointment]]

SOURCES: Sequence[Source] = ()


def appointments_of(actor: Actor, at: datetime) -> list[Appointment]:
    """What this person has arranged for the day, the soonest first."""
    return sorted((one for ask in SOURCES for one in ask(actor, at)), key=lambda one: one.at)
