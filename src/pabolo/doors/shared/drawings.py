"""Small server-made SVG: the mark, the weave, progress, cells, clock, evidence level.

Classes only: the content security policy forbids inline styles.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pabolo.doors.shared.icons import ICONS

MARK = format_html(
    '<svg class="mark" viewBox="0 0 30 30" aria-hidden="true">{}</svg>',
    format_html_join(
        "",
        '<path class="{}" d="{}"/>',
        (
            ("m1", "M0 0h19v9H0zM11 21h19v9H11z"),
            ("m2", "M21 0h9v19h-9zM0 11h9v19H0z"),
            ("m3", "M11 11h8v8h-8z"),
        ),
    ),
)
HOURS_A_SEGMENT = 24


def icon(name: str) -> SafeString:
    """An icon from the table; an unknown name is an error of ours and raises KeyError."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )


def plait(step: int, total: int) -> SafeString:
    """Progress as laid strands: done and current ones dark, the current one ends in kunyit."""
    width = 54
    cells = format_html_join(
        "", '<path class="{}" d="{}"/>', (p for k in range(total) for p in _strands(k, step, width))
    )
    size = total * width - 7
    return format_html(
        '<svg class="plait" width="{0}" height="11" viewBox="0 0 {0} 11" aria-hidden="true">'
        "{1}</svg>",
        size,
        cells,
    )


def _strands(k: int, step: int, width: int) -> Iterable[tuple[str, str]]:
    over, under = ("a", "b") if k < step else ("o", "p")
    for j in range(2):
        x = k * width + j * 24
        last = k == step - 1 and j == 1
        yield over, f"M{x} 0h15v5h-15zM{x + 8} 6h15v5h-15z"
        yield under, f"M{x} 6h7v5h-7z"
        yield ("k" if last else under), f"M{x + 16} 0h7v5h-7z"


def cells(given: int, planned: int, unit: str = "") -> SafeString:
    """Given out of planned, as cells and in words."""
    count = max(given, planned)
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="1" width="7" height="10" rx="1"/>',
        (("on" if i < given else "off", i * 10 + 1) for i in range(min(count, 24))),
    )
    words = _("%(given)s of %(planned)s") % {"given": given, "planned": planned}
    return format_html(
        '<span class="given"><svg class="cells" width="{}" height="12" aria-hidden="true">{}</svg>'
        "{}</span>",
        min(count, 24) * 10,
        drawn,
        f"{words} {unit}".strip(),
    )


def clock(spent: float, total: float) -> SafeString:
    """A legal clock in hours: one segment for each day, filled as time goes."""
    segments = max(round(total / HOURS_A_SEGMENT), 1)
    width = (100 - 2 * (segments - 1)) / segments
    share = total / segments
    parts = []
    for i in range(segments):
        x, full = i * (width + 2), max(0.0, min(1.0, (spent - i * share) / share))
        parts.append(("off", f"{x:.2f}", f"{width:.2f}"))
        if full > 0:
            parts.append(("on", f"{x:.2f}", f"{width * full:.2f}"))
    rects = format_html_join("", '<rect class="{}" x="{}%" y="1" width="{}%" height="14"/>', parts)
    label = ngettext(
        "%(spent)s of %(total)s hour has passed",
        "%(spent)s of %(total)s hours have passed",
        int(total),
    ) % {"spent": int(min(spent, total)), "total": int(total)}
    return format_html(
        '<svg class="chart clock" height="16" role="img" aria-label="{}">{}</svg>', label, rects
    )


def level(value: int) -> SafeString:
    """Evidence level V0 to V4 as four cells."""
    rects = format_html_join(
        "",
        '<path class="{}" d="M{} 0h10v8h-10z"/>',
        (("on" if i < value else "off", i * 11) for i in range(4)),
    )
    return format_html('<svg viewBox="0 0 44 8" aria-hidden="true">{}</svg>', rects)
