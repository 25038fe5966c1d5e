"""Nothing of a child, a reporter or an accused person can be read in any byte that is kept."""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.safety.searching import Search, controls, spellings

CONTROL = "Penanda Ujian Kertas Biru"
SCALE = "0.02"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def inhabited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A lived-in data folder with its temporary files and its output; who lived there."""
    home = tmp_path_factory.mktemp("inhabited")
    for name in ("data", "temp"):
        (home / name).mkdir()
    told = tmp_path_factory.mktemp("told") / "told.json"
    ours = ("PABOLO_", "DJANGO_", "PYTEST_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    with (home / "output.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "tests.safety.inhabited", SCALE],
            cwd=ROOT,
            env=kept
            | {
                "PABOLO_DATA": str(home / "data"),
                "PABOLO_MODE": "demo",
                "DJANGO_SETTINGS_MODULE": "pabolo.config.settings",
                "TMPDIR": str(home / "temp"),
                "TOLD": str(told),
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path]),
            },
            stdout=log,
            stderr=log,
            timeout=600,
            check=False,
        )
    assert told.exists(), (home / "output.log").read_text()[-3000:]
    done = json.loads(told.read_text())
    assert set(done["answers"]) <= {200, 302, 409}, done["answers"]
    assert done["answers"].count(200) >= 8 and 302 in done["answers"]
    assert (home / "data" / "backups" / done["backup"]).is_dir()
    return home, done["identities"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_identity_stands_in_any_byte_of_the_data_folder(
    inhabited: tuple[Path, list[str]],
) -> None:
    home, identities = inhabited
    names = {path.name for path in home.rglob("*")}
    assert {"pabolo.sqlite3", "pabolo.sqlite3-wal", "keys.sqlite3", "output.log"} <= names
    search = Search(identities)
    search.folder(home / "data", but=["static"])
    search.folder(home / "temp")
    search.blob((home / "output.log").read_bytes(), "output.log")
    print(
        f"\n{len(identities)} identities, {search.files} files, {search.bytes} bytes, "
        f"{search.streams} inflated streams"
    )
    assert len(identities) > 500 and search.bytes > 5_000_000
    assert dict(search.found) == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_same_search_finds_a_planted_row_and_a_planted_file(
    inhabited: tuple[Path, list[str]], tmp_path: Path
) -> None:
    # In a copy: who closes the last connection folds the log in and takes it away.
    home = shutil.copytree(inhabited[0], tmp_path / "copy", ignore=shutil.ignore_patterns("static"))
    with closing(sqlite3.connect(home / "data" / "pabolo.sqlite3")) as link:
        link.execute("CREATE TABLE planted (text)")
        link.execute("INSERT INTO planted VALUES (?)", [CONTROL])
        link.execute("INSERT INTO planted VALUES (?)", [gzip.compress(CONTROL.encode() * 3)])
        link.commit()
        search = Search([CONTROL])
        search.folder(home / "data", but=["static"])
    where = {place for place, _ in search.found[CONTROL]}
    assert any(place.startswith("pabolo.sqlite3") for place in where)
    assert "gzip > utf-8" in {how for _, how in search.found[CONTROL]}


@pytest.mark.parametrize("how", [*controls(CONTROL)])
def test_each_spelling_is_found(how: str) -> None:
    search = Search([CONTROL])
    search.blob(controls(CONTROL)[how], "planted")
    found = {spelling for _, spelling in search.found[CONTROL]}
    plain = dict(spellings(CONTROL)).get(how)
    alike = {name for name, raw in spellings(CONTROL) if raw == plain}
    assert how in found or alike & found


def test_what_lies_across_two_pieces_is_found() -> None:
    search = Search([CONTROL])
    search.blob(bytes((1 << 20) - 5) + CONTROL.encode() + bytes(50), "planted")
    assert ("planted", "utf-8") in search.found[CONTROL]


def test_what_is_not_there_is_not_found() -> None:
    search = Search([CONTROL])
    search.blob(os.urandom(1 << 20) + b"Penanda Ujian Kertas Merah", "planted")
    assert search.found == {}
