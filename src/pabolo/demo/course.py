"""The course of a case, from the worry to the last call after it was closed."""

from contextlib import suppress
from dataclasses import replace as changed
from datetime import datetime, timedelta

from msgspec.structs import replace

from pabolo.demo import assessing, casework, legal, words
from pabolo.demo.casestory import CaseStory
from pabolo.demo.clockwork import Story, at_work
from pabolo.demo.handing import gone, with_another_unit
from pabolo.demo.lives import Life, rng_of
from pabolo.demo.opening import identity_of
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, closing, plan, risk, simfoni, team
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.closing import needs_after_care
from pabolo.rules.duty_sources import SIMFONI_3
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Facet, Risk

TPKS = datetime(2022, 5, 9, tzinfo=WIB)
_REVIEW_AFTER = {True: timedelta(days=15), False: timedelta(days=70)}
_CUT_SHORT = frozenset({"died", "moved_away", "outside_scope", "unreachable", "stopped_by_child"})


def tell(story: CaseStory) -> Story:
    """The whole story of a case."""
    yield from intake(story)
    if story.life.takes("light"):
        yield from led_elsewhere(story)
        return
    yield from beginning(story)
    yield from planning(story)
    yield from services(story)
    yield from ending(story)
    yield from afterwards(story)


def intake(story: CaseStory) -> Story:
    """A report comes in, is read, and becomes a case."""
    yield story.at
    story.report_id = story.arrive()
    yield story.pace.to(story.looked)
    story.look(story.report_id)
    yield story.pace.to(story.life.opened)
    story.open()
    if story.life.takes("second_report"):
        yield story.pace.hours(3, 20)
        yield from told_again(story, incident=False)


def told_again(story: CaseStory, *, incident: bool) -> Story:
    """Somebody else tells of the same child: the same incident, or a new one."""
    report_id = story.arrive()
    yield story.pace.hours(0.2, 2)
    story.look(report_id)
    yield story.pace.hours(0.2, 1)
    story.join(report_id, incident=incident)
    if not story.life.takes("light"):
        yield story.pace.hours(0.2, 6)
        assessing.read_again(story, "ratna", "Laporan baru tentang anak yang sama.")


def beginning(story: CaseStory) -> Story:
    """A worker, a basis, the police where the case needs it, an assessment."""
    if story.recent:
        yield story.pace.hours(0.2, 3)
        story.assign(story.worker)
    yield story.pace.hours(0.5, 18)
    story.ground()
    if story.life.sexual:
        yield story.pace.hours(1, 22) if story.at >= TPKS else story.pace.days(1, 12)
        story.report_to_police()
    yield story.pace.days(1, 3)
    story.assess()
    if story.recent and story.rng.random() < 0.35:
        yield from psychologist(story)


def psychologist(story: CaseStory) -> Story:
    """The psychologist joins the team and writes what she recommends."""
    yield story.pace.hours(1, 3)
    team.add_specialist(**story.led("ratna", person_id=story.scene.people["ayu"]))
    yield story.pace.days(1, 2)
    ayu = story.by("ayu")
    text = "Anak mulai percaya. Disarankan tiga pertemuan lagi, selalu bersama pendamping."
    note = e.Noted(at=story.at, by=ayu.id.hex, text=text, title="Pertemuan pertama")
    care.write_note(**story.led("ayu", note=note, facet=Facet.HEALTH))


def planning(story: CaseStory) -> Story:
    """A plan is written, sometimes sent back once, and approved; some children sleep elsewhere."""
    if story.life.now_sealed and not story.items:
        story.shelter()
    yield story.pace.days(0, 2)
    story.plan()
    if story.life.takes("plan_returned"):
        yield story.pace.hours(3, 20)
        reason = "Tambahkan siapa yang menemani anak ke sekolah."
        plan.return_plan(**story.led("ratna", reason=reason))
        yield story.pace.days(1, 2)
        story.propose()
    yield story.pace.hours(3, 30)
    plan.approve_plan(**story.led("ratna"))
    if story.life.now_sealed:
        yield story.pace.days(1, 2)
        story.shelter_on()
    in_simfoni(story)


def in_simfoni(story: CaseStory) -> None:
    """The data officer enters the case in SIMFONI, or brings it up to date there.

    Children of one incident share a number. What still lacks something waits.
    """
    if story.life.opened.date() < SIMFONI_3 or story.life.takes("light"):
        return
    key = (story.beside or story).life.key
    digits = rng_of(story.scene.seed, f"simfoni|{key}").randrange(10**5, 10**6)
    number = f"CONTOH-{story.life.opened.year}-{digits}"
    with suppress(Refused):
        simfoni.record_simfoni(**story.led("yusuf", number=number))


def services(story: CaseStory) -> Story:
    """The services of the plan, each on its day, with what comes between them."""
    start = story.at.date()
    days = sorted((day, place) for place, item in enumerate(story.items) for day in item.days)
    for number, (day, place) in enumerate(days):
        yield story.pace.to(at_work(story.rng, start + timedelta(days=day)))
        story.give(story.items[place])
        yield from between(story, number)
        if number == 0 and story.life.closing in _CUT_SHORT:
            return
    if story.life.takes("long"):
        yield from planning(story)
        story.life = _without(story.life, "long", "plan_returned")
        yield from services(story)


def _without(life: Life, *turns: str) -> Life:
    return changed(life, turns=life.turns - set(turns))


def between(story: CaseStory, number: int) -> Story:
    """After a service: a call, a review that is due, a step of the legal process."""
    if number == 0:
        yield from unusual(story)
    if story.recent or story.rng.random() < 0.5:
        yield story.pace.days(2, 6)
        story.visit()
    yield from reviewed(story)
    if number % 2:
        in_simfoni(story)
    if story.life.sexual and number < len(legal.PATH) and story.rng.random() < 0.7:
        yield story.pace.hours(0.2, 5)
        legal.next_stage(story)


def reviewed(story: CaseStory) -> Story:
    """The periodic review, once it is due."""
    if not story.recent or story.at - story.reviewed < _REVIEW_AFTER[story.high]:
        return
    yield story.pace.hours(0.1, 3)
    review(story)


def review(story: CaseStory) -> None:
    """A periodic review."""
    summary = story.rng.choice(words.REVIEWS)
    line = e.Reviewed(at=story.at, by=story.now.id.hex, summary=summary)
    care.hold_review(**story.worked(review=line))
    story.reviewed = story.at
    later = rng_of(story.scene.seed, f"later|{story.life.key}").random() < 0.5
    note = "Terlapor sudah pindah dan tidak bertemu anak." if later else "Tidak ada perubahan."
    assessing.read_again(story, story.worker, note, later=later)
    assessing.plan_safety(story)


def unusual(story: CaseStory) -> Story:
    """What happens in few cases only."""
    if story.life.takes("second_incident"):
        yield story.pace.days(2, 4)
        yield from told_again(story, incident=True)
    if story.life.takes("handover"):
        yield story.pace.days(1, 2)
        story.assign(
            "maria" if story.worker != "maria" else "dedi", "Pembagian wilayah kerja baru."
        )
    if story.life.takes("lowered") and story.high:
        yield story.pace.days(1, 2)
        reason = "Terlapor sudah tidak tinggal di rumah dan anak dijaga neneknya."
        risk.lower_risk(**story.led("ratna", to=Risk.MEDIUM, reason=reason))
        story.high = False
    if story.life.takes("birth"):
        yield story.pace.days(20, 30)
        _correct(story, _born(story), ChildPlaces(domicile=story.life.domicile))
    if story.life.now_sealed:
        story.shelter_on()
        yield story.pace.days(4, 6)
        story.shelter_left()
        _correct(story, identity_of(story.life), ChildPlaces(domicile=story.life.domicile))
        yield story.pace.hours(1, 8)
        assessing.read_again(story, story.worker, "Anak pulang dari rumah aman.")


def _born(story: CaseStory) -> ChildIdentity:
    known = identity_of(story.life)
    born = story.at.date().isoformat()
    return replace(known, unborn=False, birth=born, sex="P", name=f"Bayi {story.life.carers[0]}")


def _correct(story: CaseStory, identity: ChildIdentity, places: ChildPlaces) -> None:
    correct_child(
        case_id=story.case_id, identity=identity, places=places, child_seen=1,
        by=story.now, at=story.at,
    )  # fmt: skip


def ending(story: CaseStory) -> Story:
    """Watching over the child, then closure by two people."""
    yield from _watched(story)
    if story.life.closing == "unreachable":
        for _ in range(3):
            yield story.pace.days(4, 8)
            story.visit(reached=False, safe="unknown", text="Rumah kosong; tetangga tidak tahu.")
    if story.life.closing == "adult":
        yield story.pace.to(_adult_on(story.life))
    yield story.pace.days(3, 12)
    if story.life.closing == "moved_away":
        yield from gone(story)
    elif with_another_unit(story.case_id):
        return  # nobody closes a case whose file is out
    ask(story, story.worker)
    yield story.pace.hours(3, 40)
    closing.close_case(**story.led("ratna"))
    in_simfoni(story)


def _watched(story: CaseStory) -> Story:
    if story.life.closing in _CUT_SHORT:
        return
    yield story.pace.days(3, 9)
    care.move_stage(**story.worked(to=CaseStage.MONITORING))
    for _ in range(story.rng.choice((1, 1, 2))):
        yield story.pace.days(18, 24)
        story.visit()
        yield from reviewed(story)


def _adult_on(life: Life) -> datetime:
    born = datetime.fromisoformat(f"{life.birth}T09:30").replace(tzinfo=WIB)
    return born.replace(year=born.year + 18, day=min(born.day, 28)) + timedelta(days=6)


def ask(story: CaseStory, username: str) -> None:
    """Ask for the case to be closed."""
    actor = story.by(username)
    asked = casework.closure(story.life.closing, story.rng, actor, story.at)
    closing.ask_closure(**story.led(username, asked=asked))


def afterwards(story: CaseStory) -> Story:
    """What comes back, or the call months later."""
    if story.life.takes("reopen"):
        yield from reopened(story)
    elif story.life.returns:
        yield from returned(story, story.life.returns)
    else:
        yield from after_care(story)


def after_care(story: CaseStory) -> Story:
    """Months after it was closed somebody asks how the child is."""
    if needs_after_care(ClosureReason(story.life.closing)):
        yield story.pace.days(78, 88)
        story.visit(after_care=True)


def reopened(story: CaseStory) -> Story:
    """The case is opened again, helped again, and closed again."""
    yield story.pace.days(30, 50)
    closing.reopen_case(**story.worked(reason="Anak menelepon; ia kembali merasa tidak aman."))
    yield story.pace.hours(1, 5)
    story.assign(story.worker)
    review(story)
    yield story.pace.days(1, 2)
    story.assess()
    yield from planning(story)
    yield from services(story)
    yield from ending(story)
    yield from after_care(story)


def returned(story: CaseStory, when: datetime) -> Story:
    """The year after the same child is harmed again: another case, the same child."""
    yield from after_care(story)
    life = changed(
        story.life, key=f"{story.life.key}b", opened=when, returns=None, kin=(),
        happened=(when - timedelta(days=6)).date(), turns=frozenset(),
    )  # fmt: skip
    other = CaseStory(story.scene, life)
    other.officer = story.officer
    yield other.at
    other.report_id = other.arrive()
    yield other.pace.to(other.looked)
    other.look(other.report_id)
    yield other.pace.to(when)
    other.open(story.child_id)
    for part in (beginning, planning, services, ending, afterwards):
        yield from part(other)


def led_elsewhere(story: CaseStory) -> Story:
    """SIMFONI leads; here its number is kept and checked every month."""
    yield story.pace.hours(1, 5)
    story.assign(story.worker)
    if story.life.sexual:
        yield story.pace.hours(1, 20)
        story.report_to_police()
    number = f"CONTOH-{story.at.year}-{story.rng.randrange(1000, 9999)}"
    for _ in range(4):
        yield story.pace.days(6, 24)
        simfoni.record_simfoni(**story.led("yusuf", number=number))
    yield story.pace.days(3, 12)
    if story.life.closing == "moved_away":
        yield from gone(story)
    elif with_another_unit(story.case_id):
        return  # nobody closes a case whose file is out
    ask(story, story.worker)
    yield story.pace.hours(3, 40)
    closing.close_case(**story.led("ratna"))
    yield from after_care(story)
