"""Minutes are sealed to those who were there; the guard is one rule, broken rules are caught."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

import pytest

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import conferring, glass, team
from pabolo.programme.cases.models import Case, Entry
from pabolo.programme.cases.queries import conference as reading
from pabolo.programme.cases.queries.files import file_under, open_file
from pabolo.rules.access import FACETS, Standing, may_view
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.conference import Meeting, Seat, opens_minutes
from pabolo.rules.vocabulary import Facet, Role
from tests import builders as b
from tests.cases.test_leaving import come
from tests.conference import holding as h
from tests.people.test_hand_over_and_leave import refused

CHAIR, THERE, LET_IN, LATER = (
    Actor(UUID(int=n), frozenset({Role.CASE_WORKER})) for n in range(1, 5)
)
BOSS = Actor(UUID(int=9), frozenset({Role.SUPERVISOR}))
HEAD = Actor(UUID(int=10), frozenset({Role.AGENCY_HEAD}))
SEAT = Seat(Meeting.WRITTEN, CHAIR.id, frozenset({THERE.id}), frozenset({LET_IN.id}))

type Rule = Callable[..., bool]


def the_team(actor: Actor, seat: Seat, *, granted: bool, **_rest: bool) -> bool:
    """A broken rule: whoever sees the case."""
    return granted


def once_there(actor: Actor, seat: Seat, *, granted: bool, **_rest: bool) -> bool:
    """A broken rule: who was there opens it for ever, off the team too."""
    return actor.id in seat.present | seat.shared | {seat.chair} or (
        granted and actor.has(Role.SUPERVISOR)
    )


def any_glass(actor: Actor, seat: Seat, *, granted: bool, **rest: bool) -> bool:
    """A broken rule: an emergency opens it to who is kept out."""
    return bool(rest.get("glass")) or opens_minutes(actor, seat, granted=granted)


def faults(rule: Rule) -> list[str]:
    """Where a rule differs from who must open it."""
    wanted: list[tuple[str, Actor, dict[str, bool], bool]] = [
        ("chair", CHAIR, {"granted": True}, True),
        ("there", THERE, {"granted": True}, True),
        ("let in", LET_IN, {"granted": True}, True),
        ("joined later", LATER, {"granted": True}, False),
        ("supervisor", BOSS, {"granted": True}, True),
        ("supervisor of another case", BOSS, {"granted": False}, False),
        ("head who decides as second", HEAD, {"granted": True}, False),
        ("there, off the team", THERE, {"granted": False}, False),
        ("there, kept out", THERE, {"granted": True, "excluded": True}, False),
        ("emergency", LATER, {"granted": False, "glass": True}, True),
        ("emergency of who is kept out", LATER, {"granted": False, "glass": True, "excluded": True},
         False),
        ("the system", SYSTEM, {"granted": True}, False),
    ]  # fmt: skip
    return [name for name, who, how, opens in wanted if rule(who, SEAT, **how) is not opens]


def test_who_opens_minutes_and_the_broken_rules_are_caught() -> None:
    assert faults(opens_minutes) == []
    for broken in (the_team, once_there, any_glass):
        assert faults(broken) != []


def test_no_post_and_no_system_opens_the_facet() -> None:
    for role in Role:
        assert Facet.MEETING not in FACETS[role]
        actor = Actor(UUID(int=1), frozenset({role}))
        assert may_view(actor, Facet.MEETING, Standing(granted=True)) is not None
    assert may_view(SYSTEM, Facet.MEETING, Standing(granted=True, minutes=True)) is not None
    assert may_view(BOSS, Facet.MEETING, Standing(granted=True, minutes=True)) is None
    gone = Standing(granted=False, minutes=True)
    assert may_view(BOSS, Facet.MEETING, gone) is not None


def read_by(unit: b.Unit, key: UUID, who: Actor) -> str:
    """What the person reads of a conference; empty where it stays shut."""
    row = reading.conference_for(who, key)
    file = open_file(case_id=row.case_id, by=who, at=unit.at)
    try:
        return repr(reading.minutes_of(file, key.hex, by=who, at=unit.at))
    except Refused:
        return ""


def matrix(unit: b.Unit, key: UUID, people: Iterable[Actor]) -> dict[UUID, bool]:
    return {one.id: h.SAID in read_by(unit, key, one) for one in people}


def test_who_was_there_reads_and_the_team_sees_the_decisions(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = h.case_with_team(unit)
    key = h.written(unit, case_id)
    h.decided(unit, key)
    # Dedi works on the case, but was not there; Siti opened it; Yusuf keeps the figures.
    people = [unit.ratna, unit.ayu, unit.dedi, unit.siti, unit.yusuf]
    wanted = {one.id: one.id in (unit.ratna.id, unit.ayu.id) for one in people}
    assert matrix(unit, key, people) == wanted
    assert all(h.gathering(unit, key, one).decisions for one in people)
    read = {row.verb for row in entries(limit=60) if "meeting" in row.facets}
    assert read == {"case.minutes"}
    # Broken: whoever sees the case reads what was said.
    monkeypatch.setattr(reading, "opens_minutes", the_team)
    assert matrix(unit, key, [unit.dedi])[unit.dedi.id], "the guard is `opens_minutes`"


def test_who_joins_later_reads_only_once_the_chair_says_why(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.written(unit, case_id)
    other = come(unit, "psikolog2", "Xenia Wulandari Zebua", Role.PSYCHOLOGIST)
    share = {"conference_id": key, "person": other.id, "at": h.later(unit)}
    reason = "Ia menggantikan Ayu."
    refused(
        "conference.not_on_team",
        lambda: conferring.share_minutes(**share, reason=reason, by=unit.ratna),
    )
    team.add_specialist(case_id=case_id, person_id=other.id, by=unit.ratna, at=unit.at)
    assert read_by(unit, key, other) == ""
    refused("conference.not_chair",
            lambda: conferring.share_minutes(**share, reason=reason, by=unit.ayu))  # fmt: skip
    refused("conference.no_reason",
            lambda: conferring.share_minutes(**share, reason=" ", by=unit.ratna))  # fmt: skip
    conferring.share_minutes(**share, reason=reason, by=unit.ratna)
    assert h.SAID in read_by(unit, key, other)
    assert "conference.shared" in {row.verb for row in entries(limit=20)}
    refused("conference.shared",
            lambda: conferring.share_minutes(**share, reason=reason, by=unit.ratna))  # fmt: skip


def test_who_leaves_the_team_or_the_office_reads_no_more(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.written(unit, case_id)
    team.remove_member(
        case_id=case_id, person_id=unit.ayu.id, reason="Selesai.", by=unit.ratna, at=unit.at
    )
    with pytest.raises(reading.Conference.DoesNotExist):
        read_by(unit, key, unit.ayu)
    # The chair does not wait for somebody who cannot read any more.
    one = h.gathering(unit, key)
    assert conferring.waits_for(one, case_id, on=unit.at.date()) == []


def test_no_file_opens_it_whatever_its_receipt_covers(unit: b.Unit) -> None:
    key = h.written(unit, h.case_with_team(unit))
    row = reading.Conference.objects.get(pk=key)
    case = Case.objects.select_related("child").get(pk=row.case_id)
    proof = receipt(
        "case.read", by=unit.ratna, at=unit.at, folders=[case.pk], facets=frozenset(Facet)
    )
    file = file_under(case, proof, frozenset(Facet))
    assert [one.entry.facet for one in file.lines if one.line is None] == ["meeting"]
    assert h.SAID not in repr([one.line for one in file.lines]) + repr(file.state)
    sealed = Entry.objects.get(case=case, facet="meeting")
    assert h.SAID.encode() not in bytes(sealed.body)


def test_one_meeting_opens_no_other(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    first = h.written(unit, case_id)
    second = h.called(unit, case_id, starts_at=unit.at + timedelta(hours=4))
    late = unit.at + timedelta(hours=5)
    held = {"conference_id": second, "by": unit.ratna, "at": late}
    conferring.hold_conference(**held, held_at=late, present=[unit.dedi.id], oath_read=True)
    conferring.write_minutes(**held, items=["Lain.", "Lain."], why_not_asked="Anak sakit.")
    assert "Lain." in read_by(unit, second, unit.dedi)
    assert read_by(unit, first, unit.dedi) == ""
    assert read_by(unit, second, unit.ayu) == ""
    text = read_by(unit, first, unit.ayu)
    assert h.SAID in text
    assert "Lain." not in text


def test_what_is_written_stays_and_is_added_to(unit: b.Unit) -> None:
    key = h.written(unit, h.case_with_team(unit))
    now = {"conference_id": key, "at": h.later(unit)}
    before = bytes(Entry.objects.get(facet="meeting").body)
    refused("conference.no_objection",
            lambda: conferring.confirm_minutes(**now, agrees=False, by=unit.ayu))  # fmt: skip
    conferring.confirm_minutes(**now, agrees=False, objection="Saya tidak bilang itu.", by=unit.ayu)
    conferring.add_to_minutes(**now, text="Bidan datang terlambat.", by=unit.ratna)
    refused("conference.finished",
            lambda: conferring.write_minutes(
                **now, items=["a", "b"], child_words="c", by=unit.ratna))  # fmt: skip
    text = read_by(unit, key, unit.ayu)
    assert all(one in text for one in (h.SAID, "Saya tidak bilang itu.", "Bidan datang terlambat."))
    assert bytes(Entry.objects.filter(facet="meeting").order_by("seq")[0].body) == before
    assert not h.gathering(unit, key).read[unit.ayu.id.hex].agrees


def test_an_emergency_opens_them_for_its_hour(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    h.written(unit, case_id)
    joko = unit.joko
    opening = glass.break_glass(case_id=case_id, reason="Anak hilang.", by=joko, at=unit.at)
    seen = glass.look_at_minutes(opening_id=opening, by=joko, at=unit.at)
    assert h.SAID in repr(seen)
    assert "case.minutes_glass" in {row.verb for row in entries(limit=20)}
    late = unit.at + timedelta(hours=2)
    refused("glass.over", lambda: glass.look_at_minutes(opening_id=opening, by=joko, at=late))


def test_the_journal_tells_the_team_nothing_of_what_was_said(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.written(unit, case_id)
    conferring.confirm_minutes(
        conference_id=key, agrees=False, objection="Rahasia.", by=unit.ayu, at=h.later(unit)
    )
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    told = repr([one.line for one in file.lines])
    for secret in (h.SAID, h.WORDS, "Rahasia.", "Bidan ingin"):
        assert secret not in told
    assert any(isinstance(one.line, e.MinutesRead) for one in file.lines)
