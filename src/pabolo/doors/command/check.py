"""Run every check, one line each; a failed one shows what it saw. All of them run, always."""

import argparse
import difflib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from pabolo.doors.command import budgets, docs, prose, sentences, templates
from pabolo.doors.command.found import gettext_programs, uv
from pabolo.doors.command.root import ROOT
from pabolo.doors.command.tell import line

NAME = "check"
HELP = "formatters, linters, types, contracts, translations, docs"

BIN: Final = Path(sys.executable).parent
NOWHERE: Final = "postgresql://nobody@127.0.0.1:1/none"
EXPORT: Final = ("export", "--frozen", "--no-emit-project", "--no-header", "--quiet")
EXPORTS: Final = {"requirements.txt": "--no-dev", "requirements-dev.txt": "--only-dev"}
SHOWN: Final = 40


class NotChecked(Exception):
    """A check could not run here; the text says what is missing."""


def _run(command: Sequence[str | Path], **environment: str) -> str:
    """What a command printed if it failed, nothing if it passed."""
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or "failed"


def tool(name: str, *words: str) -> Callable[[], str]:
    """A check that runs a program of the environment."""
    return lambda: _run([BIN / name, *words])


def listed(find: Callable[[], list[str]]) -> Callable[[], str]:
    """A check that lists faults."""
    return lambda: "\n".join(find())


def migrations(url: str) -> Callable[[], str]:
    """A check that the models of one kind of database need no new migration."""
    words = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "django",
        "makemigrations",
        "--check",
        "--dry-run",
    ]
    return lambda: _run(words, PABOLO_DATABASE_URL=url, PABOLO_POOL="0")


def _program() -> str:
    found = uv()
    if found is None:
        raise NotChecked("uv is not here")
    return found


def lock() -> str:
    """Whether uv.lock is what pyproject.toml asks for."""
    return _run([_program(), "lock", "--check", "--quiet"])


def exports() -> str:
    """Whether the hash-pinned requirements are what the lock says."""
    stale = []
    for file, group in EXPORTS.items():
        done = subprocess.run(  # noqa: S603
            [_program(), *EXPORT, group], cwd=ROOT, capture_output=True, text=True, check=True
        )
        ours = (ROOT / file).read_text().splitlines()
        changed = list(difflib.unified_diff(ours, done.stdout.splitlines(), lineterm="", n=0))
        stale += [f"{file} is stale: uv {' '.join(EXPORT)} {group} -o {file}"] * bool(changed)
    return "\n".join(stale)


def coverage() -> str:
    """Whether every sentence has its Indonesian and the other way round."""
    if not gettext_programs():
        raise NotChecked("xgettext is not here")
    return "\n".join(sentences.coverage_faults())


CHECKS: Final[Sequence[tuple[str, Callable[[], str]]]] = (
    ("lint (ruff)", tool("ruff", "check", "--quiet", ".")),
    ("format (ruff)", tool("ruff", "format", "--check", "--quiet", ".")),
    ("types (mypy)", tool("mypy", "--no-error-summary")),
    ("import contracts", tool("lint-imports")),
    ("migrations, SQLite", migrations("")),
    ("migrations, PostgreSQL", migrations(NOWHERE)),
    ("uv.lock", lock),
    ("requirements exports", exports),
    (
        "generated docs",
        listed(lambda: [f"{file} is stale: ./pabolo docs" for file in docs.stale()]),
    ),
    ("catalogues whole", listed(sentences.catalogue_faults)),
    ("sentences translated", coverage),
    ("README and change log", listed(prose.faults)),
    ("templates", listed(templates.all_faults)),
    ("sizes", listed(budgets.over_budget)),
)


def _one(name: str, check: Callable[[], str]) -> bool:
    """Run one check and say how it went; whether it failed."""
    started = time.monotonic()
    try:
        seen, word = check(), "ok"
    except NotChecked as reason:
        seen, word, name = "", "--", f"{name}: not checked, {reason}"
    except Exception as error:  # a broken check is a failed check, and the others still run
        seen, word = f"{type(error).__name__}: {error}", "ok"
    line(f"{'FAIL' if seen else word:<5}{time.monotonic() - started:6.1f} s  {name}")
    for text in seen.splitlines()[:SHOWN]:
        line(f"              {text}")
    return bool(seen)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo check`."""
    parser.add_argument("only", nargs="*", help="run only checks whose name holds one of these")


def run(args: argparse.Namespace) -> int:
    """Run the checks; 0 only if none failed."""
    chosen = [
        (name, check)
        for name, check in CHECKS
        if not args.only or any(word in name for word in args.only)
    ]
    failed = sum(_one(name, check) for name, check in chosen)
    line(f"{len(chosen)} checks, {failed} failed")
    return 1 if failed else 0
