"""What does SIMFONI-PPA ask of a case, what is still missing, and what has changed since?

The sheet follows SIMFONI in its own order: the case, who reported, the child harmed, who is said
to have done it, what was given. Its official form and numeric codes are not published; the fields
are those that its public tables and the ministry's training show. How our codes are worded there
is data (`simfoni_label` of the code lists), kept by the unit.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.duty_sources import SIMFONI_3
from pabolo.rules.vocabulary import ClosureReason, Facet, Role

VICTIM = "A1"
UNSAID = frozenset({"", "NA", "UX", "DX"})
NOT_RECORDED = frozenset({ClosureReason.DUPLICATE, ClosureReason.OUTSIDE_SCOPE})

type Values = Mapping[str, tuple[str, ...]]


class Part(StrEnum):
    """The parts of an entry, in SIMFONI's order."""

    CASE = "case"
    REPORTER = "reporter"
    VICTIM = "victim"
    ACCUSED = "accused"
    SERVICES = "services"


class Standing(StrEnum):
    """How one row of the sheet stands."""

    READY = "ready"
    UNKNOWN = "unknown"
    CHOOSE = "choose"
    MISSING = "missing"
    SHUT = "shut"


class InSimfoni(StrEnum):
    """What SIMFONI has of a case."""

    DIFFERS = "differs"
    NOT_ENTERED = "not_entered"
    ENTERED = "entered"
    LIGHT = "light"
    EARLIER = "earlier"
    NOT_FOR = "not_for"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of SIMFONI: its name there, where its value comes from here, on which side it lies.

    `codes` names the code list whose words are SIMFONI's; empty: a day, a number or words.
    `must`: an entry without it counts nowhere. `kept`: whether this system holds it at all; what
    it does not hold, whoever enters chooses from the list.
    """

    key: str
    part: Part
    name: str
    origin: str
    facet: Facet = Facet.STATS
    codes: str = ""
    must: bool = False
    kept: bool = True


_INCIDENT = msg("The incident")
_OPENING = msg("The opening of the case")
_IDENTITY = msg("The child's identity")
_PLACES = msg("The three places")
_BLAMED = msg("The alleged perpetrators")
_REPORT = msg("The report")
_SERVICES = msg("The log of services")
_POLICE = msg("The police report")
_NOWHERE = msg("Not kept here: ask, or choose “unknown” in SIMFONI")

FIELDS: tuple[Field, ...] = (
    Field("case.reported_on", Part.CASE, msg("Date of the complaint"), _OPENING, must=True),
    Field("case.happened_on", Part.CASE, msg("Date of the incident"), _INCIDENT),
    Field(
        "case.forms",
        Part.CASE,
        msg("Form of violence"),
        _INCIDENT,
        codes="violence_form",
        must=True,
    ),
    Field(
        "case.sub_forms",
        Part.CASE,
        msg("Kind of sexual violence"),
        _INCIDENT,
        codes="sexual_violence",
    ),
    Field("case.scene", Part.CASE, msg("Place of the incident"), _INCIDENT, codes="scene"),
    Field(
        "case.village", Part.CASE, msg("District and village of the incident"), _INCIDENT, must=True
    ),
    Field("case.story", Part.CASE, msg("Chronology"), _INCIDENT, Facet.NARRATIVE),
    Field("case.police", Part.CASE, msg("Date of the report to the police"), _POLICE),
    Field(
        "reporter.channel", Part.REPORTER, msg("How the complaint came"), _REPORT, codes="channel"
    ),
    Field(
        "reporter.kind",
        Part.REPORTER,
        msg("Who reported"),
        msg("The report; a name of the reporter is never copied"),
        codes="reporter",
        kept=False,
    ),
    Field(
        "victim.name", Part.VICTIM, msg("Name of the victim"), _IDENTITY, Facet.IDENTITY, must=True
    ),
    Field("victim.nik", Part.VICTIM, msg("NIK of the victim"), _IDENTITY, Facet.IDENTITY),
    Field("victim.sex", Part.VICTIM, msg("Sex of the victim"), _IDENTITY, codes="sex", must=True),
    Field("victim.born", Part.VICTIM, msg("Date of birth"), _IDENTITY, Facet.IDENTITY),
    Field("victim.age", Part.VICTIM, msg("Age in years"), _IDENTITY),
    Field(
        "victim.age_band",
        Part.VICTIM,
        msg("Age group"),
        _IDENTITY,
        codes="age_band",
        must=True,
    ),
    Field(
        "victim.education",
        Part.VICTIM,
        msg("Education of the victim"),
        _IDENTITY,
        codes="education",
    ),
    Field(
        "victim.occupation",
        Part.VICTIM,
        msg("Occupation of the victim"),
        _NOWHERE,
        codes="occupation",
        kept=False,
    ),
    Field(
        "victim.marital",
        Part.VICTIM,
        msg("Marital status of the victim"),
        _NOWHERE,
        codes="marital_status",
        kept=False,
    ),
    Field("victim.disability", Part.VICTIM, msg("Disability"), _IDENTITY, codes="disability"),
    Field("victim.district", Part.VICTIM, msg("District and village of residence"), _PLACES),
    Field("victim.address", Part.VICTIM, msg("Address"), _PLACES, Facet.LOCATION),
    Field(
        "accused.relation",
        Part.ACCUSED,
        msg("Relation to the victim"),
        _BLAMED,
        codes="relation",
        must=True,
    ),
    Field(
        "accused.sex", Part.ACCUSED, msg("Sex of the perpetrator"), _BLAMED, Facet.ACCUSED, "sex"
    ),
    Field("accused.age", Part.ACCUSED, msg("Age of the perpetrator"), _BLAMED, Facet.ACCUSED),
    Field(
        "accused.occupation",
        Part.ACCUSED,
        msg("Occupation of the perpetrator"),
        _BLAMED,
        Facet.ACCUSED,
        "occupation",
    ),
    Field("services.given", Part.SERVICES, msg("Services received"), _SERVICES, codes="service"),
)
BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
SIDES = (Facet.IDENTITY, Facet.LOCATION, Facet.ACCUSED, Facet.NARRATIVE)

# Codes whose "not known" is an answer that SIMFONI itself offers.
ANSWERS = frozenset({("relation", "NA"), ("education", "NA")})


def field_of(key: str) -> Field:
    """Which field is this? `accused.2.sex` is the second perpetrator's. KeyError for another.

    Source: fields of SIMFONI-PPA's published tables.
    """
    head, _dot, tail = key.partition(".")
    number, dot, rest = tail.partition(".")
    return BY_KEY[f"{head}.{rest}" if dot and number.isdigit() else key]


def number_in(key: str) -> int:
    """Which perpetrator does a key speak of? 0 where it speaks of none.

    Source: own design.
    """
    number = key.split(".")[1]
    return int(number) if number.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Words:
    """What SIMFONI calls something: one word each, or several to choose from, or none known."""

    known: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    unknown: bool = False


def standing_of(
    field: Field, codes: Collection[str], words: Words, *, chosen: bool, opened: bool
) -> Standing:
    """How does one row of the sheet stand?

    A person's own choice makes it ready. What is empty is missing where an entry counts nowhere
    without it, else an allowed answer. A code for which SIMFONI's word is not certain is chosen by
    a person.

    Source: own design, after the unknowns in SIMFONI-PPA's published tables.
    """
    if not opened:
        return Standing.SHUT
    if chosen:
        return Standing.READY
    if not field.kept:
        return Standing.CHOOSE
    if all(one in UNSAID and (field.codes, one) not in ANSWERS for one in codes):
        return Standing.MISSING if field.must else Standing.UNKNOWN
    return Standing.CHOOSE if words.options or words.unknown else Standing.READY


def lacking(standings: Mapping[str, Standing]) -> tuple[str, ...]:
    """Which fields keep an entry from counting: missing, or not chosen yet, where it must be?

    Source: own design; an entry needs what the published tables count.
    """
    short = (Standing.MISSING, Standing.CHOOSE)
    return tuple(key for key, one in standings.items() if one in short and field_of(key).must)


def check_complete(lacks: Collection[str]) -> Refusal | None:
    """May what stands here be recorded as entered?

    Source: Permen PPPA 2/2022 (recording in SIMFONI-PPA).
    """
    if not lacks:
        return None
    return Refusal(
        "simfoni.incomplete",
        "Something is missing without which the entry counts nowhere. It is marked on the sheet: "
        "complete it first.",
    )


def differences(entered: Values, now: Values) -> tuple[str, ...]:
    """Which fields say something else now than what was entered, or are new, or are gone?

    Only fields that both sides could see are compared: `now` holds what was opened. The order of
    several answers does not matter.

    Source: own design; SIMFONI-PPA is kept up to date by hand.
    """
    known = [key for key in dict.fromkeys((*entered, *now)) if key in now or _readable(key, now)]
    return tuple(key for key in known if _said(entered.get(key)) != _said(now.get(key)))


def _readable(key: str, now: Values) -> bool:
    """Whether the side of a key that is gone was opened: another key of the side is there."""
    facet = field_of(key).facet
    return any(field_of(one).facet is facet for one in now)


def _said(codes: tuple[str, ...] | None) -> frozenset[str]:
    return frozenset(codes or ()) - {""}


def is_for_simfoni(roles: Collection[str], closing_reason: str) -> bool:
    """Is this case one that SIMFONI counts?

    A child who was harmed; not a double file, not one outside the unit's task.

    Source: SIMFONI-PPA counts victims; Permen PPPA 2/2022.
    """
    return VICTIM in roles and closing_reason not in NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case and SIMFONI. `ended`: closed here; `opened_on`: its first day."""

    light: bool
    counts: bool
    number: str
    differs: bool
    ended: bool
    opened_on: date


def what_it_has(known: Known) -> InSimfoni:
    """What does SIMFONI have of a case, as far as we know?

    Cases that ended before the duty to enter them held are told apart: whether they stand there
    nobody noted.

    Source: own design.
    """
    if known.light:
        return InSimfoni.LIGHT
    if known.number:
        return InSimfoni.DIFFERS if known.differs else InSimfoni.ENTERED
    if not known.counts:
        return InSimfoni.NOT_FOR
    return (
        InSimfoni.EARLIER if known.ended and known.opened_on < SIMFONI_3 else InSimfoni.NOT_ENTERED
    )


def check_number_free(*, elsewhere: bool, same_there: bool) -> Refusal | None:
    """May this number stand here, if it stands on another case already?

    `elsewhere`: on a case of another child and another incident. One case in SIMFONI is one
    incident, so children of one incident share a number. `same_there`: whoever enters says that
    SIMFONI really holds both under one number.

    Source: SIMFONI-PPA counts cases and victims apart.
    """
    if not elsewhere or same_there:
        return None
    return Refusal(
        "simfoni.number_elsewhere",
        "This number stands on a case of another incident already. Look again in SIMFONI; if it "
        "holds both under one number, say so below.",
    )


def check_choice(field: Field | None, word: str, words: Collection[str]) -> Refusal | None:
    """Can this word of SIMFONI be chosen for this field?

    Source: own design.
    """
    if field is None or not field.codes:
        return Refusal("simfoni.no_choice", "For this field there is nothing to choose.")
    if word not in words:
        return Refusal("simfoni.not_offered", "This is not one of the answers. Choose another.")
    return None


def may_note_shown(actor: Actor, *, source: str, seen_on: date, today: date) -> Refusal | None:
    """May this person note what SIMFONI shows for a month?

    With where it was read, and when: the number there moves.

    Source: every figure carries its institution, definition and day.
    """
    if not actor.has(Role.DATA):
        return Refusal("simfoni.not_data", "Only the data officer notes what SIMFONI shows.")
    if not source.strip():
        return Refusal("simfoni.no_source", "Write where in SIMFONI the number was read.")
    if seen_on > today:
        return Refusal("simfoni.future", "This day is still to come.")
    return None


def order_of(kind: InSimfoni, day: date) -> tuple[int, int]:
    """In which order are cases entered? What differs first, then the oldest not entered.

    Source: own design.
    """
    rank = list(InSimfoni).index(kind)
    return rank, day.toordinal() if rank < 2 else -day.toordinal()


def first_number(numbers: Iterable[str]) -> str:
    """Which number do the children of one incident share? The first known; empty for none.

    Source: SIMFONI-PPA counts cases and victims apart.
    """
    return next((one for one in numbers if one), "")
