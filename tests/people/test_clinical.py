"""What was said to the psychologist: opened by who wrote it or was handed it, by nobody else."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

import pytest

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import clinical, team
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries import clinical as reading
from pabolo.programme.cases.queries.files import CaseFile, file_under, open_file
from pabolo.rules.access import BREAK_GLASS_FACETS, FACETS, Standing, may_view
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.clinical import Handed, opens
from pabolo.rules.vocabulary import Facet, Role
from tests import builders as b
from tests.cases.test_leaving import come
from tests.people.test_hand_over_and_leave import refused

SAID = "Anak bercerita tentang ayahnya."
A, B, C, D = (UUID(int=n) for n in range(1, 5))

type Rule = Callable[..., bool]


def anybody(person: UUID, *, author: UUID, seq: int, handed: Iterable[Handed]) -> bool:
    """A broken rule: once handed to somebody, open to everybody."""
    return person == author or bool(list(handed))


def later_too(person: UUID, *, author: UUID, seq: int, handed: Iterable[Handed]) -> bool:
    """A broken rule: a hand-over also opens what is written after it."""
    keepers = {author} | {one.taker for one in handed if one.giver == author}
    return person in keepers


def faults(rule: Rule) -> list[str]:
    """Where a rule differs from who must open a note written as number 5 by A."""
    cases = {
        "nothing handed": ((), {A}),
        "A to B": ((Handed(9, A, B),), {A, B}),
        "A to B to C": ((Handed(9, A, B), Handed(12, B, C)), {A, B, C}),
        "B to C before A to B": ((Handed(7, B, C), Handed(9, A, B)), {A, B}),
        "before it was written": ((Handed(3, A, B),), {A}),
        "by somebody else": ((Handed(9, D, B),), {A}),
    }
    return [
        name
        for name, (handed, wanted) in cases.items()
        for person in (A, B, C, D)
        if rule(person, author=A, seq=5, handed=handed) != (person in wanted)
    ]


def test_who_opens_a_note_and_the_broken_rules_are_caught() -> None:
    assert faults(opens) == []
    assert faults(anybody) != []
    assert faults(later_too) != []


def test_no_post_no_emergency_and_no_system_opens_it() -> None:
    for role in Role:
        assert Facet.CLINICAL not in FACETS[role]
        actor = Actor(A, frozenset({role}))
        for standing in (Standing(granted=True), Standing(granted=True, glass_broken=True)):
            assert may_view(actor, Facet.CLINICAL, standing) is not None
        holds = may_view(actor, Facet.CLINICAL, Standing(granted=True, clinical=True)) is None
        assert holds is (role is Role.PSYCHOLOGIST)
    assert Facet.CLINICAL not in BREAK_GLASS_FACETS
    assert may_view(SYSTEM, Facet.CLINICAL, Standing(granted=True)) is not None
    left = Standing(granted=False, clinical=True)
    assert may_view(Actor(A, frozenset({Role.PSYCHOLOGIST})), Facet.CLINICAL, left) is not None


def with_session(unit: b.Unit) -> UUID:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at}
    team.add_specialist(**now, person_id=unit.ayu.id, by=unit.ratna)
    clinical.record_session(
        **now, on=day_of(unit.at), note=SAID, summary="Perlu enam sesi lagi.", title="Ringkasan",
        by=unit.ayu,
    )  # fmt: skip
    return case_id


def notes(case_id: UUID, by: Actor, unit: b.Unit) -> list[str | None]:
    file = open_file(case_id=case_id, by=by, at=unit.at)
    return [one.note for one in reading.sessions_of(file, by=by, at=unit.at)]


def matrix(case_id: UUID, unit: b.Unit, people: Iterable[Actor]) -> dict[UUID, bool]:
    return {one.id: SAID in notes(case_id, one, unit) for one in people}


def test_everybody_sees_that_it_took_place_and_the_writer_alone_what_was_said(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = with_session(unit)
    team_ = [unit.ayu, unit.dedi, unit.ratna, unit.siti, unit.yusuf]
    assert all(len(notes(case_id, one, unit)) == 1 for one in team_)
    wanted = {one.id: one.id == unit.ayu.id for one in team_}
    assert matrix(case_id, unit, team_) == wanted
    read = [row.verb for row in entries(limit=40) if "clinical" in row.facets]
    assert set(read) == {"case.clinical"}
    # Broken: whoever is a psychologist of the team opens what another wrote.
    other = come(unit, "psikolog2", "Xenia Wulandari Zebua", Role.PSYCHOLOGIST)
    team.add_specialist(case_id=case_id, person_id=other.id, by=unit.ratna, at=unit.at)
    assert not matrix(case_id, unit, [other])[other.id]
    monkeypatch.setattr(reading, "opens", lambda *a, **k: True)
    assert matrix(case_id, unit, [other])[other.id], "the guard is `opens`"
    assert matrix(case_id, unit, team_) == wanted, "posts shut it all the same"


def test_no_file_opens_it_whatever_its_receipt_covers(unit: b.Unit) -> None:
    case = Case.objects.select_related("child").get(pk=with_session(unit))
    proof = receipt(
        "case.read", by=unit.ratna, at=unit.at, folders=[case.pk], facets=frozenset(Facet)
    )
    file: CaseFile = file_under(case, proof, frozenset(Facet))
    shut = [one for one in file.lines if one.line is None]
    assert [one.entry.facet for one in shut] == ["clinical"]
    assert SAID not in repr([one.line for one in file.lines])


def test_the_summary_lies_with_health(unit: b.Unit) -> None:
    case_id = with_session(unit)
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=[Facet.HEALTH])
    assert "Perlu enam sesi lagi." in repr([one.line for one in file.lines])


def test_a_hand_over_opens_what_was_written_so_far(unit: b.Unit) -> None:
    case_id = with_session(unit)
    other = come(unit, "psikolog2", "Xenia Wulandari Zebua", Role.PSYCHOLOGIST)
    now = {"case_id": case_id, "at": unit.at, "by": unit.ayu}
    refused("clinical.no_reason", lambda: clinical.hand_sessions(**now, to=other.id, reason=" "))
    refused("clinical.oneself", lambda: clinical.hand_sessions(**now, to=unit.ayu.id, reason="a"))
    refused(
        "case.not_a_specialist",
        lambda: clinical.hand_sessions(**now, to=unit.dedi.id, reason="a"),
    )
    clinical.hand_sessions(**now, to=other.id, reason="Ayu pindah.")
    assert may_see(other, case_id)
    assert notes(case_id, other, unit) == [SAID]
    clinical.record_session(**now, on=day_of(unit.at), note="Sesi kedua.")
    assert notes(case_id, other, unit) == [None, SAID]


def test_what_a_session_needs(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at}
    today = day_of(unit.at)
    team.add_specialist(**now, person_id=unit.ayu.id, by=unit.ratna)
    refused(
        "access.role",
        lambda: clinical.record_session(**now, on=today, note="a", by=unit.dedi),
    )
    refused("clinical.empty", lambda: clinical.record_session(**now, on=today, by=unit.ayu))
    refused(
        "clinical.future",
        lambda: clinical.record_session(**now, on=today + timedelta(days=1), note="a", by=unit.ayu),
    )
    other = come(unit, "psikolog2", "Xenia Wulandari Zebua", Role.PSYCHOLOGIST)
    refused(
        "clinical.none",
        lambda: clinical.hand_sessions(**now, to=other.id, reason="a", by=unit.ayu),
    )
    clinical.record_session(**now, on=today, came=False, by=unit.ayu)
    assert notes(case_id, unit.ayu, unit) == [None]
