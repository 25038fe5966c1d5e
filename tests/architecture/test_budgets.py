"""Functions and modules stay readable."""

from pathlib import Path

from pabolo.doors.command.budgets import over_budget


def test_nothing_is_over_its_budget() -> None:
    assert over_budget() == []


def test_a_long_function_and_a_long_module_are_told(tmp_path: Path) -> None:
    body = "    x = 1\n" * 61
    (tmp_path / "long.py").write_text(f"def endless():\n{body}" + "y = 2\n" * 450)
    told = over_budget(tmp_path)
    assert any("endless has 62 lines" in text for text in told)
    assert any("lines, at most 500" in text for text in told)
