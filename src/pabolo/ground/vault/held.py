"""Facts opened before, kept in this process while the keys are open.

A receipt is still written for every look; what is kept saves only the opening. The first look
after the server locked, or after any key was destroyed, forgets all.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import store
from pabolo.ground.vault.opening import NotCovered
from pabolo.rules.vocabulary import Facet

type Opened[F] = Iterable[tuple[UUID, int, F]]
type Open[F] = Callable[[Receipt, Collection[UUID]], Opened[F]]


class Held[F]:
    """Facts by id, each of the version it was opened in."""

    def __init__(self, facet: Facet, open_rows: Open[F]) -> None:
        self._facet, self._open = facet, open_rows
        self._facts: dict[UUID, tuple[int, F]] = {}
        self._keys = store.Generation()

    def of(self, proof: Receipt, versions: Mapping[UUID, int]) -> dict[UUID, F]:
        """The facts of these rows, in their order, opening only what changed since.

        Raises `Locked`, and `NotCovered` where the receipt is not for all of them. A row whose
        key is gone is left out.
        """
        if self._facet not in proof.facets:
            raise NotCovered(self._facet)
        self._keys.follow(self._facts.clear)
        found, stale = self._known(versions)
        if stale:
            for key, version, fact in self._open(proof, proof.folders.intersection(stale)):
                self._facts[key] = (version, fact)
            found, _ = self._known(versions)
        if proof.folders.issuperset(found):
            return found
        return {key: fact for key, fact in found.items() if key in proof.folders}

    def _known(self, versions: Mapping[UUID, int]) -> tuple[dict[UUID, F], list[UUID]]:
        """What is held in just this version, and what is not. Ten thousand rows: one pass."""
        found, missing, facts = {}, [], self._facts
        for key, version in versions.items():
            held = facts.get(key)
            if held is not None and held[0] == version:
                found[key] = held[1]
            else:
                missing.append(key)
        return found, missing

    def known(self, key: UUID) -> F | None:
        """What was opened of one just now, under the receipt of the scan that is shown."""
        held = self._facts.get(key)
        return held[1] if held else None

    def clear(self) -> None:
        """Forget all."""
        self._facts.clear()


class Remembered[V]:
    """Results counted from opened facts, by what they were counted from; the last few used."""

    def __init__(self, most: int) -> None:
        self._most, self._keys = most, store.Generation()
        self._results: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The result for a key, made where it is not known. Raises `Locked`."""
        with self._lock:
            self._keys.follow(self._results.clear)
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        made = make()
        with self._lock:
            self._results[key] = made
            if len(self._results) > self._most:
                self._results.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._results.clear()
