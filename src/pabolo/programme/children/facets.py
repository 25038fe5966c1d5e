"""What is sealed about a child.

Nothing here is required but a way to call the child: the child without a document, without a
known age or not yet born is the one this is for.
"""

from datetime import datetime

import msgspec


class ChildIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Who the child is. `sex` is P, L or NA; dates are partial ISO (`2014`, `2014-05`, full).

    `birth` empty and `unborn` set: a child not yet born. `birth_estimated`: somebody's guess.
    Where only an age is known: `stated_age` in years, as somebody said on the day `stated_on`.
    """

    name: str
    other_names: tuple[str, ...] = ()
    sex: str = "NA"
    birth: str = ""
    birth_estimated: bool = False
    stated_age: int | None = None
    stated_on: str = ""
    unborn: bool = False
    nik: str = ""
    documents: tuple[str, ...] = ()
    school: str = ""
    education: str = "NA"
    school_status: str = ""
    disability: str = "DX"
    accommodation: str = ""
    carers: tuple[str, ...] = ()
    contact: str = ""


class ChildPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """Domicile on paper and where the child lives now: village codes and words.

    `now_sealed` marks a shelter: the place is never printed.
    """

    domicile: str = ""
    domicile_note: str = ""
    now: str = ""
    now_note: str = ""
    now_sealed: bool = False


class PairBody(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two records are: 0 to 100, and the codes of what speaks for it and against.

    `decided_for`, `decided_score`: how they stood when somebody decided that they are two.
    """

    score: int
    evidence: tuple[tuple[str, float], ...] = ()
    decided_for: tuple[str, ...] = ()
    decided_score: int = 0


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody could see and may no longer, because a name of the other record is theirs."""

    person: str
    case: str
    basis: str
    worker: bool = False
    unclear: bool = False


class PairSaid(msgspec.Struct, frozen=True, kw_only=True):
    """One line about a pair.

    `step`: proposed, joined, screened (after joining), different, unsure, parted, restored.
    """

    at: datetime
    by: str
    step: str
    reason: str = ""
    score: int = 0
    ended: str = ""
    lost: tuple[Lost, ...] = ()
