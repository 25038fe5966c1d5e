"""What may stand in the register of the groups, and who may write and read it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules import activities as rules
from pabolo.rules.activities import Count
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role
from tests.cast import seats

TODAY = date(2026, 11, 24)
OURS, THEIRS = "12.10.19.2008", "12.10.18.2008"
GROUP = rules.Group(OURS, date(2020, 2, 1))
ENDED = rules.Group(OURS, date(2020, 2, 1), date(2025, 1, 31))


def _actor(*roles: Role, villages: tuple[str, ...] = (OURS,)) -> Actor:
    return Actor(uuid4(), frozenset(roles), seats(roles, villages))


ACTIVIST = _actor(Role.ACTIVIST)
LEAD = _actor(Role.GROUP_LEAD)
HEAD = _actor(Role.VILLAGE_HEAD)
STRANGER = _actor(Role.ACTIVIST, villages=(THEIRS,))
PROGRAMME = _actor(Role.PROGRAMME, villages=())
SUPERVISOR = _actor(Role.SUPERVISOR, villages=())


def _code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


FINE = rules.Activity(TODAY, True, (Count("L", "U1", 10), Count("P", "U1", 12)), "Di balai desa")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (ACTIVIST, ""),
        (LEAD, ""),
        (PROGRAMME, ""),
        (SYSTEM, ""),
        (HEAD, "network.not_your_village"),
        (STRANGER, "network.not_your_village"),
        (SUPERVISOR, "network.not_your_village"),
    ],
)
def test_who_may_record_an_activity_and_a_meeting(actor: Actor, code: str) -> None:
    assert _code(rules.may_record_activity(actor, GROUP, FINE, today=TODAY)) == code
    meeting = rules.Meeting(TODAY, 8)
    assert _code(rules.may_record_meeting(actor, GROUP, meeting, today=TODAY)) == code


@pytest.mark.parametrize(
    ("group", "change", "code"),
    [
        (GROUP, {"day": TODAY + timedelta(days=1)}, "activity.future"),
        (GROUP, {"day": date(2020, 1, 31)}, "activity.no_group"),
        (GROUP, {"day": date(2020, 2, 1)}, ""),
        (ENDED, {"day": date(2025, 1, 31)}, ""),
        (ENDED, {"day": date(2025, 2, 1)}, "activity.no_group"),
        (GROUP, {"codes_known": False}, "activity.codes"),
        (GROUP, {"id_new": False}, "activity.sent"),
        (GROUP, {"counts": ()}, "activity.nobody"),
        (GROUP, {"counts": (Count("L", "U1", 0),)}, "activity.nobody"),
        (GROUP, {"counts": (Count("L", "U1", -1), Count("P", "U1", 9))}, "activity.negative"),
        (GROUP, {"counts": (Count("L", "U1", 1), Count("L", "U1", 2))}, "activity.twice"),
        (GROUP, {"counts": (Count("L", "U1", 3000),)}, ""),
        (GROUP, {"counts": (Count("L", "U1", 2999), Count("P", "U4", 2))}, "activity.too_many"),
        (GROUP, {"note": "NIK 1210191234567890"}, "activity.number"),
        (GROUP, {"note": "hubungi 0812-3456-7890"}, "activity.number"),
        (GROUP, {"note": "20 ibu, 24 November 2026, pukul 09.30"}, ""),
    ],
)
def test_which_activities_are_possible(
    group: rules.Group, change: dict[str, object], code: str
) -> None:
    activity = replace(FINE, **change)
    assert _code(rules.may_record_activity(ACTIVIST, group, activity, today=TODAY)) == code


@pytest.mark.parametrize(
    ("meeting", "code"),
    [
        (rules.Meeting(TODAY, 1), ""),
        (rules.Meeting(TODAY, 0), "meeting.attendance"),
        (rules.Meeting(TODAY, 301), "meeting.attendance"),
        (rules.Meeting(TODAY + timedelta(days=1), 8), "meeting.future"),
        (rules.Meeting(date(2019, 1, 1), 8), "meeting.no_group"),
        (rules.Meeting(TODAY, 8, "NIK 1210 1912 3456 7890"), "meeting.number"),
        (rules.Meeting(TODAY, 8, "", False), "meeting.sent"),
    ],
)
def test_which_meetings_are_possible(meeting: rules.Meeting, code: str) -> None:
    assert _code(rules.may_record_meeting(LEAD, GROUP, meeting, today=TODAY)) == code


@pytest.mark.parametrize(
    ("actor", "formation", "code"),
    [
        (PROGRAMME, rules.Formation(True, False, TODAY), ""),
        (LEAD, rules.Formation(True, False, TODAY), "group.not_yours"),
        (PROGRAMME, rules.Formation(False, False, TODAY), "group.no_place"),
        (PROGRAMME, rules.Formation(True, True, TODAY), "group.exists"),
        (PROGRAMME, rules.Formation(True, False, TODAY + timedelta(days=1)), "group.future"),
    ],
)
def test_who_may_form_a_group(actor: Actor, formation: rules.Formation, code: str) -> None:
    assert _code(rules.may_form_group(actor, formation, today=TODAY)) == code


def test_when_a_group_may_end() -> None:
    def asked(actor: Actor, group: rules.Group, day: date) -> str:
        return _code(rules.may_close_group(actor, group, last_day=day, today=TODAY))

    assert asked(PROGRAMME, GROUP, TODAY) == ""
    assert asked(LEAD, GROUP, TODAY) == "group.not_yours"
    assert asked(PROGRAMME, ENDED, TODAY) == "group.ended"
    assert asked(PROGRAMME, GROUP, TODAY + timedelta(days=1)) == "group.end_day"
    assert asked(PROGRAMME, GROUP, date(2020, 1, 31)) == "group.end_day"


@pytest.mark.parametrize(
    ("actor", "decree", "new", "code"),
    [
        (PROGRAMME, rules.Decree("140/12", TODAY), True, ""),
        (HEAD, rules.Decree("140/12", TODAY), True, "group.not_yours"),
        (PROGRAMME, rules.Decree("  ", TODAY), True, "decree.no_number"),
        (PROGRAMME, rules.Decree("140/12", TODAY), False, "decree.exists"),
        (PROGRAMME, rules.Decree("140/12", TODAY + timedelta(days=1)), True, "decree.future"),
        (PROGRAMME, rules.Decree("140/12", TODAY, date(2026, 1, 1)), True, "decree.dates"),
    ],
)
def test_which_decrees_may_be_entered(
    actor: Actor, decree: rules.Decree, new: bool, code: str
) -> None:
    refusal = rules.may_record_decree(actor, GROUP, decree, number_new=new, today=TODAY)
    assert _code(refusal) == code


@pytest.mark.parametrize(
    ("actor", "member", "code"),
    [
        (LEAD, rules.Membership("Nur", True, TODAY), ""),
        (PROGRAMME, rules.Membership("Nur", True, TODAY), ""),
        (ACTIVIST, rules.Membership("Nur", True, TODAY), "member.not_lead"),
        (STRANGER, rules.Membership("Nur", True, TODAY), "network.not_your_village"),
        (LEAD, rules.Membership(" ", True, TODAY), "member.no_name"),
        (LEAD, rules.Membership("Nur", False, TODAY), "member.codes"),
        (LEAD, rules.Membership("Nur", True, TODAY + timedelta(days=1)), "member.day"),
        (LEAD, rules.Membership("Nur", True, date(2020, 1, 1)), "member.day"),
    ],
)
def test_who_may_add_which_member(actor: Actor, member: rules.Membership, code: str) -> None:
    assert _code(rules.may_add_member(actor, GROUP, member, today=TODAY)) == code


def test_when_a_membership_may_end() -> None:
    def asked(actor: Actor, last_day: date, ended: bool = False) -> str:
        first = date(2021, 1, 1)
        return _code(
            rules.may_end_membership(
                actor, GROUP, from_day=first, ended=ended, last_day=last_day, today=TODAY
            )
        )

    assert asked(LEAD, TODAY) == ""
    assert asked(STRANGER, TODAY) == "network.not_your_village"
    assert asked(ACTIVIST, TODAY) == "member.not_lead"
    assert asked(LEAD, TODAY, ended=True) == "member.ended"
    assert asked(LEAD, TODAY + timedelta(days=1)) == "member.last_day"
    assert asked(LEAD, date(2020, 12, 31)) == "member.last_day"


def test_who_may_take_back_an_entry() -> None:
    def asked(actor: Actor, withdrawn: bool = False, reason: str = "Salah tanggal.") -> str:
        return _code(
            rules.may_withdraw_activity(
                actor, GROUP, recorded_by=ACTIVIST.id, withdrawn=withdrawn, reason=reason
            )
        )

    assert asked(ACTIVIST) == asked(LEAD) == asked(PROGRAMME) == ""
    assert asked(_actor(Role.ACTIVIST)) == "activity.not_yours"
    assert asked(STRANGER) == "network.not_your_village"
    assert asked(ACTIVIST, withdrawn=True) == "activity.withdrawn"
    assert asked(ACTIVIST, reason="salah") == "activity.no_reason"


def test_a_village_head_sees_counts_and_nothing_else() -> None:
    assert not rules.may_see_group(HEAD, OURS)
    assert rules.may_see_counts(HEAD, OURS)
    assert not rules.may_see_counts(HEAD, THEIRS)


def test_a_post_in_one_village_gives_nothing_in_the_village_of_another_post() -> None:
    roles = frozenset({Role.ACTIVIST, Role.VILLAGE_HEAD})
    both = Actor(uuid4(), roles, frozenset({(Role.ACTIVIST, THEIRS), (Role.VILLAGE_HEAD, OURS)}))
    assert rules.may_see_group(both, THEIRS) and not rules.may_see_group(both, OURS)
    assert rules.may_see_counts(both, OURS)
    assert rules.network_scope(both) == {THEIRS}
    mixed = Actor(uuid4(), roles, seats(roles, (OURS, THEIRS)))
    assert rules.may_see_group(mixed, OURS), "what reading roles and villages apart would allow"


def test_who_leads_one_group_does_not_lead_the_other_one() -> None:
    roles = frozenset({Role.ACTIVIST, Role.GROUP_LEAD})
    both = Actor(uuid4(), roles, frozenset({(Role.ACTIVIST, OURS), (Role.GROUP_LEAD, THEIRS)}))
    joining = rules.Membership("Rina", codes_known=True, from_day=TODAY)
    refusal = rules.may_add_member(both, GROUP, joining, today=TODAY)
    assert refusal is not None and refusal.code == "member.not_lead"
    other = rules.may_withdraw_activity(
        both, GROUP, recorded_by=uuid4(), withdrawn=False, reason="Salah hitung."
    )
    assert other is not None and other.code == "activity.not_yours"


@given(
    held=st.frozensets(
        st.tuples(st.sampled_from(Role), st.sampled_from((OURS, THEIRS))), max_size=4
    )
)
def test_nobody_reads_a_register_without_a_post_for_it(
    held: frozenset[tuple[Role, str]],
) -> None:
    actor = Actor(uuid4(), frozenset(role for role, _village in held), held)
    if rules.may_see_group(actor, OURS):
        office = actor.has(Role.PROGRAMME, Role.SUPERVISOR, Role.DATA)
        assert office or {(Role.ACTIVIST, OURS), (Role.GROUP_LEAD, OURS)} & held
        assert rules.may_see_counts(actor, OURS)


def test_a_group_is_active_while_appointed_and_meeting() -> None:
    decree = rules.Decree("140/12", date(2024, 1, 1), date(2026, 12, 31))

    def active(on: date, met: date, group: rules.Group = GROUP) -> bool:
        return rules.is_active(group, (decree,), (met,), on=on, window_days=60)

    met = date(2026, 10, 1)
    assert active(met, met) and active(met + timedelta(days=59), met)
    assert not active(met + timedelta(days=60), met)
    assert not active(met - timedelta(days=1), met)
    assert not active(date(2027, 1, 1), date(2026, 12, 31))
    assert not active(met, met, ENDED)
    assert not rules.is_active(GROUP, (), (met,), on=met, window_days=60)
