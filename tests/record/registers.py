"""People with posts, and a synthetic register large enough to release."""

import random
from datetime import date, datetime, timedelta
from uuid import UUID

from pabolo.ground.lib.clock import WIB
from pabolo.rules.actors import Actor
from pabolo.rules.facts import (
    ALL_FORMS,
    AdultCount,
    ChildVictimFact,
    ClosureFact,
    Facts,
    GroupFact,
    Period,
    PopulationFact,
    ReportFact,
    ServiceFact,
)
from pabolo.rules.vocabulary import Role

AT = datetime(2026, 8, 3, 9, tzinfo=WIB)


def someone(number: int, *roles: Role) -> Actor:
    return Actor(UUID(int=number), frozenset(roles))


DATA = someone(1, Role.DATA)
VERIFIER = someone(2, Role.VERIFIER)
PUBLISHER = someone(3, Role.PUBLISHER)


def register(seed: int = 1, first_year: int = 2020, last_year: int = 2026) -> Facts:
    """Some sixty children a year, with forms, reports, services, closures and groups."""
    chance = random.Random(seed)
    years = range(first_year, last_year + 1)
    victims = [row for year in years for row in _year(chance, year)]
    villages = [f"12.10.0{1 + n % 9}.{1000 + n}" for n in range(98)]
    return Facts(
        victims=victims,
        reports=[_report(chance, n) for n in range(900)],
        services=[_service(chance, row) for row in victims],
        closures=[
            ClosureFact(row.child, row.case, row.served_on + timedelta(days=120))
            for row in victims[::2]
        ],
        groups=[
            GroupFact(
                UUID(int=n), villages[n], date(2024, 1, 1), None, frozenset({date(2026, 6, 1)})
            )
            for n in range(61)
        ],
        adults=[
            AdultCount(month, ALL_FORMS, chance.randint(1, 5), "UPTD")
            for year in years
            for month in Period(year).months
        ],
        populations=[
            PopulationFact(2019, 179_775, "Data Inovasi"),
            PopulationFact(2024, 157_980, "Dukcapil"),
        ],
        villages=villages,
        active_windows=[(date.min, 60)],
    )


def _year(chance: random.Random, year: int) -> list[ChildVictimFact]:
    rows = []
    for _ in range(45 + 8 * (year - 2020)):
        day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        child = UUID(int=chance.getrandbits(100))
        forms = frozenset(chance.sample(["SEK", "SEK", "FIS", "PSI", "PEN"], chance.randint(1, 2)))
        rows.append(
            ChildVictimFact(
                child, child, child, day, day, day, forms, chance.randrange(18),
                chance.choice("LPPP"), "12.10.01",
            )
        )  # fmt: skip
    return rows


def _report(chance: random.Random, number: int) -> ReportFact:
    at = datetime(2023, 1, 1, tzinfo=WIB) + timedelta(minutes=chance.randrange(1_800_000))
    read = at + timedelta(hours=chance.choice([1, 3, 8, 20, 30]))
    anonymous = number % 4 == 0
    return ReportFact(UUID(int=number), at.date(), None if anonymous else at, read, None, anonymous)


def _service(chance: random.Random, row: ChildVictimFact) -> ServiceFact:
    planned = chance.randint(1, 5)
    given = planned if chance.random() < 0.85 else planned - 1
    return ServiceFact(row.child, row.case, row.served_on, planned, given)
