"""What a report says about danger, as the rules of risk take it."""

from collections.abc import Collection, Iterable

from pabolo.programme.intake.facets import ToldChild
from pabolo.programme.intake.told import Told
from pabolo.rules.risk import RiskFacts, RiskReading, classify_risk
from pabolo.rules.violence import TRAFFICKING_FORM, is_sexual
from pabolo.rules.vocabulary import Risk

# Signs that an officer or a reporter may tick, beyond what the answers say by themselves.
SIGNS = (
    "needs_care_now",
    "self_harm",
    "weapon",
    "pregnant",
    "disability",
    "only_carer_is_accused",
    "missing",
    "trafficking",
    "image_online",
    "retaliation",
    "alone",
    "accused_has_access",
    "accused_lives_with_child",
    "repeated",
)
_AGAIN = 2


def _years(child: ToldChild) -> int | None:
    if child.unborn:
        return 0
    if not child.age.isdigit():
        return None
    return int(child.age) // 12 if child.age_unit == "month" else int(child.age)


def _youngest(children: Iterable[ToldChild]) -> int | None:
    ages = [age for age in map(_years, children) if age is not None]
    return min(ages, default=None)


def facts_of(told: Told, signs: Collection[str] = (), *, sexual: bool | None = None) -> RiskFacts:
    """The facts behind the red flags: what was told, and the signs an officer saw in it."""
    seen = {*told.story.signs, *signs}
    home = any(person.lives_with_child == "yes" for person in told.accused.people)
    reach = home or any(person.has_access == "yes" for person in told.accused.people)
    known = {name: True for name in SIGNS if name in seen and name != "repeated"}
    known |= {"accused_lives_with_child": True} if home else {}
    known |= {"accused_has_access": True} if reach or "accused_lives_with_child" in known else {}
    known |= {"trafficking": True} if TRAFFICKING_FORM in told.story.worries else {}
    return RiskFacts(
        sexual_violence=is_sexual(told.story.worries) if sexual is None else sexual,
        youngest_age=_youngest(told.people.children),
        incidents_in_30_days=_AGAIN if "repeated" in seen else None,
        **known,
    )


def first_reading(told: Told) -> RiskReading:
    """How a report reads before anybody read it: danger said, or a flag, or not assessed."""
    assessed = Risk.HIGH if told.story.danger_now == "yes" else Risk.NOT_ASSESSED
    return classify_risk(facts_of(told), assessed=assessed)
