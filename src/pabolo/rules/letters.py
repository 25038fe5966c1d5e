"""Which documents may be made of a case, by whom, when, and what may stand in their templates?

A letter takes only the sides of the file that it prints; who makes it must hold each of them.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Facet, Role


class Letter(StrEnum):
    """The kinds of documents."""

    CONSENT = "consent"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    REFERRAL = "referral"
    MINUTES = "minutes"
    CLOSING = "closing"
    SUMMARY = "summary"
    STORY = "story"
    SIMFONI = "simfoni"


class Reader(StrEnum):
    """For whom a document is."""

    FAMILY = "family"
    OFFICE = "office"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Known:
    """What is true of a case, as far as documents need it."""

    assessed: bool = False
    planned: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class LetterRule:
    """One kind: who makes it, which sides it prints, for whom it is, what it needs."""

    who: frozenset[Role]
    sides: frozenset[Facet]
    reader: Reader
    needs: str = ""


_CARE = frozenset({Facet.CARE, Facet.STATS})
_NAMED = _CARE | {Facet.IDENTITY}
_WORK = frozenset({Role.CASE_WORKER, Role.SUPERVISOR})

LETTERS: Final[Mapping[Letter, LetterRule]] = {
    Letter.CONSENT: LetterRule(_WORK, _NAMED, Reader.FAMILY),
    Letter.ASSESSMENT: LetterRule(
        _WORK | {Role.PSYCHOLOGIST}, _NAMED | {Facet.NARRATIVE}, Reader.OFFICE, "assessed"
    ),
    Letter.PLAN: LetterRule(_WORK, _NAMED, Reader.FAMILY, "planned"),
    # Minimum data: the name goes by word of mouth, never by letter.
    Letter.REFERRAL: LetterRule(_WORK | {Role.LEGAL}, _CARE, Reader.PARTNER),
    Letter.MINUTES: LetterRule(_WORK | {Role.LEGAL}, _CARE, Reader.OFFICE),
    Letter.CLOSING: LetterRule(_WORK, _NAMED, Reader.OFFICE, "closed"),
    Letter.SUMMARY: LetterRule(_WORK, _NAMED | {Facet.NARRATIVE}, Reader.OFFICE),
    # Codes and counts only: whom it blames, who told, and where the child hides stay shut.
    Letter.STORY: LetterRule(_WORK, _CARE, Reader.FAMILY),
    Letter.SIMFONI: LetterRule(
        frozenset({Role.DATA, Role.CASE_WORKER}),
        _NAMED | {Facet.LOCATION, Facet.ACCUSED},
        Reader.OFFICE,
    ),
}

_MISSING: Final[Mapping[str, Refusal]] = {
    "assessed": Refusal("letter.not_assessed", "There is no assessment yet that could be printed."),
    "planned": Refusal("letter.no_plan", "There is no plan yet that could be printed."),
    "closed": Refusal("letter.not_closed", "A closing report is made once the case has ended."),
}
# The heaviest side decides under which key the printed text is kept.
_HEAVIEST = (
    Facet.HEALTH, Facet.ACCUSED, Facet.LEGAL, Facet.NARRATIVE, Facet.LOCATION, Facet.IDENTITY,
)  # fmt: skip


def may_make(actor: Actor, letter: Letter, known: Known) -> Refusal | None:
    """May this person make this document of a case in this state?

    Source: Permen PPPA 2/2022 (forms of the service); UU 27/2022 (PDP), Pasal 16 (as needed).
    """
    refusal = may_print(actor, letter)
    if refusal is not None:
        return refusal
    need = LETTERS[letter].needs
    return _MISSING[need] if need and not getattr(known, need) else None


def may_print(actor: Actor, letter: Letter) -> Refusal | None:
    """May this person take a document of this kind off the system at all?

    Source: UU 11/2012 (SPPA), Pasal 19 (secrecy); UU 27/2022 (PDP), Pasal 16.
    """
    refusal = may_do(actor, Verb.MAKE_LETTER)
    if refusal is not None:
        return refusal
    rule = LETTERS[letter]
    if not actor.has(*rule.who):
        return Refusal("letter.role", "Another post makes this document.")
    return may_read_sides(actor, rule.sides)


def may_read_sides(actor: Actor, sides: Collection[Facet]) -> Refusal | None:
    """Do the person's posts open every side of the file that a document prints?

    Source: as `may_print`.
    """
    if facets_of(actor).issuperset(sides):
        return None
    return Refusal(
        "letter.role_sides", "Your post does not open every part of the file that this shows."
    )


def heaviest(sides: Collection[Facet]) -> Facet:
    """Under which side is the text of a document kept that prints these?

    Source: as `may_print`; the narrowest circle of readers holds the key.
    """
    return next((side for side in _HEAVIEST if side in sides), Facet.CARE)


def may_cancel(actor: Actor, *, author: bool, cancelled: bool, reason: str) -> Refusal | None:
    """May this person cancel a number that was given?

    The number stays in the register with the reason, and is never given again.

    Source: Permendagri 1/2023 (official correspondence of regional governments), agenda.
    """
    if not (author or actor.has(Role.SUPERVISOR)):
        return Refusal("letter.not_yours", "Who made the letter cancels it, or a supervisor.")
    if cancelled:
        return Refusal("letter.cancelled", "This number is cancelled already.")
    if len(reason.strip()) < 5:
        return Refusal("letter.no_reason", "Write why the number is cancelled.")
    return None


CANCELLED = Refusal(
    "letter.is_cancelled", "This letter is cancelled: its number stays, it is not printed again."
)


# Numbers

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NUMBER_PARTS = ("urut", "urut3", "urut4", "kode", "bulan", "bulan_romawi", "tahun")
_ORDERS = frozenset({"urut", "urut3", "urut4"})


def check_pattern(pattern: str) -> Refusal | None:
    """Can this pattern number letters, so that no two are alike?

    It needs the running number and the year; anything else is up to the unit.

    Source: Permendagri 1/2023 (official correspondence of regional governments), numbers.
    """
    if find_fault(pattern, NUMBER_PARTS) is not None:
        return Refusal(
            "letter.pattern_unknown",
            "The pattern may hold urut, urut3, urut4, kode, bulan, bulan_romawi and tahun, each "
            "between braces.",
        )
    named = names_in(pattern)
    if len(named & _ORDERS) != 1 or "tahun" not in named:
        return Refusal(
            "letter.pattern_short",
            "The pattern needs one running number, urut4 for example, and the year, tahun.",
        )
    return None


def number_of(pattern: str, *, order: int, code: str, on: date) -> str:
    """What does the number look like that this place in the row gives?

    Source: as `check_pattern`.
    """
    return fill(
        pattern,
        {
            "urut": str(order),
            "urut3": f"{order:03}",
            "urut4": f"{order:04}",
            "kode": code,
            "bulan": f"{on.month:02}",
            "bulan_romawi": ROMAN[on.month - 1],
            "tahun": str(on.year),
        },
    )


# Templates

_COMMON = (
    "nomor", "tanggal", "hari", "unit", "kode_kasus", "anak", "petugas", "jabatan", "hal",
)  # fmt: skip
_NAME = ("nama_anak",)
PLACEHOLDERS: Final[Mapping[Letter, tuple[str, ...]]] = {
    Letter.CONSENT: _COMMON + _NAME,
    Letter.ASSESSMENT: (*_COMMON, *_NAME, "tanggal_asesmen"),
    Letter.PLAN: _COMMON + _NAME,
    Letter.REFERRAL: (*_COMMON, "kepada"),
    Letter.MINUTES: (*_COMMON, "tempat"),
    Letter.CLOSING: (*_COMMON, *_NAME, "alasan_penutupan", "tanggal_penutupan"),
    Letter.SUMMARY: _COMMON + _NAME,
    Letter.STORY: (*_COMMON, "telepon", "telepon_sapa"),
    Letter.SIMFONI: (*_COMMON, *_NAME, "nomor_simfoni"),
}
HEAD_PLACEHOLDERS = ("alamat", "telepon")

UNKNOWN, UNCLOSED, UNOPENED = "unknown", "unclosed", "unopened"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, and where: line and column from 1."""

    code: str
    line: int
    column: int
    word: str = ""


_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_BRACES = {"{{": "{", "}}": "}"}


def find_fault(text: str, allowed: Collection[str]) -> Fault | None:
    """Is every placeholder of this text known and closed? The first that is not, with its place.

    Source: practice; a refusal names the place.
    """
    for found in _PIECE.finditer(text):
        code = _fault_of(found[0], found[1], allowed)
        if code:
            before = text[: found.start()]
            column = found.start() - (before.rfind("\n") + 1) + 1
            return Fault(code, before.count("\n") + 1, column, found[1] or "")
    return None


def _fault_of(piece: str, name: str | None, allowed: Collection[str]) -> str:
    if piece in _BRACES:
        return ""
    if name is not None:
        return "" if name in allowed else UNKNOWN
    return UNCLOSED if piece == "{" else UNOPENED


def names_in(text: str) -> frozenset[str]:
    """Which placeholders does a text name?

    Source: as `find_fault`.
    """
    return frozenset(found[1] for found in _PIECE.finditer(text) if found[1] is not None)


def fill(text: str, values: Mapping[str, str]) -> str:
    """What does the text say with its placeholders filled? Values are never read for more.

    Source: as `find_fault`; what people wrote is data.
    """

    def one(found: re.Match[str]) -> str:
        if found[0] in _BRACES:
            return _BRACES[found[0]]
        return values.get(found[1], found[0]) if found[1] is not None else found[0]

    return _PIECE.sub(one, text)


# Days

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def letter_day(day: date) -> str:
    """How is a day written in a letter, whatever language the screen speaks? 23 November 2026.

    Source: Pedoman Umum Ejaan Bahasa Indonesia (dates).
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_name(day: date) -> str:
    """Which day of the week is it, in Indonesian?

    Source: as `letter_day`.
    """
    return _DAYS[day.weekday()]


# Names

_WORD = re.compile(r"[^\W\d_]{3,}")


def names_somebody(text: str, names: Collection[str]) -> Refusal | None:
    """Does a text for the child hold a word of one of these names?

    Words of fewer than three letters are not held against it.

    Source: UU 11/2012 (SPPA), Pasal 19; a sheet that the child takes home is read there.
    """
    said = {word.casefold() for word in _WORD.findall(text)}
    for name in names:
        if said.intersection(word.casefold() for word in _WORD.findall(name)):
            return Refusal(
                "letter.names_accused",
                "Your words hold a name that must not stand on this sheet. Take it out.",
            )
    return None
