"""Open data: one release as CSV, and its description for catalogues (DCAT, JSON-LD)."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from pabolo.record.figures.queries import Published
from pabolo.rules.indicators import REGISTRY

COLUMNS = (
    "release",
    "as_of",
    "synthetic",
    "indicator",
    "version",
    "period",
    "dimension",
    "value_code",
    "status",
    "value",
    "numerator",
    "denominator",
    "factor",
    "unit",
    "source",
    "window_days",
)


def to_csv(release: Published) -> str:
    """Every number of the release, one a line; hidden numbers stay as lines with status Q."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(release))
    return out.getvalue()


def _lines(release: Published) -> Iterator[list[Any]]:
    for row in release.content["indicators"]:
        line = [*_head(release), *_indicator(row, row["code"], ""), _source(row)]
        yield [*line, row.get("window_days")]
        for part in row.get("parts", ()):
            part_of = _indicator(part, part["code"], part["part"])
            yield [*_head(release), *part_of, _source(row), None]
    for table in release.content["tables"]:
        if table["topic"] in REGISTRY and table["dimensions"] not in ([], ["met"]):
            yield from ([*_head(release), *line] for line in _table(table))


def _head(release: Published) -> list[Any]:
    return [release.code, release.as_of.isoformat(), int(release.synthetic)]


def _indicator(row: Mapping[str, Any], code: str, part: str) -> list[Any]:
    numbers = [row[name] for name in ("status", "value", "numerator", "denominator", "factor")]
    dimension = "part" if part else ""
    return [code, row["version"], row["period"], dimension, part, *numbers, REGISTRY[code].unit]


def _source(row: Mapping[str, Any]) -> str:
    population = row.get("population")
    own = REGISTRY[row["code"]].source
    return f"{own}; {population['source']}" if population else own


def _table(table: Mapping[str, Any]) -> Iterator[list[Any]]:
    indicator = REGISTRY[table["topic"]]
    dimension = " × ".join(table["dimensions"])
    for cell in table["cells"]:
        status = "Q" if cell["shown"] is None else "A"
        yield [
            indicator.code,
            indicator.version,
            table["period"],
            dimension,
            " × ".join(cell["key"]),
            status,
            cell["shown"],
            cell["shown"],
            None,
            1,
            indicator.unit,
            indicator.source,
            None,
        ]


def to_json_ld(release: Published, base: str) -> str:
    """The release as a `dcat:Dataset` with its two distributions. `base` is the site's address."""
    address = f"{base}/angka/rilis/{release.code}"
    period = release.content["period"]
    described: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:title": f"ANAK PABOLO, Kabupaten Labuhanbatu: {release.code}",
        "dct:identifier": release.code,
        "dct:issued": release.published_on.isoformat() if release.published_on else None,
        "dct:modified": release.as_of.isoformat(),
        "dct:license": release.content["licence"],
        "dct:spatial": release.content["place"],
        "dct:language": ["id", "en"],
        "dct:provenance": "synthetic" if release.synthetic else "register",
        "dcat:distribution": [
            _distribution(address, "json", "application/json", release.sha256),
            _distribution(address, "csv", "text/csv", None),
        ],
    }
    if period:
        described["dct:temporal"] = {
            "dcat:startDate": period["from"],
            "dcat:endDate": period["until"],
        }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _distribution(address: str, ending: str, media: str, sha256: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": f"{address}.{ending}",
        "dcat:mediaType": media,
    }
    if sha256:
        row["spdx:checksum"] = {"spdx:algorithm": "SHA256", "spdx:checksumValue": sha256}
    return row
