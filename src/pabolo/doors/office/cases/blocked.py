"""Why can something not be done on this case now? The rule's own sentence, before the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pabolo.doors.office.cases.deeds import Deed
from pabolo.doors.office.cases.legal_deeds import (
    open_claims,
    open_dates,
    open_takedowns,
    owed_claims,
    standing_letters,
)
from pabolo.ground.vault.queries import accesses
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.asking import NOT_UNCLEAR, closing_facts, hand_over_of
from pabolo.programme.cases.asking_plan import (
    NO_COST,
    NO_LOG,
    NO_PLAN_WAITS,
    check_open_items,
    check_proposal,
    plan_facts,
)
from pabolo.programme.cases.legal_track import LegalTrack
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.cases.standing import last_state
from pabolo.programme.transfers.queries.standing import standing_of
from pabolo.rules.absences import NOT_AWAY
from pabolo.rules.access import may_do
from pabolo.rules.actors import Actor
from pabolo.rules.clinical import NOTHING_TO_HAND
from pabolo.rules.closing import may_close, may_request_closure
from pabolo.rules.decisions import Refusal
from pabolo.rules.glass import REVIEWED, may_review_glass
from pabolo.rules.handover import NO_WORKER, REMOVABLE, may_take_over, may_write_sheet
from pabolo.rules.legal import NO_LINE, may_begin_more
from pabolo.rules.legal_claims import NOT_ASKED, NOTHING_OWED
from pabolo.rules.lifecycle import next_steps
from pabolo.rules.light import may_make_full, may_make_light
from pabolo.rules.plan import may_approve_plan
from pabolo.rules.risk import may_lower_risk
from pabolo.rules.shelter import NO_STAY, STAY_RUNS
from pabolo.rules.transfer import RUNNING, RUNS, THEIRS, Step, TransferState, may_step
from pabolo.rules.transfer import Standing as Handed
from pabolo.rules.vocabulary import CaseStage, Facet, Risk

BY_HAND = frozenset({CaseStage.ASSESSING, CaseStage.DELIVERING, CaseStage.MONITORING})
NO_STEP = Refusal("move.none", "This step is not possible from here.")
HAND_OVER_INSTEAD = Refusal(
    "case.hand_over_instead", "This case has a case worker. Hand the case over instead."
)
NOBODY_TO_REMOVE = Refusal("team.nobody", "Nobody but the case worker is on the team.")
NO_DATE = Refusal("court.no_date", "No appointment with police or court is planned.")
NO_REQUEST = Refusal("takedown.no_request", "No request waits: nothing has to be looked at.")
NO_SILENCE = Refusal("visit.no_silence", "No visit waits for word.")
# What a request must say is asked in its form; these stand in the way before that.
BEFORE_THE_FORM = ("close.not_second", "close.not_open", "close.not_requested", "close.own_")


@dataclass(frozen=True, slots=True)
class Asked:
    """A file and who looks at it."""

    file: CaseFile
    by: Actor


def _closure(asked: Asked) -> Refusal | None:
    state = asked.file.state
    request = state.closure or e.ClosureAsked(
        at=asked.file.proof.at, by="0" * 32, reason="", note=""
    )
    facts = closing_facts(
        asked.file.case,
        state,
        request,
        open_legal_duties=0,
        merged=False,
        age_now=None,
        requested=state.closure is not None,
    )
    refusal = may_close(asked.by, facts)
    return refusal if refusal and refusal.code.startswith(BEFORE_THE_FORM) else None


def _request(asked: Asked) -> Refusal | None:
    state = asked.file.state
    if state.closure is None:
        return None
    facts = closing_facts(
        asked.file.case,
        state,
        state.closure,
        open_legal_duties=0,
        merged=False,
        age_now=None,
        requested=True,
    )
    return may_request_closure(asked.by, facts)


def _approve(asked: Asked) -> Refusal | None:
    state = asked.file.state
    if state.proposal is None:
        return NO_PLAN_WAITS
    return may_approve_plan(asked.by, plan_facts(state, asked.file.stats, state.proposal))


def _return(asked: Asked) -> Refusal | None:
    return NO_PLAN_WAITS if asked.file.state.proposal is None else None


def _propose(asked: Asked) -> Refusal | None:
    return check_proposal(asked.file.state.pending)


def _end(asked: Asked) -> Refusal | None:
    return check_open_items(asked.file.state)


def _lower(asked: Asked) -> Refusal | None:
    current = Risk(asked.file.state.risk)
    worker = asked.file.case.worker_id
    return may_lower_risk(asked.by, current=current, to=Risk.LOW, reason="-", worker_id=worker)


def _move(asked: Asked) -> Refusal | None:
    steps = next_steps(asked.by, CaseStage(asked.file.case.stage))
    return None if BY_HAND.intersection(steps) else NO_STEP


def _light(asked: Asked) -> Refusal | None:
    state = asked.file.state
    running = bool(state.open_items)
    return may_make_light(asked.by, already_light=state.light, plan_running=running)


def _full(asked: Asked) -> Refusal | None:
    return may_make_full(asked.by, light=asked.file.state.light)


def _match(asked: Asked) -> Refusal | None:
    return None if asked.file.state.found("unclear") else NOT_UNCLEAR


def _assign(asked: Asked) -> Refusal | None:
    return HAND_OVER_INSTEAD if asked.file.case.worker_id else None


def _hand_over(asked: Asked) -> Refusal | None:
    return None if asked.file.case.worker_id else NO_WORKER


def _sheet(asked: Asked) -> Refusal | None:
    return may_write_sheet(asked.by, hand_over_of(asked.file.case, asked.file.state))


def _take_over(asked: Asked) -> Refusal | None:
    return may_take_over(asked.by, hand_over_of(asked.file.case, asked.file.state))


def _stand_in(asked: Asked) -> Refusal | None:
    return None if asked.file.state.uncovered else NOT_AWAY


def _remove(asked: Asked) -> Refusal | None:
    worker = asked.file.case.worker_id
    held = [one for one in accesses(asked.file.case.pk) if one.basis in REMOVABLE]
    return None if any(one.person != worker for one in held) else NOBODY_TO_REMOVE


def _glass(asked: Asked) -> Refusal | None:
    openers = [UUID(one.person) for one in asked.file.state.glass.values()]
    found = [may_review_glass(asked.by, one, follows="-") for one in openers]
    return None if None in found else next(iter(found), REVIEWED)


def _silent(asked: Asked) -> Refusal | None:
    return None if asked.file.state.silent else NO_SILENCE


def _sessions(asked: Asked) -> Refusal | None:
    return None if asked.file.state.sessions else NOTHING_TO_HAND


def _log(asked: Asked) -> Refusal | None:
    return None if asked.file.state.services else NO_LOG


def _costs(asked: Asked) -> Refusal | None:
    costs = asked.file.state.costs.values()
    return None if any(not row.struck for row in costs) else NO_COST


def _enter(asked: Asked) -> Refusal | None:
    return STAY_RUNS if asked.file.state.stay else None


def _stay(asked: Asked) -> Refusal | None:
    return None if asked.file.state.stay else NO_STAY


def _of_track(
    rows: Callable[[LegalTrack], list[tuple[str, str]]], refusal: Refusal
) -> Callable[[Asked], Refusal | None]:
    """There must be something to choose; while the legal side is shut that is not known."""

    def check(asked: Asked) -> Refusal | None:
        if Facet.LEGAL not in asked.file.facets or rows(asked.file.state.legal):
            return None
        return refusal

    return check


def _more(asked: Asked) -> Refusal | None:
    return may_begin_more(case_open=asked.file.case.closed_day is None)


def _put_off(asked: Asked) -> Refusal | None:
    return _more(asked) or _of_track(open_dates, NO_DATE)(asked)


def _to_hand_over(asked: Asked) -> Refusal | None:
    last = last_state(asked.file.state.transfers.values())
    if last in RUNNING:
        return RUNS
    return THEIRS if last is TransferState.ACKNOWLEDGED else None


def handed(file: CaseFile) -> Handed:
    """The case's hand-over to another unit, as the rules see it."""
    return standing_of(list(file.state.transfers.values()), file.case.worker_id)


def _transfer(step: Step) -> Callable[[Asked], Refusal | None]:
    return lambda asked: may_step(asked.by, step, handed(asked.file))


CHECKS: Mapping[str, Callable[[Asked], Refusal | None]] = {
    "ajukan": _propose,
    "akhiri": _end,
    "ubah-butir": _end,
    "koreksi-layanan": _log,
    "biaya": _log,
    "koreksi-biaya": _costs,
    "penampungan": _enter,
    "perpanjang": _stay,
    "keluar-penampungan": _stay,
    "koreksi-tahap": _of_track(lambda track: [(one, one) for one in track.codes], NO_LINE),
    "siapkan-anak": _of_track(open_dates, NO_DATE),
    "hasil-janji": _of_track(open_dates, NO_DATE),
    "tunda-janji": _put_off,
    "janji-hukum": _more,
    "permohonan": _more,
    "hapus-konten": _more,
    "coret-surat": _of_track(standing_letters, NO_LINE),
    "putusan-permohonan": _of_track(open_claims, NOT_ASKED),
    "bayar-restitusi": _of_track(owed_claims, NOTHING_OWED),
    "cek-konten": _of_track(open_takedowns, NO_REQUEST),
    "setujui": _approve,
    "kembalikan": _return,
    "turunkan-risiko": _lower,
    "tahap": _move,
    "usul-tutup": _request,
    "kecocokan": _match,
    "simfoni-memimpin": _light,
    "memimpin-di-sini": _full,
    "petugas": _assign,
    "serah-terima": _hand_over,
    "lembar-serah": _sheet,
    "terima-serah": _take_over,
    "pengganti": _stand_in,
    "keluarkan": _remove,
    "tinjau-darurat": _glass,
    "kabar-kunjungan": _silent,
    "serahkan-sesi": _sessions,
    "limpahkan": _to_hand_over,
    "setujui-pelimpahan": _transfer(Step.APPROVE),
    "tolak-pelimpahan": _transfer(Step.DECLINE),
    "tagih-pelimpahan": _transfer(Step.CHASE),
    "kode-pelimpahan": _transfer(Step.ACKNOWLEDGE),
    "penerima-menolak": _transfer(Step.REFUSE),
    "tarik-pelimpahan": _transfer(Step.WITHDRAW),
    "tutup": _closure,
    "tolak-tutup": _closure,
}


def why_not(slug: str, deed: Deed, file: CaseFile, by: Actor) -> Refusal | None:
    """What stands in the way of a deed before anything is typed; None where it can be tried."""
    refusals = [may_do(by, verb) for verb in deed.verbs]
    if None not in refusals:
        return refusals[0]
    check = CHECKS.get(slug)
    return check(Asked(file, by)) if check else None
