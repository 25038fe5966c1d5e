"""Lines about a hand-over to another unit, or from one. The unit's name stays inside the seal."""

from typing import Annotated

import msgspec

from pabolo.programme.cases.kinds.base import Line


class TransferLine(Line, frozen=True, kw_only=True):
    """What every line about a hand-over says: the id that its file carries."""

    transfer: str


class TransferAsked(TransferLine, frozen=True, kw_only=True, tag="transfer_asked"):
    """Somebody asks to hand the case over. Codes of `rules.transfer`; `name` as of that day.

    `back`: the hand-over that brought the case here, where it goes back to where it came from.
    """

    agency: str
    kind: str
    name: str
    purpose: str
    basis: str
    parts: tuple[str, ...]
    law: str = ""
    note: str = ""
    back: str = ""


class TransferApproved(TransferLine, frozen=True, kw_only=True, tag="transfer_approved"):
    """A second person approved it and the file was sealed: to keys, or under a passphrase."""

    digest: str
    fingerprint: str = ""


class TransferDeclined(TransferLine, frozen=True, kw_only=True, tag="transfer_declined"):
    """A second person says no."""

    reason: str


class TransferSent(TransferLine, frozen=True, kw_only=True, tag="transfer_sent"):
    """Somebody took the sealed file out."""


class TransferChased(TransferLine, frozen=True, kw_only=True, tag="transfer_chased"):
    """The other unit was asked where its acknowledgement is."""

    text: str


class TransferAcknowledged(TransferLine, frozen=True, kw_only=True, tag="transfer_acknowledged"):
    """The other unit has the case. `way`: file or code; `number`: what it calls the case."""

    way: str
    number: str = ""


class TransferRefused(TransferLine, frozen=True, kw_only=True, tag="transfer_refused"):
    """The other unit does not take it. `way`: file, or heard."""

    way: str
    reason: str


class TransferWithdrawn(TransferLine, frozen=True, kw_only=True, tag="transfer_withdrawn"):
    """The hand-over was taken back."""

    reason: str


class TransferTaken(TransferLine, frozen=True, kw_only=True, tag="transfer_taken"):
    """The case came from another unit. `first`: our own hand-over, where it comes back."""

    origin: str
    number: str
    agency: str
    purpose: str
    digest: str
    fingerprint: str
    code: str
    parts: tuple[str, ...] = ()
    first: str = ""


class TransferAnswered(TransferLine, frozen=True, kw_only=True, tag="transfer_answered"):
    """The acknowledgement was taken out for the unit of origin."""


Short = Annotated[str, msgspec.Meta(max_length=300)]
Long = Annotated[str, msgspec.Meta(max_length=20_000)]


class CarriedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was written at the other unit: day (ISO), kind, and words."""

    on: Short
    kind: Short
    text: Long


class TransferCarried(Line, frozen=True, kw_only=True, tag="transfer_carried"):
    """What the other unit wrote, sealed on the side where it belongs."""

    transfer: str
    facet: str
    rows: tuple[CarriedRow, ...]
