"""The opening form as a whole: its parts, what they start with, and the opening they give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import QueryDict

from pabolo.doors.office.cases.opening.asked import (
    MOST_PEOPLE,
    UNKNOWN,
    Asked,
    CaseForm,
    ChildForm,
    IncidentForm,
    PersonForm,
    is_empty,
    known_forms,
)
from pabolo.doors.shared.forms import PartialDate
from pabolo.programme.cases.actions.opening import IncidentTold, Opening
from pabolo.programme.cases.facets import IncidentAccused, IncidentFacts, Perpetrator
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.intake.facets import AccusedTold, ToldChild
from pabolo.programme.intake.queries.sheet import Opened
from pabolo.programme.intake.risk import facts_of
from pabolo.programme.intake.told import MARRIAGE, Told
from pabolo.rules.risk import RiskFacts
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import Risk

type Start = Mapping[str, object]


@dataclass(slots=True)
class Sheets:
    """Every part of the form. A known child has no child part, a known incident no incident."""

    case: CaseForm
    child: ChildForm | None
    incident: IncidentForm | None
    people: list[PersonForm]

    @property
    def all(self) -> Sequence[Asked]:
        """Every part, in the order of the page."""
        first = [part for part in (self.child, self.incident) if part is not None]
        return [*first, *self.people, self.case]

    def is_valid(self) -> bool:
        """Whether every part can be read; all of them are, so that all faults show at once."""
        return not [part for part in self.all if not part.is_valid()]

    @property
    def accused(self) -> tuple[Perpetrator, ...]:
        """Alleged perpetrators of whom something was said."""
        people = (form.person() for form in self.people)
        return tuple(person for person in people if not is_empty(person))


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be asked again: the child, or the incident a sibling's case told."""

    child_id: UUID | None = None
    identity: ChildIdentity | None = None
    places: ChildPlaces | None = None
    incident_id: UUID | None = None
    told: IncidentTold | None = None


def empty(start: "Carried", known: Known, *, may_assign: bool, people: int = 1) -> Sheets:
    """The form before anybody typed, with what the officer opened of the report."""
    told = [*start.people, *[{} for _n in range(people - len(start.people))]]
    apart = known.incident_id is not None
    return Sheets(
        case=CaseForm(prefix="k", initial=dict(start.case), may_assign=may_assign),
        child=None if known.child_id else ChildForm(prefix="a", initial=dict(start.child)),
        incident=None if apart else IncidentForm(prefix="j", initial=dict(start.incident)),
        people=[]
        if apart
        else [PersonForm(prefix=f"t{n}", initial=dict(one)) for n, one in enumerate(told)],
    )


def typed(data: QueryDict, known: Known, *, may_assign: bool) -> Sheets:
    """The form as it came back."""
    count = 0 if known.incident_id else people_in(data)
    return Sheets(
        case=CaseForm(data, prefix="k", may_assign=may_assign),
        child=None if known.child_id else ChildForm(data, prefix="a"),
        incident=None if known.incident_id else IncidentForm(data, prefix="j"),
        people=[PersonForm(data, prefix=f"t{n}") for n in range(count)],
    )


def people_in(data: QueryDict) -> int:
    """How many forms of alleged perpetrators were sent."""
    text = data.get("people", "1")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 1
    return min(max(count, 1), MOST_PEOPLE)


def one_more(data: QueryDict) -> QueryDict:
    """The same answers with room for one more alleged perpetrator."""
    copy = data.copy()
    copy["people"] = str(min(people_in(data) + 1, MOST_PEOPLE))
    return copy


def told_in(sheets: Sheets, known: Known) -> IncidentTold:
    """What happened: as typed, or as the sibling's case told it."""
    if known.told is not None:
        return known.told
    assert sheets.incident is not None
    return IncidentTold(
        facts=sheets.incident.facts(),
        story=sheets.incident.story(),
        accused=IncidentAccused(people=sheets.accused),
    )


def danger(facts: IncidentFacts, people: Sequence[Perpetrator], signs: Sequence[str]) -> RiskFacts:
    """What bears on danger: signs that were ticked, and what the answers say by themselves."""
    sexual = is_sexual((*facts.forms, *facts.sub_forms))
    found = facts_of(Told(), signs, sexual=sexual)
    home = any(person.lives_with_child for person in people)
    reach = home or any(person.has_access for person in people)
    return replace(
        found,
        accused_lives_with_child=home or found.accused_lives_with_child,
        accused_has_access=reach or found.accused_has_access,
    )


def opening_of(sheets: Sheets, known: Known, *, on: date) -> Opening:
    """All that is needed to open the case, once every part is valid."""
    chosen = sheets.case.cleaned_data
    told = told_in(sheets, known)
    child = sheets.child
    identity = known.identity or (child.identity(on) if child else None)
    places = known.places or (child.whereabouts() if child else None)
    worker = chosen.get("worker", "")
    assert identity is not None
    return Opening(
        identity=identity,
        places=places or ChildPlaces(),
        told=told,
        roles=tuple(chosen["roles"]) or ("A1",),
        child_id=known.child_id,
        incident_id=known.incident_id,
        risk=danger(told.facts, told.accused.people, chosen["signs"]),
        assessed=Risk(chosen["assessed"]),
        authority=chosen["authority"] or "K1",
        light=chosen["light"],
        worker_id=UUID(worker) if worker else None,
        note=chosen["note"],
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What the opened sides of a report put into the form."""

    child: Start
    incident: Start
    people: Sequence[Start]
    case: Start


def _years(child: ToldChild) -> int | None:
    if child.unborn or not child.age.isdigit():
        return None
    return int(child.age) // 12 if child.age_unit == "month" else int(child.age)


def _child(child: ToldChild | None, searched: str) -> Start:
    start = {"sex": UNKNOWN, "disability": "DX", "education": UNKNOWN, "name": searched}
    if child is None:
        return start
    return start | {
        "name": child.name or searched,
        "sex": child.sex,
        "stated_age": _years(child),
        "unborn": child.unborn,
    }


def _person(person: AccusedTold) -> Start:
    answer = {"yes": "yes", "no": "no"}
    return {
        "name": person.name,
        "relation": "" if person.relation == UNKNOWN else person.relation,
        "lives_with_child": answer.get(person.lives_with_child, ""),
        "has_access": answer.get(person.has_access, ""),
        "is_child": "yes" if person.is_child else "",
    }


def _incident(opened: Opened) -> Start:
    start: dict[str, object] = {}
    if opened.story:
        story = opened.story
        start |= {
            "forms": known_forms(story.worries),
            "modifiers": ["PERKAWINAN"] if MARRIAGE in story.worries else [],
            "text": story.text,
            "happened": PartialDate.parse(story.happened_on) if story.happened_on else None,
        }
    if opened.place:
        start |= {
            "village": opened.place.village,
            "place_note": opened.place.text,
            "place_kind": "" if opened.place.place_kind == UNKNOWN else opened.place.place_kind,
        }
    return start


def meant(opened: Opened, searched: str) -> ToldChild | None:
    """Which of the children told about was searched for: the one of that name, else the first."""
    children = opened.people.children if opened.people else ()
    same = [child for child in children if child.name.casefold() == searched.casefold()]
    return next(iter([*same, *children]), None)


def carried(opened: Opened, searched: str, signs: Sequence[str]) -> Carried:
    """What the officer opened of the report, ready to be corrected in the form."""
    child = meant(opened, searched)
    people = opened.accused.people if opened.accused else ()
    told_signs = opened.story.signs if opened.story else ()
    return Carried(
        child=_child(child, searched),
        incident=_incident(opened),
        people=[_person(person) for person in people],
        case={
            "roles": ["A1"],
            "authority": "K1",
            "assessed": "not_assessed",
            "signs": list(dict.fromkeys([*told_signs, *signs])),
            "note": child.note if child else "",
        },
    )
