"""What may every template use without asking?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from pabolo.doors.shared.languages import path_in
from pabolo.doors.shared.site import current


def other_language(path: str) -> dict[str, str]:
    """The switch: code, own name and address of this page in the other language."""
    code = next(c for c, _name in settings.LANGUAGES if c != get_language())
    return {"code": code, "name": dict(settings.LANGUAGES)[code], "path": path_in(path, code)}


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site`, `other_language`."""
    return {"site": current(), "other_language": other_language(request.path)}
