"""Every verb that the log can hold is read in words, not as a code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pabolo
from pabolo.doors.office.oversight.words import VERBS

HOME = Path(pabolo.__file__).parent
# Who writes to the log, or passes a verb on to who does.
WRITERS = {"act", "receipt", "record", "writing", "prove", "open_file", "_open"}
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
# Written by harnesses and benches only.
UNSEEN = {"proof.read"}


def called(node: ast.Call) -> str:
    """The bare name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def verbs_in(module: str) -> Iterator[str]:
    """Verbs that a module hands to a writer."""
    calls = (node for node in ast.walk(ast.parse(module)) if isinstance(node, ast.Call))
    given = (arg for call in calls if called(call) in WRITERS for arg in call.args)
    for arg in given:
        text = arg.value if isinstance(arg, ast.Constant) else None
        if isinstance(text, str) and VERB.fullmatch(text):
            yield text


def test_every_verb_of_the_log_has_words() -> None:
    found = {verb for path in HOME.rglob("*.py") for verb in verbs_in(path.read_text())}
    assert len(found) > 60
    assert found - UNSEEN - VERBS.keys() == set()


def test_a_verb_without_words_is_caught() -> None:
    assert [*verbs_in('with act("case.unheard_of", by=by, at=at): pass')] == ["case.unheard_of"]
