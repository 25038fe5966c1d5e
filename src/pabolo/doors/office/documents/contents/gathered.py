"""Documents whose rows another part of the work gathers: label and text, printed as they come."""

from collections.abc import Iterable

from pabolo.ground.documents.sheets import Part, Row, Rows


def of_rows(blocks: Iterable[tuple[str, Iterable[Row]]]) -> tuple[Part, ...]:
    """Blocks of rows under their titles: a SIMFONI sheet, the packet of a referral."""
    return tuple(Rows(title=title, rows=tuple(rows)) for title, rows in blocks)
