"""What kinds of files are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE_KIND: dict[str, Promise] = {
    "image": _("Picture"),
    "audio": _("Voice recording"),
    "pdf": _("PDF document"),
}
