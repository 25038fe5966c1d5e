"""Numbers: one after the other, none twice, none left out, none given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from pabolo.ground.documents import actions, queries
from pabolo.ground.documents.models import Cancelled, Letter, Series
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.actions import set_setting
from pabolo.programme.cases.actions.letters import cancel_letter, make_letter
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import Letter as Kind
from tests import builders as build

pytestmark = pytest.mark.django_db(transaction=True)
BUSY = Refusal("test.busy", "Something went wrong after the number.")


def sheet(number: str) -> Sheet:
    return Sheet(style="letter", heading=number)


def falls(number: str) -> Sheet:
    raise Refused(BUSY)


def draft(kind: Kind = Kind.MINUTES, *, well: bool = True) -> actions.Draft:
    return actions.Draft(kind=kind, code="400.2", build=sheet if well else falls)


def place_of(unit: build.Unit, case_id: UUID, kind: Kind = Kind.MINUTES) -> int:
    made = make_letter(case_id=case_id, draft=draft(kind), by=unit.ratna, at=unit.at)
    return made.place


def missing() -> set[int]:
    """Places that were counted and hold no letter."""
    given = set(Letter.objects.values_list("place", flat=True))
    return set(range(1, sum(Series.objects.values_list("last", flat=True)) + 1)) - given


def at_once(by: Actor, unit: build.Unit, cases: list[UUID], rounds: int) -> None:
    """Several officers make letters at the same moment; every third falls at its end."""
    turn = count()

    def one(case_id: UUID) -> None:
        try:
            for _ in range(rounds):
                well = next(turn) % 3 != 0
                try:
                    make_letter(case_id=case_id, draft=draft(well=well), by=by, at=unit.at)
                except Refused:
                    assert not well
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(cases)) as hands:
        list(hands.map(one, cases))


def test_many_at_once_leave_no_gap_and_no_number_twice() -> None:
    unit = build.staffed_unit()
    cases = [build.assigned(unit) for _ in range(4)]
    at_once(unit.ratna, unit, cases, 6)
    places = sorted(Letter.objects.values_list("place", flat=True))
    assert places == list(range(1, 17))
    assert missing() == set()


def test_a_number_taken_outside_the_transaction_leaves_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The broken variant: counted and committed first, then the letter fails."""
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    with transaction.atomic():
        taken = actions.next_place(2026, actions._row(Kind.MINUTES, unit.at.date()))
    with monkeypatch.context() as broken:
        broken.setattr(actions, "next_place", lambda year, row: taken)
        with pytest.raises(Refused):
            make_letter(case_id=case_id, draft=draft(well=False), by=unit.ratna, at=unit.at)
    assert place_of(unit, case_id) == 2
    assert missing() == {1}


def test_a_place_that_was_only_read_is_stopped_by_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The broken variant of the lock: two who read the same last number."""
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    monkeypatch.setattr(actions, "next_place", lambda year, row: 1)
    assert place_of(unit, case_id) == 1
    monkeypatch.setattr(actions.Letter.objects, "filter", lambda **_: Letter.objects.none())
    with pytest.raises(IntegrityError):
        place_of(unit, case_id)


def test_a_number_can_neither_be_changed_nor_taken_back() -> None:
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    place_of(unit, case_id)
    for change in (
        lambda: Letter.objects.update(place=9),
        lambda: Letter.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_cancelled_number_keeps_its_reason_sealed() -> None:
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    made = make_letter(case_id=case_id, draft=draft(), by=unit.ratna, at=unit.at)
    cancel_letter(letter_id=made.pk, reason="Salah nama lembaga", by=unit.ratna, at=unit.at)
    row = Cancelled.objects.get()
    assert b"lembaga" not in bytes(row.reason or b"")
    assert place_of(unit, case_id) == 2


def test_the_next_year_begins_at_one() -> None:
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    assert [place_of(unit, case_id), place_of(unit, case_id)] == [1, 2]
    later = build.Unit(unit.at + timedelta(days=61))
    made = make_letter(case_id=case_id, draft=draft(), by=unit.ratna, at=later.at)
    assert (made.year, made.place) == (2027, 1)


def test_one_row_for_each_kind_where_the_unit_says_so() -> None:
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    set_setting(
        by=unit.ratna, at=unit.at, key="letters.rows", value=2, valid_from=unit.at.date(),
        reason="Agenda dipisah menurut jenis.",
    )  # fmt: skip
    assert place_of(unit, case_id, Kind.MINUTES) == 1
    # The same classification in both kinds would make the same number: refused, and no gap.
    with pytest.raises(Refused) as caught:
        place_of(unit, case_id, Kind.STORY)
    assert caught.value.refusal.code == "letter.given_before"
    assert missing() == set()
    other = actions.Draft(kind=Kind.STORY, code="400.3", build=sheet)
    made = make_letter(case_id=case_id, draft=other, by=unit.ratna, at=unit.at)
    assert made.place == 1


def test_a_pattern_that_cannot_number_is_refused() -> None:
    unit = build.staffed_unit()
    with pytest.raises(Refused) as caught:
        set_setting(
            by=unit.ratna, at=unit.at, key="letters.number_pattern", value="{urut}/UPTD",
            valid_from=unit.at.date(), reason="Dipendekkan saja.",
        )  # fmt: skip
    assert caught.value.refusal.code == "letter.pattern_short"


def test_nothing_about_a_letter_lies_in_the_clear() -> None:
    unit = build.staffed_unit()
    case_id = build.assigned(unit)
    secret = actions.Draft(
        kind=Kind.REFERRAL, code="400.2", build=sheet, to=("Rumah Sakit Rahasia",), about="Visum"
    )
    made = make_letter(case_id=case_id, draft=secret, by=unit.ratna, at=unit.at)
    row = Letter.objects.filter(pk=made.pk).values().get()
    said = " ".join(str(value) for value in row.values())
    for word in ("referral", "Rahasia", "Visum", "400.2", "UPTD"):
        assert word not in said
    found = queries.register(number="400.2/0001/uptd-ppa/xi/2026")
    assert [one.pk for one in found] == [made.pk]
