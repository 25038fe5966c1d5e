"""One person in several posts never approves their own request; the second comes in real order."""

from collections.abc import Callable
from uuid import UUID

import pytest
from msgspec.structs import replace

from pabolo.ground.accounts.actions import people
from pabolo.ground.duties.models import Duty
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import closing, plan
from pabolo.rules.access import Standing, may_break_glass
from pabolo.rules.actors import Actor
from pabolo.rules.closing import ClosingFacts, may_close
from pabolo.rules.conflict import Conflict, may_decide_match
from pabolo.rules.decisions import Refusal
from pabolo.rules.glass import may_review_glass
from pabolo.rules.names import Match
from pabolo.rules.plan import PlanFacts, may_approve_plan
from pabolo.rules.releases import ReleaseState, may_step_release
from pabolo.rules.risk import may_lower_risk
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Risk, Role
from tests import builders as b

ME, OTHER = UUID(int=1), UUID(int=2)
EVERY_POST = frozenset(Role)


def _match(actor: Actor, asker: UUID) -> Refusal | None:
    one = Conflict(asker, Match.UNCLEAR, through_kin=False, score=0.9)
    return may_decide_match(actor, one, [one], reason="Diperiksa.")


def _closure(actor: Actor, asker: UUID) -> Refusal | None:
    facts = ClosingFacts(
        stage=CaseStage.MONITORING,
        worker_id=UUID(int=9),
        requested_by=asker,
        reason=ClosureReason.DIED,
        note="Meninggal.",
    )
    return may_close(actor, facts)


def _own_case(actor: Actor, asker: UUID) -> Refusal | None:
    facts = ClosingFacts(
        stage=CaseStage.MONITORING,
        worker_id=asker,
        requested_by=UUID(int=9),
        reason=ClosureReason.DIED,
        note="Meninggal.",
    )
    return may_close(actor, facts)


def _plan(actor: Actor, asker: UUID) -> Refusal | None:
    found = may_approve_plan(actor, PlanFacts(author=asker, child_agreed=True))
    return None if found and found.code == "plan.approve.empty" else found


def _risk(actor: Actor, asker: UUID) -> Refusal | None:
    return may_lower_risk(
        actor, current=Risk.HIGH, to=Risk.LOW, reason="Pelaku ditahan.", worker_id=asker
    )


def _glass(actor: Actor, asker: UUID) -> Refusal | None:
    return may_review_glass(actor, asker, follows="Tidak ada.")


def _release(actor: Actor, asker: UUID) -> Refusal | None:
    return may_step_release(actor, asker, ReleaseState.ATTACKED, ReleaseState.APPROVED)


PATHS: dict[str, Callable[[Actor, UUID], Refusal | None]] = {
    "plan": _plan,
    "closure": _closure,
    "closure of one's own case": _own_case,
    "lowering the risk of one's own case": _risk,
    "match": _match,
    "review of an emergency opening": _glass,
    "release": _release,
}


@pytest.mark.parametrize("path", PATHS)
def test_holding_every_post_nobody_approves_their_own(path: str) -> None:
    everything = Actor(ME, EVERY_POST)
    assert PATHS[path](everything, ME) is not None
    assert PATHS[path](everything, OTHER) is None


def test_a_broken_path_would_be_caught() -> None:
    """Without the one who asked, the rule of plans lets its author through: the table sees it."""
    broken = may_approve_plan(
        Actor(ME, EVERY_POST), PlanFacts(author=OTHER, child_agreed=True, items=())
    )
    assert broken is not None
    assert broken.code == "plan.approve.empty"
    assert may_break_glass(Actor(ME, EVERY_POST), Standing(excluded=True), reason="a") is not None


@pytest.mark.parametrize(
    ("gone", "post"),
    [
        ((), "supervisor"),
        (("hendra",), "agency_head"),
        (("hendra", "farida"), "province_unit"),
    ],
)
def test_in_a_small_unit_the_request_goes_up_the_real_order(
    unit: b.Unit, gone: tuple[str, ...], post: str
) -> None:
    """Ratna asks herself: her acting colleague decides, then the head, then the province."""
    case_id = b.assessed(unit)
    for name in gone:
        people.deactivate(person=getattr(unit, name).id, by=unit.rizky, at=unit.at)
    item = b.plan_item(unit)
    plan.add_items(case_id=case_id, items=[item], by=unit.ratna, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.ratna, at=unit.at)
    owed = set(Duty.objects.filter(folder_id=case_id, state="open").values_list("owner_post"))
    assert (post,) in owed
    second = {"supervisor": "hendra", "agency_head": "farida", "province_unit": "anton"}[post]
    assert may_see(getattr(unit, second), case_id)
    plan.approve_plan(case_id=case_id, by=getattr(unit, second), at=unit.at)


def test_the_same_for_closing(unit: b.Unit) -> None:
    case_id = b.served(unit)
    people.deactivate(person=unit.hendra.id, by=unit.rizky, at=unit.at)
    asked = replace(b.closure(unit), by=unit.ratna.id.hex)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.ratna, at=unit.at)
    assert may_see(unit.farida, case_id)
    closing.close_case(case_id=case_id, by=unit.farida, at=unit.at)
