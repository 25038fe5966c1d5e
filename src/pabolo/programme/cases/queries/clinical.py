"""Sessions with a psychologist: everybody on the team sees that they took place; what was said is
opened here alone, for who wrote it or was handed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases.entries import ClinicalHanded, ClinicalNoted, SessionHeld
from pabolo.programme.cases.models import Entry
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.access import Standing, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.clinical import Handed, opens
from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True, slots=True)
class Session:
    """One session: when, by whom, whether the child came; its note where the reader opens it."""

    session: str
    on: str
    came: bool
    author: UUID
    note: str | None


def handed_in(file: CaseFile) -> list[Handed]:
    """Every hand-over of session notes, as the journal tells it."""
    return [
        Handed(shown.entry.seq, UUID(shown.line.by), UUID(shown.line.to))
        for shown in file.lines
        if isinstance(shown.line, ClinicalHanded)
    ]


def notes_for(actor: Actor, file: CaseFile) -> list[Entry]:
    """The sealed notes that this person opens; nothing is opened yet."""
    rows = file.case.entries.filter(facet=Facet.CLINICAL.value).order_by("seq")
    handed = handed_in(file)
    return [
        row for row in rows if opens(actor.id, author=row.author_id, seq=row.seq, handed=handed)
    ]


def sessions_of(file: CaseFile, *, by: Actor, at: datetime) -> list[Session]:
    """The sessions of a case, newest first. Notes are opened under a receipt of their own."""
    notes = _opened(notes_for(by, file), file, by, at)
    held = [shown.line for shown in file.lines if isinstance(shown.line, SessionHeld)]
    return [
        Session(one.session, one.on, one.came, UUID(one.by), notes.get(one.session))
        for one in reversed(held)
    ]


def _opened(rows: Sequence[Entry], file: CaseFile, by: Actor, at: datetime) -> dict[str, str]:
    standing = Standing(granted=True, clinical=bool(rows))
    if not rows or may_view(by, Facet.CLINICAL, standing) is not None:
        return {}
    ensure(may_view(by, Facet.CLINICAL, standing))
    proof = receipt("case.clinical", by=by, at=at, folders=[file.case.pk], facets=[Facet.CLINICAL])
    lines = [open_sealed(proof, row, "body", ClinicalNoted) for row in rows]
    return {line.session: line.text for line in lines}
