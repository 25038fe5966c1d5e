"""What is a claim worth?

A claim of an innovation's record is checked by fifteen rules; each gives findings, nothing is
hidden and nothing is promoted. Claims carry the office's words as data; these functions read
only what was made of them: numbers, periods, flags.

Source: the record's own text; PP 38/2017 Ps 8 (an innovation shows its benefit); practice of
result chains (baseline, target, outcome) in Permendagri 104/2018.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from pabolo.rules.indicators import REGISTRY, Direction, gettext_noop

MIN_PUBLIC = 10
ONE_THIRD_TOLERANCE = Decimal("1.0")


class ClaimKind(StrEnum):
    """What the record says the claim is."""

    BASELINE = "baseline"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    TARGET = "target"
    NARRATIVE = "narrative"


class Measure(StrEnum):
    """What kind of number it is."""

    COUNT = "count"
    SHARE = "share"
    NONE = "none"


class Outcome(StrEnum):
    """What a check found."""

    OK = "ok"
    CONTRADICTION = "contradiction"
    WARNING = "warning"
    NOT_REPORTED = "not_reported"


class Level(StrEnum):
    """How far a claim can be followed."""

    STATED = "V0"
    DEFINED = "V1"
    TRACEABLE = "V2"
    RECOMPUTED = "V3"
    INDEPENDENT = "V4"


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """A claim, as data. Years, not periods: the record speaks in years.

    `presented_as_result`: the page prints it under its heading of results. `asserted` is the
    stated number; `decimals` how many it was stated with. `implied_denominator` was worked
    out by us, `denominator` is on the page. `improvement_claimed`: the words call it better.
    `says_most_or_more`: the words compare without a number.
    """

    code: str
    kind: ClaimKind
    measure: Measure
    indicator: str = ""
    place: str = ""
    year: int | None = None
    asserted: Decimal | None = None
    decimals: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    implied_denominator: Decimal | None = None
    target: Decimal | None = None
    target_set_on: date | None = None
    actual: Decimal | None = None
    presented_as_result: bool = False
    improvement_claimed: bool = False
    says_most_or_more: bool = False
    count_beside: bool = False
    direction_stated: bool = False
    baseline_year: int | None = None
    source: str = ""
    query: str = ""
    as_of: date | None = None
    recomputes: bool = False
    stable: bool = False
    checked_by_other: str = ""


@dataclass(frozen=True, slots=True)
class PopulationShare:
    """A stated share of the population, and what the registers of that time say."""

    claim: str
    stated_percent: Decimal
    children: int
    population: int
    population_source: str


@dataclass(frozen=True, slots=True)
class SchemeScore:
    """A score of an assessment scheme that the record shows."""

    scheme: str
    edition: str = ""
    assessor_role: str = ""


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What the rules need of a whole revision."""

    stage: str
    trial_from: date | None
    trial_until: date | None
    adopted_on: date | None
    claims: Sequence[ClaimFact] = ()
    free_numbers: Sequence[str] = ()
    linked_numbers: frozenset[str] = frozenset()
    future_wording: str = ""
    same_day_reason: str = ""
    population_shares: Sequence[PopulationShare] = ()
    public_cells: Sequence[tuple[str, int]] = ()
    scores: Sequence[SchemeScore] = ()


Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `message` is English source text with `%(name)s` places for `values`."""

    rule: str
    outcome: Outcome
    claims: tuple[str, ...]
    message: str
    values: Mapping[str, Value] = field(default_factory=dict)


def percent(numerator: Decimal, denominator: Decimal, decimals: int) -> Decimal:
    """100·n/d, rounded half up to the decimals."""
    exact = numerator * 100 / denominator
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def denominator_of(claim: ClaimFact) -> Decimal | None:
    """The stated denominator, else the one worked out."""
    return claim.denominator if claim.denominator is not None else claim.implied_denominator


# --- rules about one claim -------------------------------------------------------------------


def r1(claim: ClaimFact) -> Finding | None:
    """Is the stated share what its numerator and denominator give?"""
    below = denominator_of(claim)
    if claim.measure is not Measure.SHARE or claim.asserted is None:
        return None
    if claim.numerator is None or not below:
        return None
    computed = percent(claim.numerator, below, claim.decimals)
    values: dict[str, Value] = {
        "n": claim.numerator,
        "d": below,
        "computed": computed,
        "stated": claim.asserted,
    }
    if computed == claim.asserted:
        return _found("R1", Outcome.OK, claim, _R1_OK, values)
    return _found("R1", Outcome.CONTRADICTION, claim, _R1_NO, values)


def with_borrowed_counts(claim: ClaimFact, claims: Sequence[ClaimFact]) -> ClaimFact:
    """A share stated alone, with the counts another claim gives for the same year and idea."""
    if claim.measure is not Measure.SHARE or claim.numerator is not None:
        return claim
    for other in claims:
        same = (other.indicator, other.year) == (claim.indicator, claim.year)
        if same and other.kind is claim.kind and other.numerator is not None:
            below = denominator_of(other)
            return replace(claim, numerator=other.numerator, implied_denominator=below)
    return claim


def r2(claim: ClaimFact) -> Finding | None:
    """Is the part no larger than the whole?"""
    below = denominator_of(claim)
    if claim.measure is not Measure.SHARE or claim.numerator is None or below is None:
        return None
    outcome = Outcome.OK if claim.numerator <= below else Outcome.CONTRADICTION
    values = {"n": claim.numerator, "d": below}
    return _found("R2", outcome, claim, _R2_OK if outcome is Outcome.OK else _R2_NO, values)


def r3(claim: ClaimFact) -> Finding | None:
    """Are people counted in whole numbers?"""
    people = [claim.numerator, denominator_of(claim)]
    if claim.measure is Measure.COUNT:
        people.append(claim.asserted)
    given = [number for number in people if number is not None]
    if not given:
        return None
    broken = [number for number in given if number != number.to_integral_value() or number < 0]
    if broken:
        return _found("R3", Outcome.CONTRADICTION, claim, _R3_NO, {"n": broken[0]})
    return _found("R3", Outcome.OK, claim, _R3_OK)


def r5(claim: ClaimFact, record: RecordFact) -> Finding | None:
    """Is a number from before the start called a result?"""
    if record.adopted_on is None or claim.year is None or claim.measure is Measure.NONE:
        return None
    if claim.year >= record.adopted_on.year:
        return None
    values: dict[str, Value] = {"year": claim.year, "start": record.adopted_on.isoformat()}
    if claim.presented_as_result or claim.kind in (ClaimKind.OUTCOME, ClaimKind.IMPACT):
        return _found("R5", Outcome.CONTRADICTION, claim, _R5_NO, values)
    return _found("R5", Outcome.OK, claim, _R5_OK, values)


def r6(claim: ClaimFact, today: date) -> Finding | None:
    """Was a target's outcome reported once its period had ended?"""
    if claim.kind is not ClaimKind.TARGET or claim.year is None:
        return None
    values: dict[str, Value] = {"year": claim.year}
    if today.year <= claim.year:
        return _found("R6", Outcome.OK, claim, _R6_OPEN, values)
    if claim.actual is None:
        return _found("R6", Outcome.NOT_REPORTED, claim, _R6_SILENT, values)
    return _found("R6", Outcome.OK, claim, _R6_OK, {**values, "actual": claim.actual})


def r8(claim: ClaimFact) -> Finding | None:
    """Does a share stand alone, although its whole moves too?"""
    if claim.measure is not Measure.SHARE:
        return None
    if claim.count_beside:
        return _found("R8", Outcome.OK, claim, _R8_OK)
    return _found("R8", Outcome.WARNING, claim, _R8_NO)


def r9(claim: ClaimFact) -> Finding | None:
    """Is a change called better, although the indicator has no better side?"""
    indicator = REGISTRY.get(claim.indicator)
    if indicator is None or indicator.direction is not Direction.NEUTRAL:
        return None
    if claim.improvement_claimed:
        return _found("R9", Outcome.CONTRADICTION, claim, _R9_NO)
    return _found("R9", Outcome.WARNING, claim, _R9_CARE) if claim.asserted else None


def r12(claim: ClaimFact) -> Finding | None:
    """Does it say "most" or "rose" without a number?"""
    if not claim.says_most_or_more:
        return None
    if claim.asserted is not None:
        return _found("R12", Outcome.OK, claim, _R12_OK)
    return _found("R12", Outcome.WARNING, claim, _R12_NO)


# --- rules about the whole record ------------------------------------------------------------


def r4(record: RecordFact) -> list[Finding]:
    """Do two claims on one indicator and period agree?"""
    groups: dict[tuple[str, int, str], list[ClaimFact]] = {}
    for claim in record.claims:
        if claim.indicator and claim.year and claim.asserted is not None:
            key = (claim.indicator, claim.year, claim.measure)
            groups.setdefault(key, []).append(claim)
    return [_agree(group) for group in groups.values() if len(group) > 1]


def _agree(group: Sequence[ClaimFact]) -> Finding:
    first, second = group[0], group[1]
    decimals = min(claim.decimals for claim in group)
    step = Decimal(1).scaleb(-decimals)
    seen = {_stated(claim).quantize(step, rounding=ROUND_HALF_UP) for claim in group}
    codes = tuple(claim.code for claim in group)
    values: dict[str, Value] = {"a": _stated(first), "b": _stated(second), "year": first.year or 0}
    if len(seen) == 1:
        return Finding("R4", Outcome.OK, codes, _R4_OK, values)
    return Finding("R4", Outcome.CONTRADICTION, codes, _R4_NO, values)


def _stated(claim: ClaimFact) -> Decimal:
    return Decimal(0) if claim.asserted is None else claim.asserted


def r7(record: RecordFact) -> list[Finding]:
    """Was there a trial, or do trial and adoption carry one date?"""
    if record.trial_from is None or record.adopted_on is None:
        return []
    days = ((record.trial_until or record.adopted_on) - record.trial_from).days
    values: dict[str, Value] = {"days": days, "date": record.trial_from.isoformat()}
    if record.trial_from == record.adopted_on and not record.same_day_reason:
        return [Finding("R7", Outcome.WARNING, (), _R7_NO, values)]
    return [Finding("R7", Outcome.OK, (), _R7_OK, values)]


def r10(record: RecordFact) -> list[Finding]:
    """Which numbers of the text belong to no claim?"""
    loose = [number for number in record.free_numbers if number not in record.linked_numbers]
    if not loose:
        return [Finding("R10", Outcome.OK, (), _R10_OK)] if record.free_numbers else []
    values: dict[str, Value] = {"count": len(loose), "numbers": "; ".join(loose)}
    return [Finding("R10", Outcome.WARNING, (), _R10_NO, values)]


def r11(record: RecordFact) -> list[Finding]:
    """Does the public page carry a count so small that it points at someone?"""
    return [
        Finding("R11", Outcome.CONTRADICTION, (claim,), _R11_NO, {"k": MIN_PUBLIC})
        for claim, count in record.public_cells
        if count < MIN_PUBLIC
    ]


def r13(record: RecordFact) -> list[Finding]:
    """Is a stated share of the population what the registers say?"""
    return [_share_of(share) for share in record.population_shares]


def _share_of(share: PopulationShare) -> Finding:
    computed = percent(Decimal(share.children), Decimal(share.population), 1)
    off = abs(computed - share.stated_percent)
    values: dict[str, Value] = {
        "n": share.children,
        "d": share.population,
        "computed": computed,
        "stated": share.stated_percent,
        "source": share.population_source,
    }
    if off <= ONE_THIRD_TOLERANCE:
        return Finding("R13", Outcome.OK, (share.claim,), _R13_OK, values)
    return Finding("R13", Outcome.WARNING, (share.claim,), _R13_NO, values)


def r14(record: RecordFact) -> list[Finding]:
    """Does an adopted record still speak in the future?"""
    adopted = record.stage in ("penerapan", "dievaluasi", "direplikasi")
    if not adopted or not record.future_wording:
        return []
    return [Finding("R14", Outcome.WARNING, (), _R14_NO, {"words": record.future_wording})]


def r15(record: RecordFact) -> list[Finding]:
    """Is a score shown without its edition, or without who gave it?"""
    return [
        Finding("R15", Outcome.CONTRADICTION, (), _R15_NO, {"scheme": score.scheme})
        for score in record.scores
        if not (score.edition and score.assessor_role)
    ]


ONE_CLAIM: tuple[Callable[[ClaimFact], Finding | None], ...] = (r2, r3, r8, r9, r12)
WHOLE_RECORD: tuple[Callable[[RecordFact], list[Finding]], ...] = (r4, r7, r10, r11, r13, r14, r15)


def check(record: RecordFact, today: date) -> tuple[Finding, ...]:
    """Everything the fifteen rules find in a revision, by rule number."""
    found: list[Finding | None] = []
    for claim in record.claims:
        found.extend(rule(claim) for rule in ONE_CLAIM)
        found.append(r1(with_borrowed_counts(claim, record.claims)))
        found += [r5(claim, record), r6(claim, today)]
    for rule in WHOLE_RECORD:
        found.extend(rule(record))
    kept = [finding for finding in found if finding is not None]
    return tuple(sorted(kept, key=lambda finding: int(finding.rule[1:])))


def of_claim(findings: Iterable[Finding], code: str) -> tuple[Finding, ...]:
    """The findings that concern a claim."""
    return tuple(finding for finding in findings if code in finding.claims)


# --- how far can it be followed? -------------------------------------------------------------


def _is_defined(claim: ClaimFact) -> bool:
    """V1: indicator, whole, part, period, place; a target knows when it was set."""
    if claim.indicator not in REGISTRY or claim.year is None or not claim.place:
        return False
    if claim.kind is ClaimKind.TARGET and claim.target_set_on is None:
        return False
    if claim.measure is Measure.COUNT:
        return claim.asserted is not None
    return claim.numerator is not None and denominator_of(claim) is not None


def _is_traceable(claim: ClaimFact) -> bool:
    """V2: source, query and as-of date, and a whole that is stated, not worked out."""
    stated = claim.measure is Measure.COUNT or claim.denominator is not None
    return bool(stated and claim.source and claim.query and claim.as_of)


def _is_recomputed(claim: ClaimFact) -> bool:
    """V3: anyone with the extract gets the same value, and late entries are shown."""
    return claim.recomputes and claim.stable


_STAIRS: tuple[tuple[Level, Callable[[ClaimFact], bool]], ...] = (
    (Level.DEFINED, _is_defined),
    (Level.TRACEABLE, _is_traceable),
    (Level.RECOMPUTED, _is_recomputed),
    (Level.INDEPENDENT, lambda claim: bool(claim.checked_by_other)),
)


def level(claim: ClaimFact) -> Level:
    """The highest level whose conditions, and those of all levels below, hold."""
    reached = Level.STATED
    for step, holds in _STAIRS:
        if not holds(claim):
            break
        reached = step
    return reached


@dataclass(frozen=True, slots=True)
class Reached:
    """One way in which a target share comes about: so many children, so many adults."""

    way: str
    children: int
    adults: int


def ways_to_reach(children: int, adults: int, target_percent: int) -> tuple[Reached, ...]:
    """How a target share of children can be met: only adults change, or only children do.

    The first way shows what is wrong with the measure: it is met with not one child fewer.
    """
    more_adults = -(-children * (100 - target_percent) // target_percent)
    fewer_children = adults * target_percent // (100 - target_percent)
    return (
        Reached("now", children, adults),
        Reached("only_adults", children, more_adults),
        Reached("only_children", fewer_children, adults),
    )


def _found(
    rule: str,
    outcome: Outcome,
    claim: ClaimFact,
    message: str,
    values: Mapping[str, Value] | None = None,
) -> Finding:
    return Finding(rule, outcome, (claim.code,), message, dict(values or {}))


_R1_OK = gettext_noop("The share is right: %(n)s of %(d)s is %(computed)s %%.")
_R1_NO = gettext_noop(
    "The share does not fit: %(n)s of %(d)s is %(computed)s %%, not %(stated)s %%."
)
_R2_OK = gettext_noop("The part, %(n)s, is no larger than the whole, %(d)s.")
_R2_NO = gettext_noop("The part, %(n)s, is larger than the whole, %(d)s.")
_R3_OK = gettext_noop("People are counted in whole numbers.")
_R3_NO = gettext_noop("%(n)s is not a whole number of people.")
_R4_OK = gettext_noop("Both numbers for %(year)s agree: %(a)s and %(b)s.")
_R4_NO = gettext_noop("Two numbers for one thing in %(year)s: %(a)s and %(b)s.")
_R5_OK = gettext_noop("%(year)s lies before the start (%(start)s): a baseline, and called so.")
_R5_NO = gettext_noop(
    "%(year)s lies before the start (%(start)s). It is a baseline, although shown as a result."
)
_R6_OPEN = gettext_noop("The period of the target, %(year)s, has not ended.")
_R6_OK = gettext_noop("The outcome for %(year)s was reported: %(actual)s.")
_R6_SILENT = gettext_noop("The target was for %(year)s. No outcome was ever reported.")
_R7_OK = gettext_noop("The trial lasted %(days)s days.")
_R7_NO = gettext_noop("Trial and adoption carry one date (%(date)s): a trial of no days.")
_R8_OK = gettext_noop("The count stands beside the share.")
_R8_NO = gettext_noop("The share stands alone. It also moves when only its whole changes.")
_R9_NO = gettext_noop(
    "A fall is called better, but this number has no better side: fewer reports can mean more fear."
)
_R9_CARE = gettext_noop("More or fewer says nothing about safety by itself: reporting changes too.")
_R10_OK = gettext_noop("Every number of the text belongs to a claim.")
_R10_NO = gettext_noop("Numbers of the text that belong to no claim: %(numbers)s.")
_R11_NO = gettext_noop("A public count is under %(k)s. It has to be hidden.")
_R12_OK = gettext_noop("The comparison comes with a number.")
_R12_NO = gettext_noop("It says most, or more, without a number. It cannot be checked.")
_R13_OK = gettext_noop("%(n)s of %(d)s people is %(computed)s %%, as stated (%(source)s).")
_R13_NO = gettext_noop("%(n)s of %(d)s people is %(computed)s %%, not %(stated)s %% (%(source)s).")
_R14_NO = gettext_noop(
    "The stage says adopted, but the text still speaks of what is to be: “%(words)s”."
)
_R15_NO = gettext_noop("A score of %(scheme)s is shown without its edition or without who gave it.")
