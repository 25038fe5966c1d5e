"""The home panel: plaited matting (kelarai) that closes around one kunyit square, the child.

Strands run over and under; at the left edge loose ends are still to be laid.
"""

from collections.abc import Iterator
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

COLUMNS, ROWS, CELL, SPACE = 30, 25, 20, 1.5
CENTRE = (12, 11)
TURN = 6
LOOSE = (3, 0, 2, 4, 1, 0, 3, 5, 2, 0, 1, 4, 0, 2, 3, 1, 0, 4, 2, 0, 3, 1, 0, 2, 4)
MARGIN = max(LOOSE)


def _strand(row: int, column: int) -> str:
    """Which strand lies on top here: h across, v down, k the child."""
    distance = abs(row - CENTRE[0]) + abs(column - CENTRE[1])
    if distance == 0:
        return "k"
    return "h" if (distance - 1) % TURN < TURN // 2 else "v"


def _runs(line: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each stretch of True."""
    start = None
    for i, here in enumerate([*line, False]):
        if here and start is None:
            start = i
        elif not here and start is not None:
            yield start, i - start
            start = None


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z"


def _across(row: int) -> str:
    line = [_strand(row, c) for c in range(COLUMNS)]
    y, thick = row * CELL + SPACE, CELL - 2 * SPACE
    laid = [
        _box((s + MARGIN) * CELL + SPACE, y, n * CELL - 2 * SPACE, thick)
        for s, n in _runs([cell == "h" for cell in line])
    ]
    end = LOOSE[row % len(LOOSE)]
    if end:
        # A strand that goes on under the first upright one stops before it, else it joins.
        width = end * CELL - (2 * SPACE if line[0] == "v" else 0)
        laid.append(_box((MARGIN - end) * CELL + SPACE, y, width, thick))
    return "".join(laid)


def _down(column: int) -> str:
    x, thick = (column + MARGIN) * CELL + SPACE, CELL - 2 * SPACE
    line = [_strand(r, column) == "v" for r in range(ROWS)]
    return "".join(_box(x, s * CELL + SPACE, thick, n * CELL - 2 * SPACE) for s, n in _runs(line))


@cache
def panel() -> SafeString:
    """The whole panel, drawn once."""
    row, column = CENTRE
    size = CELL - 2 * SPACE
    child = _box((column + MARGIN) * CELL + SPACE, row * CELL + SPACE, size, size)
    return format_html(
        '<svg class="weave" viewBox="0 0 {} {}" preserveAspectRatio="xMinYMid slice" '
        'aria-hidden="true"><path class="w1" d="{}"/><path class="w2" d="{}"/>'
        '<path class="w3" d="{}"/></svg>',
        (COLUMNS + MARGIN) * CELL,
        ROWS * CELL,
        "".join(_across(r) for r in range(ROWS)),
        "".join(_down(c) for c in range(COLUMNS)),
        child,
    )
