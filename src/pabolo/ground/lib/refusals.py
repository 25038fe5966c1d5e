"""A rule's refusal, carried as an exception through actions to the doors."""

from pabolo.rules.decisions import Refusal


class Refused(Exception):
    """Raised by actions; doors turn it into a 403 or 409 page or an API problem."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def ensure(refusal: Refusal | None) -> None:
    """Raise `Refused` unless the rule had nothing against it."""
    if refusal is not None:
        raise Refused(refusal)
