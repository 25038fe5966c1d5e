"""What does a refused request look like?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done: a stable code for machines and logs, a sentence for people.

    The sentence is English source text; doors translate it. It says what is missing and what
    to do next, and never holds a name.
    """

    code: str
    sentence: str


def msg(sentence: str) -> str:
    """Mark an English sentence that people will see and that stands outside a `Refusal`.

    Returns it unchanged; xgettext finds it by the keyword `msg`, doors translate it.
    """
    return sentence
