"""What do the pages say of a release? Words, charts and tables from its frozen content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pabolo.doors.public.words import number_of, period, plain, short_period
from pabolo.doors.shared import charts
from pabolo.doors.shared.charts import Chart, Point, Tile
from pabolo.ground.places import queries as places
from pabolo.record.figures.labels import DIMENSIONS, value_label
from pabolo.record.figures.queries import Published
from pabolo.rules.indicators import REGISTRY, Indicator

FEWEST_FOR_A_LINE = 3
NBSP = "\N{NO-BREAK SPACE}"

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Living:
    """An indicator as a release has it: value, parts, meaning, source, date."""

    code: str
    label: str
    value: str
    unit: str
    of: str
    period: str
    as_of: Any
    definition: Indicator
    synthetic: bool
    release: str
    hidden: bool
    version: int
    apart: tuple[str, ...] = ()
    population: str = ""


def living(release: Published | None, code: str, when: str = "") -> Living | None:
    """One indicator of a release, ready to show; None where the release does not have it."""
    row = release.indicator(code, when) if release else None
    if release is None or row is None:
        return None
    indicator = REGISTRY[code]
    return Living(
        code=code,
        label=gettext(indicator.label),
        value=number_of(row, "value"),
        unit=_unit(indicator),
        of=_of(row, indicator),
        period=period(row["period"]),
        as_of=release.as_of,
        definition=indicator,
        synthetic=release.synthetic,
        release=release.code,
        hidden=row["status"] == "Q",
        version=row["version"],
        apart=tuple(_apart(part) for part in row.get("parts", ()) if _shows(part)),
        population=_population(row),
    )


def _unit(indicator: Indicator) -> str:
    return "%" if indicator.factor == 100 else ""  # other units stand in the label


def _of(row: Row, indicator: Indicator) -> str:
    if not indicator.denominator or row["numerator"] is None or row["denominator"] is None:
        return ""
    words = {"n": number_of(row, "numerator"), "d": number_of(row, "denominator")}
    return gettext("%(n)s of %(d)s") % words


def _population(row: Row) -> str:
    given = row.get("population")
    if not given:
        return ""
    return f"{given['source']}, {given['year']}" if given["year"] else str(given["source"])


def _shows(part: Row) -> bool:
    """Whether at least one of the two numbers stands in the release."""
    return part["numerator"] is not None or part["denominator"] is not None


def _apart(part: Row) -> str:
    sentences = {
        "RESP_24_DAY_ONLY": gettext(
            "Anonymous reports, of which only the day is kept: %(n)s of %(d)s"
        ),
        "SERV_COMP_SERVICES": gettext("Counted as services: %(n)s of %(d)s given"),
    }
    words = {"n": number_of(part, "numerator"), "d": number_of(part, "denominator")}
    return sentences[part["part"]] % words


# --- years ---


def by_year(releases: Sequence[Published]) -> Chart:
    """Child victims served, year by year, over everything published up to a release."""
    counts, rates = _yearly(releases, "VAC_N"), _yearly(releases, "VAC_RATE")
    points = [
        Point(year, _float(row), "seed" if row["seed"] else "", number_of(row, "value"))
        for year, row in sorted(counts.items())
    ]
    title = gettext("Child victims of violence served, by year")
    about = charts.as_words(points)
    rows = [
        (year, number_of(row, "value"), number_of(rates.get(year), "value"))
        for year, row in sorted(counts.items())
    ]
    heads = (gettext("Year"), gettext("Children served"), gettext("Per 10,000 children"))
    svg = charts.columns("years", title, points, about=about)
    return Chart(svg, gettext("By year"), heads, rows)


def _yearly(releases: Sequence[Published], code: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for release in releases:
        for row in release.content["indicators"]:
            if row["code"] == code and "-" not in row["period"]:
                found.setdefault(row["period"], {**row, "seed": release.verbatim})
    return found


def _float(row: Row) -> float | None:
    return None if row["value"] is None else float(row["value"])


# --- one release ---


def forms(release: Published) -> Chart | None:
    """Forms of violence as shares of the children served; they may exceed 100 % together."""
    table = _table(release, "form")
    total = table["total"]["shown"] if table else None
    if table is None or not total:
        return None
    shown = sorted(
        (cell for cell in table["cells"] if cell["shown"] is not None),
        key=lambda cell: -cell["shown"],
    )
    points = [
        Point(value_label("form", cell["key"][0]), _share(cell["shown"], total),
              shown=f"{plain(round(_share(cell['shown'], total)))} %")
        for cell in shown
    ]  # fmt: skip
    title = gettext("Forms of violence")
    rows = [(value_label("form", c["key"][0]), plain(c["shown"])) for c in shown]
    svg = charts.rows("forms", f"{title}: {charts.as_words(points)}", points)
    heads = (title, gettext("Children"))
    return Chart(svg, gettext("Children by form of violence"), heads, rows, folded=True)


def _share(part: int, whole: int) -> float:
    return min(100.0, 100 * part / whole)


def hidden_forms(release: Published) -> str:
    """The names of the forms that are hidden, for the line below the chart."""
    table = _table(release, "form")
    cells = table["cells"] if table else ()
    names = [value_label("form", c["key"][0]) for c in cells if c["shown"] is None]
    return ", ".join(names)


def _table(release: Published, dimension: str) -> Row | None:
    wanted = release.period.code if release.period else ""
    return next(
        (
            table
            for table in release.content["tables"]
            if (table["topic"], table["period"]) == ("VAC_N", wanted)
            and table["dimensions"] == [dimension]
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A small table of the children served."""

    caption: str
    head: str
    rows: tuple[tuple[str, str], ...]


def breakdowns(release: Published) -> list[Breakdown]:
    """By sex and by age."""
    found = []
    for dimension in ("sex", "age"):
        table = _table(release, dimension)
        if table is not None:
            head = str(DIMENSIONS[dimension])
            rows = tuple(_cell_row(dimension, cell) for cell in table["cells"])
            found.append(Breakdown(head, head, rows))
    return found


def _cell_row(dimension: str, cell: Row) -> tuple[str, str]:
    shown = gettext("hidden") if cell["shown"] is None else plain(cell["shown"])
    return value_label(dimension, cell["key"][0]), shown


def in_time(releases: Sequence[Published]) -> Chart | None:
    """Reports read within 24 hours, half-year by half-year."""
    halves = {r.period: r.indicator("RESP_24") for r in releases if r.period and r.period.half}
    points = [
        Point(short_period(one.code), float(row["value"]), shown=f"{number_of(row, 'value')} %")
        for one, row in sorted(halves.items())
        if row and row["value"] is not None
    ]
    if len(points) < FEWEST_FOR_A_LINE:
        return None
    title = gettext("Reports read within 24 hours, in percent")
    rows = [(point.name, point.shown) for point in points]
    svg = charts.line("time", f"{title}: {charts.as_words(points)}", points)
    return Chart(svg, title, (gettext("Period"), "%"), rows, folded=True)


@dataclass(frozen=True, slots=True)
class Coverage:
    """PATBM by district: the tile map and its table."""

    svg: SafeString
    rows: tuple[tuple[str, int, int], ...]
    window: int | None


def coverage(release: Published) -> Coverage | None:
    """Villages with an active group, by district."""
    rows = release.content["coverage"]
    if not rows:
        return None
    names = places.names()
    tiles = [
        Tile(
            row["district"],
            names.get(row["district"], row["district"]),
            f"{row['active']}/{row['villages']}",
            charts.look_for(row["active"] / row["villages"]),
        )
        for row in rows
    ]
    words = ", ".join(f"{tile.name} {tile.value}" for tile in tiles)
    title = gettext("Villages with an active PATBM group, by district: %(list)s") % {"list": words}
    table = tuple(
        (tile.name, row["active"], row["villages"]) for tile, row in zip(tiles, rows, strict=True)
    )
    window = (release.indicator("PATBM_ACT") or {}).get("window_days")
    return Coverage(charts.tiles(tiles, title), tuple(sorted(table)), window)


def share_bar(children: int, adults: int, total: int) -> SafeString:
    """Children and women as one bar, on the scale of `total`."""
    label = gettext("%(children)s children and %(adults)s women") % {
        "children": children,
        "adults": adults,
    }
    words, rest = f"{label}", ""
    return charts.share([(words, children), (rest, adults)], total)


def percent_text(value: Decimal | int) -> SafeString:
    """85,7 %."""
    return format_html("{}{}%", plain(value), NBSP)
