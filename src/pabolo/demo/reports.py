"""How a report comes in and is read: what all stories begin with."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from pabolo.demo import words
from pabolo.demo.lives import Life, Teller
from pabolo.demo.scene import Scene, token
from pabolo.ground.lib.clock import day_of
from pabolo.programme.intake.actions.alarms import raise_alarm
from pabolo.programme.intake.actions.entry import Arrival, record_report
from pabolo.programme.intake.actions.reading import Look, note_step, read_report
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.codes import code_of, submission_of
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    Decision,
    People,
    Story,
    ToldChild,
    Whereabouts,
)
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from pabolo.rules.telling import Moments
from pabolo.rules.vocabulary import Risk

NAMED = frozenset({"staff_named", "kin_named", "activist_named"})
YES_NO = {True: "yes", False: "no", None: "unknown"}


def told_about(life: Life, rng: Random, *, text: str = "") -> Told:
    """What a reporter tells about a life."""
    return Told(
        story=Story(
            worries=life.forms,
            text=text or rng.choice(words.TOLD[life.forms[0]]),
            danger_now=rng.choices(("yes", "no", "unknown"), (12, 48, 40))[0],
            happened_on=f"{life.happened:%Y-%m}",
        ),
        people=people_told(life.teller, [_child_told(one, rng) for one in (life, *life.kin)]),
        place=Whereabouts(village=life.village, place_kind=life.place_kind),
        accused=Accused(
            people=tuple(
                AccusedTold(
                    name=one.name if rng.random() < 0.6 or life.turns & NAMED else "",
                    relation=one.relation,
                    lives_with_child=YES_NO[one.lives_with_child],
                    has_access=YES_NO[one.has_access],
                    is_child=bool(one.is_child),
                )
                for one in life.accused
            )
        ),
    )


def people_told(teller: Teller, children: Sequence[ToldChild] = ()) -> People:
    """The children told about, and the reporter as far as they said who they are."""
    return People(
        children=tuple(children),
        reporter_kind=teller.kind,
        reporter_name=teller.name,
        reporter_contact=teller.phone,
    )


def _child_told(life: Life, rng: Random) -> ToldChild:
    return ToldChild(
        name=life.name if rng.random() < 0.7 and not life.unborn else "",
        sex=life.sex,
        age="" if life.unborn or rng.random() < 0.15 else str(life.age),
        unborn=life.unborn,
    )


def arrives(scene: Scene, told: Told, teller: Teller, at: datetime, by: str) -> UUID:
    """Let a report come in, by whichever door; its id."""
    form = token()
    if teller.channel == "WEB":
        submit(told=told, token=form, today=day_of(at))
    else:
        record_report(
            told=told,
            arrival=Arrival(teller.channel, Moments(at, at)),
            token=form,
            by=scene.actor(by, at),
            at=at,
        )
    return found(form)


def alarm(scene: Scene, told: Told, at: datetime, by: str) -> tuple[UUID, str]:
    """Let an activist raise an alarm; its id and code."""
    form = token()
    raise_alarm(told=told, token=form, by=scene.actor(by, at), at=at)
    return found(form), code_of(form)


def found(form: bytes) -> UUID:
    """The report that a form became."""
    return Report.objects.only("pk").get(submission=submission_of(form)).pk


def fresh(report_id: UUID) -> Report:
    """The report's row as it stands."""
    return Report.objects.defer("box").get(pk=report_id)


def read(scene: Scene, report_id: UUID, look: Look, at: datetime, by: str) -> None:
    """An officer's first look."""
    catch_up(at=at)
    read_report(
        report_id=report_id,
        version=fresh(report_id).version,
        look=look,
        by=scene.actor(by, at),
        at=at,
    )


def step(scene: Scene, report_id: UUID, kind: str, text: str, at: datetime, by: str) -> None:
    """Something done about a report before it is decided."""
    note_step(
        report_id=report_id,
        version=fresh(report_id).version,
        kind=kind,
        text=text,
        by=scene.actor(by, at),
        at=at,
    )


def look_at(life: Life, rng: Random) -> Look:
    """What an officer sees in a report about a life."""
    level = rng.choices((Risk.HIGH, Risk.MEDIUM, Risk.LOW), (30, 50, 20))[0]
    return Look(sexual=life.sexual, assessed=level, note="")


def decision(scene: Scene, outcome: str, at: datetime, by: str, **more: str) -> Decision:
    """A triage decision, with the search for the child that goes before it."""
    fields = {"reason": words.REASONS[outcome], "searched": "nama anak dan nama ibu", **more}
    return Decision(at=at, by=scene.people[by].hex, outcome=outcome, **fields)
