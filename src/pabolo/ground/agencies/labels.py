"""What the facts of an agency are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD: dict[str, Promise] = {
    "added": _("Added to the directory"),
    "ended": _("Taken out of the directory"),
    "kind": _("Kind"),
    "name": _("Name"),
    "service": _("Service"),
    "place": _("Place"),
    "contact": _("Contact"),
    "hours": _("Hours"),
}
