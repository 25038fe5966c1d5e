"""The sides of a case's file: each shut until asked for, in words once opened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.history import QUIET, Names, told_of
from pabolo.doors.shared.reports.summary import partial_words
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.facets import IncidentFacts, Perpetrator
from pabolo.programme.cases.queries.files import CaseFile, IncidentFile, child_of, incident_files
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

SIDES = (Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.ACCUSED, Facet.HEALTH, Facet.LEGAL)
YES_NO_UNKNOWN = {True: "yes", False: "no", None: ""}

type Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the file: its lines where it was opened, else None. `holds`: what it is for."""

    key: str
    name: str
    holds: str
    lines: Lines | None


def names_of_sides() -> dict[Facet, tuple[str, str]]:
    """What the sides of a file are called, and what each holds."""
    return {
        Facet.IDENTITY: (_("Identity"), _("Name, birth, school, carers")),
        Facet.LOCATION: (_("Three places"), _("Address on paper, where the child is now")),
        Facet.NARRATIVE: (_("Story and daily work"), _("What happened, assessment, notes")),
        Facet.ACCUSED: (_("Alleged perpetrators"), _("Kept apart from everything else")),
        Facet.HEALTH: (_("Health and psychology"), _("Notes of doctor and psychologist")),
        Facet.LEGAL: (_("Legal"), _("Stages of the legal process, notes of the counsel")),
    }


def birth_words(identity: ChildIdentity) -> str:
    """When the child was born, as far as known; a guess says that it is one."""
    if identity.unborn:
        return _("not yet born")
    if identity.birth:
        guess, born = _("estimated"), partial_words(identity.birth)
        return f"{born} ({guess})" if identity.birth_estimated else born
    if identity.stated_age is not None:
        return _("about %(n)s years, as told") % {"n": identity.stated_age}
    return ""


def identity_lines(identity: ChildIdentity) -> Lines:
    """Who the child is, in rows."""
    school = (identity.school, label("education", identity.education))
    return [
        (_("Name"), identity.name),
        (_("Also called"), ", ".join(identity.other_names)),
        (_("Sex"), label("sex", identity.sex)),
        (_("Born"), birth_words(identity) or _("not known")),
        (_("Carers"), ", ".join(identity.carers)),
        (_("School"), ", ".join(part for part in school if part)),
        (_("Disability"), label("disability", identity.disability)),
        (_("Helps"), label("accommodation", identity.accommodation)),
        (_("Documents"), ", ".join(identity.documents) or _("none seen: no obstacle")),
        (_("Contact"), identity.contact),
    ]


def where(code: str, note: str = "") -> str:
    """A place in words; "not known" where nothing is."""
    parts = (full_name(code) if code else "", note)
    return ", ".join(part for part in parts if part) or _("not known")


def place_lines(
    places: ChildPlaces, incidents: Iterable[IncidentFacts], *, sheltered: bool = False
) -> Lines:
    """The three places, each said for itself. A shelter is never named."""
    happened = dict.fromkeys(where(facts.village) for facts in incidents if facts.village)
    now = _("Shelter: never shown or printed")
    return [
        (_("On paper"), where(places.domicile, places.domicile_note)),
        (
            _("Lives now"),
            now if sheltered or places.now_sealed else where(places.now, places.now_note),
        ),
        (_("Where it happened"), "; ".join(happened) or _("not known")),
    ]


def _answered(question: str, answer: bool | None) -> str:
    if answer is None:
        return ""
    word = _("yes") if answer else _("no")
    return f"{question}: {word}"


def perpetrator_words(person: Perpetrator) -> str:
    """One alleged perpetrator in a sentence."""
    known = (
        person.name or _("name not known"),
        label("sex", person.sex) if person.sex != "NA" else "",
        person.age,
        label("occupation", person.occupation) if person.occupation != "NA" else "",
        _("is a child") if person.is_child else "",
        _answered(_("lives with the child"), person.lives_with_child),
        _answered(_("can reach the child"), person.has_access),
        person.note,
    )
    return ", ".join(part for part in known if part)


def _accused(incidents: Iterable[IncidentFile]) -> Lines:
    told = (
        (label("relation", person.relation), perpetrator_words(person))
        for one in incidents
        if one.accused
        for person in one.accused.people
    )
    return list(dict.fromkeys(told))  # the same person in two incidents is told once


def facts_words(facts: IncidentFacts) -> str:
    """What kind of incident, where and when, in one line."""
    forms = [label("violence_form", code) for code in facts.forms]
    forms += [label("sexual_violence", code) for code in facts.sub_forms]
    forms += [label("violence_flag", code) for code in facts.modifiers]
    scene = label("scene", facts.place_kind) if facts.place_kind != "NA" else ""
    parts = (", ".join(forms), scene, partial_words(facts.happened_on))
    return ". ".join(part for part in parts if part)


def _stories(incidents: Iterable[IncidentFile]) -> Lines:
    return [
        (facts_words(one.facts), " ".join(filter(None, (one.story.text, one.story.place_note))))
        for one in incidents
        if one.story
    ]


def _written(file: CaseFile, side: Facet, names: Names) -> Lines:
    """Lines of the journal that were sealed under this side, newest first."""
    lines: Lines = []
    for shown in reversed(file.lines):
        if shown.line is None or isinstance(shown.line, QUIET):
            continue
        if shown.entry.facet == side.value:
            said = told_of(shown.line, names)
            lines.append((said.title, said.text))
    return lines


def _opened(file: CaseFile, names: Names) -> Mapping[Facet, Callable[[], Lines]]:
    incidents = incident_files(file)
    identity, places = child_of(file)
    facts = [one.facts for one in incidents]
    return {
        Facet.IDENTITY: lambda: identity_lines(identity) if identity else [],
        Facet.LOCATION: lambda: (
            place_lines(places, facts, sheltered=file.state.stay is not None) if places else []
        ),
        Facet.NARRATIVE: lambda: _stories(incidents) + _written(file, Facet.NARRATIVE, names),
        Facet.ACCUSED: lambda: _accused(incidents),
        Facet.HEALTH: lambda: _written(file, Facet.HEALTH, names),
        Facet.LEGAL: lambda: _written(file, Facet.LEGAL, names),
    }


def sides_of(file: CaseFile, actor: Actor, names: Names) -> list[Side]:
    """The sides the person's post opens, each shut until asked for."""
    called, allowed = names_of_sides(), facets_of(actor)
    lines = _opened(file, names)
    return [
        Side(
            side.value,
            *called[side],
            [row for row in lines[side]() if row[1]] if side in file.facets else None,
        )
        for side in SIDES
        if side in allowed
    ]
