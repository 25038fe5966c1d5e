"""Saying of two records whether they are one child: proposing, joining, telling apart, parting.

Nothing moves. The record that ends points to the one that stays; codes, numbers and links of both
go on. Joining holds everybody who sees a case of the child against all its names at once; parting
gives back what was lost by it.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from pabolo.ground.accounts.queries import holds
from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.queries import holders
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.doubles import fade
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, system_work, writing
from pabolo.programme.cases.actions.readers import conflicts_with, scan
from pabolo.programme.cases.actions.rescreening import rescreen_case
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.doubles import (
    ASKED,
    PairFile,
    pair_for,
    pair_under,
    pairs_of,
    said_of,
)
from pabolo.programme.cases.queries.scope import cases_of_child, folders_of
from pabolo.programme.children.facets import Lost, PairBody, PairSaid
from pabolo.programme.children.models import Child, Pair, PairLine
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.actions.rescreening import KEPT_OUT
from pabolo.programme.intake.named import only
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.merging import (
    MergeFacts,
    may_merge,
    may_part,
    may_say,
    may_tell_apart,
    which_stays,
)
from pabolo.rules.vocabulary import Event, Facet, Role, Subject

CHANGED = Refusal(
    "merge.said_meanwhile",
    "Somebody else said something about this pair while you were writing. Your text is kept below: "
    "look at what is new, then decide.",
)


@dataclass(slots=True)
class Deciding:
    """A pair opened for one change, with the cases of both children opened by the system."""

    file: PairFile
    works: list[Work]
    by: Actor
    at: datetime

    @property
    def pair(self) -> Pair:
        """The pair."""
        return self.file.pair

    @property
    def merged(self) -> bool:
        """Whether the records are joined now."""
        return self.pair.state == "same"


def _begin(pair_id: UUID, seen: int | None, by: Actor, at: datetime) -> Deciding:
    pair = pair_for(by, pair_id)
    if seen is not None and seen != pair.version:
        raise Refused(CHANGED)
    file = pair_under(pair, by=by, at=at)
    works = [system_work(case, at) for case in _cases(pair)]
    return Deciding(file, works, by, at)


def _cases(pair: Pair) -> list[Case]:
    cases = {case.pk: case for child in (pair.one_id, pair.other_id)
             for case in cases_of_child(child)}  # fmt: skip
    return sorted(cases.values(), key=lambda case: (case.opened_day, case.pk.hex))


@contextmanager
def _saying(verb: str, deciding: Deciding, state: str, said: PairSaid) -> Iterator[None]:
    """The one transaction and audit entry of what is said of a pair."""
    pair = deciding.pair
    with act(verb, by=deciding.by, at=deciding.at, subject=(Subject.CHILD, pair.one_id)):
        yield
        _move(deciding, state, said)


def _move(deciding: Deciding, state: str, said: PairSaid) -> None:
    pair = deciding.pair
    seal(pair, "body", _body(deciding.file, state))
    changed = Pair.objects.filter(pk=pair.pk, version=pair.version).update(
        state=state,
        version=pair.version + 1,
        changed_day=day_of(deciding.at),
        body=pair.body,
    )
    if not changed:
        raise Refused(CHANGED)
    _line(pair, said)
    pair.version, pair.state = pair.version + 1, state


def _body(file: PairFile, state: str) -> PairBody:
    """As it stands now; when decided that they are two, also what that was decided on."""
    now, before = file.likeness, file.body
    decided = state == "different"
    codes = tuple(one.code for one in now.speaks_for)
    return PairBody(
        score=now.score,
        evidence=tuple((one.code, one.points) for one in now.evidence),
        decided_for=codes if decided else before.decided_for,
        decided_score=now.score if decided else before.decided_score,
    )


def _line(pair: Pair, said: PairSaid) -> None:
    row = PairLine(
        pair=pair,
        seq=PairLine.objects.filter(pair=pair).count() + 1,
        author_id=UUID(said.by),
        day=day_of(said.at),
    )
    seal(row, "body", said)
    row.save(force_insert=True)


def _said(deciding: Deciding, step: str, reason: str, **more: object) -> PairSaid:
    score = deciding.file.likeness.score
    fields = {"at": deciding.at, "by": deciding.by.id.hex, "step": step, "score": score}
    return PairSaid(**fields, reason=reason.strip(), **more)  # type: ignore[arg-type]


def _tell(deciding: Deciding, event: Event) -> None:
    for work in deciding.works:
        if work.case.closed_day is None:
            tell(work, event, ref=deciding.pair.pk)


# Saying what one found


def propose(
    *, pair_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Say that both are one child; a supervisor then decides."""
    deciding = _begin(pair_id, seen, by, at)
    ensure(may_say(by, merged=deciding.merged, both_granted=True, reason=reason))
    with _saying("pair.proposed", deciding, "open", _said(deciding, "proposed", reason)):
        pass


def leave_open(
    *, pair_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Say that it is not certain yet: somebody owes the missing answer."""
    deciding = _begin(pair_id, seen, by, at)
    ensure(may_say(by, merged=deciding.merged, both_granted=True, reason=reason))
    with _saying("pair.unsure", deciding, "unsure", _said(deciding, "unsure", reason)):
        _tell(deciding, Event.DOUBLE_UNSURE)


def tell_apart(
    *,
    pair_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    versions: tuple[int, int] | None = None,
) -> None:
    """Decide that they are two children; not asked again unless a fact changes."""
    deciding = _begin(pair_id, seen, by, at)
    as_seen = versions in (None, deciding.file.versions)
    ensure(
        may_tell_apart(
            by, merged=deciding.merged, both_granted=True, reason=reason, as_seen=as_seen
        )
    )
    with _saying("pair.apart", deciding, "different", _said(deciding, "different", reason)):
        _tell(deciding, Event.DOUBLE_DECIDED)


# Joining


def join(
    *,
    pair_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    versions: tuple[int, int] | None = None,
) -> UUID:
    """Let two records be one child from now on; which of them stays.

    Everybody who may see a case of the child is then held against all that its records name.
    """
    deciding = _begin(pair_id, seen, by, at)
    facts = _facts(deciding, reason, versions)
    ensure(may_merge(by, facts))
    said = _said(deciding, "joined", reason, ended=facts.ends.hex)
    with _saying("pair.joined", deciding, "same", said):
        Child.objects.filter(pk=facts.ends).update(merged_into=facts.stays)
        _let_go(deciding, facts.ends, facts.stays)
        for work in deciding.works:
            append(work, e.RecordsJoined(at=at, by=by.id.hex, pair=pair_id.hex))
        _tell(deciding, Event.DOUBLE_DECIDED)
    screen_joined(deciding)
    return facts.stays


def _let_go(deciding: Deciding, ends: UUID, stays: UUID) -> None:
    """Other pairs of the record that ends are no question any more: the one that stays is asked
    about anew, with all that is known of the child now."""
    others = pairs_of(ends).filter(state__in=ASKED).exclude(pk=deciding.pair.pk)
    for pair in others:
        for work in deciding.works:
            if work.case.closed_day is None:
                tell(work, Event.DOUBLE_DECIDED, ref=pair.pk)
    fade([pair.pk for pair in others], day_of(deciding.at))
    Child.objects.filter(pk=stays).update(compared_version=0)


def _facts(deciding: Deciding, reason: str, versions: tuple[int, int] | None) -> MergeFacts:
    pair = deciding.pair
    one, other = pair.one, pair.other
    holding = set(
        Child.objects.filter(merged_into__in=[one.pk, other.pk]).values_list(
            "merged_into", flat=True
        )
    )
    first = next((work.case.child_id for work in deciding.works), one.pk)
    ends, stays = which_stays(
        one.pk,
        other.pk,
        holds_one=one.pk in holding,
        holds_other=other.pk in holding,
        older=first if first in (one.pk, other.pk) else one.pk,
    )
    into = {one.pk: one.merged_into_id, other.pk: other.merged_into_id}
    return MergeFacts(
        ends=ends,
        stays=stays,
        ends_already_merged=into[ends] is not None,
        stays_merged_into=into[stays],
        both_granted=True,
        reason=reason,
        ends_holds_others=ends in holding,
        at_one_incident=deciding.file.likeness.two_at_one_incident,
        proposed_by=_proposed_by(deciding.file.lines),
        as_seen=versions in (None, deciding.file.versions),
    )


def _proposed_by(lines: Iterable[PairSaid]) -> UUID | None:
    """Who proposed last, where nobody said otherwise since."""
    last = next((line for line in reversed([*lines]) if line.step != "screened"), None)
    return UUID(last.by) if last and last.step == "proposed" else None


def screen_joined(deciding: Deciding) -> None:
    """Hold everybody who sees a case of the child against all its names; note who lost what."""
    at, pair = deciding.at, deciding.pair
    cases = [work.case for work in deciding.works]
    before = {case.pk: (holders(case.pk), case.worker_id) for case in cases}
    for case in cases:
        rescreen_case(case_id=case.pk, at=at)
    lost = [one for case in cases for one in _lost(case, *before[case.pk], at)]
    if lost:
        with act("pair.screened", by=SYSTEM, at=at, subject=(Subject.CHILD, pair.one_id)):
            said = PairSaid(at=at, by=SYSTEM.id.hex, step="screened", lost=tuple(lost))
            _line(pair, said)


def _lost(case: Case, before: dict[UUID, str], worker: UUID | None, at: datetime) -> list[Lost]:
    after = holders(case.pk)
    gone = {person: basis for person, basis in before.items() if person not in after}
    if not gone:
        return []
    case.refresh_from_db()
    unclear = system_work(case, at).state.people_found("unclear")
    return [
        Lost(
            person=person.hex,
            case=case.pk.hex,
            basis=basis,
            worker=person == worker,
            unclear=person in unclear,
        )
        for person, basis in sorted(gone.items())
    ]


# Parting


def part(*, pair_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Let two joined records be two children again; what was lost by joining comes back."""
    deciding = _begin(pair_id, seen, by, at)
    ensure(may_part(by, merged=deciding.merged, both_granted=True, reason=reason))
    ended = _ended(deciding.file.lines)
    records = {work.case.child_id for work in deciding.works}
    with _saying("pair.parted", deciding, "different", _said(deciding, "parted", reason)):
        both = (deciding.pair.one_id, deciding.pair.other_id)
        Child.objects.filter(pk__in=both).update(compared_version=0)
        Child.objects.filter(pk=ended).update(merged_into=None)
        for work in deciding.works:
            append(work, e.RecordsParted(at=at, by=by.id.hex, pair=pair_id.hex))
    for lost in _lost_by_joining(records, at):
        _give_back(lost, at)


def _ended(lines: Iterable[PairSaid]) -> UUID:
    return UUID(next(line.ended for line in reversed([*lines]) if line.step == "joined"))


def _lost_by_joining(records: Collection[UUID], at: datetime) -> list[Lost]:
    """What people lost by any joining of these records, each loss once.

    Where three were joined, a loss by one joining may end with the parting of another.
    """
    pairs = list(Pair.objects.filter(Q(one__in=records) | Q(other__in=records)))
    folders = [pair.one_id for pair in pairs]
    proof = receipt("child.pairs", by=SYSTEM, at=at, folders=folders, facets=[Facet.IDENTITY])
    lost = [one for pair in pairs for line in said_of(pair, proof) for one in line.lost]
    return list({(one.case, one.person): one for one in lost}.values())


def _give_back(lost: Lost, at: datetime) -> None:
    """Access to a case, and the work on it, where no name that is left in it is the person's."""
    person = UUID(lost.person)
    case = Case.objects.select_related("child").get(pk=UUID(lost.case))
    scanned = scan(case, at=at)
    if scanned.file.state.screened.get(lost.person) not in KEPT_OUT.values():
        return
    if conflicts_with(scanned.names, only(known_now(at), person)) or person in scanned.kept_out:
        return
    work = system_work(case, at)
    with writing("case.given_back", work):
        for subject, folder in folders_of(case):
            grant(folder=folder, subject=subject, people=[person], basis=lost.basis, day=day_of(at))
        append(work, e.Screened(at=at, by=SYSTEM.id.hex, person=lost.person, outcome="parted"))
        if lost.unclear:
            tell(work, Event.MATCH_DECIDED)
        if lost.worker and case.worker_id is None and case.closed_day is None:
            _work_again(work, person)


def _work_again(work: Work, person: UUID) -> None:
    if holds(person, Role.CASE_WORKER, day_of(work.at)):
        append(work, e.Assigned(at=work.at, by=SYSTEM.id.hex, worker=person.hex), worker=person)
        tell(work, Event.WORKER_ASSIGNED)
