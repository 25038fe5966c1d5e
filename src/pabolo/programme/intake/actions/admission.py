"""Letting reports in: the system reads the names first, then grants, then the list may show them.

A person named in a report, and who declared kinship with somebody named, never sees it: access
is granted, not withheld.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.accounts.queries import people_at_work
from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.actions import begun, hand_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.unboxing import unbox_waiting
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.named import Known, conflicts_in, known_people
from pabolo.programme.intake.readers import Posts, Readers, posts_on, readers_for
from pabolo.programme.intake.risk import first_reading
from pabolo.programme.intake.told import Told
from pabolo.programme.intake.told_from import ALL_TOLD, told_from
from pabolo.rules.actors import SYSTEM
from pabolo.rules.conflict import Conflict, excluded_by
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import Event, Facet, Role, Subject

AT_ONCE = 200


class _Taken(Exception):
    """Another process admitted it first."""


def admit_waiting(*, at: datetime) -> int:
    """Admit everything that waits, in no order that tells of its arrival; how many.

    Boxes are opened first. One receipt by the system for each scan, one entry for each report.
    Raises `Locked`, `AuditUnavailable`: then nothing is opened and nothing is listed.
    """
    unbox_waiting(at=at)
    waiting = list(Report.objects.filter(state="waiting").defer("box"))
    secrets.SystemRandom().shuffle(waiting)
    batches = (waiting[start : start + AT_ONCE] for start in range(0, len(waiting), AT_ONCE))
    return sum(_admit_batch(batch, at) for batch in batches)


def _admit_batch(batch: list[Report], at: datetime) -> int:
    proof = receipt(
        "report.scanned",
        by=SYSTEM,
        at=at,
        folders=[report.pk for report in batch],
        facets=[*ALL_TOLD, Facet.CARE],
        purpose="conflict_of_interest",
    )
    known, posts = known_now(at), posts_on(day_of(at))
    return sum(_admit(report, proof, known, posts, at) for report in batch)


def known_now(at: datetime) -> Known:
    """Everybody at work with their declared kin, read under a receipt by the system."""
    people = people_at_work(day_of(at))
    proof = receipt(
        "kin.scanned",
        by=SYSTEM,
        at=at,
        folders=[person.id for person in people],
        facets=[Facet.IDENTITY],
        purpose="conflict_of_interest",
    )
    return known_people(proof, people)


def _admit(report: Report, proof: Receipt, known: Known, posts: Posts, at: datetime) -> int:
    told = told_from(proof, report)
    found = conflicts_in(told, known)
    readers = readers_for(posts, found)
    care = _seen(open_sealed(proof, report, "care", ReportCare), told, found, readers)
    try:
        with act("report.admitted", by=SYSTEM, at=at, subject=(Subject.REPORT, report.pk)):
            _let_in(report, care)
            give_access(report.pk, readers, at)
            _begin_duties(report, care, readers, at)
    except _Taken:
        return 0
    return 1


def _seen(care: ReportCare, told: Told, found: Iterable[Conflict], readers: Readers) -> ReportCare:
    reading = first_reading(told)
    return msgspec.structs.replace(
        care,
        danger=told.story.danger_now,
        flags=tuple(flag.code for flag in reading.flags),
        sexual=is_sexual(told.story.worries),
        excluded=_hexes(excluded_by(found)),
        unclear=_hexes(readers.unclear),
    )


def _hexes(people: Iterable[UUID]) -> tuple[str, ...]:
    return tuple(sorted(person.hex for person in people))


def _let_in(report: Report, care: ReportCare) -> None:
    seal(report, "care", care)
    moved = Report.objects.filter(pk=report.pk, state="waiting").update(
        state="received", care=report.care
    )
    if not moved:
        raise _Taken
    report.state = "received"


def give_access(folder: UUID, readers: Readers, at: datetime) -> None:
    """Grant the readers of a report; inside an open act."""
    day = day_of(at)
    for people, basis in ((readers.on_duty, "duty"), (readers.oversight, "oversight")):
        grant(folder=folder, subject=Subject.REPORT, people=people, basis=basis, day=day)


def _begin_duties(report: Report, care: ReportCare, readers: Readers, at: datetime) -> None:
    facts = facts_for(report, care)
    for event in _events(care, readers):
        duties = begun(event, facts=facts, folder=report.pk, at=at)
        orphaned = [duty.pk for duty in duties if duty.owner_post == Role.INTAKE]
        hand_to(orphaned, readers.post)


def _events(care: ReportCare, readers: Readers) -> list[Event]:
    events = [Event.REPORT_RECEIVED]
    events += [Event.MATCH_UNCLEAR] if readers.unclear else []
    events += [] if readers.found else [Event.NO_READER]
    events += [Event.SEXUAL_VIOLENCE_DISCLOSED] if care.sexual else []
    return events
