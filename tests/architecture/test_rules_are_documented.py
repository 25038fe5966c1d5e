"""Where is the rule that decides X? Every rule says its question, its source and its codes."""

import ast
import re
from pathlib import Path

import pytest

import pabolo.rules

FOLDER = Path(pabolo.rules.__file__).parent
WORDS_ONLY = {"__init__", "actors", "decisions", "vocabulary"}
FORMULAS = {"attack", "claims", "counting", "disclosure", "indicators", "releases"}
"""Modules of arithmetic say their sources in their tables, not function by function."""
MODULES = sorted(path for path in FOLDER.rglob("*.py") if path.stem not in WORDS_ONLY)
CASEWORK = [
    path
    for path in MODULES
    if path.stem
    in {
        "access",
        "ages",
        "closing",
        "codes",
        "conflict",
        "consent",
        "light",
        "mediation",
        "merging",
        "lifecycle",
        "plan",
        "risk",
        "text",
        "triage",
    }
]
TESTS = "\n".join(p.read_text() for p in sorted(FOLDER.parents[2].glob("tests/**/*.py")))


def public_functions(path: Path) -> list[ast.FunctionDef]:
    return [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def refusal_codes(path: Path) -> list[str]:
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_is_named_after_a_question(path):
    said = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert said.split("\n")[0].endswith("?")


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.stem not in FORMULAS], ids=lambda path: path.stem
)
def test_every_public_rule_asks_a_question_and_names_its_source(path):
    for function in public_functions(path):
        said = ast.get_docstring(function) or ""
        question = said.split("\n\n")[0]
        where = f"{path.stem}.{function.name}"
        assert "?" in question, f"{where}: the docstring starts with the question it answers"
        assert re.search(r"^Source: \S", said, re.MULTILINE), f"{where}: no `Source:` line"


@pytest.mark.parametrize("path", CASEWORK, ids=lambda path: path.stem)
def test_every_refusal_code_is_tested(path):
    """Those of a move are tested arrow by arrow, through the table of what is missing."""
    codes = [code for code in refusal_codes(path) if not code.startswith("move.")]
    assert [code for code in codes if f'"{code}"' not in TESTS] == []


def test_sentences_hold_no_format_and_are_constants():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                sentence = node.args[1]
                assert isinstance(sentence, ast.Constant), f"{path.stem}: a sentence is a constant"
                assert "{" not in sentence.value
                assert "%" not in sentence.value
