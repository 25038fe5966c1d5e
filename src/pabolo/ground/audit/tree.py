"""The Merkle tree of RFC 6962, section 2.1: hashing, growing, proving. No database here.

A node covers 2**level leaves. It is named by one number, its place when the tree is written
in order, left to right: leaf i stands at 2i, so a parent stands between its two halves.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

Reader = Callable[[set[int]], Mapping[int, bytes]]

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two halves."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def place(level: int, position: int) -> int:
    """The number of the node that covers leaves [position * 2**level, (position+1) * 2**level)."""
    return (position << (level + 1)) + (1 << level) - 1


def needed(size: int) -> set[int]:
    """Which nodes must be read before the leaf number `size` is added."""
    found, level = set(), 0
    while (size >> level) & 1:
        found.add(place(level, (size >> level) - 1))
        level += 1
    return found


def grown(size: int, leaf: bytes, known: Mapping[int, bytes]) -> list[tuple[int, bytes]]:
    """The nodes above the leaves that become complete when leaf number `size` is added."""
    made: list[tuple[int, bytes]] = []
    current, level = leaf, 0
    while (size >> level) & 1:
        current = node_hash(known[place(level, (size >> level) - 1)], current)
        level += 1
        made.append((place(level, size >> level), current))
    return made


def peaks(start: int, end: int) -> list[int]:
    """The complete nodes, left to right, that make up leaves [start, end) of an aligned range."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append(place(level, start >> level))
        start += 1 << level
    return found


def _fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over complete nodes of falling size."""
    current = hashes[-1]
    for left in reversed(hashes[:-1]):
        current = node_hash(left, current)
    return current


def _split(width: int) -> int:
    """The largest power of two below `width` (RFC 6962: k)."""
    return 1 << ((width - 1).bit_length() - 1)


def _hashes(ranges: Iterable[tuple[int, int]], read: Reader) -> list[bytes]:
    """The hashes of several ranges, with one reading."""
    groups = [peaks(start, end) for start, end in ranges]
    known = read({number for group in groups for number in group})
    return [_fold([known[number] for number in group]) for group in groups]


def root(size: int, read: Reader) -> bytes:
    """The hash of the first `size` leaves."""
    return _hashes([(0, size)], read)[0] if size else EMPTY


def _path(leaf: int, start: int, end: int) -> list[tuple[int, int]]:
    """Sibling ranges from the leaf up (RFC 6962, 2.1.1)."""
    found: list[tuple[int, int]] = []
    while end - start > 1:
        middle = start + _split(end - start)
        left = leaf < middle
        found.append((middle, end) if left else (start, middle))
        start, end = (start, middle) if left else (middle, end)
    return found[::-1]


def inclusion(leaf: int, size: int, read: Reader) -> list[bytes]:
    """Proof that leaf number `leaf` is in the tree of `size` leaves."""
    if not 0 <= leaf < size:
        raise ValueError("the leaf is not in the tree")
    return _hashes(_path(leaf, 0, size), read)


def _steps(old: int, start: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    """Ranges of a consistency proof (RFC 6962, 2.1.2: SUBPROOF)."""
    found: list[tuple[int, int]] = []
    while old != end - start:
        width = _split(end - start)
        if old <= width:
            found.append((start + width, end))
            end = start + width
        else:
            found.append((start, start + width))
            old, start, whole = old - width, start + width, False
    if not whole:
        found.append((start, end))
    return found[::-1]


def consistency(old: int, size: int, read: Reader) -> list[bytes]:
    """Proof that the tree of `old` leaves is the beginning of the tree of `size` leaves."""
    if not 0 < old <= size:
        raise ValueError("the older tree must be smaller and not empty")
    return _hashes(_steps(old, 0, size, whole=True), read)


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf hash at `index` under this root."""
    if not 0 <= index < size:
        return False
    ranges = _path(index, 0, size)
    if len(ranges) != len(proof):
        return False
    current = leaf
    for (start, _), sibling in zip(ranges, proof, strict=True):
        left = start < index
        current = node_hash(sibling, current) if left else node_hash(current, sibling)
    return current == root


def extends(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the newer tree begins with the older one (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(path) and _climb(old - 1, size - 1, path) == (old_root, root, 0)


def _climb(first: int, second: int, path: Sequence[bytes]) -> tuple[bytes, bytes, int] | None:
    """Both roots as the path gives them, and what is left of the way up."""
    while first & 1:
        first, second = first >> 1, second >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if second == 0:
            return None
        if first & 1 or first == second:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while first and not first & 1:
                first, second = first >> 1, second >> 1
        else:
            newer = node_hash(newer, sibling)
        first, second = first >> 1, second >> 1
    return older, newer, second
