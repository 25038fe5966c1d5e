"""A database that could lose a confirmed row is noticed."""

import os

import pytest
from django.db import connection

from pabolo.ground.lib.durability import weak_points

SQLITE = not os.environ.get("PABOLO_DATABASE_URL")


@pytest.mark.skipif(not SQLITE, reason="SQLite's own settings")
def test_the_shipped_settings_have_no_weak_point() -> None:
    assert weak_points(connection) == []


@pytest.mark.skipif(not SQLITE, reason="SQLite's own settings")
@pytest.mark.django_db(transaction=True)
def test_the_popular_normal_preset_is_caught() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            assert weak_points(connection) == ["PRAGMA synchronous is `1`, needs 2 or 3"]
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


@pytest.mark.skipif(SQLITE, reason="PostgreSQL's own settings")
def test_a_server_without_fsync_is_caught() -> None:
    weak = weak_points(connection)
    assert any(text.startswith("SHOW fsync") for text in weak)
    assert any(text.startswith("SHOW synchronous_commit") for text in weak)
