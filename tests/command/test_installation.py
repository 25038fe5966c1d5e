"""What a data folder says of itself."""

from pathlib import Path

import pytest

from pabolo.ground.lib.installation import WrongMode, mark, settled_mode


def test_a_folder_without_a_mark_is_taken_for_real(tmp_path: Path) -> None:
    assert settled_mode(tmp_path, "") == "real"


def test_the_mark_decides_when_nobody_asks(tmp_path: Path) -> None:
    mark(tmp_path, "demo")
    assert settled_mode(tmp_path, "") == "demo"


def test_a_real_folder_never_runs_as_a_demo(tmp_path: Path) -> None:
    mark(tmp_path, "real")
    with pytest.raises(WrongMode):
        settled_mode(tmp_path, "demo")
    with pytest.raises(WrongMode):
        mark(tmp_path, "demo")


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongMode):
        settled_mode(tmp_path, "production")
