"""How long a letter takes to become a PDF: the child process, typesetting, reading it back."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Final

from pabolo.doors.command.benches.results import Result, p95
from pabolo.ground.documents.sheets import Grid, Head, Mark, Rows, Sheet, Sign, Texts
from pabolo.ground.documents.typesetting import typeset
from pabolo.ground.lib import clock

NAME: Final = "pdf"
WARM: Final = 2
HEAD: Final = Head(above=("Pemerintah Kabupaten",), name="UPTD PPA", address="Jalan Contoh 1")
MARK: Final = Mark(line="Dicetak oleh Petugas. Jejak J-000000.", secrecy="Rahasia.")
PARAGRAPH: Final = "Kami mohon satu kursi di kelas delapan, dan satu guru pendamping. " * 6


def sheet(pages: int) -> Sheet:
    """A letter of about so many pages."""
    rows = tuple((f"Layanan {n}", "Untuk anak", "1 dari 4") for n in range(14 * pages))
    parts = (
        Rows(rows=(("Yang kami mohon", "Satu kursi"), ("Dasar", "Persetujuan anak"))),
        Texts(texts=(PARAGRAPH,) * (4 * pages - 3)),
        Grid(heads=("Layanan", "Untuk siapa", "Diberikan"), rows=rows),
    )
    sign = Sign(post="Kepala UPTD PPA,", name="Nama", nip="0")
    return Sheet(style="letter", heading="Surat", parts=parts, sign=sign)


def times(pages: int, *, rounds: int, at: datetime) -> list[float]:
    """Milliseconds of each round after a few to warm up."""
    found = []
    for _ in range(WARM + rounds):
        begun = time.perf_counter()
        typeset(sheet(pages), head=HEAD, mark=MARK, at=at)
        found.append((time.perf_counter() - begun) * 1000)
    return found[WARM:]


def measure(rounds: int, sizes: Sequence[int] = (1, 5)) -> Iterator[tuple[str, float, str]]:
    """Every figure as (metric, value, unit)."""
    for pages in sizes:
        found = times(pages, rounds=rounds, at=clock.now())
        yield f"PDF of {pages} pages, p50", median(found), "ms"
        yield f"PDF of {pages} pages, p95", p95(found), "ms"


def results(data: Path, *, scale: float, rounds: int, seed: int) -> Iterator[Result]:
    """As the other benches: a letter does not grow with the register."""
    for metric, value, unit in measure(rounds):
        yield Result(NAME, metric, value, unit)
