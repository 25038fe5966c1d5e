"""One child's case while its story is told: who works on it, where its clock stands."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pabolo.demo import assessing, casework, opening, reports, words
from pabolo.demo.clockwork import Pace
from pabolo.demo.lives import Life, rng_of
from pabolo.demo.opening import Known
from pabolo.demo.scene import Scene
from pabolo.programme.cases.actions import care, legal, plan, services, shelter, team, triage
from pabolo.programme.cases.actions.journal import Work
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Risk

OFFICERS = ("siti", "siti", "budi")
NOBODY = UUID(int=0)
_RECENT = timedelta(days=450)


class CaseStory:
    """A case as far as its story has come, and what its people do next."""

    def __init__(
        self,
        scene: Scene,
        life: Life,
        beside: "CaseStory | None" = None,
        told_at: datetime | None = None,
    ) -> None:
        """`beside` is the story of the sibling whose case tells the incident; `told_at` the
        moment of the report, where it matters."""
        self.scene, self.life, self.beside = scene, life, beside
        self.rng = rng_of(scene.seed, f"story|{life.key}")
        self.till = rng_of(scene.seed, f"cost|{life.key}")
        self.officer = "siti" if life.takes("staff_named") else self.rng.choice(OFFICERS)
        self.worker = "maria" if life.takes("kin_named") else life.worker
        self.report_id = self.case_id = self.child_id = self.incident_id = NOBODY
        self.items: list[casework.Item] = []
        self.high = False
        self.legal_steps = 0
        self.assessed = Risk.MEDIUM
        self.reviewed = life.opened
        self.looked, self.received = self._told(told_at)
        self.pace = Pace(self.rng, self.received)

    def _told(self, told_at: datetime | None) -> tuple[datetime, datetime]:
        """First look and arrival, so long before the opening that the look mostly comes within a
        day. A sibling is told of while the officer still sits with the family.
        """
        opened = self.life.opened
        if self.beside:
            return opened - timedelta(minutes=8), opened - timedelta(minutes=15)
        if told_at:
            return told_at + (opened - told_at) / 2, told_at
        looked = opened - timedelta(minutes=self.rng.randrange(40, 1200))
        late = self.rng.random() < 0.1
        hours = self.rng.uniform(26, 44) if late else self.rng.uniform(0.3, 20)
        received = looked - timedelta(hours=hours)
        early = received.replace(hour=7, minute=self.rng.randrange(60))
        return looked, min(max(received, early), looked - timedelta(minutes=9))

    @property
    def at(self) -> datetime:
        """The story's own moment."""
        return self.pace.at

    @property
    def recent(self) -> bool:
        """Whether people will click through this case: it is told in more detail."""
        return self.scene.now - self.life.opened < _RECENT

    @property
    def assigned_later(self) -> bool:
        """In older cases the officer and the supervisor settled it while the case was opened."""
        return self.recent or self.life.takes("light")

    def by(self, username: str) -> Actor:
        """One of the cast, now."""
        return self.scene.actor(username, self.at)

    @property
    def now(self) -> Actor:
        """The case's worker, now."""
        return self.by(self.worker)

    def worked(self, **what: Any) -> dict[str, Any]:
        """What an action of the worker on this case is called with."""
        return {"case_id": self.case_id, "by": self.now, "at": self.at, **what}

    def led(self, username: str, **what: Any) -> dict[str, Any]:
        """What an action of somebody else on this case is called with."""
        return {"case_id": self.case_id, "by": self.by(username), "at": self.at, **what}

    # --- the report and its decision ---

    def arrive(self, text: str = "") -> UUID:
        """A report about this life, now."""
        told = reports.told_about(self.life, self.rng, text=text)
        return reports.arrives(self.scene, told, self.life.teller, self.at, self.officer)

    def look(self, report_id: UUID) -> None:
        """The first look, and for some the first call."""
        look = reports.look_at(self.life, self.rng)
        reports.read(self.scene, report_id, look, self.at, self.officer)
        if self.rng.random() < 0.4:
            text = "Pelapor ditelepon; anak sedang bersama keluarga yang aman."
            reports.step(self.scene, report_id, "followed_up", text, self.at, self.officer)

    def open(self, child_id: UUID | None = None) -> None:
        """The decision for a new case. A sibling's case has told the incident already."""
        known = Known(child_id, self.beside.incident_id if self.beside else None)
        told = opening.opening_of(self.life, self.rng, known)
        self.assessed = told.assessed
        opened = triage.open_case(
            report_id=self.report_id,
            version=reports.fresh(self.report_id).version,
            opening=replace(
                told,
                worker_id=None if self.assigned_later else self.scene.people[self.worker],
            ),
            decision=reports.decision(self.scene, "new_case", self.at, self.officer),
            by=self.by(self.officer),
            at=self.at,
        )
        self.case_id, self.child_id = opened.case_id, opened.child_id
        self.scene.cases.append(self.case_id)
        self.incident_id = opened.incident_id

    def join(self, report_id: UUID, *, incident: bool) -> None:
        """A further report about the child is joined, with a new incident or without."""
        told = opening.again(opening.incident_of(self.life, self.rng), self.life, self.at.date())
        triage.join_case(
            report_id=report_id,
            version=reports.fresh(report_id).version,
            case_id=self.case_id,
            told=told if incident else None,
            decision=reports.decision(self.scene, "joined", self.at, self.officer),
            by=self.by(self.officer),
            at=self.at,
        )

    # --- the work ---

    def assign(self, worker: str, reason: str = "") -> None:
        """The supervisor makes somebody responsible."""
        person = self.scene.people[worker]
        team.assign_worker(**self.led("ratna", worker_id=person, reason=reason))
        self.worker = worker

    def ground(self) -> None:
        """What the service rests on."""
        line = casework.consent(self.life, self.received, self.now, self.at)
        care.record_consent(**self.worked(consent=line))

    def assess(self) -> None:
        """An assessment, and a safety plan with it."""
        assessing.assess(self)

    def report_to_police(self) -> None:
        """The worker brings the report to the police."""
        legal.record_police_report(
            **self.worked(report=casework.police(self.rng, self.now, self.at))
        )

    def plan(self) -> None:
        """Plan items are written and, in the same sitting, put before the supervisor."""
        self.items = casework.plan_items(self.life, self.rng, self.now, self.at)
        goals, self.items = casework.with_goals(self.items, self.now, self.at)
        lines = [item.line for item in self.items]
        self.propose(plan.add_items(**self.worked(items=lines, goals=goals)))

    def propose(self, sitting: Work | None = None) -> None:
        """Put the plan before the supervisor."""
        proof = sitting.proof if sitting else None
        work = plan.propose_plan(
            **self.worked(
                child_agreed=True,
                guardian_agreed=not casework.parent_suspected(self.life),
                how="talk",
                child_words=words.CHILD_WORDS[len(self.life.name) % len(words.CHILD_WORDS)],
                proof=proof,
            )
        )
        self.high = work.state.risk in (Risk.HIGH, Risk.NOT_ASSESSED)

    def give(self, item: casework.Item) -> None:
        """One service of the plan, with what it cost."""
        line = casework.given(item, self.rng, self.now, self.at)
        costs = casework.cost(line, self.till, self.now, self.at)
        services.give_service(**self.worked(service=line, costs=costs))

    def shelter(self) -> None:
        """The child comes into the shelter."""
        line = casework.stay(self.now, self.at)
        shelter.enter_shelter(**self.worked(stay=line, place="Rumah aman contoh, tidak nyata."))

    def shelter_on(self) -> None:
        """The supervisor lets the stay go on for a week."""
        file = open_file(case_id=self.case_id, by=self.by("ratna"), at=self.at)
        running = file.state.stay
        if running is not None:
            until = date.fromisoformat(running.until) + timedelta(days=7)
            reason = "Rumah belum aman; terlapor masih sering datang."
            shelter.extend_stay(**self.led("ratna", until=until, reason=reason))

    def shelter_left(self) -> None:
        """The child goes home to safe family."""
        checked = "Rumah nenek dikunjungi; terlapor tidak tahu alamatnya."
        shelter.leave_shelter(**self.worked(left=self.at, to="KEL", checked=checked, safe=True))

    def visit(self, **more: Any) -> None:
        """A visit or a call."""
        care.follow_up(**self.worked(visit=casework.visited(self.rng, self.now, self.at, **more)))
