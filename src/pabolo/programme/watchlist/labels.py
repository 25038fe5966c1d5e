"""What states, answers, endings and lines of watch-list items are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATE: dict[str, Promise] = {
    "new": _("New"),
    "visited": _("Visited"),
    "asked": _("With the agency"),
    "answered": _("Answered"),
    "settled": _("Settled"),
    "untrue": _("Not so"),
    "reported": _("Became a report"),
}

ANSWER: dict[str, Promise] = {
    "seen": _("Received, they will look at it"),
    "helping": _("Help has begun"),
    "settled": _("Settled"),
    "not_found": _("The child was not found there"),
    "not_ours": _("Not theirs to do"),
}

ENDING: dict[str, Promise] = {
    "evidence": _("What was needed has been done"),
    "age": _("The child has outgrown it"),
    "expired": _("Its time is over and it is no longer needed"),
    "moved": _("The child moved away"),
    "untrue": _("It was not so"),
    "reported": _("It became a report"),
}

SAYS: dict[str, Promise] = {
    "family": _("The family"),
    "village": _("Somebody of the village"),
}

FACT: dict[str, Promise] = {
    "name": _("Name of the child"),
    "age": _("Age in years"),
    "sex": _("Girl or boy"),
    "where": _("Where to find it"),
    "note": _("What was noticed"),
}

BECOMES: dict[str, Promise] = {
    "always": _("Always: it becomes a report at once"),
    "asks": _("Asks: do you suspect violence? Then it becomes a report"),
    "never": _("Never"),
}

WHAT: dict[str, Promise] = {
    "recorded": _("Noticed in the village"),
    "visited": _("Visited again"),
    "to_visit": _("A visit is due"),
    "asked": _("Put before the agency"),
    "answered": _("The agency answered"),
    "handed_on": _("Handed on to another agency"),
    "kept": _("Kept for longer"),
    "contested": _("Somebody says it is not so"),
    "stands": _("It stands as it is"),
    "corrected": _("Put right"),
    "age_asked": _("The child may have outgrown it"),
    "ended": _("Ended"),
}
