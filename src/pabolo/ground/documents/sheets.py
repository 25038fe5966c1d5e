"""What stands on a sheet of paper: plain data, typeset by a layout, never read as its language.

A letter, a form and a plain sheet differ by `style`; what they say is in parts of a few kinds.
"""

import msgspec

type Row = tuple[str, str]


class Rows(msgspec.Struct, frozen=True, kw_only=True, tag="rows"):
    """Label and text, one below the other: what other packages hand over to be printed."""

    rows: tuple[Row, ...]
    title: str = ""


class Texts(msgspec.Struct, frozen=True, kw_only=True, tag="texts"):
    """Paragraphs."""

    texts: tuple[str, ...]
    title: str = ""


class Points(msgspec.Struct, frozen=True, kw_only=True, tag="points"):
    """A list."""

    texts: tuple[str, ...]
    title: str = ""


class Grid(msgspec.Struct, frozen=True, kw_only=True, tag="grid"):
    """A table with a head, every row as long as the head. `wide`: the column that takes most."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    wide: int = 0


class Ticks(msgspec.Struct, frozen=True, kw_only=True, tag="ticks"):
    """Boxes to tick by hand; `done` are ticked already."""

    texts: tuple[str, ...]
    done: tuple[str, ...] = ()
    title: str = ""


class Signatures(msgspec.Struct, frozen=True, kw_only=True, tag="signatures"):
    """Places to sign, side by side: the part somebody has, and the name where it is known."""

    places: tuple[Row, ...]
    title: str = ""


class Slip(msgspec.Struct, frozen=True, kw_only=True, tag="slip"):
    """A piece to cut off: a sentence, boxes to tick, lines to fill in."""

    title: str
    text: str
    ticks: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


type Part = Rows | Texts | Points | Grid | Ticks | Signatures | Slip


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The letterhead: who stands above, the agency's name, where it is. `logo`: PNG, or nothing."""

    above: tuple[str, ...] = ()
    name: str = ""
    address: str = ""
    logo: bytes = b""


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs."""

    post: str
    name: str
    nip: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document but for its letterhead and the reader's mark.

    `style`: `letter` (with address), `form` (title in the middle), `plain` (large, for families).
    `facts`: Nomor, Sifat, Lampiran, Hal.
    """

    style: str
    heading: str
    facts: tuple[Row, ...] = ()
    place_day: str = ""
    to: tuple[str, ...] = ()
    opening: str = ""
    body: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: str = ""
    sign: Sign | None = None
    copies: tuple[str, ...] = ()


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Who took this copy off the system: stands small at the foot of every page."""

    line: str
    secrecy: str = ""
    watermark: str = ""
