"""Numbers that leave the office: adult counts, releases by three people, and the seed record."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from pabolo.demo import chart
from pabolo.demo.clockwork import Story
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import WIB
from pabolo.programme.cases.queries.facts import countable, facts_of
from pabolo.programme.intake.actions.nightly import log_reporters
from pabolo.record.figures import actions
from pabolo.record.figures.gathering import gather_all, recap_facts
from pabolo.record.innovations.actions import load_seed_record
from pabolo.rules.facts import ALL_FORMS, Period
from pabolo.rules.simfoni_recap import Cell, Cut, Total, recap

SOURCE = "Rekap bulanan layanan korban dewasa UPTD PPA (contoh)"
SHOWN_IN = "SIMFONI-PPA, Rekap Kabupaten (contoh)"
NOTED = (Cut.TOTAL, Cut.FORM)
ONE_FEWER: Cell = (Cut.TOTAL, Total.VICTIMS)
_ADULT_FORMS = ("FIS", "PSI", "SEK", "PEN")
_CLOSED_FOR = timedelta(days=34)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 10, tzinfo=WIB)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def adult_counts(scene: Scene) -> Story:
    """Every month the count of adult victims, persons and forms, in the month after."""
    for year in range(chart.FIRST_YEAR, scene.now.year + 1):
        rng = rng_of(scene.seed, f"adults|{year}")
        persons = _spread(rng, chart.adults_in(year))
        for month, count in enumerate(persons, start=1):
            first = date(year, month, 1)
            at = _morning(_next_month(first) + timedelta(days=4))
            yield at
            for form, number in _by_form(rng, count).items():
                actions.enter_adult_count(
                    by=scene.actor("yusuf", at),
                    at=at,
                    month=first,
                    form=form,
                    count=number,
                    source=SOURCE,
                )


def simfoni_shown(scene: Scene) -> Story:
    """Last month's recap beside what SIMFONI showed: one file more here than was entered there."""
    this = scene.now.date().replace(day=1)
    month = (this - timedelta(days=1)).replace(day=1)
    yield (at := _morning(this + timedelta(days=4)))
    yusuf = scene.actor("yusuf", at)
    counted = recap(recap_facts(facts_of(countable(by=yusuf), by=yusuf, at=at)), month)
    ours = {cell: one.value for cell, one in counted.items() if cell[0] in NOTED}
    actions.note_simfoni_shown(
        by=yusuf,
        at=at,
        month=month,
        counts={cell: count - (cell == ONE_FEWER) for cell, count in ours.items() if count},
        source=SHOWN_IN,
        seen_on=at.date(),
    )


def _spread(rng: Random, total: int) -> list[int]:
    months = [total // 12] * 12
    for month in rng.sample(range(12), total % 12):
        months[month] += 1
    return months


def _by_form(rng: Random, persons: int) -> dict[str, int]:
    """Persons, and each form met; forms may sum to more."""
    counts = {ALL_FORMS: persons}
    for _ in range(persons):
        for form in rng.sample(_ADULT_FORMS, rng.choice((1, 1, 2))):
            counts[form] = counts.get(form, 0) + 1
    return counts


def periods(now: datetime) -> list[Period]:
    """The two periods that were released last by now: half-years, and whole years after them."""
    years = range(chart.FIRST_YEAR + 2, now.year + 1)
    order = [period for year in years for period in (Period(year, 1), Period(year))]
    return [period for period in order if _morning(_released_on(period)) <= now][-2:]


def _released_on(period: Period) -> date:
    return period.end + _CLOSED_FOR


def releases(scene: Scene) -> Story:
    """Each release is drafted, attacked, approved and published, by three people."""
    for number, period in enumerate(periods(scene.now)):
        past = range(chart.FIRST_YEAR, period.year) if number == 0 else ()
        history = [Period(year) for year in past]
        yield from _release(scene, period, history)


def _release(scene: Scene, period: Period, history: list[Period]) -> Story:
    at = _morning(_released_on(period))
    yield at
    yusuf = scene.actor("yusuf", at)
    facts = gather_all(at=at, period=period)
    drafted = actions.draft_release(
        by=yusuf, at=at, facts=facts, period=period, history=history, synthetic=True
    )
    release = drafted.id
    yield (at := at + timedelta(hours=1))
    actions.attack_release(by=scene.actor("yusuf", at), at=at, release_id=release)
    yield (at := at + timedelta(hours=4))
    actions.approve_release(by=scene.actor("togar", at), at=at, release_id=release)
    yield (at := at + timedelta(days=1))
    actions.publish_release(by=scene.actor("wulan", at), at=at, release_id=release)


def record(scene: Scene) -> Story:
    """The Data Inovasi record and the office's own counts are taken over."""
    at = _morning(date(2020, 1, 17))
    yield at
    actions.load_release_zero(by=scene.actor("yusuf", at), at=at)
    load_seed_record(by=scene.actor("nurul", at), at=at)


def nights(scene: Scene) -> Iterator[datetime]:
    """The shuffled log entries of those who reported; once a month is enough here."""
    day = date(chart.FIRST_YEAR, 2, 1)
    while True:
        at = _morning(day)
        yield at
        log_reporters(day=day - timedelta(days=1))
        day = _next_month(day)
