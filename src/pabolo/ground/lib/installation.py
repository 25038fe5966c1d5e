"""Is this data folder a demo or a real installation? It says so itself, in one small file."""

from pathlib import Path
from typing import Final

MODES: Final = ("demo", "real")
MARK: Final = "mode.txt"


class WrongMode(Exception):
    """A demo was started on real data, or the other way round."""


def marked_mode(data: Path) -> str:
    """What the folder says of itself: `demo`, `real`, or nothing yet."""
    path = data / MARK
    return path.read_text().strip() if path.exists() else ""


def mark(data: Path, mode: str) -> None:
    """Write what the folder is. A marked folder never changes its kind."""
    settled_mode(data, mode)
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    (data / MARK).write_text(mode + "\n")


def settled_mode(data: Path, asked: str, *, unmarked: str = "real") -> str:
    """The mode to run in. The folder's own mark wins; a contradiction is refused.

    A folder without a mark is taken for real unless the caller knows better, because a demo's
    one-click sign-in on real data would be the worse mistake.

    Errors: WrongMode.
    """
    marked = marked_mode(data)
    if asked and asked not in MODES:
        raise WrongMode(f"PABOLO_MODE is `{asked}`; it can be demo or real.")
    if marked and asked and marked != asked:
        raise WrongMode(
            f"The data folder {data} is a {marked} installation and was asked to run as {asked}. "
            "Choose another folder with --data."
        )
    return marked or asked or unmarked
