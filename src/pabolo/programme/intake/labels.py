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
