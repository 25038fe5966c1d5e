"""The question sets that ship with the program, as the sheets that a unit could import itself."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pabolo.ground.lib.tables import rows_of
from pabolo.rules.instruments import Form
from pabolo.rules.question_sheets import Row, form_from

_DATA = Path(__file__).parent / "data"


def _sheet(name: str, code: str) -> Sequence[Row]:
    """Rows of one set, numbered as in its file."""
    rows = rows_of(_DATA / f"{name}.csv")
    mine = [row for row in rows if row.pop("form") == code]
    return [(number, row) for number, row in enumerate(mine, start=2)]


@lru_cache(maxsize=1)
def forms() -> dict[str, Form]:
    """Every shipped set by its code. A faulty file is a fault of the program: ValueError."""
    codes = [row["form_id"] for row in rows_of(_DATA / "settings.csv")]
    return {code: _form(code) for code in codes}


def _form(code: str) -> Form:
    names = ("survey", "choices", "settings", "levels")
    form, faults = form_from({name: _sheet(name, code) for name in names})
    if form is None:
        raise ValueError(faults)
    return form
