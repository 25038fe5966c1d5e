"""The staffed unit and signed-in browsers, as the office's other pages are tested with."""

from tests.office_cases.conftest import browser, desk, unit

__all__ = ["browser", "desk", "unit"]
