"""The register of the network: recorded once, read by those whose work it is, counted rightly."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import seats

from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.places.actions import load_reference
from pabolo.ground.policy.actions import set_setting
from pabolo.programme.network.actions.activities import record_activity, withdraw_activity
from pabolo.programme.network.actions.groups import close_group, form_group, record_decree
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.actions.members import add_member, end_membership
from pabolo.programme.network.models import Activity, Decree, Group, Meeting, Member, Turnout
from pabolo.programme.network.queries.counts import counts
from pabolo.programme.network.queries.registers import activities_for, members_for
from pabolo.programme.network.queries.scope import group_at, group_for, visible_to
from pabolo.programme.network.queries.standing import active_groups, coverage, expiring_decrees
from pabolo.programme.network.queries.village import village_summary
from pabolo.rules import activities as rules
from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TODAY = AT.date()
OURS, THEIRS = "12.10.19.2008", "12.10.18.2008"


def _actor(*roles: Role, villages: tuple[str, ...] = ()) -> Actor:
    return Actor(uuid4(), frozenset(roles), seats(roles, villages))


PROGRAMME = _actor(Role.PROGRAMME)
SUPERVISOR = _actor(Role.SUPERVISOR)
ACTIVIST = _actor(Role.ACTIVIST, villages=(OURS,))
LEAD = _actor(Role.GROUP_LEAD, villages=(OURS,))
HEAD = _actor(Role.VILLAGE_HEAD, villages=(OURS,))
NEIGHBOUR = _actor(Role.ACTIVIST, villages=(THEIRS,))
PUPILS = (Count("L", "U1", 10), Count("P", "U1", 12), Count("P", "U4", 3))


def _form(place: str = OURS, **decree: object) -> Group:
    chosen = {"decree_number": "140/12/2024", "decree_day": date(2024, 1, 2)} | decree
    return form_group(by=PROGRAMME, at=AT, place=place, formed_day=date(2020, 2, 1), **chosen)


def _activity(group: Group, **change: object) -> Activity:
    asked = {
        "by": ACTIVIST, "day": TODAY, "level": "A", "kind": "BRM", "strategy": "7",
        "counts": PUPILS, "where": "Balai desa",
    } | change  # fmt: skip
    return record_activity(at=AT, group_id=group.id, **asked)


@pytest.fixture(autouse=True)
def places() -> None:
    load_reference()


@pytest.fixture
def ours() -> Group:
    return _form()


def test_a_group_is_formed_with_its_decree_and_only_once(ours: Group) -> None:
    assert Decree.objects.get().number == "140/12/2024"
    with pytest.raises(Refused, match=r"group.exists"):
        _form()
    with pytest.raises(Refused, match=r"group.no_place"):
        _form("12.10.19.2099")
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.create(place=OURS, formed_day=TODAY)


def test_a_refusal_leaves_nothing_behind() -> None:
    with pytest.raises(Refused, match=r"decree.dates"):
        _form(decree_until=date(2023, 1, 1))
    assert not Group.objects.exists() and not Decree.objects.exists()


def test_a_group_may_stand_on_a_district_too() -> None:
    assert _form("12.10.19").place == "12.10.19"


def test_an_activity_holds_numbers_by_sex_and_age_and_their_sum(ours: Group) -> None:
    activity = _activity(ours, counts=(*PUPILS, Count("L", "U6", 0)))
    assert activity.total == 25
    kept = set(activity.turnout.values_list("sex", "band", "count"))
    assert kept == {("L", "U1", 10), ("P", "U1", 12), ("P", "U4", 3)}


def test_sending_an_entry_again_is_harmless_and_another_account_cannot_take_it(
    ours: Group,
) -> None:
    sent = uuid4()
    first = _activity(ours, activity_id=sent)
    again = _activity(ours, activity_id=sent, note="berubah")
    assert first.id == again.id == sent
    assert Activity.objects.get().note == "" and Turnout.objects.count() == 3
    with pytest.raises(Refused, match=r"activity.sent"):
        _activity(ours, activity_id=sent, by=LEAD)
    meeting = {"at": AT, "group_id": ours.id, "day": TODAY, "attendance": 8, "meeting_id": sent}
    record_meeting(by=LEAD, **meeting)
    record_meeting(by=LEAD, **meeting)
    assert Meeting.objects.count() == 1
    with pytest.raises(Refused, match=r"meeting.sent"):
        record_meeting(by=ACTIVIST, **meeting)


def test_unknown_codes_are_refused(ours: Group) -> None:
    for change in (
        {"level": "Z"},
        {"kind": "ZZZ"},
        {"strategy": "8"},
        {"counts": (Count("X", "U1", 3),)},
        {"counts": (Count("L", "U9", 3),)},
    ):
        with pytest.raises(Refused, match=r"activity.codes"):
            _activity(ours, **change)
    assert not Activity.objects.exists()


def test_another_villages_group_is_as_if_it_did_not_exist(ours: Group) -> None:
    with pytest.raises(Group.DoesNotExist):
        _activity(ours, by=NEIGHBOUR)
    with pytest.raises(Group.DoesNotExist):
        record_meeting(by=HEAD, at=AT, group_id=ours.id, day=TODAY, attendance=8)
    with pytest.raises(Group.DoesNotExist):
        _activity(Group(id=uuid4()))


def test_who_reads_but_does_not_write_is_told_so(ours: Group) -> None:
    assert group_for(SUPERVISOR, ours.id) == ours
    with pytest.raises(Refused, match=r"network.not_your_village"):
        _activity(ours, by=SUPERVISOR)


def test_members_come_and_go_and_the_list_of_a_past_day_stays(ours: Group) -> None:
    member = add_member(
        by=LEAD, at=AT, group_id=ours.id, name=" Nur ", element="POS", from_day=date(2024, 1, 2),
        role="KETUA",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"member.codes"):
        add_member(by=LEAD, at=AT, group_id=ours.id, name="Siti", element="X", from_day=TODAY)
    end_membership(by=LEAD, at=AT, member_id=member.id, last_day=date(2026, 11, 1))
    assert member.name == "Nur"
    assert [m.name for m in members_for(ACTIVIST, date(2026, 11, 1))] == ["Nur"]
    assert not members_for(ACTIVIST, TODAY).exists()
    assert not members_for(HEAD, date(2026, 11, 1)).exists()
    with pytest.raises(Member.DoesNotExist):
        end_membership(by=NEIGHBOUR, at=AT, member_id=member.id, last_day=TODAY)


def test_a_wrong_entry_is_taken_back_and_counts_no_more(ours: Group) -> None:
    activity = _activity(ours)
    _activity(ours, level="K", kind="KLS", strategy="4")
    withdraw_activity(by=ACTIVIST, at=AT, activity_id=activity.id, reason="Salah tanggal.")
    assert activities_for(ACTIVIST).count() == 2
    found = counts(date(2026, 1, 1), date(2026, 12, 31))
    assert (found.activities, found.attendances, found.child_attendances) == (1, 25, 22)
    assert found.by_level == {"K": 1}


def test_counts_take_in_both_ends_and_one_place(ours: Group) -> None:
    theirs = _form(THEIRS)
    _activity(ours, day=date(2026, 7, 1))
    _activity(ours, day=date(2026, 6, 30))
    _activity(theirs, by=NEIGHBOUR, day=date(2026, 6, 1))
    june = (date(2026, 6, 1), date(2026, 6, 30))
    assert counts(*june).activities == 2
    assert counts(*june, OURS).activities == 1


def test_a_village_head_sees_the_counts_of_the_own_village_only(ours: Group) -> None:
    _activity(ours)
    record_meeting(by=LEAD, at=AT, group_id=ours.id, day=TODAY, attendance=8)
    year = (date(2026, 1, 1), TODAY)
    seen = village_summary(HEAD, OURS, *year)
    assert (seen.counts.activities, seen.counts.meetings, seen.members) == (1, 1, 0)
    assert seen.active and seen.decree_holds and seen.last_meeting == TODAY
    assert not visible_to(HEAD).exists()
    assert not activities_for(HEAD).exists()
    with pytest.raises(Group.DoesNotExist):
        village_summary(HEAD, THEIRS, *year)
    empty = village_summary(_actor(Role.VILLAGE_HEAD, villages=(THEIRS,)), THEIRS, *year)
    assert not empty.has_group and not empty.active and empty.counts.activities == 0


def test_coverage_counts_villages_with_an_active_group(ours: Group) -> None:
    _form("12.10.19")  # of a district: no village
    for group in Group.objects.all():
        record_meeting(by=PROGRAMME, at=AT, group_id=group.id, day=TODAY, attendance=8)
    found = {row.code: (row.active, row.villages) for row in coverage(TODAY)}
    assert found["12.10.19"] == (1, 8)
    assert sum(active for active, _ in found.values()) == 1
    assert sum(villages for _, villages in found.values()) == 98


def test_the_window_of_activity_is_a_setting_of_the_day(ours: Group) -> None:
    met = TODAY - timedelta(days=70)
    record_meeting(by=LEAD, at=AT, group_id=ours.id, day=met, attendance=8)
    assert not active_groups(TODAY).exists()
    set_setting(
        by=PROGRAMME, at=AT, key="network.active_window_days", value=90, valid_from=TODAY,
        reason="Desa pesisir sulit bertemu.",
    )  # fmt: skip
    assert active_groups(TODAY).get() == ours
    assert not active_groups(TODAY - timedelta(days=1)).exists()


def test_a_group_that_ended_makes_room_for_a_new_one(ours: Group) -> None:
    close_group(by=PROGRAMME, at=AT, group_id=ours.id, last_day=date(2026, 10, 31))
    with pytest.raises(Refused, match=r"activity.no_group"):
        _activity(ours)
    renewed = _form()
    assert group_at(ACTIVIST, OURS) == renewed
    assert visible_to(ACTIVIST).count() == 2


def test_a_decree_that_ends_soon_is_seen_in_time(ours: Group) -> None:
    soon = TODAY + timedelta(days=30)
    theirs = _form(THEIRS, decree_until=soon)
    assert set(expiring_decrees(PROGRAMME, TODAY)) == {theirs}
    record_decree(by=PROGRAMME, at=AT, group_id=theirs.id, number="140/9/2026", day=TODAY)
    assert not expiring_decrees(PROGRAMME, TODAY).exists()
    with pytest.raises(Refused, match=r"decree.exists"):
        record_decree(by=PROGRAMME, at=AT, group_id=theirs.id, number="140/9/2026", day=TODAY)


_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_SLOW
@given(
    ends=st.none() | _DAYS,
    decree=st.none() | st.tuples(_DAYS, st.none() | _DAYS),
    meetings=st.lists(_DAYS, max_size=3),
    on=_DAYS,
)
def test_the_query_and_the_rule_agree_on_who_is_active(
    ends: date | None,
    decree: tuple[date, date | None] | None,
    meetings: list[date],
    on: date,
) -> None:
    with transaction.atomic():
        group = Group.objects.create(place=OURS, formed_day=date(2026, 1, 1), until_day=ends)
        facts = []
        if decree is not None:
            until = max(decree[0], decree[1]) if decree[1] else None
            facts = [rules.Decree("1", decree[0], until)]
            Decree.objects.create(group=group, number="1", day=decree[0], until_day=until)
        for day in meetings:
            Meeting.objects.create(
                group=group, day=day, attendance=5, recorded_by=LEAD.id, recorded_at=AT
            )
        expected = rules.is_active(
            rules.Group(OURS, group.formed_day, ends), tuple(facts), tuple(meetings),
            on=on, window_days=60,
        )  # fmt: skip
        assert active_groups(on).exists() == expected
        transaction.set_rollback(True)


@_SLOW
@given(
    held=st.frozensets(
        st.tuples(st.sampled_from(Role), st.sampled_from((OURS, THEIRS))), max_size=4
    )
)
def test_the_lists_show_exactly_what_the_rule_allows(held: frozenset[tuple[Role, str]]) -> None:
    actor = Actor(uuid4(), frozenset(role for role, _village in held), held)
    with transaction.atomic():
        for place in (OURS, THEIRS):
            Group.objects.create(place=place, formed_day=TODAY)
        seen = {group.place for group in visible_to(actor)}
        assert seen == {place for place in (OURS, THEIRS) if rules.may_see_group(actor, place)}
        transaction.set_rollback(True)
