"""The outer wall stands before every view."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from pabolo.ground.accounts.models import Person
from pabolo.rules.entry import anyone, only
from pabolo.rules.vocabulary import Role


def test_a_route_without_a_line_lets_nobody_in(client: Client) -> None:
    with override_settings(ACCESS={}), pytest.raises(ImproperlyConfigured):
        client.get("/bantuan")


def test_an_open_route_is_open(client: Client) -> None:
    assert client.get("/robots.txt").status_code == 200


def test_a_method_that_is_not_listed_is_refused(client: Client) -> None:
    with override_settings(ACCESS={"public:help": anyone("help")}):
        assert client.post("/bantuan").status_code == 405


def test_a_route_for_others_answers_as_if_it_were_not_there(client: Client) -> None:
    nobody = {"public:help": only({Role.INTAKE})}
    with override_settings(ACCESS=nobody):
        client.force_login(Person.objects.create_user("warga", name="Warga"))
        assert client.get("/bantuan").status_code == 404
