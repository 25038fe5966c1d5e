"""In which order does a legal process go, when has it begun, and when is it over?

The stages are the unit's code list `legal_stage`; here stands what may follow what. Reality does
not always keep to the order: another order is recorded with its reason, never silently.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal

# What follows a stage as a rule. H0 nothing yet, H1 complaint, H2 police report, H3 inquiry,
# H4 investigation, H5 notice to the prosecutor (SPDP), H6 file to the prosecutor, H7 file complete
# (P-21), H8 suspect and evidence handed over, H9 trial, H10 judgment, H11 appeal or cassation,
# H12 final, H20 diversion, H21 diversion carried out, H30 stopped (SP3), H31 restitution.
NEXT: Final[Mapping[str, frozenset[str]]] = {
    "H0": frozenset({"H1", "H2"}),
    "H1": frozenset({"H2", "H3"}),
    "H2": frozenset({"H3", "H4"}),
    "H3": frozenset({"H4", "H20", "H30"}),
    "H4": frozenset({"H5", "H6", "H20", "H30"}),
    "H5": frozenset({"H6", "H20", "H30"}),
    "H6": frozenset({"H7", "H20", "H30"}),
    "H7": frozenset({"H8"}),
    "H8": frozenset({"H9", "H20", "H30"}),
    "H9": frozenset({"H10", "H20"}),
    "H10": frozenset({"H11", "H12"}),
    "H11": frozenset({"H11", "H12"}),
    "H12": frozenset({"H31"}),
    "H20": frozenset({"H4", "H5", "H6", "H9", "H21"}),
    "H21": frozenset({"H31"}),
    "H30": frozenset(),
    "H31": frozenset(),
}
STAGES: Final = frozenset(NEXT)
NOTHING_YET: Final = "H0"
INVESTIGATED: Final = frozenset({"H4", "H5", "H6", "H7", "H8"})
TRIAL: Final = "H9"
OVER: Final = frozenset({"H12", "H21", "H30"})
# They say nothing of whether the process itself runs.
_BESIDE: Final = frozenset({NOTHING_YET, "H31"})

NOT_YOURS = Refusal("legal.role", "Your post does not write on the legal side of the file.")
ORDER = Refusal(
    "legal.order",
    "This does not follow the stage before. If it is so all the same, write why under “Out of the "
    "usual order”.",
)
EARLIER = Refusal(
    "legal.earlier",
    "This day lies before the last stage. If it is so all the same, write why under “Out of the "
    "usual order”.",
)
SAME = Refusal("legal.same", "This stage stands already. Correct its line if a detail is wrong.")
CASE_ENDED = Refusal("legal.case_ended", "This case has ended. Open it again first.")
NO_DAY = Refusal("legal.no_day", "Give the day on which this stage was reached.")
FUTURE = Refusal("legal.future", "This day is still to come. Plan an appointment for it instead.")
UNKNOWN = Refusal("legal.unknown", "This stage is not on the list. Choose another.")
NO_LINE = Refusal("legal.no_line", "This line is not there, or was struck out. Choose another.")
NO_REASON = Refusal("legal.no_reason", "Write what was wrong.")
NO_LETTER_DAY = Refusal("legal.letter_day", "Give the day of the letter. It cannot lie ahead.")
NO_PARTY = Refusal("legal.letter_party", "Write from whom the letter comes, or to whom it goes.")
NO_KIND = Refusal("legal.letter_kind", "This kind of letter is not on the list. Choose another.")


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as it is about to be recorded, beside the one that stands last.

    `listed`: the code is on the unit's list on that day. `last` is empty where none was recorded;
    `since` is the day of the last one.
    """

    to: str
    on: date | None
    why: str = ""
    listed: bool = True
    last: str = ""
    since: date | None = None


def may_write_legal(actor: Actor) -> Refusal | None:
    """Who writes on the legal side of a file?

    The counsel, the case worker and the supervisor.

    Source: Permen PPPA 2/2022 (accompaniment in the legal process); deny by default.
    """
    wrote = [may_do(actor, verb) for verb in (Verb.WRITE_LEGAL, Verb.WORK_CASE)]
    return None if None in wrote else NOT_YOURS


def may_begin_more(*, case_open: bool) -> Refusal | None:
    """May an appointment be planned or something asked for, or has the case ended?

    What comes of the process is noted after the end too; what begins would be owed by nobody.

    Source: no child is lost between two steps.
    """
    return None if case_open else CASE_ENDED


def may_record_stage(actor: Actor, step: Step, *, today: date) -> Refusal | None:
    """May this stage be recorded now?

    Any stage may come first: a unit often learns late of a process. After that the table says what
    follows; anything else needs its reason.

    Source: KUHAP (order of the criminal process); UU 11/2012 (SPPA), Pasal 5-15 (diversion).
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    checks = (
        (step.to not in STAGES or not step.listed, UNKNOWN),
        (step.on is None, NO_DAY),
        (step.on is not None and step.on > today, FUTURE),
        (step.to == step.last and step.to not in NEXT[step.to], SAME),
        (not step.why.strip() and not _follows(step), ORDER),
        (not step.why.strip() and _goes_back(step), EARLIER),
    )
    return next((found for wrong, found in checks if wrong), None)


def _follows(step: Step) -> bool:
    return not step.last or step.to in NEXT.get(step.last, frozenset())


def _goes_back(step: Step) -> bool:
    return step.on is not None and step.since is not None and step.on < step.since


def may_correct_stage(
    actor: Actor, *, stands: bool, reason: str, instead: Step | None, today: date
) -> Refusal | None:
    """May a recorded stage be corrected, or struck out?

    By a new line with what was wrong; the line as it was written stays readable.

    Source: UU 27/2022 (PDP), Pasal 30 (correction); the history of a case is append-only.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    if not stands:
        return NO_LINE
    if not reason.strip():
        return NO_REASON
    if instead is None:
        return None
    checks = (
        (instead.to not in STAGES or not instead.listed, UNKNOWN),
        (instead.on is None, NO_DAY),
        (instead.on is not None and instead.on > today, FUTURE),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_record_letter(
    actor: Actor, *, listed: bool, on: date | None, party: str, today: date
) -> Refusal | None:
    """May this letter of the legal process be recorded?

    Source: Permendagri 1/2023 (official correspondence, agenda); Perkap 6/2019 (SP2HP).
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    checks = (
        (not listed, NO_KIND),
        (on is None or on > today, NO_LETTER_DAY),
        (not party.strip(), NO_PARTY),
    )
    return next((found for wrong, found in checks if wrong), None)


def is_open(
    stages: Sequence[str], *, reported: bool = False, claims: Collection[bool] = ()
) -> bool:
    """Has a legal process begun that has not ended?

    A police report begins one, and so does every stage from the complaint on. It ends when the
    judgment is final, the diversion is carried out or the case is stopped; not while restitution
    is asked for or still to be paid (`claims`: whether each is settled).

    Source: UU 12/2022 (TPKS), Pasal 33 (payment after the judgment); KUHAP.
    """
    if not all(claims):
        return True
    main = [stage for stage in stages if stage not in _BESIDE]
    return main[-1] not in OVER if main else reported


def is_over(stage: str) -> bool:
    """Does this stage end the process?

    Source: as `is_open`.
    """
    return stage in OVER


def may_strike_letter(actor: Actor, *, stands: bool, reason: str) -> Refusal | None:
    """May a recorded letter be struck out?

    With what was wrong; it stays readable.

    Source: as `may_correct_stage`.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    if not stands:
        return NO_LINE
    return None if reason.strip() else NO_REASON
