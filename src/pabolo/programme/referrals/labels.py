"""What states, purposes and parts of referrals are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATE: dict[str, Promise] = {
    "draft": _("Draft"),
    "ready": _("Basis recorded, not sent yet"),
    "sent": _("Sent"),
    "received": _("Received by the partner"),
    "accepted": _("Accepted"),
    "refused": _("Cannot be taken"),
    "started": _("Under way"),
    "done": _("Done, family not told yet"),
    "fed_back": _("Done, family told"),
    "withdrawn": _("Withdrawn"),
}

WHAT: dict[str, Promise] = {
    "draft": _("Referral drafted"),
    "ready": _("Basis recorded"),
    "sent": _("Sent to the partner"),
    "slip": _("A new slip was made; the earlier one opens nothing any more"),
    "slip_ended": _("The slip was taken back"),
    "opened": _("The partner opened the packet"),
    "received": _("The partner received it"),
    "accepted": _("The partner accepts"),
    "refused": _("The partner cannot take it"),
    "started": _("The partner has begun"),
    "done": _("The partner is done"),
    "called": _("The office asked the partner"),
    "fed_back": _("The family was told"),
    "withdrawn": _("Withdrawn"),
}

REPLY: dict[str, Promise] = {
    "received": _("Received, we will look at it"),
    "accepted": _("We take it on"),
    "refused": _("We cannot take it"),
    "started": _("We have begun"),
    "done": _("We are done"),
}

PURPOSE: dict[str, Promise] = {
    "protection": _("Protection and safety"),
    "health": _("Health care"),
    "legal": _("Law and justice"),
    "social": _("Social care and family"),
    "education": _("Back to school, school"),
    "documents": _("Civil documents"),
    "watch": _("Watching over the child in the village"),
}

PART: dict[str, Promise] = {
    "service": _("Service wanted"),
    "question": _("What we ask"),
    "urgency": _("How urgent"),
    "answer_by": _("Answer awaited by"),
    "basis": _("What it rests on"),
    "contact": _("Whom to call"),
    "sex": _("Girl or boy"),
    "age_band": _("Age"),
    "name": _("Name of the child"),
    "birth": _("Date of birth"),
    "school": _("School"),
    "education": _("Level of schooling"),
    "needs": _("Disability and support"),
    "district": _("District of residence"),
    "village": _("Village of residence"),
    "forms": _("Form of violence"),
    "incident_day": _("Day of the incident"),
    "police_number": _("Number of the police report"),
}

BASIS: dict[str, Promise] = {
    "child_consent": _("The child's consent, for this purpose only"),
    "guardian_consent": _("A guardian's consent, for this purpose only"),
    "both_consent": _("Consent of child and guardian, for this purpose only"),
    "legal_duty": _("A duty under the law"),
    "vital_interest": _("Danger to the child"),
    "public_task": _("The public task of the unit"),
}
