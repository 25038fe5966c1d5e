"""When does SIMFONI lead, and this system only remembers?"""

import re

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

_ROLE = Refusal("light.role", "Only people who work on the case decide where it is led.")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z./\-]{2,39}")


def may_make_light(actor: Actor, *, already_light: bool, plan_running: bool) -> Refusal | None:
    """May the work on a case be led in SIMFONI, and only be remembered here?

    Not once a plan is running here. Duties fixed by law stay.

    Source: Permen PPPA 2/2022 (recording in SIMFONI-PPA).
    """
    if not actor.has(Role.CASE_WORKER, Role.INTAKE, Role.SUPERVISOR):
        return _ROLE
    if already_light:
        return Refusal("light.already", "SIMFONI leads this case already.")
    if plan_running:
        return Refusal("light.plan_running", "A plan is running here. Finish it first.")
    return None


def may_make_full(actor: Actor, *, light: bool) -> Refusal | None:
    """May a case come back from SIMFONI to be led here?

    Source: Permen PPPA 2/2022 (case management).
    """
    if not actor.has(Role.CASE_WORKER, Role.SUPERVISOR):
        return _ROLE
    if not light:
        return Refusal("light.not_light", "This case is led here already.")
    return None


def check_simfoni_number(text: str) -> Refusal | None:
    """Can this be the number SIMFONI gave?

    Letters, digits, dots, slashes and dashes, 3 to 40; its official shape is not published.

    Source: Permen PPPA 2/2022 (recording in SIMFONI-PPA).
    """
    if _NUMBER.fullmatch(text.strip()):
        return None
    return Refusal("light.number", "This does not look like a SIMFONI number. Copy it once more.")
