"""What is sealed about a report."""

from datetime import datetime

import msgspec


class ToldChild(msgspec.Struct, frozen=True, kw_only=True):
    """A child as a reporter describes one. Everything may be unknown."""

    name: str = ""
    sex: str = "NA"
    age: str = ""
    age_unit: str = "year"
    unborn: bool = False
    note: str = ""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What was told: kinds of worry (form-of-violence codes, NA allowed) and the words."""

    worries: tuple[str, ...] = ()
    text: str = ""
    danger_now: str = "unknown"
    happened_on: str = ""
    signs: tuple[str, ...] = ()


class People(msgspec.Struct, frozen=True, kw_only=True):
    """The children told about, and the reporter as far as the reporter wished."""

    children: tuple[ToldChild, ...] = ()
    reporter_kind: str = "ANO"
    reporter_name: str = ""
    reporter_contact: str = ""
    reporter_person: str = ""


class Whereabouts(msgspec.Struct, frozen=True, kw_only=True):
    """Where: the village code if known, kind of place, words. `not_village`: keep it away
    from the village's own activists."""

    village: str = ""
    place_kind: str = "NA"
    text: str = ""
    not_village: bool = False


class AccusedTold(msgspec.Struct, frozen=True, kw_only=True):
    """Who may have done it, as told."""

    name: str = ""
    relation: str = "NA"
    lives_with_child: str = "unknown"
    has_access: str = "unknown"
    is_child: bool = False


class Accused(msgspec.Struct, frozen=True, kw_only=True):
    """All alleged perpetrators told about."""

    people: tuple[AccusedTold, ...] = ()
    named: tuple[str, ...] = ()


class ReportCare(msgspec.Struct, frozen=True, kw_only=True):
    """How it came and what the office needs to answer: channel, clock, mailbox key.

    `anonymous`: came from the public page, so no hour is kept. `received_at` is set only for
    staff and activist reports. `first_disclosure_at` starts the police clock of UU 12/2022
    where the report is the first telling to a provider. `reference` is the number that another
    line gave it (SAPA 129). `danger`, `flags` and `sexual` are what the first scan found, so that
    a list can warn without opening the story. `excluded` and `unclear` are people kept from it,
    `cleared` those about whom a supervisor decided that they are not meant.
    """

    channel: str
    anonymous: bool
    mailbox: bytes
    received_at: datetime | None = None
    first_disclosure_at: datetime | None = None
    entered_by: str = ""
    ready_code: str = ""
    reference: str = ""
    danger: str = "unknown"
    flags: tuple[str, ...] = ()
    sexual: bool = False
    excluded: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The last look: when, by whom, risk and its why. `signs` are what the officer ticked.

    `first_at`: when the report was first looked at, where this is a later look.
    """

    at: datetime
    by: str
    risk: str
    flags: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    sexual: bool = False
    note: str = ""
    first_at: datetime | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something done about a report before triage: a call, a visit, the report to the police."""

    kind: str
    at: datetime
    by: str
    text: str = ""


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """All steps, oldest first."""

    lines: tuple[Step, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The triage decision, and what the reporter is told about it."""

    at: datetime
    by: str
    outcome: str
    reason: str = ""
    agency: str = ""
    case: str = ""
    searched: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One message of the mailbox."""

    text: str


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a public report, as sealed to the intake key while the server is locked."""

    code: str
    story: Story
    people: People
    place: Whereabouts
    accused: Accused
    channel: str
