"""How do sentences of rules and records come to a page in the language in use?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from pabolo.doors.shared import formats
from pabolo.rules.claims import Finding, Value
from pabolo.rules.facts import Period

DATES = {"start", "date"}
BARE = {"year", "days", "k", "count", "numbers", "words", "scheme", "source"}


def either(row: object, name: str) -> str:
    """The Indonesian or the English of a field that holds both (`name_id`, `name_en`)."""
    ending = "en" if get_language() == "en" else "id"
    return str(getattr(row, f"{name}_{ending}")) or str(getattr(row, f"{name}_id"))


def message(finding: Finding) -> str:
    """A finding's sentence, with its values written as people here write them."""
    values = {name: _value(name, value) for name, value in finding.values.items()}
    return gettext(finding.message) % values


def _value(name: str, value: Value) -> str:
    if name in DATES:
        return formats.day(date.fromisoformat(str(value)))
    if name in BARE or isinstance(value, str):
        return str(value)
    return plain(Decimal(value))


def plain(value: Decimal | int) -> str:
    """A number without needless zeros: 48, 85,7, 179.775."""
    return formats.number(Decimal(value))


def period(code: str) -> str:
    """January–June 2026, or 2025."""
    one = Period.parse(code)
    if not one.half:
        return str(one.year)
    months = gettext("January–June") if one.half == 1 else gettext("July–December")
    return f"{months} {one.year}"


def short_period(code: str) -> str:
    """2026-I, or 2025."""
    one = Period.parse(code)
    return f"{one.year}-{'I' * one.half}" if one.half else str(one.year)


def number_of(row: Mapping[str, object] | None, name: str) -> str:
    """A released number, or the word that it is hidden or missing."""
    if row is None:
        return formats.NOTHING
    value = row[name]
    if value is None:
        return gettext("hidden") if row["status"] == "Q" else formats.NOTHING
    return plain(Decimal(str(value)))


def marked(words: str, marks: tuple[str, ...]) -> SafeString:
    """The words, with the claimed numbers and comparisons marked."""
    text: str = conditional_escape(words)
    for mark in marks:
        found = conditional_escape(mark)
        text = text.replace(found, format_html("<mark>{}</mark>", mark), 1)
    return mark_safe(text)  # noqa: S308  (every part was escaped above)
