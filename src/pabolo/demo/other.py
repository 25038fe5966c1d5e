"""Reports that become no case: a question answered, a need that another office meets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from pabolo.demo import chart, names, reports, words
from pabolo.demo.casestory import OFFICERS
from pabolo.demo.clockwork import Pace, Story, at_any_hour
from pabolo.demo.lives import Teller, rng_of
from pabolo.demo.scene import Scene
from pabolo.programme.cases.actions.triage import decide_without_case
from pabolo.programme.intake.actions.reading import Look
from pabolo.programme.intake.facets import Story as Words
from pabolo.programme.intake.facets import Whereabouts
from pabolo.programme.intake.told import Told
from pabolo.rules.vocabulary import Risk

_SHARE = 0.35
_CHANNELS = ("WA", "WA", "WA", "TLP", "DTG", "PATBM", "SP4")
_WEB_FROM = 2023


@dataclass(frozen=True, slots=True)
class Other:
    """One such report to be."""

    at: datetime
    text: str
    outcome: str
    teller: Teller
    village: str
    officer: str
    rng: Random


def others(seed: int, scale: float, last_year: int) -> Iterator[Other]:
    """About a third as many as there are children, year by year. Pure."""
    for year in range(chart.FIRST_YEAR, last_year + 1):
        for number in range(max(2, round(chart.children_in(year, scale) * _SHARE))):
            yield _drawn(rng_of(seed, f"other|{year}|{number}"), year)


def _drawn(rng: Random, year: int) -> Other:
    at = at_any_hour(rng, date(year, 1, 5) + timedelta(days=rng.randrange(350)))
    text, outcome = rng.choice(words.OTHER_REPORTS)
    village = rng.choice(chart.villages()[rng.choice(list(chart.DISTRICTS))])
    return Other(at, text, outcome, _teller(rng, year), village, rng.choice(OFFICERS), rng)


def _teller(rng: Random, year: int) -> Teller:
    if year >= _WEB_FROM and rng.random() < 0.3:
        return Teller(channel="WEB", kind="ANO")
    channel = rng.choice(_CHANNELS)
    if rng.random() < 0.5:
        return Teller(channel=channel, kind="TET")
    name = names.adult_name(rng, "P")
    return Teller(channel=channel, kind="ORT", name=name, phone=names.phone(rng))


def other_reports(scene: Scene) -> list[Story]:
    """The story of each."""
    return [_told(scene, one) for one in others(scene.seed, scene.scale, scene.now.year)]


def _told(scene: Scene, other: Other) -> Story:
    told = Told(
        story=Words(text=other.text, danger_now="no"),
        people=reports.people_told(other.teller),
        place=Whereabouts(village=other.village),
    )
    pace = Pace(other.rng, other.at)
    yield pace.at
    report_id = reports.arrives(scene, told, other.teller, pace.at, other.officer)
    yield pace.hours(0.4, 20)
    reports.read(scene, report_id, Look(assessed=Risk.LOW), pace.at, other.officer)
    yield pace.hours(0.3, 30)
    decide_without_case(
        report_id=report_id,
        version=reports.fresh(report_id).version,
        decision=reports.decision(
            scene, other.outcome, pace.at, other.officer, agency=_agency(other)
        ),
        by=scene.actor(other.officer, pace.at),
        at=pace.at,
    )


def _agency(other: Other) -> str:
    found = (name for start, name in words.AGENCY_FOR.items() if other.text.startswith(start))
    return next(found, "")
