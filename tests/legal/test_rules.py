"""The order of the process, appointments, claims and content: the tables, and their refusals."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.policy import shipped
from pabolo.rules import legal as rule
from pabolo.rules import takedown
from pabolo.rules.actors import Actor
from pabolo.rules.court import (
    NEEDS,
    DateFacts,
    DateState,
    may_end_date,
    may_plan_date,
    may_prepare,
    outcome_by,
    prepare_by,
    what_changes,
)
from pabolo.rules.deadlines import WIB
from pabolo.rules.decisions import Refusal
from pabolo.rules.legal_claims import (
    Asking,
    Claim,
    Outcome,
    Sayer,
    Through,
    may_ask,
    may_decide,
    may_pay,
    may_waive,
)
from pabolo.rules.vocabulary import Role
from tests.cast import actor

COUNSEL, INTAKE = actor(Role.LEGAL), actor(Role.INTAKE)
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=WIB)
FIRST = rule.Step(to="H4", on=TODAY)


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


# --- stages ---


def test_every_code_of_the_list_has_its_place_in_the_order() -> None:
    listed = {row.code for row in shipped.codes() if row.list == "legal_stage"}
    assert listed == rule.STAGES
    assert set().union(*rule.NEXT.values()) <= rule.STAGES


def test_every_stage_but_the_first_is_reached_from_another() -> None:
    reached = set().union(*rule.NEXT.values())
    assert rule.STAGES - reached == {"H0"}
    assert {stage for stage, after in rule.NEXT.items() if not after} == {"H30", "H31"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"to": "H99"}, "legal.unknown"),
        ({"listed": False}, "legal.unknown"),
        ({"on": None}, "legal.no_day"),
        ({"on": TODAY + timedelta(days=1)}, "legal.future"),
        ({"last": "H4"}, "legal.same"),
        ({"last": "H4", "why": "dua kali"}, "legal.same"),
        ({"to": "H11", "last": "H11"}, ""),
        ({"to": "H9", "last": "H4"}, "legal.order"),
        ({"to": "H9", "last": "H4", "why": " "}, "legal.order"),
        ({"to": "H9", "last": "H4", "why": "Kami baru tahu saat sidang."}, ""),
        ({"to": "H5", "last": "H4", "since": TODAY + timedelta(days=1)}, "legal.earlier"),
        ({"to": "H5", "last": "H4", "since": TODAY, "why": ""}, ""),
        ({"to": "H4", "last": "H30", "why": "Praperadilan dikabulkan."}, ""),
        ({"to": "H9"}, ""),
    ],
)
def test_what_may_be_recorded_after_what(changes: dict[str, Any], expected: str) -> None:
    step = replace(FIRST, **changes)
    assert code(rule.may_record_stage(COUNSEL, step, today=TODAY)) == expected


def test_who_writes_on_the_legal_side() -> None:
    writers = {role for role in Role if rule.may_write_legal(actor(role)) is None}
    assert writers == {Role.LEGAL, Role.CASE_WORKER, Role.SUPERVISOR}
    assert code(rule.may_record_stage(INTAKE, FIRST, today=TODAY)) == "legal.role"


@given(last=st.sampled_from(sorted(rule.STAGES)), to=st.sampled_from(sorted(rule.STAGES)))
def test_out_of_order_is_never_silent_and_never_impossible(last: str, to: str) -> None:
    step = replace(FIRST, last=last, to=to)
    follows = to in rule.NEXT[last]
    assert (rule.may_record_stage(COUNSEL, step, today=TODAY) is None) == follows
    told = rule.may_record_stage(COUNSEL, replace(step, why="Begini adanya."), today=TODAY)
    assert told is None or (told.code, to) == ("legal.same", last)


@pytest.mark.parametrize(
    ("stages", "more", "expected"),
    [
        ((), {}, False),
        ((), {"reported": True}, True),
        (("H0",), {}, False),
        (("H1",), {}, True),
        (("H2", "H4", "H30"), {"reported": True}, False),
        (("H4", "H30", "H4"), {}, True),
        (("H4", "H20"), {}, True),
        (("H4", "H20", "H21"), {}, False),
        (("H10", "H12"), {}, False),
        (("H10", "H12", "H31"), {}, False),
        (("H10", "H12"), {"claims": [False]}, True),
        (("H10", "H12"), {"claims": [True, True]}, False),
    ],
)
def test_when_a_process_is_open(
    stages: tuple[str, ...], more: dict[str, Any], expected: bool
) -> None:
    assert rule.is_open(stages, **more) == expected
    assert rule.is_over("H12") and not rule.is_over("H10")


def test_a_correction_needs_its_line_and_its_reason() -> None:
    def asked(**changes: Any) -> str:
        wanted = {"stands": True, "reason": "Salah tanggal.", "instead": FIRST, **changes}
        return code(rule.may_correct_stage(COUNSEL, today=TODAY, **wanted))

    assert asked() == asked(instead=None) == ""
    assert asked(stands=False) == "legal.no_line"
    assert asked(reason=" ") == "legal.no_reason"
    assert asked(instead=replace(FIRST, on=None)) == "legal.no_day"
    assert asked(instead=replace(FIRST, on=TODAY + timedelta(days=2))) == "legal.future"
    assert asked(instead=replace(FIRST, to="H99")) == "legal.unknown"
    assert code(rule.may_strike_letter(COUNSEL, stands=False, reason="a")) == "legal.no_line"
    assert code(rule.may_strike_letter(COUNSEL, stands=True, reason="")) == "legal.no_reason"


def test_a_letter_has_kind_day_and_party() -> None:
    def asked(**changes: Any) -> str:
        wanted = {"listed": True, "on": TODAY, "party": "Polres", **changes}
        return code(rule.may_record_letter(COUNSEL, today=TODAY, **wanted))

    assert asked() == ""
    assert asked(listed=False) == "legal.letter_kind"
    assert asked(on=None) == asked(on=TODAY + timedelta(days=1)) == "legal.letter_day"
    assert asked(party=" ") == "legal.letter_party"


# --- appointments ---

FACTS = DateFacts(
    listed=True, starts_at=NOW + timedelta(days=3), place="Polres", companion=True, beside="",
    sees=True, needs=("support",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"listed": False}, "court.kind"),
        ({"place": " "}, "court.place"),
        ({"starts_at": NOW - timedelta(hours=2)}, "court.past"),
        ({"companion": False}, "court.alone"),
        ({"companion": False, "sees": False, "beside": "Pekerja sosial"}, ""),
        ({"sees": False}, "court.companion_sees"),
        ({"needs": ("support", "flowers")}, "court.need"),
    ],
)
def test_what_an_appointment_needs(changes: dict[str, Any], expected: str) -> None:
    assert code(may_plan_date(COUNSEL, replace(FACTS, **changes), at=NOW)) == expected
    assert code(may_plan_date(INTAKE, FACTS, at=NOW)) == "legal.role"


def test_an_outcome_comes_after_the_hour_and_only_once() -> None:
    def asked(**changes: Any) -> str:
        wanted = {
            "state": "planned", "starts_at": NOW, "to": DateState.HELD, "note": "Tenang.",
            "at": NOW, **changes,
        }  # fmt: skip
        return code(may_end_date(COUNSEL, **wanted))

    assert asked() == ""
    assert asked(state="held") == asked(state="called_off") == "court.over"
    assert asked(at=NOW - timedelta(minutes=1)) == "court.not_yet"
    assert asked(at=NOW - timedelta(days=1), to=DateState.CALLED_OFF) == ""
    assert asked(note=" ") == "court.outcome"
    assert asked(note=" ", to=DateState.POSTPONED) == "court.reason"
    assert code(may_prepare(COUNSEL, state="planned", how="")) == "court.prepared"
    assert code(may_prepare(COUNSEL, state="held", how="a")) == "court.over"


def test_the_child_is_prepared_before_never_in_the_past() -> None:
    day = TODAY + timedelta(days=10)
    assert prepare_by(day, 3, TODAY) == TODAY + timedelta(days=7)
    assert prepare_by(TODAY + timedelta(days=1), 3, TODAY) == TODAY
    assert outcome_by(day, 2) == day + timedelta(days=2)


def test_every_need_names_its_law() -> None:
    assert all(need.name and "UU" in need.source for need in NEEDS.values())


# --- roles ---


def words(roles: tuple[str, ...], age: int | None) -> str:
    return " ".join(change.sentence for change in what_changes(roles, age))


def test_what_a_role_changes_by_age() -> None:
    assert "diversion" not in words(("A1",), 15)
    assert "detention" not in words(("A1", "A2"), 15)
    assert "Under 12" in words(("A3",), 11)
    assert "no detention" in words(("A3",), 13)
    assert "last resort" in words(("A3",), 14)
    assert "Never propose detention" in words(("A3",), None)
    assert "Restitution" in words(("A1",), None)


def test_a_child_may_be_all_at_once() -> None:
    every = what_changes(("A1", "A2", "A3"), 15)
    alone = {c for role in ("A1", "A2", "A3") for c in what_changes((role,), 15)}
    assert alone < set(every)
    assert len(set(every)) == len(every)
    assert "at once" in words(("A1", "A3"), 15)
    assert what_changes(("A0",), 15) == ()


# --- restitution and protection ---

ASKING = Asking(Claim.RESTITUTION, Through.POLICE, TODAY, 1_000_000)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"amount": 0}, ""),
        ({"amount": -1}, "claim.amount"),
        ({"running": True}, "claim.running"),
        ({"on": None}, "claim.day"),
        ({"on": TODAY + timedelta(days=1)}, "claim.day"),
        ({"claim": Claim.PROTECTION}, "claim.through"),
        ({"claim": Claim.PROTECTION, "through": Through.LPSK}, ""),
    ],
)
def test_what_may_be_asked_for(changes: dict[str, Any], expected: str) -> None:
    assert code(may_ask(COUNSEL, replace(ASKING, **changes), today=TODAY)) == expected


def waive(by: Actor = COUNSEL, **changes: Any) -> str:
    wanted: dict[str, Any] = {
        "sayer": Sayer.GUARDIAN, "because": "Ingin selesai.", "relations": ("TG",),
        "running": False, **changes,
    }  # fmt: skip
    return code(may_waive(by, **wanted))


def test_not_wanted_is_an_answer_but_not_a_suspects() -> None:
    assert waive() == ""
    assert waive(because=" ") == "claim.because"
    assert waive(running=True) == "claim.running"
    assert waive(relations=("OT",)) == waive(relations=("TG", "OTT")) == "claim.parent_suspect"
    assert waive(relations=("OT",), sayer=Sayer.CHILD) == ""
    assert waive(relations=("OT",), sayer=Sayer.BOTH) == ""
    assert waive(INTAKE) == "legal.role"


def test_a_decision_gives_an_amount_and_a_payment_stays_within_it() -> None:
    def decide(**changes: Any) -> str:
        wanted: dict[str, Any] = {
            "waits": True, "claim": Claim.RESTITUTION, "outcome": Outcome.GRANTED,
            "amount": 5, "on": TODAY, "today": TODAY, **changes,
        }  # fmt: skip
        return code(may_decide(COUNSEL, **wanted))

    assert decide() == decide(outcome=Outcome.REFUSED, amount=0) == ""
    assert decide(claim=Claim.PROTECTION, amount=0) == ""
    assert decide(amount=0) == "claim.amount"
    assert decide(waits=False) == "claim.not_asked"
    assert decide(on=None) == "claim.day"
    pay: dict[str, Any] = {"owed": 5, "amount": 5, "on": TODAY, "today": TODAY}
    assert code(may_pay(COUNSEL, **pay)) == ""
    assert code(may_pay(COUNSEL, **{**pay, "amount": 6})) == "claim.too_much"
    assert code(may_pay(COUNSEL, **{**pay, "amount": 0})) == "claim.amount"
    assert code(may_pay(COUNSEL, **{**pay, "owed": 0})) == "claim.nothing_granted"


# --- content ---

CONTENTS = [
    "data:image/png;base64,iVBORw0KGgo=",
    "DATA: image/jpeg;base64,xx",
    "<img src=x>",
    "< VIDEO controls>",
    "blob:https://contoh.id/9a",
    "https://cdn.contoh.id/a/b/foto.JPG",
    "https://cdn.contoh.id/v.mp4?t=1",
    "tangkapan layar (bukti.png)",
    "siaran.m3u8",
    "iVBORw0KGgo" * 30,
]
ADDRESSES = [
    "https://contoh.id/akun/berita-12?ref=x&y=z",
    "https://contoh.id/watch?v=" + "Ab9_-" * 60,
    "Grup percakapan kelas, tanggal 3 November",
    "jpg.contoh.id",
    "Nomor aduan ADU-12/XI/2026",
    "",
]


@pytest.mark.parametrize("text", CONTENTS)
def test_what_is_content_is_refused_wherever_it_is_typed(text: str) -> None:
    clean = takedown.Request("Situs", "https://contoh.id/a", "", TODAY)
    for field in ("platform", "address", "seen"):
        request = replace(clean, **{field: text})
        assert code(takedown.may_request_takedown(COUNSEL, request, today=TODAY)) == (
            "takedown.content"
        )
    others = replace(clean, others=(text,))
    assert code(takedown.may_request_takedown(COUNSEL, others, today=TODAY)) == "takedown.content"
    looked = takedown.may_look(COUNSEL, waits=True, on=TODAY, note=text, today=TODAY)
    assert code(looked) == "takedown.content"


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_no_content(text: str) -> None:
    assert not takedown.looks_like_content(text)


def test_a_guard_that_knows_data_addresses_only_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takedown, "looks_like_content", lambda text: text.startswith("data:"))
    passed = [
        text
        for text in CONTENTS
        if takedown.may_request_takedown(
            COUNSEL, takedown.Request("Situs", text, "", TODAY), today=TODAY
        )
        is None
    ]
    assert len(passed) > 5


def test_what_a_request_needs() -> None:
    def asked(**changes: Any) -> str:
        request = replace(takedown.Request("Situs", "", "Di grup kelas", TODAY), **changes)
        return code(takedown.may_request_takedown(COUNSEL, request, today=TODAY))

    assert asked() == ""
    assert asked(platform=" ") == "takedown.platform"
    assert asked(seen=" ") == "takedown.where"
    assert asked(listed=False) == "takedown.kind"
    assert asked(on=None) == "takedown.day"
    look: dict[str, Any] = {"waits": False, "on": TODAY, "note": "", "today": TODAY}
    assert code(takedown.may_look(COUNSEL, **look)) == "takedown.gone"
