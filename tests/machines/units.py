"""The programme with other units, conferences, the legal track and requests about kept data.

More deeds of the same machine. What waits inside a case (a hand-over to another unit, a conference)
must have its own duty, and no such duty may stand once its thing has ended. A request is a thing
of its own, in a folder of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from pabolo.ground.accounts.queries import actor_of, people_with, posts_on
from pabolo.ground.duties.queries import all_open, bare
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code, random_id
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import claims, closing, conference, conferring, court, legal
from pabolo.programme.cases.models import Case, Conference, LegalDate
from pabolo.programme.cases.standing import last_asked, last_state
from pabolo.programme.rights import actions as rights
from pabolo.programme.rights.facets import Told
from pabolo.programme.rights.models import Request
from pabolo.programme.transfers.actions import incoming, outgoing
from pabolo.programme.transfers.secrets import code_of
from pabolo.rules.actors import Actor
from pabolo.rules.duties import OpenThing, orphans
from pabolo.rules.rights import Answer, Ground, Outcome
from pabolo.rules.transfer import TransferPurpose, TransferState
from pabolo.rules.vocabulary import LegalBasis, Role, Subject
from tests import builders as b
from tests.machines.exchange import Exchange
from tests.machines.programme import PICK, Stopped, deed
from tests.transfer.conftest import LAW, neighbour, trusted
from tests.transfer.stranger import Stranger

SECOND = (Role.SUPERVISOR, Role.AGENCY_HEAD)
GOING = {
    TransferState.ASKED: "transfer.decide",
    TransferState.APPROVED: "transfer.send",
    TransferState.SENT: "transfer.chase",
}
MEETING = {
    "called": "case.conference_hold",
    "held": "case.conference_minutes",
    "written": "case.conference_finish",
}
STAGES = st.sampled_from(["H2", "H4", "H6", "H9", "H12", "H30", "H31"])
ELSEWHERE = Stranger()


def know_neighbour() -> None:
    """The unit that files go to and come from, its card compared."""
    trusted(b.Unit(b.START), ELSEWHERE.card)


@dataclass(frozen=True, slots=True)
class Promise:
    """A duty that something inside a case asks for: which case, which code, about what."""

    case: UUID
    code: str
    ref: UUID | None = None


class Units(Exchange):
    """The machine with the office's work with others."""

    def _come(self, role: Role) -> None:
        super()._come(role)
        rights.grant_newcomers(at=self.at)

    def moving(self) -> set[UUID]:
        """The cases that somebody asked to hand over, in this run."""
        if not hasattr(self, "going"):
            self.going: set[UUID] = set()
        return self.going

    # -- to another unit ------------------------------------------------------------------

    def going_in(self, pick: int, state: TransferState, *, asked: bool = True) -> Case | None:
        """An open case whose hand-over stands so; `asked`: even where its closure was asked for."""
        rows = self.cases(pk__in=self.moving())
        rows = [row for row in rows if asked or self.state(row).closure is None]
        fit = [row for row in rows if last_state(self.state(row).transfers.values()) is state]
        return fit[pick % len(fit)] if fit else None

    @rule(pick=PICK)
    @deed
    def unit_is_asked_to_take_the_case(self, pick: int) -> None:
        self._ask_unit(pick)

    def _ask_unit(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        outgoing.ask_transfer(
            case_id=case.pk, agency_id=neighbour().pk, purpose=TransferPurpose.MOVED,
            basis=LegalBasis.PUBLIC_TASK, law=LAW, note="Pindah.", by=by, at=self.at,
        )  # fmt: skip
        self.moving().add(case.pk)

    @rule(pick=PICK, declines=st.integers(0, 3))
    @deed
    def transfer_is_decided_and_sent(self, pick: int, declines: int) -> None:
        case = self.going_in(pick, TransferState.APPROVED)
        if case is None:
            self._decide_transfer(pick, declines == 0)
        else:
            self._send_file(case)

    def _decide_transfer(self, pick: int, declines: bool) -> None:
        case = self.going_in(pick, TransferState.ASKED)
        if case is None:
            self._ask_unit(pick)
            case = self.going_in(pick, TransferState.ASKED)
        if case is None:
            raise Stopped
        asked = last_asked(self.state(case).transfers.values())
        asker = UUID(asked.asked.by) if asked and asked.asked else None
        by = self.who(*SECOND, folder=case.pk, apart=asker)
        who: dict[str, Any] = {"case_id": case.pk, "by": by, "at": self.at}
        if declines:
            outgoing.decline_transfer(reason="Tetap di sini.", **who)
        else:
            outgoing.approve_transfer(**who)

    def _send_file(self, case: Case) -> None:
        outgoing.export_file(case_id=case.pk, by=self.worker(case), at=self.at)

    @rule(pick=PICK, how=st.sampled_from(["taken", "taken", "refused", "called", "withdrawn"]))
    @deed
    def other_unit_answers(self, pick: int, how: str) -> None:
        self._answer(pick, how)

    def _answer(self, pick: int, how: str = "taken") -> None:
        case = self.going_in(pick, TransferState.SENT)
        if case is None:
            ready = self.going_in(pick, TransferState.APPROVED)
            if ready is None:
                self._decide_transfer(pick, declines=False)
                ready = self.going_in(pick, TransferState.APPROVED)
            if ready is None:
                raise Stopped
            self._send_file(ready)
            case = self.going_in(pick, TransferState.SENT) or ready
        who: dict[str, Any] = {"case_id": case.pk, "by": self.worker(case), "at": self.at}
        if how == "taken":
            one = last_asked(self.state(case).transfers.values())
            if one is None or one.asked is None:
                raise Stopped
            outgoing.acknowledge_by_code(code=code_of(UUID(one.asked.transfer)), **who)
        elif how == "refused":
            outgoing.hear_refusal(reason="Penuh.", **who)
        elif how == "called":
            outgoing.chase_transfer(text="Ditelepon.", **who)
        else:
            outgoing.withdraw_transfer(reason="Tidak jadi.", **who)

    @rule(pick=PICK)
    @deed
    def closure_is_asked_as_another_unit_has_it(self, pick: int) -> None:
        case = self.theirs(pick) or (self._answer(pick), self.theirs(pick))[1]
        if case is None:
            raise Stopped
        by = self.worker(case)
        line = e.ClosureAsked(
            at=self.at, by=by.id.hex, reason="moved_away", note="Pindah.",
            handed_over_to="Seberang", legal_reason="Dilanjutkan di sana.",
        )  # fmt: skip
        closing.ask_closure(case_id=case.pk, asked=line, by=by, at=self.at)

    def theirs(self, pick: int) -> Case | None:
        """An open case that another unit has now, whose closure nobody asked for yet."""
        return self.going_in(pick, TransferState.ACKNOWLEDGED, asked=False)

    @rule(pick=PICK, back=st.booleans(), answers=st.booleans())
    @deed
    def file_comes_in_from_another_unit(self, pick: int, back: bool, answers: bool) -> None:
        ours, by = own_card().recipient, self.who(Role.INTAKE, Role.SUPERVISOR)
        first = self.gone(pick) if back else ""
        more = {"first": first, "purpose": "back"} if first else {}
        name = f"Butet Ke {next(self.numbers)} Seberang"
        content = ELSEWHERE.content(
            ours, transfer=random_id().hex, child={"name": name, "sex": "P", "birth": "2015-03"},
            made_at=self.at.isoformat(), **more,
        )  # fmt: skip
        looked = incoming.look(ELSEWHERE.file(content, ours), by=by, at=self.at)
        case_id = incoming.take_in(looked, by=by, at=self.at)
        if answers:
            incoming.answer_file(case_id=case_id, by=by, at=self.at)

    def gone(self, pick: int) -> str:
        """A hand-over that the other unit acknowledged, if there is one."""
        rows = [*self.cases(pk__in=self.moving()), *self.cases(open_=False, pk__in=self.moving())]
        for row in rows:
            transfers = self.state(row).transfers.values()
            one = last_asked(transfers)
            if last_state(transfers) is TransferState.ACKNOWLEDGED and one and one.asked:
                return one.asked.transfer
        return ""

    # -- conferences ----------------------------------------------------------------------

    @rule(pick=PICK)
    @deed
    def conference_is_called(self, pick: int) -> None:
        self._call(pick)

    def _call(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        conference.call_conference(
            case_id=case.pk, why="Tiga lembaga membantu, langkah belum jelas.",
            question="Di mana anak tinggal bulan ini?", agenda=("Keadaan anak sekarang",),
            starts_at=self.at + timedelta(hours=2), place="Ruang rapat lantai 2",
            chair=self.who(*SECOND, folder=case.pk).id, by=self.worker(case), at=self.at,
        )  # fmt: skip

    def meeting(self, pick: int, *states: str) -> Conference:
        """A conference that stands so, of an open case; called where there is none."""
        rows = Conference.objects.filter(state__in=states, case__closed_day__isnull=True)
        if not rows:
            self._call(pick)
            self.at += timedelta(hours=3)
        return self.one(rows.select_related("case").order_by("pk").all(), pick)

    def chair(self, row: Conference) -> Actor:
        """Who chairs; somebody else where the chair has left."""
        person = UUID(self.state(row.case).conferences[row.pk.hex].chair)
        for role in SECOND:
            if any(one.id == person for one in people_with(role, day_of(self.at))):
                return actor_of(person, day_of(self.at))
        by = self.who(*SECOND, folder=row.case_id)
        conference.change_chair(
            conference_id=row.pk, chair=by.id, reason="Pindah tugas.", by=by, at=self.at
        )
        return by

    @rule(pick=PICK)
    @deed
    def conference_goes_on(self, pick: int) -> None:
        row = self.meeting(pick, "called", "held", "written")
        by = self.chair(row)
        who: dict[str, Any] = {"conference_id": row.pk, "by": by, "at": self.at}
        if row.state == "called":
            conferring.hold_conference(
                held_at=self.at, present=[self.worker(row.case).id], oath_read=True, **who
            )
        elif row.state == "held":
            conferring.write_minutes(items=["Tinggal di rumah bibi."], child_words="Ya.", **who)
            due = day_of(self.at) + timedelta(days=7)
            person = self.worker(row.case).id
            conferring.decide(text="Periksa luka.", person=person, due=due, **who)
        else:
            conferring.finish_minutes(unread="Cuti.", undecided="Belum perlu.", **who)

    @rule(pick=PICK, cancels=st.booleans())
    @deed
    def conference_is_moved_or_cancelled(self, pick: int, cancels: bool) -> None:
        row = self.meeting(pick, "called")
        who: dict[str, Any] = {"conference_id": row.pk, "by": self.chair(row), "at": self.at}
        if cancels:
            conference.cancel_conference(reason="Tidak perlu lagi.", **who)
        else:
            starts = self.at + timedelta(days=2)
            conference.move_conference(
                starts_at=starts, place="Ruang kecil", reason="Penuh.", **who
            )

    # -- police and court -----------------------------------------------------------------

    @rule(pick=PICK, stage=STAGES)
    @deed
    def legal_stage_is_reached(self, pick: int, stage: str) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        line = e.LegalStaged(
            at=self.at, by=by.id.hex, stage=stage, on=day_of(self.at).isoformat(),
            id=random_id().hex, institution="Polres", number="LP/12", why="Baru diberi tahu.",
        )  # fmt: skip
        legal.record_legal_stage(case_id=case.pk, stage=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def court_date_is_planned(self, pick: int) -> None:
        self._plan_date(pick)

    def _plan_date(self, pick: int) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        line = e.DatePlanned(
            at=self.at, by=by.id.hex, date=random_id().hex, kind="SID",
            starts_at=self.at + timedelta(days=5), place="Pengadilan negeri",
            companion=by.id.hex, needs=("support",),
        )  # fmt: skip
        court.plan_date(case_id=case.pk, planned=line, by=by, at=self.at)

    @rule(pick=PICK)
    @deed
    def court_date_is_called_off(self, pick: int) -> None:
        rows = LegalDate.objects.filter(state="planned", case__closed_day__isnull=True)
        if not rows:
            self._plan_date(pick)
        row = self.one(rows.select_related("case").order_by("pk").all(), pick)
        by = self.worker(row.case)
        line = e.DateEnded(
            at=self.at, by=by.id.hex, date=row.pk.hex, to="called_off", note="Hakim sakit."
        )
        court.end_date(case_id=row.case_id, ended=line, by=by, at=self.at)

    @rule(pick=PICK, waives=st.booleans())
    @deed
    def restitution_is_answered(self, pick: int, waives: bool) -> None:
        case = self.one(self.open_cases(pick), pick)
        by = self.worker(case)
        who: dict[str, Any] = {"case_id": case.pk, "by": by, "at": self.at}
        if waives:
            no = e.ClaimWaived(
                at=self.at, by=by.id.hex, kind="restitution", sayer="both", because="Selesai."
            )
            claims.waive_claim(waived=no, **who)
        else:
            yes = e.ClaimAsked(
                at=self.at, by=by.id.hex, claim=random_id().hex, kind="restitution",
                on=day_of(self.at).isoformat(), through="police",
            )  # fmt: skip
            claims.ask_claim(asked=yes, **who)

    # -- requests about kept data ---------------------------------------------------------

    @rule(asks=st.sampled_from(["access", "correction", "erasure"]))
    @deed
    def somebody_asks_about_their_data(self, asks: str) -> None:
        self._take(asks)

    def _take(self, asks: str = "access") -> None:
        told = Told(
            at=self.at, by="", asks=asks, name="Mariam Nasution Harahap", relation="parent",
            identified="document", child="Anak Sepuluh Tahun", words="Minta lihat berkas.",
        )  # fmt: skip
        rights.take_request(told=told, by=self.who(Role.INTAKE, Role.SUPERVISOR), at=self.at)

    @rule(pick=PICK, grants=st.booleans())
    @deed
    def request_is_answered(self, pick: int, grants: bool) -> None:
        rows = Request.objects.filter(state__in=("open", "granted")).order_by("pk")
        if not rows:
            self._take()
        row = self.one(rows.all(), pick)
        who: dict[str, Any] = {"request_id": row.pk, "at": self.at}
        if row.state == "granted":
            by = self.who(Role.INTAKE, Role.SUPERVISOR, folder=row.pk)
            rights.carry_out(note="Diserahkan.", by=by, **who)
            return
        by = self.who(Role.SUPERVISOR, folder=row.pk)
        seen = [one for one in self.cases() if by.id in holders_of([one.pk])[one.pk]]
        code = display_code("K", self.one(seen, pick).pk) if grants else ""
        rights.look_for_file(code=code, by=by, **who)
        no = Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada berkas.")
        rights.decide(
            answer=Answer(Outcome.GRANTED, reason="Ibu kandung.") if grants else no, by=by, **who
        )

    # -- what must always be true ---------------------------------------------------------

    @invariant()
    def every_open_thing_has_a_duty_with_a_living_owner(self) -> None:
        super().every_open_thing_has_a_duty_with_a_living_owner()
        if hasattr(self, "at"):
            ownerless, (missing, left) = self.ownerless_requests(), self.promises()
            assert ownerless == (), ownerless
            assert missing == set(), missing
            assert left == set(), left

    def ownerless_requests(self) -> tuple[OpenThing, ...]:
        """Requests that wait, without a duty that somebody at work holds who may see them."""
        rows = list(Request.objects.filter(state__in=("open", "granted")).values_list("pk"))
        if not rows:
            return ()
        posts = posts_on(day_of(self.at))
        everybody = {person for people in posts.values() for person in people}
        held = holders_of(pk for (pk,) in rows)
        things = [OpenThing(Subject.REQUEST, pk, frozenset(everybody - held[pk])) for (pk,) in rows]
        return orphans(things, [bare(row) for row in all_open()], posts)

    def promises(self) -> tuple[set[Promise], set[Promise]]:
        """What waits inside cases without its duty, and duties whose thing no longer waits."""
        meetings = list(Conference.objects.values_list("pk", "case_id", "state"))
        moving = list(Case.objects.filter(pk__in=self.moving()).select_related("child"))
        cases = {case for _pk, case, _state in meetings} | {row.pk for row in moving}
        open_ = set(
            Case.objects.filter(pk__in=cases, closed_day__isnull=True).values_list("pk", flat=True)
        )
        wanted = {
            Promise(case, MEETING[state], pk)
            for pk, case, state in meetings
            if case in open_ and state in MEETING
        } | {
            Promise(row.pk, GOING[state])
            for row in moving
            if row.pk in open_
            and (state := last_state(self.state(row).transfers.values())) in GOING
        }
        codes = {*MEETING.values(), *GOING.values()}
        stands = {
            Promise(one.subject_id, one.code, one.ref)
            for one in self.standing(cases)
            if one.code in codes
        }
        return wanted - stands, stands - wanted
