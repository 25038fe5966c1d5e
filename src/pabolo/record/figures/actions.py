"""Entering adult counts; drafting, attacking, approving, publishing and withdrawing releases."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from pabolo.ground.audit.actions import act
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.record.figures import contents, queries
from pabolo.record.figures.models import (
    AdultVictimCount,
    Release,
    ReleaseContent,
    SimfoniShown,
)
from pabolo.rules import disclosure
from pabolo.rules.actors import Actor
from pabolo.rules.facts import Facts, Period
from pabolo.rules.releases import (
    CHANGED_MEANWHILE,
    ReleaseState,
    may_draft,
    may_enter_count,
    may_step_release,
)
from pabolo.rules.simfoni import may_note_shown
from pabolo.rules.simfoni_recap import Cell
from pabolo.rules.vocabulary import Subject


def enter_adult_count(
    *, by: Actor, at: datetime, month: date, form: str, count: int, source: str
) -> AdultVictimCount:
    """Enter, or correct, how many adult victims were served in a month. `form` ALL: persons."""
    ensure(may_enter_count(by, count, source))
    first = month.replace(day=1)
    with act("adult_count.entered", by=by, at=at, detail={"month": f"{first:%Y-%m}", "form": form}):
        same = AdultVictimCount.objects.filter(month=first, form=form)
        newest = same.aggregate(newest=Max("version"))["newest"] or 0
        return AdultVictimCount.objects.create(
            month=first,
            form=form,
            version=newest + 1,
            count=count,
            source=source.strip(),
            entered_by=by.id,
            entered_on=day_of(at),
        )


def note_simfoni_shown(
    *,
    by: Actor,
    at: datetime,
    month: date,
    counts: Mapping[Cell, int],
    source: str,
    seen_on: date,
) -> list[SimfoniShown]:
    """Note what SIMFONI shows for a month, cell by cell; an unchanged cell is not noted again."""
    ensure(may_note_shown(by, source=source, seen_on=seen_on, today=day_of(at)))
    first = month.replace(day=1)
    known = queries.simfoni_shown(first)
    new = {
        cell: count
        for cell, count in counts.items()
        if cell not in known or known[cell].value != count
    }
    with act("simfoni.shown", by=by, at=at, detail={"month": f"{first:%Y-%m}", "cells": len(new)}):
        versions = queries.simfoni_versions(first)
        return SimfoniShown.objects.bulk_create(
            SimfoniShown(
                month=first,
                cut=cell[0],
                value=cell[1],
                version=versions.get(cell, 0) + 1,
                count=count,
                source=source.strip(),
                seen_on=seen_on,
                entered_by=by.id,
                entered_on=day_of(at),
            )
            for cell, count in new.items()
        )


def draft_release(
    *,
    by: Actor,
    at: datetime,
    facts: Facts,
    period: Period,
    history: Sequence[Period] = (),
    synthetic: bool = False,
) -> Release:
    """Count, protect and freeze a release of the period. Facts are the whole register's.

    `history` adds yearly totals of earlier years that no release has carried yet. The content
    never changes after this; a mistake is withdrawn and drafted anew.
    """
    today = day_of(at)
    ensure(may_draft(by, period, today))
    known = queries.earlier()
    order = contents.Order(
        code=_free_code(period),
        period=period,
        as_of=today,
        history=_not_yet_told(history, known),
        earlier=known,
        synthetic=synthetic,
    )
    content = contents.build(facts, order, keyed_draw)
    return _freeze(by, at, content, ReleaseState.DRAFT)


def keyed_draw(name: str) -> float:
    """The draw that rounds a cell: secret, and the same whenever the cell is released again."""
    return int.from_bytes(ring.code_tag("figures", name.encode())[:6]) / 2**48


def _not_yet_told(
    history: Sequence[Period], known: Sequence[disclosure.Release]
) -> tuple[Period, ...]:
    told = {table.period for release in known for table in release.tables}
    return tuple(period for period in history if period not in told)


def _free_code(period: Period) -> str:
    taken = set(Release.objects.values_list("code", flat=True))
    codes = (period.code, *(f"{period.code}.{number}" for number in range(2, 100)))
    return next(code for code in codes if code not in taken)


def _freeze(by: Actor, at: datetime, content: dict[str, Any], state: ReleaseState) -> Release:
    text = contents.to_text(content)
    published = state is ReleaseState.PUBLISHED
    with act("release.drafted", by=by, at=at, detail={"code": content["code"]}) as draft:
        release = Release.objects.create(
            code=content["code"],
            period=content["period"]["code"] if content["period"] else "",
            state=state,
            as_of=date.fromisoformat(content["as_of"]),
            synthetic=content["synthetic"],
            drafted_by=by.id,
            published_by=by.id if published else None,
            published_on=day_of(at) if published else None,
        )
        ReleaseContent.objects.create(release=release, text=text, sha256=contents.checksum(text))
        draft.subject = (Subject.RELEASE, release.id)
    return release


def load_release_zero(*, by: Actor, at: datetime) -> Release:
    """Take over the office's own published counts of 2018 and 2019. Safe to run again."""
    found = Release.objects.filter(code="0").first()
    if found is not None:
        return found
    content = contents.release_zero(date(2020, 1, 17))
    return _freeze(by, at, content, ReleaseState.PUBLISHED)


def _gate(release: Release) -> None:
    text = ReleaseContent.objects.get(release=release).text
    content = contents.as_release(contents.read(text))
    ensure(disclosure.may_publish(content, queries.earlier(release.id)))


def _step(
    release_id: UUID, to: ReleaseState, *, by: Actor, at: datetime, changes: dict[str, Any]
) -> Release:
    release = Release.objects.get(pk=release_id)
    ensure(may_step_release(by, release.drafted_by, ReleaseState(release.state), to))
    if to in (ReleaseState.ATTACKED, ReleaseState.PUBLISHED):
        _gate(release)
    with act(f"release.{to}", by=by, at=at, subject=(Subject.RELEASE, release.id)):
        moved = Release.objects.filter(pk=release.pk, version=release.version).update(
            state=to, version=release.version + 1, **changes
        )
        if not moved:
            raise Refused(CHANGED_MEANWHILE)
    release.refresh_from_db()
    return release


def attack_release(*, by: Actor, at: datetime, release_id: UUID) -> Release:
    """Let the attacker try this release beside all earlier ones; refused if it succeeds."""
    return _step(release_id, ReleaseState.ATTACKED, by=by, at=at, changes={})


def approve_release(*, by: Actor, at: datetime, release_id: UUID) -> Release:
    """A second person agrees."""
    changes = {"approved_by": by.id}
    return _step(release_id, ReleaseState.APPROVED, by=by, at=at, changes=changes)


def publish_release(*, by: Actor, at: datetime, release_id: UUID) -> Release:
    """Make it public. Attacked once more: another release may have gone out meanwhile."""
    changes = {"published_by": by.id, "published_on": day_of(at)}
    return _step(release_id, ReleaseState.PUBLISHED, by=by, at=at, changes=changes)


def withdraw_release(*, by: Actor, at: datetime, release_id: UUID) -> Release:
    """Take it off the pages. What was public stays known, so the attacker keeps counting it."""
    changes = {"withdrawn_on": day_of(at)}
    return _step(release_id, ReleaseState.WITHDRAWN, by=by, at=at, changes=changes)
