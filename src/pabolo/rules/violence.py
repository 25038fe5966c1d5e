"""Which forms of violence carry duties of their own?"""

from collections.abc import Collection

SEXUAL_FORM = "SEK"
SEXUAL_OFFENCE_PREFIX = "TPKS"
TRAFFICKING_FORM = "TPO"


def is_sexual(forms: Collection[str]) -> bool:
    """Do these forms of violence hold a crime of sexual violence?

    Takes codes of the violence lists; one sexual form among several is enough.

    Source: UU 12/2022 (TPKS), Pasal 4.
    """
    return any(form == SEXUAL_FORM or form.startswith(SEXUAL_OFFENCE_PREFIX) for form in forms)
