"""What a report's states are called, to the office and to its reporter."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# To the reporter: plain, never more than that something is being done.
PROGRESS: dict[str, Promise] = {
    "received": _("We have your report. An officer will read it."),
    "read": _("An officer has read your report and is deciding on the first step."),
    "informed": _("We have noted your report and given the information you need."),
    "referred": _("We have passed it on to the office that can help."),
    "handling": _("We are taking care of it, together with those who can help."),
    "finished": _("We have finished our part. You may still write to us here."),
}

STATE: dict[str, Promise] = {
    "received": _("To be read"),
    "read": _("To be decided"),
    "decided": _("Decided"),
}

OUTCOME: dict[str, Promise] = {
    "information_only": _("Information only"),
    "referred": _("Referred elsewhere"),
    "new_case": _("New case"),
    "joined": _("Joined to a case"),
}

DANGER: dict[str, Promise] = {
    "yes": _("In danger now"),
    "no": _("Not in danger now"),
    "unknown": _("Danger not known"),
}

SIGN: dict[str, Promise] = {
    "needs_care_now": _("The child is hurt and needs care now"),
    "self_harm": _("The child speaks of dying or hurts itself"),
    "weapon": _("A weapon is used or threatened with"),
    "pregnant": _("The child is pregnant"),
    "disability": _("The child has a disability"),
    "only_carer_is_accused": _("The only carer is the person reported"),
    "missing": _("The child is missing"),
    "trafficking": _("The child may be sold or taken away"),
    "image_online": _("Pictures of the child are spread online"),
    "retaliation": _("Somebody threatens revenge for telling"),
    "alone": _("The child is alone, without a carer"),
    "accused_has_access": _("The person reported can reach the child"),
    "accused_lives_with_child": _("The person reported lives with the child"),
    "repeated": _("It happened again within 30 days"),
}

STEP: dict[str, Promise] = {
    "followed_up": _("First follow-up: called, visited, referred to help"),
    "police": _("Reported to the police (number of the receipt)"),
    "excused": _("The police duty does not apply (why)"),
}

RISK: dict[str, Promise] = {
    "not_assessed": _("Not assessed yet"),
    "low": _("Low risk"),
    "medium": _("Medium risk"),
    "high": _("High risk"),
}

PART: dict[str, Promise] = {
    "story": _("What was told"),
    "people": _("The children, and who reported"),
    "place": _("Where"),
    "accused": _("Who may have done it"),
    "files": _("Files"),
}
