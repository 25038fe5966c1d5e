"""Builders that drive the real actions: a staffed unit, a report, a case on its way."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pabolo.demo.cast import build_cast
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.lib.clock import WIB, day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.places.actions import load_reference
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, closing, legal, plan, team, triage
from pabolo.programme.cases.actions.opening import IncidentTold, Opened, Opening
from pabolo.programme.cases.facets import IncidentAccused, IncidentFacts, IncidentStory, Perpetrator
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.reading import Look, read_report
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.facets import Decision, Story, Whereabouts
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Risk

START = datetime(2026, 11, 2, 9, 0, tzinfo=WIB)
SEXUAL = IncidentFacts(
    forms=("SEK",), sub_forms=("TPKS12",), place_kind="RT", village="12.10.01.1001"
)
PHYSICAL = IncidentFacts(forms=("FIS",), place_kind="RT", village="12.10.02.1002")


@dataclass(frozen=True, slots=True)
class Unit:
    """The staffed unit and its clock."""

    at: datetime

    def __getattr__(self, username: str) -> Actor:
        person = person_named(username)
        if person is None:
            raise AttributeError(username)
        return actor_of(person.pk, day_of(self.at))


def staffed_unit(at: datetime = START) -> Unit:
    """Places and people in their posts."""
    load_reference()
    build_cast(at)
    return Unit(at)


def received(
    unit: Unit, *, text: str = "Anak tetangga sering menangis.", worries: tuple[str, ...] = ("FIS",)
) -> Report:
    """A report from the public page, admitted."""
    told = Told(story=Story(worries=worries, text=text), place=Whereabouts(village="12.10.01.1001"))
    before = set(Report.objects.values_list("pk", flat=True))
    submit(told=told, token=secrets.token_bytes(16), today=day_of(unit.at))
    admit_waiting(at=unit.at)
    return Report.objects.exclude(pk__in=before).defer("box").get()


def read(unit: Unit, report: Report, *, sexual: bool = False) -> Report:
    """The report after the intake officer's first look."""
    look = Look(sexual=sexual, assessed=Risk.MEDIUM)
    read_report(report_id=report.pk, version=report.version, look=look, by=unit.siti, at=unit.at)
    return Report.objects.defer("box").get(pk=report.pk)


def decision(unit: Unit, outcome: str, **fields: str) -> Decision:
    """A triage decision by the intake officer, with the search done."""
    defaults = {"reason": "alasan", "searched": "nama anak"}
    return Decision(at=unit.at, by=unit.siti.id.hex, outcome=outcome, **{**defaults, **fields})


def opening(
    facts: IncidentFacts = PHYSICAL, *, name: str = "Anak Sepuluh Tahun", **fields: object
) -> Opening:
    """What an officer writes down when opening a case."""
    told = IncidentTold(
        facts=facts,
        story=IncidentStory(text="Cerita singkat."),
        accused=IncidentAccused(people=(Perpetrator(relation="TG", is_child=False),)),
    )
    return Opening(
        identity=ChildIdentity(name=name, sex="P", birth="2014-05"),
        places=ChildPlaces(domicile="12.10.01.1001"),
        told=told,
        **fields,  # type: ignore[arg-type]
    )


def opened(unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False) -> Opened:
    """A case just opened from a public report, nobody assigned."""
    report = read(unit, received(unit, worries=facts.forms), sexual=sexual)
    return triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=opening(facts),
        decision=decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )


def opened_again(unit: Unit, child_id: UUID) -> UUID:
    """A new case of a child whose earlier case has ended."""
    report = read(unit, received(unit))
    ids = triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=opening(child_id=child_id),
        decision=decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    return ids.case_id


def assigned(unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False) -> UUID:
    """A case with Dedi as its worker."""
    case_id = opened(unit, facts, sexual=sexual).case_id
    team.assign_worker(case_id=case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)
    return case_id


def assessed(unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False) -> UUID:
    """A case with its first assessment and a basis for the service."""
    case_id = assigned(unit, facts, sexual=sexual)
    dedi = unit.dedi
    care.record_assessment(
        case_id=case_id,
        assessment=e.Assessed(at=unit.at, by=dedi.id.hex, needs="Rasa aman di rumah."),
        by=dedi,
        at=unit.at,
    )
    care.record_consent(case_id=case_id, consent=basis(unit), by=dedi, at=unit.at)
    return case_id


def basis(unit: Unit, **fields: object) -> e.Consented:
    """A legal basis for the service that needs nobody's consent."""
    wanted: dict[str, object] = {
        "purpose": "service",
        "basis": "public_task",
        "status": "given",
        "why_not_asked": "Wali diduga pelaku.",
        "law": "UU 27/2022 Pasal 20 ayat (2) huruf e",
    }
    return e.Consented(at=unit.at, by=unit.dedi.id.hex, **{**wanted, **fields})  # type: ignore[arg-type]


def plan_item(unit: Unit, **fields: object) -> e.Planned:
    """A plan item due in a week."""
    wanted: dict[str, object] = {
        "item": random_id().hex,
        "service": "L5",
        "goal": "Anak merasa aman",
        "function": "accompaniment",
        "task": "d",
        "provider": "Psikolog UPTD",
        "responsible": unit.dedi.id.hex,
        "due": day_of(unit.at + timedelta(days=7)).isoformat(),
        "at": unit.at,
        "by": unit.dedi.id.hex,
    }
    return e.Planned(**{**wanted, **fields})  # type: ignore[arg-type]


def planned(
    unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False
) -> tuple[UUID, str]:
    """A case with an approved plan of one item; the item's id."""
    case_id = assessed(unit, facts, sexual=sexual)
    item = plan_item(unit)
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    plan.approve_plan(case_id=case_id, by=unit.ratna, at=unit.at)
    return case_id, item.item


def served(unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False) -> UUID:
    """A case whose plan is fulfilled, police report recorded where law asks for it."""
    case_id, item = planned(unit, facts, sexual=sexual)
    dedi = unit.dedi
    given = e.ServiceGiven(
        at=unit.at, by=dedi.id.hex, service="L5", item=item, on=day_of(unit.at).isoformat()
    )
    care.give_service(case_id=case_id, service=given, by=dedi, at=unit.at)
    if sexual:
        report = e.PoliceReported(
            at=unit.at, by=dedi.id.hex, number="STPL/12/XI/2026", reported_at=unit.at
        )
        legal.record_police_report(case_id=case_id, report=report, by=dedi, at=unit.at)
    return case_id


def closure(unit: Unit, **fields: object) -> e.ClosureAsked:
    """A request for closure whose criteria are met."""
    wanted: dict[str, object] = {
        "reason": "goals_met",
        "note": "Tujuan tercapai.",
        "child_is_safe": True,
        "child_view": "Anak setuju.",
        "at": unit.at,
        "by": unit.dedi.id.hex,
    }
    return e.ClosureAsked(**{**wanted, **fields})  # type: ignore[arg-type]


def closed(unit: Unit, facts: IncidentFacts = PHYSICAL, *, sexual: bool = False) -> UUID:
    """A case closed by its second person."""
    case_id = served(unit, facts, sexual=sexual)
    closing.ask_closure(case_id=case_id, asked=closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    return case_id


def beside_the_log(queries: Iterable[dict[str, str]]) -> int:
    """How many queries, without those whose number only the place in the log's tree decides."""
    return sum('"audit_node"' not in one["sql"] for one in queries)
