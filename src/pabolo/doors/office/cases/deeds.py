"""What can be done on a case: each deed has a form, a verb of the rules, and one action to call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases import forms
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib.ids import random_id
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import (
    care,
    closing,
    leading,
    legal,
    plan,
    rescreening,
    risk,
    simfoni,
    team,
    transition,
)
from pabolo.programme.intake.risk import facts_of
from pabolo.programme.intake.told import Told
from pabolo.rules.access import Verb
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import CaseStage, Facet, Risk

type Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, on which case as it was seen, and when."""

    case_id: UUID
    by: Actor
    at: datetime
    seen: int

    @property
    def line(self) -> dict[str, Any]:
        """What every line of the journal says."""
        return {"at": self.at, "by": self.by.id.hex}

    @property
    def now(self) -> dict[str, Any]:
        """What every action asks."""
        return {"case_id": self.case_id, "by": self.by, "at": self.at}

    @property
    def checked(self) -> dict[str, Any]:
        """The same, refused if the case moved since it was seen."""
        return {**self.now, "seen": self.seen}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do. `verbs`: any of them lets the person try; the rule has the last word.

    `rare`: shown only where nothing stands in its way.
    """

    name: Promise
    form: type[Form]
    do: Callable[[Doing, Typed], object]
    verbs: tuple[Verb, ...]
    group: str = "work"
    rare: bool = False


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _assess(d: Doing, t: Typed) -> object:
    return care.record_assessment(assessment=e.Assessed(**d.line, **t), **d.checked)


def _consent(d: Doing, t: Typed) -> object:
    return care.record_consent(consent=e.Consented(**d.line, **t), **d.checked)


def _plan_item(d: Doing, t: Typed) -> object:
    due = {**t, "due": _iso(t["due"])}
    item = e.Planned(**d.line, item=random_id().hex, responsible=d.by.id.hex, **due)
    return plan.add_items(items=[item], **d.checked)


def _service(d: Doing, t: Typed) -> object:
    typed = {**t, "on": _iso(t["on"])}
    emergency = typed.pop("emergency")
    given = e.ServiceGiven(**d.line, **typed)
    return care.give_service(service=given, emergency=emergency, **d.checked)


def _note(d: Doing, t: Typed) -> object:
    note = e.Noted(**d.line, title=t["title"], text=t["text"])
    return care.write_note(note=note, facet=Facet(t["side"]), **d.now)


def _police(d: Doing, t: Typed) -> object:
    report = e.PoliceReported(**d.line, **t)
    return legal.record_police_report(report=report, **d.checked)


def _legal_stage(d: Doing, t: Typed) -> object:
    stage = e.LegalStaged(**d.line, **{**t, "on": _iso(t["on"])})
    return legal.record_legal_stage(stage=stage, **d.now)


def _risk(d: Doing, t: Typed) -> object:
    facts = facts_of(Told(), t["signs"])
    return risk.read_risk(facts=facts, assessed=Risk(t["assessed"]), note=t["note"], **d.checked)


def _follow_up(d: Doing, t: Typed) -> object:
    return care.follow_up(visit=e.FollowedUp(**d.line, **t), **d.now)


def _after_care(d: Doing, t: Typed) -> object:
    return care.follow_up(visit=e.FollowedUp(**d.line, after_care=True, **t), **d.now)


def _assign(d: Doing, t: Typed) -> object:
    return team.assign_worker(worker_id=UUID(t["person"]), reason=t["reason"], **d.checked)


def _end_item(d: Doing, t: Typed) -> object:
    return plan.end_item(**t, **d.checked)


def _ask(d: Doing, t: Typed) -> object:
    return closing.ask_closure(asked=e.ClosureAsked(**d.line, **t), **d.checked)


def _match(d: Doing, t: Typed) -> object:
    return rescreening.decide_case_match(
        person=UUID(t["person"]), is_meant=t["meant"] == "yes", reason=t["reason"], **d.checked
    )


WORK = (Verb.WORK_CASE,)
LIGHTEN = (Verb.WORK_CASE, Verb.OPEN_CASE)
GIVE = (Verb.WORK_CASE, Verb.WRITE_HEALTH, Verb.WRITE_LEGAL)
LEAD = (Verb.APPROVE_PLAN,)

DEEDS: dict[str, Deed] = {
    "asesmen": Deed(_("Record an assessment"), forms.AssessmentForm, _assess, WORK),
    "persetujuan": Deed(_("Record consent or another basis"), forms.ConsentForm, _consent, WORK),
    "rencana": Deed(_("Add a plan item"), forms.PlanItemForm, _plan_item, WORK),
    "ajukan": Deed(
        _("Propose the plan"),
        forms.ProposeForm,
        lambda d, t: plan.propose_plan(**t, **d.checked),
        WORK,
    ),
    "akhiri": Deed(_("End a plan item"), forms.EndItemForm, _end_item, WORK),
    "layanan": Deed(_("Log a service"), forms.ServiceForm, _service, GIVE),
    "catatan": Deed(_("Write a note"), forms.NoteForm, _note, GIVE),
    "polisi": Deed(_("Record the number of the police report"), forms.PoliceForm, _police, GIVE),
    "hukum": Deed(_("Record a legal stage"), forms.LegalStageForm, _legal_stage, GIVE),
    "risiko": Deed(_("Read the risk again"), forms.RiskForm, _risk, WORK),
    "kunjungan": Deed(_("Record a follow-up"), forms.FollowUpForm, _follow_up, WORK),
    "tinjauan": Deed(
        _("Hold a review"),
        forms.ReviewForm,
        lambda d, t: care.hold_review(review=e.Reviewed(**d.line, **t), **d.checked),
        WORK,
    ),
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
    "petugas": Deed(
        _("Assign the case worker"), forms.WorkerForm, _assign, (Verb.ASSIGN_WORKER,), "lead"
    ),
    "ahli": Deed(
        _("Add a psychologist or counsel"),
        forms.SpecialistForm,
        lambda d, t: team.add_specialist(person_id=UUID(t["person"]), **d.now),
        (Verb.GRANT_ACCESS,),
        "lead",
    ),
    "setujui": Deed(
        _("Approve the plan"),
        forms.NoteOnlyForm,
        lambda d, t: plan.approve_plan(**t, **d.checked),
        LEAD,
        "lead",
    ),
    "kembalikan": Deed(
        _("Return the plan"),
        forms.ReasonForm,
        lambda d, t: plan.return_plan(**t, **d.checked),
        LEAD,
        "lead",
    ),
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
