"""What stands in the registers of the groups this person may read?"""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from pabolo.programme.network.models import (
    Activity,
    Decree,
    Meeting,
    Member,
    PeriodReport,
    PlannedActivity,
    Training,
)
from pabolo.programme.network.queries.scope import holding, visible_to
from pabolo.rules.actors import Actor


def members_for(actor: Actor, on: date, group_id: UUID | None = None) -> QuerySet[Member]:
    """The members on a day of the groups this person may read, by group and name."""
    found = Member.objects.filter(group__in=visible_to(actor)).filter(holding("from_day", on))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").order_by("group_id", "name")


def activities_for(actor: Actor, group_id: UUID | None = None) -> QuerySet[Activity]:
    """The activities of the groups this person may read, newest first, withdrawn ones too."""
    found = Activity.objects.filter(group__in=visible_to(actor))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").prefetch_related("turnout").order_by("-day", "pk")


def meetings_for(actor: Actor, group_id: UUID | None = None) -> QuerySet[Meeting]:
    """The meetings of the groups this person may read, newest first."""
    found = Meeting.objects.filter(group__in=visible_to(actor))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").order_by("-day", "pk")


def decrees_for(actor: Actor, group_id: UUID) -> QuerySet[Decree]:
    """The decrees of a group this person may read, newest first."""
    found = Decree.objects.filter(group__in=visible_to(actor), group_id=group_id)
    return found.order_by("-day")


def handed_in(actor: Actor, group_id: UUID) -> dict[str, date]:
    """On which day the group's report on each half-year was handed in."""
    found = PeriodReport.objects.filter(group__in=visible_to(actor), group_id=group_id)
    return dict(found.values_list("period", "day"))


def codes_used() -> dict[str, Counter[str]]:
    """How often each code of the network's own lists was used, by list."""
    done = Activity.objects.all()
    return {
        "activity_level": Counter(done.values_list("level", flat=True)),
        "activity_kind": Counter(done.values_list("kind", flat=True)),
        "strategy": Counter(done.values_list("strategy", flat=True)),
        "member_element": Counter(Member.objects.values_list("element", flat=True)),
        "member_role": Counter(Member.objects.values_list("role", flat=True)),
        "training_kind": Counter(Training.objects.values_list("kind", flat=True)),
        "budget_source": Counter(PlannedActivity.objects.values_list("source", flat=True)),
    }
