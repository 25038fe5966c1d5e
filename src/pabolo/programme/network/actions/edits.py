"""Changing an activity after it was entered, and deciding between two values of a field."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.devices.actions.keeping import settle
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.network.actions.activities import activity_codes_known
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import (
    Activity,
    Clash,
    ClashDecided,
    Edit,
    EditedField,
    Turnout,
)
from pabolo.programme.network.queries import edits as queries
from pabolo.programme.network.queries.registers import activities_for
from pabolo.rules import activities as rules
from pabolo.rules.actors import Actor
from pabolo.rules.edits import (
    TEXTS,
    check_changes,
    counts_in,
    is_count,
    may_decide_clash,
    merge,
    still_there,
)
from pabolo.rules.vocabulary import Subject


def edit_activity(
    *,
    by: Actor,
    at: datetime,
    activity_id: UUID,
    seen: int,
    changes: Mapping[str, str],
    edit_id: UUID | None = None,
) -> bool:
    """Change fields of an activity that was seen in a version; False where a person must decide.

    What nobody else changed since is applied. Where somebody did, and says something else, both
    values are kept. The same `edit_id` again changes nothing. Raises `Refused`.
    """
    identity = edit_id or random_id()
    if Edit.objects.filter(pk=identity).exists():
        return not queries.clashing(identity)
    with act("network.activity_edited", by=by, at=at, subject=(Subject.ACTIVITY, activity_id)):
        ensure(check_changes(changes))
        activity = _held(by, activity_id)
        standing = queries.values_of(activity)
        merged = merge(
            changes, standing=standing, changed_since=queries.changed_since(activity, seen)
        )
        _apply(activity, standing, merged.applied, by, at)
        edit = Edit.objects.create(
            id=identity, activity=activity, seen=seen, made=activity.version, by_id=by.id, at=at
        )
        _remember(edit, standing, merged.applied)
        Clash.objects.bulk_create(
            Clash(
                id=random_id(),
                edit=edit,
                activity=activity,
                name=name,
                standing=standing.get(name, ""),
                other=value,
            )
            for name, value in merged.clashing.items()
        )
        return not merged.clashing


def _held(by: Actor, activity_id: UUID) -> Activity:
    """The activity in scope, for this transaction alone."""
    activity = activities_for(by).get(pk=activity_id)
    held = Activity.objects.select_for_update(of=("self",)).select_related("group")
    activity = held.get(pk=activity.pk)
    ensure(still_there(withdrawn=activity.withdrawn_day is not None))
    return activity


def _apply(
    activity: Activity,
    standing: Mapping[str, str],
    applied: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> None:
    """Held against the rule of a new entry: what stands afterwards must be fit to stand."""
    after = {**standing, **applied}
    counts = counts_in(after)
    day = date.fromisoformat(after["day"])
    codes = (after["level"], after["kind"], after["strategy"])
    known = activity_codes_known(day, *codes, [one for one in counts if one.count])
    asked = rules.Activity(day, known, counts, f"{after['where']}\n{after['note']}")
    ensure(rules.may_record_activity(by, facts(activity.group), asked, today=day_of(at)))
    if not applied:
        return
    for name in TEXTS & applied.keys():
        setattr(activity, name, day if name == "day" else applied[name])
    activity.total = sum(one.count for one in counts)
    activity.version += 1
    activity.save(update_fields=[*TEXTS, "total", "version"])
    _turnout(activity, {name: value for name, value in applied.items() if is_count(name)})


def _turnout(activity: Activity, numbers: Mapping[str, str]) -> None:
    for one in counts_in(numbers):
        rows = Turnout.objects.filter(activity=activity, sex=one.sex, band=one.band)
        if one.count == 0:
            rows.delete()
        elif not rows.update(count=one.count):
            Turnout.objects.create(activity=activity, sex=one.sex, band=one.band, count=one.count)


def _remember(edit: Edit, standing: Mapping[str, str], applied: Mapping[str, str]) -> None:
    EditedField.objects.bulk_create(
        EditedField(edit=edit, name=name, before=standing.get(name, ""), after=value)
        for name, value in applied.items()
    )


def decide_clash(*, by: Actor, at: datetime, clash_id: UUID, take_other: bool) -> None:
    """Decide between two values. What was on a phone and waited for this is settled with it."""
    with act("network.clash_decided", by=by, at=at) as draft:
        scope = queries.visible_clashes(by)
        clash = scope.get(pk=clash_id)
        draft.subject = (Subject.ACTIVITY, clash.activity_id)
        held = Activity.objects.select_for_update(of=("self",)).select_related("group")
        activity = held.get(pk=clash.activity_id)
        decided = ClashDecided.objects.filter(clash=clash).exists()
        ensure(may_decide_clash(by, activity.group.place, decided=decided))
        if take_other:
            _take(activity, clash, by, at)
        choice = "other" if take_other else "standing"
        ClashDecided.objects.create(clash=clash, choice=choice, by_id=by.id, at=at)
        if not queries.clashing(clash.edit_id):
            settle(clash.edit_id, at)


def _take(activity: Activity, clash: Clash, by: Actor, at: datetime) -> None:
    ensure(still_there(withdrawn=activity.withdrawn_day is not None))
    standing = queries.values_of(activity)
    wanted = {clash.name: clash.other}
    applied = {name: value for name, value in wanted.items() if standing.get(name, "") != value}
    _apply(activity, standing, applied, by, at)
    edit = Edit.objects.create(
        id=random_id(),
        activity=activity,
        seen=activity.version,
        made=activity.version,
        by_id=by.id,
        at=at,
    )
    _remember(edit, standing, applied)
