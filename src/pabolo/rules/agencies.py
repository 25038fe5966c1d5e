"""Who keeps the directory of partner agencies?"""

from datetime import date

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

KEEPERS = frozenset({Role.SUPERVISOR, Role.PROGRAMME, Role.DATA})
VERIFIERS = KEEPERS | {Role.CASE_WORKER, Role.INTAKE}


def may_keep_directory(actor: Actor, *, known_kind: bool, new: bool) -> Refusal | None:
    """May this person add this agency to the directory?

    Source: Permen PPPA 2/2022 (the unit works with a network of service providers).
    """
    if not (actor.system or actor.has(*KEEPERS)):
        return Refusal("agency.not_yours", "Ask a supervisor or the programme officer to add it.")
    if not known_kind:
        return Refusal("agency.kind", "Choose the kind of agency from the list.")
    if not new:
        return Refusal("agency.exists", "This agency is already in the directory.")
    return None


def may_verify_contact(
    actor: Actor, *, contact: str, until: date | None, today: date
) -> Refusal | None:
    """May this person say that an agency is reached this way, as of today?

    Source: Permen PPPA 2/2022 (the unit works with a network of service providers).
    """
    if not (actor.system or actor.has(*VERIFIERS)):
        return Refusal("agency.not_verifier", "Ask the office to check this contact.")
    if until is not None and until < today:
        return Refusal("agency.ended", "This agency is no longer in the directory.")
    if not contact.strip():
        return Refusal("agency.no_contact", "Write how the agency is reached.")
    return None
