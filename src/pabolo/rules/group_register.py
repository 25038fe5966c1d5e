"""Who may keep plan, terms, training and declarations of a group, and what may stand there?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.rules.activities import Group, identifying, may_see_group
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.groups import days_of
from pabolo.rules.vocabulary import Role

MOST_PEOPLE = 3000
MOST_RUPIAH = 10_000_000_000
MOST_HOURS = 200
MOST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of a yearly plan as it is to be kept. `budget` in rupiah."""

    year: int
    month: int
    title: str
    target: int
    budget: int
    codes_known: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """A training of a member as it is to be kept."""

    day: date
    hours: int
    issuer: str
    codes_known: bool
    new: bool = True


def _leads(actor: Actor, place: str) -> bool:
    office = actor.system or actor.has(Role.PROGRAMME)
    return office or place in actor.villages_as(Role.GROUP_LEAD)


def may_lead(actor: Actor, group: Group) -> Refusal | None:
    """May this person keep the papers of this group?

    Source: Buku Pedoman PATBM (the group plans and reports; the agency facilitates).
    """
    if _leads(actor, group.place):
        return None
    return Refusal("group.not_lead", "The group lead or the programme officer does this.")


def may_plan(actor: Actor, group: Group, planned: Planned, *, today: date) -> Refusal | None:
    """May this line stand in the group's plan?

    Source: Buku Pedoman PATBM (yearly plan of the group, offered to the village budget).
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    if not today.year - 1 <= planned.year <= today.year + 1:
        return Refusal("plan.year", "Plan for last year, this year or next year.")
    if not planned.title.strip():
        return Refusal("plan.no_title", "Write in a few words what is planned.")
    if not planned.codes_known or not 1 <= planned.month <= 12:
        return Refusal("plan.codes", "Choose month, level, strategy and source from the lists.")
    if not 0 < planned.target <= MOST_PEOPLE:
        return Refusal("plan.target", "Write how many people it is for: from 1 to 3,000.")
    return impossible_money(planned.budget) or identifying("plan", planned.title)


def impossible_money(amount: int) -> Refusal | None:
    """Can this be an amount of a village group, in rupiah?

    Source: own check.
    """
    if 0 <= amount <= MOST_RUPIAH:
        return None
    return Refusal("plan.money", "Write the amount in whole rupiah, without cents.")


def may_drop(actor: Actor, group: Group, *, dropped: bool, done: bool) -> Refusal | None:
    """May this line leave the plan?

    Source: own check; what was carried out stays in the plan.
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    if dropped:
        return Refusal("plan.dropped", "This line has already been taken out.")
    if done:
        return Refusal("plan.done", "Activities were carried out for this line; it stays.")
    return None


def may_appoint_again(
    actor: Actor, group: Group, *, from_day: date, until: date, last_until: date | None, left: bool
) -> Refusal | None:
    """May this member be appointed for this term?

    Source: Buku Pedoman PATBM (the decree names the members and how long they serve).
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    if left:
        return Refusal("term.left", "This member has left the group.")
    if until <= from_day:
        return Refusal("term.dates", "The term ends before it starts.")
    if last_until is not None and from_day <= last_until:
        return Refusal("term.overlaps", "The new term starts after the last one has ended.")
    return None


def may_note_training(
    actor: Actor, group: Group, trained: Trained, *, today: date
) -> Refusal | None:
    """May this training stand with the member?

    Source: Buku Pedoman PATBM (activists are trained; the agency sees who still needs it).
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    if not trained.codes_known:
        return Refusal("training.codes", "Choose the kind of training from the list.")
    if trained.day > today:
        return Refusal("training.future", "This day lies in the future.")
    if not 0 < trained.hours <= MOST_HOURS:
        return Refusal("training.hours", "Write how many hours it took: from 1 to 200.")
    if not trained.issuer.strip():
        return Refusal("training.issuer", "Write who gave the training.")
    if not trained.new:
        return Refusal("training.exists", "This training has already been entered.")
    return None


def may_note_declaration(
    actor: Actor, group: Group, *, day: date, witness: str, own_name: str, new: bool, today: date
) -> Refusal | None:
    """May this signed declaration stand with the member?

    Source: Buku Pedoman PATBM; child safeguarding standards (signed before a witness).
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    if day > today:
        return Refusal("declaration.future", "This day lies in the future.")
    if not witness.strip():
        return Refusal("declaration.no_witness", "Write before whom it was signed.")
    if witness.strip().casefold() == own_name.strip().casefold():
        return Refusal("declaration.self", "Nobody is their own witness: name somebody else.")
    if not new:
        return Refusal("declaration.exists", "A declaration of this day is already there.")
    return None


def may_name_present(*, all_members: bool, present: int, attendance: int) -> Refusal | None:
    """Do the members ticked off fit the number of people who came?

    Source: own check; guests are counted, not named.
    """
    if not all_members:
        return Refusal("meeting.present", "Tick members of this group only.")
    if present > attendance:
        return Refusal("meeting.too_few", "More members are ticked than people came.")
    return None


def may_hand_in(
    actor: Actor, group: Group, period: str, *, handed_in: bool, today: date
) -> Refusal | None:
    """May the report on this half-year be handed in?

    Source: own practice; half-year reports of groups to the agency.
    """
    refusal = may_lead(actor, group)
    if refusal is not None:
        return refusal
    try:
        _first, last = days_of(period)
    except ValueError:
        return Refusal("report.period", "Choose a period from the list.")
    if last >= today or "-S" not in period:
        return Refusal("report.running", "This half-year has not ended yet.")
    if handed_in:
        return Refusal("report.handed_in", "This report has already been handed in.")
    return None


def may_send_circular(actor: Actor, *, title: str, text: str) -> Refusal | None:
    """May this person send guidance to the groups?

    Source: Buku Pedoman PATBM (the regency's agency accompanies the groups).
    """
    if not (actor.system or actor.has(Role.PROGRAMME)):
        return Refusal("circular.not_yours", "The programme officer writes to the groups.")
    if not title.strip() or not text.strip():
        return Refusal("circular.empty", "Write a title and a few sentences.")
    return identifying("circular", f"{title}\n{text}")


def may_mark_read(actor: Actor, group: Group, *, area: str) -> Refusal | None:
    """May this person say that the group has read it?

    Source: own practice; the office sees which groups still need a call.
    """
    if not may_see_group(actor, group.place) or not group.place.startswith(area):
        return Refusal("circular.not_for_you", "This was not sent to your group.")
    return None


def may_add_photo(actor: Actor, group: Group, *, recorded_by: UUID, many: int) -> Refusal | None:
    """May this person add a picture to an entry of this group?

    Source: UU 27/2022 Pasal 16 (processing is limited to its purpose).
    """
    if actor.id != recorded_by and not _leads(actor, group.place):
        return Refusal("photo.not_yours", "Who made the entry, or the group lead, adds pictures.")
    if many >= MOST_PHOTOS:
        return Refusal("photo.too_many", "Six pictures are enough for one entry.")
    return None
