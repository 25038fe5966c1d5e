"""What is written to the log: where something failed, never what was in it.

A path, a form value or an exception's text can hold a name. So only the logger, the template of
the message, the kind of exception and its places in the code are written.
"""

import logging
import traceback
from typing import Any, Final


class Sparing(logging.Formatter):
    """One line a record: level, logger, message template; then kinds and places of exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without its arguments and without the texts of exceptions."""
        said = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        first = f"{record.levelname} {record.name}: {said}"
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([first, *(_told(error) if error else ())])


def _told(error: BaseException) -> list[str]:
    places = traceback.extract_tb(error.__traceback__)
    told = [f"  {type(error).__module__}.{type(error).__qualname__}"]
    told += [f"    {place.filename}:{place.lineno} {place.name}" for place in places]
    cause = error.__cause__ or error.__context__
    return [*told, *_told(cause)] if cause else told


LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"sparing": {"()": "pabolo.ground.lib.logs.Sparing"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "sparing"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
