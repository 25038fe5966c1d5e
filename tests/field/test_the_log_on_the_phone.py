"""The phone checks that the office's log goes on from where it was (RFC 6962), like the server."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from pabolo.ground.audit import tree
from pabolo.ground.devices.envelopes import to_text
from tests.field.handset import Handset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type SwitchOn = Callable[..., AbstractContextManager[Handset]]
MOST = 20
ASK = """async asked => { const { follows } = await import('/static/village/app/tree.js');
  return Promise.all(asked.map(([a, b, proof]) => follows(a, b, proof))) }"""


def grown(size: int) -> dict[int, bytes]:
    nodes: dict[int, bytes] = {}
    for number in range(size):
        leaf = tree.leaf_hash(str(number).encode())
        above = tree.grown(number, leaf, nodes)
        nodes[tree.place(0, number)] = leaf
        nodes |= dict(above)
    return nodes


def note(size: int, root: bytes, name: str = "log") -> str:
    import base64

    return f"{name}\n{size}\n{base64.b64encode(root).decode()}\n"


def test_true_proofs_are_believed_and_broken_ones_are_not(switch_on: SwitchOn) -> None:
    nodes = grown(MOST)
    reader = nodes.__getitem__

    def read(numbers: set[int]) -> dict[int, bytes]:
        return {number: reader(number) for number in numbers}

    true, false = [], []
    other = hashlib.sha256(b"another past").digest()
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            before, after = tree.root(old, read), tree.root(new, read)
            proof = tree.consistency(old, new, read) if old < new else []
            texts = [to_text(one) for one in proof]
            true.append([note(old, before), note(new, after), texts])
            false.append([note(old, other), note(new, after), texts])
            false.append([note(old, before), note(new, other), texts])
            false.append([note(old, before), note(new, after, "another"), texts])
            false.append([note(old, before), note(new, after), [*texts, to_text(other)]])
            if old < new:
                false.append([note(new, after), note(old, before), texts])
                false.append([note(old, before), note(new, after), texts[:-1]])
    false.append([note(3, other), "", []])
    with switch_on() as phone:
        phone.page.goto(f"{phone.url}/desa/buku/")
        assert all(phone.page.evaluate(ASK, true))
        assert not any(phone.page.evaluate(ASK, false))
        assert phone.page.evaluate(ASK, [["", note(3, other), []]]) == [True]
