"""A second regency: a process of its own, with its own data folder, root and database.

`python -m tests.transfer.regency` reads one request a line and writes one answer a line. Files and
codes are all that pass between the two.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
NAME = "UPTD PPA Kabupaten Seberang"


class Regency:
    """The other side of the table, as this process sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def __call__(self, what: str, **given: str) -> dict[str, Any]:
        """Ask for one thing; raises AssertionError with the refusal's code where it was refused."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"what": what, **given}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the other regency is gone"
        said: dict[str, Any] = json.loads(line)
        assert "refused" not in said, said["refused"]
        return said


@contextmanager
def another_regency() -> Iterator[Regency]:
    """Start one in a folder of its own; gone with everything in it at the end."""
    with tempfile.TemporaryDirectory(prefix="pabolo-seberang-") as data:
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
            "PABOLO_DATA": data,
            "PABOLO_MODE": "demo",
            "PABOLO_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "pabolo.config.settings_test",
        }
        command = [sys.executable, "-m", "tests.transfer.regency"]
        process = subprocess.Popen(
            command, cwd=HOME, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            yield Regency(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=30)


def b64(raw: bytes) -> str:
    """Bytes for the way."""
    return base64.b64encode(raw).decode()


def _serve() -> None:
    """The loop of the child process."""
    import django

    django.setup()
    from tests.transfer import across

    across.found()
    for line in sys.stdin:
        asked = json.loads(line)
        do: Callable[..., dict[str, Any]] = getattr(across, asked.pop("what"))
        print(json.dumps(across.answered(do, asked)), flush=True)


if __name__ == "__main__":
    _serve()
