"""Lines about SIMFONI-PPA: what was entered there, what was chosen, what no longer matches.

What was entered is kept side by side with the facet it came from, each under its own seal, so that
nobody reads a name in it whose post does not open names.
"""

import msgspec

from pabolo.programme.cases.kinds.base import Line


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """One field as it was entered: our codes (or text), and the words that were typed there."""

    codes: tuple[str, ...]
    words: str = ""


class SimfoniEntered(Line, frozen=True, kw_only=True, tag="simfoni_entered"):
    """The case was entered, or brought up to date, under this number. `values`: coded fields.

    `again`: it stood there before.
    """

    number: str
    values: dict[str, Entered]
    again: bool = False


class SimfoniSide(Line, frozen=True, kw_only=True):
    """What was entered from one sealed side."""

    values: dict[str, Entered]


class SimfoniIdentity(SimfoniSide, frozen=True, kw_only=True, tag="simfoni_identity"):
    """What was entered of who the child is."""


class SimfoniPlaces(SimfoniSide, frozen=True, kw_only=True, tag="simfoni_places"):
    """What was entered of where the child lives."""


class SimfoniAccused(SimfoniSide, frozen=True, kw_only=True, tag="simfoni_accused"):
    """What was entered of the alleged perpetrators."""


class SimfoniChosen(Line, frozen=True, kw_only=True, tag="simfoni_chosen"):
    """A person chose SIMFONI's word where ours does not settle it. Empty: taken back."""

    field: str
    word: str


class SimfoniTouched(Line, frozen=True, kw_only=True, tag="simfoni_touched"):
    """Fields of a sealed side changed after they were entered: keys only, no values."""

    fields: tuple[str, ...]
