"""May content about a child be asked to be taken down like this, without ever keeping it?"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.legal import may_begin_more, may_write_legal


class Answer(StrEnum):
    """How a request stands, as somebody looked last."""

    SENT = "sent"
    ANSWERED = "answered"
    STILL_THERE = "still_there"
    REMOVED = "removed"


class To(StrEnum):
    """Whom the request goes to."""

    PLATFORM = "platform"
    KOMDIGI = "komdigi"
    POLICE = "police"
    SCHOOL = "school"


CONTENT = Refusal(
    "takedown.content",
    "Never keep the picture or film itself here, and no address that leads straight to its file. "
    "Write the address of the page, or where it was seen.",
)
WHERE = Refusal("takedown.where", "Write the address, or in words where it was seen.")
PLATFORM = Refusal("takedown.platform", "Write on which platform or site it stands.")
DAY = Refusal("takedown.day", "Give the day. It cannot lie ahead.")
GONE = Refusal("takedown.gone", "This request is settled: the content is gone.")
KIND = Refusal("takedown.kind", "This kind of content is not on the list. Choose another.")

_EMBEDDED = re.compile(r"data\s*:\s*[\w.+-]+/|;\s*base64|blob:|<\s*(img|video|source|svg)\b", re.I)
_FILE = re.compile(
    r"\.(jpe?g|jfif|png|gif|webp|avif|heic|bmp|tiff?|svg|mp4|mov|avi|mkv|webm|3gp|m4v|mpe?g|m3u8)"
    r"(?=$|[\s?#&,;)\]\"'>])",
    re.I,
)
# A long run without a space that is no address: a picture written out in letters.
_BLOB = re.compile(r"(?<![\w/+=.:%?&#-])[A-Za-z0-9+/=\r\n]{200,}")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is about to be recorded. `others`: every other text that was typed."""

    platform: str
    address: str
    seen: str
    on: date | None
    listed: bool = True
    others: tuple[str, ...] = ()
    case_open: bool = True


def looks_like_content(text: str) -> bool:
    """Is this a picture or film, or does it lead straight to one, instead of naming where it is?

    Source: UU 12/2022 (TPKS), Pasal 14 and 68 (erasing such content); UU 44/2008 (pornography):
    the office never holds it.
    """
    return any(pattern.search(text) for pattern in (_EMBEDDED, _FILE, _BLOB))


def may_request_takedown(actor: Actor, request: Request, *, today: date) -> Refusal | None:
    """May this request be recorded?

    Source: UU 12/2022 (TPKS), Pasal 68 (the victim's right to have sexual content erased).
    """
    refusal = may_write_legal(actor) or may_begin_more(case_open=request.case_open)
    if refusal is not None:
        return refusal
    texts: Final = (request.platform, request.address, request.seen, *request.others)
    checks = (
        (any(map(looks_like_content, texts)), CONTENT),
        (not request.listed, KIND),
        (not request.platform.strip(), PLATFORM),
        (not request.address.strip() and not request.seen.strip(), WHERE),
        (request.on is None or request.on > today, DAY),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_look(
    actor: Actor, *, waits: bool, on: date | None, note: str, today: date
) -> Refusal | None:
    """May it be recorded how a request stands now?

    Source: as `may_request_takedown`.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    checks = (
        (not waits, GONE),
        (looks_like_content(note), CONTENT),
        (on is None or on > today, DAY),
    )
    return next((found for wrong, found in checks if wrong), None)
