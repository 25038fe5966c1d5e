"""Our tree against the known answers, and against another implementation."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from pabolo.ground.audit import tree

# The inputs and roots that the Certificate Transparency test suites share (RFC 6962 trees).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Log:
    """A tree in memory, grown as the database grows it."""

    def __init__(self, entries: list[bytes]) -> None:
        self.nodes: dict[int, bytes] = {}
        self.leaves = [tree.leaf_hash(entry) for entry in entries]
        for index, leaf in enumerate(self.leaves):
            made = tree.grown(index, leaf, self.read(tree.needed(index)))
            self.nodes |= {tree.place(0, index): leaf} | dict(made)

    def read(self, places: set[int]) -> Mapping[int, bytes]:
        return {number: self.nodes[number] for number in places}


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots_of_rfc_6962(size: int) -> None:
    assert tree.root(size, Log(INPUTS).read).hex() == ROOTS[size - 1]


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert tree.root(0, Log([]).read).hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")


def test_a_place_is_never_used_twice() -> None:
    places = [tree.place(level, spot) for level in range(10) for spot in range(1024 >> level)]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 64, 100])
def test_roots_and_proofs_agree_with_pymerkle(size: int) -> None:
    entries = [f"entry {number}".encode() for number in range(size)]
    ours, theirs = Log(entries), InmemoryTree(algorithm="sha256")
    for entry in entries:
        theirs.append_entry(entry)
    assert tree.root(size, ours.read) == theirs.get_root()
    for index in range(size):
        proof = tree.inclusion(index, size, ours.read)
        path = theirs.prove_inclusion(index + 1, size).serialize()["path"]
        assert sorted([ours.leaves[index].hex(), *(part.hex() for part in proof)]) == sorted(path)
        assert tree.root(index + 1, ours.read) == theirs.get_root(index + 1)


@given(st.integers(1, 200), st.data())
def test_every_proof_holds_and_every_altered_one_fails(size: int, data: st.DataObject) -> None:
    log = Log([bytes([number]) for number in range(size)])
    root = tree.root(size, log.read)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    inclusion = tree.inclusion(index, size, log.read)
    assert tree.includes(log.leaves[index], index, size, inclusion, root)
    old_root, steps = tree.root(old, log.read), tree.consistency(old, size, log.read)
    assert tree.extends(old, old_root, size, root, steps)
    wrong = bytes(32)
    assert not tree.includes(wrong, index, size, inclusion, root)
    assert not tree.extends(old, wrong, size, root, steps)
    assert not tree.extends(old, old_root, size, wrong, steps)
    for spot in range(len(steps)):
        altered = [*steps[:spot], wrong, *steps[spot + 1 :]]
        assert not tree.extends(old, old_root, size, root, altered)
    for spot in range(len(inclusion)):
        altered = [*inclusion[:spot], wrong, *inclusion[spot + 1 :]]
        assert not tree.includes(log.leaves[index], index, size, altered, root)
    assert not tree.extends(old, old_root, size, root, [*steps, wrong])
