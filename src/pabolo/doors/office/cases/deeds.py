"""What can be done on a case: each deed has a form, a verb of the rules, and one action to call."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases import forms
from pabolo.doors.office.cases.doing import GIVE, LIGHTEN, WORK, Typed
from pabolo.doors.office.cases.doing import Deed as Deed
from pabolo.doors.office.cases.doing import Doing as Doing
from pabolo.doors.office.cases.legal_deeds import LEGAL_TRACK
from pabolo.doors.office.cases.people_deeds import PEOPLE, load_words
from pabolo.doors.office.cases.plan_deeds import PLAN_LED, PLANNING
from pabolo.doors.office.cases.shelter_deeds import SHELTERING
from pabolo.doors.office.cases.transfer_deeds import TRANSFERRING
from pabolo.doors.office.questions import answers_in, edition_shown
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import (
    care,
    closing,
    leading,
    legal,
    rescreening,
    risk,
    simfoni,
    team,
    transition,
)
from pabolo.rules.access import Verb
from pabolo.rules.instruments import RISK, facts_from, signs
from pabolo.rules.vocabulary import CaseStage, Facet, Risk


def _assess(d: Doing, t: Typed) -> object:
    return care.record_assessment(assessment=e.Assessed(**d.line, **t), **d.checked)


def _consent(d: Doing, t: Typed) -> object:
    return care.record_consent(consent=e.Consented(**d.line, **t), **d.checked)


def _note(d: Doing, t: Typed) -> object:
    note = e.Noted(**d.line, title=t["title"], text=t["text"])
    return care.write_note(note=note, facet=Facet(t["side"]), **d.now)


def _police(d: Doing, t: Typed) -> object:
    report = e.PoliceReported(**d.line, **t)
    return legal.record_police_report(report=report, **d.checked)


def _risk(d: Doing, t: Typed) -> object:
    held = edition_shown(RISK, str(t["edition"] or ""))
    said = signs(held.form, answers_in(held.form.questions, t))
    return risk.read_risk(
        facts=facts_from(said),
        assessed=Risk(t["assessed"]),
        note=t["note"],
        signs=said,
        edition=held.number,
        **d.checked,
    )


def _follow_up(d: Doing, t: Typed) -> object:
    return care.follow_up(visit=e.FollowedUp(**d.line, **t), **d.now)


def _after_care(d: Doing, t: Typed) -> object:
    return care.follow_up(visit=e.FollowedUp(**d.line, after_care=True, **t), **d.now)


def _assign(d: Doing, t: Typed) -> object:
    return team.assign_worker(worker_id=UUID(t["person"]), reason=t["reason"], **d.checked)


def _ask(d: Doing, t: Typed) -> object:
    return closing.ask_closure(asked=e.ClosureAsked(**d.line, **t), **d.checked)


def _match(d: Doing, t: Typed) -> object:
    return rescreening.decide_case_match(
        person=UUID(t["person"]), is_meant=t["meant"] == "yes", reason=t["reason"], **d.checked
    )


DEEDS: dict[str, Deed] = {
    "asesmen": Deed(_("Record an assessment in short"), forms.AssessmentForm, _assess, WORK),
    "persetujuan": Deed(_("Record consent or another basis"), forms.ConsentForm, _consent, WORK),
    **PLANNING,
    **SHELTERING,
    **TRANSFERRING,
    "catatan": Deed(_("Write a note"), forms.NoteForm, _note, GIVE),
    "polisi": Deed(_("Record the number of the police report"), forms.PoliceForm, _police, GIVE),
    **LEGAL_TRACK,
    "risiko": Deed(_("Read the risk again"), forms.RiskForm, _risk, WORK),
    "kunjungan": Deed(_("Record a follow-up"), forms.FollowUpForm, _follow_up, WORK),
    "tahap": Deed(
        _("Move to another stage"),
        forms.StageForm,
        lambda d, t: care.move_stage(to=CaseStage(t["to"]), reason=t["reason"], **d.checked),
        WORK,
    ),
    "simfoni": Deed(
        _("Enter in SIMFONI"),
        forms.SimfoniForm,
        lambda d, t: simfoni.record_simfoni(**t, **d.checked),
        (Verb.ENTER_SIMFONI,),
    ),
    "transisi": Deed(
        _("Plan who helps after the 18th birthday"),
        forms.TransitionForm,
        lambda d, t: transition.plan_transition(**t, **d.checked),
        WORK,
    ),
    "simfoni-memimpin": Deed(
        _("Let SIMFONI lead this case"),
        forms.LightForm,
        lambda d, t: leading.make_light(**t, **d.checked),
        LIGHTEN,
        rare=True,
    ),
    "memimpin-di-sini": Deed(
        _("Lead this case here again"),
        forms.ReasonForm,
        lambda d, t: leading.make_full(**t, **d.checked),
        WORK,
        rare=True,
    ),
    "usul-tutup": Deed(_("Ask for closure"), forms.AskClosureForm, _ask, WORK),
    **PEOPLE,
    "petugas": Deed(
        _("Assign the case worker"),
        forms.WorkerForm,
        _assign,
        (Verb.ASSIGN_WORKER,),
        "lead",
        prepare=load_words,
    ),
    "ahli": Deed(
        _("Add a psychologist or counsel"),
        forms.SpecialistForm,
        lambda d, t: team.add_specialist(person_id=UUID(t["person"]), reason=t["reason"], **d.now),
        (Verb.GRANT_ACCESS,),
        "lead",
    ),
    **PLAN_LED,
    "turunkan-risiko": Deed(
        _("Lower the risk"),
        forms.LowerRiskForm,
        lambda d, t: risk.lower_risk(to=Risk(t["to"]), reason=t["reason"], **d.checked),
        (Verb.LOWER_RISK,),
        "lead",
    ),
    "kecocokan": Deed(
        _("Decide on a match of names"),
        forms.MatchForm,
        _match,
        (Verb.DECIDE_MATCH,),
        "any",
        rare=True,
    ),
    "tutup": Deed(
        _("Close as second person"),
        forms.NoteOnlyForm,
        lambda d, t: closing.close_case(**t, **d.checked),
        (Verb.CLOSE_CASE,),
        "lead",
    ),
    "tolak-tutup": Deed(
        _("The case goes on"),
        forms.ReasonForm,
        lambda d, t: closing.decline_closure(**t, **d.checked),
        (Verb.CLOSE_CASE,),
        "lead",
    ),
    "buka-kembali": Deed(
        _("Open the case again"),
        forms.ReasonForm,
        lambda d, t: closing.reopen_case(**t, **d.checked),
        (Verb.REOPEN_CASE,),
        "closed",
    ),
    "purnalayanan": Deed(_("Record after-care"), forms.FollowUpForm, _after_care, WORK, "closed"),
}
