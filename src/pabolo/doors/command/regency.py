"""The made-up regency in a data folder: built once, recognised by its stamp ever after."""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.db import connections

from pabolo.demo.build import build_regency
from pabolo.demo.bulk import build_bench
from pabolo.demo.cast import CAST
from pabolo.doors.command.readiness import migrate
from pabolo.doors.command.tell import Progress, Stop
from pabolo.ground.keys import recovery, ring
from pabolo.ground.lib.clock import now
from pabolo.ground.lib.installation import MARK, mark, marked_mode

STAMP: Final = "demo.json"
UNDER_WAY: Final = "building.txt"
SEED: Final = 12
# In a demo the key that opens its backups lies beside the data, so that restoring can be tried.
RECOVERY: Final = "demo-recovery-key.txt"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides every fact of a made-up regency: `bench` fills in rows, and tells no stories."""

    seed: int
    scale: float
    bench: bool = False


def built(data: Path) -> Recipe | None:
    """What was built in this folder, if a build ever finished there."""
    path = data / STAMP
    return Recipe(**json.loads(path.read_text())) if path.exists() else None


def _empty(data: Path) -> None:
    """Remove a demo's files. Only ever called on a folder that is marked as a demo."""
    connections.close_all()
    for child in data.iterdir():
        if child.name == MARK:
            continue
        if child.is_dir():
            shutil.rmtree(child)
        else:
            child.unlink()


def _stands(data: Path) -> bool:
    """Whether data lies here that is no half of an interrupted build."""
    return (data / "pabolo.sqlite3").exists() and not (data / UNDER_WAY).exists()


def _refuse_strangers(data: Path, recipe: Recipe, *, fresh: bool) -> None:
    if not marked_mode(data) and (data / "pabolo.sqlite3").exists():
        raise Stop(f"{data} holds data that is not marked as a demo. Choose another with --data.")
    known = built(data)
    if known is None and _stands(data) and not fresh:
        raise Stop(
            f"{data} holds a demo that was not built here, perhaps a restored one. "
            f"`./pabolo serve --data {data}` serves it as it is; --fresh builds anew over it."
        )
    if known not in (None, recipe) and not fresh:
        raise Stop(
            f"{data} holds another made-up regency ({known}). "
            "Add --fresh to build it anew, or choose another folder with --data."
        )


def build(data: Path, recipe: Recipe, *, fresh: bool = False) -> bool:
    """Build the regency unless it stands; returns whether anything was built.

    A build that was interrupted says that it is under way, and is started anew from an empty
    folder.
    Errors: Stop.
    """
    _refuse_strangers(data, recipe, fresh=fresh)
    if built(data) == recipe and not fresh:
        migrate()
        return False
    mark(data, "demo")
    _empty(data)
    (data / UNDER_WAY).write_text("A build is under way here, or was interrupted.\n")
    progress = Progress()
    progress("laying out the database")
    migrate()
    ring.make_pairs()
    (data / RECOVERY).write_text(recovery.make() + "\n")
    builder = build_bench if recipe.bench else build_regency
    builder(data=data, at=now(), seed=recipe.seed, scale=recipe.scale, progress=progress)
    (data / STAMP).write_text(json.dumps(asdict(recipe)))
    (data / UNDER_WAY).unlink()
    progress("built")
    return True


def logins() -> list[tuple[str, str]]:
    """Demo accounts as (user name, name and role)."""
    return [(member.username, f"{member.name}, {member.role.value}") for member in CAST]
