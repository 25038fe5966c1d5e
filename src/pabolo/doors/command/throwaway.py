"""A PostgreSQL cluster that lives as long as a test run: own folder, own socket, no network.

Its durability is switched off, so nothing but tests may use it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pabolo.doors.command.tell import Stop

QUICK: Final = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "listen_addresses=",
)


def _unprivileged() -> dict[str, Any]:
    """Whom to run the server as: `initdb` refuses root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise Stop("PostgreSQL cannot run as root, and there is no other account to run it as.")


def _do(command: Sequence[str | Path], folder: Path, account: dict[str, Any]) -> None:
    done = subprocess.run(  # noqa: S603 (programs found on this machine, arguments of our own)
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **account,
    )
    if done.returncode:
        raise Stop(f"{command[0]} failed:\n{done.stdout}")


@contextmanager
def throwaway_postgres(programs: Path) -> Iterator[str]:
    """Start a cluster; yields a `PABOLO_DATABASE_URL`; stops and removes it at the end.

    Errors: Stop.
    """
    account = _unprivileged()
    # Short and lower-case: a socket's path is limited, and it travels as the host of a URL.
    folder = Path(tempfile.mkdtemp(prefix="pabolo-pg-", dir="/tmp"))
    if account:
        os.chown(folder, account["user"], account["group"])
    cluster, log = folder / "cluster", folder / "log"
    settings = [word for item in QUICK for word in ("-c", item)]
    options = " ".join([*(f"'{word}'" for word in settings), "-k", str(folder)])
    try:
        _do(
            [programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--locale=C"],
            folder, account,
        )  # fmt: skip
        control: list[str | Path] = [programs / "pg_ctl", "-D", cluster, "-w", "-l", log]
        _do([*control, "-o", options, "start"], folder, account)
        try:
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/pabolo"
        finally:
            _do([*control, "-m", "immediate", "stop"], folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
