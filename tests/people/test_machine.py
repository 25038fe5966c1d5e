"""Any order of leaves, returns, hand-overs, acting posts and departures: nothing is ownerless, and
nobody sees after their end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from pabolo.doors.command.rounds import night
from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.queries import absences as leaves
from pabolo.ground.accounts.queries import actor_of, living, person_named
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.models import Grant
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import absences, handover, leaving, team
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.cases.queries.team import cases_of
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role
from tests import builders as b
from tests.machines.programme import ownerless

WORKERS = ("dedi", "maria", "joko")
WHO = st.sampled_from(WORKERS)
FEW = settings(
    max_examples=6,
    stateful_step_count=16,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class PeopleMachine(RuleBasedStateMachine):
    """Three case workers, two supervisors, three cases, and days that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.unit = b.Unit(b.START)
        self.cases = [b.assigned(self.unit) for _n in range(2)]
        self.did: dict[str, int] = {}

    @property
    def at(self) -> Any:
        """Now."""
        return self.unit.at

    def actor(self, username: str) -> Actor:
        """Somebody with the posts of today."""
        person = person_named(username)
        assert person is not None
        return actor_of(person, day_of(self.at))

    def tried(self, name: str, call: Callable[[], object]) -> None:
        """A refusal is an answer too."""
        try:
            call()
        except (Refused, Case.DoesNotExist):
            return
        self.did[name] = self.did.get(name, 0) + 1

    @rule(who=WHO, stand_in=WHO, wait=st.integers(0, 2), days=st.integers(0, 3))
    def leave(self, who: str, stand_in: str, wait: int, days: int) -> None:
        """Somebody goes on leave."""
        first = day_of(self.at) + timedelta(days=wait)
        one = self.actor(who)
        self.tried(
            "leave",
            lambda: absences.record_leave(
                person=one.id, from_day=first, until_day=first + timedelta(days=days),
                stand_in=self.actor(stand_in).id, by=one, at=self.at,
            ),
        )  # fmt: skip

    @rule()
    def back(self) -> None:
        """The first leave ends early."""
        by, found = self.actor("ratna"), leaves("running", "planned")
        if found:
            first = found[0].id
            self.tried("back", lambda: absences.end_leave(absence_id=first, by=by, at=self.at))

    @rule(case=st.integers(0, 1), to=WHO, at_once=st.booleans())
    def hand_over(self, case: int, to: str, at_once: bool) -> None:
        """A supervisor hands a case over, or assigns it where nobody has it."""
        now = {"case_id": self.cases[case], "by": self.actor("ratna"), "at": self.at}
        other = self.actor(to).id
        if Case.objects.get(pk=self.cases[case]).worker_id is None:
            self.tried("assign", lambda: team.assign_worker(**now, worker_id=other))
            return
        self.tried(
            "hand over",
            lambda: handover.begin_hand_over(**now, to=other, reason="a", at_once=at_once),
        )

    @rule(case=st.integers(0, 1), who=WHO)
    def go_through(self, case: int, who: str) -> None:
        """Whoever may writes the sheet, and whoever may takes the case."""
        by = self.actor(who)
        now = {"case_id": self.cases[case], "by": by, "at": self.at}
        sheet = e.HandOverSheet(at=self.at, by=by.id.hex, must_know="a", duties="b")
        self.tried("sheet", lambda: handover.write_sheet(**now, sheet=sheet, family_told=True))
        self.tried("take", lambda: handover.take_over(**now))

    @rule(who=st.sampled_from(("joko", "maria")))
    def depart(self, who: str) -> None:
        """Somebody leaves for good; another takes the post for a while, acting."""
        person = person_named(who)
        assert person is not None
        if person.is_active:
            people.deactivate(person=person.pk, by=SYSTEM, at=self.at)
            leaving.settle(at=self.at)
            absences.cover(at=self.at)
            self.did["depart"] = self.did.get("depart", 0) + 1

    @rule(days=st.integers(1, 3))
    def acting(self, days: int) -> None:
        """The counsel acts as case worker for some days."""
        last = day_of(self.at) + timedelta(days=days)
        self.tried(
            "acting",
            lambda: people.appoint(
                person=self.actor("lestari").id, role=Role.CASE_WORKER, acting=True,
                decree="821/1", from_day=day_of(self.at), until_day=last, by=SYSTEM, at=self.at,
            ),
        )  # fmt: skip

    @rule()
    def a_night(self) -> None:
        """A day passes, and the rounds of the night."""
        self.unit = b.Unit(self.at + timedelta(days=1))
        assert night(self.at)
        self.did["night"] = self.did.get("night", 0) + 1

    @invariant()
    def nothing_is_ownerless(self) -> None:
        """Every open case has a duty with somebody at work who may see it."""
        assert ownerless(self.at) == ()

    @invariant()
    def nobody_sees_after_their_end(self) -> None:
        """No leaver sees anything; who stood in sees nothing by it after the last day."""
        day = day_of(self.at)
        for one in WORKERS:
            actor = self.actor(one)
            if not living(actor.id, day):
                assert not visible_to(actor).exists()
        for past in Grant.objects.filter(until_day__isnull=True, last_day__lt=day):
            assert not visible_to(actor_of(past.person_id, day)).filter(pk=past.folder).exists()

    @invariant()
    def who_is_away_has_a_stand_in_or_the_supervisor_is_asked(self) -> None:
        """The case of somebody who is away waits for a stand-in, or for a supervisor by a duty."""
        for one in leaves("running"):
            mine = [case for case in cases_of(one.person) if case.worker_id == one.person]
            for case_id in absences.uncovered_among(mine, at=self.at):
                owed = Duty.objects.filter(folder_id=case_id, state="open")
                assert owed.filter(owner_post="supervisor").exists()


def test_any_order_of_leaving_and_coming(unit: b.Unit) -> None:
    done: dict[str, int] = {}

    class Counted(PeopleMachine):
        def __init__(self) -> None:
            self.mark = transaction.savepoint_create()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.mark)
            for name, times in self.did.items():
                done[name] = done.get(name, 0) + times

    run_state_machine_as_test(Counted, settings=FEW)
    assert {"leave", "hand over", "night", "depart", "acting"} <= done.keys(), done
