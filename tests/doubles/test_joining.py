"""Joining two records of a child, and parting them: nothing moves, kin stay out."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.models import Grant
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import closing, doubles, joining, simfoni, team
from pabolo.programme.cases.actions.correcting import SIDES, correct_child
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import child_of, open_file
from pabolo.programme.cases.queries.scope import cases_of_child
from pabolo.programme.children.models import Child, Pair, PairLine
from pabolo.programme.children.queries import canonical, find
from pabolo.record.figures.gathering import register
from pabolo.rules.counting import served
from pabolo.rules.facts import Period
from tests import builders as b
from tests.doubles import pairs as p

WHY = "Ibu yang sama, lahir pada hari yang sama, satu akta."


@pytest.fixture
def unit() -> b.Unit:
    return b.staffed_unit()


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def join(unit: b.Unit, pair: Pair, **more: Any) -> UUID:
    return joining.join(pair_id=pair.pk, reason=WHY, by=unit.ratna, at=unit.at, **more)


def part(unit: b.Unit, pair: Pair) -> None:
    joining.part(pair_id=pair.pk, reason="Dua akta.", by=unit.ratna, at=unit.at)


def duties(unit: b.Unit, case_id: UUID) -> set[str]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    return {line.body.rule for line in lines_for(rows, by=unit.ratna, at=unit.at)}


def children_counted(unit: b.Unit) -> int:
    period = Period(2026, 2)
    return len(served(register(by=unit.ratna, at=unit.at, period=period).facts, period))


def test_old_and_new_spelling_are_put_before_a_supervisor(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit)
    assert pair.state == "open"
    owed = duties(unit, one.case_id) | duties(unit, other.case_id)
    assert "case.double" in owed
    assert doubles.look_for_doubles(at=unit.at) == doubles.Looked(), "nothing new, nothing opened"


def test_twins_of_one_house_are_not_put_before_anybody(unit: b.Unit) -> None:
    one, other = p.twice(unit, again=p.TWIN)
    look_for_doubles(at=unit.at)
    with pytest.raises(Pair.DoesNotExist):
        p.pair_of(one.child_id, other.child_id)


def test_only_a_supervisor_joins_with_a_reason(unit: b.Unit) -> None:
    _one, _other, pair = p.paired(unit)
    asked = {"pair_id": pair.pk, "at": unit.at}
    with refused("merge.role"):
        joining.join(**asked, reason=WHY, by=unit.siti)
    with refused("merge.no_reason"):
        joining.join(**asked, reason=" ", by=unit.ratna)
    with pytest.raises(Pair.DoesNotExist):
        joining.join(**asked, reason=WHY, by=unit.dedi)
    with refused("merge.changed"):
        joining.join(**asked, reason=WHY, by=unit.ratna, versions=(7, 7))
    assert Child.objects.filter(merged_into__isnull=False).count() == 0


def test_a_joined_child_is_counted_once_and_twice_again_when_parted(unit: b.Unit) -> None:
    _one, _other, pair = p.paired(unit)
    assert children_counted(unit) == 2
    join(unit, pair)
    assert children_counted(unit) == 1
    part(unit, Pair.objects.get(pk=pair.pk))
    assert children_counted(unit) == 2


def test_every_number_and_link_of_both_stays_alive(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit)
    p.assigned(unit, other.case_id)
    simfoni.record_simfoni(case_id=other.case_id, number="SIM-2", by=unit.dedi, at=unit.at)
    stays = join(unit, pair)
    for ids in (one, other):
        file = open_file(case_id=ids.case_id, by=unit.ratna, at=unit.at)
        assert canonical(ids.child_id) == stays
        assert file.state.reports and file.case.child_id == ids.child_id
    assert open_file(case_id=other.case_id, by=unit.ratna, at=unit.at).state.simfoni == "SIM-2"
    for name in ("Soerjono", "Suryono Putra"):
        found = find(query=name, by=unit.ratna, at=unit.at)
        assert [hit.child_id for hit in found.hits] == [stays]
    assert {case.pk for case in cases_of_child(other.child_id)} == {one.case_id, other.case_id}


def test_two_open_cases_stay_until_a_person_closes_one_as_told_twice(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit)
    for ids in (one, other):
        p.assigned(unit, ids.case_id)
    asked = b.closure(unit, reason="duplicate")
    closes = {"case_id": other.case_id, "at": unit.at}
    with refused("close.not_merged"):
        closing.ask_closure(**closes, asked=asked, by=unit.dedi)
    join(unit, pair)
    assert Case.objects.filter(closed_day__isnull=True).count() == 2
    closing.ask_closure(**closes, asked=asked, by=unit.dedi)
    closing.close_case(**closes, by=unit.ratna)
    with refused("close.not_merged"):
        closing.ask_closure(case_id=one.case_id, asked=asked, by=unit.dedi, at=unit.at)
    with refused("reopen.another_open"):
        closing.reopen_case(**closes, reason="-", by=unit.ratna)
    assert children_counted(unit) == 1


def test_a_new_report_of_a_joined_child_goes_to_the_record_that_stays(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit)
    join(unit, pair)
    with refused("case.child_has_open_case"):
        p.opened(unit, p.AGAIN, child_id=other.child_id)
    with refused("case.child_has_open_case"):
        p.opened(unit, p.AGAIN, child_id=one.child_id)


# --- kin


def kin_of_the_other(unit: b.Unit) -> tuple[Any, Any, Pair]:
    """Dedi works on the first; his kin is the carer that only the second record names."""
    declare_kin(kin=[Kin("Tiurma Hutapea Zebua", "aunt")], by=unit.dedi, at=unit.at)
    again = p.rewritten(p.AGAIN, carers=("Rosnawati", "Tiurma Hutapea Zebua"))
    one, other, pair = p.paired(unit, again=again)
    p.assigned(unit, one.case_id)
    assert may_see(unit.dedi, one.case_id) and not may_see(unit.dedi, other.case_id)
    return one, other, pair


def test_kin_to_a_name_in_either_record_are_out_of_both_at_once(unit: b.Unit) -> None:
    one, other, pair = kin_of_the_other(unit)
    join(unit, pair)
    for ids in (one, other):
        assert not may_see(unit.dedi, ids.case_id) and not may_see(unit.dedi, ids.child_id)
        with refused("case.worker_excluded"):
            p.assigned(unit, ids.case_id)
    assert Case.objects.get(pk=one.case_id).worker_id is None
    assert "case.assign_worker" in duties(unit, one.case_id)


def test_two_who_are_kin_are_both_out_of_both_records(unit: b.Unit) -> None:
    """Two lose it in one screening."""
    declare_kin(kin=[Kin("Tiurma Hutapea Zebua", "aunt")], by=unit.ayu, at=unit.at)
    one, other, pair = kin_of_the_other(unit)
    team.add_specialist(case_id=one.case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    assert may_see(unit.ayu, one.case_id) and may_see(unit.dedi, one.case_id)
    join(unit, pair)
    for ids in (one, other):
        for person in (unit.ayu, unit.dedi):
            assert not may_see(person, ids.case_id) and not may_see(person, ids.child_id)
    found = open_file(case_id=one.case_id, by=unit.ratna, at=unit.at).state.screened
    assert found == {unit.ayu.id.hex: "excluded", unit.dedi.id.hex: "excluded"}
    part(unit, Pair.objects.get(pk=pair.pk))
    assert may_see(unit.ayu, one.case_id) and may_see(unit.dedi, one.case_id)


def test_parting_gives_back_what_joining_took(unit: b.Unit) -> None:
    one, _other, pair = kin_of_the_other(unit)
    before = access()
    join(unit, pair)
    assert access() != before
    part(unit, Pair.objects.get(pk=pair.pk))
    assert access() == before
    assert Case.objects.get(pk=one.case_id).worker_id == unit.dedi.id
    assert "case.assign_worker" not in duties(unit, one.case_id)
    team.assign_worker(case_id=one.case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)


def test_joining_without_screening_would_leave_kin_in(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other, pair = kin_of_the_other(unit)
    monkeypatch.setattr(joining, "screen_joined", lambda _deciding: None)
    join(unit, pair)
    assert may_see(unit.dedi, one.case_id), "this is what the tests above catch"


# --- two children


def test_two_children_of_one_incident_are_joined_only_after_a_colleague_looked(
    unit: b.Unit,
) -> None:
    pair = p.written_as_two(unit)
    with refused("merge.two_at_once"):
        join(unit, pair)
    asked = {"pair_id": pair.pk, "at": unit.at}
    joining.propose(**asked, reason="Ditulis dua kali oleh petugas malam.", by=unit.ratna)
    with refused("merge.two_at_once"):
        join(unit, pair)
    joining.propose(**asked, reason="Ditulis dua kali, sudah saya cek.", by=unit.siti)
    join(unit, pair)
    assert Child.objects.filter(merged_into__isnull=False).count() == 1


def test_what_was_told_apart_is_not_asked_again_unless_a_fact_changes(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit, again=p.rewritten(p.AGAIN, birth="2014"))
    owed = duties(unit, one.case_id) | duties(unit, other.case_id)
    assert "case.double" in owed
    asked = {"pair_id": pair.pk, "at": unit.at, "by": unit.ratna}
    with refused("merge.apart_reason"):
        joining.tell_apart(**asked, reason="")
    joining.tell_apart(**asked, reason="Sepupu; dua akta.")
    assert "case.double" not in duties(unit, one.case_id) | duties(unit, other.case_id)
    look_for_doubles(at=unit.at, everybody=True)
    assert Pair.objects.get(pk=pair.pk).state == "different"
    _correct(unit, other.case_id, birth="2014-05-03")
    look_for_doubles(at=unit.at)
    assert Pair.objects.get(pk=pair.pk).state == "open"


def test_a_pair_that_is_corrected_away_fades(unit: b.Unit) -> None:
    _one, other, pair = p.paired(unit)
    _correct(unit, other.case_id, name="Melati Kusuma", sex="P", birth="2009", carers=())
    look_for_doubles(at=unit.at)
    assert Pair.objects.get(pk=pair.pk).state == "faded"


def _correct(unit: b.Unit, case_id: UUID, **changes: Any) -> None:
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=SIDES)
    who, where = child_of(file)
    assert who is not None and where is not None
    correct_child(
        case_id=case_id,
        identity=p.rewritten(who, **changes),
        places=where,
        child_seen=file.case.child.version,
        by=unit.ratna,
        at=unit.at,
    )


def test_not_certain_yet_stays_with_somebody(unit: b.Unit) -> None:
    one, other, pair = p.paired(unit)
    asked = {"pair_id": pair.pk, "at": unit.at}
    joining.leave_open(**asked, reason="Akta anak kedua belum dilihat.", by=unit.siti)
    owed = duties(unit, one.case_id) | duties(unit, other.case_id)
    assert "case.double_unsure" in owed and "case.double" not in owed
    join(unit, Pair.objects.get(pk=pair.pk))
    assert "case.double_unsure" not in duties(unit, one.case_id) | duties(unit, other.case_id)


# --- stars, never chains


def three(unit: b.Unit, carers: tuple[str, ...] = ("Rosna Wati",)) -> tuple[list[Any], list[Pair]]:
    """One child three times on record; the last names these carers."""
    third = p.rewritten(p.FIRST, name="Surjono Putera", carers=carers)
    every = [p.opened(unit, one) for one in (p.FIRST, p.AGAIN, third)]
    look_for_doubles(at=unit.at)
    first, second, last = (one.child_id for one in every)
    return every, [p.pair_of(first, second), p.pair_of(second, last), p.pair_of(first, last)]


def test_three_records_join_to_one_and_the_middle_one_parts_alone(unit: b.Unit) -> None:
    every, (one, _two, _three) = three(unit)
    stays = join(unit, one)
    look_for_doubles(at=unit.at)
    ended = ({every[0].child_id, every[1].child_id} - {stays}).pop()
    assert join(unit, p.pair_of(stays, every[2].child_id)) == stays
    part(unit, Pair.objects.get(pk=one.pk))
    into = dict(Child.objects.values_list("pk", "merged_into"))
    assert into == {stays: None, ended: None, every[2].child_id: stays}


def test_what_ended_is_not_joined_on(unit: b.Unit) -> None:
    every, (one, _two, _three) = three(unit)
    stays = join(unit, one)
    ended = ({every[0].child_id, every[1].child_id} - {stays}).pop()
    stale = p.pair_of(ended, every[2].child_id)
    assert stale.state == "faded", "the one that stays is asked about instead"
    with refused("merge.chain|merge.already"):
        join(unit, stale)


@pytest.mark.django_db
def test_the_database_lets_no_chain_and_no_circle_come_about(unit: b.Unit) -> None:
    every, _pairs = three(unit)
    a, c, d = (one.child_id for one in every)
    Child.objects.filter(pk=a).update(merged_into=c)
    for broken, into in ((c, d), (c, a), (d, a), (d, d)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Child.objects.filter(pk=broken).update(merged_into=into)
    Child.objects.filter(pk=d).update(merged_into=c)


def test_what_was_said_of_a_pair_cannot_be_unsaid(unit: b.Unit) -> None:
    _one, _other, pair = p.paired(unit)
    join(unit, pair)
    with pytest.raises(DatabaseError), transaction.atomic():
        PairLine.objects.update(author_id=uuid4())
    with pytest.raises(DatabaseError), transaction.atomic():
        PairLine.objects.all().delete()


# --- as it was before


def access() -> set[tuple[UUID, UUID, str]]:
    rows = Grant.objects.filter(until_day__isnull=True)
    return set(rows.values_list("person_id", "folder", "basis"))


def state(unit: b.Unit) -> Any:
    """Everything but journals and the versions that follow from them."""
    cases = Case.objects.order_by("pk").values_list(
        "pk", "child", "stage", "worker_id", "closed_day"
    )
    owed = {case: frozenset(duties(unit, case)) - {"case.double"} for case, *_ in cases}
    return (
        dict(Child.objects.values_list("pk", "merged_into")),
        access(),
        list(cases),
        owed,
        children_counted(unit),
        [open_file(case_id=case, by=unit.ratna, at=unit.at).stats for case, *_ in cases],
    )


@pytest.mark.parametrize("kin", [False, True])
def test_joined_and_parted_is_as_before(unit: b.Unit, kin: bool) -> None:
    """In any order, again and again: a pair that was told apart can be joined once more."""
    if kin:
        declare_kin(kin=[Kin("Rosnawati Zebua", "aunt")], by=unit.dedi, at=unit.at)
    every, _found = three(unit, carers=("Rosnawati Zebua",) if kin else ("Rosna Wati",))
    p.assigned(unit, every[0].case_id)
    before = state(unit)

    @settings(max_examples=5, deadline=None)
    @given(undo=st.permutations([0, 1]))
    def back_and_forth(undo: list[int]) -> None:
        records = [one.child_id for one in every]
        pairs = [p.pair_of(records[0], records[1])]
        stays = join(unit, pairs[0])
        look_for_doubles(at=unit.at)
        pairs.append(p.pair_of(stays, records[2]))
        join(unit, pairs[1])
        assert children_counted(unit) == 1
        assert may_see(unit.dedi, every[0].case_id) is not kin
        for place in undo:
            part(unit, Pair.objects.get(pk=pairs[place].pk))
        assert state(unit) == before

    back_and_forth()
