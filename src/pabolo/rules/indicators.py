"""What does each number mean?

The registry of indicators as data, and what one observation of them is. Counting is in
`rules/counting.py`; what may leave the office is decided in `rules/disclosure.py`.

Source: Permendagri 18/2020 (outcome of the child protection affair), Permen PPPA 2/2022
(service standard), ANAK PABOLO's own Data Inovasi record (the share of children).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from pabolo.rules.facts import Period


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; the doors translate it when they show it."""
    return text


class Direction(StrEnum):
    """Which way is better. Reported cases are neutral: more may mean more trust."""

    NEUTRAL = "neutral"
    HIGHER = "higher"
    LOWER = "lower"


class Status(StrEnum):
    """SDMX observation status, as far as used: normal, missing, hidden for protection."""

    NORMAL = "A"
    MISSING = "M"
    HIDDEN = "Q"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A registered indicator. Sentences are English source text.

    `factor` turns numerator/denominator into the value (1 for counts). `personal` says whether
    it counts people; only those are protected before they are published.
    """

    code: str
    version: int
    label: str
    unit: str
    population: str
    numerator: str
    denominator: str
    factor: int
    direction: Direction
    source: str
    caveat: str
    personal: bool = True
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A count shown beside an indicator, never mixed into it."""

    code: str
    numerator: int
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One indicator, counted over one period, as of a day. Exact."""

    code: str
    version: int
    period: Period
    as_of: date
    numerator: int | None
    denominator: int | None = None
    status: Status = Status.NORMAL
    parts: tuple[Part, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The number people read, rounded as the registry says; None where there is none."""
        return ratio(REGISTRY[self.code], self.numerator, self.denominator)


def ratio(indicator: Indicator, numerator: int | None, denominator: int | None) -> Decimal | None:
    """factor × numerator / denominator at the indicator's decimals; a count is itself."""
    if numerator is None:
        return None
    if not indicator.denominator:
        return Decimal(numerator)
    if not denominator:
        return None
    exact = Decimal(numerator) * indicator.factor / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-indicator.decimals), rounding=ROUND_HALF_UP)


_SERVICE_REGISTER = gettext_noop("Service register of the child protection office")
_MORE_REPORTS = gettext_noop(
    "A rise can mean that more people dare to report. It does not show that violence grew."
)

REGISTRY: Mapping[str, Indicator] = {
    row.code: row
    for row in (
        Indicator(
            code="VAC_N",
            version=1,
            label=gettext_noop("Child victims of violence served"),
            unit=gettext_noop("children"),
            population=gettext_noop("Children under 18, the unborn included"),
            numerator=gettext_noop(
                "different children with at least one incident accepted for service in the period"
            ),
            denominator="",
            factor=1,
            direction=Direction.NEUTRAL,
            source=_SERVICE_REGISTER,
            caveat=_MORE_REPORTS,
        ),
        Indicator(
            code="VAC_RATE",
            version=1,
            label=gettext_noop("Child victims served per 10,000 children"),
            unit=gettext_noop("per 10,000 children"),
            population=gettext_noop("Children under 18, the unborn included"),
            numerator=gettext_noop("child victims served in the period"),
            denominator=gettext_noop("registered children aged 0–17"),
            factor=10_000,
            direction=Direction.NEUTRAL,
            source=gettext_noop("Service register, and the population table with its own source"),
            caveat=gettext_noop(
                "It measures reports that reached service, not how common violence is."
            ),
            decimals=2,
        ),
        Indicator(
            code="VAC_SHARE",
            version=1,
            label=gettext_noop("Children among all victims served"),
            unit=gettext_noop("percent"),
            population=gettext_noop("Children and adults served as victims of violence"),
            numerator=gettext_noop("child victims served in the period"),
            denominator=gettext_noop("child victims and adult victims served in the period"),
            factor=100,
            direction=Direction.NEUTRAL,
            source=gettext_noop(
                "Service register, and the office's monthly count of adult victims"
            ),
            caveat=gettext_noop(
                "A share moves when the number of women moves. Never read it without the counts."
            ),
            decimals=1,
        ),
        Indicator(
            code="RESP_24",
            version=1,
            label=gettext_noop("Reports read within 24 hours"),
            unit=gettext_noop("percent"),
            population=gettext_noop("Reports whose hour of arrival is known"),
            numerator=gettext_noop("reports an officer opened within 24 hours of arrival"),
            denominator=gettext_noop("reports received in the period whose 24 hours have passed"),
            factor=100,
            direction=Direction.HIGHER,
            source=gettext_noop("Report register"),
            caveat=gettext_noop(
                "Anonymous reports keep only their day. They are counted apart: in time means "
                "opened before their day ended."
            ),
        ),
        Indicator(
            code="SERV_COMP",
            version=1,
            label=gettext_noop("Children who received every planned service"),
            unit=gettext_noop("percent"),
            population=gettext_noop(
                "Children whose case was opened in the period, with a service planned"
            ),
            numerator=gettext_noop("children who have been given every planned service"),
            denominator=gettext_noop("children with at least one planned service"),
            factor=100,
            direction=Direction.HIGHER,
            source=_SERVICE_REGISTER,
            caveat=gettext_noop(
                "Counted as it stands on the day of the count: recent cases are still under way."
            ),
        ),
        Indicator(
            code="REVICT",
            version=1,
            label=gettext_noop("Children harmed again within 12 months of closure"),
            unit=gettext_noop("percent"),
            population=gettext_noop("Children whose case closed a year before the period"),
            numerator=gettext_noop("of these, children with a new incident within 12 months"),
            denominator=gettext_noop("children with a case closed 12 months earlier"),
            factor=100,
            direction=Direction.LOWER,
            source=_SERVICE_REGISTER,
            caveat=gettext_noop(
                "Only harm that was reported again is seen. "
                "Incidents without a day are not counted."
            ),
        ),
        Indicator(
            code="PATBM_ACT",
            version=1,
            label=gettext_noop("Villages with an active PATBM group"),
            unit=gettext_noop("percent"),
            population=gettext_noop("Desa and kelurahan of the regency"),
            numerator=gettext_noop(
                "villages whose group has a valid decree and met within the days the unit sets"
            ),
            denominator=gettext_noop("all desa and kelurahan"),
            factor=100,
            direction=Direction.HIGHER,
            source=gettext_noop("Group register: decrees, meetings and activities"),
            caveat=gettext_noop("Active means it met. It does not say how well it works."),
            personal=False,
        ),
    )
}
