"""Deciding templates; giving and cancelling numbers; recording that a copy was taken."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.attachments.cleaning import clean
from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.documents.facets import Cancelling, LetterFacts
from pabolo.ground.documents.models import Cancelled, Letter, Printed, Series, TemplateVersion
from pabolo.ground.documents.queries import is_cancelled, tag_of
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.documents.templates import HEAD, HeadTemplate, Template, faults_of
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import number as setting_number
from pabolo.ground.policy.queries import text as setting_text
from pabolo.ground.vault.sealing import seal
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import CANCELLED as IS_CANCELLED
from pabolo.rules.letters import LETTERS, Fault, may_cancel, may_print, number_of
from pabolo.rules.letters import Letter as Kind
from pabolo.rules.vocabulary import Subject

ONE_ROW = 1
LARGEST_LOGO = 300_000
NO_REASON = Refusal("template.no_reason", "Say in one sentence why the template changes.")
UNCHANGED = Refusal("template.unchanged", "Nothing was changed.")
NO_VERSION = Refusal("template.no_version", "There is no such version.")
NOT_A_LOGO = Refusal(
    "template.not_a_logo", "The emblem needs to be a picture (PNG or JPEG) of at most 300 kB."
)
GIVEN_BEFORE = Refusal(
    "letter.given_before",
    "This number was given before. The pattern of numbers needs kode, or one row for all.",
)
COPY_TAKEN = Refusal(
    "letter.copy_taken",
    "Somebody took a copy at the same moment. Nothing was printed here: print it again.",
)


class TemplateRefused(Exception):
    """Fields of a template that cannot stand, each with its first fault and its place."""

    def __init__(self, faults: list[tuple[str, Fault]]) -> None:
        super().__init__(", ".join(name for name, _fault in faults))
        self.faults = faults


# Templates


def decide_template(
    *,
    code: str,
    template: Template | HeadTemplate,
    by: Actor,
    at: datetime,
    why: str,
    logo: bytes = b"",
    restored: int = 0,
) -> TemplateVersion:
    """Decide the words of a kind (or the letterhead) anew. What held before stays as history.

    Raises `TemplateRefused` with the place of what cannot stand.
    """
    ensure(may_do(by, Verb.SET_POLICY))
    ensure(None if len(why.strip()) >= 5 else NO_REASON)
    faults = list(faults_of(code, template))
    if faults:
        raise TemplateRefused(faults)
    content = msgspec.json.encode(template).decode()
    with act("template.decided", by=by, at=at, detail={"template": code}) as draft:
        last = TemplateVersion.objects.filter(code=code).order_by("version").last()
        if last and (last.content, bytes(last.logo)) == (content, logo):
            raise Refused(UNCHANGED)
        version = last.version + 1 if last else 1
        draft.detail["version"] = version
        return TemplateVersion.objects.create(
            code=code,
            version=version,
            content=content,
            logo=logo,
            restored=restored,
            set_by=by.id,
            set_day=day_of(at),
            why=why.strip(),
        )


def restore_template(*, code: str, version: int, by: Actor, at: datetime, why: str) -> None:
    """Let an older version hold again, as a new one."""
    old = TemplateVersion.objects.filter(code=code, version=version).first()
    if old is None:
        raise Refused(NO_VERSION)
    kind: type[Template] | type[HeadTemplate] = HeadTemplate if code == HEAD else Template
    decide_template(
        code=code,
        template=msgspec.json.decode(old.content, type=kind),
        logo=bytes(old.logo),
        restored=version,
        by=by,
        at=at,
        why=why,
    )


def cleaned_logo(raw: bytes) -> bytes:
    """An emblem copied pixel by pixel. Raises `Refused`."""
    found = clean(raw)
    if isinstance(found, Refusal):
        raise Refused(found)
    if found.kind != "image" or len(found.body) > LARGEST_LOGO:
        raise Refused(NOT_A_LOGO)
    return found.body


# Numbers


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that waits for its number. `build` makes the sheet once the number is known."""

    kind: Kind
    code: str
    build: Callable[[str], Sheet]
    to: tuple[str, ...] = ()
    about: str = ""
    template: int = 0
    head: int = 0


def _row(kind: Kind, on: date) -> str:
    """The tag of the row that numbers this kind."""
    of_all = setting_number("letters.rows", on) == ONE_ROW
    return ring.code_tag("letter.row", b"" if of_all else kind.value.encode()).hex()[:32]


def next_place(year: int, row: str) -> int:
    """The next place in a row, locked until commit: no two get the same, none is left out.

    Called inside an open act: when that is undone, so is the step of the counter.
    """
    Series.objects.get_or_create(year=year, row=row)
    series = Series.objects.select_for_update().get(year=year, row=row)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def issue(draft: Draft, *, folder: UUID, by: Actor, at: datetime) -> tuple[Letter, str]:
    """Give a letter its number and keep its sheet, sealed. Called inside an open act."""
    day = day_of(at)
    row = _row(draft.kind, day)
    place = next_place(day.year, row)
    pattern = setting_text("letters.number_pattern", day)
    number = number_of(pattern, order=place, code=draft.code, on=day)
    if Letter.objects.filter(tag=tag_of(number)).exists():
        raise Refused(GIVEN_BEFORE)
    letter = Letter(
        folder_id=folder,
        year=day.year,
        row=row,
        place=place,
        tag=tag_of(number),
        sides=",".join(sorted(LETTERS[draft.kind].sides)),
        author_id=by.id,
        day=day,
    )
    facts = LetterFacts(
        kind=draft.kind,
        number=number,
        to=draft.to,
        about=draft.about,
        template=draft.template,
        head=draft.head,
    )
    seal(letter, "facts", facts)
    seal(letter, "sheet", draft.build(number))
    letter.save(force_insert=True)
    return letter, number


def cancel(letter: Letter, *, reason: str, by: Actor, at: datetime) -> None:
    """Cancel a number, with the reason. Called inside an open act."""
    author, done = letter.author_id == by.id, is_cancelled(letter)
    ensure(may_cancel(by, author=author, cancelled=done, reason=reason))
    row = Cancelled(letter=letter, folder_id=letter.folder_id, by_id=by.id, day=day_of(at))
    seal(row, "reason", Cancelling(reason=reason.strip()))
    row.save(force_insert=True)


def check_printable(letter: Letter, kind: Kind, by: Actor) -> None:
    """Whether this person may take a copy of this letter. Raises `Refused`."""
    ensure(may_print(by, kind))
    ensure(IS_CANCELLED if is_cancelled(letter) else None)


def next_copy(letter: Letter) -> int:
    """Which copy the next print is: 1 is the letter itself."""
    return Printed.objects.filter(letter=letter).count() + 1


def record_print(
    letter: Letter, *, copy: int, pdf: bytes, proof: Receipt, by: Actor, at: datetime
) -> str:
    """Log that a copy leaves, with the hash of its bytes, which is returned.

    Two who print at once are told apart: the second is refused, so that no two copies bear one
    number.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    detail: dict[str, str | int] = {
        "letter": letter.pk.hex,
        "copy": copy,
        "sha256": f"sha256:{digest}",
        "reading": proof.seq,
    }
    subject = (Subject.CASE, letter.folder_id)
    with act("letter.printed", by=by, at=at, subject=subject, detail=detail):
        mine = {"by_id": by.id, "day": day_of(at), "receipt": proof.seq}
        _row, new = Printed.objects.get_or_create(letter=letter, copy=copy, defaults=mine)
        ensure(None if new else COPY_TAKEN)
    return digest
