"""Making parts of a picture unreadable before it is kept.

A picture is divided into a board of squares; the squares that somebody chose are replaced by one
mean colour each, so that nothing of what was there is left in the file.
"""

import io
from collections.abc import Collection

from PIL import Image, ImageOps

COLUMNS = 6
ROWS = 8


def squares() -> list[str]:
    """The names of the squares, row by row: `0-0` is the upper left."""
    return [f"{row}-{column}" for row in range(ROWS) for column in range(COLUMNS)]


def cover(body: bytes, chosen: Collection[str]) -> bytes:
    """The picture with these squares covered. The body is one that `cleaning` drew."""
    with Image.open(io.BytesIO(body), formats=("JPEG", "PNG")) as picture:
        seen = ImageOps.exif_transpose(picture).convert("RGB")
    for name in chosen:
        row, column = (int(part) for part in name.split("-"))
        box = _box(seen.width, seen.height, row, column)
        colour = seen.crop(box).resize((1, 1), Image.Resampling.BOX)
        seen.paste(colour.resize((box[2] - box[0], box[3] - box[1])), box)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=85)
    return out.getvalue()


def _box(width: int, height: int, row: int, column: int) -> tuple[int, int, int, int]:
    return (
        width * column // COLUMNS,
        height * row // ROWS,
        max(width * (column + 1) // COLUMNS, width * column // COLUMNS + 1),
        max(height * (row + 1) // ROWS, height * row // ROWS + 1),
    )
