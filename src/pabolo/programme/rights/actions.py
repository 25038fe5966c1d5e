"""Taking a request, looking for the file, deciding, and doing what was granted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties import actions as duties
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import grant, revoke
from pabolo.ground.vault.queries import holders_of
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases.kinds.holds import hold_in
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import CaseFile, incident_files
from pabolo.programme.cases.queries.files import file_under as case_file_under
from pabolo.programme.cases.queries.files import prove as prove_case
from pabolo.programme.cases.queries.scope import case_by_code, cases_of_child
from pabolo.programme.rights.facets import Decided, Looked, Told
from pabolo.programme.rights.models import Request
from pabolo.programme.rights.queries import RequestFile, file_under, is_freed_by, prove, request_for
from pabolo.programme.rights.readers import case_of, kept_out, let_in, posted
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import DutyFacts
from pabolo.rules.names import read_match, similarity
from pabolo.rules.rights import (
    Answer,
    Asked,
    Asks,
    Identified,
    Outcome,
    Relation,
    is_by_law,
    kin_accused,
    may_carry_out,
    may_decide,
    may_take,
)
from pabolo.rules.vocabulary import Event, Facet, Subject

CHANGED = Refusal(
    "rights.changed_meanwhile",
    "Somebody else changed this request while you were writing. Look at what is new, then save "
    "again.",
)
NO_SUCH_CASE = Refusal(
    "rights.no_such_case", "No case you may see has this code. Check it, or say that there is none."
)
ANSWERED = Refusal("rights.is_answered", "This request was answered. Nothing is changed any more.")


def _facts() -> DutyFacts:
    return DutyFacts(subject=Subject.REQUEST)


def take_request(*, told: Told, by: Actor, at: datetime) -> UUID:
    """Record what somebody asks. The clock runs from now; where the law fixes it, by the law."""
    ensure(may_take(by, name=told.name, child=told.child, words=told.words))
    told = msgspec.structs.replace(told, at=at, by=by.id.hex)
    row = Request(pk=random_id(), taken_by_id=by.id, taken_day=day_of(at), changed_day=day_of(at))
    readers = let_in(kept_out(told, None, at=at), at=at)
    store.create([row.pk])
    seal(row, "body", told)
    with act("rights.taken", by=by, at=at, subject=(Subject.REQUEST, row.pk)):
        row.save(force_insert=True)
        _let_in(row.pk, readers, at)
        event = Event.RIGHTS_ASKED if is_by_law(Asks(told.asks)) else Event.RIGHTS_ASKED_OTHER
        duties.begun(event, facts=_facts(), folder=row.pk, at=at)
    return row.pk


def _let_in(folder: UUID, people: dict[UUID, str], at: datetime) -> None:
    for person, basis in people.items():
        grant(folder=folder, subject=Subject.REQUEST, people=[person], basis=basis, day=day_of(at))


def grant_newcomers(*, at: datetime) -> int:
    """Let people who are new in their posts see the requests that wait; how many requests."""
    rows = list(Request.objects.filter(state__in=("open", "granted")).order_by("pk"))
    posts, held = posted(at).keys(), holders_of([row.pk for row in rows])
    lacking = [row for row in rows if posts - held[row.pk]]
    if not lacking:
        return 0
    proof = prove(lacking, by=SYSTEM, at=at, verb="rights.scan")
    return sum(_let_newcomers_in(file_under(row, proof), held[row.pk], at) for row in lacking)


def _let_newcomers_in(file: RequestFile, held: set[UUID], at: datetime) -> bool:
    out, folder = kept_out(file.told, file.looked, at=at), file.request.pk
    new = let_in(out | held, at=at)
    if not new:
        return False
    with act("rights.readers_added", by=SYSTEM, at=at, subject=(Subject.REQUEST, folder)):
        _let_in(folder, new, at)
    return True


def check_reader(file: RequestFile, *, by: Actor, at: datetime) -> None:
    """Raise `Request.DoesNotExist` for whom the names in the request or its case touch."""
    if by.id in kept_out(file.told, file.looked, at=at):
        raise Request.DoesNotExist


def _begin(
    request_id: UUID, by: Actor, at: datetime, seen: int | None
) -> tuple[RequestFile, Receipt]:
    row = request_for(by, request_id)
    if seen is not None and seen != row.version:
        raise Refused(CHANGED)
    proof = prove([row], by=by, at=at, verb="rights.work")
    file = file_under(row, proof)
    check_reader(file, by=by, at=at)
    return file, proof


@contextmanager
def _writing(verb: str, row: Request, by: Actor, at: datetime) -> Iterator[None]:
    """One version-checked write and its entry; the row is saved as it stands at the end."""
    with act(verb, by=by, at=at, subject=(Subject.REQUEST, row.pk)):
        yield
        kept = {name: getattr(row, name) for name in ("state", "answered_day", "found", "decision")}
        changed = Request.objects.filter(pk=row.pk, version=row.version).update(
            version=row.version + 1, changed_day=day_of(at), **kept
        )
        if not changed:
            raise Refused(CHANGED)
        row.version += 1


def look_for_file(
    *, request_id: UUID, code: str, by: Actor, at: datetime, seen: int | None = None
) -> Request:
    """Say which case the request is about, by its code; an empty code says that there is none."""
    ensure(may_do(by, Verb.DECIDE_REQUEST))
    file, _proof = _begin(request_id, by, at, seen)
    row = file.request
    if row.state != "open":
        raise Refused(ANSWERED)
    case = case_by_code(by, code) if code.strip() else None
    if code.strip() and case is None:
        raise Refused(NO_SUCH_CASE)
    found = Looked(at=at, by=by.id.hex, case=case.pk.hex if case else "")
    out = kept_out(file.told, found, at=at)
    with _writing("rights.looked", row, by, at):
        seal(row, "found", found)
        revoke(folder=row.pk, people=out, day=day_of(at))
        _let_in(row.pk, let_in(out, at=at), at)
    return row


def asked_of(file: RequestFile, *, at: datetime) -> Asked:
    """A request as the decision sees it. Names accused in the file are held against the asker's by
    the system, under its own receipt; they are never shown."""
    told = file.told
    asked = Asked(
        asks=Asks(told.asks),
        relation=Relation(told.relation),
        identified=Identified(told.identified),
        answered=file.request.state != "open",
        looked=file.looked is not None,
    )
    case = case_of(file.looked)
    return asked if case is None else _against(case, asked, told.name, at)


_SIDES = (Facet.ACCUSED, Facet.LEGAL, Facet.CARE, Facet.STATS)


def _against(case: Case, asked: Asked, name: str, at: datetime) -> Asked:
    """The same with what the child's files say, those of joined records too."""
    files = [_opened(one, at) for one in cases_of_child(case.child_id)]
    each = [one for file in files for one in incident_files(file) if one.accused]
    accused = [person for one in each if one.accused for person in one.accused.people]
    scores = [similarity(name, one.name) for one in accused if one.name]
    lines = [[one.line for one in file.lines] for file in files]
    return replace(
        asked,
        file=True,
        accused=read_match(max(scores, default=0.0)),
        kin_accused=kin_accused(asked.relation, (one.relation for one in accused)),
        held=any(hold_in(one) is not None for one in lines),
        legal_open=any(file.state.legal_open for file in files),
    )


def _opened(case: Case, at: datetime) -> CaseFile:
    verb = "rights.names_checked"
    proof = prove_case(case, facets=_SIDES, by=SYSTEM, at=at, verb=verb, purpose="")
    return case_file_under(case, proof, _SIDES)


def decide(
    *, request_id: UUID, answer: Answer, by: Actor, at: datetime, seen: int | None = None
) -> Request:
    """Decide a request, with the reason. A refusal is the answer; a grant is still to be done."""
    ensure(may_do(by, Verb.DECIDE_REQUEST))
    file, proof = _begin(request_id, by, at, seen)
    ensure(may_decide(by, asked_of(file, at=at), answer))
    row, refused = file.request, answer.outcome is Outcome.REFUSED
    decided = Decided(
        at=at,
        by=by.id.hex,
        outcome=answer.outcome.value,
        ground=answer.ground.value if refused and answer.ground else "",
        reason=answer.reason.strip(),
        not_the_accused=answer.not_the_accused.strip(),
    )
    with _writing("rights.decided", row, by, at):
        row.state, row.answered_day = "refused" if refused else "granted", day_of(at)
        seal(row, "decision", decided)
        event = Event.RIGHTS_REFUSED if refused else Event.RIGHTS_DECIDED
        duties.happened(event, facts=_facts(), folder=row.pk, proof=proof, by=by, at=at)
    return row


def _still_stands(file: RequestFile) -> bool:
    """Whether the file that this request frees was not destroyed yet."""
    case = file.looked.case if file.looked and is_freed_by(file) else ""
    return bool(case) and Case.objects.filter(pk=UUID(case)).exists()


def carry_out(
    *, request_id: UUID, note: str, by: Actor, at: datetime, seen: int | None = None
) -> Request:
    """Record that what was granted was done and the answer given."""
    file, proof = _begin(request_id, by, at, seen)
    row, decided = file.request, file.decided
    outcome = Outcome(decided.outcome) if decided else None
    done, waits = row.state == "done", _still_stands(file)
    ensure(may_carry_out(by, outcome=outcome, done=done, waits=waits))
    if decided is None:
        return row
    ended = msgspec.structs.replace(decided, done_at=at, done_by=by.id.hex, done_note=note.strip())
    with _writing("rights.done", row, by, at):
        row.state = "done"
        seal(row, "decision", ended)
        duties.happened(Event.RIGHTS_DONE, facts=_facts(), folder=row.pk, proof=proof, by=by, at=at)
    return row


def printed(*, request_id: UUID, digest: str, by: Actor, at: datetime) -> None:
    """Log that an answer letter leaves, with the hash of its bytes."""
    row = request_for(by, request_id)
    detail = {"sha256": f"sha256:{digest}"}
    with act("rights.printed", by=by, at=at, subject=(Subject.REQUEST, row.pk), detail=detail):
        pass
