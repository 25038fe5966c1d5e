"""How a verb speaks: plain lines, and a plain sentence when it cannot go on."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field


class Stop(Exception):
    """The verb cannot go on; the text says why and what to do. Ends with exit code 1."""


def line(text: str = "") -> None:
    """One line for people, shown at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """One line on the error stream."""
    print(text, file=sys.stderr, flush=True)


@dataclass
class Progress:
    """Numbers the steps of a long work and says how long it has taken so far."""

    say: Callable[[str], None] = line
    started: float = field(default_factory=time.monotonic)

    def __call__(self, text: str) -> None:
        """Announce the next step, with the seconds since the start (monotonic, not wall time)."""
        self.say(f"  {time.monotonic() - self.started:6.1f} s  {text}")
