"""May a case be settled by talking?"""

import re

from pabolo.rules.decisions import Refusal

FUNCTION = "mediation"
# Mediation on custody of the list of details, and the fifth function where it is named by code.
CODES = frozenset({"MDH", "F5"})
_NAMED = re.compile(
    r"\b(mediasi|mediation|perdamaian|berdamai|kekeluargaan|settle(ment)? out of court)\b",
    re.IGNORECASE,
)
# What is open instead: beside the child at police and court, restitution, counselling.
INSTEAD = ("BAP", "SDG", "RST", "KPS")


def may_mediate(*, sexual_violence: bool, offender_is_child: bool | None) -> Refusal | None:
    """May mediation be planned?

    Never for sexual violence, unless it is known that the offender is a child; then diversion
    under the juvenile justice law is open.

    Source: UU 12/2022 (TPKS), Pasal 23; UU 11/2012 (SPPA), Pasal 7.
    """
    if not sexual_violence or offender_is_child:
        return None
    if offender_is_child is None:
        return Refusal(
            "mediation.offender_age_unknown",
            "Sexual violence may not be settled out of court, unless the offender is a child. "
            "Record the offender's age first.",
        )
    return Refusal(
        "mediation.sexual_violence",
        "Sexual violence may not be settled out of court. Go on with the police report.",
    )


def is_mediation(*, function: str = "", codes: tuple[str, ...] = (), what: str = "") -> bool:
    """Is this a settlement by talking, by whatever door it comes in?

    By its function, by its code, or by the name that somebody wrote for it.

    Source: UU 12/2022 (TPKS), Pasal 23: what counts is what is done, not what it is called.
    """
    return function == FUNCTION or bool(CODES.intersection(codes)) or bool(_NAMED.search(what))
