"""What is kept in memory is what was opened, under a receipt, and only while the keys are open."""

from uuid import UUID

import pytest
from tests import builders as b

from pabolo.ground.audit.actions import receipt
from pabolo.ground.keys import ring, root, store
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.versions import versions_of
from pabolo.ground.vault.held import Remembered
from pabolo.ground.vault.opening import NotCovered
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.facts import STATS, all_countable, facts_of_all
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet


@pytest.fixture
def unit() -> b.Unit:
    STATS.clear()
    return b.staffed_unit()


def changed(unit: b.Unit, case: UUID) -> None:
    note = e.Noted(at=unit.at, by=unit.dedi.id.hex, text="Ditelepon.")
    care.write_note(case_id=case, note=note, by=unit.dedi, at=unit.at)


def lock(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shut:
        name = "shut"

        def root(self) -> bytes:
            raise Locked

    ring.forget()
    monkeypatch.setattr(root, "provider", Shut)


def test_the_same_scope_is_the_same_object_until_a_row_changes(unit: b.Unit) -> None:
    case = b.assigned(unit)
    before = versions_of(Case.objects.all())
    assert versions_of(Case.objects.all()) is before
    assert dict(before) == {case: Case.objects.get(pk=case).version}
    changed(unit, case)
    after = versions_of(Case.objects.all())
    assert after is not before and after[case] > before[case]


def test_a_changed_row_is_opened_again_and_others_are_not(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = b.assigned(unit), b.assigned(unit)
    facts_of_all(at=unit.at)
    opened: list[set[UUID]] = []
    plain = STATS._open

    def noted(proof, cases):  # type: ignore[no-untyped-def]
        opened.append(set(cases))
        return plain(proof, cases)

    monkeypatch.setattr(STATS, "_open", noted)
    assert set(facts_of_all(at=unit.at)) == {first, second} and opened == []
    changed(unit, second)
    facts_of_all(at=unit.at)
    assert opened == [{second}]


def test_nothing_is_given_that_the_receipt_does_not_cover(unit: b.Unit) -> None:
    first, second = b.assigned(unit), b.assigned(unit)
    facts_of_all(at=unit.at)
    one = receipt("case.count", by=SYSTEM, at=unit.at, folders=[first], facets=[Facet.STATS])
    assert set(STATS.of(one, all_countable())) == {first}
    other = receipt("case.count", by=SYSTEM, at=unit.at, folders=[second], facets=[Facet.CARE])
    with pytest.raises(NotCovered):
        STATS.of(other, all_countable())


def test_a_locked_server_has_forgotten(unit: b.Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    b.assigned(unit)
    facts_of_all(at=unit.at)
    proof = receipt(
        "case.count", by=SYSTEM, at=unit.at, folders=all_countable(), facets=[Facet.STATS]
    )
    lock(monkeypatch)
    with pytest.raises(Locked):
        STATS.of(proof, all_countable())
    assert STATS._facts == {}, "not even in memory"
    counted: Remembered[int] = Remembered(2)
    with pytest.raises(Locked):
        counted.get("any", lambda: 1)


def test_what_a_destroyed_key_sealed_is_forgotten(unit: b.Unit) -> None:
    first, second = b.assigned(unit), b.assigned(unit)
    counted: Remembered[str] = Remembered(2)
    assert counted.get("n", lambda: "before") == "before"
    assert set(facts_of_all(at=unit.at)) == {first, second}
    store.destroy([first])
    assert set(facts_of_all(at=unit.at)) == {second}
    assert counted.get("n", lambda: "after") == "after"


def test_a_memory_that_never_looks_at_the_keys_would_go_on_telling(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    b.assigned(unit)
    facts_of_all(at=unit.at)
    proof = receipt(
        "case.count", by=SYSTEM, at=unit.at, folders=all_countable(), facets=[Facet.STATS]
    )
    lock(monkeypatch)
    monkeypatch.setattr(STATS._keys, "follow", lambda forget: None)
    assert STATS.of(proof, all_countable()), "what the test above catches"


def test_only_the_last_few_results_are_kept(unit: b.Unit) -> None:
    kept: Remembered[int] = Remembered(2)
    assert [kept.get(key, lambda: 1) for key in "abb"] == [1, 1, 1]
    kept.get("c", lambda: 1)
    assert kept.get("a", lambda: 2) == 2 and kept.get("c", lambda: 2) == 1
