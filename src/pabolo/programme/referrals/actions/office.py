"""What the office does with a referral: draft, give it a basis, send, ask, withdraw, feed back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pabolo.ground.agencies.queries import agency
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code, random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import consents
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.kinds.referrals import Referred
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.programme.referrals.actions.writing import (
    CHANGED,
    end_slips,
    owe,
    owe_for_state,
    put_line,
)
from pabolo.programme.referrals.facets import Asked, Packet, Said
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.packets import Known, answer_day, packet_of
from pabolo.programme.referrals.queries.files import ReferralFile, files_under
from pabolo.programme.referrals.queries.scope import referral_for
from pabolo.programme.referrals.secrets import tags_of
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.packets import Part, ReferralPurpose, check_parts
from pabolo.rules.referrals import (
    MISSING,
    WITHOUT_CONSENT,
    Mover,
    Need,
    check_asked,
    check_without_consent,
    link_lives,
    may_refer,
    may_step,
    standing_basis,
)
from pabolo.rules.vocabulary import Event, Facet, LegalBasis, ReferralState

S = ReferralState
PACKET_FACETS = (Facet.IDENTITY, Facet.LOCATION)
NOT_WITH_PARTNER = Refusal("referral.not_out", "This referral is not with the partner.")
CLOSED_CASE = Refusal("referral.case_ended", "This case has ended. Open it again first.")


@dataclass(slots=True)
class Open:
    """A case opened for work on one of its referrals."""

    work: Work
    file: ReferralFile

    @property
    def referral(self) -> Referral:
        """The row."""
        return self.file.referral


def _take(
    referral_id: UUID, by: Actor, at: datetime, seen: int | None, facets: Collection[Facet] = ()
) -> Open:
    """Scope, post, receipt, and what stands there now."""
    referral = referral_for(by, referral_id)
    ensure(may_refer(by))
    if seen is not None and seen != referral.version:
        raise Refused(CHANGED)
    work = begin(referral.case_id, by=by, at=at, facets=facets)
    referral.case = work.case
    return Open(work, files_under(work.proof, [referral])[0])


def draft_referral(
    *, case_id: UUID, asked: Asked, by: Actor, at: datetime, seen: int | None = None
) -> Referral:
    """Put a question to an agency of the directory together. Nothing leaves the office yet."""
    ensure(may_refer(by))
    work = begin(case_id, by=by, at=at, seen=seen)
    ensure(CLOSED_CASE if work.case.closed_day else None)
    ensure(
        check_asked(
            agency_chosen=bool(asked.agency),
            service=asked.service,
            question=asked.question,
            answer_by=answer_day(asked),
            today=day_of(at),
        )
    )
    partner = agency(UUID(asked.agency))
    ended = partner.until_day is not None and partner.until_day < day_of(at)
    ensure(MISSING[Need.AGENCY_RUNS] if ended else None)
    day = day_of(at)
    referral = Referral(case=work.case, opened_day=day, changed_day=day)
    seal(referral, "body", asked)
    with writing("referral.drafted", work):
        referral.save(force_insert=True)
        put_line(referral, Said(at=at, what=S.DRAFT, by=by.id.hex), author=by.id)
        owe_for_state(referral, proof=work.proof, by=by, at=at)
        basis = _recorded_basis(work, asked)
        if basis is not None:
            _make_ready(referral, work, basis, "")
    _replace(asked.instead_of, referral, by, at)
    return referral


def _replace(before: str, referral: Referral, by: Actor, at: datetime) -> None:
    """A refused referral of the same case ends: this one takes its place."""
    found = Referral.objects.filter(case_id=referral.case_id, state=S.REFUSED)
    old = next((one.pk for one in found if before in (str(one.pk), one.pk.hex)), None)
    if old is not None:
        withdraw_referral(referral_id=old, reason=display_code("R", referral.pk), by=by, at=at)


def _recorded_basis(work: Work, asked: Asked) -> LegalBasis | None:
    recorded = consents.recorded(work.state.consents)
    return standing_basis(recorded, asked.name, on=day_of(work.at))


def _make_ready(referral: Referral, work: Work, basis: LegalBasis, reason: str) -> None:
    line = Said(at=work.at, what=S.READY, by=work.by.id.hex, basis=basis.value, text=reason)
    put_line(referral, line, author=work.by.id)
    owe_for_state(referral, proof=work.proof, by=work.by, at=work.at)


def give_basis(
    *,
    referral_id: UUID,
    basis: LegalBasis | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Referral:
    """Say what it rests on: the consent recorded for this partner, or law or danger with reason."""
    here = _take(referral_id, by, at, seen)
    recorded = _recorded_basis(here.work, here.file.asked)
    if basis is None:
        true = [Need.BASIS] if recorded else []
        ensure(may_step(Mover.OFFICE, here.file.state, S.READY, true=true))
        basis = recorded
    else:
        ensure(check_without_consent(basis, reason))
        ensure(may_step(Mover.OFFICE, here.file.state, S.READY, true=[Need.BASIS]))
    assert basis is not None
    with writing("referral.ready", here.work):
        _make_ready(here.referral, here.work, basis, reason.strip())
    return here.referral


def _still_carried(here: Open) -> bool:
    """Consent that was withdrawn since carries nothing; law and danger stand by their reason."""
    basis = here.file.basis
    return basis in WITHOUT_CONSENT or _recorded_basis(here.work, here.file.asked) is not None


def send_referral(
    *,
    referral_id: UUID,
    parts: Collection[Part],
    contact: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Referral:
    """Send it: the packet of these parts is sealed into a slip. Parts beyond the table: refused."""
    here = _take(referral_id, by, at, seen, PACKET_FACETS)
    asked, today = here.file.asked, day_of(at)
    partner = agency(UUID(asked.agency))
    true = {
        Need.BASIS: _still_carried(here),
        Need.AGENCY_RUNS: partner.until_day is None or partner.until_day >= today,
        Need.ANSWER_DAY: answer_day(asked) >= today,
    }
    holds = [need for need, is_so in true.items() if is_so]
    ensure(may_step(Mover.OFFICE, here.file.state, S.SENT, true=holds))
    basis = here.file.basis
    ensure(check_parts(parts, ReferralPurpose(asked.purpose), asked.kind, basis))
    slip = _slip(here, contact, parts)
    with writing("referral.sent", here.work):
        slip.save(force_insert=True)
        put_line(here.referral, Said(at=at, what=S.SENT, by=by.id.hex), author=by.id)
        _tell_case(here)
        owe_for_state(here.referral, proof=here.work.proof, by=by, at=at, due_day=answer_day(asked))
    return here.referral


def known_of(work: Work, file: ReferralFile, contact: str) -> Known:
    """What the packet may be filled from, under a receipt that covers identity and place."""
    child = work.case.child
    return Known(
        asked=file.asked,
        basis=file.basis,
        identity=identity_of(work.proof, child),
        places=places_of(work.proof, child),
        stats=work.stats,
        contact=contact,
        police=work.state.police.number if work.state.police else "",
    )


def _slip(here: Open, contact: str, parts: Collection[Part]) -> Slip:
    work, day = here.work, day_of(here.work.at)
    packet = packet_of(
        known_of(work, here.file, contact), display_code("R", here.referral.pk), parts
    )
    slip_id = random_id()
    tag, code_tag = tags_of(slip_id)
    slip = Slip(
        id=slip_id,
        referral=here.referral,
        case_id=work.case.pk,
        tag=tag,
        code_tag=code_tag,
        issued_day=day,
        until_day=day + timedelta(days=int(values(day)["clock.referral_link_days"])),
    )
    seal(slip, "packet", packet)
    return slip


def renew_slip(
    *, referral_id: UUID, contact: str, by: Actor, at: datetime, seen: int | None = None
) -> Referral:
    """A new slip for the same packet's parts; the earlier one opens nothing any more at once."""
    here = _take(referral_id, by, at, seen, PACKET_FACETS)
    lives = link_lives(here.file.state, until=day_of(at), today=day_of(at), withdrawn=False)
    ensure(None if lives else NOT_WITH_PARTNER)
    slip = _slip(here, contact, _parts_sent(here))
    with writing("referral.slip", here.work):
        end_slips(here.referral, day_of(at))
        slip.save(force_insert=True)
        put_line(here.referral, Said(at=at, what="slip", by=by.id.hex), author=by.id)
    return here.referral


def _parts_sent(here: Open) -> set[Part]:
    """The parts that went out before: what was taken away stays away."""
    last = Slip.objects.filter(referral=here.referral).order_by("-issued_day", "-pk")
    packets = [open_sealed(here.work.proof, slip, "packet", Packet) for slip in last]
    return set.intersection(*({Part(row.part) for row in one.rows} for one in packets))


def end_slip(*, referral_id: UUID, by: Actor, at: datetime, seen: int | None = None) -> Referral:
    """Take the slip back at once: lost paper, wrong number. The referral itself stays."""
    here = _take(referral_id, by, at, seen)
    with writing("referral.slip_ended", here.work):
        end_slips(here.referral, day_of(at))
        line = Said(at=at, what="slip_ended", by=by.id.hex)
        put_line(here.referral, line, author=by.id)
    return here.referral


def _tell_case(here: Open) -> None:
    work, referral = here.work, here.referral
    line = Referred(at=work.at, by=work.by.id.hex, referral=referral.pk.hex, state=referral.state)
    append(work, line)


def withdraw_referral(
    *, referral_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Referral:
    """Take the question back, with the reason. The slip opens nothing any more at once."""
    return _end(referral_id, S.WITHDRAWN, Need.REASON, reason, "", by, at, seen)


def feed_back(
    *,
    referral_id: UUID,
    how: str,
    when: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Referral:
    """Record how, when and by whom the child and the family were told what came of it."""
    return _end(referral_id, S.FED_BACK, Need.WORDS, how, when, by, at, seen)


def _end(
    referral_id: UUID,
    to: ReferralState,
    need: Need,
    words: str,
    when: str,
    by: Actor,
    at: datetime,
    seen: int | None,
) -> Referral:
    here = _take(referral_id, by, at, seen)
    true = [need] if words.strip() else []
    ensure(may_step(Mover.OFFICE, here.file.state, to, true=true))
    line = Said(at=at, what=to, by=by.id.hex, text=words.strip(), when=when)
    verb = "referral.withdrawn" if to is S.WITHDRAWN else "referral.fed_back"
    with writing(verb, here.work):
        put_line(here.referral, line, author=by.id)
        _tell_case(here)
        owe_for_state(here.referral, proof=here.work.proof, by=by, at=at)
    return here.referral


def hear_reply(
    *,
    referral_id: UUID,
    to: ReferralState,
    text: str = "",
    when: str = "",
    contact: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Referral:
    """Write down what the partner said by telephone or in person."""
    here = _take(referral_id, by, at, seen)
    true = [Need.REASON] if text.strip() else []
    ensure(may_step(Mover.OFFICE, here.file.state, to, true=true))
    line = Said(
        at=at, what=to, by=by.id.hex, text=text.strip(), when=when, contact=contact, heard=True
    )
    with writing("referral.heard", here.work):
        put_line(here.referral, line, author=by.id)
        due = _due_day(here.file.asked, to, when, day_of(at))
        owe_for_state(here.referral, proof=here.work.proof, by=by, at=at, due_day=due)
    return here.referral


def _due_day(asked: Asked, to: ReferralState, when: str, today: date) -> date | None:
    """Until when an answer is awaited after this word: the agreed day, not before today."""
    return max(answer_day(asked), today) if to is S.RECEIVED else None


def record_call(
    *,
    referral_id: UUID,
    text: str,
    next_day: date,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Referral:
    """The office asked the partner; the next look falls due on the day agreed."""
    here = _take(referral_id, by, at, seen)
    waiting = here.file.state in (S.SENT, S.RECEIVED)
    running = here.file.state in (S.ACCEPTED, S.STARTED)
    ensure(None if waiting or running else NOT_WITH_PARTNER)
    ensure(None if text.strip() else MISSING[Need.REASON])
    ensure(MISSING[Need.ANSWER_DAY] if next_day < day_of(at) else None)
    line = Said(at=at, what="called", by=by.id.hex, text=text.strip(), when=next_day.isoformat())
    event = Event.REFERRAL_CHASED if waiting else Event.REFERRAL_FOLLOWED
    with writing("referral.called", here.work):
        put_line(here.referral, line, author=by.id)
        owe(here.referral, event, proof=here.work.proof, by=by, at=at, due_day=next_day)
    return here.referral
