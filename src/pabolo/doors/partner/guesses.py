"""Slowing down who guesses slip codes: wrong ones are counted in this process, of nobody.

No address is kept, so the pause is for all who type a short code; the link of the QR code, 128
bits, stays open meanwhile, so that a guesser cannot shut partners out.
"""

import threading
from collections import deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


class Guesses:
    """Wrong codes of the last minute."""

    def __init__(self) -> None:
        self._at: deque[datetime] = deque(maxlen=10_000)
        self._lock = threading.Lock()

    def wrong(self, at: datetime) -> None:
        """One more wrong code."""
        with self._lock:
            self._at.append(at)

    def too_many(self, at: datetime, most: int) -> bool:
        """Whether typing must wait."""
        with self._lock:
            while self._at and self._at[0] < at - MINUTE:
                self._at.popleft()
            return len(self._at) >= most

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._at.clear()


GUESSES = Guesses()
