"""What is sealed about a child.

Nothing here is required but a way to call the child: the child without a document, without a
known age or not yet born is the one this is for.
"""

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
