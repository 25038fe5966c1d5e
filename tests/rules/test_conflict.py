from uuid import UUID

import pytest
from rapidfuzz.distance import Indel

from pabolo.rules.actors import Actor
from pabolo.rules.conflict import (
    Conflict,
    KnownPerson,
    conflicts,
    eligible,
    excluded_by,
    may_decide_match,
    undecided_in,
)
from pabolo.rules.names import Match
from pabolo.rules.vocabulary import Role

YUSUF = KnownPerson(UUID(int=1), ("Yusuf Siregar",), kin=("Aisyah Harahap",))
BUDI = KnownPerson(UUID(int=2), ("Budi Hartono", "Pak Budi"))
RINA = KnownPerson(UUID(int=3), ("Rina Nasution",))
RIZKI = KnownPerson(UUID(int=4), ("Muhammad Rizki",), kin=())
PEOPLE = (YUSUF, BUDI, RINA, RIZKI)
IDS = [person.id for person in PEOPLE]


def test_a_person_named_in_the_report_is_left_out_in_any_spelling():
    found = conflicts(["Bpk. Joesoef Siregar"], PEOPLE)
    assert found == (Conflict(YUSUF.id, Match.CLEAR, False, 1.0),)
    assert eligible(IDS, found) == frozenset(IDS) - {YUSUF.id}


def test_declared_kin_count_as_the_person():
    [found] = conflicts(["Ayesha Harahab"], PEOPLE, ratio=Indel.normalized_similarity)
    assert (found.person_id, found.match, found.through_kin) == (YUSUF.id, Match.CLEAR, True)


def test_an_unclear_match_sees_nothing_until_it_is_decided():
    found = conflicts(["Rizki", "Pak Budi"], PEOPLE)
    assert excluded_by(found) == {BUDI.id}
    assert undecided_in(found) == {RIZKI.id}
    unclear = (Conflict(RINA.id, Match.UNCLEAR, False, 0.85),)
    assert RINA.id not in eligible(IDS, unclear)
    assert RINA.id in eligible(IDS, unclear, cleared={RINA.id})
    clear = (Conflict(RINA.id, Match.CLEAR, False, 1.0),)
    assert RINA.id not in eligible(IDS, clear, cleared={RINA.id})


def test_a_report_without_names_excludes_nobody():
    assert conflicts([], PEOPLE) == ()
    assert eligible(IDS, ()) == frozenset(IDS)


UNCLEAR = Conflict(RINA.id, Match.UNCLEAR, False, 0.8)
CHIEF = Actor(UUID(int=9), frozenset({Role.SUPERVISOR}))


@pytest.mark.parametrize(
    ("actor", "conflict", "reason", "expected"),
    [
        (CHIEF, UNCLEAR, "asked her, not her family", None),
        (Actor(UUID(int=8), frozenset({Role.INTAKE})), UNCLEAR, "x", "match.role"),
        (Actor(RINA.id, frozenset({Role.SUPERVISOR})), UNCLEAR, "x", "match.own"),
        (CHIEF, Conflict(BUDI.id, Match.CLEAR, False, 1.0), "x", "match.clear"),
        (CHIEF, UNCLEAR, " ", "match.no_reason"),
    ],
)
def test_who_decides_an_unclear_match(actor, conflict, reason, expected):
    refusal = may_decide_match(actor, conflict, [conflict], reason=reason)
    assert (refusal.code if refusal else None) == expected


def test_a_supervisor_in_another_match_of_the_report_does_not_decide():
    mine = Conflict(CHIEF.id, Match.UNCLEAR, True, 0.8)
    refusal = may_decide_match(CHIEF, UNCLEAR, [UNCLEAR, mine], reason="x")
    assert refusal
    assert refusal.code == "match.own"
