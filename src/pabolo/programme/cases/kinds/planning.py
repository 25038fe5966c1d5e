"""Lines of the journal about the plan: goals, items, decisions, services given and their costs."""

from pabolo.programme.cases.kinds.base import Line


class GoalSet(Line, frozen=True, kw_only=True, tag="goal_set"):
    """What should be true for the child; `voice`: in whose words. The same id writes it anew."""

    goal: str
    text: str
    voice: str = "child"


class GoalJudged(Line, frozen=True, kw_only=True, tag="goal_judged"):
    """How a goal stands at a review (`rules.goals.GoalStatus`), with why."""

    goal: str
    status: str
    why: str


class Planned(Line, frozen=True, kw_only=True, tag="planned"):
    """A plan item, for the child, a family member or a witness. `service`: code of list 9.15.

    `goal` is what it should achieve, in words; `goal_id` the goal it stands under. `detail` is a
    code of the finer list, `what` a name of one's own, `person` which member of the family or
    which witness, by role and never by name. The same `item` again changes it: what was approved
    stays in force until the change is.
    """

    item: str
    service: str
    goal: str
    for_whom: str = "child"
    function: str = ""
    task: str = ""
    provider: str = ""
    responsible: str = ""
    times: int = 1
    due: str = ""
    goal_id: str = ""
    detail: str = ""
    what: str = ""
    person: str = ""
    agency: str = ""


class PlanProposed(Line, frozen=True, kw_only=True, tag="plan_proposed"):
    """The plan is put before the supervisor: who agreed and how, what the child said to it."""

    items: tuple[str, ...]
    child_agreed: bool = False
    why_not_agreed: str = ""
    guardian_agreed: bool = False
    others_agreed: str = ""
    how: str = ""
    child_words: str = ""


class PlanReturned(Line, frozen=True, kw_only=True, tag="plan_returned"):
    """The supervisor sends the plan back, with what should change."""

    reason: str


class PlanApproved(Line, frozen=True, kw_only=True, tag="plan_approved"):
    """The plan was approved by somebody who did not write it."""

    items: tuple[str, ...]
    note: str = ""


class PlanItemEnded(Line, frozen=True, kw_only=True, tag="plan_item_ended"):
    """A plan item was dropped or is fulfilled, with why."""

    item: str
    outcome: str
    reason: str = ""


class ServiceGiven(Line, frozen=True, kw_only=True, tag="service_given"):
    """A service was given, on a plan item or unplanned. `note`: what came of it.

    `id` names the line for corrections and costs. `place` is a kind of place, never an address.
    """

    service: str
    item: str = ""
    provider: str = ""
    for_whom: str = "child"
    on: str = ""
    note: str = ""
    id: str = ""
    detail: str = ""
    what: str = ""
    function: str = ""
    task: str = ""
    person: str = ""
    place: str = ""
    minutes: int = 0
    emergency: bool = False


class ServiceCorrected(Line, frozen=True, kw_only=True, tag="service_corrected"):
    """A service that was logged wrongly: what stands instead, or None where it never was."""

    of: str
    reason: str
    instead: ServiceGiven | None = None


class CostNoted(Line, frozen=True, kw_only=True, tag="cost_noted"):
    """What a service cost: budget line, whole rupiah, number of the evidence; no name."""

    id: str
    service: str
    budget: str
    amount: int
    evidence: str


class CostCorrected(Line, frozen=True, kw_only=True, tag="cost_corrected"):
    """A cost that was noted wrongly: what stands instead, or None where there was none."""

    of: str
    reason: str
    instead: CostNoted | None = None
