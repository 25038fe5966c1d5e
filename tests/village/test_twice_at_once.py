"""A double tap on a slow line: the same form comes in twice at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from pabolo.programme.intake.actions import alarms
from pabolo.programme.intake.models import Report
from pabolo.programme.network.actions import activities
from pabolo.programme.network.models import Activity
from tests.village.conftest import form_group, phone, token_on
from tests.village.test_alarms import ALARM, TYPED
from tests.village.test_register import ACTIVITY, NEW_ACTIVITY

pytestmark = pytest.mark.django_db(transaction=True)


def twice(client: Client, path: str, typed: dict[str, Any]) -> list[int]:
    """What both answers are."""
    fields = {**typed, "token": token_on(client, path)}

    def post(_number: int) -> int:
        try:
            return client.post(path, fields).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        return list(hands.map(post, range(2)))


def meet_before_inserting(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    """Let both requests pass the question whether it is there already, then go on."""
    barrier, plain = Barrier(2, timeout=10), getattr(where, name)
    waiting = [True, True]

    def together(*args: Any, **kwargs: Any) -> Any:
        if waiting:
            waiting.pop()
            barrier.wait()
        return plain(*args, **kwargs)

    monkeypatch.setattr(where, name, together)


def test_an_activity_tapped_twice_is_one_and_both_answers_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form_group()
    meet_before_inserting(monkeypatch, activities, "act")
    assert twice(phone(), NEW_ACTIVITY, ACTIVITY) == [302, 302]
    assert Activity.objects.count() == 1


def test_an_alarm_tapped_twice_is_one_and_both_get_the_receipt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_before_inserting(monkeypatch, alarms, "act")
    assert twice(phone(), ALARM, TYPED) == [200, 200]
    assert Report.objects.count() == 1
