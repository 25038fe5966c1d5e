"""What a deed on a case is made of: who does it, its form, the verbs that let somebody try."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from pabolo.doors.shared.forms import Form
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.access import Verb
from pabolo.rules.actors import Actor

type Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, on which case as it was seen, and when."""

    case_id: UUID
    by: Actor
    at: datetime
    seen: int

    @property
    def line(self) -> dict[str, Any]:
        """What every line of the journal says."""
        return {"at": self.at, "by": self.by.id.hex}

    @property
    def now(self) -> dict[str, Any]:
        """What every action asks."""
        return {"case_id": self.case_id, "by": self.by, "at": self.at}

    @property
    def checked(self) -> dict[str, Any]:
        """The same, refused if the case moved since it was seen."""
        return {**self.now, "seen": self.seen}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do. `verbs`: any of them lets the person try; the rule has the last word.

    `rare`: shown only where nothing stands in its way. `room`: the page of the file that offers it
    and to which it leads back; without one, the case. `start` gives what the form begins with (the
    thing asked for in `?butir=`), `prepare` fits the form to the case. `talks`: a mediation could
    come in here, so the page says first whether it may. `room_only`: the case does not list it.
    """

    name: Promise
    form: type[Form]
    do: Callable[[Doing, Typed], object]
    verbs: tuple[Verb, ...]
    group: str = "work"
    rare: bool = False
    room: str = ""
    start: Callable[[CaseFile, str], dict[str, object]] | None = None
    prepare: Callable[[Form, CaseFile, Actor], None] | None = None
    talks: bool = False
    room_only: bool = False


def iso(day: Any) -> str:
    """A day as lines keep it."""
    return day.isoformat() if day else ""


WORK = (Verb.WORK_CASE,)
LIGHTEN = (Verb.WORK_CASE, Verb.OPEN_CASE)
GIVE = (Verb.WORK_CASE, Verb.WRITE_HEALTH, Verb.WRITE_LEGAL)
LEAD = (Verb.APPROVE_PLAN,)
