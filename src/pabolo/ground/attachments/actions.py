"""Keeping a file. Called inside an open act of the action that keeps it."""

from datetime import date
from pathlib import PurePosixPath
from uuid import UUID

from pabolo.ground.attachments.cleaning import clean
from pabolo.ground.attachments.facets import FileFacts
from pabolo.ground.attachments.models import File
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.sealing import seal, seal_raw
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Subject

MOST_NAME = 120


def _plain_name(name: str) -> str:
    """The last part of a path, printable, short."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[-MOST_NAME:]


def keep(*, folder: UUID, subject: Subject, name: str, raw: bytes, day: date) -> File:
    """Clean, seal and keep a file with a folder whose key exists. Raises `Refused`."""
    cleaned = clean(raw)
    if isinstance(cleaned, Refusal):
        raise Refused(cleaned)
    file = File(folder_id=folder, subject=subject.value, day=day)
    facts = FileFacts(
        name=_plain_name(name),
        media_type=cleaned.media_type,
        size=len(cleaned.body),
        copied=cleaned.copied,
    )
    seal(file, "facts", facts)
    seal_raw(file, "body", cleaned.body)
    file.save(force_insert=True)
    return file
