"""What purposes, parts and states of a hand-over to another unit are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURPOSE: dict[str, Promise] = {
    "moved": _("The child has moved there"),
    "regency": _("It is the task of another regency"),
    "province": _("It is the task of the province"),
    "ministry": _("It is the task of the ministry"),
    "back": _("Back to the unit that it came from"),
}

BASIS: dict[str, Promise] = {
    "public_task": _("The public task of the unit, by law"),
    "legal_duty": _("A duty under the law"),
    "vital_interest": _("Danger to the child"),
    "child_consent": _("The child's consent for this very unit"),
    "guardian_consent": _("A guardian's consent for this very unit"),
    "both_consent": _("Consent of child and guardian for this very unit"),
}

PART: dict[str, Promise] = {
    "child": _("Who the child is"),
    "documents": _("NIK and documents"),
    "carers": _("Carers and how they are reached"),
    "places": _("Where the child lives, never a shelter"),
    "school": _("School"),
    "incidents": _("What happened, in codes"),
    "story": _("What happened, in words"),
    "accused": _("The alleged perpetrators"),
    "risk": _("Risk and its signs"),
    "assessment": _("Assessment and safety plan"),
    "plan": _("Plan"),
    "services": _("Services given"),
    "legal": _("Police and legal stages"),
    "health": _("Notes on health"),
    "notes": _("Notes, visits and reviews"),
    "consents": _("Consents"),
    "duties": _("What is still owed to the child"),
}

STATE: dict[str, Promise] = {
    "asked": _("Waits for the second person"),
    "approved": _("Sealed, not sent yet"),
    "sent": _("With the other unit, not acknowledged"),
    "acknowledged": _("Acknowledged by the other unit"),
    "refused": _("Not taken by the other unit"),
    "declined": _("Declined here"),
    "withdrawn": _("Withdrawn"),
}
