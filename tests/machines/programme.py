"""The programme at work, driven at random through its real actions, on the real database.

Every rule is one deed that somebody here does. What a deed needs is looked up as its page would;
where nobody may do it now, nothing happens and nothing is counted. After each step no open report
and no open case is without an open duty whose owner is at work and may see it.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.models import Post
from pabolo.ground.accounts.queries import actor_of, people_with, posts_on
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import all_open, bare
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.queries import holders, holders_of, may_see
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import (
    arriving,
    assessing,
    care,
    closing,
    leaving,
    legal,
    plan,
    risk,
    safety,
    services,
    shelter,
    simfoni,
    team,
    triage,
)
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import OVERVIEW, file_under, prove
from pabolo.programme.cases.standing import Stay
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.alarms import raise_alarm
from pabolo.programme.intake.actions.mailbox import write_from_reporter
from pabolo.programme.intake.actions.matches import decide_match
from pabolo.programme.intake.actions.newcomers import grant_newcomers
from pabolo.programme.intake.actions.reading import Look, note_step, read_report
from pabolo.programme.intake.actions.rounds import raise_answers
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.actions.writing import write_to_reporter
from pabolo.programme.intake.codes import submission_of
from pabolo.programme.intake.facets import Accused, AccusedTold, ReportCare, Story, Whereabouts
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.sheet import sheet
from pabolo.programme.intake.told import Told
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.duties import OpenThing, orphans
from pabolo.rules.instruments import VISIT
from pabolo.rules.risk import RiskFacts
from pabolo.rules.vocabulary import Risk, Role, Subject
from tests import builders as b

PICK = st.integers(0, 2**16)
LEVELS = st.sampled_from([Risk.LOW, Risk.MEDIUM, Risk.HIGH])
# Whom a report may name: nobody, an officer clearly, the supervisor unclearly.
UNCLEAR = "Ratna Dwi Siregar"
NAMED = st.sampled_from(["", "", "", "Siti Rahmawani Hasibuan", UNCLEAR])
LEAVERS = (Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PSYCHOLOGIST)
VILLAGE = "12.10.01.1001"


class Stopped(Exception):
    """Nobody may do this now, or there is nothing to do it with."""


def deed(do: Callable[..., None]) -> Callable[..., None]:
    """A step that counts only when something was done."""

    @wraps(do)
    def counted(self: "Programme", **drawn: Any) -> None:
        self.at += timedelta(hours=3)
        try:
            do(self, **drawn)
        except Stopped:
            self.idle[do.__name__] += 1
        except Refused as refused:
            self.idle[f"{do.__name__}: {refused.refusal.code}"] += 1
        else:
            self.done[do.__name__] += 1

    return counted


class Programme(RuleBasedStateMachine):
    """One regency from a populated morning on; each run begins there again."""

    done: ClassVar[Counter[str]] = Counter()
    idle: ClassVar[Counter[str]] = Counter()
    numbers: ClassVar = count(1)
    settles: ClassVar[bool] = True

    @initialize()
    def begin(self) -> None:
        self.at = b.START + timedelta(days=1)
        self.codes: dict[UUID, str] = {}
        self.states: dict[tuple[UUID, int], CaseState] = {}
        self.room = transaction.atomic()
        self.room._from_testcase = True  # so that actions may insist on their own commit
        self.room.__enter__()

    def teardown(self) -> None:
        if hasattr(self, "room"):
            transaction.set_rollback(True)
            self.room.__exit__(None, None, None)

    # -- who and what ---------------------------------------------------------------------

    def unit(self) -> b.Unit:
        return b.Unit(self.at)

    def one[T](self, found: Iterable[T], pick: int) -> T:
        listed = list(found)
        if not listed:
            raise Stopped
        return listed[pick % len(listed)]

    def who(self, *roles: Role, folder: UUID | None = None, apart: UUID | None = None) -> Actor:
        """Somebody at work in one of these posts who may see the folder."""
        found = self._there(roles, folder, apart)
        if found is None:
            self._come(roles[0])
            found = self._there(roles, folder, apart)
        if found is None:
            raise Stopped
        return found

    def _there(
        self, roles: Iterable[Role], folder: UUID | None, apart: UUID | None
    ) -> Actor | None:
        for role in roles:
            for person in people_with(role, day_of(self.at)):
                if person.id != apart and (folder is None or _sees(person.id, folder)):
                    return actor_of(person.id, day_of(self.at))
        return None

    def worker(self, case: Case) -> Actor:
        """Its case worker, else the supervisor who stands in."""
        if case.worker_id:
            actor = actor_of(case.worker_id, day_of(self.at))
            if actor.has(Role.CASE_WORKER) and _sees(actor.id, case.pk):
                return actor
        return self.who(Role.SUPERVISOR, folder=case.pk)

    def reports(self, *states: str) -> list[Report]:
        return list(Report.objects.filter(state__in=states).defer("box").order_by("pk"))

    def cases(self, *, open_: bool = True, **wanted: Any) -> list[Case]:
        rows = Case.objects.filter(closed_day__isnull=open_, **wanted)
        return list(rows.select_related("child").order_by("pk"))

    def state(self, case: Case) -> CaseState:
        """The fold of a case, remembered until its journal grows."""
        if (case.pk, case.version) not in self.states:
            self.states[case.pk, case.version] = self._fold(case)
        return self.states[case.pk, case.version]

    def _fold(self, case: Case) -> CaseState:
        proof = prove(case, facets=OVERVIEW, by=SYSTEM, at=self.at, verb="case.work", purpose="")
        return file_under(case, proof, OVERVIEW).state

    def case_where(
        self, pick: int, holds: Callable[[CaseState], bool], make: Callable[[int], None]
    ) -> tuple[Case, CaseState]:
        """A case whose state is fit for the deed, tried in some order; made so where none is."""
        for _ in range(2):
            rows = self.open_cases(pick)
            for turn in range(len(rows)):
                case = rows[(pick + turn) % len(rows)]
                state = self.state(case)
                if holds(state):
                    return case, state
            make(pick)
        raise Stopped

    def open_cases(self, pick: int, **wanted: Any) -> list[Case]:
        """Open cases of a kind; one is opened where there is none."""
        if not self.cases(**wanted):
            self._open(pick, sexual=False, light=bool(wanted.get("light")), worker=True)
        return self.cases(**wanted)

    def closed_case(self, pick: int) -> Case:
        """A closed case; one is closed where there is none."""
        if not self.cases(open_=False):
            self._close(pick)
        return self.one(self.cases(open_=False), pick)

    def report_in(self, pick: int, *states: str) -> Report:
        """A report in one of these states; it comes in, and is read, where there is none."""
        if not self.reports(*states):
            self._send("", "FIS", danger=False)
            admit_waiting(at=self.at)
            if "received" not in states:
                self._look(pick, Risk.MEDIUM, sexual=False)
        return self.one(self.reports(*states), pick)

    def care_of(self, report: Report) -> ReportCare:
        reader = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=report.pk)
        return sheet(reader, report.pk, at=self.at).care

    # -- reports --------------------------------------------------------------------------

    @rule(named=NAMED, worry=st.sampled_from(["FIS", "SEK", "TEL"]), danger=st.booleans())
    @deed
    def report_comes_in(self, named: str, worry: str, danger: bool) -> None:
        self._send(named, worry, danger)

    def _send(self, named: str, worry: str, danger: bool) -> None:
        suspects = (AccusedTold(name=named),) if named else ()
        danger_now = "yes" if danger else "unknown"
        told = Told(
            story=Story(text="Cerita.", worries=(worry,), danger_now=danger_now),
            place=Whereabouts(village=VILLAGE),
            accused=Accused(people=suspects),
        )
        token = secrets.token_bytes(16)
        sent = submit(told=told, token=token, today=day_of(self.at))
        report = Report.objects.get(submission=submission_of(token))
        self.codes[report.pk] = sent.code

    @rule()
    @deed
    def reports_are_let_in(self) -> None:
        if not Report.objects.filter(state="waiting").exists():
            self._send("", "TEL", danger=False)
        admit_waiting(at=self.at)

    @rule()
    @deed
    def alarm_is_raised(self) -> None:
        told = Told(
            story=Story(text="Kabar dari tetangga.", worries=("TEL",)),
            place=Whereabouts(village="12.10.19.1001"),
        )
        raise_alarm(told=told, token=secrets.token_bytes(16), by=self.unit().nur, at=self.at)

    @rule(pick=PICK, level=LEVELS, sexual=st.booleans())
    @deed
    def report_is_read(self, pick: int, level: Risk, sexual: bool) -> None:
        self._look(pick, level, sexual)

    def _look(self, pick: int, level: Risk, sexual: bool) -> None:
        report = self.report_in(pick, "received")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        look = Look(sexual=sexual, assessed=level)
        read_report(report_id=report.pk, version=report.version, look=look, by=by, at=self.at)

    @rule(pick=PICK, kind=st.sampled_from(["followed_up", "police"]))
    @deed
    def report_step_is_noted(self, pick: int, kind: str) -> None:
        report = self.report_in(pick, "received", "read")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        note_step(
            report_id=report.pk, version=report.version, kind=kind, text="Sudah.", by=by, at=self.at
        )

    def settled(self, report: Report, by: Actor) -> Report:
        """The report with its police duty met, where it has one."""
        note_step(
            report_id=report.pk,
            version=report.version,
            kind="police",
            text="STPL/1",
            by=by,
            at=self.at,
        )
        return Report.objects.defer("box").get(pk=report.pk)

    @rule(pick=PICK, outcome=st.sampled_from(["information_only", "referred"]))
    @deed
    def report_is_decided(self, pick: int, outcome: str) -> None:
        report = self.report_in(pick, "read")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        report = self.settled(report, by)
        decision = b.decision(self.unit_of(by), outcome, agency="Dinas Sosial")
        triage.decide_without_case(
            report_id=report.pk, version=report.version, decision=decision, by=by, at=self.at
        )

    def unit_of(self, by: Actor) -> Any:
        """A unit in which the builders' people are the one who is there now."""
        return type("Now", (), {"at": self.at, "siti": by, "dedi": by, "ratna": by})

    @rule(pick=PICK, sexual=st.booleans(), light=st.booleans(), worker=st.booleans())
    @deed
    def report_becomes_a_case(self, pick: int, sexual: bool, light: bool, worker: bool) -> None:
        self._open(pick, sexual, light, worker)

    def _open(self, pick: int, sexual: bool, light: bool, worker: bool) -> None:
        report = self.report_in(pick, "read")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        names = f"Anak Ke {next(self.numbers)} Ujian"
        worker_id = self.who(Role.CASE_WORKER).id if worker else None
        facts = b.SEXUAL if sexual else b.PHYSICAL
        triage.open_case(
            report_id=report.pk,
            version=report.version,
            opening=b.opening(facts, name=names, light=light, worker_id=worker_id),
            decision=b.decision(self.unit_of(by), "new_case"),
            by=by,
            at=self.at,
        )

    @rule(pick=PICK, told=st.booleans())
    @deed
    def report_joins_a_case(self, pick: int, told: bool) -> None:
        report = self.report_in(pick, "read")
        case = self.one(self.open_cases(pick), pick)
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        if not _sees(by.id, case.pk):
            by = self.who(Role.SUPERVISOR, folder=case.pk)
        if not _sees(by.id, report.pk):
            raise Stopped
        triage.join_case(
            report_id=report.pk,
            version=report.version,
            case_id=case.pk,
            told=b.opening(b.SEXUAL).told if told else None,
            decision=b.decision(self.unit_of(by), "joined"),
            by=by,
            at=self.at,
        )

    @rule(pick=PICK, meant=st.booleans())
    @deed
    def match_is_decided(self, pick: int, meant: bool) -> None:
        if not any(self.care_of(one).unclear for one in self.reports("received", "read")):
            self._send(UNCLEAR, "FIS", danger=False)
            admit_waiting(at=self.at)
        for report in self.reports("received", "read"):
            by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=report.pk)
            unclear = self.care_of(report).unclear
            others = [one for one in unclear if one != by.id.hex]
            if others and by.id.hex not in unclear:
                decide_match(
                    report_id=report.pk,
                    version=report.version,
                    person=UUID(others[0]),
                    is_meant=meant,
                    reason="Sudah ditanya.",
                    by=by,
                    at=self.at,
                )
                return
        raise Stopped

    @rule(pick=PICK)
    @deed
    def reporter_writes(self, pick: int) -> None:
        self._write(pick)

    def _write(self, pick: int) -> None:
        if not self.codes:
            self._send("", "FIS", danger=False)
            admit_waiting(at=self.at)
        code = self.one(self.codes.values(), pick)
        write_from_reporter(
            code=code,
            text="Ada kabar baru.",
            token=secrets.token_bytes(16),
            today=day_of(self.at),
        )

    @rule(pick=PICK)
    @deed
    def answers_fall_due(self, pick: int) -> None:
        if raise_answers(at=self.at):
            return
        self._write(pick)
        if not raise_answers(at=self.at):
            raise Stopped

    @rule(pick=PICK)
    @deed
    def office_answers(self, pick: int) -> None:
        report = self.report_in(pick, "received", "read", "decided")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        token = secrets.token_bytes(16)
        write_to_reporter(report_id=report.pk, text="Terima kasih.", token=token, by=by, at=self.at)

    # -- cases ----------------------------------------------------------------------------

    @rule(pick=PICK)
    @deed
    def worker_is_assigned(self, pick: int) -> None:
        if not self.cases(worker_id__isnull=True):
            self._open(pick, sexual=False, light=False, worker=False)
        self._assign(self.one(self.cases(worker_id__isnull=True), pick), pick)

    @rule(pick=PICK)
    @deed
    def case_is_handed_over(self, pick: int) -> None:
        self._assign(self.with_worker(pick), pick)

    def with_worker(self, pick: int) -> Case:
        return self.one(self.open_cases(pick, worker_id__isnull=False), pick)

    def _open_one(self, pick: int) -> None:
        self._open(pick, sexual=False, light=False, worker=True)

    def _assign(self, case: Case, pick: int) -> None:
        by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=case.pk)
        workers = [one.id for one in self.at_work(Role.CASE_WORKER)]
        if workers == [case.worker_id]:
            self._come(Role.CASE_WORKER)
            workers = [one.id for one in self.at_work(Role.CASE_WORKER)]
        worker = self.one([one for one in workers if one != case.worker_id], pick)
        team.assign_worker(case_id=case.pk, worker_id=worker, reason="Giliran.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def specialist_is_added(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=case.pk)
        person = self.who(Role.PSYCHOLOGIST, Role.LEGAL)
        team.add_specialist(case_id=case.pk, person_id=person.id, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def needs_are_assessed(self, pick: int) -> None:
        self._assess(self.with_worker(pick))

    def _assess(self, case: Case) -> None:
        by = self.worker(case)
        line = e.Assessed(at=self.at, by=by.id.hex, needs="Rasa aman.")
        care.record_assessment(case_id=case.pk, assessment=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def basis_is_recorded(self, pick: int) -> None:
        self._base(self.one(self.open_cases(pick), pick))

    def _base(self, case: Case) -> None:
        by = self.worker(case)
        care.record_consent(case_id=case.pk, consent=b.basis(self.unit_of(by)), by=by, at=self.at)

    @rule(pick=PICK, level=LEVELS, repeated=st.booleans())
    @deed
    def risk_is_read(self, pick: int, level: Risk, repeated: bool) -> None:
        case = self.one(self.open_cases(pick), pick)
        facts = RiskFacts(weapon=True) if repeated else RiskFacts()
        wanted = Risk.HIGH if repeated else level
        risk.read_risk(
            case_id=case.pk, facts=facts, assessed=wanted, by=self.worker(case), at=self.at
        )

    @rule(pick=PICK)
    @deed
    def risk_is_lowered(self, pick: int) -> None:
        case, state = self.case_where(
            pick, lambda state: state.risk in ("high", "medium"), self._flag
        )
        by = self.who(Role.SUPERVISOR, folder=case.pk)
        to = Risk.MEDIUM if state.risk == "high" else Risk.LOW
        risk.lower_risk(case_id=case.pk, to=to, reason="Sudah aman.", by=by, at=self.at)

    def _flag(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        risk.read_risk(
            case_id=case.pk,
            facts=RiskFacts(weapon=True),
            assessed=Risk.HIGH,
            by=self.worker(case),
            at=self.at,
        )

    @rule(pick=PICK)
    @deed
    def items_are_planned(self, pick: int) -> None:
        self._plan(pick)

    def _plan(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        item = b.plan_item(self.unit_of(by))
        plan.add_items(case_id=case.pk, items=[item], by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def plan_is_proposed(self, pick: int) -> None:
        self._propose(pick)

    def _propose(self, pick: int) -> None:
        case, _ = self.case_where(pick, _has_news, self._plan)
        plan.propose_plan(case_id=case.pk, child_agreed=True, by=self.worker(case), at=self.at)

    def _plan_to_decide(self, pick: int) -> tuple[Case, Actor, CaseState]:
        case, state = self.case_where(pick, lambda state: state.proposal is not None, self._propose)
        proposer = UUID(state.proposal.by) if state.proposal else None
        by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=case.pk, apart=proposer)
        return case, by, state

    @rule(pick=PICK)
    @deed
    def plan_is_approved(self, pick: int) -> None:
        self._approve(pick)

    def _approve(self, pick: int) -> None:
        case, by, state = self._plan_to_decide(pick)
        if by.id == case.worker_id:
            raise Stopped
        if state.assessed_at is None:
            self._assess(case)
        plan.approve_plan(case_id=case.pk, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def plan_is_returned(self, pick: int) -> None:
        case, by, _ = self._plan_to_decide(pick)
        plan.return_plan(case_id=case.pk, reason="Kurang jelas.", by=by, at=self.at)

    @rule(pick=PICK, outcome=st.sampled_from(["dropped", "done"]))
    @deed
    def item_is_ended(self, pick: int, outcome: str) -> None:
        case, state = self.case_where(pick, _owes, self._approve)
        item = self.one(state.open_items, pick).planned.item
        plan.end_item(
            case_id=case.pk,
            item=item,
            outcome=outcome,
            reason="Tidak perlu lagi.",
            by=self.worker(case),
            at=self.at,
        )

    @rule(pick=PICK)
    @deed
    def service_is_given(self, pick: int) -> None:
        self._give(pick)

    def _give(self, pick: int) -> None:
        case, state = self.case_where(pick, _owes, self._approve)
        by = self.worker(case)
        if not state.consents:
            self._base(case)
        line = e.ServiceGiven(
            at=self.at,
            by=by.id.hex,
            service="L5",
            item=self.one(state.open_items, pick).planned.item,
            on=day_of(self.at).isoformat(),
        )
        care.give_service(case_id=case.pk, service=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def service_is_struck(self, pick: int) -> None:
        """What was logged wrongly is struck: the item is owed again."""
        case, state = self.case_where(pick, lambda s: bool(s.services), self._give)
        of = next(key for key, row in state.log.items() if not row.struck)
        services.correct_service(
            case_id=case.pk, of=of, reason="Salah.", instead=None, by=self.worker(case), at=self.at
        )

    @rule(pick=PICK)
    @deed
    def item_is_changed(self, pick: int) -> None:
        """An approved item is changed, proposed and approved again."""
        case, state = self.case_where(pick, _owes, self._approve)
        line = self.one(state.open_items, pick).proposed
        later = msgspec.structs.replace(line, times=line.times + 1)
        plan.change_item(case_id=case.pk, item=later, by=self.worker(case), at=self.at)

    @rule(pick=PICK)
    @deed
    def stay_begins(self, pick: int) -> None:
        self._shelter(pick)

    def _shelter(self, pick: int) -> None:
        case, _ = self.case_where(pick, lambda state: state.stay is None, self._open_one)
        by = self.worker(case)
        stay = e.Sheltered(
            at=self.at,
            by=by.id.hex,
            stay=random_id().hex,
            reasons=("JIW",),
            begins=self.at,
            until=(day_of(self.at) + timedelta(days=7)).isoformat(),
        )
        shelter.enter_shelter(case_id=case.pk, stay=stay, emergency=True, by=by, at=self.at)

    def _staying(self, pick: int) -> tuple[Case, Stay]:
        case, state = self.case_where(pick, lambda s: s.stay is not None, self._shelter)
        if state.stay is None:
            raise Stopped
        return case, state.stay

    @rule(pick=PICK)
    @deed
    def stay_is_extended(self, pick: int) -> None:
        case, stay = self._staying(pick)
        by = self.who(Role.SUPERVISOR, folder=case.pk)
        until = date.fromisoformat(stay.until) + timedelta(days=7)
        shelter.extend_stay(case_id=case.pk, until=until, reason="Belum aman.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def stay_ends(self, pick: int) -> None:
        case, _ = self._staying(pick)
        shelter.leave_shelter(
            case_id=case.pk,
            left=self.at,
            to="KEL",
            checked="Aman.",
            safe=True,
            by=self.worker(case),
            at=self.at,
        )

    @rule(pick=PICK)
    @deed
    def note_is_written(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        care.write_note(
            case_id=case.pk, note=e.Noted(at=self.at, by=by.id.hex, text="x"), by=by, at=self.at
        )

    @rule(pick=PICK)
    @deed
    def child_is_assessed_in_parts(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        who: dict[str, Any] = {"case_id": case.pk, "instrument": VISIT, "by": by, "at": self.at}
        assessing.begin_assessment(**who)
        typed = {"seen": ("alone",), "accused_there": ("yes" if pick % 3 else "no",),
                 "care_now": ("unknown",)}  # fmt: skip
        assessing.save_part(part="before", typed=typed, **who)
        assessing.complete_assessment(needs="", **who)

    @rule(pick=PICK, days=st.integers(1, 90))
    @deed
    def safety_is_planned(self, pick: int, days: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        review = day_of(self.at) + timedelta(days=days)
        told = safety.SafetyTold("", "Bibi.", "Ke bibi.", "", review, ("child",))
        safety.plan_safety(case_id=case.pk, told=told, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def another_child_is_listed(self, pick: int) -> None:
        self._list(pick)

    def _list(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        safety.list_child(case_id=case.pk, called="Adik", age="", relation="", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def another_child_is_seen(self, pick: int) -> None:
        case, state = self.case_where(pick, _unseen, self._list)
        child = next(key for key, one in state.at_home.items() if one.settled is None)
        by = self.worker(case)
        safety.settle_child(
            case_id=case.pk, child=child, outcome="no_concern", reason="Ditemui.", by=by,
            at=self.at,
        )  # fmt: skip

    @rule(pick=PICK)
    @deed
    def police_is_told(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        line = e.PoliceReported(
            at=self.at, by=by.id.hex, number="STPL/9/XI/2026", reported_at=self.at
        )
        legal.record_police_report(case_id=case.pk, report=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def police_duty_is_excused(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.who(Role.SUPERVISOR, folder=case.pk)
        line = e.PoliceReported(at=self.at, by=by.id.hex, reason_not="Sudah disidik.")
        legal.record_police_report(case_id=case.pk, report=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def case_is_reviewed(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        line = e.Reviewed(at=self.at, by=by.id.hex, summary="Berjalan.")
        care.hold_review(case_id=case.pk, review=line, by=by, at=self.at)

    @rule(pick=PICK, reached=st.booleans())
    @deed
    def family_is_visited(self, pick: int, reached: bool) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        line = e.FollowedUp(at=self.at, by=by.id.hex, text="Dikunjungi.", reached=reached)
        care.follow_up(case_id=case.pk, visit=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def simfoni_is_checked(self, pick: int) -> None:
        case = self.one(self.open_cases(pick, light=True), pick)
        by = self.worker(case)
        if not by.has(Role.CASE_WORKER, Role.DATA):
            raise Stopped
        simfoni.record_simfoni(case_id=case.pk, number=f"SIM-{case.pk.hex[:12]}", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def case_is_entered_in_simfoni(self, pick: int) -> None:
        case = self.one(self.open_cases(pick, light=False), pick)
        by = self.who(Role.DATA, Role.CASE_WORKER, folder=case.pk)
        simfoni.record_simfoni(case_id=case.pk, number=f"SIM-{case.pk.hex[:12]}", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def closure_is_asked(self, pick: int) -> None:
        self._ask(pick)

    def _ask(self, pick: int) -> None:
        case, _ = self.case_where(
            pick, lambda s: s.closure is None and s.stay is None, self._open_one
        )
        by = self.worker(case)
        line = e.ClosureAsked(
            at=self.at,
            by=by.id.hex,
            reason="handed_to_agency",
            note="Diteruskan.",
            accepted_by="Dinas Sosial",
            legal_reason="Dilanjutkan di sana.",
        )
        closing.ask_closure(case_id=case.pk, asked=line, by=by, at=self.at)

    def _closure_to_decide(self, pick: int) -> tuple[Case, Actor]:
        case, state = self.case_where(pick, lambda s: s.closure is not None, self._ask)
        asked = UUID(state.closure.by) if state.closure else None
        by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=case.pk, apart=asked)
        if by.id == case.worker_id:
            raise Stopped
        return case, by

    @rule(pick=PICK)
    @deed
    def closure_is_declined(self, pick: int) -> None:
        case, by = self._closure_to_decide(pick)
        closing.decline_closure(case_id=case.pk, reason="Belum.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def case_is_closed(self, pick: int) -> None:
        self._close(pick)

    def _close(self, pick: int) -> None:
        case, by = self._closure_to_decide(pick)
        closing.close_case(case_id=case.pk, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def case_is_reopened(self, pick: int) -> None:
        case = self.closed_case(pick)
        if Case.objects.filter(child_id=case.child_id, closed_day__isnull=True).exists():
            raise Stopped
        by = self.who(Role.SUPERVISOR, Role.INTAKE, folder=case.pk)
        closing.reopen_case(case_id=case.pk, reason="Kabar baru.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def child_is_asked_after_closure(self, pick: int) -> None:
        case = self.closed_case(pick)
        by = self.worker(case)
        line = e.FollowedUp(at=self.at, by=by.id.hex, text="Baik.", reached=True, after_care=True)
        care.follow_up(case_id=case.pk, visit=line, by=by, at=self.at)

    # -- people ---------------------------------------------------------------------------

    def at_work(self, role: Role) -> list[Any]:
        """The holders of a post; somebody comes where there is nobody."""
        if not people_with(role, day_of(self.at)):
            self._come(role)
        return people_with(role, day_of(self.at))

    @rule(pick=PICK, role=st.sampled_from(LEAVERS))
    @deed
    def somebody_leaves(self, pick: int, role: Role) -> None:
        person = self.one(self.at_work(role), pick)
        people.deactivate(person=person.id, by=self.unit().rizky, at=self.at)
        if self.settles:
            leaving.settle(at=self.at)

    @rule(pick=PICK, role=st.sampled_from(LEAVERS))
    @deed
    def a_post_runs_out(self, pick: int, role: Role) -> None:
        people_in_post = [one.id for one in self.at_work(role)]
        posts = Post.objects.filter(person_id__in=people_in_post, role=role.value, until_day=None)
        post = self.one(posts.order_by("pk"), pick)
        people.end_post(post=post.pk, last_day=day_of(self.at), by=self.unit().rizky, at=self.at)
        self.at += timedelta(days=1)
        leaving.settle(at=self.at)

    @rule(role=st.sampled_from(LEAVERS))
    @deed
    def somebody_comes(self, role: Role) -> None:
        self._come(role)

    def _come(self, role: Role) -> None:
        number = next(self.numbers)
        admin = self.unit().rizky
        person = people.hire(
            username=f"baru{number}", name=f"Orang Baru{number} Xaverius", by=admin, at=self.at
        )
        people.appoint(person=person.pk, role=role, from_day=day_of(self.at), by=admin, at=self.at)
        grant_newcomers(at=self.at)
        arriving.grant_newcomers(at=self.at)

    # -- what must always be true ---------------------------------------------------------

    @invariant()
    def every_open_thing_has_a_duty_with_a_living_owner(self) -> None:
        if not hasattr(self, "at"):
            return
        assert ownerless(self.at) == ()


def _sees(person: UUID, folder: UUID) -> bool:
    return may_see(Actor(person), folder)


def _unseen(state: CaseState) -> bool:
    return any(one.settled is None for one in state.at_home.values())


def _owes(state: CaseState) -> bool:
    return bool(state.open_items)


def _has_news(state: CaseState) -> bool:
    return bool(state.pending) and state.proposal is None


def ownerless(at: datetime) -> tuple[OpenThing, ...]:
    """Open reports and cases without an open duty of somebody at work who may see them."""
    posts = posts_on(day_of(at))
    everybody = {person for people in posts.values() for person in people}
    reports = Report.objects.filter(state__in=("received", "read")).values_list("pk", flat=True)
    cases = Case.objects.filter(closed_day__isnull=True).values_list("pk", flat=True)
    things = [
        *(OpenThing(Subject.REPORT, pk) for pk in reports),
        *(OpenThing(Subject.CASE, pk) for pk in cases),
    ]
    held = holders_of(thing.id for thing in things)
    things = [replace(one, excluded=frozenset(everybody - held[one.id])) for one in things]
    return orphans(things, [bare(row) for row in all_open() if _holds(row)], posts)


def _holds(row: Duty) -> bool:
    """Whether a duty keeps its subject in somebody's hands; copying it into SIMFONI does not."""
    copies = row.subject == Subject.CASE and row.owner_post == Role.DATA
    return not copies or Case.objects.filter(pk=row.folder_id, light=True).exists()


def populate() -> None:
    """A morning with reports and cases at every stage."""
    unit = b.staffed_unit()
    b.received(unit)
    b.read(unit, b.received(unit))
    b.read(unit, b.received(unit, worries=("SEK",)), sexual=True)
    b.opened(unit, b.SEXUAL, sexual=True)
    b.assessed(unit)
    b.planned(unit)
    case_id = b.served(unit)
    closing.ask_closure(case_id=case_id, asked=b.closure(unit), by=unit.dedi, at=unit.at)
    b.closed(unit)
    assert holders(case_id)
