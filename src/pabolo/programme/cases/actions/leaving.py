"""Somebody leaves a post: what they may see ends, and what they owed goes to somebody who is here.

`settle` looks at what is, not at what was told: run it after a post or an account ended, and
nightly for posts whose last day has passed. Everything is done by the system, each under its own
receipt and entry. Source of the order of heirs: `rules.duties.heir_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.actions import act
from pabolo.ground.duties.actions import hand_to
from pabolo.ground.duties.queries import all_open, bare
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import STAND_IN, end_access, grant
from pabolo.ground.vault.queries import bases_held, holders, holders_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.handover import complete
from pabolo.programme.cases.actions.journal import Work, append, system_work, writing
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.actions.visits import call_off_left
from pabolo.programme.cases.asking import hand_over_of
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.glass import unreviewed_openers
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.programme.intake.actions.leaving import barred_from_reports
from pabolo.rules.absences import PERSONAL
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duties import OpenDuty, Owner, Posts, has_living_owner, heir_of
from pabolo.rules.vocabulary import Event, Role, Subject

# Which posts an access rests on; without one of them it ends.
RESTS_ON: Mapping[str, frozenset[Role]] = {
    "duty": frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR}),
    "team": frozenset({Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL}),
    "oversight": frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT}),
    "counting": frozenset({Role.DATA}),
    "watch": frozenset({Role.PROGRAMME}),
    "own": frozenset({Role.ACTIVIST, Role.GROUP_LEAD}),
    STAND_IN: PERSONAL,
}

# What lies in a case's folder: whoever may not see the case sees nothing of it.
OF_A_CASE = frozenset({Subject.CASE, Subject.REFERRAL})


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: accesses ended, cases without a worker again, duties with a new owner.

    `ownerless` duties found nobody at all; the next round asks again.
    """

    ended: int = 0
    cases: int = 0
    inherited: int = 0
    ownerless: int = 0


def settle(*, at: datetime) -> Settled:
    """End what leavers may see and give what they owed to somebody at work. Safe to run again."""
    day = day_of(at)
    posts = posts_on(day)
    ended = sum(_end_access(person, bases, at) for person, bases in _unfounded(posts).items())
    cases = sum(_worker_left(case, posts, at) for case in _deserted(posts))
    call_off_left(at=at)
    inherited, ownerless = _inherit(posts, day, at)
    return Settled(ended, cases, inherited, ownerless)


def hand_on(*, at: datetime) -> int:
    """Give duties that nobody who may see the folder owns to their heirs; how many."""
    return _inherit(posts_on(day_of(at)), day_of(at), at)[0]


def _unfounded(posts: Posts) -> dict[UUID, set[str]]:
    """Accesses of people who hold none of the posts that they rest on."""
    found = {}
    for person, bases in bases_held().items():
        roles = {role for role, holders in posts.items() if person in holders}
        gone = {basis for basis in bases if not RESTS_ON.get(basis, frozenset()) & roles}
        if gone:
            found[person] = gone
    return found


def _end_access(person: UUID, bases: Iterable[str], at: datetime) -> int:
    with act("access.ended", by=SYSTEM, at=at, subject=(Subject.PERSON, person)) as draft:
        count = end_access(person=person, bases=bases, day=day_of(at))
        draft.detail = {"folders": count}
    return count


def _deserted(posts: Posts) -> list[Case]:
    """Open cases whose worker is no case worker any more."""
    workers = posts.get(Role.CASE_WORKER, ())
    assigned = Case.objects.filter(closed_day__isnull=True, worker_id__isnull=False)
    return list(assigned.exclude(worker_id__in=list(workers)).select_related("child"))


def _worker_left(case: Case, posts: Posts, at: datetime) -> int:
    """Who was to take the case over has it now; else the supervisor owes the case a worker, and
    the worker's duties wait with the supervisor."""
    work = system_work(case, at)
    heir = hand_over_of(case, work.state).successor
    if heir in posts.get(Role.CASE_WORKER, ()) and heir in holders(case.pk):
        complete(work, heir, "", verb="case.assigned")
        return 1
    with writing("case.worker_left", work):
        give_up(work)
    return 1


def give_up(work: Work) -> None:
    """The case has no worker any more. Called inside an open act."""
    before = work.case.worker_id
    work.case.worker_id = None
    line = e.Assigned(at=work.at, by=work.by.id.hex, worker="", before=before.hex if before else "")
    append(work, line)
    tell(work, Event.WORKER_LEFT)


def _inherit(posts: Posts, day: date, at: datetime) -> tuple[int, int]:
    """Give duties whose owner is gone, or may not see the folder, to their heirs."""
    inherited = ownerless = 0
    orphaned = _orphaned(posts)
    openers = unreviewed_openers(set(orphaned))
    for folder, duties in orphaned.items():
        barred = _barred(duties[0].subject, folder, at) | openers.get(folder, set())
        heirs = {duty.id: heir_of(duty, posts, excluded=barred) for duty in duties}
        ownerless += sum(heir is None for heir in heirs.values())
        for heir in {heir for heir in heirs.values() if heir}:
            mine = [duty for duty in duties if heirs[duty.id] == heir]
            _hand(mine, heir, set(posts[heir.role]) - barred, at)
            inherited += len(mine)
    return inherited, ownerless


def _orphaned(posts: Posts) -> dict[UUID, list[OpenDuty]]:
    """Open duties that nobody at work owns who may see the folder, by folder.

    Those of the watch-list find their heirs above, where it is known whom an item names.
    """
    duties = [bare(row) for row in all_open().exclude(subject=Subject.WATCH.value)]
    holders = holders_of({duty.subject_id for duty in duties})
    everybody = {person for people in posts.values() for person in people}
    found: dict[UUID, list[OpenDuty]] = {}
    for duty in duties:
        if not has_living_owner(duty, posts, excluded=everybody - holders[duty.subject_id]):
            found.setdefault(duty.subject_id, []).append(duty)
    return found


def _barred(subject: Subject, folder: UUID, at: datetime) -> frozenset[UUID]:
    """Who must never come to see the folder."""
    if subject in OF_A_CASE:
        return readers_of(Case.objects.select_related("child").get(pk=folder), at=at).barred
    if subject is Subject.REQUEST:
        return frozenset()
    return barred_from_reports([folder], at=at)


def _hand(duties: list[OpenDuty], heir: Owner, people: set[UUID], at: datetime) -> None:
    """The duties change hands; the heirs see what they are about."""
    subject, folder = duties[0].subject, duties[0].subject_id
    with act("duties.inherited", by=SYSTEM, at=at, subject=(subject, folder)) as draft:
        draft.detail = {"post": heir.role.value, "duties": len(duties)}
        hand_to([duty.id for duty in duties], heir.role)
        for kind, one in _folders(subject, folder):
            basis = next(b for b in ("oversight", "duty", "team") if heir.role in RESTS_ON[b])
            grant(folder=one, subject=kind, people=people, basis=basis, day=day_of(at))


def _folders(subject: Subject, folder: UUID) -> list[tuple[Subject, UUID]]:
    if subject not in OF_A_CASE:
        return [(subject, folder)]
    return folders_of(Case.objects.get(pk=folder))
