"""Which words hold, which letters there are, which numbers were given?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import Count, QuerySet

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.documents import templates
from pabolo.ground.documents.facets import Cancelling, LetterFacts
from pabolo.ground.documents.models import Cancelled, Letter, TemplateVersion
from pabolo.ground.documents.sheets import Head, Sheet
from pabolo.ground.documents.templates import HEAD, HeadTemplate, Template
from pabolo.ground.keys import ring
from pabolo.ground.policy.queries import text
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted
from pabolo.rules.actors import Actor
from pabolo.rules.letters import Letter as Kind
from pabolo.rules.vocabulary import Subject

type LetterRow = Letter


@dataclass(frozen=True, slots=True)
class Words[T]:
    """The words of a kind as they stand; version 0 is what the project ships with."""

    version: int
    template: T
    logo: bytes = b""


def _last(code: str, version: int | None) -> TemplateVersion | None:
    rows = TemplateVersion.objects.filter(code=code).order_by("version")
    return rows.last() if version is None else rows.filter(version=version).first()


def words_of(kind: Kind, version: int | None = None) -> Words[Template]:
    """What holds for a kind: the latest decision, the shipped words, or a version asked for."""
    row = _last(kind.value, version)
    if row is None:
        return Words(0, templates.shipped(kind.value))
    return Words(row.version, msgspec.json.decode(row.content, type=Template))


def head_words(version: int | None = None) -> Words[HeadTemplate]:
    """The letterhead that holds, or a version of it."""
    row = _last(HEAD, version)
    if row is None:
        return Words(0, templates.shipped_head())
    found = msgspec.json.decode(row.content, type=HeadTemplate)
    return Words(row.version, found, bytes(row.logo))


def printed_head(on: date, version: int | None = None) -> Head:
    """The letterhead as printed, with address and telephone of that day."""
    words = head_words(version)
    values = {"alamat": text("unit.address", on), "telepon": text("phone.unit", on)}
    return templates.head_of(words.template, values, words.logo)


def history(code: str) -> list[TemplateVersion]:
    """Every decision about the words of a kind, newest first."""
    return list(TemplateVersion.objects.filter(code=code).defer("logo").order_by("-version"))


def all_versions() -> QuerySet[TemplateVersion]:
    """Every decision about the words of a kind or the letterhead, without the words."""
    return TemplateVersion.objects.defer("content", "logo").order_by("set_day", "code", "version")


def versions() -> Mapping[str, int]:
    """The version that holds of each kind that was ever decided."""
    rows = TemplateVersion.objects.order_by("version").values_list("code", "version")
    return dict(rows)


# Letters


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the register. `facts` and `why_cancelled` only where the case is in scope."""

    letter: Letter
    facts: LetterFacts | None
    cancelled: bool
    prints: int = 0
    why_cancelled: str = ""


def visible_to(actor: Actor) -> QuerySet[Letter]:
    """Letters of the cases that the actor may see, without their sheets."""
    mine = granted(actor, Subject.CASE, column="folder_id")
    return Letter.objects.filter(mine).defer("sheet")


def letter_for(actor: Actor, letter_id: UUID) -> Letter:
    """One letter in scope; outside it, `Letter.DoesNotExist`."""
    return visible_to(actor).get(pk=letter_id)


def of_folder(folder: UUID) -> list[Letter]:
    """The letters of one case, newest first."""
    rows = Letter.objects.filter(folder_id=folder).defer("sheet")
    return list(rows.order_by("-year", "-day", "-place"))


def tag_of(number: str) -> str:
    """What a number is found by without being readable."""
    return ring.code_tag("letter", " ".join(number.split()).upper().encode()).hex()


def register(year: int | None = None, *, number: str = "", most: int = 50) -> list[Letter]:
    """The register, newest first: of a year, or the lines that a number or its place finds."""
    rows = Letter.objects.defer("sheet").order_by("-year", "-place")
    if number.isascii() and number.isdigit() and len(number) < 7:
        rows = rows.filter(place=int(number))
    elif number:
        rows = rows.filter(tag=tag_of(number))
    elif year is not None:
        rows = rows.filter(year=year)
    return list(rows[:most])


def in_scope(actor: Actor, letters: Iterable[Letter]) -> set[UUID]:
    """Which of these letters' cases the actor may see."""
    folders = {letter.folder_id for letter in letters}
    found = visible_to(actor).filter(folder_id__in=folders)
    return set(found.values_list("folder_id", flat=True))


def lines(proof: Receipt | None, letters: Sequence[Letter], open_to: set[UUID]) -> list[Registered]:
    """Lines of the register; those of cases in `open_to` with what is sealed, under a receipt."""
    facts = _facts(proof, [one for one in letters if one.folder_id in open_to])
    ids = [one.pk for one in letters]
    ended = {row.letter_id: row for row in Cancelled.objects.filter(letter__in=ids)}
    prints = dict(
        Letter.objects.filter(pk__in=ids).annotate(n=Count("prints")).values_list("pk", "n")
    )
    return [
        Registered(
            letter,
            facts.get(letter.pk),
            letter.pk in ended,
            prints.get(letter.pk, 0),
            _why(proof, ended.get(letter.pk), letter.pk in facts),
        )
        for letter in letters
    ]


def _facts(proof: Receipt | None, letters: Sequence[Letter]) -> dict[UUID, LetterFacts]:
    if proof is None:
        return {}
    found = open_many(proof, letters, "facts", LetterFacts)
    return {letter.pk: facts for letter, facts in zip(letters, found, strict=True)}


def _why(proof: Receipt | None, row: Cancelled | None, opened: bool) -> str:
    if row is None or proof is None or not opened:
        return ""
    return open_sealed(proof, row, "reason", Cancelling).reason


def prints_of(letter: Letter) -> list[tuple[int, UUID, date, int]]:
    """Who took a copy, in order: which copy, who, when, its place in the log."""
    rows = letter.prints.order_by("copy")
    return list(rows.values_list("copy", "by_id", "day", "receipt"))


def is_cancelled(letter: Letter) -> bool:
    """Whether the number is not used any more."""
    return Cancelled.objects.filter(letter=letter).exists()


def opened(proof: Receipt, letter: Letter) -> tuple[LetterFacts, Sheet]:
    """A letter as it was made."""
    return (
        open_sealed(proof, letter, "facts", LetterFacts),
        open_sealed(proof, letter, "sheet", Sheet),
    )


def facts_of(proof: Receipt, letter: Letter) -> LetterFacts:
    """What a letter is, without its sheet."""
    return open_sealed(proof, letter, "facts", LetterFacts)
