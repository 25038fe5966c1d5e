"""Are these two children on record one child, and what speaks for it or against it?

Every piece of evidence has a weight in points (the logarithm to base 2 of how much oftener it is
seen of one child than of two). What brothers and sisters share (carers, telephone, village, school)
counts only where the names agree, and never without end.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from pabolo.rules.names import PreparedName, Ratio, Token, indel_ratio, similarity_of

LISTED_FROM: Final = 70

# For one child, of two: points. Practice, after the weights of record linkage.
WEIGHTS: Final[Mapping[str, float]] = {
    "name.same": 9.0,
    "name.same_single": 5.0,
    "name.close": 7.0,
    "name.alike": 4.0,
    "name.slip": 4.0,
    "name.initial": 4.0,
    "name.part": 2.5,
    "name.nickname": 5.0,
    "name.short": 2.0,
    "name.common": 1.0,
    "name.little": -1.5,
    "name.other": -7.0,
    "carer.same": 6.0,
    "carer.part": 3.0,
    "carer.other": -1.5,
    "birth.day": 9.0,
    "birth.slip": 4.5,
    "birth.near": 2.0,
    "birth.open": 0.5,
    "birth.loose": -1.0,
    "birth.apart": -4.0,
    "birth.far": -9.0,
    "sex.same": 1.0,
    "sex.other": -5.0,
    "village.same": 4.0,
    "village.near": 1.0,
    "village.other": -1.0,
    "school.same": 4.0,
    "school.other": -1.0,
    "phone.same": 6.0,
    "document.same": 12.0,
    "document.slip": 6.0,
    "document.other": -10.0,
    "incident.two": -14.0,
    "siblings": -4.0,
}
HOUSEHOLD: Final = frozenset({"carer.same", "carer.part", "village.same", "village.near",
                              "school.same", "phone.same"})  # fmt: skip
MOST_OF_HOUSEHOLD: Final = 10.0
_EVEN: Final = 12.0  # points at which one child and two are as likely, in a register of thousands
_MOST = 99  # never certain: a person decides
_SAME, _CLOSE, _ALIKE, _LITTLE = 0.97, 0.90, 0.82, 0.65
COMMON_WEIGHT = 3.0
_SHORTEST = 3
_RUN_TOGETHER = 0.85
_NIK, _SERIAL = 16, 4  # digits of a population number; those that count the people of one birthday


@dataclass(frozen=True, slots=True)
class Described:
    """A child on record, prepared for comparing. Holds what the record tells: treat it as one.

    `names`: the name, then other names and nicknames. `born`: between which days. `villages`:
    codes of domicile and of where the child lives now. `documents`: long numbers, digits only;
    `phones`: last digits. `incidents`: those in which the child has a part.
    """

    names: tuple[PreparedName, ...]
    carers: tuple[PreparedName, ...] = ()
    born: tuple[date, date] | None = None
    sex: str = "NA"
    villages: frozenset[str] = frozenset()
    school: str = ""
    phones: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    incidents: frozenset[UUID] = frozenset()

    @property
    def day(self) -> date | None:
        """The day of birth, where it is known to the day."""
        return self.born[0] if self.born and self.born[0] == self.born[1] else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for one child (points above 0) or for two (below)."""

    code: str
    points: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are one child: 0 to 100, with all that went into it."""

    score: int
    evidence: tuple[Evidence, ...]

    @property
    def speaks_for(self) -> tuple[Evidence, ...]:
        """What speaks for one child, the strongest first."""
        return tuple(sorted((e for e in self.evidence if e.points > 0), key=_strongest))

    @property
    def speaks_against(self) -> tuple[Evidence, ...]:
        """What speaks for two, the strongest first; what counted for nothing last."""
        return tuple(sorted((e for e in self.evidence if e.points <= 0), key=_strongest))

    @property
    def two_at_one_incident(self) -> bool:
        """Whether both were written down as two children of one incident."""
        return any(one.code == "incident.two" for one in self.evidence)

    @property
    def may_be_twins(self) -> bool:
        """Whether they were born on one day, with names that are alike and not the same."""
        codes = {one.code for one in self.evidence}
        alike = codes & {"name.close", "name.slip", "name.alike", "name.little"}
        return bool(alike) and "birth.day" in codes and "document.same" not in codes


def _strongest(one: Evidence) -> tuple[float, str]:
    return -abs(one.points), one.code


def compare(left: Described, right: Described, *, ratio: Ratio = indel_ratio) -> Likeness:
    """How likely are these two records one child, and why?

    Symmetric. Two records that tell nothing but a single name are never likely.

    Source: Fellegi and Sunter 1969 (weights of record linkage); practice, to be confirmed by the
    unit. People decide; the score only orders.
    """
    name = _names(left, right, ratio)
    found = [name, *_told(left, right, ratio)]
    if name == "name.other":
        found = _as_siblings(found)
    agree = WEIGHTS[name] > 0 or "document.same" in found
    evidence = tuple(_weighed(found, agree=agree))
    return Likeness(_percent(sum(one.points for one in evidence)), evidence)


def _told(left: Described, right: Described, ratio: Ratio) -> Iterator[str]:
    for ask in (_carers, _schools):
        if code := ask(left, right, ratio):
            yield code
    for look in _LOOKS:
        if code := look(left, right):
            yield code


def _as_siblings(found: list[str]) -> list[str]:
    """Another name, and the same home: brothers, sisters, twins. Not of one and the same paper."""
    home = HOUSEHOLD.intersection(found) and "document.same" not in found
    return [*found, "siblings"] if home else found


def _weighed(found: Iterable[str], *, agree: bool) -> Iterator[Evidence]:
    """Points of each; of what a household shares at most so many, nothing where names differ."""
    left = MOST_OF_HOUSEHOLD if agree else 0.0
    for code in sorted(found, key=lambda one: -WEIGHTS[one]):
        points = WEIGHTS[code]
        if code in HOUSEHOLD:
            points = min(points, left)
            left -= points
        yield Evidence(code, points)


def _percent(points: float) -> int:
    return min(_MOST, round(100 / (1 + math.pow(2, (_EVEN - points) / 2))))


def together(records: Sequence[Described]) -> Described:
    """What is known of a child whose records were joined?

    All that any of them tells, the first one's first.

    Source: practice.
    """
    return Described(
        names=tuple(dict.fromkeys(name for one in records for name in one.names)),
        carers=tuple(dict.fromkeys(name for one in records for name in one.carers)),
        born=next((one.born for one in records if one.born), None),
        sex=next((one.sex for one in records if one.sex != "NA"), "NA"),
        villages=frozenset().union(*(one.villages for one in records)),
        school=next((one.school for one in records if one.school), ""),
        phones=frozenset().union(*(one.phones for one in records)),
        documents=frozenset().union(*(one.documents for one in records)),
        incidents=frozenset().union(*(one.incidents for one in records)),
    )


def asks_again(before: Iterable[str], now: Likeness, *, score_before: int) -> bool:
    """Is a pair that was found to be two children to be asked about again?

    Only when something speaks for one child that did not when it was decided, and the two are
    no less alike than then.

    Source: practice; what people decided is not asked again without a new fact.
    """
    new = {one.code for one in now.speaks_for} - set(before)
    return bool(new) and now.score >= score_before


# Names


def _names(left: Described, right: Described, ratio: Ratio) -> str:
    """The best that any two of their names say of each other."""
    best = max(
        (_pair(one, other, ratio) for one in left.names for other in right.names),
        key=WEIGHTS.__getitem__,
        default="name.other",
    )
    if best in {"name.same", "name.same_single"} and left.names and right.names:
        main = similarity_of(left.names[0], right.names[0], ratio=ratio)
        return best if main >= _ALIKE else "name.nickname"
    return best


def _pair(one: PreparedName, other: PreparedName, ratio: Ratio) -> str:
    alike = similarity_of(one, other, ratio=ratio)
    few, many = sorted((one, other), key=lambda name: len(name.tokens))
    if alike >= _SAME:
        return "name.same" if len(few.tokens) > 1 else _single(few.tokens[0])
    codes = [_by_likeness(alike, len(few.tokens)), *_by_parts(few.tokens, many.tokens)]
    if len(few.tokens) != len(many.tokens) and _together(few, many, ratio):
        codes.append("name.alike")
    return max(codes, key=WEIGHTS.__getitem__)


def _by_parts(few: Sequence[Token], many: Sequence[Token]) -> Iterator[str]:
    if len(few) == len(many) and _one_slip_each(few, many):
        yield "name.slip" if len(few) > 1 else "name.part"
    if len(few) > 1:
        if _by_initials(few, many):
            yield "name.initial"
    elif code := _part(few[0], many):
        yield code


def _together(one: PreparedName, other: PreparedName, ratio: Ratio) -> bool:
    """`Maya Siti` and `Mayasitti`: written as one word, with a slip besides."""
    return ratio(*sorted((one.joined, other.joined))) >= _RUN_TOGETHER


def _one_slip_each(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Part for part the same, or one letter written otherwise in a part of four or more."""
    return all(
        set(left.readings) & set(right.readings)
        or any(_one_slip(a, b) for a in left.readings for b in right.readings)
        for left, right in zip(one, other, strict=True)
    )


def _one_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    exchanged = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (
        exchanged and short[start + 2 :] == long[start + 2 :]
    )


def _single(token: Token) -> str:
    return "name.same_single" if token.weight > COMMON_WEIGHT else "name.common"


def _by_initials(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """`Ahmad W.` may be Ahmad Wahyu: one part the same, an initial for what is left."""
    left, right = ({token.readings[0] for token in side} for side in (one, other))
    same = {sound for sound in left & right if len(sound) > 1}
    spare, others = left - same, right - same
    initials = {sound for sound in spare | others if len(sound) == 1}
    firsts = {sound[0] for sound in (spare | others) - initials}
    return bool(same and initials) and initials <= firsts


def _by_likeness(alike: float, few: int) -> str:
    if alike >= _CLOSE:
        return "name.close" if few > 1 else "name.alike"
    if alike >= _ALIKE:
        return "name.alike" if few > 1 else "name.part"
    return "name.little" if alike >= _LITTLE else "name.other"


def _part(single: Token, many: Sequence[Token]) -> str:
    """A single name that is one part of the longer, or a short form of one.

    Half the village may have a common part. `Imah` is short for Fatimah, `Zul` for Zulkifli.
    """
    if any(set(single.readings) & set(token.readings) for token in many):
        return "name.part" if single.weight > COMMON_WEIGHT else "name.common"
    parts = [token.readings[0] for token in many]
    return "name.short" if any(_shortens(single.readings[0], part) for part in parts) else ""


def _shortens(one: str, other: str) -> bool:
    short, name = sorted((one, other), key=len)
    longer = _SHORTEST <= len(short) < len(name)
    return longer and (name.startswith(short) or name.endswith(short))


def _carers(left: Described, right: Described, ratio: Ratio) -> str:
    if not left.carers or not right.carers:
        return ""
    best, few = max(
        (similarity_of(one, other, ratio=ratio), min(len(one.tokens), len(other.tokens)))
        for one in left.carers
        for other in right.carers
    )
    if best >= _CLOSE:
        return "carer.same" if few > 1 else "carer.part"
    if best >= 0.75:
        return "carer.part"
    return "carer.other" if best < 0.6 else ""


# The rest of what is on record


def _birth(left: Described, right: Described) -> str:
    if left.born is None or right.born is None:
        return ""
    if left.day and right.day:
        return _days(left.day, right.day)
    gap = _gap(left.born, right.born)
    if gap <= 0:
        return "birth.near" if _span(left.born) + _span(right.born) < 1000 else "birth.open"
    return "birth.loose" if gap <= 400 else _apart(gap)


def _days(one: date, other: date) -> str:
    if one == other:
        return "birth.day"
    same = [one.year == other.year, one.month == other.month, one.day == other.day]
    swapped = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    years = abs(one.year - other.year)
    if swapped or (sum(same) == 2 and years <= 1):
        return "birth.slip"
    days = abs((one - other).days)
    return "birth.open" if days <= 31 else _apart(days)


def _apart(days: int) -> str:
    return "birth.far" if days > 730 else "birth.apart"


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days)


def _span(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days


def _sex(left: Described, right: Described) -> str:
    if "NA" in {left.sex, right.sex}:
        return ""
    return "sex.same" if left.sex == right.sex else "sex.other"


def _villages(left: Described, right: Described) -> str:
    if not left.villages or not right.villages:
        return ""
    if left.villages & right.villages:
        return "village.same"
    near = {one[:8] for one in left.villages} & {one[:8] for one in right.villages}
    return "village.near" if near else "village.other"


def _schools(left: Described, right: Described, ratio: Ratio) -> str:
    if not left.school or not right.school:
        return ""
    numbers = [[p for p in one.split() if p.isdigit()] for one in (left.school, right.school)]
    ordered = sorted((left.school, right.school))
    alike = numbers[0] == numbers[1] and ratio(*ordered) >= 0.85
    return "school.same" if alike else "school.other"


def _phones(left: Described, right: Described) -> str:
    return "phone.same" if left.phones & right.phones else ""


def _documents(left: Described, right: Described) -> str:
    if not left.documents or not right.documents:
        return ""
    if left.documents & right.documents:
        return "document.same"
    if any(_is_slip(one, other) for one in left.documents for other in right.documents):
        return "document.slip"
    whole = all(any(len(n) == _NIK for n in side) for side in (left.documents, right.documents))
    return "document.other" if whole else ""


def _is_slip(one: str, other: str) -> bool:
    """One digit is another. Not among the last four: there the numbers of twins differ."""
    if len(one) != len(other) or one[-_SERIAL:] != other[-_SERIAL:]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _incidents(left: Described, right: Described) -> str:
    return "incident.two" if left.incidents & right.incidents else ""


_LOOKS: Final = (_birth, _sex, _villages, _phones, _documents, _incidents)


def most_possible(left: Described, right: Described) -> int:
    """What score could two records reach, if their names and carers were the same?

    Cheap to ask first: who cannot reach the threshold needs no comparing of names.

    Source: as `compare`.
    """
    found = [code for look in _LOOKS if (code := look(left, right))]
    home = sum(WEIGHTS[code] for code in found if code in HOUSEHOLD)
    home += WEIGHTS["carer.same"] if left.carers and right.carers else 0.0
    home += WEIGHTS["school.same"] if left.school and right.school else 0.0
    rest = sum(WEIGHTS[code] for code in found if code not in HOUSEHOLD)
    return _percent(WEIGHTS["name.same"] + rest + min(home, MOST_OF_HOUSEHOLD))
