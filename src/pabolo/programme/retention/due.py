"""What hangs together, and whether its time is over: a child's whole file, or a report alone.

A child's file is every record of the child that was joined, their cases, the reports that are of
no other child, and the incidents that are of no other child. What two children share ends with the
last of them; where they end at once, it goes along.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.queries import all_open
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.lib.versions import versions_of
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.entries import LegalStageCorrected, LegalStaged
from pabolo.programme.cases.kinds.holds import hold_in
from pabolo.programme.cases.models import Case, CaseReport, IncidentChild
from pabolo.programme.cases.queries.files import CaseFile, file_under
from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.models import Child
from pabolo.programme.children.queries import NAMES, joined
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.referrals.queries.scope import all_open as open_referrals
from pabolo.programme.rights.queries import AboutCases, about_cases, answered_until
from pabolo.programme.watchlist.queries.scope import ended_until
from pabolo.rules.actors import SYSTEM
from pabolo.rules.ages import born_between
from pabolo.rules.deadlines import add_months
from pabolo.rules.decisions import Refusal
from pabolo.rules.retention import PERIODS, Facts, Kept, keep_until, may_destroy
from pabolo.rules.vocabulary import Facet, Subject

_SIDES = (Facet.CARE, Facet.STATS, Facet.LEGAL)
type Folder = tuple[Subject, UUID]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that ends as a whole: what it hangs on, its folders, and how it stands.

    `until`: kept until that day. `refusal`: what keeps it now. `cases`: its cases. `seen`: the
    versions of its cases and reports that were looked at.
    """

    root: UUID
    name: str
    folders: tuple[Folder, ...]
    facts: Facts
    until: date | None
    refusal: Refusal | None
    cases: tuple[UUID, ...] = ()
    seen: Mapping[UUID, int] = field(default_factory=dict)


def periods_on(day: date) -> dict[str, int]:
    """What the unit set for the day."""
    wanted = {key for one in PERIODS for key in one.settings}
    found = values(day).items()
    return {key: value for key, value in found if key in wanted and isinstance(value, int)}


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at everything: the day, the periods, and what somebody still owes or asks."""

    at: datetime
    periods: Mapping[str, int]
    owed: frozenset[UUID]
    about: AboutCases

    @property
    def today(self) -> date:
        """The day of the look."""
        return day_of(self.at)


def _look(at: datetime) -> _Look:
    return _Look(at, periods_on(day_of(at)), _owed(), about_cases(at=at))


def _owed() -> frozenset[UUID]:
    """Folders on which somebody still owes something, or a reporter waits for an answer."""
    owed = set(all_open().values_list("folder_id", flat=True))
    owed |= set(open_referrals().values_list("case_id", flat=True))
    owed |= set(Report.objects.filter(awaiting_office=True).values_list("pk", flat=True))
    return frozenset(owed)


def stand_as_seen(found: Iterable[Unit]) -> bool:
    """Whether nothing moved since these were looked at: no line, no case, no report, no duty.

    Asked inside the act that destroys them; from then on nobody else writes there before it ends.
    """
    every = [*found]
    folders = {folder: kind for unit in every for kind, folder in unit.folders}
    children = [one for one, kind in folders.items() if kind is Subject.CHILD]
    cases = Case.objects.select_for_update().filter(child_id__in=children)
    reports = Report.objects.select_for_update().filter(
        pk__in=[one for one, kind in folders.items() if kind is Subject.REPORT]
    )
    now = dict([*cases.values_list("pk", "version"), *reports.values_list("pk", "version")])
    seen = {key: number for unit in every for key, number in unit.seen.items()}
    return now == seen and not _owed() & folders.keys()


def units(*, at: datetime, roots: Collection[UUID] | None = None) -> list[Unit]:
    """Everything whose time may be over, the longest first; or just what hangs on these roots.

    Read by the system, under receipts of its own: names are not shown.
    """
    look = _look(at)
    found = [
        *_reports(look, roots),
        *_children(look, roots),
        *_requests(look, roots),
        *_watched(look, roots),
    ]
    return sorted(found, key=lambda one: (one.until or look.today, one.name))


def due(*, at: datetime) -> list[Unit]:
    """What may be destroyed today."""
    return [one for one in units(at=at) if one.refusal is None]


def _unit(unit: Unit, look: _Look) -> Unit:
    until = keep_until(unit.facts, look.periods)
    refusal = may_destroy(unit.facts, today=look.today, periods=look.periods)
    return replace(unit, until=until, refusal=refusal)


# Reports that led to no case, or whose cases are all gone


def _reports(look: _Look, roots: Collection[UUID] | None) -> Iterator[Unit]:
    months = min(
        look.periods["retention.information_months"], look.periods["retention.anonymous_months"]
    )
    told = CaseReport.objects.filter(report=OuterRef("pk"))
    rows = Report.objects.filter(~Exists(told)).defer("box").order_by("decided_day", "id")
    if roots is None:
        rows = rows.filter(state="decided", decided_day__lt=add_months(look.today, -months))
    else:
        rows = rows.filter(pk__in=list(roots)).exclude(state="boxed")
    found = list(rows)
    if not found:
        return
    folders = [row.pk for row in found]
    proof = receipt("retention.scan", by=SYSTEM, at=look.at, folders=folders, facets=[Facet.CARE])
    for row, care in zip(found, open_many(proof, found, "care", ReportCare), strict=True):
        facts = Facts(
            kept=Kept.ANONYMOUS if care.anonymous else Kept.INFORMATION,
            ended_on=row.decided_day,
            owed=row.pk in look.owed,
        )
        folder, seen = (Subject.REPORT, row.pk), {row.pk: row.version}
        name = display_code("L", row.pk)
        yield _unit(Unit(row.pk, name, (folder,), facts, None, None, seen=seen), look)


# Children's files


def _children(look: _Look, roots: Collection[UUID] | None) -> Iterator[Unit]:
    stays = joined()
    asked = _asked(look, stays)
    wanted = _candidates(look, roots, stays) | (asked if roots is None else set())
    records = {
        child: [child, *(one for one, other in stays.items() if other == child)] for child in wanted
    }
    born = _births(records, look.at)
    for child in sorted(records):
        sure = roots is not None or child in asked
        if sure or _may_be_due(born.get(child), look):
            yield _unit(_child(child, records[child], born.get(child), look), look)


def _asked(look: _Look, stays: Mapping[UUID, UUID]) -> set[UUID]:
    """Children for whom an erasure was asked for and granted."""
    if not look.about.erasure:
        return set()
    found = Case.objects.filter(pk__in=look.about.erasure).values_list("child_id", flat=True)
    return {stays.get(child, child) for child in found}


def _candidates(
    look: _Look, roots: Collection[UUID] | None, stays: Mapping[UUID, UUID]
) -> set[UUID]:
    """Children all of whose cases ended long enough ago, by what stands in the clear."""
    if roots is not None:
        known = Child.objects.filter(pk__in=list(roots)).values_list("pk", flat=True)
        return {stays.get(child, child) for child in known}
    years = min(look.periods["retention.case_years"], look.periods["retention.legal_years"])
    long_ago = Q(closed_day__lt=add_months(look.today, -12 * years))
    old = Case.objects.filter(long_ago).values_list("child_id", flat=True)
    alive = Case.objects.filter(~long_ago | Q(closed_day__isnull=True))
    kept = {stays.get(child, child) for child in alive.values_list("child_id", flat=True)}
    return {stays.get(child, child) for child in old} - kept


def _births(records: Mapping[UUID, Iterable[UUID]], at: datetime) -> dict[UUID, date]:
    """The latest day each child can have been born, where it is known."""
    everybody = [one for mine in records.values() for one in mine]
    if not everybody:
        return {}
    sides = [Facet.IDENTITY]
    proof = receipt("retention.scan", by=SYSTEM, at=at, folders=everybody, facets=sides)
    known = NAMES.of(proof, versions_of(Child.objects.filter(pk__in=everybody)))
    found = {}
    for child, mine in records.items():
        spans = [born_between(birth_of(known[one].identity)) for one in mine if one in known]
        days = [span[1] for span in spans if span]
        if days:
            found[child] = max(days)
    return found


def _may_be_due(born: date | None, look: _Look) -> bool:
    """Whether it is worth opening the journals: the child's own day has come, or is not known."""
    if born is None:
        return True
    years = look.periods["retention.case_until_age"]
    return add_months(born, 12 * years) < look.today


def _child(child: UUID, records: list[UUID], born: date | None, look: _Look) -> Unit:
    cases = list(Case.objects.filter(child_id__in=records).select_related("child").order_by("pk"))
    files = list(_opened(cases, look.at))
    reports = _only_of([case.pk for case in cases])
    folders = (
        *((Subject.CHILD, one) for one in records),
        *((Subject.CASE, case.pk) for case in cases),
        *((Subject.INCIDENT, one) for one in _only_theirs(records)),
        *((Subject.REPORT, one) for one in reports),
    )
    ids = tuple(case.pk for case in cases)
    seen = {case.pk: case.version for case in cases} | reports
    name = display_code("K", ids[0]) if ids else display_code("A", child)
    owed = any(folder in look.owed for _kind, folder in folders)
    facts = replace(_facts(cases, files, born, look), owed=owed)
    return Unit(child, name, folders, facts, None, None, ids, seen)


def _opened(cases: Iterable[Case], at: datetime) -> Iterator[CaseFile]:
    rows = list(cases)
    if not rows:
        return
    proof = receipt(
        "retention.scan", by=SYSTEM, at=at, folders=[case.pk for case in rows], facets=_SIDES
    )
    for case in rows:
        yield file_under(case, proof, _SIDES)


def _facts(cases: list[Case], files: list[CaseFile], born: date | None, look: _Look) -> Facts:
    ids = {case.pk for case in cases}
    days = [case.closed_day for case in cases]
    return Facts(
        kept=Kept.LEGAL if any(map(_went_to_law, files)) else Kept.CASE,
        ended_on=max((day for day in days if day), default=None) if all(days) else None,
        legal_open=any(file.state.legal_open for file in files),
        legal_ended_on=_legal_end(files),
        born=born,
        held=any(hold_in(one.line for one in file.lines) for file in files),
        rights_pending=bool(ids & look.about.pending),
        joined_alive=_shares_open(cases),
        asked=bool(ids & look.about.erasure),
    )


def _went_to_law(file: CaseFile) -> bool:
    """Whether the police were told, or a stage of a process was recorded."""
    police = file.state.police
    return bool(file.state.legal.codes or (police and police.number))


def _legal_end(files: Iterable[CaseFile]) -> date | None:
    """The day on which the last legal stage was recorded, or corrected."""
    found = (LegalStaged, LegalStageCorrected)
    days = [
        day_of(one.line.at) for file in files for one in file.lines if isinstance(one.line, found)
    ]
    return max(days, default=None)


def _shares_open(cases: Iterable[Case]) -> bool:
    """Whether a report of these cases is also told about a case that is still open."""
    ids = [case.pk for case in cases]
    reports = CaseReport.objects.filter(case__in=ids).values("report_id")
    others = CaseReport.objects.filter(report__in=reports).exclude(case__in=ids)
    return others.filter(case__closed_day__isnull=True).exists()


def _only_theirs(records: list[UUID]) -> list[UUID]:
    """Incidents of these children and of nobody else who is still kept."""
    mine = set(IncidentChild.objects.filter(child__in=records).values_list("incident", flat=True))
    shared = IncidentChild.objects.filter(incident__in=mine).exclude(child__in=records)
    return sorted(mine - set(shared.values_list("incident", flat=True)))


def _only_of(ids: Collection[UUID]) -> dict[UUID, int]:
    """Reports of these cases and of no other that is still kept, with their versions."""
    mine = set(CaseReport.objects.filter(case__in=ids).values_list("report", flat=True))
    shared = CaseReport.objects.filter(report__in=mine).exclude(case__in=ids)
    found = mine - set(shared.values_list("report", flat=True))
    return dict(Report.objects.filter(pk__in=found).order_by("pk").values_list("pk", "version"))


def going_together(found: Sequence[Unit]) -> list[Unit]:
    """The same that end at once: what only they share goes with the last of the files.

    Each of them alone leaves it to the others. What somebody still owes something on stays, and is
    due by itself later.
    """
    files = [unit for unit in found if unit.cases]
    if len(files) < 2:
        return [*found]
    owed, known = _owed(), {folder for unit in files for _kind, folder in unit.folders}
    records = [one for unit in files for kind, one in unit.folders if kind is Subject.CHILD]
    reports = _only_of([case for unit in files for case in unit.cases])
    shared = {one: version for one, version in reports.items() if one not in known | owed}
    more = (
        *((Subject.INCIDENT, one) for one in _only_theirs(records) if one not in known),
        *((Subject.REPORT, one) for one in shared),
    )
    last = files[-1]
    whole = replace(last, folders=(*last.folders, *more), seen={**last.seen, **shared})
    return [whole if unit is last else unit for unit in found]


# Answered requests


def _requests(look: _Look, roots: Collection[UUID] | None) -> Iterator[Unit]:
    cut = add_months(look.today, -look.periods["retention.rights_months"])
    rows = answered_until(cut if roots is None else look.today)
    if roots is not None:
        rows = rows.filter(pk__in=list(roots))
    for row in rows.defer("body", "decision").order_by("pk"):
        facts = Facts(kept=Kept.RIGHTS, ended_on=row.answered_day, owed=row.pk in look.owed)
        folder = (Subject.REQUEST, row.pk)
        yield _unit(Unit(row.pk, display_code("H", row.pk), (folder,), facts, None, None), look)


# Settled watch-list items


def _watched(look: _Look, roots: Collection[UUID] | None) -> Iterator[Unit]:
    cut = add_months(look.today, -look.periods["retention.watch_item_months"])
    rows = ended_until(cut if roots is None else look.today)
    if roots is not None:
        rows = rows.filter(pk__in=list(roots))
    for pk, day in rows.order_by("pk").values_list("pk", "closed_day"):
        facts = Facts(kept=Kept.WATCH, ended_on=day, owed=pk in look.owed)
        folder = (Subject.WATCH, pk)
        yield _unit(Unit(pk, display_code("P", pk), (folder,), facts, None, None), look)
