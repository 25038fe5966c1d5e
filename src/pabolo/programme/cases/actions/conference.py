"""Calling a case conference: when, about what, whom, and until it is held or called off.

An agency is asked by a paper that names nobody; it never gets an account.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rapidfuzz.distance import Indel

from pabolo.ground.accounts.queries import people_at_work
from pabolo.ground.agencies.queries import agency
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.queries import holders
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import consents
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.readers import WORKER_EXCLUDED, readers_of, scan
from pabolo.programme.cases.actions.second import let_in
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.facets import ConferencePlan
from pabolo.programme.cases.models import Case, Conference
from pabolo.programme.cases.queries.accused import accused_in
from pabolo.programme.cases.queries.conference import conference_for, known
from pabolo.rules.actors import Actor
from pabolo.rules.conference import (
    CHAIRS,
    NOT_ON_TEAM,
    Calling,
    may_call,
    may_cancel,
    may_change_chair,
    may_move,
    may_prepare,
)
from pabolo.rules.conference_guests import (
    ALREADY,
    NO_GUEST,
    Blamed,
    may_be_own,
    may_invite_agency,
    names_nobody,
)
from pabolo.rules.conflict import Conflict, KnownPerson, conflicts
from pabolo.rules.referrals import WITHOUT_CONSENT, check_without_consent, standing_basis
from pabolo.rules.vocabulary import Event, LegalBasis, Role

CHECKED = "conference.guests_checked"


@dataclass(slots=True)
class Open:
    """A case opened for work on one of its conferences."""

    row: Conference
    work: Work

    @property
    def key(self) -> str:
        """How the journal names it."""
        return self.row.pk.hex

    @property
    def one(self) -> Gathering:
        """How it stands now."""
        return known(self.work.state, self.key)


def take(
    conference_id: UUID,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Open:
    """A conference in scope, with its case opened for a change."""
    row = conference_for(by, conference_id)
    return Open(row, begin(row.case_id, by=by, at=at, seen=seen, proof=proof))


def line_of(open_: Open) -> dict[str, object]:
    """What every line of a conference says."""
    return {"at": open_.work.at, "by": open_.work.by.id.hex, "conference": open_.key}


def put(open_: Open) -> None:
    """Bring the row of the day up to the journal. Inside an open act, after `append`."""
    one, row = open_.one, open_.row
    row.day, row.state = day_of(one.starts_at), one.state.value
    seal(row, "plan", plan_of(one))
    row.save(update_fields=["day", "state", "plan"])


def plan_of(one: Gathering) -> ConferencePlan:
    """What the lists of the day need."""
    people = tuple(sorted(person.hex for person in one.people))
    return ConferencePlan(starts_at=one.starts_at, people=people)


def fit_to_chair(case: Case, person: UUID, *, at: datetime, seeing: bool = True) -> bool:
    """Whether somebody holds a post that chairs, sees the case, and is not meant in it.

    Without `seeing` who does not see it yet fits too: they are let in.
    """
    if seeing and person not in holders(case.pk):
        return False
    here = next((one for one in people_at_work(day_of(at)) if one.id == person), None)
    if here is None or not here.roles & CHAIRS:
        return False
    return person not in readers_of(case, at=at).barred


def call_conference(
    *,
    case_id: UUID,
    why: str,
    question: str,
    agenda: tuple[str, ...],
    starts_at: datetime,
    place: str,
    chair: UUID,
    by_phone: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> UUID:
    """Call a conference; its id. The case worker presents, where there is one."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    wanted = Calling(
        why=why,
        question=question,
        agenda=agenda,
        starts_at=starts_at,
        place=place,
        chair_fit=fit_to_chair(work.case, chair, at=at),
        case_open=work.case.closed_day is None,
    )
    ensure(may_call(by, wanted, at=at))
    worker = work.case.worker_id
    row = Conference(case=work.case, day=day_of(starts_at))
    line = e.ConferenceCalled(
        at=at,
        by=by.id.hex,
        conference=row.pk.hex,
        why=why.strip(),
        question=question.strip(),
        agenda=tuple(one.strip() for one in agenda if one.strip()),
        starts_at=starts_at,
        place=place.strip(),
        by_phone=by_phone,
        chair=chair.hex,
        presenter=worker.hex if worker else "",
    )
    with writing("conference.called", work):
        append(work, line)
        seal(row, "plan", plan_of(known(work.state, row.pk.hex)))
        row.save(force_insert=True)
        tell(work, Event.CONFERENCE_CALLED, ref=row.pk, due_day=row.day)
    return row.pk


def invite_colleague(
    *, conference_id: UUID, person: UUID, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Ask somebody of the team. Who is not on it is added to the team first."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_prepare(by, open_.one.seat))
    if person not in holders(open_.work.case.pk):
        raise Refused(NOT_ON_TEAM)
    ensure(ALREADY if person in open_.one.people else None)
    if person in readers_of(open_.work.case, at=at).barred:
        raise Refused(WORKER_EXCLUDED)
    line = e.ConferenceInvited(
        **line_of(open_),  # type: ignore[arg-type]
        invitation=random_id().hex,
        person=person.hex,
    )
    return record_conference("conference.invited", open_, line)


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency as it is asked to come. `basis`, `law`: law or danger instead of consent."""

    agency: UUID
    purpose: str
    bring: str = ""
    basis: LegalBasis | None = None
    law: str = ""
    vouched: str = ""


def invite_agency(
    *, conference_id: UUID, asked: Asked, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Ask an agency of the directory, on a basis that allows it to be told of the child."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_prepare(by, open_.one.seat))
    partner, today = agency(asked.agency), day_of(at)
    own = may_be_own(partner.kind, _blamed(open_.work.case, at))
    basis = _basis(open_.work, partner.name, asked)
    ensure(
        may_invite_agency(
            runs=partner.until_day is None or partner.until_day >= today,
            invited=any(one.agency == partner.pk.hex for one in open_.one.agencies),
            own=own,
            vouched=asked.vouched,
            by_supervisor=by.has(Role.SUPERVISOR),
            basis=basis,
        )
    )
    # The paper goes out of the house: nobody is named on it.
    names = scan(open_.work.case, at=at).names
    ensure(names_nobody([asked.bring, open_.one.place], names))
    line = e.ConferenceInvited(
        **line_of(open_),  # type: ignore[arg-type]
        invitation=random_id().hex,
        agency=partner.pk.hex,
        kind=partner.kind,
        name=partner.name,
        bring=asked.bring.strip(),
        purpose=asked.purpose,
        basis=basis.value if basis else "",
        law=asked.law.strip() if basis in WITHOUT_CONSENT else "",
        vouched=asked.vouched.strip() if own else "",
    )
    return record_conference("conference.invited", open_, line)


def _blamed(case: Case, at: datetime) -> list[Blamed]:
    found = accused_in(case, at=at, verb=CHECKED)
    return [Blamed(one.relation, one.occupation) for one in found]


def _basis(work: Work, name: str, asked: Asked) -> LegalBasis | None:
    """The recorded basis for this very agency, else the law or the danger that is named."""
    recorded = consents.recorded(work.state.consents)
    found = standing_basis(recorded, name, on=day_of(work.at))
    if found is not None or asked.basis is None:
        return found
    ensure(check_without_consent(asked.basis, asked.law))
    return asked.basis


def basis_stands(work: Work, invited: e.ConferenceInvited) -> bool:
    """Whether what an invitation rested on stands today: consent may have been withdrawn.

    Law and danger stand by their reason; a reason typed beside a consent carries nothing.
    """
    if invited.basis in WITHOUT_CONSENT:
        return True
    recorded = consents.recorded(work.state.consents)
    return standing_basis(recorded, invited.name, on=day_of(work.at)) is not None


def matches(case: Case, names: list[str], *, at: datetime) -> dict[int, Conflict]:
    """Which of these names of guests, by place, are like one of the accused."""
    if not names:
        return {}
    accused = [one.name for one in accused_in(case, at=at, verb=CHECKED) if one.name.strip()]
    guests = [KnownPerson(UUID(int=place), (name,)) for place, name in enumerate(names)]
    found = conflicts(accused, guests, ratio=Indel.normalized_similarity)
    return {one.person_id.int: one for one in found}


def uninvite(
    *,
    conference_id: UUID,
    invitation: str,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Take an invitation back."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_cancel(by, open_.one.seat, reason=reason))
    ensure(NO_GUEST if invitation not in open_.one.invited else None)
    line = e.ConferenceUninvited(
        **line_of(open_),  # type: ignore[arg-type]
        invitation=invitation,
        reason=reason.strip(),
    )
    return record_conference("conference.uninvited", open_, line)


def move_conference(
    *,
    conference_id: UUID,
    starts_at: datetime,
    place: str,
    reason: str,
    by_phone: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Another day or place; the duty to hold it moves along, its invitations are printed anew."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_move(by, open_.one.seat, starts_at=starts_at, place=place, reason=reason, at=at))
    if open_.one.agencies:
        ensure(names_nobody([place], scan(open_.work.case, at=at).names))
    line = e.ConferenceMoved(
        **line_of(open_),  # type: ignore[arg-type]
        starts_at=starts_at,
        place=place.strip(),
        by_phone=by_phone,
        reason=reason.strip(),
    )
    return record_conference("conference.moved", open_, line, then=Event.CONFERENCE_MOVED)


def cancel_conference(
    *, conference_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """It does not take place; its duty falls away."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_cancel(by, open_.one.seat, reason=reason))
    line = e.ConferenceCancelled(**line_of(open_), reason=reason.strip())  # type: ignore[arg-type]
    return record_conference("conference.cancelled", open_, line, then=Event.CONFERENCE_CANCELLED)


def change_chair(
    *,
    conference_id: UUID,
    chair: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Somebody else chairs: the chair is away, or has left. Who does not see the case is let in."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    case = open_.work.case
    fit = fit_to_chair(case, chair, at=at, seeing=False)
    ensure(may_change_chair(by, open_.one.seat, fit=fit, reason=reason))
    line = e.ConferenceChaired(
        **line_of(open_),  # type: ignore[arg-type]
        chair=chair.hex,
        before=open_.one.chair,
        reason=reason.strip(),
    )
    with writing("conference.chaired", open_.work):
        let_in(open_.work, {chair} - holders(case.pk).keys())
        append(open_.work, line)
        put(open_)
    return open_.work


def record_conference(verb: str, open_: Open, *lines: e.Line, then: Event | None = None) -> Work:
    """The usual end: lines of the journal, the row of the day, the event they tell."""
    with writing(verb, open_.work):
        append(open_.work, *lines)
        put(open_)
        if then is not None:
            tell(open_.work, then, ref=open_.row.pk, due_day=open_.row.day)
    return open_.work


def end_with_case(work: Work) -> None:
    """What waited to be held ends with the case. Inside an open act, before the case closes."""
    Conference.objects.filter(case=work.case, state="called").update(state="ended")
