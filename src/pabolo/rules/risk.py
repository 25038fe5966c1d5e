"""How much danger is a child in, and why do we think so?

Any red flag makes the risk high until a person lowers it with a reason. A flag that comes up
after that makes it high again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.vocabulary import Risk, Role

YOUNG_CHILD_UNDER = 6
REPEATED_FROM = 2
_PRACTICE = msg("Child-protection practice; to be confirmed by the unit")
ASSESSORS = (Role.INTAKE, Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR)
LOWERERS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)
_RANK = {Risk.LOW: 0, Risk.MEDIUM: 1, Risk.NOT_ASSESSED: 2, Risk.HIGH: 2}


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known that bears on danger. None means nobody knows; it raises no flag.

    `youngest_age` is the least age the child can have, 0 before birth.
    `incidents_in_30_days` counts incidents, this one included.
    """

    sexual_violence: bool | None = None
    accused_has_access: bool | None = None
    accused_lives_with_child: bool | None = None
    youngest_age: int | None = None
    needs_care_now: bool | None = None
    self_harm: bool | None = None
    weapon: bool | None = None
    pregnant: bool | None = None
    disability: bool | None = None
    only_carer_is_accused: bool | None = None
    missing: bool | None = None
    trafficking: bool | None = None
    image_online: bool | None = None
    retaliation: bool | None = None
    alone: bool | None = None
    incidents_in_30_days: int | None = None


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign of danger: a code, a sentence, the facts it looks at, and where it comes from."""

    code: str
    sentence: str
    looks_at: tuple[str, ...]
    raised: Callable[[RiskFacts], bool]
    source: str = _PRACTICE


@dataclass(frozen=True, slots=True)
class Lowering:
    """A person's judgement below what the flags say: level, reason, and the flags then known."""

    level: Risk
    reason: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class RiskReading:
    """How high the risk reads. `level` is shown, `treated_as` sets the clocks, `why` says it."""

    level: Risk
    treated_as: Risk
    flags: tuple[RedFlag, ...]
    why: str


def _all(*names: str) -> Callable[[RiskFacts], bool]:
    return lambda facts: all(getattr(facts, name) is True for name in names)


def _flag(code: str, sentence: str, *looks_at: str, source: str = _PRACTICE) -> RedFlag:
    return RedFlag(code, sentence, looks_at, _all(*looks_at), source)


def _is_young(facts: RiskFacts) -> bool:
    return facts.youngest_age is not None and facts.youngest_age < YOUNG_CHILD_UNDER


def _is_repeated(facts: RiskFacts) -> bool:
    return (facts.incidents_in_30_days or 0) >= REPEATED_FROM


RED_FLAGS: tuple[RedFlag, ...] = (
    _flag(
        "sexual_with_access",
        msg("Sexual violence, and the alleged perpetrator can reach the child."),
        "sexual_violence",
        "accused_has_access",
    ),
    _flag(
        "same_home",
        msg("The alleged perpetrator lives in the child's home."),
        "accused_lives_with_child",
    ),
    RedFlag("under_six", msg("The child is younger than six."), ("youngest_age",), _is_young),
    _flag(
        "needs_care_now",
        msg("The child is hurt and needs care now."),
        "needs_care_now",
        source=msg(
            "Service standard for children in need of special protection (ministry): high risk "
            "is a threat to physical or mental safety unless helped at once"
        ),
    ),
    _flag("self_harm", msg("The child speaks of dying or hurts itself."), "self_harm"),
    _flag("weapon", msg("There is a threat with a weapon."), "weapon"),
    _flag("pregnant", msg("The child is pregnant."), "pregnant"),
    _flag(
        "carer_is_accused",
        msg("The child has a disability, and the only carer is the alleged perpetrator."),
        "disability",
        "only_carer_is_accused",
    ),
    _flag("missing", msg("The child is missing."), "missing"),
    _flag("trafficking", msg("There are signs of trafficking."), "trafficking"),
    _flag("image_online", msg("Pictures of the child are being spread online."), "image_online"),
    _flag("retaliation", msg("Somebody threatens revenge for telling."), "retaliation"),
    _flag("alone", msg("The child is alone, without a carer."), "alone"),
    RedFlag(
        "repeated",
        msg("It has happened again within 30 days."),
        ("incidents_in_30_days",),
        _is_repeated,
    ),
)

_WHY_FLAGS = msg("High, because of the signs of danger listed here.")
_WHY_LOWERED = msg("Set by the supervisor, with a reason, knowing the signs listed here.")
_WHY_NEW_FLAG = msg("High again: a new sign of danger came up after the risk was lowered.")
_WHY_ASSESSED = msg("As assessed; no sign of danger is known.")
_WHY_NOT_ASSESSED = msg("Not assessed yet. Until then it counts as high.")


def red_flags(facts: RiskFacts) -> tuple[RedFlag, ...]:
    """Which signs of danger do these facts raise?

    Source: child-protection practice, to be confirmed by the unit; each flag names its own.
    """
    return tuple(flag for flag in RED_FLAGS if flag.raised(facts))


def classify_risk(
    facts: RiskFacts,
    *,
    assessed: Risk = Risk.NOT_ASSESSED,
    lowered: Lowering | None = None,
) -> RiskReading:
    """How high is the risk, and why?

    Any flag makes it high until a person lowers it with a reason; a flag not known at that time
    makes it high again. Without a flag the assessment stands; not assessed counts as high.

    Source: service standards for complaints of the units for women and children (three levels);
    the flags: child-protection practice, to be confirmed by the unit.
    """
    flags = red_flags(facts)
    if lowered is not None:
        return _after_lowering(flags, lowered)
    if flags:
        return RiskReading(Risk.HIGH, Risk.HIGH, flags, _WHY_FLAGS)
    why = _WHY_NOT_ASSESSED if assessed is Risk.NOT_ASSESSED else _WHY_ASSESSED
    return RiskReading(assessed, treated_as(assessed), flags, why)


def _after_lowering(flags: tuple[RedFlag, ...], lowered: Lowering) -> RiskReading:
    if any(flag.code not in lowered.flags for flag in flags):
        return RiskReading(Risk.HIGH, Risk.HIGH, flags, _WHY_NEW_FLAG)
    return RiskReading(lowered.level, treated_as(lowered.level), flags, _WHY_LOWERED)


def treated_as(risk: Risk) -> Risk:
    """Which level sets the clocks?

    Not assessed counts as high.

    Source: child-protection practice, to be confirmed by the unit.
    """
    return Risk.HIGH if risk is Risk.NOT_ASSESSED else risk


def may_lower_risk(
    actor: Actor,
    *,
    current: Risk,
    to: Risk,
    reason: str,
    excluded: bool = False,
    worker_id: UUID | None = None,
) -> Refusal | None:
    """Who may say that a child is in less danger than the signs show?

    A supervisor, the head of the agency or the province's unit, with a reason, who is not kept
    out of the case and does not work on it. Raising it is open to whoever
    works on the case and is no question of this rule.

    Source: child-protection practice, to be confirmed by the unit.
    """
    if excluded or not actor.has(*LOWERERS):
        return Refusal(
            "risk.lower.not_supervisor", "Only the supervisor of this case lowers a risk."
        )
    if actor.id == worker_id:
        return Refusal(
            "risk.lower.own_case", "This is your own case; another person must lower its risk."
        )
    if to is Risk.NOT_ASSESSED or _RANK[to] >= _RANK[current]:
        return Refusal("risk.lower.not_lower", "This level is not lower than the present one.")
    if not reason.strip():
        return Refusal("risk.lower.no_reason", "Write why the child is safer than the signs show.")
    return None


def may_assess_risk(actor: Actor, *, reading: RiskReading, to: Risk) -> Refusal | None:
    """Who may say how high a risk is?

    Everybody who takes reports or works on cases, upwards at any time and without a reason, and
    once from "not assessed" where no sign of danger stands. Anything lower is `may_lower_risk`.

    Source: child-protection practice, to be confirmed by the unit.
    """
    if not actor.has(*ASSESSORS):
        return Refusal("risk.assess.role", "Only people who work on reports and cases set a risk.")
    if to is Risk.NOT_ASSESSED:
        return Refusal("risk.assess.level_missing", "Choose a level: low, medium or high.")
    first_time = reading.level is Risk.NOT_ASSESSED and not reading.flags
    if not first_time and _RANK[to] < _RANK[reading.level]:
        return Refusal(
            "risk.assess.lower", "This would lower the risk. Ask the supervisor to decide."
        )
    return None
