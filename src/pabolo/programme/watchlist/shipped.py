"""The kinds that ship with the program, until the unit sets its own."""

from functools import lru_cache
from pathlib import Path

from pabolo.ground.lib.tables import rows_of
from pabolo.rules.instruments import Choice, Kind, Question, Words
from pabolo.rules.watchlist import Becomes, WatchKind

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def kinds() -> dict[str, WatchKind]:
    """Every shipped kind by its code, in the order of the list."""
    asked: dict[str, list[Question]] = {}
    for row in rows_of(_DATA / "questions.csv"):
        asked.setdefault(row["kind"], []).append(_question(row))
    return {row["code"]: _kind(row, asked) for row in rows_of(_DATA / "kinds.csv")}


def _words(row: dict[str, str], name: str) -> Words:
    return Words(row[f"{name}_id"], row[f"{name}_en"])


def _question(row: dict[str, str]) -> Question:
    cells = [one for one in row["choices"].split(";") if one]
    return Question(
        code=row["code"],
        kind=Kind(row["type"]),
        words=_words(row, "words"),
        choices=tuple(map(_choice, cells)),
    )


def _choice(cell: str) -> Choice:
    code, words = cell.split("=", 1)
    return Choice(code, Words(*words.rsplit("/", 1)))


def _kind(row: dict[str, str], asked: dict[str, list[Question]]) -> WatchKind:
    return WatchKind(
        code=row["code"],
        label=_words(row, "label"),
        meaning=_words(row, "meaning"),
        owner=row["owner"],
        settles=_words(row, "settles"),
        source=row["source"],
        questions=tuple(asked.get(row["code"], ())),
        answer_days=int(row["answer_days"]),
        expires_days=int(row["expires_days"]),
        until_months=int(row["until_months"]),
        becomes=Becomes(row["becomes"]),
        names=row["names"] == "yes",
        shown_to_head=row["shown_to_head"] == "yes",
        worry=row["worry"],
    )
