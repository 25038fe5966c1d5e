"""What is done about the people of a case: hand-over, standing in, reviews, visits, sessions."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases import people_forms as forms
from pabolo.doors.office.cases.doing import WORK, Deed, Doing, Typed
from pabolo.doors.office.cases.people_words import PLACES
from pabolo.doors.shared.formats import day, moment
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_at_work, staff_names
from pabolo.ground.lib import clock
from pabolo.ground.vault.queries import accesses
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import absences, clinical, glass, handover, team, visits
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.facets import VisitPlan
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.cases.queries.team import caseload
from pabolo.rules.access import Verb
from pabolo.rules.actors import Actor
from pabolo.rules.entry import STAFF
from pabolo.rules.handover import REMOVABLE
from pabolo.rules.visits import Heard, PlaceKind

TEAM, SESSIONS = "office:case_team", "office:case_sessions"


def load_words(form: Form, file: CaseFile, actor: Actor) -> None:
    """Each candidate with what they carry; who must stay out is "not available", without why."""
    at = clock.now()
    carried = {one.person: one for one in caseload(actor, at=at)}
    barred = readers_of(file.case, at=at).barred
    options = []
    for key, name in form.fields["person"].choices:  # type: ignore[attr-defined]
        one = carried.get(UUID(key))
        if UUID(key) in barred:
            words = gettext("%(name)s: not available") % {"name": name}
        elif one is None:
            words = name
        else:
            counts = {"name": name, "cases": one.cases, "weight": one.weight}
            words = gettext("%(name)s: %(cases)s cases, weight %(weight)s") % counts
            if one.away_until:
                words = gettext("%(words)s, away until %(day)s") % {
                    "words": words,
                    "day": day(one.away_until),
                }
        options.append((key, words))
    forms.offer(form, "person", options)


def _hand_over(d: Doing, t: Typed) -> object:
    return handover.begin_hand_over(
        to=UUID(t["person"]), reason=t["reason"], at_once=t["at_once"], **d.checked
    )


def _sheet(d: Doing, t: Typed) -> object:
    told = {key: text for key, text in t.items() if key != "family_told"}
    sheet = e.HandOverSheet(**d.line, **told)
    return handover.write_sheet(sheet=sheet, family_told=t["family_told"], **d.checked)


def _removable(form: Form, file: CaseFile, actor: Actor) -> None:
    names = staff_names()
    held = [one for one in accesses(file.case.pk) if one.basis in REMOVABLE]
    people = [one.person for one in held if one.person != file.case.worker_id]
    forms.offer(form, "person", [(one.hex, names.get(one, "")) for one in people])


def _remove(d: Doing, t: Typed) -> object:
    return team.remove_member(person_id=UUID(t["person"]), reason=t["reason"], **d.checked)


def _stand_in(d: Doing, t: Typed) -> object:
    return absences.stand_in_for(person=UUID(t["person"]), **d.checked)


def _glass(form: Form, file: CaseFile, actor: Actor) -> None:
    names = staff_names()
    rows = [
        (key, f"{names.get(UUID(one.person), '')}, {moment(one.at)}: {one.reason}")
        for key, one in file.state.glass.items()
    ]
    forms.offer(form, "opening", rows)


def _review(d: Doing, t: Typed) -> object:
    return glass.review_glass(
        opening=t["opening"], justified=t["justified"] == "yes", follows=t["follows"], **d.checked
    )


def _companions(form: Form, file: CaseFile, actor: Actor) -> None:
    here = [one for one in people_at_work(clock.today()) if one.roles & STAFF]
    others = [(one.id.hex, one.name) for one in here if one.id != actor.id]
    forms.offer(form, "companion", [("", gettext("Nobody")), *others])


def _start_visit(file: CaseFile, key: str) -> dict[str, object]:
    danger = file.state.risk if file.state.risk != "not_assessed" else "high"
    return {"on": clock.today(), "danger": danger}


def _moment(t: Typed, field: str) -> datetime | None:
    return datetime.combine(t["on"], t[field], clock.WIB) if t[field] else None


def _visit(d: Doing, t: Typed) -> object:
    plan = VisitPlan(
        starts_at=datetime.combine(t["on"], t["start"], clock.WIB),
        place_kind=t["place_kind"],
        danger=t["danger"],
        check_in_at=_moment(t, "check_in"),
        if_silent=t["if_silent"],
    )
    companion = UUID(t["companion"]) if t["companion"] else None
    return visits.plan_visit(plan=plan, place=t["place"], companion=companion, **d.checked)


def _silent(form: Form, file: CaseFile, actor: Actor) -> None:
    planned = file.state.visits
    rows = [
        (key, f"{moment(planned[key].starts_at)}, {PLACES[PlaceKind(planned[key].place_kind)]}")
        for key in file.state.silent
        if key in planned
    ]
    forms.offer(form, "visit", rows)


def _heard(d: Doing, t: Typed) -> object:
    return visits.note_heard(visit=t["visit"], how=Heard(t["how"]), note=t["note"], **d.checked)


def _session(d: Doing, t: Typed) -> object:
    title = gettext("Summary and recommendations of the psychologist")
    return clinical.record_session(title=title, **t, **d.checked)


def _hand_sessions(d: Doing, t: Typed) -> object:
    return clinical.hand_sessions(to=UUID(t["person"]), reason=t["reason"], **d.checked)


ASSIGN = (Verb.ASSIGN_WORKER,)
CLINICAL = (Verb.WRITE_CLINICAL,)

PEOPLE: dict[str, Deed] = {
    "lembar-serah": Deed(
        _("Write the hand-over sheet"), forms.SheetForm, _sheet, WORK, rare=True, room=TEAM
    ),
    "terima-serah": Deed(
        _("Take the case over"),
        forms.TakeOverForm,
        lambda d, t: handover.take_over(**t, **d.checked),
        WORK,
        rare=True,
        room=TEAM,
    ),
    "rencana-kunjungan": Deed(
        _("Plan a visit"),
        forms.VisitForm,
        _visit,
        WORK,
        start=_start_visit,
        prepare=_companions,
    ),
    "sesi": Deed(
        _("Write down a session"),
        forms.SessionForm,
        _session,
        CLINICAL,
        room=SESSIONS,
        start=lambda file, key: {"on": clock.today(), "came": True},
    ),
    "serahkan-sesi": Deed(
        _("Hand session notes on"),
        forms.HandSessionsForm,
        _hand_sessions,
        CLINICAL,
        rare=True,
        room=SESSIONS,
    ),
    "serah-terima": Deed(
        _("Hand the case over"),
        forms.HandOverForm,
        _hand_over,
        ASSIGN,
        "lead",
        rare=True,
        room=TEAM,
        prepare=load_words,
    ),
    "pengganti": Deed(
        _("Choose who stands in"),
        forms.StandInForm,
        _stand_in,
        ASSIGN,
        "lead",
        rare=True,
        room=TEAM,
        prepare=load_words,
    ),
    "keluarkan": Deed(
        _("Take somebody off the team"),
        forms.RemoveForm,
        _remove,
        (Verb.GRANT_ACCESS,),
        "any",
        rare=True,
        room=TEAM,
        prepare=_removable,
    ),
    "tinjau-darurat": Deed(
        _("Review an emergency opening"),
        forms.ReviewGlassForm,
        _review,
        (Verb.REVIEW_GLASS,),
        "any",
        rare=True,
        prepare=_glass,
    ),
    "kabar-kunjungan": Deed(
        _("Write how a silent visit was found"),
        forms.HeardForm,
        _heard,
        ASSIGN,
        "any",
        rare=True,
        prepare=_silent,
    ),
}
