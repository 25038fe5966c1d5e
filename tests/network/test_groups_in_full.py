"""Terms, training, declarations, plans, attendance and the local status of a group."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.network.test_network import (
    ACTIVIST,
    AT,
    HEAD,
    LEAD,
    NEIGHBOUR,
    OURS,
    PROGRAMME,
    TODAY,
    _form,
)
from tests.network.test_network import THEIRS as FAR

from pabolo.ground.lib.refusals import Refused
from pabolo.ground.places.actions import load_reference
from pabolo.ground.policy import actions as policy
from pabolo.programme.network.actions import circulars, groups, meetings, members, plans
from pabolo.programme.network.actions.activities import record_activity
from pabolo.programme.network.models import CircularRead, Group, PlannedActivity, Term
from pabolo.programme.network.queries import dashboard
from pabolo.programme.network.queries import plans as planned
from pabolo.programme.network.queries.members import standings
from pabolo.programme.network.queries.scope import groups_at
from pabolo.programme.network.queries.status import statuses
from pabolo.programme.network.queries.village import village_summary
from pabolo.rules import groups as rules
from pabolo.rules.activities import Count
from pabolo.rules.groups import GroupFacts, Measures, Stand

pytestmark = pytest.mark.django_db

MEASURES = Measures(frozenset(rules.CRITERIA), 60, 365, 14, 50, 6)
WHOLE = GroupFacts(
    formed=date(2020, 1, 1), decree_holds=True, planned=3,
    budget_sources=frozenset({"APBDES"}), last_meeting=date(2026, 11, 1),
    levels=(("A", date(2026, 5, 1)), ("K", date(2026, 6, 1)), ("M", date(2026, 7, 1))),
    members=4, declared=4, trained=2, reported=(("2026-S1", date(2026, 7, 10)),),
    contacts_checked=date(2026, 9, 1),
)  # fmt: skip
ON = date(2026, 11, 24)
LINE = {
    "year": TODAY.year, "month": 5, "title": "Kelas pengasuhan", "level": "K", "strategy": "4",
    "target": 30, "budget": 1_500_000, "source": "APBDES",
}  # fmt: skip


def member(group: Group, name: str = "Rosna", **more: date) -> UUID:
    return members.add_member(
        by=LEAD, at=AT, group_id=group.pk, name=name, element="PKK",
        from_day=group.formed_day, **more,
    ).pk  # fmt: skip


@pytest.fixture(autouse=True)
def places() -> None:
    load_reference()


@pytest.fixture
def ours() -> Group:
    return _form()


@pytest.fixture
def theirs() -> Group:
    return _form(FAR)


BROKEN = [
    ("decree", {"decree_holds": False}),
    ("plan", {"planned": 0}),
    ("meeting", {"last_meeting": date(2026, 9, 1)}),
    ("levels", {"levels": WHOLE.levels[:2]}),
    ("declaration", {"declared": 3}),
    ("training", {"trained": 1}),
    ("report", {"reported": (("2026-S1", date(2026, 7, 15)),)}),
    ("budget", {"budget_sources": frozenset({"APBD"})}),
    ("contacts", {"contacts_checked": None}),
]


def test_a_group_that_has_everything_is_complete() -> None:
    found = rules.status(WHOLE, MEASURES, on=ON)
    assert (found.stand, found.count) == (Stand.COMPLETE, len(rules.CRITERIA))


@pytest.mark.parametrize(("code", "change"), BROKEN)
def test_each_criterion_can_fail_alone(code: str, change: dict[str, object]) -> None:
    found = rules.status(replace(WHOLE, **change), MEASURES, on=ON)
    assert [one for one, met in found.met if not met] == [code]
    assert found.stand is (Stand.RESTING if code in {"decree", "meeting"} else Stand.ACTIVE)
    without = replace(MEASURES, criteria=MEASURES.criteria - {code})
    if code not in {"decree", "meeting"}:
        assert rules.status(replace(WHOLE, **change), without, on=ON).stand is Stand.COMPLETE


def test_a_group_formed_later_owes_no_report_on_before() -> None:
    young = replace(WHOLE, formed=date(2026, 8, 1), reported=())
    assert rules.reported_in_time(young, 14, on=ON)
    assert not rules.reported_in_time(replace(young, formed=date(2026, 6, 1)), 14, on=ON)


@pytest.mark.parametrize(
    ("on", "owed"),
    [(date(2026, 7, 14), "2025-S2"), (date(2026, 7, 15), "2026-S1"), (date(2027, 1, 14), "2026-S1"),
     (date(2027, 1, 15), "2026-S2")],
)  # fmt: skip
def test_which_report_is_owed_on_which_day(on: date, owed: str) -> None:
    assert rules.last_owed(14, on=on) == owed


@pytest.mark.parametrize("words", ["", "decree mood", "Decree"])
def test_a_setting_names_known_criteria_only(words: str) -> None:
    assert rules.check_criteria(words) is not None
    with pytest.raises(Refused):
        policy.set_setting(
            by=PROGRAMME, at=AT, key="network.criteria", value=words or "x", valid_from=TODAY,
            reason="Uji kriteria yang salah.",
        )  # fmt: skip


def test_a_term_follows_the_last_one(ours: Group) -> None:
    one = member(ours, term_until=TODAY + timedelta(days=30))
    with pytest.raises(Refused, match=r"term.overlaps"):
        members.appoint_again(
            by=LEAD, at=AT, member_id=one, from_day=TODAY, until=TODAY + timedelta(days=400)
        )
    start = TODAY + timedelta(days=31)
    members.appoint_again(
        by=LEAD, at=AT, member_id=one, from_day=start, until=start + timedelta(days=365)
    )
    assert Term.objects.count() == 2
    assert standings(LEAD, TODAY, ours.pk)[0].term_until == start + timedelta(days=365)


def test_a_declaration_needs_a_day_and_another_person_as_witness(ours: Group) -> None:
    one = member(ours)
    for day, witness, code in (
        (TODAY + timedelta(days=1), "Pak Lurah", "declaration.future"),
        (TODAY, " ", "declaration.no_witness"),
        (TODAY, "ROSNA", "declaration.self"),
    ):
        with pytest.raises(Refused, match=code):
            members.record_declaration(by=LEAD, at=AT, member_id=one, day=day, witness=witness)
    members.record_declaration(by=LEAD, at=AT, member_id=one, day=TODAY, witness="Pak Lurah")
    (seen,) = standings(LEAD, TODAY, ours.pk)
    assert seen.declared and seen.witness == "Pak Lurah"
    assert not standings(LEAD, TODAY + timedelta(days=800), ours.pk)[0].declared


def test_a_member_without_a_declaration_is_shown_not_hidden(ours: Group) -> None:
    member(ours)
    (seen,) = standings(ACTIVIST, TODAY, ours.pk)
    assert (seen.name, seen.declared, seen.trained) == ("Rosna", False, False)


def test_a_training_counts_for_its_time(ours: Group) -> None:
    one = member(ours)
    training = {"kind": "DASAR", "day": ours.formed_day, "hours": 8, "issuer": "DP3A"}
    with pytest.raises(Refused, match=r"training.hours"):
        members.record_training(by=LEAD, at=AT, member_id=one, **{**training, "hours": 0})
    members.record_training(by=LEAD, at=AT, member_id=one, **training)
    with pytest.raises(Refused, match=r"training.exists"):
        members.record_training(by=LEAD, at=AT, member_id=one, **training)
    members.record_training(by=LEAD, at=AT, member_id=one, **{**training, "day": TODAY})
    assert standings(LEAD, TODAY, ours.pk)[0].trained


@pytest.mark.parametrize("by", [ACTIVIST, HEAD])
def test_the_lead_keeps_the_papers(ours: Group, by: object) -> None:
    one = member(ours)
    for do in (
        lambda: plans.plan_activity(by=by, at=AT, group_id=ours.pk, **LINE),  # type: ignore[arg-type]
        lambda: members.record_declaration(
            by=by,
            at=AT,
            member_id=one,
            day=TODAY,
            witness="Pak Lurah",  # type: ignore[arg-type]
        ),
        lambda: groups.check_contacts(by=by, at=AT, group_id=ours.pk),  # type: ignore[arg-type]
    ):
        with pytest.raises((Refused, Group.DoesNotExist, members.Member.DoesNotExist)):
            do()


def activity(group: Group, **more: object) -> None:
    record_activity(
        by=LEAD, at=AT, group_id=group.pk, day=TODAY, level="K", kind="KLS", strategy="4",
        counts=(Count("P", "U4", 12),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_planned_stands_against_done_and_budget_against_spent(ours: Group) -> None:
    line = plans.plan_activity(by=LEAD, at=AT, group_id=ours.pk, **LINE)
    plans.plan_activity(by=LEAD, at=AT, group_id=ours.pk, **{**LINE, "budget": 500_000})
    activity(ours, planned_id=line.pk, cost=400_000, materials="Poster")
    activity(ours, planned_id=line.pk, cost=100_000)
    activity(ours, cost=50_000)
    seen = {one.id: one for one in planned.lines(LEAD, ours.pk, TODAY.year)}[line.pk]
    assert (seen.done, seen.reached, seen.spent) == (2, 24, 500_000)
    total = planned.sums(HEAD, OURS, TODAY.year)
    assert (total.lines, total.done, total.budget, total.spent) == (2, 1, 2_000_000, 550_000)
    assert (total.beside, total.beside_spent) == (1, 50_000)
    with pytest.raises(Refused, match=r"plan.done"):
        plans.drop_planned(by=LEAD, at=AT, planned_id=line.pk)


def test_a_line_of_another_groups_plan_is_not_there(ours: Group, theirs: Group) -> None:
    line = plans.plan_activity(by=PROGRAMME, at=AT, group_id=theirs.pk, **LINE)
    with pytest.raises(PlannedActivity.DoesNotExist):
        activity(ours, planned_id=line.pk)
    with pytest.raises(PlannedActivity.DoesNotExist):
        plans.drop_planned(by=LEAD, at=AT, planned_id=line.pk)


def test_members_are_ticked_off_and_guests_only_counted(ours: Group) -> None:
    one, two = member(ours), member(ours, "Halim")
    asked = {"by": LEAD, "at": AT, "group_id": ours.pk, "day": TODAY}
    with pytest.raises(Refused, match=r"meeting.too_few"):
        meetings.record_meeting(**asked, attendance=1, present=[one, two])
    with pytest.raises(Refused, match=r"meeting.present"):
        meetings.record_meeting(**asked, attendance=9, present=[one, ours.pk])
    met = meetings.record_meeting(**asked, attendance=9, present=[one, two])
    assert met.present.count() == 2


def test_a_hamlet_has_its_own_group_beside_the_villages(ours: Group) -> None:
    begun = {"by": PROGRAMME, "at": AT, "place": OURS, "formed_day": ours.formed_day}
    hamlet = groups.form_group(**begun, locality="Dusun II")
    with pytest.raises(Refused, match=r"group.exists"):
        groups.form_group(**begun, locality="Dusun II")
    assert list(groups_at(LEAD, OURS)) == [ours, hamlet]
    member(ours)
    year = (date(TODAY.year, 1, 1), TODAY)
    assert village_summary(HEAD, OURS, *year).members == 1
    assert village_summary(HEAD, OURS, *year, hamlet.pk).members == 0


def test_a_half_year_is_handed_in_once_and_not_before_its_end(ours: Group) -> None:
    running = rules.half_year(TODAY)
    with pytest.raises(Refused, match=r"report.running"):
        groups.hand_in_report(by=LEAD, at=AT, group_id=ours.pk, period=running)
    with pytest.raises(Refused, match=r"report.period"):
        groups.hand_in_report(by=LEAD, at=AT, group_id=ours.pk, period="2026-X9")
    owed = rules.last_owed(14, on=TODAY)
    groups.hand_in_report(by=LEAD, at=AT, group_id=ours.pk, period=owed)
    with pytest.raises(Refused, match=r"report.handed_in"):
        groups.hand_in_report(by=LEAD, at=AT, group_id=ours.pk, period=owed)


def test_guidance_reaches_its_area_and_is_marked_once(ours: Group, theirs: Group) -> None:
    with pytest.raises(Refused, match=r"circular.not_yours"):
        circulars.send_circular(by=LEAD, at=AT, title="Rapat", text="Datang.")
    sent = circulars.send_circular(
        by=PROGRAMME, at=AT, title="Rapat", text="Datang.", area=OURS[:8]
    )
    for _time in range(2):
        circulars.mark_read(by=ACTIVIST, at=AT, circular_id=sent.pk, group_id=ours.pk)
    assert CircularRead.objects.count() == 1
    with pytest.raises(Refused, match=r"circular.not_for_you"):
        circulars.mark_read(by=NEIGHBOUR, at=AT, circular_id=sent.pk, group_id=theirs.pk)


def test_each_count_of_the_dashboard_is_its_list(ours: Group, theirs: Group) -> None:
    member(ours)
    meetings.record_meeting(by=LEAD, at=AT, group_id=ours.pk, day=TODAY, attendance=5)
    found = dashboard.rows(PROGRAMME, TODAY)
    by_list = {
        name: {row.line.id for row in dashboard.listed(found, name)} for name in dashboard.LISTS
    }
    assert by_list["training"] == by_list["declaration"] == {ours.pk}
    assert by_list["active"] | by_list["silent"] == {ours.pk, theirs.pk}
    held = statuses(PROGRAMME, TODAY)
    assert by_list["active"] == {pk for pk, one in held.items() if one.stand is not Stand.RESTING}
