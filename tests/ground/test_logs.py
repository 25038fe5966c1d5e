"""The log says where something failed, never what was in it."""

import logging
import sys

from pabolo.ground.lib.logs import Sparing


def _written(record: logging.LogRecord) -> str:
    return Sparing().format(record)


def test_neither_arguments_nor_exception_texts_are_written() -> None:
    try:
        try:
            raise KeyError("Siti Aminah")
        except KeyError as error:
            raise ValueError("Budi Santoso at /lacak?kode=7Q4M") from error
    except ValueError:
        caught = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "%s: %s", ("Error", "/lacak/7Q4M"), caught
    )
    written = _written(record)
    for telling in ("Siti", "Budi", "7Q4M", "lacak"):
        assert telling not in written
    assert "ValueError" in written and "KeyError" in written and "test_logs.py" in written


def test_an_object_as_message_is_named_by_its_kind() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, ValueError("Budi"), None, None)
    assert _written(record) == "ERROR x: ValueError"
