"""The phone as a witness of the log: the newest checkpoint, and that it continues the phone's."""

from pabolo.ground.audit.queries import consistency_proof, last_checkpoint
from pabolo.ground.devices.envelopes import to_text


def newest() -> str:
    """The newest signed checkpoint; empty before there is one."""
    last = last_checkpoint()
    return last.note if last else ""


def since(kept: str) -> tuple[str, list[str]]:
    """The newest checkpoint, and the proof that what the phone keeps is its beginning.

    No proof where the phone keeps none, or keeps one that is newer than ours: then it refuses us.
    """
    last, old = last_checkpoint(), _size(kept)
    if last is None:
        return "", []
    if not 0 < old < last.size:
        return last.note, []
    return last.note, [to_text(one) for one in consistency_proof(old, last.size)]


def _size(note: str) -> int:
    lines = note.split("\n")
    return int(lines[1]) if len(lines) > 2 and lines[1].isascii() and lines[1].isdigit() else 0
