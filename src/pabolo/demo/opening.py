"""From a life to the words of a new case: child, places, incident, danger."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from pabolo.demo import words
from pabolo.demo.lives import Life
from pabolo.programme.cases.actions.opening import IncidentTold, Opening
from pabolo.programme.cases.facets import IncidentAccused, IncidentFacts, IncidentStory
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.risk import RiskFacts
from pabolo.rules.vocabulary import Risk

_SCHOOLING = ((0, "TBS", ""), (5, "PAU", "PAUD Contoh"), (7, "SD", "SD Contoh 02"),
              (13, "SLP", "SMP Contoh 01"), (16, "SLA", "SMA Contoh 01"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is in the register already: the child, or the incident that a sibling's case told."""

    child_id: UUID | None = None
    incident_id: UUID | None = None


def identity_of(life: Life) -> ChildIdentity:
    """Who the child is, as far as anybody knows."""
    _, education, school = [row for row in _SCHOOLING if row[0] <= life.age][-1]
    stated = life.stated_age is not None
    return ChildIdentity(
        name=life.name,
        sex=life.sex,
        birth="" if stated else life.birth,
        birth_estimated=life.estimated,
        stated_age=life.stated_age,
        stated_on=life.opened.date().isoformat() if stated else "",
        unborn=life.unborn,
        documents=life.documents,
        school="" if life.takes("out_of_school") else school,
        education="TBS" if life.unborn else education,
        school_status="PTS" if life.takes("out_of_school") else "AKT" if school else "BPS",
        disability=life.disability,
        carers=life.carers,
        contact=life.phone,
    )


def places_of(life: Life) -> ChildPlaces:
    """Domicile on paper, and where the child lives now."""
    notes = {
        True: "Rumah aman; alamat hanya diketahui petugas kasus.",
        False: "Tinggal bersama keluarga lain." if life.now else "",
    }
    return ChildPlaces(
        domicile=life.domicile,
        now=life.now or life.domicile,
        now_note=notes[life.now_sealed],
        now_sealed=life.now_sealed,
    )


def incident_of(life: Life, rng: Random) -> IncidentTold:
    """What happened, coded and in few words."""
    facts = IncidentFacts(
        forms=life.forms,
        sub_forms=life.sub_forms,
        modifiers=("DARING",) if "TPKS09" in life.sub_forms else (),
        place_kind=life.place_kind,
        village=life.village,
        happened_on=life.happened.isoformat() if rng.random() < 0.7 else f"{life.happened:%Y-%m}",
    )
    story = IncidentStory(text=rng.choice(words.INCIDENT[life.forms[0]]))
    return IncidentTold(facts=facts, story=story, accused=IncidentAccused(people=life.accused))


def again(told: IncidentTold, life: Life, told_on: date) -> IncidentTold:
    """A further incident of the same kind, after the first and before it was told."""
    day = max(life.happened, told_on - timedelta(days=2))
    facts = told.facts
    again_facts = IncidentFacts(
        forms=facts.forms,
        sub_forms=facts.sub_forms,
        place_kind=facts.place_kind,
        village=facts.village,
        happened_on=day.isoformat(),
        repeated=True,
    )
    return replace(told, facts=again_facts)


def opening_of(life: Life, rng: Random, known: Known) -> Opening:
    """All that is written down when the case is opened."""
    home = any(one.lives_with_child for one in life.accused)
    danger = RiskFacts(
        sexual_violence=life.sexual,
        accused_lives_with_child=home,
        accused_has_access=home or any(one.has_access for one in life.accused),
        youngest_age=0 if life.unborn else life.age,
    )
    return Opening(
        identity=identity_of(life),
        places=places_of(life),
        told=incident_of(life, rng),
        roles=life.roles,
        child_id=known.child_id,
        incident_id=known.incident_id,
        risk=danger,
        assessed=rng.choice((Risk.MEDIUM, Risk.MEDIUM, Risk.HIGH, Risk.LOW)),
        light=life.takes("light"),
    )
