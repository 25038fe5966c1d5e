"""Searching every byte of a folder for words that must not be there, however they are written.

Each word is looked for as it is, in capitals and small letters, in UTF-16, in base64 at its three
offsets, in hexadecimal, escaped as in JSON and as in a URL, and once more in everything that
inflates (zlib, gzip, raw deflate of zip files), two layers deep.
"""

import base64
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

PROBE = 7  # bytes compared before a whole word is
CHUNK = 1 << 20
MOST_INFLATED = 1 << 22
LEAST_INFLATED = 24
LAYERS = 2


def spellings(word: str) -> Iterator[tuple[str, bytes]]:
    """Every way in which a word could stand in a file."""
    plain = word.encode()
    yield "utf-8", plain
    yield "small", word.lower().encode()
    yield "capitals", word.upper().encode()
    yield "utf-16-le", word.encode("utf-16-le")
    yield "utf-16-be", word.encode("utf-16-be")
    yield "hex", plain.hex().encode()
    yield "HEX", plain.hex().upper().encode()
    yield "json", json.dumps(word)[1:-1].encode()
    yield "url", quote(word).encode()
    yield "form", quote_plus(word).encode()
    yield "backwards", word[::-1].encode()
    for offset in range(3):
        yield f"base64+{offset}", _base64(plain, offset)


def _base64(raw: bytes, offset: int) -> bytes:
    """The symbols that depend on the word alone, whatever stands before and after it."""
    whole = base64.b64encode(bytes(offset) + raw)
    first = (0, 2, 3)[offset]
    last = (len(raw) + offset) * 8 // 6
    return whole[first:last]


@dataclass
class Search:
    """What is searched for, what was searched, and what was found."""

    words: Iterable[str]
    bytes: int = 0
    files: int = 0
    streams: int = 0
    found: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _wanted: dict[bytes, list[tuple[bytes, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        for word in self.words:
            for how, spelled in spellings(word):
                if len(spelled) >= PROBE:
                    self._wanted[spelled[:PROBE]].append((spelled, word, how))

    def folder(self, folder: Path, *, but: Iterable[str] = ()) -> None:
        """Search every file below a folder, except below the folders named."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.relative_to(folder).parts[0] not in but:
                self.files += 1
                self.blob(path.read_bytes(), path.relative_to(folder).as_posix())

    def blob(self, content: bytes, where: str, layer: int = 0, within: str = "") -> None:
        """Search some bytes, and what inflates from them."""
        self.bytes += len(content)
        for start in range(0, max(1, len(content)), CHUNK):
            piece = content[start : start + CHUNK + 1024]
            windows = (piece[i : i + PROBE] for i in range(len(piece)))
            for probe in self._wanted.keys() & set(windows):
                for spelled, word, how in self._wanted[probe]:
                    if spelled in piece:
                        self.found[word].add((where, within + how))
        if layer < LAYERS:
            for kind, inner in inflated(content):
                self.streams += 1
                self.blob(inner, where, layer + 1, f"{within}{kind} > ")


HEADS = ((b"\x78\x01", 15), (b"\x78\x5e", 15), (b"\x78\x9c", 15), (b"\x78\xda", 15))


def inflated(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything that inflates, wherever it begins."""
    for head, bits in HEADS:
        for place in _places(content, head):
            yield from _inflate("zlib", content[place : place + MOST_INFLATED], bits)
    for place in _places(content, b"\x1f\x8b\x08"):
        yield from _inflate("gzip", content[place : place + MOST_INFLATED], 31)
    for place in _places(content, b"PK\x03\x04"):
        name, extra = content[place + 26 : place + 28], content[place + 28 : place + 30]
        skip = 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        body = content[place + skip : place + skip + MOST_INFLATED]
        yield from _inflate("zip", body, -15)


def _places(content: bytes, head: bytes) -> Iterator[int]:
    place = content.find(head)
    while place >= 0:
        yield place
        place = content.find(head, place + 1)


def _inflate(kind: str, content: bytes, bits: int) -> Iterator[tuple[str, bytes]]:
    try:
        inner = zlib.decompressobj(bits).decompress(content, MOST_INFLATED)
    except zlib.error:
        return
    if len(inner) >= LEAST_INFLATED:
        yield kind, inner


def controls(word: str) -> dict[str, bytes]:
    """File contents in which a search must find the word: one a spelling, and deflated ones."""
    noise = b"\x00\x17" * 400
    made = {how: noise + spelled + noise for how, spelled in spellings(word)}
    raw = f"awal {word} akhir, dan lagi".encode()
    made["zlib > utf-8"] = noise + zlib.compress(raw) + noise
    made["zlib > utf-16-le"] = zlib.compress(raw.decode().encode("utf-16-le"), 9)
    made["gzip > utf-8"] = noise + gzip.compress(raw)
    made["gzip > zlib > utf-8"] = gzip.compress(zlib.compress(raw))
    for offset in range(3):
        made[f"base64+{offset}"] = noise + base64.b64encode(bytes(offset) + word.encode() + b"!!")
    return made
