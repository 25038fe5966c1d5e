"""The rules can be found: by question, by law, by the code a person was shown."""

import ast
from collections import Counter

import pytest

from pabolo.doors.command.rulebook import modules, paragraphs, parsed, refusals_in

DECIDING = ("may_", "must_", "due_", "keep_until_")


def _functions(module: str) -> list[ast.FunctionDef]:
    found = [node for node in parsed(module).body if isinstance(node, ast.FunctionDef)]
    return [node for node in found if not node.name.startswith("_")]


@pytest.mark.parametrize("module", modules())
def test_every_decision_asks_a_question_and_names_its_source(module: str) -> None:
    for node in _functions(module):
        question, source = paragraphs(ast.get_docstring(node) or "")
        assert question, f"{node.name} has no docstring"
        if node.name.startswith(DECIDING):
            assert "?" in question, f"{node.name}: the docstring is the question it answers"
            assert source, f"{node.name}: no Source:"


def test_a_refusal_code_stands_in_one_place_only() -> None:
    written = [code for module in modules() for code, _ in refusals_in(parsed(module))]
    assert [code for code, times in Counter(written).items() if times > 1] == []


def test_a_refusal_is_a_sentence() -> None:
    said = [text for module in modules() for _, text in refusals_in(parsed(module))]
    assert [text for text in said if not text.endswith(".") or not text[0].isupper()] == []
