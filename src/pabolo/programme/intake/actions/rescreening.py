"""Somebody declared kin: the reports they may read are held against the new names."""

from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.actions import happened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import revoke
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.queries import held_by
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.named import Known, conflicts_in, only
from pabolo.programme.intake.told_from import ALL_TOLD, told_from
from pabolo.rules.actors import SYSTEM
from pabolo.rules.names import Match
from pabolo.rules.vocabulary import Event, Facet, Subject

KEPT_OUT = {Match.CLEAR: "excluded", Match.UNCLEAR: "unclear"}


def rescreen_reports(*, person: UUID, at: datetime) -> int:
    """End what this person may read of reports that name their kin; how many reports.

    A clear match ends it for good. An unclear one too, until a supervisor outside the match
    decides; about whom that was decided before it is not asked again.
    """
    held = held_by(person).get(Subject.REPORT, [])
    rows = list(Report.objects.filter(pk__in=held).defer("box").order_by("id"))
    if not rows:
        return 0
    proof = receipt(
        "report.scanned",
        by=SYSTEM,
        at=at,
        folders=[row.pk for row in rows],
        facets=[*ALL_TOLD, Facet.CARE],
        purpose="conflict_of_interest",
    )
    known = only(known_now(at), person)
    return sum(_rescreen(row, person, proof, known, at) for row in rows)


def _rescreen(report: Report, person: UUID, proof: Receipt, known: Known, at: datetime) -> int:
    found = conflicts_in(told_from(proof, report), known)
    match = found[0].match if found else Match.NONE
    care = open_sealed(proof, report, "care", ReportCare)
    if match is Match.NONE or (match is Match.UNCLEAR and person.hex in care.cleared):
        return 0
    with act("report.rescreened", by=SYSTEM, at=at, subject=(Subject.REPORT, report.pk)):
        _keep_out(report, person, match, proof, at)
    return 1


def _keep_out(report: Report, person: UUID, match: Match, proof: Receipt, at: datetime) -> None:
    """The reader loses the report; a form that somebody had open is asked again."""
    row = Report.objects.select_for_update().defer("box").get(pk=report.pk)
    care = open_sealed(proof, row, "care", ReportCare)
    kept = {*getattr(care, KEPT_OUT[match]), person.hex}
    cleared = tuple(one for one in care.cleared if one != person.hex)
    care = msgspec.structs.replace(
        care, **{KEPT_OUT[match]: tuple(sorted(kept)), "cleared": cleared}
    )
    seal(row, "care", care)
    row.version, row.changed_day = row.version + 1, day_of(at)
    row.save(update_fields=["care", "version", "changed_day"])
    revoke(folder=row.pk, people=[person], day=day_of(at))
    if match is Match.UNCLEAR:
        facts = facts_for(row, care)
        happened(Event.MATCH_UNCLEAR, facts=facts, folder=row.pk, proof=proof, by=SYSTEM, at=at)
