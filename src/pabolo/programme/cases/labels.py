"""What stages, risks, services' terms and the lines of a case are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGE: dict[str, Promise] = {
    "received": _("Received"),
    "verifying": _("Verification"),
    "assessing": _("Assessment"),
    "planned": _("Plan"),
    "delivering": _("Services"),
    "monitoring": _("Monitoring"),
    "closed": _("Closed"),
    "transferred": _("Transferred"),
    "reopened": _("Reopened"),
}

RISK: dict[str, Promise] = {
    "high": _("High risk"),
    "medium": _("Medium risk"),
    "low": _("Low risk"),
    "not_assessed": _("Not assessed yet, counts as high"),
}

BENEFICIARY: dict[str, Promise] = {
    "child": _("For the child"),
    "family": _("For the family"),
    "witness": _("For a witness"),
}

FUNCTION: dict[str, Promise] = {
    "complaint": _("Complaints"),
    "outreach": _("Outreach"),
    "case_management": _("Case management"),
    "shelter": _("Temporary shelter"),
    "mediation": _("Mediation"),
    "accompaniment": _("Accompaniment"),
}

TASK: dict[str, Promise] = {
    "a": _("a. Receive reports, reach out"),
    "b": _("b. Inform of rights"),
    "c": _("c. Health"),
    "d": _("d. Psychological strengthening"),
    "e": _("e. Psychosocial services, rehabilitation, reintegration"),
    "f": _("f. Legal services"),
    "g": _("g. Economic needs"),
    "h": _("h. Temporary shelter"),
    "i": _("i. Needs of disability"),
    "j": _("j. Coordination of rights"),
    "k": _("k. Watch over rights in the judicial process"),
}

PURPOSE: dict[str, Promise] = {
    "service": _("Service"),
    "referral": _("Referral to a partner"),
    "photo": _("Photo"),
    "statistics": _("Statistics"),
    "research": _("Research"),
    "training": _("Training"),
}

BASIS: dict[str, Promise] = {
    "child_consent": _("The child's consent"),
    "guardian_consent": _("A guardian's consent"),
    "both_consent": _("Consent of both"),
    "legal_duty": _("Duty under the law"),
    "vital_interest": _("Vital interest: danger"),
    "public_task": _("Public task"),
}

CONSENT_STATUS: dict[str, Promise] = {
    "given": _("Given, or stands"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "not_asked": _("Could not be asked"),
}

CLOSURE: dict[str, Promise] = {
    "goals_met": _("Goals met and the child is safe"),
    "handed_to_agency": _("Handed to another agency, which accepted"),
    "moved_away": _("Moved away, handed over"),
    "adult": _("Adult now, with a transition plan"),
    "stopped_by_child": _("Child or guardian ends the service"),
    "unreachable": _("Cannot be reached, tries recorded"),
    "died": _("Died"),
    "duplicate": _("Double file, joined"),
    "outside_scope": _("Outside the unit's task, information given"),
}

LINE: dict[str, Promise] = {
    "opened": _("Case opened"),
    "joined": _("Another report joined"),
    "assigned": _("Case worker assigned"),
    "risk_read": _("Risk read"),
    "risk_lowered": _("Risk lowered"),
    "assessed": _("Assessment recorded"),
    "consented": _("Consent or other basis"),
    "planned": _("Plan item written"),
    "plan_proposed": _("Plan proposed"),
    "plan_returned": _("Plan returned"),
    "plan_approved": _("Plan approved"),
    "plan_item_ended": _("Plan item ended"),
    "service_given": _("Service given"),
    "noted": _("Note"),
    "police_reported": _("Police report"),
    "legal_staged": _("Legal stage"),
    "simfoni_recorded": _("Recorded in SIMFONI"),
    "reviewed": _("Case reviewed"),
    "followed_up": _("Follow-up"),
    "stage_moved": _("Stage changed"),
    "closure_asked": _("Closure asked for"),
    "closure_declined": _("Closure declined"),
    "closed": _("Case closed"),
    "transition_planned": _("Transition to adulthood planned"),
    "led": _("Where the case is led"),
    "identity_corrected": _("The child's identity was corrected"),
    "places_corrected": _("The child's places were corrected"),
    "recounted": _("Age, sex and place counted anew"),
    "referred": _("Referral"),
    "screened": _("A name was held against a colleague's"),
    "reopened": _("Case reopened"),
}
