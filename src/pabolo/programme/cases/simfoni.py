"""A case in SIMFONI's fields: which codes, days and words stand for each. Opens nothing."""

from collections.abc import Iterable

from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import codes as codes_of
from pabolo.ground.policy.queries import label, maps_to, simfoni_label
from pabolo.programme.cases.facets import CaseStats, InSimfoni, Perpetrator
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.ages import AgeReading, age_band
from pabolo.rules.simfoni import Field, Words, differences, is_for_simfoni

type Codes = dict[str, tuple[str, ...]]

_PLACE_FIELDS = frozenset({"case.village", "victim.district"})
_DAYS = frozenset({"case.reported_on", "case.happened_on", "case.police", "victim.born"})
_INTO = {"scene_detail": "scene", "relation_detail": "relation", "service_detail": "service"}
_DETAILS = {into: detail for detail, into in _INTO.items()}


def _one(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


def coded(stats: CaseStats) -> Codes:
    """The fields that rest on the countable facts of a case."""
    age = stats.age_at_incident if stats.age_at_incident is not None else stats.age_at_report
    found: Codes = {
        "case.reported_on": _one(stats.opened_on),
        "case.happened_on": stats.incident_days,
        "case.forms": stats.forms,
        "case.scene": stats.place_kinds,
        "case.village": _one(stats.incident_village),
        "case.police": _one(_day(stats)),
        "reporter.channel": _one(stats.channel),
        "victim.sex": _one(stats.sex),
        "victim.age": _one(None if age is None else str(age)),
        "victim.age_band": _one(age_band(None if age is None else AgeReading(age, age))),
        "victim.education": _one(stats.education),
        "victim.disability": _one(stats.disability),
        "victim.district": _one(stats.domicile),
        "accused.relation": stats.relations,
        "services.given": stats.services,
    }
    if stats.sub_forms or "SEK" in stats.forms:
        found["case.sub_forms"] = stats.sub_forms
    return found


def _day(stats: CaseStats) -> str:
    return stats.police_reported_at.date().isoformat() if stats.police_reported_at else ""


def of_identity(identity: ChildIdentity) -> Codes:
    """The fields of the identity side."""
    return {
        "victim.name": _one(identity.name),
        "victim.nik": _one(identity.nik),
        "victim.born": _one(identity.birth),
    }


def of_places(places: ChildPlaces) -> Codes:
    """The address on paper. Where the child lives now, which may be a shelter, is never copied."""
    return {"victim.address": _one(places.domicile_note)}


def in_fields(identity: ChildIdentity, places: ChildPlaces) -> Codes:
    """Who the child is and where, in SIMFONI's fields."""
    return {**of_identity(identity), **of_places(places)}


def of_accused(people: Iterable[Perpetrator]) -> Codes:
    """Each alleged perpetrator without a name: what the published tables count."""
    found: Codes = {}
    for number, person in enumerate(dict.fromkeys(people), start=1):
        found[f"accused.{number}.sex"] = _one(person.sex)
        found[f"accused.{number}.age"] = _one(person.age)
        found[f"accused.{number}.occupation"] = _one(person.occupation)
    return found


def is_counted(stats: CaseStats) -> bool:
    """Whether SIMFONI counts this case at all."""
    return is_for_simfoni(stats.roles, stats.closing_reason)


def changed_since(stats: CaseStats) -> tuple[str, ...]:
    """Fields that say something else than what was entered; empty where nothing was entered."""
    known = stats.simfoni or InSimfoni()
    if known.values is None:
        return ()
    return tuple(dict.fromkeys((*differences(known.values, coded(stats)), *known.touched)))


def words_for(field: Field, code: str) -> Words:
    """What SIMFONI calls one value of a field; days and numbers are what they are."""
    if field.key in _PLACE_FIELDS:
        return Words((full_name(code),))
    if not field.codes:
        return Words((_as_typed(code) if field.key in _DAYS else code,))
    if found := simfoni_label(field.codes, code):
        return Words((found,))
    return _of_detail(field.codes, code)


def _as_typed(day: str) -> str:
    """A day as far as it is known, the way forms ask for it here: 24-11-2026, 11-2026, 2026."""
    return "-".join(reversed(day.split("-")))


def _of_detail(of_list: str, code: str) -> Words:
    detail = _DETAILS.get(of_list, "")
    words = tuple(simfoni_label(of_list, one) for one in maps_to(detail, code)) if detail else ()
    if len(words) == 1:
        return Words(words)
    return Words(options=words) if words else Words((_ours(of_list, code),), unknown=True)


def _ours(of_list: str, code: str) -> str:
    return label(of_list, code, "id")


def all_words(field: Field, codes: Iterable[str]) -> Words:
    """What SIMFONI calls all values of a field together."""
    found = [words_for(field, code) for code in codes if code]
    return Words(
        known=tuple(word for one in found for word in one.known),
        options=tuple(dict.fromkeys(word for one in found for word in one.options)),
        unknown=any(one.unknown for one in found),
    )


def offered(field: Field) -> list[str]:
    """The words that can be chosen for a field: SIMFONI's own where known, else ours."""
    if not field.codes:
        return []
    rows = codes_of(field.codes)
    return list(dict.fromkeys(row.simfoni_label or row.label_id for row in rows))
