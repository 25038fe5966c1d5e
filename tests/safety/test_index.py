"""Every fault that people and machines bring has its test, and `docs/uji.md` tells which."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "uji.md"
FAULTS = (
    "Kirim ganda", "Token formulir kedaluwarsa", "Kode salah ketik", "Teks 10 MB",
    "Karakter kendali dan bidi", "Tanggal mustahil", "Usia tidak diketahui",
    "Anak dalam kandungan", "Anak tanpa dokumen", "nama petugas", "nama aktivis desa",
    "Dua petugas pada satu kasus", "Brankas terkunci", "Catatan audit tidak dapat ditulis",
    "Sesi hilang", "Cakram penuh",
)  # fmt: skip


def rows() -> dict[str, list[str]]:
    """The faults of the page, each with the tests it names."""
    found = {}
    for line in PAGE.read_text().splitlines():
        names = re.findall(r"`(test_\w+)`", line)
        if line.startswith("| ") and names:
            found[line.split("|")[1].strip()] = names
    return found


def known() -> set[str]:
    """Every test there is, by name."""
    trees = (ast.parse(path.read_text()) for path in (ROOT / "tests").rglob("test_*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def test_every_fault_has_a_row() -> None:
    told = " ".join(rows())
    assert [fault for fault in FAULTS if fault not in told] == []


def test_every_named_test_exists() -> None:
    named = {name for names in rows().values() for name in names}
    assert named - known() == set()


def test_every_named_file_exists() -> None:
    files = re.findall(r"`(tests/[\w/.]+)`", PAGE.read_text())
    assert files and [file for file in files if not (ROOT / file).exists()] == []
