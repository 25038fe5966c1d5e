"""How much does somebody carry?

A number for comparing colleagues, never for judging them. The weights are settings of the unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pabolo.rules.vocabulary import CaseStage, Risk

EARLY = frozenset(
    {CaseStage.RECEIVED, CaseStage.VERIFYING, CaseStage.ASSESSING, CaseStage.REOPENED}
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each property of a case adds, and the districts that count as far."""

    high: int = 3
    medium: int = 2
    low: int = 1
    early: int = 1
    far: int = 1
    far_districts: frozenset[str] = frozenset()


def weights_from(settings: Mapping[str, int | str]) -> Weights:
    """Which weights did the unit set?

    Source: practice; settings of the unit.
    """
    plain = Weights()
    amounts = {
        name: int(settings.get(f"load.{name}", getattr(plain, name)))
        for name in ("high", "medium", "low", "early", "far")
    }
    far = str(settings.get("load.far_districts", ""))
    return Weights(**amounts, far_districts=frozenset(far.replace(",", " ").split()))


def weight_of(
    risk: Risk, stage: CaseStage, domicile: str, weights: Weights, *, light: bool = False
) -> int:
    """How much does one open case weigh?

    By risk, not assessed counting as high; more while it is new, more where the way is far. A case
    that SIMFONI leads weighs as one of low risk.

    Source: practice; settings of the unit.
    """
    if light:
        return weights.low
    by_risk = {Risk.MEDIUM: weights.medium, Risk.LOW: weights.low}
    total = by_risk.get(risk, weights.high)
    total += weights.early if stage in EARLY else 0
    return total + (weights.far if domicile[:8] in weights.far_districts else 0)
