"""What do I do now? A card for each kind of worry: do, leave, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pabolo.doors.shared.reports.questions import WORRIES
from pabolo.doors.village.frame import page


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of worry: what helps, what harms."""

    title: Promise
    do: Sequence[Promise]
    leave: Sequence[Promise]


_DO: dict[str, Sequence[Promise]] = {
    "FIS": (
        _("If the child is hurt, go to the puskesmas first. A report can follow."),
        _("Take the child to an adult it trusts, away from the person who hit it."),
        _("Remember what you saw: day, place, the child's own words."),
    ),
    "SEK": (
        _("Stay with the child. Say: it is not your fault, thank you for telling."),
        _("Send the alarm today. The office has 3 × 24 hours to report to the police."),
        _("Keep the clothes as they are. The puskesmas or hospital helps first, day or night."),
    ),
    "PSI": (
        _("Talk about something light first. Let the child choose when to tell."),
        _("Tell the office who is with the child every day."),
    ),
    "PEN": (
        _("See that the child eats and is looked after tonight."),
        _("Ask what the family lacks. Often help is what is missing, not love."),
        _("A sick child who gets no treatment goes to the puskesmas now."),
    ),
    "EKS": (
        _("Note what work, how many hours, and whether the child still goes to school."),
        _("Send the alarm. The office brings in the labour and education offices."),
    ),
    "TPO": (
        _("Call 110 at once. Hours matter."),
        _("Remember who came, which vehicle, and where they said they would go."),
    ),
    "PERKAWINAN": (
        _("Send the alarm before the day is fixed. 19 is the lowest age (UU 16/2019)."),
        _("Listen to the girl or boy alone, without the family."),
        _("Tell the family that the office can talk with them, and with the KUA."),
    ),
    "LAI": (
        _("You need not know what it is called. Tell the office what makes you uneasy."),
        _("If a child speaks of dying or has run away, call first."),
    ),
}
_LEAVE: dict[str, Sequence[Promise]] = {
    "FIS": (
        _("Do not ask the person who may have hit to explain. That is not your task."),
        _("Do not photograph wounds. The doctor writes them down."),
    ),
    "SEK": (
        _("Do not ask for details. One telling to trained people is enough."),
        _("No peace talks, no money, no marriage. The law forbids it (UU 12/2022, Pasal 23)."),
        _("Do not wash the child or the clothes before the examination, if it can wait."),
    ),
    "PSI": (_("Do not call the child spoiled or too sensitive."),),
    "PEN": (_("Do not scold the parents in front of the child or the neighbours."),),
    "EKS": (_("Do not close the work place down yourself. The child may pay for it."),),
    "TPO": (_("Do not follow or negotiate. You may put the child and yourself in danger."),),
    "PERKAWINAN": (_("Do not witness or sign for it, and do not help change an age on paper."),),
    "LAI": (_("Do not wait until you are sure."),),
}


def cards() -> list[Card]:
    """The cards, in the order in which the alarm asks."""
    return [Card(title, _DO[code], _LEAVE[code]) for code, title in WORRIES]


def coded_cards() -> list[tuple[str, Card]]:
    """The same with the code of the worry, for the field app."""
    return [(code, Card(title, _DO[code], _LEAVE[code])) for code, title in WORRIES]


@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """All cards on one page, folded."""
    return page(request, "guidance", {"cards": cards()})
