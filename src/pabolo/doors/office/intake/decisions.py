"""The seam to triage: what the report page's decision form calls, and where a case begins.

Reports know nothing of cases; a door may know both.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from pabolo.programme.cases.actions.triage import decide_without_case
from pabolo.programme.intake.facets import Decision
from pabolo.rules.actors import Actor

CASE_ROOM = "office:case_from_report"


def decide(
    *, report_id: UUID, version: int, typed: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Information only, or referred elsewhere: `outcome`, `reason`, `agency` as typed.

    Raises `Refused`, `Changed`.
    """
    decision = Decision(at=at, by=by.id.hex, **typed)
    decide_without_case(report_id=report_id, version=version, decision=decision, by=by, at=at)


def case_room(report_id: UUID) -> str:
    """Where the child is searched and a case opened or joined; empty while it is not built."""
    try:
        return reverse(CASE_ROOM, args=[report_id])
    except NoReverseMatch:
        return ""
