"""Recording what a process does to its files, with a small library that is compiled when needed."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pabolo.doors.command.tell import Stop

SOURCE: Final = Path(__file__).with_name("recorder.c")
COMPILERS: Final = ("cc", "gcc", "clang")
NEEDED: Final = (
    "Simulated power cuts need a C compiler (Debian: apt-get install gcc libc6-dev). "
    "Without one only the kills can be proved."
)
_HEAD: Final = struct.Struct("<cHqI")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a file: W write, T truncate, S sync, U unlink."""

    kind: str
    name: str
    offset: int
    data: bytes


def compiler() -> str | None:
    """The C compiler of this machine, if it has one."""
    return next((path for name in COMPILERS if (path := shutil.which(name))), None)


def build(folder: Path) -> Path:
    """Compile the recorder into a folder. Errors: Stop."""
    program = compiler()
    if program is None:
        raise Stop(NEEDED)
    target = folder / "recorder.so"
    command = [program, "-O2", "-shared", "-fPIC", "-o", str(target), str(SOURCE), "-ldl"]
    done = subprocess.run(  # noqa: S603 - the compiler of this machine, our own source
        [*command, "-lpthread"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"The recorder does not compile:\n{done.stderr}")
    return target


def steps(log: Path) -> Iterator[Step]:
    """What was recorded, in order. A record that was cut off at the end is left out."""
    raw = log.read_bytes()
    place = 0
    while place + _HEAD.size <= len(raw):
        kind, name_size, offset, data_size = _HEAD.unpack_from(raw, place)
        begin = place + _HEAD.size
        middle, end = begin + name_size, begin + name_size + data_size
        if end > len(raw):
            return
        yield Step(kind.decode(), raw[begin:middle].decode(), offset, raw[middle:end])
        place = end
