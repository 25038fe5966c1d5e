"""What the villages watch in the days of the build: new, asked, answered, visited, contested, ended."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pabolo.demo.clockwork import Story
from pabolo.demo.scene import Scene
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.programme.watchlist.actions import office, righting
from pabolo.programme.watchlist.actions.recording import Entry, record
from pabolo.rules.watchlist import Answer, Ending

PANAI, BILAH, UTARA = "12.10.19.1001", "12.10.08.2008", "12.10.01.1001"
# Days before the build, who wrote it, and what.
NOTICED: tuple[tuple[int, str, Entry], ...] = (
    (64, "nur", Entry(
        kind="PW08", village=PANAI, name="Contoh Bayi Satu", sex="L", age="7", age_unit="month",
        where="dekat dermaga", answers={"why": "home", "papers": "letter"},
    )),
    (41, "nur", Entry(
        kind="PW01", village=PANAI, name="Contoh Anak Dua", sex="L", age="12", where="lorong tiga",
        answers={"group": "left", "since": "half", "why": "work", "wish": "yes"},
        note="Ikut menjaring bersama pamannya.",
    )),
    (33, "halim", Entry(
        kind="PW02", village=PANAI, count=6, answers={"posyandu": "yes", "first": "formula"},
    )),
    (26, "sari", Entry(
        kind="PW09", village=BILAH, name="Contoh Balita Tiga", sex="P", age="2", where="RT 4",
        answers={"sign": "weight", "posyandu": "no"},
    )),
    (19, "parlin", Entry(
        kind="PW05", village=UTARA, name="Contoh Remaja Empat", sex="P", age="16",
        where="belakang sekolah", answers={"stage": "talk", "school": "yes", "who": "family"},
        suspects="no",
    )),
    (12, "sari", Entry(
        kind="PW19", village=BILAH, name="Contoh Anak Lima", sex="L", age="9", where="RT 2",
        answers={"often": "some"}, suspects="unknown",
    )),
    (9, "nur", Entry(
        kind="PW20", village=PANAI, count=15, where="tangga dermaga lama",
        answers={"place": "river", "fenced": "no"}, note="Anak mandi di sana sepulang sekolah.",
    )),
    (6, "parlin", Entry(
        kind="PW01", village=UTARA, name="Contoh Anak Enam", sex="P", age="14", where="dusun dua",
        answers={"group": "ended", "why": "far"},
    )),
    (2, "nur", Entry(
        kind="PW12", village=PANAI, name="Contoh Anak Tujuh", sex="L", age="10", where="lorong satu",
        answers={"where": "school", "often": "week"}, suspects="no",
    )),
)  # fmt: skip


def watched(scene: Scene) -> Iterator[Story]:
    """One story an item: they run beside each other, as in life."""
    for place, (days, who, entry) in enumerate(NOTICED):
        yield _told(scene, days, who, entry, COURSES.get(place))


def _told(scene: Scene, days: int, who: str, entry: Entry, course: "Course | None") -> Story:
    yield (at := scene.now - timedelta(days=days))
    item = random_id()
    record(item_id=item, entry=entry, by=scene.actor(who, at), at=at)
    if course is not None:
        yield from course(scene, item, at)


def _ask(scene: Scene, item: UUID, at: datetime, kind: str) -> None:
    found, nurul = agencies(day_of(at), kind).first(), scene.actor("nurul", at)
    if found is not None:
        office.ask_agency(item_id=item, agency=found.pk.hex, due=None, by=nurul, at=at)


def _certificate(scene: Scene, item: UUID, at: datetime) -> Story:
    """Papers are made, and the number closes it."""
    yield (at := at + timedelta(days=2))
    _ask(scene, item, at, "DUK")
    yield (at := at + timedelta(days=16))
    office.write_answer(
        item_id=item, answer=Answer.SETTLED, words="Akta terbit, nomornya pada keluarga.",
        told="Akta sudah diterima keluarga.", by=scene.actor("nurul", at), at=at,
    )  # fmt: skip


def _school(scene: Scene, item: UUID, at: datetime) -> Story:
    """The agency helps; the activist looks again."""
    yield (at := at + timedelta(days=1))
    _ask(scene, item, at, "DIK")
    yield (at := at + timedelta(days=6))
    office.write_answer(
        item_id=item, answer=Answer.HELPING, words="PKBM menerima, seragam dibantu.",
        told="Bisa masuk PKBM bulan depan.", again=scene.now.date() + timedelta(days=3),
        by=scene.actor("nurul", at), at=at,
    )  # fmt: skip


def _class(scene: Scene, item: UUID, at: datetime) -> Story:
    """A class was held: what is counted is settled, too."""
    yield (at := at + timedelta(days=15))
    nurul = scene.actor("nurul", at)
    words = "Kelas menyusui 2 kali di posyandu."
    office.end(item_id=item, ending=Ending.EVIDENCE, words=words, by=nurul, at=at)


def _wrong_name(scene: Scene, item: UUID, at: datetime) -> Story:
    """The family says that it is not so; nobody has decided yet."""
    yield (at := scene.now - timedelta(hours=22))
    righting.contest(
        item_id=item, says="family", reason="Ibunya berkata anak rutin ditimbang di puskesmas.",
        by=scene.actor("sari", at), at=at,
    )  # fmt: skip


def _wedding(scene: Scene, item: UUID, at: datetime) -> Story:
    """The agency was asked; the activist visited meanwhile."""
    yield (at := at + timedelta(days=1))
    _ask(scene, item, at, "PUSPAGA")
    yield (at := at + timedelta(days=7))
    words = "Keluarga bersedia menunggu sampai ujian."
    righting.visit(item_id=item, words=words, by=scene.actor("parlin", at), at=at)


def _too_far(scene: Scene, item: UUID, at: datetime) -> Story:
    """Not only a matter of school: handed on."""
    yield (at := at + timedelta(days=3))
    reason = "Keluarga tidak punya biaya perahu."
    office.hand_on(item_id=item, to="DSO", reason=reason, by=scene.actor("nurul", at), at=at)


type Course = Callable[[Scene, UUID, datetime], Story]
COURSES: Final[Mapping[int, Course]] = {
    0: _certificate, 1: _school, 2: _class, 3: _wrong_name, 4: _wedding, 7: _too_far,
}  # fmt: skip
