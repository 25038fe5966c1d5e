"""The village of the tests of its door."""

from tests.village.conftest import lock as lock
from tests.village.conftest import ours as ours
from tests.village.conftest import theirs as theirs
from tests.village.conftest import village as village
