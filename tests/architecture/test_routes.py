"""Every route stands in the access matrix, and the matrix speaks of no other."""

from collections import Counter

from django.conf import settings

from pabolo.doors.command.routes import routes
from pabolo.rules.entry import Entry, allows, anyone, may_enter, only
from pabolo.rules.vocabulary import Role
from tests.cast import actor


def test_every_route_has_a_name() -> None:
    assert [route.path for route in routes() if not route.name] == []


def test_every_route_is_in_the_access_matrix() -> None:
    missing = {route.name for route in routes() if route.name} - settings.ACCESS.keys()
    assert missing == set(), "add them to config/access.py"


def test_the_access_matrix_has_no_stale_line() -> None:
    stale = settings.ACCESS.keys() - {route.name for route in routes()}
    assert stale == set(), "remove them from config/access.py"


def test_a_view_asks_for_a_sign_in_exactly_where_the_matrix_does() -> None:
    listed = [route for route in routes() if route.name in settings.ACCESS]
    differing = [route.name for route in listed if route.open != settings.ACCESS[route.name].open]
    assert differing == []


def test_two_routes_never_share_a_name() -> None:
    counted = Counter(route.name for route in routes() if route.name)
    assert [name for name, times in counted.items() if times > 1] == []


def test_what_is_open_to_anyone_says_why() -> None:
    silent = [name for name, entry in settings.ACCESS.items() if entry.open and not entry.why]
    assert silent == []


def test_who_may_enter() -> None:
    staff_only = only({Role.INTAKE}, "GET", "POST", scope="granted")
    open_page = anyone("help numbers are for everyone")
    assert may_enter(None, open_page) is None
    assert may_enter(actor(Role.INTAKE), staff_only) is None
    refused = may_enter(actor(Role.DATA), staff_only)
    assert refused is not None and refused.code == "entry.not_your_work"
    unknown = may_enter(None, staff_only)
    assert unknown is not None and unknown.code == "entry.not_signed_in"
    assert may_enter(actor(), only(set())) is not None, "no role opens nothing"


def test_methods_are_listed_and_head_follows_get() -> None:
    reading = Entry(("GET",), None, "none", "why")
    assert allows(reading, "GET") and allows(reading, "HEAD") and not allows(reading, "POST")
