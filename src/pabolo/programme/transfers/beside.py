"""What another unit wrote of a child whose record is here already, in words, each on its side.

Our own record stays as it is: who knows the child compares, and corrects it where theirs is newer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from pabolo.ground.policy.queries import label
from pabolo.programme.cases.actions.opening import IncidentTold
from pabolo.programme.cases.facets import Perpetrator
from pabolo.programme.cases.kinds.transfer import CarriedRow
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.transfers import fitting
from pabolo.programme.transfers.shape import Content, Incident
from pabolo.programme.transfers.telling import MOST_TEXT, said
from pabolo.rules.transfer import Part
from pabolo.rules.vocabulary import Facet

Texts = Iterable[tuple[Facet, Part, str]]


def rows_beside(content: Content, told: Collection[Incident]) -> Mapping[Facet, list[CarriedRow]]:
    """The child, its places, and those of the incidents that are no row of their own (`told`)."""
    found: dict[Facet, list[CarriedRow]] = {}
    day = content.made_at.date()
    texts = [*_of_child(content)]
    for one in told:
        texts += _of_incident(fitting.incident_of(one, on=day))
    for facet, part, text in texts:
        if text:
            row = CarriedRow(on=day.isoformat(), kind=part.value, text=text[:MOST_TEXT])
            found.setdefault(facet, []).append(row)
    return found


def _of_child(content: Content) -> Iterator[tuple[Facet, Part, str]]:
    day = content.made_at.date()
    if content.child is not None:
        who = fitting.identity_of(content.child, on=day)
        yield Facet.IDENTITY, Part.CHILD, _who(who)
        yield Facet.IDENTITY, Part.DOCUMENTS, said(("NIK", who.nik), ("", "; ".join(who.documents)))
        yield Facet.IDENTITY, Part.CARERS, said(("", "; ".join(who.carers)), ("", who.contact))
        yield Facet.IDENTITY, Part.SCHOOL, _school(who)
    if content.places is not None:
        yield Facet.LOCATION, Part.PLACES, _where(fitting.places_of(content.places))


def _known(of_list: str, code: str) -> str:
    return label(of_list, code) if code not in ("", fitting.UNKNOWN, "DX") else ""


def _who(who: ChildIdentity) -> str:
    age = f"{who.stated_age} ({who.stated_on})" if who.stated_age is not None else ""
    return said(
        ("", "; ".join((who.name, *who.other_names)).strip("; ")),
        ("", _known("sex", who.sex)),
        (_("Date of birth"), who.birth),
        (_("Age"), age),
        ("", _known("disability", who.disability)),
        ("", who.accommodation),
    )


def _school(who: ChildIdentity) -> str:
    education, status = _known("education", who.education), who.school_status
    return said(("", who.school), ("", education), ("", _known("school_status", status)))


def _where(places: ChildPlaces) -> str:
    paper = " ".join(filter(None, (places.domicile, places.domicile_note)))
    return said((_("On paper"), paper), (_("Now"), " ".join((places.now, places.now_note)).strip()))


def _of_incident(told: IncidentTold) -> Texts:
    story, people = told.story, told.accused.people
    yield Facet.NARRATIVE, Part.STORY, said(("", story.text), ("", story.place_note))
    yield Facet.ACCUSED, Part.ACCUSED, "\n".join(filter(None, map(_accused, people)))


def _accused(who: Perpetrator) -> str:
    line = (who.name, _known("relation", who.relation), _known("sex", who.sex), who.age)
    return said(("", ", ".join(filter(None, line))), ("", who.note))
