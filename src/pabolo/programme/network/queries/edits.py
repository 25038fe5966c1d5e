"""How an activity stands field by field, what was changed since, what two people disagree on."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from pabolo.programme.network.models import Activity, Clash, Edit, EditedField, Turnout
from pabolo.programme.network.queries.scope import visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.edits import TEXTS
from pabolo.rules.vocabulary import Role


def values_of(activity: Activity) -> dict[str, str]:
    """Every field that can be changed, as text: words of the entry and numbers of people."""
    found = {name: str(getattr(activity, name)) for name in TEXTS}
    rows = Turnout.objects.filter(activity=activity).values_list("sex", "band", "count")
    return found | {f"{sex}_{band}": str(count) for sex, band, count in rows}


def changed_since(activity: Activity, seen: int) -> frozenset[str]:
    """The fields that were changed after a version; all of them for a version yet to come."""
    if seen > activity.version:
        return frozenset(values_of(activity))
    rows = EditedField.objects.filter(edit__activity=activity, edit__made__gt=seen)
    return frozenset(rows.values_list("name", flat=True))


def visible_clashes(actor: Actor) -> QuerySet[Clash]:
    """Every disagreement in the groups that this person may read, decided ones too."""
    return Clash.objects.filter(activity__group__in=visible_to(actor))


def open_clashes(actor: Actor, activity_id: UUID | None = None) -> QuerySet[Clash]:
    """What is to be decided in the groups that this person may read, by activity and field."""
    rows = visible_clashes(actor).filter(decided=None)
    if activity_id is not None:
        rows = rows.filter(activity_id=activity_id)
    return rows.select_related("activity__group", "edit").order_by("activity_id", "name", "pk")


def clashing_among(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these activities for which this person could decide between two values."""
    if not actor.has(Role.GROUP_LEAD):
        return frozenset()
    rows = open_clashes(actor).filter(activity_id__in=ids)
    return frozenset(rows.values_list("activity_id", flat=True))


def clashing(edit_id: UUID) -> bool:
    """Whether a change waits for a decision about one of its fields."""
    return Clash.objects.filter(edit_id=edit_id, decided=None).exists()


def edit_kept(edit_id: UUID) -> bool:
    """Whether a change stands and nothing of it is to be decided."""
    return Edit.objects.filter(pk=edit_id).exists() and not clashing(edit_id)


def place_of(activity_id: UUID) -> str:
    """The village of an activity, whoever asks; empty where there is no such activity."""
    row = Activity.objects.filter(pk=activity_id).values_list("group__place", flat=True).first()
    return row or ""
