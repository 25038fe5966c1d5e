"""What requests are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.rights import Identified, Outcome, Relation

RELATION: dict[Relation, Promise] = {
    Relation.CHILD: _("The child"),
    Relation.PARENT: _("A parent"),
    Relation.GUARDIAN: _("A guardian"),
    Relation.REPORTER: _("Who reported"),
    Relation.COUNSEL: _("Counsel or companion, with a letter"),
    Relation.OTHER: _("Somebody else"),
}

IDENTIFIED: dict[Identified, Promise] = {
    Identified.DOCUMENT: _("A document was seen"),
    Identified.KNOWN: _("Known to the case worker"),
    Identified.REPORT_CODE: _("Knows the report code"),
    Identified.LETTER: _("A letter of authority was seen"),
    Identified.NOT: _("Not checked yet"),
}

OUTCOME: dict[Outcome, Promise] = {
    Outcome.GRANTED: _("Granted"),
    Outcome.PARTLY: _("Granted in part"),
    Outcome.REFUSED: _("Refused"),
}

STATE: dict[str, Promise] = {
    "open": _("Waits for a decision"),
    "granted": _("Granted, to be done"),
    "done": _("Done"),
    "refused": _("Refused"),
}
