"""What may be read: exact figures inside, frozen releases outside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from pabolo.record.figures.contents import as_release, checksum
from pabolo.record.figures.models import (
    AdultVictimCount,
    Release,
    ReleaseContent,
    SimfoniShown,
)
from pabolo.rules import disclosure
from pabolo.rules.counting import Dimension, break_down, children_behind, observe_all
from pabolo.rules.facts import AdultCount, Facts, Period
from pabolo.rules.indicators import Observation
from pabolo.rules.releases import ReleaseState
from pabolo.rules.simfoni_recap import Cell, Cut, Shown


@dataclass(frozen=True, slots=True)
class Internal:
    """Exact figures of one period, for those inside. Each cell opens the list behind it."""

    period: Period
    as_of: date
    observations: tuple[Observation, ...]
    by: Mapping[Dimension, Mapping[str, int]]


def internal(facts: Facts, period: Period, as_of: date) -> Internal:
    """Exact figures counted from facts that the caller has already scoped to the viewer."""
    return Internal(
        period,
        as_of,
        observe_all(facts, period, as_of),
        {dimension: break_down(facts, period, dimension) for dimension in Dimension},
    )


def behind(facts: Facts, period: Period, by: Dimension, value: str) -> set[UUID]:
    """The children behind a cell of `internal`."""
    return children_behind(facts, period, by, value)


def adult_counts() -> list[AdultCount]:
    """The current version of every monthly count of adult victims, as facts."""
    newest = (
        AdultVictimCount.objects.values("month", "form").annotate(newest=Max("version")).order_by()
    )
    current = {(row["month"], row["form"]): row["newest"] for row in newest}
    rows = AdultVictimCount.objects.order_by("month", "form")
    return [
        AdultCount(row.month, row.form, row.count, row.source)
        for row in rows
        if current[row.month, row.form] == row.version
    ]


def simfoni_versions(month: date) -> dict[Cell, int]:
    """The newest version of every cell of a month that somebody noted."""
    rows = SimfoniShown.objects.filter(month=month).values("cut", "value")
    newest = rows.annotate(newest=Max("version")).order_by()
    return {(Cut(row["cut"]), row["value"]): row["newest"] for row in newest}


def simfoni_shown(month: date) -> dict[Cell, Shown]:
    """What SIMFONI showed for a month, as it was noted last."""
    newest = simfoni_versions(month)
    rows = SimfoniShown.objects.filter(month=month)
    return {
        (Cut(row.cut), row.value): Shown(row.count, row.source, row.seen_on)
        for row in rows
        if newest[Cut(row.cut), row.value] == row.version
    }


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it may be shown: its row, its frozen content, the bytes and their checksum."""

    id: UUID
    code: str
    state: str
    as_of: date
    published_on: date | None
    synthetic: bool
    content: Mapping[str, Any]
    text: str
    sha256: str

    @property
    def verbatim(self) -> bool:
        """Whether it is the office's own earlier publication."""
        return bool(self.content["verbatim"])

    @property
    def period(self) -> Period | None:
        """Its period; None for release zero."""
        row = self.content["period"]
        return Period.parse(row["code"]) if row else None

    def indicator(self, code: str, period: str = "") -> Mapping[str, Any] | None:
        """One observation; of the release's own period unless another is asked for."""
        wanted = period or (self.period.code if self.period else "")
        rows = self.content["indicators"]
        return next((r for r in rows if r["code"] == code and r["period"] == wanted), None)


class Altered(Exception):
    """A frozen text no longer matches its checksum."""


def _published(release: Release) -> Published:
    content = ReleaseContent.objects.get(release=release)
    if checksum(content.text) != content.sha256:
        raise Altered(release.code)
    return Published(
        release.id,
        release.code,
        release.state,
        release.as_of,
        release.published_on,
        release.synthetic,
        json.loads(content.text),
        content.text,
        content.sha256,
    )


def all_releases() -> QuerySet[Release]:
    """Every release in every state, newest first: for the office."""
    return Release.objects.order_by("-as_of", "-code")


def frozen(release_id: UUID) -> tuple[Release, Published]:
    """A release in any state with its frozen content: for the office. Raises `DoesNotExist`."""
    row = Release.objects.get(pk=release_id)
    return row, _published(row)


def releases() -> list[Published]:
    """Published releases, newest first, release zero last."""
    rows = all_releases().filter(state=ReleaseState.PUBLISHED)
    return [_published(release) for release in rows]


def latest() -> Published | None:
    """The newest published release that is not release zero."""
    return next((release for release in releases() if not release.verbatim), None)


def published(code: str) -> Published | None:
    """A published release by its code."""
    row = Release.objects.filter(code=code, state=ReleaseState.PUBLISHED).first()
    return _published(row) if row else None


def release_zero() -> Published | None:
    """The office's own figures of 2018 and 2019."""
    return published("0")


def earlier(than: UUID | None = None) -> list[disclosure.Release]:
    """Everything that was ever public, withdrawn too, as the attacker reads it."""
    ever = Release.objects.filter(state__in=[ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN])
    rows = ever.exclude(pk=than) if than else ever
    return [as_release(_published(row).content) for row in rows.order_by("as_of", "code")]
