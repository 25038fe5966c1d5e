"""A real installation is set up, unlocked and locked without a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PASSPHRASE = "empat kata yang panjang sekali"


class Machine:
    """A folder in which `./pabolo` is run as a person would, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "passphrase").write_text(PASSPHRASE + "\n")
        (folder / "wrong").write_text("bukan kata-kata yang benar\n")
        (folder / "password").write_text("kata-sandi-pertama\n")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        ours = ("PABOLO_", "DJANGO_", "PYTEST_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        return subprocess.run(
            [sys.executable, "-m", "pabolo.doors.command", *words],
            cwd=self.folder,
            env=kept | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def init(self, admin: str = "admin") -> subprocess.CompletedProcess[str]:
        return self.run(
            "init", "--data", "d", "--passphrase-file", "passphrase", "--admin", admin,
            "--admin-name", "Admin", "--admin-password-file", "password",
            "--recovery", "recovery.txt",
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_set_up_unlock_and_lock(machine: Machine) -> None:
    done = machine.init()
    assert done.returncode == 0, done.stderr
    secret = (machine.folder / "recovery.txt").read_text()
    assert secret.startswith("AGE-SECRET-KEY-")
    everything = b"".join(f.read_bytes() for f in (machine.folder / "d").rglob("*") if f.is_file())
    assert secret.strip().encode() not in everything, "the recovery key stays out of the data"
    assert PASSPHRASE.encode() not in everything
    wrong = machine.run("unlock", "--data", "d", "--passphrase-file", "wrong")
    assert wrong.returncode == 1 and "does not open" in wrong.stderr
    try:
        opened = machine.run("unlock", "--data", "d", "--passphrase-file", "passphrase")
        assert opened.stdout == "Unlocked.\n", opened.stderr
    finally:
        assert machine.run("unlock", "--data", "d", "--lock").stdout == "Locked.\n"


def test_an_interrupted_set_up_is_taken_up_again(machine: Machine) -> None:
    assert machine.init(admin="X").returncode == 1
    assert not (machine.folder / "recovery.txt").exists()
    assert machine.init().returncode == 0
    assert "set up before" in machine.init().stdout


def test_a_real_installation_is_no_demo(machine: Machine) -> None:
    machine.init()
    refused = machine.run("simulate", "--data", "d", "--fresh")
    assert refused.returncode == 1 and "real installation" in refused.stderr
    assert (machine.folder / "d" / "pabolo.sqlite3").exists()


def test_only_the_owner_can_read_the_data(machine: Machine) -> None:
    machine.init()
    machine.run("unlock", "--data", "d", "--lock")  # takes its socket away, which would race us
    files = [machine.folder / "d", *(machine.folder / "d").rglob("*")]
    assert [str(f) for f in files if f.stat().st_mode & 0o077] == []
