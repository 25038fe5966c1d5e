"""What does every page say about this installation: its mode, its office, its help numbers?"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


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
    exit_url: str

    @property
    def demo(self) -> bool:
        """Whether pages carry the "sample data" banner."""
        return self.mode == "demo"


# 112: national emergency number. 110: police. 129 and WA 08111-129-129: SAPA of the Ministry of
# Women's Empowerment and Child Protection. The unit's own number is a placeholder until the
# office sets it.
HELP = (
    HelpLine("112", "tel:112", _("Emergency"), _("emergency")),
    HelpLine("110", "tel:110", _("Police"), _("police")),
    HelpLine("129", "tel:129", _("Women and children"), _("SAPA")),
)
MESSAGE = HelpLine("08111-129-129", "https://wa.me/628111129129", _("WhatsApp SAPA"), _("WhatsApp"))
OFFICE = HelpLine("(0624) 000-000", "tel:+62624000000", _("UPTD PPA office"), _("UPTD PPA"))


def current() -> Site:
    """The installation as it stands. The one place to change when the office sets its own."""
    return Site(
        mode=settings.MODE,
        regency="Labuhanbatu",
        unit="UPTD PPA Labuhanbatu",
        agency=_("Office for Women's Empowerment and Child Protection"),
        help=HELP,
        message=MESSAGE,
        office=OFFICE,
        exit_url="https://www.bmkg.go.id/",
    )
