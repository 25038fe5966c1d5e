"""What an envelope says, as docs/format-lapangan.md has it. Unknown fields are passed over."""

from datetime import date

import msgspec


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The frame of every entry. `proof`: the token of the person on the phone."""

    v: int
    kind: str
    person: str = ""
    proof: str = ""
    rules: str = ""
    body: msgspec.Raw = msgspec.Raw(b"{}")


class AlarmSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A worry about a child: the questions of the alarm form."""

    danger: str = "unknown"
    worries: tuple[str, ...] = ()
    sex: str = ""
    age: str = ""
    where: str = ""
    name: str = ""
    text: str = ""
    place: str = ""
    not_village: bool = False


class ActivitySaid(msgspec.Struct, frozen=True, kw_only=True):
    """Something the group did. `counts`: people by sex and age band, as `P_U4`."""

    place: str
    day: date
    level: str
    kind: str
    strategy: str
    where: str = ""
    note: str = ""
    counts: dict[str, int] = {}


class EditSaid(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of an activity changed on the phone, against the version that it had seen."""

    activity: str
    seen: int
    changes: dict[str, str | int]


class MeetingSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of the group."""

    place: str
    day: date
    attendance: int
    minutes: str = ""
