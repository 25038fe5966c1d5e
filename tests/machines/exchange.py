"""The programme with what goes from hand to hand: hand-over, referral, joining, turning eighteen.

More deeds of the same machine. An open referral is a thing of its own: one of its own duties must
stand open with somebody at work who may see the case. What a hand-over or a coming 18th birthday
asks for must stand in the duties of the case for as long as it is not done.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from pabolo.ground.accounts.queries import actor_of, posts_on
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.agencies.models import Agency
from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import as_open, open_of, opened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.actions import load_codes
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, handover, joining, transition, triage
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.cases.asking import hand_over_of
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.doubles import visible_to as pairs_visible_to
from pabolo.programme.children.facets import ChildIdentity
from pabolo.programme.children.models import Pair
from pabolo.programme.referrals.actions import office
from pabolo.programme.referrals.actions.answering import open_packet, reply
from pabolo.programme.referrals.facets import Asked
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.queries.files import files_under
from pabolo.programme.referrals.secrets import code_of
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.duties import OpenDuty, OpenThing, orphans
from pabolo.rules.handover import HandOver
from pabolo.rules.packets import Part
from pabolo.rules.referrals import REPLIES
from pabolo.rules.vocabulary import Facet, LegalBasis, ReferralState, Role, Subject
from tests import builders as b
from tests.machines.programme import PICK, Programme, Stopped, deed

S = ReferralState
WITH_PARTNER = (S.SENT, S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED, S.DONE)
ASKED = ("open", "unsure")
# Cases that close are wanted too: open referrals gather in a few.
CASES_REFERRED = 3
CALL = "(0624) 000-000"


class Exchange(Programme):
    """The machine with everything that changes hands."""

    def begin_marks(self) -> None:
        """What this run remembers beside the books: whom it promised something to."""
        if not hasattr(self, "handing"):
            self.handing: set[UUID] = set()
            self.turning: set[UUID] = set()
            self.known: dict[UUID, OpenDuty] = {}

    # -- hand-over ------------------------------------------------------------------------

    def handed(self, pick: int, fits: Callable[[HandOver], bool]) -> tuple[Case, HandOver] | None:
        """An open case whose hand-over stands so."""
        rows = self.cases(pk__in=self.handing)
        for turn in range(len(rows)):
            case = rows[(pick + turn) % len(rows)]
            stands = hand_over_of(case, self.state(case))
            if stands.successor and fits(stands):
                return case, stands
        return None

    def made(
        self, pick: int, fits: Callable[[HandOver], bool], make: Callable[[int], None]
    ) -> tuple[Case, HandOver]:
        found = self.handed(pick, fits)
        if found is None:
            make(pick)
            found = self.handed(pick, fits)
        if found is None:
            raise Stopped
        return found

    @rule(pick=PICK, at_once=st.booleans())
    @deed
    def hand_over_begins(self, pick: int, at_once: bool) -> None:
        self._begin_hand_over(pick, at_once=at_once)

    def _begin_hand_over(self, pick: int, at_once: bool = False) -> None:
        self.begin_marks()
        case = self.with_worker(pick)
        by = self.who(Role.SUPERVISOR, Role.AGENCY_HEAD, folder=case.pk)
        others = [one.id for one in self.at_work(Role.CASE_WORKER) if one.id != case.worker_id]
        if not others:
            self._come(Role.CASE_WORKER)
            others = [one.id for one in self.at_work(Role.CASE_WORKER) if one.id != case.worker_id]
        handover.begin_hand_over(
            case_id=case.pk, to=self.one(others, pick), reason="Pindah.", at_once=at_once, by=by,
            at=self.at,
        )  # fmt: skip
        self.handing.add(case.pk)

    @rule(pick=PICK)
    @deed
    def hand_over_sheet_is_written(self, pick: int) -> None:
        self._write_sheet(pick)

    def _write_sheet(self, pick: int) -> None:
        self.begin_marks()
        case, _ = self.made(
            pick, lambda one: not one.at_once and not one.written, self._begin_hand_over
        )
        by = self.worker(case)
        sheet = e.HandOverSheet(at=self.at, by=by.id.hex, must_know="Ibu takut.", duties="Visum.")
        handover.write_sheet(case_id=case.pk, sheet=sheet, family_told=True, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def case_is_taken_over(self, pick: int) -> None:
        self.begin_marks()
        case, stands = self.made(pick, lambda one: one.at_once or one.written, self._write_sheet)
        by = self.holder(stands.successor, Role.CASE_WORKER)
        handover.take_over(case_id=case.pk, by=by, at=self.at)

    def holder(self, person: UUID | None, role: Role) -> Actor:
        """This very person, where still in the post."""
        for one in self.at_work(role):
            if one.id == person:
                return actor_of(one.id, day_of(self.at))
        raise Stopped

    # -- referral -------------------------------------------------------------------------

    def referral_in(
        self, pick: int, states: Iterable[str], make: Callable[[int], None]
    ) -> Referral:
        """A referral in one of these states; made where there is none."""
        rows = Referral.objects.filter(state__in=list(states)).order_by("pk")
        if not rows:
            make(pick)
        return self.one(rows.select_related("case"), pick)

    @rule(pick=PICK)
    @deed
    def referral_is_drafted(self, pick: int) -> None:
        self._draft(pick)

    def _draft(self, pick: int, **more: str) -> None:
        rows = self.open_cases(pick)
        referred = {one.case_id for one in Referral.objects.filter(closed_day__isnull=True)}
        if len(referred) >= CASES_REFERRED:
            rows = [one for one in rows if one.pk in referred]
        self._refer(self.one(rows, pick), pick, **more)

    def _refer(self, case: Case, pick: int, **more: str) -> None:
        agency = self.one(Agency.objects.filter(kind__in=["RSU", "PKM"]).order_by("pk"), pick)
        asked = Asked(
            agency=agency.pk.hex,
            kind=agency.kind,
            name=agency.name,
            service="Pemeriksaan kesehatan",
            purpose="health",
            question="Mohon diperiksa.",
            answer_by=(day_of(self.at) + timedelta(days=30)).isoformat(),
            **more,
        )
        office.draft_referral(case_id=case.pk, asked=asked, by=self.worker(case), at=self.at)

    @rule(pick=PICK, consent=st.booleans())
    @deed
    def referral_is_given_a_basis(self, pick: int, consent: bool) -> None:
        self._base_referral(pick, consent)

    def _base_referral(self, pick: int, consent: bool = False) -> None:
        referral = self.referral_in(pick, [S.DRAFT], self._draft)
        by = self.worker(referral.case)
        wanted: dict[str, Any] = {"referral_id": referral.pk, "by": by, "at": self.at}
        if consent:
            self._consent(referral, by)
            office.give_basis(**wanted)
        else:
            danger = LegalBasis.VITAL_INTEREST
            office.give_basis(basis=danger, reason="Luka harus dirawat hari ini.", **wanted)

    def _consent(self, referral: Referral, by: Actor) -> None:
        proof = receipt(
            "case.work", by=SYSTEM, at=self.at, folders=[referral.case_id], facets=[Facet.CARE]
        )
        asked = files_under(proof, [referral])[0].asked
        line = b.basis(
            self.unit_of(by), purpose="referral", partner=asked.name, basis="both_consent",
            explained="Dengan kata sederhana.", child_agrees=True, guardian_asked=True,
            guardian_agrees=True,
        )  # fmt: skip
        care.record_consent(case_id=referral.case_id, consent=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def referral_is_sent(self, pick: int) -> None:
        self._send_referral(pick)

    def _send_referral(self, pick: int) -> None:
        referral = self.referral_in(pick, [S.READY], self._base_referral)
        by = self.worker(referral.case)
        parts = [Part.SEX, Part.SERVICE]
        office.send_referral(referral_id=referral.pk, parts=parts, contact=CALL, by=by, at=self.at)

    @rule(pick=PICK, to=st.sampled_from(REPLIES))
    @deed
    def partner_replies(self, pick: int, to: ReferralState) -> None:
        self._reply(pick, to)

    def _reply(self, pick: int, to: ReferralState = S.DONE) -> None:
        states = [one for one in WITH_PARTNER if one is not to]
        referral = self.referral_in(pick, states, self._send_referral)
        slip = Slip.objects.filter(referral=referral, ended_day__isnull=True).first()
        if slip is None:
            raise Stopped
        typed = code_of(slip.pk)
        if open_packet(typed=typed, at=self.at) is None:
            raise Stopped
        reply(typed=typed, to=to, text="kata", at=self.at)

    @rule(pick=PICK, to=st.sampled_from(REPLIES))
    @deed
    def partner_is_heard_by_telephone(self, pick: int, to: ReferralState) -> None:
        states = [one for one in WITH_PARTNER if one is not to]
        referral = self.referral_in(pick, states, self._send_referral)
        by = self.worker(referral.case)
        office.hear_reply(referral_id=referral.pk, to=to, text="kata", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def partner_is_called(self, pick: int) -> None:
        states = [S.SENT, S.RECEIVED, S.ACCEPTED, S.STARTED]
        referral = self.referral_in(pick, states, self._send_referral)
        by, again = self.worker(referral.case), day_of(self.at) + timedelta(days=3)
        office.record_call(
            referral_id=referral.pk, text="Ditelepon.", next_day=again, by=by, at=self.at
        )

    @rule(pick=PICK)
    @deed
    def family_is_told_of_the_answer(self, pick: int) -> None:
        referral = self.referral_in(pick, [S.DONE, S.REFUSED], self._reply)
        by = self.worker(referral.case)
        office.feed_back(referral_id=referral.pk, how="Di rumah.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def referral_is_withdrawn(self, pick: int) -> None:
        states = [S.DRAFT, S.READY, S.SENT, S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED]
        referral = self.referral_in(pick, states, self._draft)
        by = self.worker(referral.case)
        office.withdraw_referral(referral_id=referral.pk, reason="Pindah.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def another_partner_takes_the_place(self, pick: int) -> None:
        refused = self.referral_in(pick, [S.REFUSED], lambda again: self._reply(again, S.REFUSED))
        self._refer(refused.case, pick, instead_of=refused.pk.hex)

    # -- two records of one child ---------------------------------------------------------

    def told_again(self, identity: ChildIdentity) -> UUID:
        """A case of a child who is told about so."""
        report = self.report_in(0, "read")
        by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=report.pk)
        worker = self.who(Role.CASE_WORKER).id
        opening = replace(b.opening(worker_id=worker), identity=identity)
        return triage.open_case(
            report_id=report.pk, version=report.version, opening=opening,
            decision=b.decision(self.unit_of(by), "new_case"), by=by, at=self.at,
        ).case_id  # fmt: skip

    def _tell_twice(self, _pick: int) -> None:
        name = f"Soerjono {next(self.numbers)} Poetra"
        for one in (name, name.replace("oe", "u")):
            self.told_again(
                ChildIdentity(name=one, sex="L", birth="2014-05-03", carers=("Rosna Wati",))
            )
        look_for_doubles(at=self.at)

    def pair(self, pick: int, states: Iterable[str], make: Callable[[int], None]) -> Any:
        """A pair that stands so, and a supervisor who may see both sides."""
        for _ in range(2):
            by = self.who(Role.SUPERVISOR)
            rows = list(pairs_visible_to(by).filter(state__in=list(states)).order_by("pk"))
            rows = [one for one in rows if self.joinable(one)] if "same" not in states else rows
            if rows:
                return rows[pick % len(rows)], by
            make(pick)
        raise Stopped

    def joinable(self, pair: Pair) -> bool:
        """Whether neither record ended already."""
        return pair.one.merged_into_id is None and pair.other.merged_into_id is None

    @rule(pick=PICK)
    @deed
    def doubles_are_looked_for(self, pick: int) -> None:
        self._tell_twice(pick)

    @rule(pick=PICK)
    @deed
    def records_are_joined(self, pick: int) -> None:
        self._join(pick)

    def _join(self, pick: int) -> None:
        pair, by = self.pair(pick, ASKED, self._tell_twice)
        joining.join(pair_id=pair.pk, reason="Satu akta.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def records_are_parted(self, pick: int) -> None:
        pair, by = self.pair(pick, ["same"], self._join)
        joining.part(pair_id=pair.pk, reason="Dua akta.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def records_stay_uncertain(self, pick: int) -> None:
        pair, by = self.pair(pick, ["open"], self._tell_twice)
        joining.leave_open(pair_id=pair.pk, reason="Akta belum dilihat.", by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def records_are_told_apart(self, pick: int) -> None:
        pair, by = self.pair(pick, ASKED, self._tell_twice)
        joining.tell_apart(pair_id=pair.pk, reason="Sepupu.", by=by, at=self.at)

    # -- turning eighteen -----------------------------------------------------------------

    @rule(months=st.integers(0, 4))
    @deed
    def child_turns_eighteen_soon(self, months: int) -> None:
        self._turn(months)

    def _turn(self, months: int) -> None:
        self.begin_marks()
        day = day_of(self.at) + timedelta(days=30 * months + 5)
        identity = ChildIdentity(
            name=f"Remaja Ke {next(self.numbers)} Ujian",
            sex="P",
            birth=day.replace(year=day.year - 18, day=min(day.day, 28)).isoformat(),
        )
        case_id = self.told_again(identity)
        transition.raise_transitions(at=self.at)
        self.turning.add(case_id)

    @rule(pick=PICK)
    @deed
    def transition_is_planned(self, pick: int) -> None:
        self.begin_marks()
        case = self._unplanned(pick) or (self._turn(pick % 5), self._unplanned(pick))[1]
        if case is None:
            raise Stopped
        by = self.worker(case)
        transition.plan_transition(case_id=case.pk, plan="Bibi dan BLK.", by=by, at=self.at)

    def _unplanned(self, pick: int) -> Case | None:
        rows = [one for one in self.cases(pk__in=self.turning) if not planned(self.state(one))]
        return rows[pick % len(rows)] if rows else None

    # -- what must always be true ---------------------------------------------------------

    @invariant()
    def every_open_thing_has_a_duty_with_a_living_owner(self) -> None:
        super().every_open_thing_has_a_duty_with_a_living_owner()
        if hasattr(self, "at"):
            self.begin_marks()
            ownerless, unkept = self.ownerless_referrals(), self.unkept_promises()
            assert ownerless == (), ownerless
            assert unkept == [], unkept

    def ownerless_referrals(self) -> tuple[OpenThing, ...]:
        """Open referrals without a duty of their own that somebody at work holds."""
        rows = list(Referral.objects.filter(closed_day__isnull=True).values_list("pk", "case_id"))
        if not rows:
            return ()
        posts = posts_on(day_of(self.at))
        everybody = {person for people in posts.values() for person in people}
        held = holders_of({case for _pk, case in rows})
        things = [
            OpenThing(Subject.REFERRAL, pk, frozenset(everybody - held[case])) for pk, case in rows
        ]
        return orphans(things, self.standing({case for _pk, case in rows}), posts)

    def unkept_promises(self) -> list[tuple[UUID, str]]:
        """Cases that wait for a successor, or turn eighteen, without the duty that says so."""
        waiting = self.cases(pk__in=self.handing | self.turning)
        owed = {(one.subject_id, one.code) for one in self.standing({row.pk for row in waiting})}
        return [
            (case.pk, code)
            for case in waiting
            for code in self.promised(case)
            if (case.pk, code) not in owed
        ]

    def promised(self, case: Case) -> list[str]:
        """The duties that this case asks for now."""
        state, codes = self.state(case), []
        if state.handover is not None:
            codes.append("case.hand_over_take")
        # Of a reopened case the next nightly round asks again.
        if case.pk in self.turning and not planned(state) and not state.reopened:
            codes.append("case.plan_transition")
        return codes

    def standing(self, folders: set[UUID]) -> list[OpenDuty]:
        """The open duties of these cases; what is sealed in one is opened once a run."""
        rows = list(open_of(list(folders))) if folders else []
        new = [row for row in rows if row.pk not in self.known]
        if new:
            proof = receipt(
                "case.work", by=SYSTEM, at=self.at, folders={row.folder_id for row in new},
                facets=[Facet.CARE],
            )  # fmt: skip
            self.known |= {line.duty.pk: as_open(line) for line in opened(proof, new)}
        return [_now(self.known[row.pk], row) for row in rows]


def _now(duty: OpenDuty, row: Duty) -> OpenDuty:
    """What the duty is about does not change; whose it is may have."""
    return replace(duty, owner_role=Role(row.owner_post), owner_id=row.owner_id)


def planned(state: CaseState) -> bool:
    """Whether somebody planned who helps after the 18th birthday."""
    return state.transition is not None


def know_partners() -> None:
    """The partners of the regency, whom referrals ask."""
    load_codes(by=SYSTEM, at=b.START)
    load_directory(by=SYSTEM, at=b.START)
