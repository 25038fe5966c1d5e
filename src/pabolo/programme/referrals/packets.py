"""Filling a packet: which facts of a case stand behind the parts that the rules allow."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.referrals.facets import Asked, Packet, Row
from pabolo.programme.referrals.labels import BASIS
from pabolo.rules.ages import AgeReading, age_band
from pabolo.rules.packets import Part, ReferralPurpose, packet_for
from pabolo.rules.vocabulary import LegalBasis

DISTRICT_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What a packet may be filled from. The story, the accused and health are not even here.

    `contact`: whom to call, with the telephone of the unit. `police`: number of the report.
    """

    asked: Asked
    basis: LegalBasis | None
    identity: ChildIdentity
    places: ChildPlaces
    stats: CaseStats
    contact: str
    police: str = ""


def _band(known: Known) -> str:
    age = known.stats.age_at_report
    return label("age_band", age_band(None if age is None else AgeReading(age, age)))


def _needs(known: Known) -> str:
    child = known.identity
    said = "" if child.disability in ("DX", "D0") else label("disability", child.disability)
    return ", ".join(part for part in (said, child.accommodation) if part)


def _district(known: Known) -> str:
    """Where the child lives on paper; never where it is now: that may be a shelter."""
    village = known.places.domicile
    return full_name(village[:DISTRICT_DIGITS]) if village else ""


def _village(known: Known) -> str:
    return full_name(known.places.domicile) if known.places.domicile else ""


def _listed(of: str, codes: Iterable[str]) -> str:
    return ", ".join(label(of, code) for code in codes)


def _education(known: Known) -> str:
    code = known.identity.education
    return "" if code == "NA" else label("education", code)


def _sex(known: Known) -> str:
    return "" if known.identity.sex == "NA" else label("sex", known.identity.sex)


FILLS: Mapping[Part, Callable[[Known], str]] = {
    Part.SERVICE: lambda known: known.asked.service,
    Part.QUESTION: lambda known: known.asked.question,
    Part.URGENCY: lambda known: _("Urgent: please today") if known.asked.urgent else _("Usual"),
    Part.ANSWER_BY: lambda known: known.asked.answer_by,
    Part.BASIS: lambda known: str(BASIS[known.basis]) if known.basis else "",
    Part.CONTACT: lambda known: known.contact,
    Part.SEX: _sex,
    Part.AGE_BAND: _band,
    Part.NAME: lambda known: known.identity.name,
    Part.BIRTH: lambda known: known.identity.birth,
    Part.SCHOOL: lambda known: known.identity.school,
    Part.EDUCATION: _education,
    Part.NEEDS: _needs,
    Part.DISTRICT: _district,
    Part.VILLAGE: _village,
    Part.FORMS: lambda known: _listed("violence_form", known.stats.forms),
    Part.INCIDENT_DAY: lambda known: ", ".join(known.stats.incident_days),
    Part.POLICE_NUMBER: lambda known: known.police,
}


def allowed(asked: Asked, basis: LegalBasis | None) -> frozenset[Part]:
    """The parts that this partner may see for this question."""
    return packet_for(ReferralPurpose(asked.purpose), asked.kind, basis)


def rows_for(known: Known, chosen: Collection[Part] | None = None) -> tuple[Row, ...]:
    """What the partner sees: the allowed parts that are known, less what was taken away."""
    parts = allowed(known.asked, known.basis)
    wanted = parts if chosen is None else parts & set(chosen)
    filled = ((part, FILLS[part](known)) for part in Part if part in wanted)
    return tuple(Row(part.value, text) for part, text in filled if text)


def packet_of(known: Known, code: str, chosen: Collection[Part]) -> Packet:
    """The packet as it is sealed into the slip."""
    asked = known.asked
    return Packet(agency=asked.agency, name=asked.name, code=code, rows=rows_for(known, chosen))


def answer_day(asked: Asked) -> date:
    """Until when an answer is awaited."""
    return date.fromisoformat(asked.answer_by)
