"""Charts as server-made SVG, each with the table of its numbers.

Across is in %, down is in px, and there is no viewBox: text never shrinks with the picture.
Every chart carries a title (what it shows, in words) and stands beside its table or above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pabolo.doors.shared.formats import number

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Point:
    """One value with its name. `None` is hidden or missing: drawn as nothing, said in the table.

    `mark` is a short class of ours: "seed" is an outlined bar (a number from the old text).
    """

    name: Words
    value: float | None
    mark: str = ""
    shown: str = ""

    @property
    def text(self) -> str:
        """What stands at the bar."""
        return self.shown or number(self.value)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its table: include `shared/chart.html` with it."""

    svg: SafeString
    caption: Words
    heads: tuple[Words, ...]
    rows: Sequence[tuple[Words, ...]]
    folded: bool = False


def columns(key: str, title: Words, points: Sequence[Point], *, about: Words = "") -> SafeString:
    """Upright bars, one for each point, in order."""
    top, base = 28, 200
    most = max((p.value or 0 for p in points), default=0) or 1
    step = 100 / max(len(points), 1)
    marks = [_column(p, i * step, step, base, (base - top) / most) for i, p in enumerate(points)]
    lines = format_html_join(
        "",
        '<line class="gr" x1="0" x2="100%" y1="{0}" y2="{0}"/>',
        ((round(base - (base - top) * k / 4),) for k in range(1, 5)),
    )
    axis = format_html('<line class="ax" x1="0" x2="100%" y1="{0}" y2="{0}"/>', base)
    body = lines + format_html_join("", "{}", ((m,) for m in marks)) + axis
    return frame(key, title, about, base + 26, body)


def _column(point: Point, left: float, step: float, base: int, scale: float) -> SafeString:
    height = round((point.value or 0) * scale)
    middle = f"{left + step / 2:g}"
    return format_html(
        '<rect class="{}" x="{}%" width="{}%" y="{}" height="{}"/>'
        '<text class="v" x="{}%" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}%" y="{}" text-anchor="middle">{}</text>',
        "seedbar" if point.mark == "seed" else "bar",
        f"{left + step * 0.2:g}",
        f"{step * 0.6:g}",
        base - height,
        height,
        middle,
        base - height - 8,
        point.text,
        middle,
        base + 20,
        point.name,
    )


def rows(key: str, title: Words, points: Sequence[Point], *, most: float = 100) -> SafeString:
    """Lying bars with their names above; `most` is what fills the line (100 for %)."""
    body = format_html_join("", "{}", ((_bar(p, i * 46, most),) for i, p in enumerate(points)))
    return frame(key, title, "", len(points) * 46 - 8, body)


def _bar(point: Point, y: int, most: float) -> SafeString:
    return format_html(
        '<text x="0" y="{0}" class="v">{1}</text>'
        '<text x="100%" y="{0}" text-anchor="end">{2}</text>'
        '<rect class="gr0" x="0" y="{3}" width="100%" height="12"/>'
        '<rect class="bar" x="0" y="{3}" width="{4}%" height="12"/>',
        y + 14,
        point.name,
        point.text,
        y + 21,
        f"{min((point.value or 0) / most, 1) * 100:g}",
    )


def line(key: str, title: Words, points: Sequence[Point], *, most: float = 100) -> SafeString:
    """A line through points in time; the left edge carries the scale."""
    base, height = 150, 120
    xs = _spread(len(points))
    ys = [base - height * (p.value or 0) / most for p in points]
    pairs = list(zip(points, xs, ys, strict=True))
    scale = format_html_join(
        "",
        '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>',
        (
            ("ax" if k == 0 else "gr", base - height * k / 2, base - height * k / 2)
            for k in range(3)
        ),
    )
    strokes = format_html_join(
        "",
        '<line class="ln" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
        (
            (f"{a[1]:g}", round(a[2]), f"{b[1]:g}", round(b[2]))
            for a, b in pairwise(pairs)
            if a[0].value is not None and b[0].value is not None
        ),
    )
    dots = format_html_join("", "{}", ((_dot(p, x, y, base),) for p, x, y in pairs))
    return frame(key, title, "", base + 26, scale + strokes + dots)


def _dot(point: Point, x: float, y: float, base: int) -> SafeString:
    if point.value is None:
        return format_html(
            '<text x="{}%" y="{}" text-anchor="middle">{}</text>', f"{x:g}", base + 20, point.name
        )
    return format_html(
        '<circle class="bar" cx="{0}%" cy="{1}" r="5"/>'
        '<text class="v" x="{0}%" y="{2}" text-anchor="middle">{3}</text>'
        '<text x="{0}%" y="{4}" text-anchor="middle">{5}</text>',
        f"{x:g}",
        round(y),
        round(y) + 22 if y < base - 30 else round(y) - 12,
        point.text,
        base + 20,
        point.name,
    )


def _spread(count: int) -> list[float]:
    return [14 + 79 * i / max(count - 1, 1) for i in range(count)]


def share(parts: Sequence[tuple[str, float]], total: float) -> SafeString:
    """One bar in two or three parts, numbers inside: `parts` are (words for the label, value)."""
    label = ", ".join(words for words, _value in parts)
    drawn, x = [], 0.0
    for look, inside, (_words, value) in zip(
        ("bar", "bar3", "gr0"), ("in1", "in2", "in2"), parts, strict=False
    ):
        drawn.append((look, f"{x:g}", f"{value / total * 100:g}", inside, f"{x:g}", number(value)))
        x += value / total * 100
    body = format_html_join(
        "",
        '<rect class="{}" x="{}%" y="0" height="24" width="{}%"/>'
        '<text class="{}" x="{}%" dx="8" y="17">{}</text>',
        drawn,
    )
    return format_html(
        '<svg class="chart share" height="24" role="img" aria-label="{}">{}</svg>', label, body
    )


def waffle(label: str, count: int, total: int, across: int = 14) -> SafeString:
    """One square for each person: the first `count` dark, the rest light."""
    down = -(-total // across)
    squares = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="17" height="17" rx="2"/>',
        (("y" if i < count else "n", i % across * 20, i // across * 20) for i in range(total)),
    )
    return format_html(
        '<svg class="waffle" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" '
        'aria-label="{2}">{3}</svg>',
        across * 20 - 3,
        down * 20 - 3,
        label,
        squares,
    )


def frame(key: str, title: Words, about: Words, height: int, body: SafeString) -> SafeString:
    """The svg element with its title; `key` must be its own on the page."""
    desc = format_html('<desc id="{}-d">{}</desc>', key, about) if about else ""
    return format_html(
        '<svg class="chart" height="{0}" role="img" aria-labelledby="{1}">'
        '<title id="{2}-t">{3}</title>{4}{5}</svg>',
        height,
        f"{key}-t {key}-d" if about else f"{key}-t",
        key,
        title,
        desc,
        body,
    )


# Where the nine districts lie to each other, by Kemendagri code: column, row. The order along
# Sungai Bilah, from Bilah Hulu to Selat Malaka, is what the picture keeps; distances are not.
PLACES: dict[str, tuple[int, int]] = {
    "12.10.01": (1, 2),
    "12.10.02": (1, 3),
    "12.10.07": (0, 2),
    "12.10.08": (2, 1),
    "12.10.09": (2, 3),
    "12.10.14": (2, 2),
    "12.10.18": (3, 1),
    "12.10.19": (3, 0),
    "12.10.20": (3, 2),
}
RIVER = "M206 320L122 320L122 236L206 236L206 152L290 152L290 68V8"
TILE, GAP, TOP = 76, 8, 30


@dataclass(frozen=True, slots=True)
class Tile:
    """A district: its Kemendagri code, name, what stands in it, and its class t1 (least) to t4."""

    code: str
    name: str
    value: str
    look: str = "t1"


def tiles(items: Sequence[Tile], title: Words, key: str = "peta") -> SafeString:
    """The tile map of the nine districts. A district that is not given stays empty."""
    known = [item for item in items if item.code in PLACES]
    drawn = format_html_join("", "{}", ((_tile(item),) for item in known))
    return format_html(
        '<svg class="tiles" viewBox="0 0 328 362" role="img" aria-labelledby="{0}-t">'
        '<title id="{0}-t">{1}</title><path class="river" d="{2}"/>'
        '<text class="sea" x="278" y="20" text-anchor="end">Selat Malaka</text>'
        '<text class="sea" x="162" y="134" text-anchor="end">Sungai Bilah</text>{3}</svg>',
        key,
        title,
        RIVER,
        drawn,
    )


def _tile(item: Tile) -> SafeString:
    column, row = PLACES[item.code]
    x, y = column * (TILE + GAP), TOP + row * (TILE + GAP)
    names = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((x + 8, y + 20 + 15 * i, word) for i, word in enumerate(item.name.split(" ", 1))),
    )
    return format_html(
        '<g class="{}"><rect x="{}" y="{}" width="75" height="75" rx="4"/>{}'
        '<text class="tv" x="{}" y="{}">{}</text></g>',
        item.look,
        x + 0.5,
        y + 0.5,
        names,
        x + 8,
        y + 65,
        item.value,
    )


def look_for(share_of_one: float | None) -> str:
    """t1 below 50 %, t2 below 60 %, t3 below 75 %, t4 from 75 %; nothing known: t0."""
    if share_of_one is None:
        return "t0"
    return next(
        (look for limit, look in ((0.5, "t1"), (0.6, "t2"), (0.75, "t3")) if share_of_one < limit),
        "t4",
    )


def as_words(points: Sequence[Point]) -> str:
    """The points as one sentence for a title: "2018 29, 2019 48"."""
    return ", ".join(f"{p.name} {p.text or _('hidden')}" for p in points)
