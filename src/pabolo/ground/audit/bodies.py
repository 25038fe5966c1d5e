"""The text of an entry: canonical JSON (RFC 8785, of codes and integers only).

v version · seq place · t time · a actor · r roles · x verb · k subject kind · o objects
(audit tokens; `kind:id` for what holds no person) · s scanned set · f facets · p purpose ·
d details · n nonce. What has no value is left out.
"""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pabolo.ground.audit.errors import NotACode
from pabolo.rules.actors import Actor

Detail = Mapping[str, str | int]

_VERB = re.compile(r"[a-z][a-z_]*(\.[a-z_]+)*\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}\Z")
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,100}\Z")
# Eight digits are a compact date; nine and more begin to look like a telephone or a NIK.
_LONGEST_NUMBER = 10**8


def _is_code(value: str | int) -> bool:
    if isinstance(value, int):
        return abs(value) < _LONGEST_NUMBER
    number = value.isdigit() and int(value) >= _LONGEST_NUMBER
    return _CODE.match(value) is not None and not number


def check_verb(verb: str) -> None:
    """Raise `NotACode` unless the verb is dotted lower-case words."""
    if not _VERB.match(verb):
        raise NotACode(f"not a verb: {verb!r}")


def check_detail(detail: Detail) -> None:
    """Raise `NotACode` unless every detail is a short code or a small number."""
    for name, value in detail.items():
        if not _NAME.match(name) or not _is_code(value):
            raise NotACode(f"the detail {name!r} is not a code")


def check_purpose(purpose: str) -> None:
    """Raise `NotACode` unless the purpose is a code."""
    if not _is_code(purpose):
        raise NotACode("the purpose is not a code")


def by(actor: Actor) -> dict[str, Any]:
    """Who: the id and the roles held."""
    if actor.system:
        return {"a": "system"}
    return {"a": actor.id.hex, "r": sorted(actor.roles)}


def second(at: datetime) -> str:
    """A moment, to the second, in UTC."""
    if at.tzinfo is None:
        raise ValueError("at= must be aware")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(seq: int, fields: Iterable[tuple[str, Any]]) -> str:
    """The canonical text. The nonce keeps a leaf hash from being guessed."""
    kept = {name: value for name, value in fields if value not in ("", None, [], {})}
    body = {"v": 1, "seq": seq, "n": secrets.token_hex(16)} | kept
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
