"""What is sealed about an incident and about a case's countable facts."""

from datetime import datetime

import msgspec


class IncidentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Coded facts of an incident. Forms are multi-response: sums may exceed 100 %.

    `happened_on` is a partial ISO date, empty when unknown. `village` is where it happened,
    one of the three places of a case.
    """

    forms: tuple[str, ...]
    sub_forms: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    place_kind: str = "NA"
    village: str = ""
    happened_on: str = ""
    repeated: bool = False


class IncidentStory(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, in words, written once so that the child need not tell it again."""

    text: str = ""
    place_note: str = ""


class Perpetrator(msgspec.Struct, frozen=True, kw_only=True):
    """An alleged perpetrator; always `alleged`, often unknown, sometimes a child."""

    name: str = ""
    relation: str = "NA"
    sex: str = "NA"
    age: str = ""
    is_child: bool | None = None
    lives_with_child: bool | None = None
    has_access: bool | None = None
    occupation: str = "NA"
    note: str = ""


class IncidentAccused(msgspec.Struct, frozen=True, kw_only=True):
    """The alleged perpetrators of one incident."""

    people: tuple[Perpetrator, ...] = ()


class ChildRole(msgspec.Struct, frozen=True, kw_only=True):
    """A child's role in one incident: A1 victim, A2 witness, A3 in conflict with the law.

    Ages are of the day of the incident and of the report, in years; None when unknown.
    """

    roles: tuple[str, ...]
    age_at_incident: int | None = None
    age_at_report: int | None = None


class VisitPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A planned visit: when, to what kind of place, how dangerous, when to report safe, and what
    colleagues do if no word comes."""

    starts_at: datetime
    place_kind: str
    danger: str
    check_in_at: datetime | None = None
    if_silent: str = ""


class VisitPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a visit goes, so that colleagues find the visitor."""

    text: str


class ConferencePlan(msgspec.Struct, frozen=True, kw_only=True):
    """When a conference begins, and whose day it is: for the lists of the day."""

    starts_at: datetime
    people: tuple[str, ...]


class LegalHour(msgspec.Struct, frozen=True, kw_only=True):
    """When an appointment with police or court begins."""

    starts_at: datetime


class LegalWhat(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of appointment it is (`legal_date`), and where."""

    kind: str
    place: str


class InSimfoni(msgspec.Struct, frozen=True, kw_only=True):
    """What SIMFONI has of the case: its number there, the day, and the codes that were entered.

    `touched`: fields of sealed sides that changed since. `chosen`: words that a person chose.
    """

    number: str = ""
    entered_on: str = ""
    values: dict[str, tuple[str, ...]] | None = None
    touched: tuple[str, ...] = ()
    chosen: dict[str, str] = {}


class CaseStats(msgspec.Struct, frozen=True, kw_only=True):
    """Countable facts of a case, rewritten at each change that moves a number.

    Codes only; no name, no text. Places are village codes; a figure says which it uses.
    """

    child: str
    sex: str = "NA"
    age_at_incident: int | None = None
    age_at_report: int | None = None
    disability: str = "DX"
    education: str = "NA"
    roles: tuple[str, ...] = ("A1",)
    forms: tuple[str, ...] = ()
    sub_forms: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    place_kinds: tuple[str, ...] = ()
    incident_days: tuple[str, ...] = ()
    incident_village: str = ""
    domicile: str = ""
    channel: str = ""
    risk: str = "not_assessed"
    opened_on: str = ""
    closed_on: str = ""
    closing_reason: str = ""
    planned: int = 0
    given: int = 0
    first_disclosure_at: datetime | None = None
    anonymous: bool = False
    offender_is_child: bool | None = None
    police_reported_at: datetime | None = None
    services: tuple[str, ...] = ()
    cost_months: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    simfoni: InSimfoni | None = None
