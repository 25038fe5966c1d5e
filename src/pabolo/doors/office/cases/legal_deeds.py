"""What is done on the legal track: stages, appointments, letters, claims, taking content down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases import legal_forms as forms
from pabolo.doors.office.cases.doing import Deed, Doing, Typed, iso
from pabolo.doors.office.cases.legal_words import (
    claim_words,
    date_words,
    letter_words,
    takedown_words,
)
from pabolo.doors.office.cases.people_forms import offer
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.lib import clock
from pabolo.ground.lib.ids import random_id
from pabolo.ground.vault.queries import accesses
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import claims, court, legal, takedowns
from pabolo.programme.cases.legal_track import LegalTrack
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.access import Verb
from pabolo.rules.actors import Actor
from pabolo.rules.court import DateState
from pabolo.rules.letters import Letter

ROOM = "office:case_legal"
LEGAL = (Verb.WRITE_LEGAL, Verb.WORK_CASE)
type Start = dict[str, object]


def open_dates(track: LegalTrack) -> list[tuple[str, str]]:
    """Appointments that are planned, the soonest first."""
    rows = [one.planned for one in track.dates.values() if one.state is DateState.PLANNED]
    return [(one.date, date_words(one)) for one in sorted(rows, key=lambda one: one.starts_at)]


def open_claims(track: LegalTrack) -> list[tuple[str, str]]:
    """What was asked for and waits for a decision."""
    rows = track.claims.items()
    return [(key, claim_words(one.asked)) for key, one in rows if one.decided is None]


def owed_claims(track: LegalTrack) -> list[tuple[str, str]]:
    """Restitution that was granted and is not paid yet."""
    return [(key, claim_words(one.asked)) for key, one in track.claims.items() if one.owed]


def open_takedowns(track: LegalTrack) -> list[tuple[str, str]]:
    """Requests whose content is still there."""
    rows = track.takedowns.items()
    return [(key, takedown_words(one.asked)) for key, one in rows if not one.gone]


def standing_letters(track: LegalTrack) -> list[tuple[str, str]]:
    """Letters that were not struck out."""
    rows = track.letters.items()
    return [(key, letter_words(one.line)) for key, one in rows if one.struck is None]


def _today(file: CaseFile, key: str) -> Start:
    return {"on": clock.today()}


# --- stages ---


def _typed_stage(d: Doing, t: Typed, key: str) -> e.LegalStaged:
    names = ("stage", "institution", "number", "note", "why")
    return e.LegalStaged(**d.line, id=key, on=iso(t["on"]), **{name: t[name] for name in names})


def _stage(d: Doing, t: Typed) -> object:
    return legal.record_legal_stage(stage=_typed_stage(d, t, random_id().hex), **d.now)


def _correct_stage(d: Doing, t: Typed) -> object:
    instead = None if t["struck"] else _typed_stage(d, t, t["of"])
    return legal.correct_legal_stage(of=t["of"], reason=t["reason"], instead=instead, **d.checked)


def _start_correct(file: CaseFile, key: str) -> Start:
    standing = {one.key: one.line for one in file.state.legal.standing}
    key = key if key in standing else next(reversed(standing), "")
    if not key:
        return {}
    names = ("stage", "on", "institution", "number", "note", "why")
    return {"of": key, **{name: getattr(standing[key], name) for name in names}}


# --- appointments ---


def _moment(t: Typed) -> datetime:
    return datetime.combine(t["on"], t["start"], clock.WIB)


def _date(d: Doing, t: Typed) -> object:
    names = ("kind", "place", "companion", "beside", "note")
    planned = e.DatePlanned(
        **d.line,
        date=random_id().hex,
        starts_at=_moment(t),
        needs=tuple(t["needs"]),
        **{name: t[name] for name in names},
    )
    return court.plan_date(planned=planned, **d.checked)


def _companions(form: Form, file: CaseFile, actor: Actor) -> None:
    _offer_companions(form, file, gettext("Nobody of us"))


def _offer_again(form: Form, file: CaseFile, actor: Actor) -> None:
    _offer_dates(form, file, actor)
    _offer_companions(form, file, gettext("The same as before"))


def _offer_companions(form: Form, file: CaseFile, else_: str) -> None:
    """Those who may open the case: the others join the team first."""
    names, people = staff_names(), dict.fromkeys(one.person for one in accesses(file.case.pk))
    rows = sorted(((one.hex, names[one]) for one in people if one in names), key=lambda r: r[1])
    offer(form, "companion", [("", else_), *rows])


def _offer_dates(form: Form, file: CaseFile, actor: Actor) -> None:
    offer(form, "date", open_dates(file.state.legal))


def _start_date(file: CaseFile, key: str) -> Start:
    return {"date": key}


def _start_outcome(file: CaseFile, key: str) -> Start:
    known = file.state.legal.dates.get(key) or next(
        (one for one in file.state.legal.dates.values() if one.ended is None), None
    )
    return {"date": key, "met": list(known.planned.needs) if known else []}


def _prepare(d: Doing, t: Typed) -> object:
    return court.prepare_child(prepared=e.ChildPrepared(**d.line, **t), **d.checked)


def _outcome(d: Doing, t: Typed) -> object:
    held = t["to"] == DateState.HELD
    met = tuple(t["met"]) if held else ()
    ended = e.DateEnded(**d.line, date=t["date"], to=t["to"], note=t["note"], met=met)
    return court.end_date(ended=ended, **d.checked)


def _postpone(d: Doing, t: Typed) -> object:
    names = ("reason", "place", "companion", "beside")
    typed = {name: t[name] for name in names}
    return court.postpone_date(of=t["date"], starts_at=_moment(t), **typed, **d.checked)


# --- letters ---


def _made(file: CaseFile) -> dict[str, tuple[str, str]]:
    """Letters of this case's register: number and name, by id."""
    lines = (one.line for one in file.lines)
    made = {one.letter: one for one in lines if isinstance(one, e.LetterMade)}
    gone = {one.line.letter for one in file.lines if isinstance(one.line, e.LetterCancelled)}
    return {
        key: (one.number, str(LETTER[Letter(one.kind)]))
        for key, one in made.items()
        if key not in gone and one.number
    }


def _offer_made(form: Form, file: CaseFile, actor: Actor) -> None:
    rows = [(number, f"{number}, {name}") for number, name in _made(file).values()]
    offer(form, "made", [("", gettext("Not one of ours")), *rows])


def _letter(d: Doing, t: Typed) -> object:
    typed = {**t, "on": iso(t["on"]), "number": t["number"] or t["made"]}
    letter = e.LegalLetter(**d.line, letter=random_id().hex, **typed)
    return legal.record_letter(letter=letter, **d.checked)


def _offer_letters(form: Form, file: CaseFile, actor: Actor) -> None:
    offer(form, "of", standing_letters(file.state.legal))


# --- restitution and protection ---


def _ask(d: Doing, t: Typed) -> object:
    typed = {**t, "on": iso(t["on"]), "amount": t["amount"] or 0}
    return claims.ask_claim(
        asked=e.ClaimAsked(**d.line, claim=random_id().hex, **typed), **d.checked
    )


def _start_claim(file: CaseFile, key: str) -> Start:
    kind = "protection" if key == "protection" else "restitution"
    return {"kind": kind, "on": clock.today()}


def _waive(d: Doing, t: Typed) -> object:
    return claims.waive_claim(waived=e.ClaimWaived(**d.line, **t), **d.checked)


def _offer_claims(form: Form, file: CaseFile, actor: Actor) -> None:
    offer(form, "claim", open_claims(file.state.legal))


def _decide(d: Doing, t: Typed) -> object:
    typed = {**t, "on": iso(t["on"]), "amount": t["amount"] or 0}
    return claims.decide_claim(decided=e.ClaimDecided(**d.line, **typed), **d.checked)


def _offer_owed(form: Form, file: CaseFile, actor: Actor) -> None:
    offer(form, "claim", owed_claims(file.state.legal))


def _pay(d: Doing, t: Typed) -> object:
    return claims.pay_claim(paid=e.ClaimPaid(**d.line, **{**t, "on": iso(t["on"])}), **d.checked)


def _start_one(file: CaseFile, key: str) -> Start:
    return {"claim": key, "of": key, "takedown": key, "on": clock.today()}


# --- content ---


def _takedown(d: Doing, t: Typed) -> object:
    # `seen` is already the version of the case that the form was opened on.
    names = ("platform", "kind", "to", "address", "number")
    typed = {name: t[name] for name in names}
    asked = e.TakedownAsked(
        **d.line, takedown=random_id().hex, on=iso(t["on"]), seen=t["where"], **typed
    )
    return takedowns.ask_takedown(asked=asked, **d.checked)


def _offer_takedowns(form: Form, file: CaseFile, actor: Actor) -> None:
    offer(form, "takedown", open_takedowns(file.state.legal))


def _look(d: Doing, t: Typed) -> object:
    typed: dict[str, Any] = {**t, "on": iso(t["on"])}
    return takedowns.look_at_takedown(looked=e.TakedownLooked(**d.line, **typed), **d.checked)


LEGAL_TRACK: Mapping[str, Deed] = {
    "hukum": Deed(
        _("Record a legal stage"), forms.LegalStageForm, _stage, LEGAL, start=_today, room=ROOM
    ),
    "koreksi-tahap": Deed(
        _("Correct a legal stage"), forms.CorrectStageForm, _correct_stage, LEGAL,
        start=_start_correct, room=ROOM, room_only=True,
    ),
    "janji-hukum": Deed(
        _("Plan an appointment with police or court"), forms.DateForm, _date, LEGAL,
        prepare=_companions, room=ROOM,
    ),
    "siapkan-anak": Deed(
        _("Write how the child was prepared"), forms.PrepareForm, _prepare, LEGAL,
        start=_start_date, prepare=_offer_dates, room=ROOM, room_only=True,
    ),
    "hasil-janji": Deed(
        _("Write what came of the appointment"), forms.OutcomeForm, _outcome, LEGAL,
        start=_start_outcome, prepare=_offer_dates, room=ROOM, room_only=True,
    ),
    "tunda-janji": Deed(
        _("Put the appointment off"), forms.PostponeForm, _postpone, LEGAL,
        start=_start_date, prepare=_offer_again, room=ROOM, room_only=True,
    ),
    "surat-hukum": Deed(
        _("Record a letter of the process"), forms.LetterForm, _letter, LEGAL,
        start=_today, prepare=_offer_made, room=ROOM, room_only=True,
    ),
    "coret-surat": Deed(
        _("Strike a letter out"), forms.StrikeLetterForm,
        lambda d, t: legal.strike_letter(**t, **d.checked), LEGAL,
        start=_start_one, prepare=_offer_letters, room=ROOM, room_only=True,
    ),
    "permohonan": Deed(
        _("Ask for restitution or protection"), forms.AskClaimForm, _ask, LEGAL,
        start=_start_claim, room=ROOM, room_only=True,
    ),
    "tidak-dimohon": Deed(
        _("Record that it is not wanted"), forms.WaiveForm, _waive, LEGAL,
        start=_start_claim, room=ROOM, room_only=True,
    ),
    "putusan-permohonan": Deed(
        _("Record what was decided on it"), forms.DecideForm, _decide, LEGAL,
        start=_start_one, prepare=_offer_claims, room=ROOM, room_only=True,
    ),
    "bayar-restitusi": Deed(
        _("Record a payment of restitution"), forms.PayForm, _pay, LEGAL,
        start=_start_one, prepare=_offer_owed, room=ROOM, room_only=True,
    ),
    "hapus-konten": Deed(
        _("Ask to take content down"), forms.TakedownForm, _takedown, LEGAL,
        start=_today, room=ROOM, room_only=True,
    ),
    "cek-konten": Deed(
        _("Write how the request stands"), forms.LookForm, _look, LEGAL,
        start=_start_one, prepare=_offer_takedowns, room=ROOM, room_only=True,
    ),
}  # fmt: skip
