"""Lines about letters: one got its number, one was cancelled."""

from pabolo.programme.cases.kinds.base import Line


class LetterMade(Line, frozen=True, kw_only=True, tag="letter_made"):
    """A document was made, with its number. `kind`: code of `rules.letters`."""

    letter: str
    kind: str
    number: str


class LetterCancelled(Line, frozen=True, kw_only=True, tag="letter_cancelled"):
    """A number was cancelled; the register keeps it."""

    letter: str
    number: str
    reason: str
