"""The access matrix: every route, who may use it, and which objects lie behind it.

One line a route, by its name, in the table of its door. A route without a line answers 404 and
fails the tests; so does a line without a route. `docs/matriks-akses.md` is generated from here.
"""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.access import OFFICE
from pabolo.doors.partner.access import PARTNER
from pabolo.doors.public.access import PUBLIC
from pabolo.doors.shared.accounts.access import SIGN_IN
from pabolo.doors.village.access import VILLAGE
from pabolo.rules.entry import Entry

ACCESS: Final[Mapping[str, Entry]] = {**PUBLIC, **SIGN_IN, **OFFICE, **VILLAGE, **PARTNER}
