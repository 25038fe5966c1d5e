"""What figures are called on screens. Sentences of the indicators live in the rules."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.releases import ReleaseState

STATES: Mapping[str, Promise] = {
    ReleaseState.DRAFT: _("Draft"),
    ReleaseState.ATTACKED: _("Attack withstood"),
    ReleaseState.APPROVED: _("Approved"),
    ReleaseState.PUBLISHED: _("Published"),
    ReleaseState.WITHDRAWN: _("Withdrawn"),
}

DIMENSIONS: Mapping[str, Promise] = {
    "form": _("Form of violence"),
    "sex": _("Sex"),
    "age": _("Age at the incident"),
    "district": _("District of the incident"),
}

VALUES: Mapping[str, Mapping[str, Promise]] = {
    "form": {
        "FIS": _("Physical"),
        "PSI": _("Psychological"),
        "SEK": _("Sexual"),
        "EKS": _("Exploitation"),
        "TPO": _("Trafficking"),
        "PEN": _("Neglect"),
        "LAI": _("Other"),
        "NA": _("Not known"),
    },
    "sex": {"L": _("Boys"), "P": _("Girls"), "NA": _("Not known")},
    "age": {
        "U0": _("0–5 years, the unborn included"),
        "U1": _("6–12 years"),
        "U2": _("13–17 years"),
        "NA": _("Not known"),
    },
}


def value_label(dimension: str, value: str) -> str:
    """What a value of a dimension is called; the code itself where nothing is known."""
    return str(VALUES.get(dimension, {}).get(value, value))
