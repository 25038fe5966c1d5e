"""Every sentence and label of the ground's registers and the network has its Indonesian."""

import ast
from pathlib import Path

import polib
import pytest

import pabolo

PACKAGE = Path(pabolo.__file__).parent
OWNERS = {
    "programme/network": [
        "rules/activities.py",
        "rules/groups.py",
        "rules/group_register.py",
        "programme/network/actions/photos.py",
    ],
    "ground/agencies": ["rules/agencies.py"],
    "ground/places": ["ground/places/labels.py"],
    "ground/policy": [
        "rules/policy.py",
        "rules/policy_tables.py",
        "rules/tables.py",
        "ground/policy/actions.py",
        "ground/policy/taking.py",
        "ground/policy/labels.py",
        "ground/policy/defaults.py",
    ],
}


def _sentences(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"Refusal": 1, "_": 0, "msg": 0}.get(node.func.id)
            if place is not None:
                text = node.args[place]
                assert isinstance(text, ast.Constant), ast.unparse(node)
                found.add(str(text.value))
    return found


@pytest.mark.parametrize("owner", OWNERS)
def test_nothing_is_missing_fuzzy_or_left_over(owner: str) -> None:
    catalogue = polib.pofile(str(PACKAGE / owner / "locale/id/LC_MESSAGES/django.po"))
    wanted = set().union(*(_sentences(PACKAGE / source) for source in OWNERS[owner]))
    assert {entry.msgid for entry in catalogue if entry.msgstr and not entry.fuzzy} == wanted
