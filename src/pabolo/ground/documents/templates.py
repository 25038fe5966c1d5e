"""What the unit decides of a kind of document: its words around what the case says."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from pabolo.ground.documents.sheets import Head, Part, Row, Sheet, Sign
from pabolo.rules.letters import HEAD_PLACEHOLDERS, PLACEHOLDERS, Fault, Letter, fill, find_fault

HEAD: Final = "kop"
SHIPPED: Final = Path(__file__).parent / "data" / "templates.json"


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one kind. Paragraphs of `body` are divided by empty lines, copies by lines.

    `style` and `code` (classification of the archive) are used as they are; all other fields may
    hold placeholders.
    """

    style: str = "form"
    code: str = ""
    heading: str
    nature: str = ""
    attachments: str = ""
    subject: str = ""
    opening: str = ""
    body: str = ""
    closing: str = ""
    sign_post: str = ""
    sign_name: str = ""
    sign_nip: str = ""
    copies: str = ""


class HeadTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """The letterhead that all kinds share; `above` by lines. `place`: before the day."""

    above: str = ""
    name: str
    address: str = ""
    place: str = ""


PLAIN: Final = frozenset({"style", "code"})


def faults_of(kind: str, template: Template | HeadTemplate) -> Iterator[tuple[str, Fault]]:
    """The fields whose placeholders are unknown or broken, each with its first fault."""
    allowed = HEAD_PLACEHOLDERS if kind == HEAD else PLACEHOLDERS[Letter(kind)]
    for name in template.__struct_fields__:
        fault = None if name in PLAIN else find_fault(getattr(template, name), allowed)
        if fault is not None:
            yield name, fault


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return found


def shipped(kind: str) -> Template:
    """The words that the project ships with for a kind."""
    return msgspec.convert(_shipped()[kind], Template)


def shipped_head() -> HeadTemplate:
    """The letterhead that the project ships with."""
    return msgspec.convert(_shipped()[HEAD], HeadTemplate)


def head_of(template: HeadTemplate, values: Mapping[str, str], logo: bytes = b"") -> Head:
    """The letterhead as it is printed."""
    return Head(
        above=_lines(template.above, values),
        name=fill(template.name, values),
        address=fill(template.address, values),
        logo=logo,
    )


def compose(
    template: Template,
    values: Mapping[str, str],
    *,
    parts: tuple[Part, ...] = (),
    to: tuple[str, ...] = (),
    place: str = "",
) -> Sheet:
    """The sheet: the unit's words filled in, and what the case says between body and closing."""

    def said(text: str) -> str:
        return fill(text, values).strip()

    day = values.get("tanggal", "")
    return Sheet(
        style=template.style,
        heading=said(template.heading),
        facts=_facts(template, values),
        place_day=", ".join(one for one in (place, day) if one),
        to=to,
        opening=said(template.opening),
        body=tuple(one for one in map(said, template.body.split("\n\n")) if one),
        parts=parts,
        closing=said(template.closing),
        sign=Sign(
            post=said(template.sign_post),
            name=said(template.sign_name),
            nip=said(template.sign_nip),
        )
        if template.sign_post or template.sign_name
        else None,
        copies=_lines(template.copies, values),
    )


def _facts(template: Template, values: Mapping[str, str]) -> tuple[Row, ...]:
    said = (
        ("Nomor", values.get("nomor", "")),
        ("Sifat", fill(template.nature, values)),
        ("Lampiran", fill(template.attachments, values)),
        ("Hal", fill(template.subject, values)),
    )
    return tuple((name, text.strip()) for name, text in said if text.strip())


def _lines(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(one.strip() for one in fill(text, values).split("\n") if one.strip())
