"""Making a document of a case, and cancelling one."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.documents import actions as documents
from pabolo.ground.documents.models import Letter
from pabolo.ground.documents.queries import facts_of, letter_for
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.journal import append, begin, writing
from pabolo.programme.cases.asking import known_of
from pabolo.rules.actors import Actor
from pabolo.rules.letters import LETTERS, may_make, may_print


def make_letter(
    *,
    case_id: UUID,
    draft: documents.Draft,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Letter:
    """Give a document its number and keep it with the case. Nothing leaves the system yet."""
    ensure(may_print(by, draft.kind))
    sides = LETTERS[draft.kind].sides
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=sides)
    ensure(may_make(by, draft.kind, known_of(work.case, work.state)))
    with writing("letter.made", work):
        letter, number = documents.issue(draft, folder=work.folder, by=by, at=at)
        kind = draft.kind.value
        append(work, e.LetterMade(at=at, by="", letter=letter.pk.hex, kind=kind, number=number))
    return letter


def cancel_letter(*, letter_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Cancel a number: it stays in the register with the reason."""
    letter = letter_for(by, letter_id)
    work = begin(letter.folder_id, by=by, at=at)
    number = facts_of(work.proof, letter).number
    with writing("letter.cancelled", work):
        documents.cancel(letter, reason=reason, by=by, at=at)
        line = e.LetterCancelled(
            at=at, by="", letter=letter.pk.hex, number=number, reason=reason.strip()
        )
        append(work, line)
