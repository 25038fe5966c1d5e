"""What lies on the desks on the day of the build: each thing that somebody may want to click.

Every story here is told up to a point and stops there, so that its next step is open.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace as retold

from pabolo.demo import conferring, legal, posts, reports, words
from pabolo.demo.casestory import CaseStory
from pabolo.demo.cast import CAST
from pabolo.demo.clockwork import Story
from pabolo.demo.course import ask, beginning, intake, planning, review, services
from pabolo.demo.lives import Life, Teller, drawn, rng_of, sibling
from pabolo.demo.scene import Scene, token
from pabolo.demo.turns import TURNS
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions import closing, simfoni, team
from pabolo.programme.intake.actions.entry import Arrival, record_report
from pabolo.programme.intake.actions.mailbox import write_from_reporter
from pabolo.programme.intake.actions.reading import Look
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.actions.writing import write_to_reporter
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    People,
    ToldChild,
    Whereabouts,
)
from pabolo.programme.intake.facets import (
    Story as Words,
)
from pabolo.programme.intake.told import Told
from pabolo.rules.telling import Moments
from pabolo.rules.vocabulary import Risk

NEAR_KIN = "Irwan Parulian Ritonga"  # like the kin that one officer declared, and perhaps not him
REPORTER = Teller(channel="WA", kind="TET", name="Sulastri", phone="0812-0000-0412")


def _hours(count: float) -> timedelta:
    return timedelta(hours=count)


def _days(count: float) -> timedelta:
    return timedelta(days=count)


# Form of violence, district and unusual turn of each child that these stories are about.
CHILDREN: Mapping[str, tuple[str, str, str]] = {
    "web": ("FIS", "12.10.01", ""),
    "wa": ("PEN", "12.10.09", ""),
    "129": ("SEK", "12.10.02", ""),
    "decide": ("PSI", "12.10.07", ""),
    "kin": ("FIS", "12.10.14", ""),
    "waits": ("PSI", "12.10.02", ""),
    "alarm": ("PEN", "12.10.08", ""),
    "sunday": ("LAI", "12.10.01", ""),
    "police": ("SEK", "12.10.08", ""),
    "late": ("PEN", "12.10.20", ""),
    "new": ("FIS", "12.10.01", ""),
    "plan": ("SEK", "12.10.02", ""),
    "close": ("PSI", "12.10.09", ""),
    "acting": ("FIS", "12.10.01", ""),
    "light": ("SEK", "12.10.01", "light"),
    "light2": ("FIS", "12.10.02", "light"),
    "sister": ("PEN", "12.10.19", ""),
    "brother": ("PEN", "12.10.19", ""),
    "parent": ("FIS", "12.10.01", "parent_suspected"),
    "shelter": ("SEK", "12.10.02", "shelter"),
    "unborn": ("FIS", "12.10.19", "unborn"),
    "mediation": ("FIS", "12.10.01", "mediation"),
    "places": ("SEK", "12.10.18", "three_places"),
    "paperless": ("PEN", "12.10.20", "no_document"),
    "second": ("SEK", "12.10.02", "second_incident"),
    "once": ("FIS", "12.10.07", ""),
    "again": ("PEN", "12.10.07", ""),
    "cousin": ("PSI", "12.10.08", ""),
    "namesake": ("PEN", "12.10.08", ""),
    "twin": ("FIS", "12.10.20", ""),
    "other_twin": ("PEN", "12.10.20", ""),
}


def life_of(seed: int, key: str, opened: datetime) -> Life:
    """One of these children, with a case to be opened at that moment. Pure."""
    form, district, turn = CHILDREN[key]
    rng = rng_of(seed, f"today|{key}")
    life = drawn(rng, f"today-{key}", opened.year, 20, form, district)
    moved = opened.date() - life.opened.date()
    born = life.birth if len(life.birth) < 10 else str(_moved(life.birth, moved))
    life = replace(life, opened=opened, happened=life.happened + moved, birth=born)
    return TURNS[turn].taken(life) if turn else life


def alike(seed: int, now: datetime) -> dict[str, dict[str, Any]]:
    """What is told of the children whose records are alike. Pure."""
    home, house, cot = (life_of(seed, key, now) for key in ("once", "cousin", "twin"))
    boy = {"sex": "L", "birth": "2014-05-03", "domicile": home.domicile, "carers": home.carers}
    girl = {"sex": "P", "name": "Melati Kusuma Wardani", "domicile": house.domicile}
    twin = {"sex": "P", "birth": "2016-02-11", "domicile": cot.domicile, "carers": cot.carers}
    return {
        "once": {**boy, "name": "Soerjono Poetra"},
        "again": {**boy, "name": "Suryono Putra"},
        "cousin": {**girl, "birth": "2013-04"},
        "namesake": {**girl, "birth": "2013"},
        "twin": {**twin, "name": "Siti Rahma Yuliana"},
        "other_twin": {**twin, "name": "Sitti Rahmi Yuliana"},
    }


def lives_of(seed: int, now: datetime) -> list[Life]:
    """All of them. Pure."""
    told = alike(seed, now)
    lives = {key: replace(life_of(seed, key, now), **told.get(key, {})) for key in CHILDREN}
    lives["brother"] = sibling(lives["sister"], lives["brother"])
    return list(lives.values())


def case_of(
    scene: Scene, key: str, *, ago: timedelta, told: timedelta | None = None, **fields: object
) -> CaseStory:
    """A case opened so long ago; `told` is how long ago it was told of."""
    life = replace(life_of(scene.seed, key, scene.now - ago), **fields)  # type: ignore[arg-type]
    return CaseStory(scene, life, told_at=scene.now - told if told else None)


def _moved(birth: str, by: timedelta) -> object:
    return (datetime.fromisoformat(birth) + by).date()


# --- reports ---


def _told(life: Life, text: str) -> Told:
    return Told(
        story=Words(worries=life.forms, text=text, danger_now="unknown"),
        people=People(children=(ToldChild(sex=life.sex, age=str(life.age)),)),
        place=Whereabouts(village=life.village, place_kind=life.place_kind),
    )


def unread_from_the_web(scene: Scene) -> Story:
    """It came in today through the public page; nobody has read it."""
    life = case_of(scene, "web", ago=_hours(1)).life
    at = scene.now - _hours(1.2)
    yield at
    teller = Teller(channel="WEB", kind="ANO")
    reports.arrives(scene, _told(life, words.TOLD["FIS"][1]), teller, at, "siti")


def unread_from_whatsapp(scene: Scene) -> Story:
    """Budi wrote it down two hours ago; nobody has read it."""
    story = case_of(scene, "wa", ago=_hours(1))
    told = reports.told_about(story.life, story.rng, text=words.TOLD["PEN"][0])
    at = scene.now - _hours(2.1)
    yield at
    reports.arrives(scene, told, story.life.teller, at, "budi")


def from_the_hotline(scene: Scene) -> Story:
    """SAPA 129 passed it on with a number of its own; read, and to be decided."""
    story = case_of(scene, "129", ago=_hours(1))
    told = reports.told_about(story.life, story.rng)
    at = scene.now - _hours(7)
    yield at
    recorded = record_report(
        told=told,
        arrival=Arrival("S129", Moments(at, at), reference="S129-CONTOH-0457"),
        token=token(),
        by=scene.actor("budi", at),
        at=at,
    )
    yield (at := at + _hours(1.5))
    look = Look(sexual=True, signs=("accused_has_access",), assessed=Risk.HIGH)
    reports.read(scene, recorded.id, look, at, "siti")
    text = "Nenek ditelepon; anak bersama keluarga yang aman malam ini."
    reports.step(scene, recorded.id, "followed_up", text, at, "siti")


def to_be_decided(scene: Scene) -> Story:
    """Read yesterday; what becomes of it is still open."""
    story = case_of(scene, "decide", ago=_hours(1))
    told = reports.told_about(story.life, story.rng)
    yield (at := scene.now - _hours(27))
    report_id = reports.arrives(scene, told, REPORTER, at, "siti")
    yield (at := at + _hours(2))
    reports.read(scene, report_id, Look(assessed=Risk.MEDIUM), at, "siti")
    text = "Wali kelas ditelepon; anak hadir di sekolah hari ini."
    reports.step(scene, report_id, "followed_up", text, at, "siti")


def may_be_kin(scene: Scene) -> Story:
    """A name in it is almost that of an officer's brother: a supervisor decides who may read."""
    story = case_of(scene, "kin", ago=_hours(1))
    told = _told(story.life, words.TOLD["FIS"][-1])
    told = retold(told, accused=Accused(people=(AccusedTold(name=NEAR_KIN, relation="KL"),)))
    yield (at := scene.now - _hours(20))
    reports.arrives(scene, told, REPORTER, at, "siti")


def reporter_waits(scene: Scene) -> Story:
    """Somebody came back with the code, asked, and has no answer yet."""
    story = case_of(scene, "waits", ago=_days(2))
    form = token()
    at = scene.now - _days(4)
    yield at
    told = reports.told_about(story.life, story.rng, text=words.TOLD["PSI"][1])
    told = retold(told, people=People(children=told.people.children))
    submit(told=told, token=form, today=day_of(at))
    story.report_id = reports.found(form)
    yield story.pace.to(scene.now - _days(3.2))
    story.look(story.report_id)
    yield story.pace.to(story.life.opened)
    story.open()
    yield story.pace.hours(1, 3)
    story.assign("joko")
    yield story.pace.to(scene.now - _days(1.1))
    write_from_reporter(
        code=code_of(form),
        text=words.FROM_REPORTER[0],
        token=token(),
        today=day_of(story.at),
    )


def _alarm(scene: Scene, key: str, username: str, ago: timedelta) -> Told:
    village = next(one.village for one in CAST if one.username == username)
    life = replace(case_of(scene, key, ago=ago).life, village=village)
    return _told(life, words.TOLD[life.forms[0]][0])


def alarm_received(scene: Scene) -> Story:
    """An activist raised it this morning and sees that it was received."""
    told = _alarm(scene, "alarm", "sari", _hours(4))
    yield (at := scene.now - _hours(4))
    reports.alarm(scene, told, at, "sari")


def alarm_with_a_question(scene: Scene) -> Story:
    """An activist's alarm of the last Sunday; the office asked something back."""
    ago = _days(scene.now.isoweekday() % 7 or 7)
    told = _alarm(scene, "sunday", "parlin", ago)
    yield (at := scene.now - ago)
    report_id, _ = reports.alarm(scene, told, at, "parlin")
    yield (at := min(at + _hours(17), scene.now - _hours(3)))
    reports.read(scene, report_id, Look(assessed=Risk.LOW), at, "siti")
    yield (at := at + _hours(0.4))
    write_to_reporter(
        report_id=report_id,
        text="Apakah anak masih tinggal di alamat itu? Jangan mendatangi rumahnya sendiri.",
        token=token(),
        by=scene.actor("siti", at),
        at=at,
    )


# --- cases ---


def police_clock(scene: Scene) -> Story:
    """Told of 52 hours ago: some twenty hours are left of the 3 x 24 to the police."""
    story = case_of(
        scene, "police", ago=_hours(47), told=_hours(52), worker="dedi", sub_forms=("TPKS02",),
    )  # fmt: skip
    yield from intake(story)
    yield story.pace.hours(0.3, 1)
    story.assign("dedi")
    yield story.pace.hours(1, 4)
    story.ground()


def overdue_assessment(scene: Scene) -> Story:
    """Opened twelve days ago; the assessment should have been there after seven."""
    story = case_of(scene, "late", ago=_days(12), worker="maria")
    yield from intake(story)
    yield story.pace.hours(1, 5)
    story.assign("maria")
    yield story.pace.hours(3, 20)
    story.ground()


def no_worker_yet(scene: Scene) -> Story:
    """Opened this morning; the supervisor has yet to give it to somebody."""
    yield from intake(case_of(scene, "new", ago=_hours(3), told=_hours(18)))


def plan_waits(scene: Scene) -> Story:
    """A plan was put before the supervisor yesterday."""
    story = case_of(scene, "plan", ago=_days(9), worker="maria")
    yield from intake(story)
    yield from beginning(story)
    yield story.pace.to(scene.now - _hours(22))
    story.plan()


def closure_waits(scene: Scene) -> Story:
    """The worker has asked for closure; the second person has not decided."""
    story = case_of(scene, "close", ago=_days(140), worker="joko")
    yield from _helped(story)
    yield story.pace.to(scene.now - _days(57))
    review(story)
    yield story.pace.to(scene.now - _hours(26))
    ask(story, story.worker)


def second_person_acts(scene: Scene) -> Story:
    """The supervisor asked herself, so who acts for the head of the unit closed it."""
    story = case_of(scene, "acting", ago=_days(150), worker="dedi")
    yield from _helped(story)
    yield story.pace.to(scene.now - _days(6))
    team.add_specialist(**story.led("ratna", person_id=scene.people["lestari"]))
    ask(story, "ratna")
    yield story.pace.to(scene.now - _days(5))
    closing.close_case(**story.led("hendra"))


def _helped(story: CaseStory) -> Story:
    yield from intake(story)
    yield from beginning(story)
    yield from planning(story)
    yield from services(story)


def light(scene: Scene) -> Story:
    """SIMFONI leads; its number is known."""
    story = case_of(scene, "light", ago=_days(16), worker="joko")
    yield from intake(story)
    yield story.pace.hours(1, 3)
    story.assign("joko")
    yield story.pace.hours(4, 20)
    story.report_to_police()
    yield story.pace.days(1, 3)
    simfoni.record_simfoni(**story.led("yusuf", number="CONTOH-2026-4821"))


def light_without_number(scene: Scene) -> Story:
    """SIMFONI leads; its number has yet to be copied."""
    story = case_of(scene, "light2", ago=_days(2), worker="dedi")
    yield from intake(story)
    yield story.pace.hours(1, 3)
    story.assign("dedi")


def siblings(scene: Scene) -> list[Story]:
    """A sister and a brother on the coast, harmed in one incident: two files that know of each
    other."""
    first = case_of(scene, "sister", ago=_days(24), worker="joko")
    other = case_of(scene, "brother", ago=_days(24)).life
    brother = sibling(first.life, other)
    return [_helped(first), _helped(CaseStory(scene, brother, beside=first))]


def _noted(scene: Scene, key: str, days: int) -> Story:
    """A case of a child of whom another officer may have written before."""
    story = case_of(scene, key, ago=_days(days), **alike(scene.seed, scene.now)[key])
    yield from intake(story)
    yield story.pace.hours(1, 5)
    story.assign(story.worker)


def told_twice(scene: Scene) -> list[Story]:
    """Records that are alike: one child under two spellings; two cousins of one name; twins."""
    return [
        _noted(scene, "once", 33),
        _noted(scene, "again", 6),
        _noted(scene, "cousin", 29),
        _noted(scene, "namesake", 8),
        _noted(scene, "twin", 31),
        _noted(scene, "other_twin", 9),
    ]


def _under_way(key: str, days: int, worker: str) -> Callable[[Scene], Story]:
    """A case in the middle of its plan, with the unusual turn of its child."""

    def told(scene: Scene) -> Story:
        return _helped(case_of(scene, key, ago=_days(days), worker=worker))

    return told


STORIES: tuple[Callable[[Scene], Story], ...] = (
    unread_from_the_web,
    unread_from_whatsapp,
    from_the_hotline,
    to_be_decided,
    may_be_kin,
    reporter_waits,
    alarm_received,
    alarm_with_a_question,
    police_clock,
    overdue_assessment,
    no_worker_yet,
    plan_waits,
    closure_waits,
    second_person_acts,
    light,
    light_without_number,
    _under_way("parent", 26, "dedi"),
    _under_way("shelter", 17, "maria"),
    _under_way("unborn", 20, "joko"),
    _under_way("mediation", 21, "dedi"),
    _under_way("places", 30, "maria"),
    _under_way("paperless", 28, "joko"),
    _under_way("second", 40, "maria"),
)


def today(scene: Scene) -> list[Story]:
    """Fresh things, each at its place in the last days and hours."""
    stories = (*STORIES, *posts.STORIES, *conferring.STORIES, *legal.STORIES)
    return [*(story(scene) for story in stories), *siblings(scene), *told_twice(scene)]
