"""Signing and sealing for another unit, and opening what came: age, Ed25519, nothing of our own.

A file is refused for one named reason before anything of it is kept: too large, no sealed file,
not for us, wrong passphrase, damaged, a newer version, malformed, signed by nobody we know.
"""

import hashlib
import re
from dataclasses import dataclass

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pabolo.ground.keys import ring
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.transfers.shape import VERSION, Envelope, Label
from pabolo.rules.decisions import Refusal

MOST_BYTES = 600_000
# age derives a passphrase's key with 2^n steps of scrypt: 2^20 need one gigabyte for a moment.
MOST_WORK = 20
TRIES = 3
BUSY_WORD = "Excessive work"
_HEAD_BYTES = 16_384
_AGE = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"^-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,3})$", re.MULTILINE)

TOO_LARGE = Refusal(
    "file.too_large",
    "This file is larger than a hand-over can be. Ask the other unit to send it again; nothing "
    "was kept.",
)
NOT_SEALED = Refusal(
    "file.not_sealed",
    "This is no sealed file of a hand-over. Look for the file that ends in .age; nothing was kept.",
)
NOT_FOR_US = Refusal(
    "file.not_for_us",
    "This file is sealed for another unit, or it is damaged. Send your card to the sender and "
    "ask for it again; nothing was kept.",
)
NEEDS_PASSPHRASE = Refusal(
    "file.needs_passphrase",
    "This file is sealed with a passphrase. Ask the sender for its words by telephone and type "
    "them below; nothing was kept.",
)
WRONG_PASSPHRASE = Refusal(
    "file.wrong_passphrase",
    "These words do not open the file, or it is damaged. Let them be read to you again; nothing "
    "was kept.",
)
TOO_COSTLY = Refusal(
    "file.too_costly",
    "This passphrase was made too costly to open. Ask the sender for a file for your card; "
    "nothing was kept.",
)
TOO_BUSY = Refusal(
    "file.too_busy",
    "This computer is too busy just now to open a passphrase. Try again in a few minutes; nothing "
    "was kept.",
)
MALFORMED = Refusal(
    "file.malformed",
    "This file does not hold a hand-over as the format says. Ask the sender to make it again; "
    "nothing was kept.",
)
NEWER = Refusal(
    "file.newer",
    "This file is of a newer version than this office reads. Ask the technical administrator for "
    "the update, or the sender for an older version; nothing was kept.",
)
ALTERED = Refusal(
    "file.altered",
    "The signature does not fit: this file was changed on its way. Do not use it; call the "
    "sender. Nothing was kept.",
)


@dataclass(frozen=True, slots=True)
class Signed[T]:
    """Content whose signature holds, who signed it (hex), and the digest of the signed bytes."""

    content: T
    signer: str
    digest: str


def _toward(form: str, body: bytes) -> bytes:
    """What is signed: the format and version besides the bytes, so that none passes as another."""
    return f"{form}/{VERSION}\n".encode() + body


def canonical(content: msgspec.Struct) -> bytes:
    """The bytes of a content: JSON, UTF-8, keys in order, no white space, every field."""
    return msgspec.json.encode(content, order="deterministic")


def sign(form: str, content: msgspec.Struct) -> bytes:
    """The signed envelope as bytes. Raises `Locked`."""
    body = canonical(content)
    envelope = Envelope(
        format=form,
        version=VERSION,
        signer=own_card().signer,
        signature=ring.transfer_signing_key().sign(_toward(form, body)),
        body=body,
    )
    return canonical(envelope)


def seal_to(recipient: str, raw: bytes) -> bytes:
    """Sealed so that only the unit of this age recipient opens it."""
    sealed: bytes = pyrage.encrypt(raw, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def seal_with(passphrase: str, raw: bytes) -> bytes:
    """Sealed with words that travel by another way (age, scrypt)."""
    sealed: bytes = pyrage.passphrase.encrypt(raw, passphrase)
    return sealed


def unseal(raw: bytes, passphrase: str = "") -> bytes:
    """The signed envelope inside a sealed file. Raises `Refused`, `Locked`."""
    _check_outside(raw)
    work = _SCRYPT.search(raw[:_HEAD_BYTES])
    if work is None:
        return _open_own(raw)
    if int(work[1]) > MOST_WORK:
        raise Refused(TOO_COSTLY)
    words = " ".join(re.findall(r"[a-z0-9]+", passphrase.casefold()))
    if not words:
        raise Refused(NEEDS_PASSPHRASE)
    return _open_with(raw, words)


def _open_with(raw: bytes, words: str) -> bytes:
    """age measures how fast the machine is just now, and gives up where it is busy: try again."""
    for _ in range(TRIES):
        try:
            opened: bytes = pyrage.passphrase.decrypt(raw, words)
        except pyrage.DecryptError as error:
            if BUSY_WORD not in str(error):
                raise Refused(WRONG_PASSPHRASE) from error
        else:
            return opened
    raise Refused(TOO_BUSY)


def _check_outside(raw: bytes) -> None:
    if len(raw) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if not raw.startswith(_AGE):
        raise Refused(NOT_SEALED)


def _open_own(raw: bytes) -> bytes:
    try:
        opened: bytes = pyrage.decrypt(raw, [ring.transfer_identity()])
    except pyrage.DecryptError as error:
        raise Refused(NOT_FOR_US) from error
    return opened


def verified[T: msgspec.Struct](raw: bytes, form: str, kind: type[T]) -> Signed[T]:
    """The content of a signed envelope, once format, version, signature and shape hold.

    Who signed is for the caller to judge: here only that they did. Raises `Refused`.
    """
    envelope = _envelope(raw, form)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(envelope.signer))
        key.verify(envelope.signature, _toward(form, envelope.body))
    except (ValueError, InvalidSignature) as error:
        raise Refused(ALTERED) from error
    content = _decoded(envelope.body, kind)
    return Signed(content, envelope.signer, hashlib.sha256(envelope.body).hexdigest())


def _envelope(raw: bytes, form: str) -> Envelope:
    """What a later version may change is looked at only once this version is sure."""
    label = _decoded(raw, Label)
    if label.format != form or label.version < 1:
        raise Refused(MALFORMED)
    if label.version > VERSION:
        raise Refused(NEWER)
    return _decoded(raw, Envelope)


def _decoded[T: msgspec.Struct](raw: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Refused(MALFORMED) from error
