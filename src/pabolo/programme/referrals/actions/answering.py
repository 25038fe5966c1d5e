"""What the partner does with the slip: read the packet, reply. No account, one case, no more.

Every opening is a read receipt and every reply an entry, both under the agency's id. A code that
never was, has ended or was withdrawn gives one and the same nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.referrals.actions.writing import owe_for_state, put_line
from pabolo.programme.referrals.facets import Asked, Packet, Said
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.packets import answer_day
from pabolo.programme.referrals.queries.files import ReferralFile, files_under
from pabolo.programme.referrals.secrets import SECRET_SYMBOLS, tag_of
from pabolo.rules.actors import Actor
from pabolo.rules.referrals import REPLIES, Mover, Need, link_lives, may_step
from pabolo.rules.vocabulary import Facet, ReferralState, Subject

S = ReferralState


@dataclass(frozen=True, slots=True)
class Shown:
    """What the partner sees: the packet, where the referral stands, and the partner's own words."""

    packet: Packet
    state: ReferralState
    said: tuple[Said, ...]
    until: date


def _living(typed: str, today: date) -> Slip | None:
    """The slip behind what was typed, if it still opens something. Always the same one query."""
    column = "tag" if len(typed) == SECRET_SYMBOLS else "code_tag"
    wanted = {column: tag_of(typed)}
    slip = Slip.objects.filter(**wanted).select_related("referral__case").first()
    if slip is None:
        return None
    lives = link_lives(
        ReferralState(slip.referral.state),
        until=slip.until_day,
        today=today,
        withdrawn=slip.ended_day is not None,
    )
    return slip if lives else None


def _partner(asked: Asked) -> Actor:
    """The agency as who reads and writes: no role, so that no rule of the office lets it in."""
    return Actor(id=UUID(asked.agency))


def _prove(slip: Slip, by: Actor, at: datetime, verb: str, facets: list[Facet]) -> Receipt:
    return receipt(verb, by=by, at=at, folders=[slip.case_id], facets=facets)


def open_packet(*, typed: str, at: datetime) -> Shown | None:
    """The packet of a living slip, its opening recorded first. None: nothing to show."""
    slip = _living(typed, day_of(at))
    if slip is None:
        return None
    proof = _prove(slip, Actor(id=slip.pk), at, "referral.opened", [Facet.IDENTITY, Facet.CARE])
    file = files_under(proof, [slip.referral])[0]
    partner = _partner(file.asked)
    with act("referral.read", by=partner, at=at, subject=(Subject.CASE, slip.case_id)):
        put_line(slip.referral, Said(at=at, what="opened"), author=None)
    return _shown(slip, file, proof)


def _shown(slip: Slip, file: ReferralFile, proof: Receipt) -> Shown:
    own = {state.value for state in REPLIES}
    said = tuple(line for _author, line in file.lines if line.what in own)
    packet = open_sealed(proof, slip, "packet", Packet)
    return Shown(packet, ReferralState(slip.referral.state), said, slip.until_day)


def reply(
    *,
    typed: str,
    to: ReferralState,
    text: str = "",
    when: str = "",
    contact: str = "",
    at: datetime,
) -> Shown | None:
    """The partner's word. The same word twice is kept once; a later one puts it right."""
    slip = _living(typed, day_of(at))
    if slip is None:
        return None
    proof = _prove(slip, Actor(id=slip.pk), at, "referral.opened", [Facet.IDENTITY, Facet.CARE])
    referral: Referral = slip.referral
    file = files_under(proof, [referral])[0]
    line = Said(at=at, what=to, text=text.strip(), when=when, contact=contact.strip())
    if not _is_repeated(file, line):
        true = [Need.REASON] if line.text else []
        ensure(may_step(Mover.PARTNER, file.state, to, true=true))
        partner = _partner(file.asked)
        due = max(answer_day(file.asked), day_of(at)) if to is S.RECEIVED else None
        with act("referral.replied", by=partner, at=at, subject=(Subject.CASE, slip.case_id)):
            put_line(referral, line, author=None)
            owe_for_state(referral, proof=proof, by=partner, at=at, due_day=due)
        file = files_under(proof, [referral])[0]
    return _shown(slip, file, proof)


def _is_repeated(file: ReferralFile, line: Said) -> bool:
    """A form sent twice, or the browser's reload."""
    last = file.last_word
    return last is not None and (last.what, last.text, last.when, last.contact) == (
        line.what,
        line.text,
        line.when,
        line.contact,
    )
