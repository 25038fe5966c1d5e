"""Nine districts and their villages, until a release brings the coverage of the network.

Source: Kemendagri codes of places; Labuhanbatu has 98 villages and wards.
"""

from pabolo.doors.shared.charts import Tile

VILLAGES = (
    ("12.10.01", "Rantau Utara", 10),
    ("12.10.02", "Rantau Selatan", 9),
    ("12.10.07", "Bilah Barat", 10),
    ("12.10.08", "Bilah Hilir", 13),
    ("12.10.09", "Bilah Hulu", 24),
    ("12.10.14", "Pangkatan", 7),
    ("12.10.18", "Panai Tengah", 10),
    ("12.10.19", "Panai Hilir", 8),
    ("12.10.20", "Panai Hulu", 7),
)


def village_tiles() -> list[Tile]:
    """How many villages and wards each district has."""
    return [Tile(code, name, str(count), "t2") for code, name, count in VILLAGES]
