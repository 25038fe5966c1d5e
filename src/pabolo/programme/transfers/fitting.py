"""Making what came from another unit fit to be kept: cleaned texts, codes that exist here."""

from datetime import date, datetime

from pabolo.ground.places.queries import exists
from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases.actions.opening import IncidentTold, Opening
from pabolo.programme.cases.facets import IncidentAccused, IncidentFacts, IncidentStory, Perpetrator
from pabolo.programme.cases.kinds.transfer import CarriedRow
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    People,
    Story,
    ToldChild,
    Whereabouts,
)
from pabolo.programme.intake.told import Told
from pabolo.programme.transfers.shape import Child, Content, Incident, Places, Suspect
from pabolo.rules.ages import Birth, PartialDate, check_birth, read_partial_date
from pabolo.rules.decisions import Refusal
from pabolo.rules.risk import RiskFacts
from pabolo.rules.text import clean, clean_line
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import Facet, Risk

UNKNOWN = "NA"
KEPT_SIDES = frozenset({Facet.NARRATIVE, Facet.CARE, Facet.HEALTH, Facet.LEGAL})
ROLES = frozenset({"A1", "A2", "A3"})


def line(text: str) -> str:
    """One line without what hides or turns."""
    return clean_line(text).text


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Lines that say something."""
    return tuple(found for found in map(line, texts) if found)


def _code(of_list: str, code: str, on: date, unknown: str = UNKNOWN) -> str:
    return code if is_code(of_list, code, on) else unknown


def _codes(of_list: str, codes: tuple[str, ...], on: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if is_code(of_list, code, on)))


def _day(text: str) -> str:
    return "" if not text or isinstance(read_partial_date(text), Refusal) else text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _birth(text: str, on: date) -> str:
    """The date of birth, unless nobody in this register can have been born then."""
    found = read_partial_date(text) if text else None
    if not isinstance(found, PartialDate):
        return ""
    return "" if check_birth(Birth(born=found), today=on) is not None else text


def identity_of(child: Child, *, on: date) -> ChildIdentity:
    """Who the child is, as this office keeps it."""
    stated = child.stated_age if _is_day(child.stated_on) else None
    birth = _birth(child.birth, on)
    return ChildIdentity(
        name=line(child.name),
        other_names=lines(child.other_names),
        sex=child.sex if child.sex in {"P", "L"} else UNKNOWN,
        birth=birth,
        birth_estimated=child.birth_estimated,
        stated_age=stated,
        stated_on=child.stated_on if stated is not None else "",
        unborn=child.unborn,
        nik=line(child.nik),
        documents=lines(child.documents),
        school=line(child.school),
        education=_code("education", child.education, on),
        school_status=_code("school_status", child.school_status, on, ""),
        disability=_code("disability", child.disability, on, "DX"),
        accommodation=line(child.accommodation),
        carers=lines(child.carers),
        contact=line(child.contact),
    )


def places_of(places: Places | None) -> ChildPlaces:
    """Where the child lives; a village that is not of this regency stays in words."""
    if places is None:
        return ChildPlaces()
    return ChildPlaces(
        domicile=places.domicile if exists(places.domicile) else "",
        domicile_note=_noted(places.domicile, places.domicile_note),
        now=places.now if exists(places.now) else "",
        now_note=_noted(places.now, places.now_note),
    )


def _noted(code: str, note: str) -> str:
    elsewhere = "" if not code or exists(code) else line(code)
    return " ".join(part for part in (line(note), elsewhere) if part)


def _perpetrator(one: Suspect, on: date) -> Perpetrator:
    return Perpetrator(
        name=line(one.name),
        relation=_code("relation", one.relation, on),
        sex=one.sex if one.sex in {"P", "L"} else UNKNOWN,
        age=line(one.age),
        is_child=one.is_child,
        lives_with_child=one.lives_with_child,
        has_access=one.has_access,
        note=clean(one.note).text,
    )


def incident_of(one: Incident, *, on: date) -> IncidentTold:
    """An incident as this office keeps it."""
    return IncidentTold(
        facts=IncidentFacts(
            forms=_codes("violence_form", one.forms, on) or ("LAI",),
            sub_forms=_codes("sexual_violence", one.sub_forms, on),
            modifiers=_codes("violence_flag", one.modifiers, on),
            place_kind=_code("scene", one.place_kind, on),
            village=one.village if exists(one.village) else "",
            happened_on=_day(one.happened_on),
            repeated=one.repeated,
        ),
        story=IncidentStory(text=clean(one.story).text, place_note=line(one.place_note)),
        accused=IncidentAccused(people=tuple(_perpetrator(who, on) for who in one.accused)),
    )


def is_of_sexual_violence(content: Content) -> bool:
    """Whether what came tells of sexual violence, whatever the risk says."""
    return any(is_sexual((*one.forms, *one.sub_forms)) for one in content.incidents)


def opening_of(content: Content, *, on: date) -> Opening:
    """What the case is opened with: the child, the first incident, the danger as it was read."""
    first = content.incidents[0] if content.incidents else Incident(forms=("LAI",))
    child = content.child or Child(name="")
    return Opening(
        identity=identity_of(child, on=on),
        places=places_of(content.places),
        told=incident_of(first, on=on),
        roles=tuple(role for role in first.roles if role in ROLES) or ("A1",),
        risk=RiskFacts(sexual_violence=is_of_sexual_violence(content) or None),
        assessed=level_of(content),
        note=line(f"{content.origin.name}, {content.number}"),
    )


def level_of(content: Content) -> Risk:
    """The risk as it was read there; unknown counts as not assessed."""
    level = content.danger.level if content.danger else ""
    return Risk(level) if level in set(Risk) else Risk.NOT_ASSESSED


def told_of(content: Content, *, on: date) -> Told:
    """The report that the hand-over is, from the unit that sent it."""
    child = identity_of(content.child or Child(name=""), on=on)
    told = [incident_of(one, on=on) for one in content.incidents]
    forms = tuple(dict.fromkeys(form for one in told for form in one.facts.forms))
    people = [who for one in told for who in one.accused.people][:6]
    return Told(
        story=Story(
            worries=forms,
            text=clean("\n\n".join(one.story.text for one in told if one.story.text)).text
            or line(content.note)
            or line(content.number),
        ),
        people=People(
            children=(ToldChild(name=child.name, sex=child.sex, unborn=child.unborn),),
            reporter_kind="APH",  # a unit is an office, no civil society organisation
            reporter_name=line(content.origin.name),
            reporter_contact=line(content.origin.phone),
        ),
        place=Whereabouts(village=told[0].facts.village if told else ""),
        accused=Accused(
            people=tuple(AccusedTold(name=who.name, relation=who.relation) for who in people)
        ),
    )


def disclosed_at(content: Content, at: datetime) -> datetime | None:
    """When the child first told a provider of help; never later than now."""
    first = content.first_disclosure_at
    if first is None or first.tzinfo is None:
        return None
    return min(first, at)


def side_of(name: str) -> Facet:
    """On which side of the file it is kept; what is unknown goes to the story's."""
    known = name in set(Facet) and Facet(name) in KEPT_SIDES
    return Facet(name) if known else Facet.NARRATIVE


def rows_of(rows: tuple[CarriedRow, ...]) -> tuple[CarriedRow, ...]:
    """What was written there, cleaned."""
    return tuple(
        CarriedRow(on=line(row.on), kind=line(row.kind), text=clean(row.text).text) for row in rows
    )
