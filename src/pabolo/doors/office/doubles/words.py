"""What speaks for one child and against it, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.duplicates import Evidence, Likeness

SAYS: Mapping[str, Promise] = {
    "name.same": _("The names are the same, also where they are spelt otherwise"),
    "name.same_single": _("Both go by the same single name"),
    "name.close": _("The names are almost the same"),
    "name.slip": _("The names differ by a letter"),
    "name.initial": _("One name is the other with an initial"),
    "name.alike": _("The names are alike"),
    "name.part": _("One name is a part of the other"),
    "name.short": _("One name may be short for the other"),
    "name.nickname": _("One is called by the other's name"),
    "name.common": _("They share a name that many have"),
    "name.little": _("The names are a little alike"),
    "name.other": _("The names are different"),
    "carer.same": _("The same carer"),
    "carer.part": _("A carer of a like name"),
    "carer.other": _("Different carers"),
    "birth.day": _("Born on the same day"),
    "birth.slip": _("The days of birth differ by a slip: a year, or day and month"),
    "birth.near": _("Born about the same time, as far as known"),
    "birth.open": _("The birth can be the same; it is known roughly"),
    "birth.loose": _("The ages as told are up to a year apart"),
    "birth.apart": _("Born at different times"),
    "birth.far": _("Born years apart"),
    "sex.same": _("The same sex"),
    "sex.other": _("A girl and a boy"),
    "village.same": _("The same village"),
    "village.near": _("The same district"),
    "village.other": _("Villages in different districts"),
    "school.same": _("The same school"),
    "school.other": _("Different schools"),
    "phone.same": _("The same telephone number"),
    "document.same": _("The same number on a document"),
    "document.slip": _("Numbers on documents that differ by one digit"),
    "document.other": _("Different population numbers"),
    "incident.two": _("Both were written down as two children of one incident"),
    "siblings": _("Another name in the same house: brothers, sisters or twins"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence: the sentence, and its weight."""

    sentence: Promise
    points: float


def said(evidence: Iterable[Evidence]) -> list[Said]:
    """The evidence in words, in its order."""
    return [Said(SAYS[one.code], one.points) for one in evidence]


def shortly(codes: Iterable[tuple[str, float]], most: int = 3) -> str:
    """The strongest few in one line, for a list."""
    ranked = sorted(codes, key=lambda one: -one[1])
    return ". ".join(str(SAYS[code]) for code, points in ranked[:most] if points > 0)


def why(likeness: Likeness, most: int = 3) -> str:
    """The same of a comparison just made."""
    return shortly(((one.code, one.points) for one in likeness.speaks_for), most)
