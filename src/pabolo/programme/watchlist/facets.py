"""What is sealed about a watch-list item."""

from datetime import datetime

import msgspec


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """The child, as the village knows it. Age as written, on the day it was written."""

    name: str = ""
    sex: str = "NA"
    age: str = ""
    age_unit: str = "year"
    age_day: str = ""


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The village, and how to find the child or the place."""

    village: str
    text: str = ""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What was noticed: answers to the kind's questions, and words."""

    answers: dict[str, str] = {}
    note: str = ""


class WatchCare(msgspec.Struct, frozen=True, kw_only=True):
    """What the office needs to follow it, without opening whom it names.

    `edition`: the kind's edition by which it was asked. `owner`: kind of agency, `agency` one of
    the directory (hex) once one was asked. `answer`, `told`, `answered_day`: what it said last,
    and what the village may know of that. `expires`, `until_months`: when it ends. `kept_out`:
    people who may not see it. `unsure`: the village could not say whether this is violence.
    `age_asked`: a person was asked whether the child has outgrown it.
    """

    kind: str
    edition: int
    owner: str
    expires: str
    until_months: int
    agency: str = ""
    answer: str = ""
    told: str = ""
    answered_day: str = ""
    contested: bool = False
    unsure: bool = False
    ending: str = ""
    age_asked: bool = False
    kept_out: tuple[str, ...] = ()


class WatchStats(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted. `born_first`, `born_last`: between which days the child was born."""

    kind: str
    village: str
    count: int = 1
    sex: str = "NA"
    band: str = "UX"
    until_months: int = 216
    born_first: str = ""
    born_last: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened: code of `labels.WHAT`. `by`: who wrote it (hex).

    `code`: an answer, an ending, who contests, which fact was put right. `to`: an agency or its
    kind; `day`: one that was named.
    """

    at: datetime
    what: str
    by: str = ""
    code: str = ""
    to: str = ""
    day: str = ""
    told: str = ""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, and what stood there before where a fact was put right."""

    text: str = ""
    before: str = ""
    after: str = ""
