"""Building the made-up regency: through the same actions that people use, day after day.

Everything in it is invented and says so. From one number always come the same facts: names,
dates, forms and counts; only ids, keys and report codes are random, as they must be.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from pabolo.demo import people, publishing
from pabolo.demo.casestory import CaseStory
from pabolo.demo.cast import CAST, KIN, Member, settle
from pabolo.demo.clockwork import Progress, Story, at_work, run
from pabolo.demo.course import tell
from pabolo.demo.deciding import decisions
from pabolo.demo.handing import cards, waiting
from pabolo.demo.lives import Life, rng_of
from pabolo.demo.other import other_reports
from pabolo.demo.referring import referrals
from pabolo.demo.rights import destruction, requests
from pabolo.demo.roll import roll
from pabolo.demo.scene import Scene
from pabolo.demo.today import today
from pabolo.demo.watching import watched
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.audit.actions import checkpoint
from pabolo.ground.keys import file
from pabolo.ground.lib.clock import WIB
from pabolo.ground.places.actions import load_reference
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.rules.actors import SYSTEM

FIRST_MORNING = datetime(2018, 1, 2, 8, tzinfo=WIB)


def build_regency(
    *, data: Path, at: datetime, seed: int = 12, scale: float = 1.0, progress: Progress
) -> Scene:
    """Build the whole regency as it stands at a moment, in an empty, migrated data folder.

    `scale` changes the years after 2019 and the network; the seed's own two years stay whole.
    """
    progress("people, places, codes")
    scene = Scene(seed, scale, at, {})
    with hurried():
        prepare(scene)
        turns = run(_stories(scene), until=at, progress=progress)
        catch_up(at=at)
        look_for_doubles(at=at)
        checkpoint(at=at)
    progress(f"{turns} things happened")
    return scene


def prepare(scene: Scene) -> None:
    """The office on its first morning: places, codes, partners, people and whose kin they are."""
    load_reference()
    load_codes(by=SYSTEM, at=FIRST_MORNING)
    load_directory(by=SYSTEM, at=FIRST_MORNING)
    for one in CAST:
        if not one.acting:
            _welcome(scene, one, FIRST_MORNING)
    cards(scene, FIRST_MORNING)


def _welcome(scene: Scene, one: Member, at: datetime) -> None:
    scene.people[one.username] = settle(one, at)
    if one.username in KIN:
        kin = Kin(KIN[one.username], "saudara")
        declare_kin(kin=[kin], by=scene.actor(one.username, at), at=at)


def _substitutes(scene: Scene) -> Story:
    """Who acts for somebody else came some months ago."""
    at = at_work(rng_of(scene.seed, "substitutes"), scene.now.date() - timedelta(days=200))
    yield at
    for one in CAST:
        if one.acting:
            _welcome(scene, one, at)


def _stories(scene: Scene) -> list[Story]:
    lives = roll(scene.seed, scene.scale, scene.now.year)
    return [
        _substitutes(scene),
        publishing.record(scene),
        publishing.adult_counts(scene),
        publishing.simfoni_shown(scene),
        publishing.releases(scene),
        publishing.nights(scene),
        *people.groups(scene),
        *other_reports(scene),
        *cases(scene, lives),
        *today(scene),
        referrals(scene),
        decisions(scene),
        requests(scene),
        destruction(scene),
        waiting(scene),
        *watched(scene),
    ]


def cases(scene: Scene, lives: Iterable[Life]) -> Iterator[Story]:
    """The stories of these children, siblings beside the one who was told of first."""
    for life in lives:
        first = CaseStory(scene, life)
        yield tell(first)
        for other in life.kin:
            yield tell(CaseStory(scene, other, beside=first))


@contextmanager
def hurried() -> Iterator[None]:
    """Without waiting for the disk at every step: a build that is cut off is started anew.

    Set back, and all of it on disk, before anybody is told that the regency stands.
    """
    links = [file.connection()] + ([connection.connection] if _is_own_file() else [])
    for link in links:
        link.execute("PRAGMA synchronous=OFF")
        # Ids are random: a register larger than the page cache is read back at every insert.
        link.execute("PRAGMA cache_size=-4000000")  # KiB at most; taken only as it is needed
    try:
        yield
    finally:
        for link in links:
            link.execute("PRAGMA synchronous=FULL")
            link.execute("PRAGMA cache_size=-2000")  # SQLite's own
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _is_own_file() -> bool:
    """Whether the database is SQLite, and no transaction of a test is around us."""
    connection.ensure_connection()
    return connection.vendor == "sqlite" and not connection.in_atomic_block
