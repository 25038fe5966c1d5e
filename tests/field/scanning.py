"""What a finder of the phone could read: every file of a browser's profile, in every dress.

LevelDB keeps tables in Snappy blocks and logs in pieces of 32 kB; both are undone here, after
the formats' own descriptions (leveldb/doc/table_format.md, log_format.md; snappy
format_description.txt).
"""

import base64
from collections.abc import Iterator
from pathlib import Path

FOOTER, MAGIC = 48, bytes.fromhex("57fb808b247547db")
LOG_BLOCK, LOG_HEADER = 32768, 7
SNAPPY = 1


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def unsnapped(data: bytes) -> bytes:
    """Undo Snappy."""
    size, at = varint(data, 0)
    out = bytearray()
    while at < len(data) and len(out) < size:
        tag = data[at]
        at += 1
        kind, length = tag & 3, tag >> 2
        if kind == 0:
            if length >= 60:
                extra = length - 59
                length, at = int.from_bytes(data[at : at + extra], "little"), at + extra
            out += data[at : at + length + 1]
            at += length + 1
            continue
        if kind == 1:
            back, length, at = (tag >> 5) << 8 | data[at], (length & 7) + 4, at + 1
        else:
            wide = 2 if kind == 2 else 4
            back, length, at = int.from_bytes(data[at : at + wide], "little"), length + 1, at + wide
        for _byte in range(length):
            out.append(out[-back])
    return bytes(out)


def _block(data: bytes, offset: int, size: int) -> bytes:
    body = data[offset : offset + size]
    return unsnapped(body) if data[offset + size] == SNAPPY else body


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    restarts = int.from_bytes(block[-4:], "little")
    end, at, key = len(block) - 4 * (restarts + 1), 0, b""
    while at < end:
        shared, at = varint(block, at)
        fresh, at = varint(block, at)
        size, at = varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        yield key, block[at : at + size]
        at += size


def table(data: bytes) -> Iterator[bytes]:
    """Keys and values of a table, unpacked."""
    if len(data) < FOOTER or data[-8:] != MAGIC:
        return
    footer = data[-FOOTER:]
    _meta, at = varint(footer, 0)
    _size, at = varint(footer, at)
    offset, at = varint(footer, at)
    size, at = varint(footer, at)
    for _key, handle in _entries(_block(data, offset, size)):
        where, end = varint(handle, 0)
        length, _end = varint(handle, end)
        for key, value in _entries(_block(data, where, length)):
            yield key + value


def log(data: bytes) -> bytes:
    """A log's records without the headers that cut through them."""
    out = bytearray()
    for start in range(0, len(data), LOG_BLOCK):
        block, at = data[start : start + LOG_BLOCK], 0
        while at + LOG_HEADER <= len(block):
            size = int.from_bytes(block[at + 4 : at + 6], "little")
            out += block[at + LOG_HEADER : at + LOG_HEADER + size]
            at += LOG_HEADER + size
    return bytes(out)


def dresses(word: str) -> list[bytes]:
    """A word in UTF-8, UTF-16 and base64 of both, at each of the three places it can start."""
    plain = [word.encode(), word.encode("utf-16-le")]
    return plain + [dressed for raw in plain for shift in range(3) for dressed in _b64(raw, shift)]


def _b64(raw: bytes, shift: int) -> Iterator[bytes]:
    text = base64.b64encode(bytes(shift) + raw).rstrip(b"=")
    # The letters at both ends depend on what stands beside the word.
    inner = text[(0, 2, 3)[shift] : -1 if (len(raw) + shift) % 3 else None]
    yield inner
    yield inner.translate(bytes.maketrans(b"+/", b"-_"))


def readable(path: Path) -> Iterator[bytes]:
    """Everything a file says."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".log":
        yield log(data)
    if path.suffix in {".ldb", ".sst"}:
        yield b"\0".join(table(data))


def found(profile: Path, words: list[str]) -> dict[str, set[str]]:
    """Which words stand in which files."""
    hits: dict[str, set[str]] = {}
    forms = [(word, dressed) for word in words for dressed in dresses(word)]
    for path in (one for one in profile.rglob("*") if one.is_file()):
        for data in readable(path):
            for word, dressed in forms:
                if dressed in data:
                    hits.setdefault(word, set()).add(str(path.relative_to(profile)))
    return hits
