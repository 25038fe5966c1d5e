"""Which programs beside Python are on this machine?"""

import os
import shutil
from pathlib import Path
from typing import Final

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_HOMES: Final = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/usr")


def chromium() -> str | None:
    """The Chromium to drive in browser tests: PABOLO_CHROMIUM, or the first one found."""
    names = (os.environ.get("PABOLO_CHROMIUM", ""), *BROWSERS)
    return next((path for name in names if name and (path := shutil.which(name))), None)


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(letter if letter.isdigit() else " " for letter in str(folder)).split()
    return tuple(int(number) for number in digits)


def postgres_programs() -> Path | None:
    """The folder with `initdb` and `postgres`: PABOLO_POSTGRES, or the newest one found."""
    asked = os.environ.get("PABOLO_POSTGRES", "")
    if asked:
        return Path(asked)
    folders = [path.parent for home in POSTGRES_HOMES for path in Path(home).glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    newest = sorted(folders, key=_version)[-1:]
    return newest[0] if newest else (Path(on_path).parent if on_path else None)


def gettext_programs() -> bool:
    """Whether `xgettext` is here, to read the source sentences."""
    return shutil.which("xgettext") is not None


def uv() -> str | None:
    """The `uv` to check the lock with, if it is here and runs."""
    return shutil.which("uv")
