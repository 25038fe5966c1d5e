"""Which language does an address speak?

Indonesian addresses have no prefix, English ones start with `/en`. The language is in the
address and nowhere else: no cookie, no `Accept-Language`. So the pages for reporters need to
keep nothing, a link sent to someone opens in the language in which it was copied, and forms
post to the address that they stand on.
"""

from django.conf import settings
from django.utils.translation import get_language, override


def path_in_language(path: str) -> str:
    """`/lapor` as it is written in the language in use: `/lapor` or `/en/lapor`."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def bare_path(path: str) -> str:
    """The path without its language."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and (path == f"/{code}" or path.startswith(f"/{code}/")):
            return path.removeprefix(f"/{code}") or "/"
    return path


def path_in(path: str, language: str) -> str:
    """The same page in another language."""
    with override(language):
        return path_in_language(bare_path(path))
