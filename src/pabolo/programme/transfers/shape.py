"""What stands in the file of a hand-over, version 1. Documented in docs/format-pelimpahan.md.

Every field has a bound, so that a file can be refused before any of it is kept. Codes are those of
the lists that the field uses (docs/sumber/kode.md); what is not known stays empty.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from pabolo.programme.cases.kinds.transfer import CarriedRow

FORMAT = "pabolo-pelimpahan"
ANSWER = "pabolo-jawaban-pelimpahan"
VERSION = 1

Code = Annotated[str, msgspec.Meta(max_length=40)]
Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
Line = Annotated[str, msgspec.Meta(max_length=300)]
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Codes = Annotated[tuple[Code, ...], msgspec.Meta(max_length=60)]
Lines = Annotated[tuple[Line, ...], msgspec.Meta(max_length=40)]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit: its name, how it is called by telephone, its keys."""

    name: Line
    phone: Line = ""
    recipient: Line = ""
    signer: Line = ""


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """Who the child is. Dates are partial ISO; NIK and documents only where they go along."""

    name: Line
    other_names: Lines = ()
    sex: Code = "NA"
    birth: Code = ""
    birth_estimated: bool = False
    stated_age: Annotated[int, msgspec.Meta(ge=0, le=120)] | None = None
    stated_on: Code = ""
    unborn: bool = False
    disability: Code = "DX"
    accommodation: Line = ""
    nik: Code = ""
    documents: Lines = ()
    school: Line = ""
    education: Code = "NA"
    school_status: Code = ""
    carers: Lines = ()
    contact: Line = ""


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where the child lives on paper and now (village codes, words). Never a shelter."""

    domicile: Code = ""
    domicile_note: Line = ""
    now: Code = ""
    now_note: Line = ""


class Suspect(msgspec.Struct, frozen=True, kw_only=True):
    """An alleged perpetrator."""

    name: Line = ""
    relation: Code = "NA"
    sex: Code = "NA"
    age: Line = ""
    is_child: bool | None = None
    lives_with_child: bool | None = None
    has_access: bool | None = None
    note: Text = ""


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, in codes; in words and with the accused only where these go along."""

    forms: Codes
    sub_forms: Codes = ()
    modifiers: Codes = ()
    roles: Codes = ("A1",)
    place_kind: Code = "NA"
    village: Code = ""
    happened_on: Code = ""
    repeated: bool = False
    story: Text = ""
    place_note: Text = ""
    accused: Annotated[tuple[Suspect, ...], msgspec.Meta(max_length=12)] = ()


class Danger(msgspec.Struct, frozen=True, kw_only=True):
    """How high the risk was read, and its signs (codes and words)."""

    level: Code
    flags: Codes = ()
    says: Lines = ()
    police_number: Line = ""


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is still owed to the child: what, until which day, by which source."""

    text: Line
    due: Code
    source: Line
    by_law: bool = False


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What was written on one side of the file: narrative, care, health or legal."""

    side: Code
    rows: Annotated[tuple[CarriedRow, ...], msgspec.Meta(max_length=2_000)]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All of a hand-over. `first`: the hand-over that this one answers, where a case comes back.

    `code` acknowledges it: only who opened the file can say it.
    """

    transfer: Hex
    made_at: datetime
    origin: Unit
    number: Line
    receiver: Unit
    kind: Code
    purpose: Code
    basis: Code
    code: Code
    parts: Codes
    opened_on: Code
    stage: Code
    law: Text = ""
    note: Text = ""
    first: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{32})?$")] = ""
    first_disclosure_at: datetime | None = None
    child: Child | None = None
    places: Places | None = None
    incidents: Annotated[tuple[Incident, ...], msgspec.Meta(max_length=20)] = ()
    danger: Danger | None = None
    owed: Annotated[tuple[Owed, ...], msgspec.Meta(max_length=100)] = ()
    sides: Annotated[tuple[Side, ...], msgspec.Meta(max_length=8)] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The acknowledgement: taken on (with the number there) or refused (with why)."""

    transfer: Hex
    made_at: datetime
    answering: Unit
    taken: bool
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    code: Code = ""
    number: Line = ""
    reason: Text = ""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What every version says of itself."""

    format: Line
    version: int


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What lies inside the seal: format, version, who signed, the signature, the signed bytes."""

    format: Line
    version: int
    signer: Line
    signature: bytes
    body: bytes
