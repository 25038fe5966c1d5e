"""The Data Inovasi record that the software began with: its text, and what was read out of it."""

import json
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pabolo.rules.claims import ClaimFact, ClaimKind, Measure, PopulationShare

FOLDER = Path(__file__).resolve().parent / "data"


def original() -> str:
    """The page as it stood, byte for byte."""
    return (FOLDER / "anak-pabolo.txt").read_bytes().decode()


def record() -> dict[str, Any]:
    """Fields verbatim with English beside, claims, notes."""
    loaded: dict[str, Any] = json.loads((FOLDER / "anak-pabolo.json").read_text("utf-8"))
    return loaded


def digest(text: str) -> str:
    """SHA-256 in hex."""
    return sha256(text.encode()).hexdigest()


def claim_fact(row: dict[str, Any]) -> ClaimFact:
    """A claim as the rules read it."""
    return ClaimFact(
        code=row["code"],
        kind=ClaimKind(row["kind"]),
        measure=Measure(row["measure"]),
        indicator=row["indicator"],
        place=row["place"],
        year=row["year"],
        decimals=row["decimals"],
        asserted=_decimal(row["asserted"]),
        numerator=_decimal(row["numerator"]),
        denominator=_decimal(row["denominator"]),
        implied_denominator=_decimal(row["implied_denominator"]),
        target=_decimal(row["target"]),
        presented_as_result=row["presented_as_result"],
        improvement_claimed=row["improvement_claimed"],
        says_most_or_more=row["says_most_or_more"],
        count_beside=row["count_beside"],
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def population_shares(rows: Iterable[dict[str, Any]]) -> tuple[PopulationShare, ...]:
    """The stated share of children, beside what registers say."""
    return tuple(
        PopulationShare(
            row["claim"],
            Decimal(row["stated_percent"]),
            row["children"],
            row["population"],
            row["source"],
        )
        for row in rows
    )
