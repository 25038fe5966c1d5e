"""Who may keep the register of PATBM groups, and what may stand in it?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

IN_VILLAGE = frozenset({Role.ACTIVIST, Role.GROUP_LEAD})
OFFICE_READERS = frozenset({Role.PROGRAMME, Role.SUPERVISOR, Role.DATA})
CHILD_BANDS = frozenset({"U0", "U1", "U2"})
MOST_PEOPLE = 3000  # the larger villages have some 5,000 residents
MOST_AT_MEETING = 300
SHORTEST_REASON = 10
# Nine digits and more, however they are spaced, look like a NIK or a telephone number.
_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){8,}")


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of one sex and one age band took part."""

    sex: str
    band: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A PATBM group as the rules see it: its place code, and the days it exists."""

    place: str
    formed: date
    until: date | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the group had been formed and had not ended."""
        return self.formed <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Formation:
    """A new group asked for."""

    place_known: bool
    place_taken: bool
    formed: date


@dataclass(frozen=True, slots=True)
class Decree:
    """The letter (SK) that appoints a group. Without `until` it holds until it is replaced."""

    number: str
    day: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the decree was in force."""
        return self.day <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Membership:
    """A new member asked for."""

    name: str
    codes_known: bool
    from_day: date


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as it is to be recorded. It holds numbers of people, never a person.

    `id_new` is False where a phone sends an id that another account has used.
    """

    day: date
    codes_known: bool
    counts: tuple[Count, ...]
    note: str = ""
    id_new: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the group as it is to be recorded."""

    day: date
    attendance: int
    minutes: str = ""
    id_new: bool = True


def network_scope(actor: Actor) -> frozenset[str] | None:
    """Whose groups, members and activities may this person read? None means everyone's.

    An activist reads the own villages. A village head reads counts only (`may_see_counts`).

    Source: UU 27/2022 Pasal 16 (processing is limited to its purpose).
    """
    if actor.system or actor.has(*OFFICE_READERS):
        return None
    return actor.villages_as(*IN_VILLAGE)


def may_see_group(actor: Actor, place: str) -> bool:
    """May this person read the register of the group at this place?

    Source: UU 27/2022 Pasal 16 (processing is limited to its purpose).
    """
    scope = network_scope(actor)
    return scope is None or place in scope


def may_see_counts(actor: Actor, place: str) -> bool:
    """May this person see how many meetings and activities a village had?

    Source: the village head signs the group's decree and budgets for it; counts are enough.
    """
    if may_see_group(actor, place):
        return True
    return place in actor.villages_as(Role.VILLAGE_HEAD)


def _not_yours(actor: Actor, place: str) -> Refusal | None:
    if actor.system or actor.has(Role.PROGRAMME):
        return None
    if place in actor.villages_as(*IN_VILLAGE):
        return None
    return Refusal("network.not_your_village", "This group belongs to another village.")


def _not_office(actor: Actor) -> Refusal | None:
    if actor.system or actor.has(Role.PROGRAMME):
        return None
    return Refusal("group.not_yours", "The programme officer keeps the list of groups.")


def may_form_group(actor: Actor, formation: Formation, *, today: date) -> Refusal | None:
    """May this person enter a new group?

    Source: Buku Pedoman PATBM (the regency's agency facilitates the forming of groups).
    """
    refusal = _not_office(actor)
    if refusal is not None:
        return refusal
    if not formation.place_known:
        return Refusal("group.no_place", "Choose a place from the list.")
    if formation.place_taken:
        return Refusal("group.exists", "This place already has a group.")
    if formation.formed > today:
        return Refusal("group.future", "A group cannot be formed in the future.")
    return None


def may_close_group(actor: Actor, group: Group, *, last_day: date, today: date) -> Refusal | None:
    """May this person record that a group has ended?

    Source: Buku Pedoman PATBM (the regency's agency keeps the list of groups).
    """
    refusal = _not_office(actor)
    if refusal is not None:
        return refusal
    if group.until is not None:
        return Refusal("group.ended", "This group has already ended.")
    if not group.formed <= last_day <= today:
        return Refusal("group.end_day", "The last day lies between its forming and today.")
    return None


def may_record_decree(
    actor: Actor, group: Group, decree: Decree, *, number_new: bool, today: date
) -> Refusal | None:
    """May this person record a group's decree?

    Source: Buku Pedoman PATBM (groups are appointed by decree of the village head or lurah).
    """
    refusal = _not_office(actor)
    if refusal is not None:
        return refusal
    if not decree.number.strip():
        return Refusal("decree.no_number", "Write the number of the decree.")
    if not number_new:
        return Refusal("decree.exists", "This decree has already been entered.")
    if decree.day > today:
        return Refusal("decree.future", "The date of the decree lies in the future.")
    if decree.until is not None and decree.until < decree.day:
        return Refusal("decree.dates", "The decree ends before it starts.")
    return None


def _leads(actor: Actor, place: str) -> bool:
    office = actor.system or actor.has(Role.PROGRAMME)
    return office or place in actor.villages_as(Role.GROUP_LEAD)


def _not_lead(actor: Actor, place: str) -> Refusal | None:
    refusal = _not_yours(actor, place)
    if refusal is not None or _leads(actor, place):
        return refusal
    return Refusal(
        "member.not_lead", "The group lead or the programme officer keeps the list of members."
    )


def may_add_member(
    actor: Actor, group: Group, member: Membership, *, today: date
) -> Refusal | None:
    """May this person add a member to the group?

    Source: Buku Pedoman PATBM (the group chooses its activists; the decree names them).
    """
    refusal = _not_lead(actor, group.place)
    if refusal is not None:
        return refusal
    if not member.name.strip():
        return Refusal("member.no_name", "Write the member's name.")
    if not member.codes_known:
        return Refusal("member.codes", "Choose the member's role and origin from the lists.")
    if member.from_day > today or not group.exists_on(member.from_day):
        return Refusal("member.day", "The first day lies between the group's forming and today.")
    return None


def may_end_membership(
    actor: Actor, group: Group, *, from_day: date, ended: bool, last_day: date, today: date
) -> Refusal | None:
    """May this person record that a member has left?

    Source: Buku Pedoman PATBM (the group chooses its activists; the decree names them).
    """
    refusal = _not_lead(actor, group.place)
    if refusal is not None:
        return refusal
    if ended:
        return Refusal("member.ended", "This member has already left.")
    if not from_day <= last_day <= today:
        return Refusal("member.last_day", "The last day lies between the first day and today.")
    return None


def may_record_activity(
    actor: Actor, group: Group, activity: Activity, *, today: date
) -> Refusal | None:
    """May this person record this activity of the group?

    Source: Buku Pedoman PATBM (groups record their activities; monitoring by the agency).
    """
    return (
        _not_yours(actor, group.place)
        or _wrong_day("activity", group, activity.day, today)
        or _sent_before("activity", activity.id_new)
        or _wrong_activity(activity)
    )


def _sent_before(what: str, id_new: bool) -> Refusal | None:
    if id_new:
        return None
    return Refusal(f"{what}.sent", "This entry was already sent from another account.")


def _wrong_day(what: str, group: Group, day: date, today: date) -> Refusal | None:
    if day > today:
        return Refusal(f"{what}.future", "This day lies in the future.")
    if not group.exists_on(day):
        return Refusal(f"{what}.no_group", "On this day the group did not exist.")
    return None


def _wrong_activity(activity: Activity) -> Refusal | None:
    if not activity.codes_known:
        return Refusal("activity.codes", "Choose level, kind and strategy from the lists.")
    return impossible_counts(activity.counts) or identifying("activity", activity.note)


def impossible_counts(counts: tuple[Count, ...]) -> Refusal | None:
    """Can these be the numbers of people at one village activity?

    Source: own check; villages of the regency have at most some thousand residents.
    """
    if any(count.count < 0 for count in counts):
        return Refusal("activity.negative", "A number of people cannot be below zero.")
    if len({(count.sex, count.band) for count in counts}) < len(counts):
        return Refusal("activity.twice", "The same sex and age band is given twice.")
    total = sum(count.count for count in counts)
    if total == 0:
        return Refusal("activity.nobody", "Write how many people took part.")
    if total > MOST_PEOPLE:
        return Refusal("activity.too_many", "More than 3,000 people: please check the numbers.")
    return None


def identifying(what: str, text: str) -> Refusal | None:
    """Does a note in an open register hold a number that points to a person?

    Source: UU 27/2022 Pasal 4 (identity numbers are personal data).
    """
    if _LONG_NUMBER.search(text):
        return Refusal(
            f"{what}.number",
            "Leave out identity and phone numbers. Notes about a child belong in a report.",
        )
    return None


def may_withdraw_activity(
    actor: Actor, group: Group, *, recorded_by: UUID, withdrawn: bool, reason: str
) -> Refusal | None:
    """May this person take back a wrong entry? It stays in the register, marked.

    Source: own check; entries are corrected in the open, never deleted.
    """
    refusal = _not_yours(actor, group.place)
    if refusal is not None:
        return refusal
    if actor.id != recorded_by and not _leads(actor, group.place):
        return Refusal("activity.not_yours", "Ask the person who entered it, or the group lead.")
    if withdrawn:
        return Refusal("activity.withdrawn", "This entry has already been taken back.")
    if len(reason.strip()) < SHORTEST_REASON:
        return Refusal("activity.no_reason", "Say in one sentence what was wrong.")
    return None


def may_record_meeting(
    actor: Actor, group: Group, meeting: Meeting, *, today: date
) -> Refusal | None:
    """May this person record this meeting of the group?

    Source: Buku Pedoman PATBM (groups meet and keep minutes).
    """
    refusal = (
        _not_yours(actor, group.place)
        or _wrong_day("meeting", group, meeting.day, today)
        or _sent_before("meeting", meeting.id_new)
    )
    if refusal is not None:
        return refusal
    if not 0 < meeting.attendance <= MOST_AT_MEETING:
        return Refusal("meeting.attendance", "Write how many people came: from 1 to 300.")
    return identifying("meeting", meeting.minutes)


def is_active(
    group: Group,
    decrees: tuple[Decree, ...],
    meetings: tuple[date, ...],
    *,
    on: date,
    window_days: int,
) -> bool:
    """Was the group active on a day: existing, appointed, and met within the window?

    Source: local group status (no official grading of PATBM groups was found).
    """
    since = on - timedelta(days=window_days)
    return (
        group.exists_on(on)
        and any(decree.holds_on(on) for decree in decrees)
        and any(since < day <= on for day in meetings)
    )
