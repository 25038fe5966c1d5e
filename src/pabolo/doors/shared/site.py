"""What does every page say about this installation: its mode, its office, its help numbers?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy import queries
from pabolo.ground.policy.defaults import DEFAULTS

type Words = str | Promise

# Numbers of up to five digits are dialled as they stand: 112, 129, 1500.
SHORT = 5


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to call. `short` stands in the one-line strip, `name` in the full one."""

    number: str
    link: str
    name: Words
    short: Words


@dataclass(frozen=True, slots=True)
class Site:
    """What the base templates print. `exit_url` is the dull page that quick exit goes to."""

    mode: str
    regency: str
    unit: str
    agency: Words
    help: tuple[HelpLine, ...]
    message: HelpLine
    office: HelpLine
    address: str
    hours: str
    exit_url: str

    @property
    def demo(self) -> bool:
        """Whether pages carry the "sample data" banner."""
        return self.mode == "demo"


# A dull page of the meteorological office: quick exit leads there.
EXIT_URL = "https://www.bmkg.go.id/"


def tel(number: str) -> str:
    """`tel:` link of a number as people write it: (0624) 123 becomes tel:+62624123."""
    return f"tel:{_international(number)}"


def whatsapp(number: str) -> str:
    """The address that opens a chat with a number."""
    return f"https://wa.me/{_international(number).lstrip('+')}"


def _international(number: str) -> str:
    digits = "".join(c for c in number if c.isdigit())
    local = digits.startswith("0") and len(digits) > SHORT
    return f"+62{digits[1:]}" if local else digits


def build(values: Mapping[str, int | str], mode: str) -> Site:
    """The installation that the settings of one day describe."""
    emergency, police, sapa, message, unit = (
        str(values[f"phone.{key}"])
        for key in ("emergency", "police", "sapa", "sapa_whatsapp", "unit")
    )
    return Site(
        mode=mode,
        regency="Labuhanbatu",
        unit=str(values["unit.name"]),
        agency=_("Office for Women's Empowerment and Child Protection"),
        help=(
            HelpLine(emergency, tel(emergency), _("Emergency"), _("emergency")),
            HelpLine(police, tel(police), _("Police"), _("police")),
            HelpLine(sapa, tel(sapa), _("Women and children"), _("SAPA")),
        ),
        message=HelpLine(message, whatsapp(message), _("WhatsApp SAPA"), _("WhatsApp")),
        office=HelpLine(unit, tel(unit), _("UPTD PPA office"), _("UPTD PPA")),
        address=str(values["unit.address"]),
        hours=str(values["unit.hours"]),
        exit_url=EXIT_URL,
    )


@lru_cache(maxsize=1)
def _of_minute(minute: int, mode: str) -> Site:
    return build(queries.values(today()), mode)


def current() -> Site:
    """The installation as it stands, at most a minute old.

    When the database does not answer, the numbers that the project ships with stand in: the
    error page that says so needs them most.
    """
    try:
        return _of_minute(int(now().timestamp()) // 60, settings.MODE)
    except DatabaseError:
        return build({key: default.value for key, default in DEFAULTS.items()}, settings.MODE)


def forget() -> None:
    """Read the settings again at once, after somebody changed them."""
    _of_minute.cache_clear()
