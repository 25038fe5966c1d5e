"""The code lists are whole, in both languages, and old records keep their words."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import translation

from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy import actions, queries, shipped
from pabolo.ground.policy.models import Code
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TODAY = AT.date()
DATA = Actor(id=uuid4(), roles=frozenset({Role.DATA}))
ACTIVIST = Actor(id=uuid4(), roles=frozenset({Role.ACTIVIST}))

# How many codes each list must have: as published, or as laid down for this programme.
SIZES = {
    "violence_form": 7,
    "violence_flag": 6,
    "sexual_violence": 16,
    "scene": 6,
    "scene_detail": 11,
    "relation": 10,
    "relation_detail": 13,
    "age_band": 8,
    "education": 7,
    "school_status": 6,
    "occupation": 13,
    "marital_status": 5,
    "disability": 9,
    "accommodation": 4,
    "special_protection": 15,
    "risk": 4,
    "jurisdiction": 5,
    "channel": 17,
    "reporter": 11,
    "service": 8,
    "unit_function": 6,
    "unit_task": 11,
    "service_detail": 16,
    "service_place": 9,
    "shelter_reason": 8,
    "shelter_exit": 6,
    "budget_line": 5,
    "case_status": 11,
    "closure_reason": 9,
    "legal_stage": 17,
    "legal_date": 9,
    "legal_letter": 15,
    "takedown_kind": 7,
    "child_role": 4,
    "watch_problem": 21,
    "watch_status": 6,
    "activity_level": 4,
    "activity_kind": 13,
    "strategy": 7,
    "member_element": 15,
    "parenting_stage": 7,
    "referral_status": 9,
    "agency_kind": 22,
    "consent_basis": 6,
    "consent_purpose": 6,
    "consent_status": 4,
}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    queries.forget_codes()
    yield
    queries.forget_codes()


def test_every_list_is_whole() -> None:
    assert {name: len(queries.codes(name)) for name in SIZES} == SIZES


def test_every_code_has_a_list_both_labels_and_a_source() -> None:
    lists = {row.code for row in shipped.lists()}
    seen = set()
    for row in shipped.codes():
        assert row.list in lists
        assert (row.list, row.code) not in seen
        seen.add((row.list, row.code))
        assert row.label_id and row.label_en and row.source in set("SPD+")
        assert row.label_id == row.label_id.strip()
    assert {name for name, _ in seen} == lists


def test_codes_seen_in_simfoni_carry_its_label() -> None:
    assert all(row.simfoni_label for row in shipped.codes() if row.source == "S")
    assert queries.simfoni_label("education", "SLP") == "SLTP"


def test_details_map_into_codes_that_exist() -> None:
    into = {row.code: row.maps_into for row in shipped.lists()}
    for row in shipped.codes():
        targets = {code.code for code in queries.codes(into[row.list])}
        assert set(queries.maps_to(row.list, row.code)) <= targets
        assert bool(into[row.list]) == bool(row.maps_to)
    assert queries.maps_to("scene_detail", "PES") == ("LP",)
    assert queries.maps_to("scene_detail", "KBN") == ("TK", "FU")


def test_labels_follow_the_language_of_the_screen() -> None:
    with translation.override("id"):
        assert queries.label("violence_form", "PEN") == "Penelantaran"
    with translation.override("en"):
        assert queries.label("violence_form", "PEN") == "Neglect"
    assert queries.label("violence_form", "PEN", "en") == "Neglect"
    assert queries.label("violence_form", "???") == "???"
    assert queries.label("no_list", "FIS") == "FIS"


def test_loading_twice_leaves_one_row_each_and_answers_as_shipped() -> None:
    before = {name: queries.codes(name) for name in SIZES}
    n = actions.load_codes(by=SYSTEM, at=AT)
    assert actions.load_codes(by=SYSTEM, at=AT) == n == Code.objects.count()
    assert {name: queries.codes(name) for name in SIZES} == before


def test_a_local_code_is_offered_from_its_day_and_survives_loading() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    actions.add_code(
        by=DATA, at=AT, of_list="channel", code="RAD", label_id="Radio", label_en="Radio"
    )
    actions.load_codes(by=SYSTEM, at=AT)
    assert queries.choices("channel", TODAY)[-1] == ("RAD", "Radio")
    assert not queries.is_code("channel", "RAD", date(2026, 11, 23))


def test_a_retired_code_is_no_choice_but_keeps_its_label() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    actions.retire_code(by=DATA, at=AT, of_list="channel", code="SP4", last_day=TODAY)
    actions.load_codes(by=SYSTEM, at=AT)
    assert queries.is_code("channel", "SP4", TODAY)
    assert not queries.is_code("channel", "SP4", date(2026, 11, 25))
    assert queries.label("channel", "SP4") == "SP4N-LAPOR!"


def test_who_may_change_a_list() -> None:
    actions.load_codes(by=SYSTEM, at=AT)
    new = {"of_list": "channel", "code": "RAD", "label_id": "Radio", "label_en": "Radio"}
    with pytest.raises(Refused, match=r"code.not_yours"):
        actions.add_code(by=ACTIVIST, at=AT, **new)
    with pytest.raises(Refused, match=r"code.no_list"):
        actions.add_code(by=DATA, at=AT, **(new | {"of_list": "nothing"}))
    with pytest.raises(Refused, match=r"code.exists"):
        actions.add_code(by=DATA, at=AT, **(new | {"code": "WA"}))
    with pytest.raises(Refused, match=r"code.past"):
        actions.retire_code(
            by=DATA, at=AT, of_list="channel", code="WA", last_day=date(2026, 11, 23)
        )
    with pytest.raises(Refused, match=r"code.unknown"):
        actions.retire_code(by=DATA, at=AT, of_list="channel", code="RAD", last_day=TODAY)
    assert not Code.objects.filter(code="RAD").exists()
