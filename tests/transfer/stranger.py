"""Another unit that does not run this system: it reads and writes files by the document alone.

Nothing of the product is imported here, so that docs/format-pelimpahan.md is put to the test too.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT, ANSWER = "pabolo-pelimpahan", "pabolo-jawaban-pelimpahan"


def canonical(content: object) -> bytes:
    """JSON in UTF-8, keys in order, no white space."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


@dataclass(slots=True)
class Stranger:
    """A unit with a key to open and a key to sign."""

    name: str = "UPTD PPA Kabupaten Seberang"
    identity: Any = field(default_factory=pyrage.x25519.Identity.generate)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def recipient(self) -> str:
        return str(self.identity.to_public())

    @property
    def signer(self) -> str:
        return self.key.public_key().public_bytes_raw().hex()

    @property
    def card(self) -> str:
        return f"PABOLO-1 {self.recipient} {self.signer}"

    def envelope(self, content: object, form: str = FORMAT, **fields: object) -> bytes:
        """Signed by this unit; `fields` overwrite what stands in the envelope."""
        body = canonical(content)
        signature = self.key.sign(f"{form}/1\n".encode() + body)
        told = {
            "format": form,
            "version": 1,
            "signer": self.signer,
            "signature": base64.b64encode(signature).decode(),
            "body": base64.b64encode(body).decode(),
        }
        return canonical({**told, **fields})

    def file(self, content: object, to: str, form: str = FORMAT, **fields: object) -> bytes:
        """Signed, and sealed to a recipient."""
        sealed: bytes = pyrage.encrypt(
            self.envelope(content, form, **fields), [pyrage.x25519.Recipient.from_str(to)]
        )
        return sealed

    def content(self, to: str, **fields: object) -> dict[str, Any]:
        """A hand-over of a made-up child."""
        wanted: dict[str, Any] = {
            "transfer": "0123456789abcdef0123456789abcdef",
            "made_at": "2026-11-01T09:00:00+07:00",
            "origin": {
                "name": self.name,
                "phone": "(0000) 000-000",
                "recipient": self.recipient,
                "signer": self.signer,
            },
            "number": "12/PPA/2026",
            "receiver": {"name": "UPTD PPA Kabupaten Labuhanbatu", "recipient": to},
            "kind": "UPTD-LAIN",
            "purpose": "moved",
            "basis": "public_task",
            "law": "Pasal 20 ayat (2) huruf e UU 27/2022",
            "code": "TEST-C0DE",
            "parts": ["child", "duties", "incidents", "notes", "risk", "story"],
            "opened_on": "2026-09-01",
            "stage": "delivering",
            "child": {"name": "Butet Seberang", "sex": "P", "birth": "2015-03"},
            "incidents": [
                {"forms": ["FIS"], "happened_on": "2026-08", "story": "Dipukul di rumah."}
            ],
            "danger": {"level": "medium"},
            "owed": [{"text": "Kunjungi lagi.", "due": "2026-11-20", "source": "SOP"}],
            "sides": [
                {
                    "side": "narrative",
                    "rows": [{"on": "2026-10-01", "kind": "noted", "text": "Anak mau sekolah."}],
                }
            ],
        }
        return {**wanted, **fields}


def by_words(raw: bytes, passphrase: str) -> bytes:
    """Unsealed; again where the machine was too busy for age to dare."""
    for _ in range(9):
        try:
            inside: bytes = pyrage.passphrase.decrypt(raw, passphrase)
        except pyrage.DecryptError as error:
            assert "Excessive work" in str(error), error
        else:
            return inside
    raise AssertionError("the machine stayed too busy")


def opened(raw: bytes, *, with_key: Any = None, passphrase: str = "") -> dict[str, Any]:
    """The content of a file, as the document says: unseal, check the signature, read."""
    inside = (
        pyrage.passphrase.decrypt(raw, passphrase)
        if passphrase
        else pyrage.decrypt(raw, [with_key])
    )
    told = json.loads(inside)
    body = base64.b64decode(told["body"])
    signed = f"{told['format']}/{told['version']}\n".encode() + body
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["signer"]))
    key.verify(base64.b64decode(told["signature"]), signed)
    content: dict[str, Any] = json.loads(body)
    return {**content, "_digest": hashlib.sha256(body).hexdigest()}
