"""What the levels and kinds of places are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VILLAGE_KIND: dict[str, Promise] = {
    "kelurahan": _("Urban village"),
    "desa": _("Rural village"),
}

POPULATION_BASIS: dict[str, Promise] = {
    "registered": _("Registered population"),
    "census": _("Census"),
    "projection": _("Projection"),
    "stated": _("Stated by the source"),
    "estimate": _("Estimate"),
}
