"""What the log shows of unusual readings in the last days. Opens nothing: tokens and times."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pabolo.ground.audit import queries as audit
from pabolo.ground.audit.queries import Logged
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import values
from pabolo.programme.cases.models import Case
from pabolo.rules.readings import Limits, Log, Reading, Unusual, unusual
from pabolo.rules.vocabulary import Facet, Role

DAYS = 14
# Lists, scans and what is no file of a child.
NO_READING = frozenset({
    "case.list", "case.count", "report.list", "report.count", "duty.list", "child.search",
    "child.scanned", "kin.opened", "kin.scanned", "report.match", "report.unboxed",
    "reading.reviews", "conference.list", "conference.guests_checked",
})  # fmt: skip
EXPORTS = frozenset({
    "case.print", "case.plan_print", "case.simfoni_print", "letter.print", "case.minutes_print",
    "transfer.exported",
})  # fmt: skip
OVERSEERS = frozenset({Role.SUPERVISOR.value, Role.AGENCY_HEAD.value, Role.PROVINCE_UNIT.value})


def first_day(at: datetime) -> date:
    """From which day on signs are looked for."""
    return day_of(at) - timedelta(days=DAYS - 1)


def limits_on(day: date) -> Limits:
    """What the unit set, under `readings.<name>`."""
    found = values(day)
    names = Limits.__dataclass_fields__
    return Limits(**{name: int(found[f"readings.{name}"]) for name in names})


def signs(at: datetime) -> tuple[Unusual, ...]:
    """Unusual readings of the last days, newest first.

    Not scoped: what is told is a person at work, a day and a count, for whoever may see readings.
    """
    first = first_day(at)
    days = (first + timedelta(days=number) for number in range(DAYS))
    entries = audit.on_days(days, people=True)
    return unusual(_log(entries), limits_on(day_of(at)))


def _log(entries: list[Logged]) -> Log:
    searched: dict[str, list[datetime]] = {}
    for one in entries:
        if one.verb == "child.search":
            searched.setdefault(one.actor, []).append(datetime.fromisoformat(one.when))
    return Log(
        readings=[_reading(one) for one in entries if _is_reading(one)],
        worked=frozenset(
            (one.actor, folder) for one in entries if not one.facets for folder in one.objects
        ),
        searched=searched,
        closed=_closed_tokens(entries),
        overseers=frozenset(one.actor for one in entries if OVERSEERS & set(one.roles)),
    )


def _is_reading(entry: Logged) -> bool:
    return bool(entry.facets) and entry.verb not in NO_READING


def _reading(entry: Logged) -> Reading:
    return Reading(
        actor=entry.actor,
        at=datetime.fromisoformat(entry.when),
        folders=frozenset(entry.objects),
        identity=Facet.IDENTITY.value in entry.facets,
        exported=entry.verb in EXPORTS,
    )


def _closed_tokens(entries: Iterable[Logged]) -> dict[str, date]:
    """Closed cases by their tokens, of those that the entries name."""
    named = audit.folders_named({token for one in entries if one.facets for token in one.objects})
    rows = Case.objects.filter(pk__in=named, closed_day__isnull=False)
    return {named[case]: day for case, day in rows.values_list("pk", "closed_day") if day}
