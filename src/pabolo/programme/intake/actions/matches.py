"""Deciding whether a name in a report means a colleague, and finding somebody who may read it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.actions import hand_to, happened
from pabolo.ground.duties.queries import standing
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.admission import give_access
from pabolo.programme.intake.actions.parts import claim
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.queries.scope import report_for
from pabolo.programme.intake.readers import posts_on, readers_for
from pabolo.rules.actors import Actor
from pabolo.rules.conflict import Conflict, may_decide_match
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import rule_of
from pabolo.rules.names import UNCLEAR_FROM, Match
from pabolo.rules.vocabulary import Event, Facet, Role, Subject

NOT_UNCLEAR = Refusal("match.settled", "About this person nothing has to be decided any more.")


def matches_of(care: ReportCare) -> tuple[Conflict, ...]:
    """The conflicts as admission kept them."""
    clear = (Conflict(UUID(h), Match.CLEAR, False, 1.0) for h in care.excluded)
    unclear = (Conflict(UUID(h), Match.UNCLEAR, False, UNCLEAR_FROM) for h in care.unclear)
    return (*clear, *unclear)


def decide_match(
    *,
    report_id: UUID,
    version: int,
    person: UUID,
    is_meant: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """A supervisor outside the match decides whether this person is meant.

    When nobody is unclear any more, the officers who may read are granted. Raises `Refused`,
    `Changed`.
    """
    report = report_for(by, report_id)
    proof = receipt("report.match", by=by, at=at, folders=[report.pk], facets=[Facet.CARE])
    care = open_sealed(proof, report, "care", ReportCare)
    found = matches_of(care)
    asked = next((one for one in found if one.person_id == person), None)
    if asked is None:
        raise Refused(NOT_UNCLEAR)
    ensure(may_decide_match(by, asked, found, reason=reason))
    care = _decided(care, person.hex, is_meant)
    readers = readers_for(posts_on(day_of(at)), matches_of(care), cleared=_ids(care.cleared))
    with act("report.match_decided", by=by, at=at, subject=(Subject.REPORT, report.pk)) as draft:
        draft.detail = {"meant": int(is_meant)}
        claim(report, version, day_of(at))
        seal(report, "care", care)
        report.save(update_fields=["care"])
        if not care.unclear:
            give_access(report.pk, readers, at)
            facts = facts_for(report, care)
            happened(Event.MATCH_DECIDED, facts=facts, folder=report.pk, proof=proof, by=by, at=at)
            hand_to(_owed_by_intake(report.pk, proof), readers.post)


def _owed_by_intake(folder: UUID, proof: Receipt) -> list[UUID]:
    """What intake officers owe by the rules, whoever holds it now."""
    return [d.id for d in standing(folder, proof) if rule_of(d.code).owner is Role.INTAKE]


def _decided(care: ReportCare, person: str, is_meant: bool) -> ReportCare:
    unclear = tuple(one for one in care.unclear if one != person)
    if is_meant:
        return msgspec.structs.replace(care, unclear=unclear, excluded=(*care.excluded, person))
    return msgspec.structs.replace(care, unclear=unclear, cleared=(*care.cleared, person))


def _ids(hexes: Iterable[str]) -> frozenset[UUID]:
    return frozenset(UUID(one) for one in hexes)
