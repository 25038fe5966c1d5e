"""What does this workbook ask, and where is it wrong?

The sheets of an XLSForm: `survey`, `choices`, `settings`, and our own `levels`. Only what is
understood is taken; everything else is refused with sheet, row, column and what is wrong there.
Columns of our own: `facet` (the side of the file), `sign` (the red flag it asks), `score`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pabolo.rules.decisions import Refusal
from pabolo.rules.instruments import (
    ASKED_SIGNS,
    MOST_CHOICES,
    MOST_QUESTIONS,
    NO,
    UNKNOWN,
    YES,
    Choice,
    Condition,
    Form,
    Kind,
    Question,
    Section,
    Threshold,
    Words,
)
from pabolo.rules.vocabulary import Facet, Risk

type Row = tuple[int, Mapping[str, str]]
type Sheets = Mapping[str, Sequence[Row]]

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
FORM_CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
YES_NO = "yes_no"
SEALED = frozenset(
    {
        Facet.NARRATIVE,
        Facet.HEALTH,
        Facet.CARE,
        Facet.LEGAL,
        Facet.ACCUSED,
        Facet.IDENTITY,
        Facet.LOCATION,
    }
)
_ID, _EN = "(id)", "(en)"
_TERM = re.compile(
    r"\s*(?:selected\(\s*\$\{(?P<q1>\w+)\}\s*,\s*'(?P<a1>\w+)'\s*\)"
    r"|\$\{(?P<q2>\w+)\}\s*=\s*'(?P<a2>\w+)')\s*"
)
_RANGE = re.compile(r"(start|end)\s*=\s*(\d{1,6})")

MISSING_SHEET = Refusal("sheet.missing", "This sheet is missing or empty.")
NO_CODE = Refusal(
    "sheet.code", "A code is needed: small letters, digits and _, a letter first, 40 at most."
)
TWICE = Refusal("sheet.twice", "This code stands here twice.")
NO_LABEL = Refusal("sheet.label", "The question or answer has no words.")
UNKNOWN_TYPE = Refusal(
    "sheet.type",
    "This kind of question is not known. Known: select_one, select_multiple, integer, range, text.",
)
NO_LIST = Refusal("sheet.list", "No answers with this list name stand in the sheet choices.")
RESERVED = Refusal(
    "sheet.reserved", "The code “unknown” is kept: everybody may always answer “not known”."
)
BAD_FACET = Refusal(
    "sheet.facet",
    "Not a side of the file. Known: narrative, health, care, legal, accused, identity, location.",
)
BAD_SIGN = Refusal("sheet.sign", "The rule of risk knows no sign of this name.")
SIGN_KIND = Refusal("sheet.sign_kind", "A sign of danger is asked with yes or no.")
BAD_RELEVANT = Refusal(
    "sheet.relevant",
    "Not understood. A condition asks one question with = or selected(), "
    "several answers joined by “or”.",
)
NOT_BEFORE = Refusal(
    "sheet.not_before", "This rests on a question that does not stand before it in the same group."
)
NO_SUCH_ANSWER = Refusal("sheet.no_answer", "The question named here has no such answer.")
GROUPS = Refusal("sheet.groups", "Groups stand one after the other: begin_group, then end_group.")
OUTSIDE = Refusal("sheet.outside", "A question stands in a group: begin_group before it.")
BAD_NUMBER = Refusal("sheet.number", "A whole number is needed here.")
BAD_LEVEL = Refusal("sheet.level", "Not a level. Known: low, medium, high.")
TOO_MUCH = Refusal("sheet.too_much", "There are too many rows here.")
NO_TITLE = Refusal("sheet.title", "The question set needs form_id and form_title.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: sheet, row (0: the sheet as a whole), column, and what."""

    sheet: str
    row: int
    column: str
    refusal: Refusal


@dataclass(slots=True)
class _Reading:
    """What was read so far, and what was found wrong."""

    faults: list[Fault]

    def wrong(self, sheet: str, row: int, column: str, refusal: Refusal) -> None:
        self.faults.append(Fault(sheet, row, column, refusal))


def _words(cells: Mapping[str, str], name: str) -> Words:
    plain = cells.get(name, "")
    of = {key: text for key, text in cells.items() if key.startswith(f"{name}::")}
    here = next((text for key, text in of.items() if key.endswith(_ID)), "") or plain
    there = next((text for key, text in of.items() if key.endswith(_EN)), "")
    return Words(here or there, there)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None


def form_from(sheets: Sheets) -> tuple[Form | None, tuple[Fault, ...]]:
    """Which question set do these sheets hold, and where are they wrong?

    The form is None as long as anything is wrong.

    Source: XLSForm reference (survey, choices, settings), a part of it.
    """
    reading = _Reading([])
    for name in ("survey", "settings"):
        if not sheets.get(name):
            reading.wrong(name, 0, "", MISSING_SHEET)
    lists = _choices(sheets.get("choices", ()), reading)
    sections = _sections(sheets.get("survey", ()), lists, reading)
    head = _head(sheets.get("settings", ()), reading)
    levels = _levels(sheets.get("levels", ()), reading)
    if reading.faults or head is None:
        return None, tuple(reading.faults)
    return replace(head, sections=sections, thresholds=levels), ()


def _head(rows: Sequence[Row], reading: _Reading) -> Form | None:
    for number, cells in rows[:1]:
        code, words = cells.get("form_id", ""), _words(cells, "form_title")
        if FORM_CODE.fullmatch(code) and words.id:
            return Form(code, words)
        reading.wrong("settings", number, "form_id" if words.id else "form_title", NO_TITLE)
    return None


def _levels(rows: Sequence[Row], reading: _Reading) -> tuple[Threshold, ...]:
    found = []
    for row, cells in rows:
        number = _number(cells.get("at_least", ""))
        if cells.get("level") not in ("low", "medium", "high"):
            reading.wrong("levels", row, "level", BAD_LEVEL)
        elif number is None:
            reading.wrong("levels", row, "at_least", BAD_NUMBER)
        else:
            found.append(Threshold(Risk(cells["level"]), number))
    return tuple(found)


def _choices(rows: Sequence[Row], reading: _Reading) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for row, cells in rows:
        name, code = cells.get("list_name", ""), cells.get("name", "")
        for column, refusal in _choice_faults(cells, [one.code for one in lists.get(name, ())]):
            reading.wrong("choices", row, column, refusal)
        number = _number(cells.get("score", "") or "0")
        lists[name] = (*lists.get(name, ()), Choice(code, _words(cells, "label"), number or 0))
        if len(lists[name]) == MOST_CHOICES + 1:
            reading.wrong("choices", row, "list_name", TOO_MUCH)
    return lists


def _choice_faults(
    cells: Mapping[str, str], before: Sequence[str]
) -> Iterator[tuple[str, Refusal]]:
    code = cells.get("name", "")
    if not CODE.fullmatch(cells.get("list_name", "")):
        yield "list_name", NO_CODE
    if not CODE.fullmatch(code):
        yield "name", NO_CODE
    if code == UNKNOWN:
        yield "name", RESERVED
    if code in before:
        yield "name", TWICE
    if not _words(cells, "label").id:
        yield "label", NO_LABEL
    if _number(cells.get("score", "") or "0") is None:
        yield "score", BAD_NUMBER


def _sections(
    rows: Sequence[Row], lists: Mapping[str, tuple[Choice, ...]], reading: _Reading
) -> tuple[Section, ...]:
    sections: list[Section] = []
    codes: set[str] = set()
    inside = False
    for row, cells in rows:
        kind = cells.get("type", "").replace("begin group", "begin_group")
        if kind in ("end_group", "end group"):
            inside = _close(inside, row, reading)
            continue
        _named(row, cells, codes, reading)
        if kind == "begin_group":
            if inside:
                reading.wrong("survey", row, "type", GROUPS)
            inside = True
            words, hint = _words(cells, "label"), _words(cells, "hint")
            sections.append(Section(cells.get("name", ""), words, hint))
        elif not inside:
            reading.wrong("survey", row, "type", OUTSIDE)
        else:
            one = _question(row, cells, lists, sections[-1], reading)
            sections[-1] = replace(sections[-1], questions=(*sections[-1].questions, one))
    if inside:
        reading.wrong("survey", rows[-1][0], "type", GROUPS)
    if len(codes) > MOST_QUESTIONS:
        reading.wrong("survey", 0, "", TOO_MUCH)
    return tuple(sections)


def _close(inside: bool, row: int, reading: _Reading) -> bool:
    if not inside:
        reading.wrong("survey", row, "type", GROUPS)
    return False


def _named(row: int, cells: Mapping[str, str], codes: set[str], reading: _Reading) -> None:
    code = cells.get("name", "")
    if not CODE.fullmatch(code):
        reading.wrong("survey", row, "name", NO_CODE)
    elif code in codes:
        reading.wrong("survey", row, "name", TWICE)
    codes.add(code)
    if not _words(cells, "label").id:
        reading.wrong("survey", row, "label", NO_LABEL)


_KINDS = {"select_one": Kind.ONE, "select_multiple": Kind.MANY, "integer": Kind.NUMBER}


def _kind(cells: Mapping[str, str]) -> tuple[Kind | None, str]:
    word, _space, of = cells.get("type", "").partition(" ")
    if word == "select_one" and of.strip() == YES_NO:
        return Kind.YES_NO, ""
    if word == "text":
        long = "multiline" in cells.get("appearance", "")
        return (Kind.LONG if long else Kind.SHORT), ""
    return (Kind.SCALE if word == "range" else _KINDS.get(word)), of.strip()


def _question(
    row: int,
    cells: Mapping[str, str],
    lists: Mapping[str, tuple[Choice, ...]],
    section: Section,
    reading: _Reading,
) -> Question:
    kind, of = _kind(cells)
    facet = cells.get("facet", "") or Facet.NARRATIVE.value
    sign = cells.get("sign", "")
    bounds = {key: int(text) for key, text in _RANGE.findall(cells.get("parameters", ""))}
    wrong = [
        ("type", UNKNOWN_TYPE, kind is None),
        ("type", NO_LIST, kind in (Kind.ONE, Kind.MANY) and of not in lists),
        ("facet", BAD_FACET, facet not in SEALED),
        ("sign", BAD_SIGN, bool(sign) and sign not in ASKED_SIGNS),
        ("sign", SIGN_KIND, bool(sign) and kind is not Kind.YES_NO),
    ]
    for column, refusal, holds in wrong:
        if holds:
            reading.wrong("survey", row, column, refusal)
    return Question(
        code=cells.get("name", ""),
        kind=kind or Kind.SHORT,
        words=_words(cells, "label"),
        hint=_words(cells, "hint"),
        facet=Facet(facet) if facet in SEALED else Facet.NARRATIVE,
        sign=sign,
        required=cells.get("required", "").lower() in ("yes", "true", "true()", "1"),
        choices=lists.get(of, ()),
        low=bounds.get("start", 0),
        high=bounds.get("end", 10 if kind is Kind.SCALE else 999_999),
        shown_if=_relevant(row, cells.get("relevant", ""), section, reading),
    )


def _relevant(row: int, text: str, section: Section, reading: _Reading) -> Condition | None:
    if not text:
        return None
    terms = [_TERM.fullmatch(part) for part in re.split(r"\bor\b", text)]
    found = [(m["q1"] or m["q2"], m["a1"] or m["a2"]) for m in terms if m]
    names = {name for name, _answer in found}
    if len(found) < len(terms) or len(names) != 1:
        reading.wrong("survey", row, "relevant", BAD_RELEVANT)
        return None
    condition = Condition(names.pop(), tuple(answer for _name, answer in found))
    refusal = _rests_on(condition, section.questions)
    if refusal is not None:
        reading.wrong("survey", row, "relevant", refusal)
    return condition


def _rests_on(condition: Condition, before: Iterable[Question]) -> Refusal | None:
    first = next((one for one in before if one.code == condition.question), None)
    if first is None:
        return NOT_BEFORE
    offered = {choice.code for choice in first.choices} | {UNKNOWN}
    offered |= {YES, NO} if first.kind is Kind.YES_NO else set()
    return None if set(condition.answers) <= offered else NO_SUCH_ANSWER
