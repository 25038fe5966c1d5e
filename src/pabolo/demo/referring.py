"""Referrals of the last two days, one in each state, through the actions that people use."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from pabolo.demo.clockwork import Story, at_work
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care
from pabolo.programme.cases.models import Case
from pabolo.programme.referrals.actions import office
from pabolo.programme.referrals.actions.answering import open_packet, reply
from pabolo.programme.referrals.facets import Asked
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.packets import allowed
from pabolo.programme.referrals.secrets import code_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import LegalBasis, ReferralState

S = ReferralState
# Early in their lives: nobody asks for their closure within these two days.
EARLY = ("verifying", "assessing", "planned")
# Kind of agency, purpose, service, question, and how far it comes.
WANTED: tuple[tuple[str, str, str, str, tuple[ReferralState, ...]], ...] = (
    ("PKM", "health", "Pemeriksaan kesehatan", "Mohon diperiksa tanpa antre.", (S.RECEIVED,)),
    ("DIK", "education", "Kembali sekolah", "Mohon kursi dan satu guru pendamping.", ()),
    ("RSU", "health", "Layanan kesehatan jiwa", "Mohon jadwal pertemuan pertama.",
     (S.RECEIVED, S.REFUSED)),
    ("DSO", "social", "Bantuan sosial", "Mohon asesmen keluarga.", (S.ACCEPTED, S.STARTED)),
    ("DUK", "documents", "Akta kelahiran", "Mohon diterbitkan akta dan KIA.",
     (S.RECEIVED, S.DONE)),
    ("LBH", "legal", "Pendampingan hukum", "Mohon pendamping pada pemeriksaan.", (S.ACCEPTED,)),
)  # fmt: skip
WORDS: Mapping[ReferralState, str] = {
    S.REFUSED: "Psikiater sedang cuti sampai akhir bulan.",
    S.DONE: "Akta dan KIA sudah terbit, dapat diambil.",
    S.STARTED: "Kunjungan pertama sudah dilakukan.",
}


def referrals(scene: Scene) -> Story:
    """Questions to partners, their answers, and one draft that still lacks its basis."""
    first = at_work(rng_of(scene.seed, "referrals"), scene.now.date() - timedelta(days=2))
    yield first
    out = _send_all(scene, first)
    for hours in (20, 24):
        moment = first + timedelta(hours=hours)
        if moment >= scene.now:
            return
        yield moment
        for referral, states in out:
            _say(referral, states, moment, last=hours == 24)


def _send_all(scene: Scene, at: datetime) -> list[tuple[Referral, tuple[ReferralState, ...]]]:
    rows = Case.objects.filter(stage__in=EARLY, light=False, worker_id__isnull=False)
    early = rows.in_bulk()
    cases = [early[one] for one in reversed(scene.cases) if one in early]
    out = []
    for case, (kind, purpose, service, question, states) in zip(cases, WANTED, strict=False):
        assert case.worker_id is not None
        by = scene.actor(scene.username_of(case.worker_id), at)
        partner = agencies(day_of(at), kind).first()
        if partner is None:
            continue
        asked = Asked(
            agency=partner.pk.hex, kind=kind, name=partner.name, service=service,
            purpose=purpose, question=question,
            answer_by=(day_of(at) + timedelta(days=5)).isoformat(),
        )  # fmt: skip
        out.append((_sent(case.pk, asked, by, at), states))
        if kind == "DIK":
            office.draft_referral(case_id=case.pk, asked=_other(asked, at), by=by, at=at)
    return out


def _other(asked: Asked, at: datetime) -> Asked:
    partner = agencies(day_of(at), "PUSPAGA").get()
    return Asked(
        agency=partner.pk.hex, kind="PUSPAGA", name=partner.name, purpose="social",
        service="Konseling pengasuhan", question="Mohon tiga pertemuan dengan pengasuh.",
        answer_by=asked.answer_by,
    )  # fmt: skip


def _sent(case_id: UUID, asked: Asked, by: Actor, at: datetime) -> Referral:
    consent = e.Consented(
        at=at, by=by.id.hex, purpose="referral", basis="both_consent", status="given",
        partner=asked.name, explained="Dijelaskan dengan kata sederhana.", child_agrees=True,
        guardian_asked=True, guardian_agrees=True,
    )  # fmt: skip
    care.record_consent(case_id=case_id, consent=consent, by=by, at=at)
    referral = office.draft_referral(case_id=case_id, asked=asked, by=by, at=at)
    parts = allowed(asked, LegalBasis.BOTH)
    return office.send_referral(
        referral_id=referral.pk, parts=parts, contact="UPTD PPA, (0624) 000-000", by=by, at=at
    )


def _say(
    referral: Referral, states: tuple[ReferralState, ...], at: datetime, *, last: bool
) -> None:
    code = code_of(Slip.objects.get(referral=referral, ended_day__isnull=True).pk)
    said = states[1:] if last else states[:1]
    for state in said:
        open_packet(typed=code, at=at)
        reply(typed=code, to=state, text=WORDS.get(state, ""), at=at)
