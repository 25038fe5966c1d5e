"""Who may be away, and who stands in meanwhile?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

# Whose work is a person's own, so that somebody must stand in by name.
PERSONAL = frozenset({Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL})
# Whose work is the post's: somebody else must hold the post meanwhile, acting if need be.
SHARED = frozenset({Role.INTAKE, Role.SUPERVISOR})
RECORDERS = (Role.SUPERVISOR, Role.AGENCY_HEAD)
LONGEST_DAYS = 366

NOT_YOURS = Refusal("leave.not_yours", "You record your own leave; for others a supervisor does.")
PAST = Refusal("leave.past", "This leave lies in the past. Check both dates.")
BACKWARDS = Refusal("leave.backwards", "The last day lies before the first. Check both dates.")
TOO_LONG = Refusal("leave.too_long", "Longer than a year: end the post instead.")
OVERLAPS = Refusal("leave.overlaps", "A leave is recorded on these days already.")
NOBODY = Refusal("leave.no_stand_in", "Choose who stands in: the open cases must not wait.")
ONESELF = Refusal("leave.oneself", "Nobody stands in for themselves. Choose another person.")
UNFIT = Refusal("leave.unfit", "Who stands in must be a case worker, or of the same profession.")
AWAY_TOO = Refusal("leave.away_too", "Who should stand in is away on these days too.")
LONE = Refusal(
    "leave.lone_post",
    "Nobody else holds this post on these days. Have somebody act in it first.",
)
STAND_IN_OUT = Refusal(
    "leave.not_available",
    "This person is not available for one of the cases. Choose somebody else for it.",
)
NOT_AWAY = Refusal("leave.not_away", "The case worker is not away; hand the case over instead.")
OVER = Refusal("leave.over", "This leave has ended already.")


@dataclass(frozen=True, slots=True)
class Leave:
    """A leave as proposed: whose, from when until when, who stands in where.

    `needs_stand_in`: open cases rest on the person. `lone_posts`: posts that nobody else holds on
    these days. `stand_ins`: everybody proposed, with the roles they hold; `away` are those of them
    who are away then too.
    """

    person: UUID
    roles: frozenset[Role]
    from_day: date
    until_day: date
    needs_stand_in: bool = False
    all_covered: bool = False
    overlaps: bool = False
    lone_posts: frozenset[Role] = frozenset()
    stand_ins: Mapping[UUID, frozenset[Role]] | None = None
    away: Collection[UUID] = ()


def may_record_leave(by: Actor, leave: Leave, *, today: date) -> Refusal | None:
    """May this leave be recorded by this person?

    One's own, or as supervisor or head of the agency for somebody else. Somebody stands in for
    every open case, and no post of the whole unit is left without a holder.

    Source: PP 11/2017 jo. PP 17/2020 (leave of civil servants); practice of standing in.
    """
    if not (by.system or by.id == leave.person or by.has(*RECORDERS)):
        return NOT_YOURS
    days = (leave.until_day - leave.from_day).days
    checks = (
        (days < 0, BACKWARDS),
        (leave.until_day < today, PAST),
        (days > LONGEST_DAYS, TOO_LONG),
        (leave.overlaps, OVERLAPS),
        (bool(leave.lone_posts), LONE),
        (leave.needs_stand_in and not leave.all_covered, NOBODY),
    )
    return next((refusal for wrong, refusal in checks if wrong), _unfit(leave))


def _unfit(leave: Leave) -> Refusal | None:
    for person, roles in (leave.stand_ins or {}).items():
        if person == leave.person:
            return ONESELF
        if not may_stand_in(leave.roles, roles):
            return UNFIT
        if person in leave.away:
            return AWAY_TOO
    return None


def may_stand_in(absent: Collection[Role], stand_in: Collection[Role]) -> bool:
    """Is this somebody who can do the work of who is away?

    The same profession; for a case worker another case worker.

    Source: Permen PPPA 2/2022 (professional staff of the unit).
    """
    return bool(PERSONAL.intersection(absent).intersection(stand_in))


def lone_posts(
    person: UUID,
    roles: Collection[Role],
    holders: Mapping[Role, Collection[UUID]],
    away: Collection[UUID],
) -> frozenset[Role]:
    """Which posts of the whole unit would have no holder while this person is away?

    Source: no child is lost between two steps.
    """
    out = {person, *away}
    shared = SHARED.intersection(roles)
    return frozenset(role for role in shared if not set(holders.get(role, ())) - out)


def may_end_leave(by: Actor, person: UUID, *, running: bool) -> Refusal | None:
    """May this person say that somebody is back, or that the leave is called off?

    Source: as for recording it.
    """
    if not running:
        return OVER
    if by.system or by.id == person or by.has(*RECORDERS):
        return None
    return NOT_YOURS
