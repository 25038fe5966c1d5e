"""The chart of the made-up regency: how many children in which year, where, with which violence.

2018 and 2019 are the numbers of the Data Inovasi record; later years are invented.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pabolo.ground.lib.tables import rows_of
from pabolo.ground.places.actions import DATA

# Source of 2018 and 2019: Data Inovasi record of ANAK PABOLO (29, and 48 of 56 served).
CHILDREN: Mapping[int, int] = {
    2018: 29, 2019: 48, 2020: 41, 2021: 52, 2022: 58, 2023: 63, 2024: 68, 2025: 74, 2026: 66,
}  # fmt: skip
CHILDREN_LATER = 80
ADULTS: Mapping[int, int] = {
    2018: 9, 2019: 8, 2020: 11, 2021: 14, 2022: 15, 2023: 19, 2024: 22, 2025: 24, 2026: 26,
}  # fmt: skip
ADULTS_LATER = 26
SEED_YEARS = frozenset({2018, 2019})
FIRST_YEAR = 2018

DISTRICTS: Mapping[str, float] = {
    "12.10.02": 0.23,  # Rantau Selatan
    "12.10.01": 0.22,  # Rantau Utara
    "12.10.09": 0.14,  # Bilah Hulu
    "12.10.08": 0.11,  # Bilah Hilir
    "12.10.07": 0.09,  # Bilah Barat
    "12.10.20": 0.06,  # Panai Hulu
    "12.10.18": 0.05,  # Panai Tengah
    "12.10.19": 0.05,  # Panai Hilir
    "12.10.14": 0.05,  # Pangkatan
}
FORMS: Mapping[str, float] = {
    "SEK": 0.47, "FIS": 0.25, "PEN": 0.12, "PSI": 0.09, "EKS": 0.03, "LAI": 0.03, "TPO": 0.01,
}  # fmt: skip
SCALED_LEAST = 3


def children_in(year: int, scale: float) -> int:
    """How many different children are served in a year. The seed's own years are never scaled."""
    whole = CHILDREN.get(year, CHILDREN_LATER)
    return whole if year in SEED_YEARS else max(SCALED_LEAST, round(whole * scale))


def adults_in(year: int) -> int:
    """How many adult victims are counted in a year."""
    return ADULTS.get(year, ADULTS_LATER)


def dealt(shares: Mapping[str, float], count: int) -> list[str]:
    """`count` values in these shares, the largest remainders rounded up."""
    whole = {value: int(share * count) for value, share in shares.items()}
    left = count - sum(whole.values())
    by_rest = sorted(shares, key=lambda value: shares[value] * count - whole[value], reverse=True)
    for value in by_rest[:left]:
        whole[value] += 1
    return [value for value, times in whole.items() for _ in range(times)]


@lru_cache(maxsize=1)
def villages() -> Mapping[str, Sequence[str]]:
    """The villages of each district, as shipped."""
    found: dict[str, list[str]] = {}
    for row in rows_of(DATA / "villages.csv"):
        found.setdefault(row["district"], []).append(row["code"])
    return found
