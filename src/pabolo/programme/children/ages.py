"""A child's age from what is known of the birth."""

from datetime import date

from pabolo.programme.children.facets import ChildIdentity
from pabolo.rules.ages import AgeReading, Birth, PartialDate, age_on, read_partial_date


def birth_of(identity: ChildIdentity) -> Birth:
    """What is known of a child's birth, as the rules see it."""
    known = read_partial_date(identity.birth) if identity.birth else None
    return Birth(
        born=known if isinstance(known, PartialDate) else None,
        unborn=identity.unborn,
        stated_age=identity.stated_age,
        stated_on=date.fromisoformat(identity.stated_on) if identity.stated_on else None,
        estimated=identity.birth_estimated,
    )


def reading_on(identity: ChildIdentity, day: date) -> AgeReading | None:
    """The age on a day, or None when nothing is known."""
    return age_on(birth_of(identity), day)


def age_of(identity: ChildIdentity, day: date) -> int | None:
    """The least age in whole years the child can have on a day; None when unknown."""
    reading = reading_on(identity, day)
    return reading.least if reading else None


def age_when(identity: ChildIdentity, happened: str) -> int | None:
    """The same on the first day that a partial ISO date can mean; None for an empty one."""
    day = read_partial_date(happened) if happened else None
    return age_of(identity, day.first) if isinstance(day, PartialDate) else None
