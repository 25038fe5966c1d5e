"""Opening a case: the child, what happened, the first lines, duties and access, in one act."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.duties.actions import begun
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import facts_of
from pabolo.programme.cases.actions.journal import entry_rows, restated
from pabolo.programme.cases.actions.readers import CaseReaders, give_access
from pabolo.programme.cases.facets import (
    CaseStats,
    ChildRole,
    IncidentAccused,
    IncidentFacts,
    IncidentStory,
)
from pabolo.programme.cases.fold import fold
from pabolo.programme.cases.models import Case, CaseReport, Entry, Incident, IncidentChild
from pabolo.programme.children.ages import age_of, age_when
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.parts import new_child
from pabolo.rules.actors import Actor
from pabolo.rules.risk import RiskFacts, classify_risk
from pabolo.rules.vocabulary import CaseStage, Event, Facet, Risk, Subject


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """An incident as it is written down when a case is opened or joined."""

    facts: IncidentFacts
    story: IncidentStory = field(default_factory=IncidentStory)
    accused: IncidentAccused = field(default_factory=IncidentAccused)


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is needed to open a case.

    `child_id` is a known child's id, or None for a new child. `identity` is who the child is,
    as known now. `incident_id` is a known incident's id where a sibling's case told it already;
    its facts are still given, because the countable facts of this case rest on them.
    """

    identity: ChildIdentity
    places: ChildPlaces
    told: IncidentTold
    roles: tuple[str, ...] = ("A1",)
    child_id: UUID | None = None
    incident_id: UUID | None = None
    risk: RiskFacts = field(default_factory=RiskFacts)
    assessed: Risk = Risk.NOT_ASSESSED
    authority: str = "K1"
    light: bool = False
    worker_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case comes from: its report, channel, and the clock of the first disclosure."""

    report_id: UUID | None = None
    channel: str = ""
    received_at: datetime | None = None
    first_disclosure_at: datetime | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """The ids of what was opened."""

    case_id: UUID
    child_id: UUID
    incident_id: UUID


def make_folders(opening: Opening) -> Opened:
    """Keys of the folders to come, committed before the rows that need them."""
    ids = Opened(
        case_id=random_id(),
        child_id=opening.child_id or random_id(),
        incident_id=opening.incident_id or random_id(),
    )
    store.create([ids.case_id, ids.child_id, ids.incident_id])
    return ids


def stats_of(opening: Opening, origin: Origin, ids: Opened, at: datetime) -> CaseStats:
    """The countable facts of a case on its first day."""
    facts, people = opening.told.facts, opening.told.accused.people
    children = {person.is_child for person in people}
    return CaseStats(
        child=ids.child_id.hex,
        sex=opening.identity.sex,
        age_at_incident=_age_at_incident(opening),
        age_at_report=age_of(opening.identity, day_of(origin.received_at or at)),
        disability=opening.identity.disability,
        education=opening.identity.education,
        roles=opening.roles,
        forms=facts.forms,
        sub_forms=facts.sub_forms,
        relations=tuple(sorted({person.relation for person in people})) or ("NA",),
        place_kinds=(facts.place_kind,),
        incident_days=(facts.happened_on,) if facts.happened_on else (),
        incident_village=facts.village,
        domicile=opening.places.domicile,
        channel=origin.channel,
        opened_on=day_of(at).isoformat(),
        first_disclosure_at=origin.first_disclosure_at or origin.received_at or at,
        anonymous=origin.anonymous,
        offender_is_child=children.pop() if len(children) == 1 else None,
    )


def _age_at_incident(opening: Opening) -> int | None:
    return age_when(opening.identity, opening.told.facts.happened_on)


def _lines(opening: Opening, origin: Origin, ids: Opened, by: Actor, at: datetime) -> list[e.Line]:
    who = by.id.hex
    reading = classify_risk(opening.risk, assessed=opening.assessed)
    lines: list[e.Line] = [
        e.Opened(
            at=at,
            by=who,
            report=origin.report_id.hex if origin.report_id else "",
            incident=ids.incident_id.hex,
            authority=opening.authority,
            light=opening.light,
            note=opening.note,
        ),
        e.RiskRead(
            at=at,
            by=who,
            level=reading.level,
            assessed=opening.assessed,
            flags=tuple(flag.code for flag in reading.flags),
        ),
    ]
    if opening.worker_id:
        lines.append(e.Assigned(at=at, by=who, worker=opening.worker_id.hex))
    return lines


def open_rows(
    opening: Opening,
    origin: Origin,
    ids: Opened,
    readers: CaseReaders,
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Write everything a new case consists of. Inside the act of whoever decided it."""
    day = day_of(at)
    if opening.child_id is None:
        new_child(child_id=ids.child_id, identity=opening.identity, places=opening.places, day=day)
    if opening.incident_id is None:
        _new_incident(opening.told, ids.incident_id, at)
    _link_child(opening, ids, at)
    folders = (
        (Subject.CASE, ids.case_id),
        (Subject.CHILD, ids.child_id),
        (Subject.INCIDENT, ids.incident_id),
    )
    give_access(folders, readers, opener=by.id, worker=opening.worker_id, day=day)
    case = _new_case(opening, origin, ids, by, at)
    if origin.report_id:
        CaseReport.objects.create(case=case, report_id=origin.report_id)
    return case


def _new_incident(told: IncidentTold, incident_id: UUID, at: datetime) -> None:
    incident = Incident(id=incident_id, changed_day=day_of(at))
    seal(incident, "stats", told.facts)
    seal(incident, "narrative", told.story)
    seal(incident, "accused", told.accused)
    incident.save(force_insert=True)


def _link_child(opening: Opening, ids: Opened, at: datetime) -> None:
    link = IncidentChild(incident_id=ids.incident_id, child_id=ids.child_id)
    role = ChildRole(
        roles=opening.roles,
        age_at_incident=_age_at_incident(opening),
        age_at_report=age_of(opening.identity, day_of(at)),
    )
    seal(link, "role", role)
    link.save(force_insert=True)


def _new_case(opening: Opening, origin: Origin, ids: Opened, by: Actor, at: datetime) -> Case:
    lines = _lines(opening, origin, ids, by, at)
    state = fold(lines)
    stats = restated(stats_of(opening, origin, ids, at), state)
    case = Case(
        id=ids.case_id,
        child_id=ids.child_id,
        stage=CaseStage.VERIFYING if opening.worker_id else CaseStage.RECEIVED,
        light=opening.light,
        worker_id=opening.worker_id,
        opened_day=day_of(at),
        changed_day=day_of(at),
    )
    rows = entry_rows(case, lines, author=by.id, at=at, note_facet=Facet.CARE)
    case.version = len(rows)
    seal(case, "stats", stats)
    case.save(force_insert=True)
    Entry.objects.bulk_create(rows)
    facts = facts_of(case, state, stats, today=day_of(at))
    begun(Event.CASE_OPENED, facts=facts, folder=case.pk, at=at)
    return case


def with_incident(stats: CaseStats, facts: IncidentFacts, accused: IncidentAccused) -> CaseStats:
    """The countable facts after another incident joined the case."""
    relations = {person.relation for person in accused.people}
    days = (facts.happened_on,) if facts.happened_on else ()
    return msgspec.structs.replace(
        stats,
        forms=tuple(sorted({*stats.forms, *facts.forms})),
        sub_forms=tuple(sorted({*stats.sub_forms, *facts.sub_forms})),
        relations=tuple(sorted({*stats.relations, *relations})),
        place_kinds=tuple(sorted({*stats.place_kinds, facts.place_kind})),
        incident_days=(*stats.incident_days, *days),
    )


def add_incident_rows(
    case: Case,
    told: IncidentTold,
    incident_id: UUID,
    stats: CaseStats,
    readers: dict[UUID, str],
    at: datetime,
) -> None:
    """Write a further incident of a case's child; whoever sees the case sees the incident."""
    _new_incident(told, incident_id, at)
    link = IncidentChild(incident_id=incident_id, child_id=case.child_id)
    ages = ChildRole(roles=("A1",), age_at_incident=None, age_at_report=stats.age_at_report)
    seal(link, "role", ages)
    link.save(force_insert=True)
    for person, basis in readers.items():
        grant(
            folder=incident_id,
            subject=Subject.INCIDENT,
            people=[person],
            basis=basis,
            day=day_of(at),
        )
