"""What a benchmark stands on: the machine, and a register of a size."""

import os
import platform
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

import django
from django.conf import settings

from pabolo.demo.bulk import build_bench
from pabolo.doors.command.readiness import make_ready, migrate
from pabolo.ground.keys import ring
from pabolo.ground.lib import clock
from pabolo.ground.lib.installation import mark

STAMP: Final = "bench.txt"


def machine() -> str:
    """One line about what this ran on."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = (line.partition(":") for line in info.read_text().splitlines())
        model = next((value.strip() for key, _, value in lines if "model name" in key), "")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores {model or platform.machine()}, load {load}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"Django {django.get_version()}"
    )


def prepare(scale: float, seed: int, progress: Callable[[str], None]) -> Path:
    """The register of this size in this process's data folder; built once."""
    data = Path(settings.DATA)
    stamp = data / STAMP
    wanted = f"{scale:g} {seed}"
    mark(data, "demo")
    migrate()
    if not stamp.exists() or stamp.read_text() != wanted:
        ring.make_pairs()
        build_bench(data=data, at=clock.now(), seed=seed, scale=scale, progress=progress)
        stamp.write_text(wanted)
    make_ready()
    return data
