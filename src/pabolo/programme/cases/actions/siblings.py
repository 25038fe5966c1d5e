"""A case for another child of an incident that is known already: linked, never copied."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases.actions import opening as opens
from pabolo.programme.cases.actions import triage
from pabolo.programme.cases.actions.journal import begin
from pabolo.programme.cases.actions.readers import check_worker, readers_for_opening
from pabolo.programme.cases.facets import IncidentAccused, IncidentFacts, IncidentStory
from pabolo.programme.cases.models import Incident, IncidentChild
from pabolo.programme.cases.queries.scope import incidents_visible_to
from pabolo.programme.children.queries import records_of
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.triage import SEARCH_FIRST
from pabolo.rules.vocabulary import Facet, Subject

TOLD = (Facet.STATS, Facet.NARRATIVE, Facet.ACCUSED)
NOT_OF_THE_CASE = Refusal("sibling.incident", "This incident is not part of the case.")
ALREADY_IN_IT = Refusal(
    "sibling.same_child", "This child is part of the incident already. Open its case instead."
)


def told_of(incident: Incident, proof: Receipt) -> opens.IncidentTold:
    """An incident as it was written down, under a receipt of its sides."""
    return opens.IncidentTold(
        facts=open_sealed(proof, incident, "stats", IncidentFacts),
        story=open_sealed(proof, incident, "narrative", IncidentStory),
        accused=open_sealed(proof, incident, "accused", IncidentAccused),
    )


def open_beside(
    *,
    case_id: UUID,
    incident_id: UUID,
    opening: opens.Opening,
    searched: str,
    by: Actor,
    at: datetime,
) -> opens.Opened:
    """Open a case for another child of this case's incident, with the clock of the same report.

    Everybody named in the incident is kept out of the new case too.
    """
    ensure(may_do(by, Verb.OPEN_CASE))
    ensure(None if searched.strip() else SEARCH_FIRST)
    work = begin(case_id, by=by, at=at)
    if incident_id.hex not in work.state.incidents:
        raise Refused(NOT_OF_THE_CASE)
    proof = receipt("incident.read", by=by, at=at, folders=[incident_id], facets=TOLD)
    told = told_of(incidents_visible_to(by).get(pk=incident_id), proof)
    looked = triage.look(UUID(work.state.reports[0]), by=by, at=at)
    opening = _known_or_new(replace(opening, told=told, incident_id=incident_id), by, at)
    names, barred = triage.names_in(opening), triage.barred(looked)
    readers = readers_for_opening(names, opening.child_id, barred, at=at)
    ensure(check_worker(readers, opening.worker_id))
    ids = opens.make_folders(opening)
    with act("case.opened", by=by, at=at, subject=(Subject.CASE, ids.case_id)):
        opens.open_rows(opening, triage.origin_of(looked), ids, readers, by=by, at=at)
    return ids


def _known_or_new(opening: opens.Opening, by: Actor, at: datetime) -> opens.Opening:
    if opening.child_id and opening.incident_id:
        links = IncidentChild.objects.filter(incident_id=opening.incident_id)
        if links.filter(child_id__in=records_of(opening.child_id)).exists():
            raise Refused(ALREADY_IN_IT)
    return triage.with_known_child(opening, by, at)
