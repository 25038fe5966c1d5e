"""A root sealed by a passphrase: Argon2id (RFC 9106), then AES-256-GCM."""

import base64
import json
import secrets
from dataclasses import asdict, dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pabolo.ground.keys.errors import WrongPassphrase


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id passes, memory in KiB and lanes. Stored with the seal, so it can rise later."""

    passes: int
    memory: int
    lanes: int


COST = Cost(passes=3, memory=128 * 1024, lanes=2)


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _header(salt: bytes, cost: Cost) -> bytes:
    fields = {"v": 1, "kdf": "argon2id", "salt": salt.hex(), **asdict(cost)}
    return json.dumps(fields, sort_keys=True).encode()


def seal(root: bytes, passphrase: str, cost: Cost = COST) -> bytes:
    """The sealed root as two lines: a header that names salt and cost, and the box."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = _header(salt, cost)
    box = AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, root, header)
    return header + b"\n" + base64.b64encode(nonce + box) + b"\n"


def open_sealed(sealed: bytes, passphrase: str) -> bytes:
    """The root. Raises `WrongPassphrase` for a wrong passphrase and for an altered file."""
    try:
        header, box, _ = sealed.split(b"\n")
        fields = json.loads(header)
        cost = Cost(fields["passes"], fields["memory"], fields["lanes"])
        raw = base64.b64decode(box, validate=True)
        key = _key(passphrase, bytes.fromhex(fields["salt"]), cost)
        return AESGCM(key).decrypt(raw[:12], raw[12:], header)
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise WrongPassphrase("the sealed root did not open") from error
