"""May a case be settled by talking?"""

from pabolo.rules.decisions import Refusal


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
