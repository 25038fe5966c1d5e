"""The words typed after ./pabolo."""

from importlib import import_module

import pytest

from pabolo.doors.command.frame import main, overview
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
