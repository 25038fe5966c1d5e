"""Somebody new oversees the unit or keeps its figures: the cases become theirs to see."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Role, Subject

# Who holds both posts oversees.
SEES_ALL: Mapping[Role, str] = {Role.DATA: "counting", Role.SUPERVISOR: "oversight"}


def grant_newcomers(*, at: datetime, ended: bool = False) -> int:
    """Grant cases to supervisors and data officers who hold none yet; how many cases.

    To be run when somebody is appointed, for the open cases, and nightly for those that `ended`
    too: a closed case must find somebody who can open it again, and its figures be counted. Nobody
    whom the names of the case touch is granted; where no case lacks anybody, nothing is opened.
    """
    posts = posts_on(day_of(at))
    staff = {person: role for role in SEES_ALL for person in posts.get(role, ())}
    wanted = Case.objects.all() if ended else Case.objects.filter(closed_day__isnull=True)
    cases = list(wanted.defer("stats").select_related("child"))
    held = holders_of(case.pk for case in cases)
    lacking = [case for case in cases if staff.keys() - held[case.pk]]
    return sum(_grant(case, staff, held[case.pk], at) for case in lacking)


def _grant(case: Case, staff: Mapping[UUID, Role], held: set[UUID], at: datetime) -> int:
    new = staff.keys() - held - readers_of(case, at=at).barred
    if not new:
        return 0
    with act("case.readers_added", by=SYSTEM, at=at, subject=(Subject.CASE, case.pk)):
        for subject, folder in folders_of(case):
            for person in new:
                basis = SEES_ALL[staff[person]]
                grant(folder=folder, subject=subject, people=[person], basis=basis, day=day_of(at))
    return 1
