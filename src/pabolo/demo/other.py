"""Reports that become no case: a question answered, a need that another office meets."""

from datetime import date, timedelta

from pabolo.demo import chart, names, reports, words
from pabolo.demo.casestory import OFFICERS
from pabolo.demo.clockwork import Pace, Story, at_any_hour
from pabolo.demo.lives import Teller, rng_of
from pabolo.demo.scene import Scene
from pabolo.programme.cases.actions.triage import decide_without_case
from pabolo.programme.intake.actions.reading import Look
from pabolo.programme.intake.facets import People, Whereabouts
from pabolo.programme.intake.facets import Story as Words
from pabolo.programme.intake.told import Told
from pabolo.rules.vocabulary import Risk

_SHARE = 0.35
_CHANNELS = ("WA", "WA", "WA", "TLP", "DTG", "PATBM", "SP4")


def other_reports(scene: Scene) -> list[Story]:
    """About a third as many as there are children, year by year."""
    years = range(chart.FIRST_YEAR, scene.now.year + 1)
    return [
        _story(scene, year, number)
        for year in years
        for number in range(max(2, round(chart.children_in(year, scene.scale) * _SHARE)))
    ]


def _story(scene: Scene, year: int, number: int) -> Story:
    rng = rng_of(scene.seed, f"other|{year}|{number}")
    officer = rng.choice(OFFICERS)
    text, outcome = rng.choice(words.OTHER_REPORTS)
    pace = Pace(rng, at_any_hour(rng, date(year, 1, 5) + timedelta(days=rng.randrange(350))))
    channel = "WEB" if year >= 2023 and rng.random() < 0.3 else rng.choice(_CHANNELS)
    teller = Teller(channel=channel, kind="ANO" if channel == "WEB" else "TET")
    if rng.random() < 0.5 and channel != "WEB":
        teller = Teller(
            channel=channel, kind="ORT", name=names.adult_name(rng, "P"), phone=names.phone(rng)
        )
    district = rng.choice(list(chart.DISTRICTS))
    told = Told(
        story=Words(text=text, danger_now="no"),
        people=People(**reports.reporter(teller)),  # type: ignore[arg-type]
        place=Whereabouts(village=rng.choice(chart.villages()[district])),
    )
    yield pace.at
    report_id = reports.arrives(scene, told, teller, pace.at, officer)
    yield pace.hours(0.4, 20)
    reports.read(scene, report_id, Look(assessed=Risk.LOW), pace.at, officer)
    yield pace.hours(0.3, 30)
    agency = next((name for start, name in words.AGENCY_FOR.items() if text.startswith(start)), "")
    decide_without_case(
        report_id=report_id,
        version=reports.fresh(report_id).version,
        decision=reports.decision(scene, outcome, pace.at, officer, agency=agency),
        by=scene.actor(officer, pace.at),
        at=pace.at,
    )
