"""The words typed after ./pabolo."""

import os
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from pabolo.doors.command.frame import main, overview
from pabolo.doors.command.test import GAVE_UP, _ends
from pabolo.doors.command.verbs import Verb, present


def test_without_a_verb_it_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {verb.name} " in shown for verb in present())


def test_an_unknown_verb_is_refused_with_a_way_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["delete-everything"]) == 2
    assert "lists them" in capsys.readouterr().err


@pytest.mark.parametrize("verb", present(), ids=lambda verb: verb.name)
def test_a_verbs_module_says_of_itself_what_the_list_says(verb: Verb) -> None:
    module = import_module(verb.module)
    assert (verb.name, verb.help) == (module.NAME, module.HELP)
    assert module.__doc__


def test_the_overview_fits_a_terminal() -> None:
    assert max(len(text) for text in overview().splitlines()) <= 88


def test_a_run_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    told = tmp_path / "told"
    hang = "import time; time.sleep(60)"
    nested = (
        "import subprocess, sys, time;"
        f"p = subprocess.Popen([sys.executable, '-c', {hang!r}]);"
        f"open({str(told)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    assert _ends([sys.executable, "-c", nested], os.environ, 2) == GAVE_UP
    assert _ended(int(told.read_text()))


def _ended(process: int) -> bool:
    """Whether the process is gone, or only waits to be noticed; killing takes a moment."""
    stat = Path("/proc", str(process), "stat")
    for _ in range(100):
        if not stat.exists() or stat.read_text().split()[2] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_run_that_ends_says_how() -> None:
    assert _ends([sys.executable, "-c", "raise SystemExit(3)"], os.environ, 60) == 3
