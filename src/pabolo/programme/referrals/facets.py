"""What is sealed about a referral: the question, its history, and what the partner is shown."""

from datetime import datetime

import msgspec


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The question: to whom, for what, until when. `name` as the directory called it then.

    `purpose`: code of `rules.packets.ReferralPurpose`. `item`: a plan item's id, or empty.
    `instead_of`: the referral whose place it takes.
    """

    agency: str
    kind: str
    name: str
    service: str
    purpose: str
    question: str
    answer_by: str
    urgent: bool = False
    item: str = ""
    instead_of: str = ""


class Row(msgspec.Struct, frozen=True):
    """One fact that the partner sees: which part it is, and its text."""

    part: str
    text: str


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """All that a partner sees. Frozen when it is sent: later facts of the case do not reach it."""

    agency: str
    name: str
    code: str
    rows: tuple[Row, ...]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a referral's history.

    `what`: a state it moved to, or `opened` (the partner read the packet), `called` (the office
    asked), `slip` (a new slip). `text`: reason, result or words; `when`: a day the partner named;
    `contact`: who wrote, if they said so; `heard`: the office wrote down what it was told.
    """

    at: datetime
    what: str
    by: str = ""
    text: str = ""
    when: str = ""
    contact: str = ""
    basis: str = ""
    heard: bool = False
