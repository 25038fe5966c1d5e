"""A table that leaves as a file (CSV)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

from pabolo.rules.tables import neutral


def sheet(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table to be kept: whole numbers as they are; no other cell is run as a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(one) for one in row] for row in rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _cell(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    return neutral(str(value))
