"""What is kept of a text that somebody typed or pasted?"""

import re
import unicodedata
from dataclasses import dataclass

from pabolo.rules.decisions import Refusal

NARRATIVE_LIMIT = 20_000
LINE_LIMIT = 200

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_DROPPED_KINDS = frozenset({"Cc", "Cf", "Cs"})
_KEPT = frozenset("\n\t" + _JOINERS)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be kept and shown.

    `removed` counts invisible characters taken out, `cut` the characters beyond the limit.
    """

    text: str
    removed: int = 0
    cut: int = 0


def clean(text: str, *, limit: int = NARRATIVE_LIMIT) -> Cleaned:
    """What is kept of a longer text?

    Composed characters (NFC), plain line breaks, no control characters, no characters that turn
    the direction of writing or hide, no lone surrogates; at most `limit` characters.

    Source: Unicode Standard Annex 15 (NFC); Unicode Technical Report 36 (bidirectional spoofing).
    """
    lines = _LINE_BREAKS.sub("\n", text)
    unwanted = {ord(letter): None for letter in set(lines) if not _is_kept(letter)}
    visible = lines.translate(unwanted) if unwanted else lines
    composed = unicodedata.normalize("NFC", visible).strip()
    return Cleaned(composed[:limit], len(lines) - len(visible), max(0, len(composed) - limit))


def _is_kept(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter) not in _DROPPED_KINDS


def clean_line(text: str, *, limit: int = LINE_LIMIT) -> Cleaned:
    """What is kept of a name, a place, a number: anything of one line?

    As `clean`; every run of white space becomes one space.

    Source: as `clean`.
    """
    whole = clean(text, limit=max(limit, len(text)))
    line = " ".join(whole.text.split())
    return Cleaned(line[:limit], whole.removed, max(0, len(line) - limit))


def check_length(cleaned: Cleaned) -> Refusal | None:
    """Does the sender have to be told that something was cut?

    Source: practice; nothing is lost in silence.
    """
    if cleaned.cut:
        return Refusal(
            "text.too_long",
            "This text is longer than we can keep. Its beginning is kept below; "
            "shorten it, or send the rest as a second message.",
        )
    return None


def check_given(cleaned: Cleaned) -> Refusal | None:
    """Is anything left to read?

    Source: practice.
    """
    if not cleaned.text:
        return Refusal("text.empty", "Nothing is written here yet.")
    return None
