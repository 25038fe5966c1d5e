"""A staffed unit, browsers of its people, and workbooks made by hand."""

from tests.office_cases.conftest import browser, desk, unit

__all__ = ["browser", "desk", "unit"]
