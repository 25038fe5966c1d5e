"""What all documents of a case start from. Everything here speaks Indonesian, as letters do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.history import Names
from pabolo.doors.office.cases.page import child_words, name_of
from pabolo.doors.office.cases.sides import birth_words
from pabolo.doors.shared.formats import NOTHING
from pabolo.ground.documents.sheets import Row
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.fold import CaseState, PlanItem
from pabolo.programme.children.facets import ChildIdentity
from pabolo.rules.letters import letter_day
from pabolo.rules.plan import Function, Task

# Where a child sleeps in safety is never printed, neither as a place nor as who gives the bed.
SHELTER_SERVICES = frozenset({"RAM"})


@dataclass(frozen=True, slots=True)
class Written:
    """What the officer wrote by hand."""

    to: tuple[str, ...] = ()
    about: str = ""
    place: str = ""
    people: tuple[str, ...] = ()
    note: str = ""
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a document may draw on: only the sides that were opened for it."""

    case_id: UUID
    state: CaseState
    stats: CaseStats
    identity: ChildIdentity | None
    assessments: tuple[Row, ...]
    opened_day: date
    closed_day: date | None
    stage: str
    worker: str
    officer: str
    post: str
    today: date
    names: Names
    written: Written
    # What SIMFONI asks for, part by part, where the document is its entry sheet.
    entry: tuple[tuple[str, tuple[Row, ...]], ...] = ()

    @property
    def code(self) -> str:
        """What the case is called."""
        return name_of(self.case_id)

    @property
    def child(self) -> str:
        """The child without a name: a girl, 13-17 years."""
        words = child_words(self.stats)
        return words[:1].lower() + words[1:]

    @property
    def name(self) -> str:
        """The child's name where that side was opened."""
        return self.identity.name if self.identity else self.code


def day_words(day: date | str | None) -> str:
    """A day as letters write it; nothing where it is not known."""
    if isinstance(day, str):
        day = date.fromisoformat(day) if day else None
    return letter_day(day) if day else NOTHING


def identity_rows(told: Told) -> tuple[Row, ...]:
    """Who the child is, as far as a document for the file needs it."""
    one = told.identity
    if one is None:
        return ((_("Child"), told.child),)
    rows = (
        (_("Name"), one.name),
        (_("Sex"), label("sex", one.sex)),
        (_("Born"), birth_words(one) or _("not known")),
        (_("School"), one.school),
        (_("Carers"), ", ".join(one.carers)),
    )
    return tuple(row for row in rows if row[1])


def is_shelter(item: PlanItem) -> bool:
    """Whether an item gives the child a bed in safety."""
    planned = item.planned
    return (
        planned.service in SHELTER_SERVICES
        or planned.function == Function.SHELTER
        or planned.task == Task.TEMPORARY_SHELTER
    )


def provider_words(item: PlanItem) -> str:
    """Who gives a service; never of a shelter."""
    return NOTHING if is_shelter(item) else item.planned.provider or NOTHING


def goal_words(item: PlanItem) -> str:
    """A service with its goal; of a shelter only that it is one."""
    if is_shelter(item):
        return _("Temporary shelter")
    service = label("service", item.planned.service)
    return f"{service}: {item.planned.goal}" if item.planned.goal else service


def plan_rows(told: Told) -> tuple[tuple[str, ...], ...]:
    """The plan: what, for whom, by whom, how often given of how often, until when."""
    return tuple(
        (
            goal_words(item),
            str(labels.BENEFICIARY[item.planned.for_whom]),
            provider_words(item),
            _("%(given)s of %(times)s") % {"given": item.given, "times": item.planned.times},
            day_words(item.planned.due),
        )
        for item in told.state.plan.values()
        if item.approved or not item.ended
    )


def plan_heads() -> tuple[str, ...]:
    """The head of the plan's table."""
    return (_("Service and goal"), _("For whom"), _("Given by"), _("Given"), _("By when"))
