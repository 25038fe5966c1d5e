"""A made-up regency is built once, and never over something else."""

from pathlib import Path

from tests.command.test_unattended import Machine


def test_it_is_built_once_and_then_recognised(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    words = ("simulate", "--data", "d", "--scale", "0.001")
    first, second = machine.run(*words), machine.run(*words)
    assert first.stdout.endswith("d: built\n"), first.stderr
    assert second.stdout.endswith("d: stood already\n"), second.stderr
    other = machine.run("simulate", "--data", "d", "--scale", "0.002")
    assert other.returncode == 1 and "another made-up regency" in other.stderr


def test_an_interrupted_build_is_started_anew(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.run("simulate", "--data", "d", "--scale", "0.001")
    (tmp_path / "d" / "demo.json").rename(tmp_path / "d" / "building.txt")
    (tmp_path / "d" / "left-over").write_text("half")
    again = machine.run("simulate", "--data", "d", "--scale", "0.001")
    assert again.stdout.endswith("d: built\n"), again.stderr
    assert not (tmp_path / "d" / "left-over").exists()


def test_a_restored_demo_is_not_built_over(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    words = ("simulate", "--data", "d", "--scale", "0.001")
    machine.run(*words)
    (tmp_path / "d" / "demo.json").unlink()  # what a backup does not hold
    before = (tmp_path / "d" / "pabolo.sqlite3").read_bytes()
    refused = machine.run(*words)
    assert refused.returncode == 1 and "not built here" in refused.stderr
    assert (tmp_path / "d" / "pabolo.sqlite3").read_bytes() == before


def test_a_folder_with_unmarked_data_is_left_alone(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "pabolo.sqlite3").write_bytes(b"somebody's")
    refused = machine.run("simulate", "--data", "d")
    assert refused.returncode == 1 and "not marked as a demo" in refused.stderr
    assert (tmp_path / "d" / "pabolo.sqlite3").read_bytes() == b"somebody's"
