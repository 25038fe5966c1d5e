"""What the parts of an innovation's record are called on screens."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from pabolo.rules.claims import ClaimKind, Level, Outcome
from pabolo.rules.releases import Editorial

TAKEN_OVER = gettext_noop("Taken over from the portal, published there")

STATES: Mapping[str, Promise] = {
    Editorial.DRAFT: _("Draft"),
    Editorial.SUBMITTED: _("Submitted"),
    Editorial.RETURNED: _("Returned"),
    Editorial.DOCUMENTS: _("Documents verified"),
    Editorial.SUBSTANCE: _("Substance verified"),
    Editorial.PUBLISHED: _("Published"),
    Editorial.SUPERSEDED: _("Superseded"),
    Editorial.WITHDRAWN: _("Withdrawn"),
}

KINDS: Mapping[str, Promise] = {
    ClaimKind.BASELINE: _("Baseline"),
    ClaimKind.OUTPUT: _("Output"),
    ClaimKind.OUTCOME: _("Outcome"),
    ClaimKind.IMPACT: _("Impact"),
    ClaimKind.TARGET: _("Target"),
    ClaimKind.NARRATIVE: _("Narrative"),
}

LEVELS: Mapping[str, Promise] = {
    Level.STATED: _("Evidence level V0: stated only"),
    Level.DEFINED: _("Evidence level V1: defined, the office's own figure"),
    Level.TRACEABLE: _("Evidence level V2: traceable to its source"),
    Level.RECOMPUTED: _("Evidence level V3: anyone can compute it again"),
    Level.INDEPENDENT: _("Evidence level V4: verified by others"),
}

OUTCOMES: Mapping[str, Promise] = {
    Outcome.OK: _("Holds"),
    Outcome.CONTRADICTION: _("Contradiction"),
    Outcome.WARNING: _("Take care"),
    Outcome.NOT_REPORTED: _("Not reported"),
}
