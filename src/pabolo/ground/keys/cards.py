"""The card of a unit: the two public keys that other units need, and a fingerprint to read aloud.

A card travels by any way; its fingerprint is compared by another. It is 80 bits of SHA-256 over
both keys, with a check symbol, so that a slip of the tongue shows.
"""

import hashlib
from dataclasses import dataclass

import pyrage

from pabolo.ground.keys import ring
from pabolo.rules.codes import TOKEN_BYTES, code_from_token

MARK = "PABOLO-1"
_DOMAIN = b"pabolo|card|1|"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Card:
    """The age recipient that a unit opens, and the Ed25519 key it signs with (hex)."""

    recipient: str
    signer: str

    def __str__(self) -> str:
        """The line that is sent to the other unit."""
        return f"{MARK} {self.recipient} {self.signer}"

    @property
    def fingerprint(self) -> str:
        """17 symbols, without dashes."""
        raw = _DOMAIN + f"{self.recipient}|{self.signer}".encode()
        return code_from_token(hashlib.sha256(raw).digest()[:TOKEN_BYTES])


def own_card() -> Card:
    """This unit's card. Raises `Locked` only before its keys were ever made."""
    return Card(ring.transfer_recipient(), ring.transfer_verification_key().hex())


def read_card(text: str) -> Card | None:
    """The card in a line that somebody pasted; None where it is none."""
    words = text.split()
    if len(words) != 3 or words[0] != MARK:
        return None
    return card_of(words[1], words[2].lower())


def card_of(recipient: str, signer: str) -> Card | None:
    """The card of two keys; None where one of them is no key."""
    try:
        pyrage.x25519.Recipient.from_str(recipient)
        right = len(bytes.fromhex(signer)) == _KEY_BYTES
    except (pyrage.RecipientError, ValueError):
        return None
    return Card(recipient, signer) if right else None
