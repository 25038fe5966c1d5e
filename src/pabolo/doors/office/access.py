"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry

OFFICE: Final[Mapping[str, Entry]] = {}
