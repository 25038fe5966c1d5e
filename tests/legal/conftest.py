"""A staffed unit, and browsers in which its people have signed in."""

from tests.office_cases.conftest import browser as browser
from tests.office_cases.conftest import desk as desk
from tests.office_cases.conftest import unit as unit
