"""What SIMFONI asks of a case: what is missing, what must be chosen, what changed since."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules import simfoni
from pabolo.rules.simfoni import (
    BY_KEY,
    FIELDS,
    InSimfoni,
    Known,
    Part,
    Standing,
    Words,
    check_choice,
    check_complete,
    check_number_free,
    differences,
    field_of,
    first_number,
    is_for_simfoni,
    lacking,
    may_note_shown,
    number_in,
    order_of,
    standing_of,
    what_it_has,
)
from pabolo.rules.simfoni_recap import Count, Cut, RecapFact, Shown, Total, apart, in_month, recap
from pabolo.rules.vocabulary import Facet, Role
from tests.cast import actor

WORD = Words(("Fisik",))
UNSURE = Words(("Fisik",), unknown=True)
TODAY = date(2026, 11, 24)
DATA = actor(Role.DATA)

CODED = sorted(field.key for field in FIELDS if field.facet is Facet.STATS)


def code(refusal):
    return refusal and refusal.code


def test_fields_stand_in_simfonis_order_and_once():
    parts = [field.part for field in FIELDS]
    assert parts == sorted(parts, key=list(Part).index)
    assert len(BY_KEY) == len(FIELDS)


def test_what_counts_must_be_there():
    must = {field.key for field in FIELDS if field.must}
    assert {"case.forms", "case.village", "victim.sex", "victim.age_band"} <= must
    assert "victim.nik" not in must and "victim.born" not in must  # no document is no obstacle


def test_a_perpetrators_field_is_the_field_of_its_number():
    assert field_of("accused.2.sex") is BY_KEY["accused.sex"]
    assert (number_in("accused.2.sex"), number_in("accused.sex")) == (2, 0)
    with pytest.raises(KeyError):
        field_of("victim.colour")


@pytest.mark.parametrize(
    ("key", "codes", "words", "chosen", "opened", "expected"),
    [
        ("case.forms", ["FIS"], WORD, False, True, Standing.READY),
        ("case.forms", [], Words(), False, True, Standing.MISSING),
        ("victim.sex", ["NA"], Words(("NA",), unknown=True), False, True, Standing.MISSING),
        ("victim.sex", ["NA"], Words(), True, True, Standing.READY),
        ("victim.nik", [], Words(), False, True, Standing.UNKNOWN),
        ("victim.nik", ["12"], Words(("12",)), False, False, Standing.SHUT),
        ("victim.disability", ["DX"], Words(), False, True, Standing.UNKNOWN),
        (
            "victim.disability",
            ["D1"],
            Words(("Fisik",), unknown=True),
            False,
            True,
            Standing.CHOOSE,
        ),
        ("case.scene", ["RMK"], Words(options=("Rumah", "Lainnya")), False, True, Standing.CHOOSE),
        ("accused.relation", ["NA"], Words(("Tidak diketahui",)), False, True, Standing.READY),
        ("reporter.kind", [], Words(), False, True, Standing.CHOOSE),
        ("reporter.kind", [], Words(), True, True, Standing.READY),
    ],
)
def test_how_a_row_stands(key, codes, words, chosen, opened, expected):
    found = standing_of(field_of(key), codes, words, chosen=chosen, opened=opened)
    assert found is expected


def test_an_entry_lacks_what_it_must_have_and_nothing_else():
    rows = {
        "case.forms": Standing.MISSING,
        "case.village": Standing.CHOOSE,
        "victim.sex": Standing.READY,
        "victim.name": Standing.SHUT,
        "victim.nik": Standing.MISSING,
        "victim.occupation": Standing.CHOOSE,
    }
    assert lacking(rows) == ("case.forms", "case.village")
    assert code(check_complete(("case.forms",))) == "simfoni.incomplete"
    assert check_complete(()) is None


# --- differences ---

ENTERED = {"case.forms": ("FIS",), "services.given": (), "victim.name": ("Ani",)}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (ENTERED, ()),
        (ENTERED | {"case.forms": ("FIS", "PSI")}, ("case.forms",)),
        (ENTERED | {"services.given": ("L5",)}, ("services.given",)),
        (ENTERED | {"victim.name": ("Ana",)}, ("victim.name",)),
        # The identity was not opened: nothing is said of the name.
        ({"case.forms": ("FIS",), "services.given": ()}, ()),
        # A field that is gone although its side was opened.
        ({"services.given": (), "victim.name": ("Ani",)}, ("case.forms",)),
        # A second perpetrator is new.
        (ENTERED | {"accused.1.sex": ("L",)}, ("accused.1.sex",)),
    ],
)
def test_which_fields_say_something_else(now, expected):
    assert differences(ENTERED, now) == expected


VALUES = st.dictionaries(
    st.sampled_from(CODED),
    st.lists(st.sampled_from(["A", "B", "C"]), unique=True, max_size=3).map(tuple),
    min_size=1,
)


@given(VALUES, VALUES)
def test_differing_is_symmetric_and_nothing_differs_from_itself(before, after):
    assert differences(before, before) == ()
    assert set(differences(before, after)) == set(differences(after, before))


@given(VALUES)
def test_the_order_of_answers_does_not_matter(values):
    turned = {key: tuple(reversed(codes)) for key, codes in values.items()}
    assert differences(values, turned) == ()


def _careless(entered, now):
    """The broken variant: only what was entered is looked at, so what is new is never told."""
    return tuple(key for key, codes in entered.items() if key in now and now[key] != codes)


def test_a_careless_comparison_is_caught():
    now = ENTERED | {"accused.1.sex": ("L",)}
    assert _careless(ENTERED, now) == ()
    assert differences(ENTERED, now) == ("accused.1.sex",)


# --- what it has, numbers, choices ---

KNOWN = Known(light=False, counts=True, number="", differs=False, ended=False, opened_on=TODAY)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, InSimfoni.NOT_ENTERED),
        ({"number": "1/2026"}, InSimfoni.ENTERED),
        ({"number": "1/2026", "differs": True}, InSimfoni.DIFFERS),
        ({"light": True}, InSimfoni.LIGHT),
        ({"light": True, "number": "1/2026", "differs": True}, InSimfoni.LIGHT),
        ({"counts": False}, InSimfoni.NOT_FOR),
        ({"ended": True, "opened_on": date(2025, 12, 31)}, InSimfoni.EARLIER),
        ({"ended": True, "opened_on": date(2026, 1, 1)}, InSimfoni.NOT_ENTERED),
        ({"opened_on": date(2025, 12, 31)}, InSimfoni.NOT_ENTERED),
    ],
)
def test_what_simfoni_has_of_a_case(known, expected):
    assert what_it_has(replace(KNOWN, **known)) is expected


def test_what_differs_comes_first_then_the_oldest_not_entered():
    rows = [
        (InSimfoni.NOT_ENTERED, date(2026, 11, 2)),
        (InSimfoni.ENTERED, date(2026, 1, 1)),
        (InSimfoni.DIFFERS, date(2026, 11, 9)),
        (InSimfoni.NOT_ENTERED, date(2026, 10, 2)),
    ]
    assert sorted(rows, key=lambda row: order_of(*row)) == [rows[2], rows[3], rows[0], rows[1]]


def test_simfoni_counts_children_harmed():
    assert is_for_simfoni(("A1", "A3"), "")
    assert not is_for_simfoni(("A2",), "")
    assert not is_for_simfoni(("A1",), "duplicate")
    assert not is_for_simfoni(("A1",), "outside_scope")
    assert is_for_simfoni(("A1",), "goals_met")


def test_a_number_is_refused_only_where_it_is_surely_anothers():
    refused = check_number_free(elsewhere=True, same_there=False)
    assert code(refused) == "simfoni.number_elsewhere"
    assert check_number_free(elsewhere=True, same_there=True) is None
    assert check_number_free(elsewhere=False, same_there=False) is None
    assert first_number(["", "7/2026", "8"]) == "7/2026"
    assert first_number([]) == ""


def test_only_an_offered_word_is_chosen():
    field = BY_KEY["reporter.kind"]
    assert check_choice(field, "Tetangga", ["Tetangga"]) is None
    assert code(check_choice(field, "Siapa pun", ["Tetangga"])) == "simfoni.not_offered"
    assert code(check_choice(BY_KEY["victim.nik"], "x", ["x"])) == "simfoni.no_choice"
    assert code(check_choice(None, "x", ["x"])) == "simfoni.no_choice"


def test_who_notes_what_simfoni_shows_and_how():
    noted = {"source": "Rekap", "seen_on": TODAY, "today": TODAY}
    assert may_note_shown(DATA, **noted) is None
    assert code(may_note_shown(actor(Role.SUPERVISOR), **noted)) == "simfoni.not_data"
    assert code(may_note_shown(DATA, **{**noted, "source": " "})) == "simfoni.no_source"
    future = {**noted, "seen_on": date(2026, 11, 25)}
    assert code(may_note_shown(DATA, **future)) == "simfoni.future"


# --- the month ---


def fact(number: int, child: str, incident: str, **more) -> RecapFact:
    known = {
        "complained_on": TODAY, "forms": ("FIS",), "sex": "P", "band": "U1", "services": (),
    }  # fmt: skip
    return RecapFact(UUID(int=number), child, (incident,), **{**known, **more})


SIBLINGS = [
    fact(1, "a", "x", forms=("FIS", "PSI")),
    fact(2, "b", "x", sex="L"),
    fact(3, "a", "y", services=("L1",)),
    fact(4, "c", "z", complained_on=date(2026, 10, 31)),
]


def test_victims_incidents_and_files_are_three_counts():
    found = recap(SIBLINGS, TODAY)
    totals = {key: found[Cut.TOTAL, key].value for key in Total}
    assert totals == {Total.VICTIMS: 2, Total.INCIDENTS: 2, Total.FILES: 3}
    assert found[Cut.TOTAL, Total.FILES].cases == {UUID(int=1), UUID(int=2), UUID(int=3)}


def test_a_cell_counts_each_child_once_and_forms_may_add_up_to_more():
    found = recap(SIBLINGS, TODAY)
    assert found[Cut.FORM, "FIS"].value == 2
    assert found[Cut.FORM, "PSI"].value == 1
    assert (found[Cut.SEX, "P"].value, found[Cut.SEX, "L"].value) == (1, 1)
    assert found[Cut.SERVICE, "L1"].cases == {UUID(int=3)}
    assert len(in_month(SIBLINGS, date(2026, 10, 1))) == 1


def test_only_what_somebody_looked_up_can_part():
    ours = recap(SIBLINGS, TODAY)
    shown = {
        (Cut.FORM, "FIS"): Shown(2, "Rekap", TODAY),
        (Cut.FORM, "PSI"): Shown(0, "Rekap", TODAY),
        (Cut.FORM, "SEK"): Shown(3, "Rekap", TODAY),
    }
    assert apart(ours, shown) == {(Cut.FORM, "PSI"): -1, (Cut.FORM, "SEK"): 3}
    assert apart({(Cut.FORM, "PEN"): Count(4, frozenset())}, {}) == {}


def test_the_module_says_what_is_not_known_officially():
    assert "not published" in simfoni.__doc__
