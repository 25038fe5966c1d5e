"""Who may work here, through which door, and for how long is a sign-in good?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.entry import STAFF, VILLAGE
from pabolo.rules.vocabulary import Role

CASE_ROLES = frozenset(
    {
        Role.INTAKE,
        Role.CASE_WORKER,
        Role.PSYCHOLOGIST,
        Role.LEGAL,
        Role.SUPERVISOR,
        Role.AGENCY_HEAD,
        Role.PROVINCE_UNIT,
    }
)

DOORS: Mapping[str, frozenset[Role]] = {"/dinas/": STAFF, "/desa/": VILLAGE}

IDLE = timedelta(minutes=15)
WHOLE = timedelta(hours=12)
STEP_UP = timedelta(minutes=5)
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)

_VILLAGE_CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")

OWN_POST = Refusal(
    "own_post", "Nobody appoints themselves. Ask another administrator or supervisor."
)
NOT_YOURS_TO_APPOINT = Refusal(
    "not_yours_to_appoint", "This role is appointed by someone else. Ask an administrator."
)
VILLAGE_NEEDED = Refusal("village_needed", "A role in a village needs its village. Choose one.")
NO_VILLAGE = Refusal("no_village", "A role in the office has no village. Leave it empty.")
ACTING_NEEDS_END = Refusal("acting_needs_end", "An acting post needs a last day. Give the date.")
ACTING_NEEDS_DECREE = Refusal(
    "acting_needs_decree", "An acting post needs the number of its decree. Give it."
)
ENDS_BEFORE_START = Refusal(
    "ends_before_start", "The last day lies before the first. Check both dates."
)
ADMIN_APART = Refusal(
    "admin_apart",
    "A technical administrator does not work on cases. End the other post first.",
)
OWN_ACCOUNT = Refusal(
    "own_account", "Nobody closes or unlocks their own account. Ask another administrator."
)
NOT_ADMINISTRATOR = Refusal(
    "not_administrator", "Accounts are kept by an administrator. Ask one to do this."
)
ALREADY_HELD = Refusal("already_held", "This person already holds this post on that day.")
USERNAME_TAKEN = Refusal("username_taken", "This user name is taken. Choose another.")
USERNAME_UNFIT = Refusal(
    "username_unfit",
    "A user name has 3 to 59 small letters, digits, dots or hyphens and starts with a letter.",
)
WRONG_CODE = Refusal("wrong_code", "The code does not match. Wait for the next one and try again.")

_APPOINTS: Mapping[Role, frozenset[Role]] = {
    Role.ADMIN: frozenset(Role),
    Role.SUPERVISOR: frozenset(Role) - {Role.ADMIN},
    Role.PROGRAMME: VILLAGE,
}


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post as proposed: who, what, where and from when until when."""

    person: UUID
    role: Role
    village: str
    acting: bool
    from_day: date
    until_day: date | None
    decree: str = ""


def may_appoint(by: Actor, wanted: Appointment, held: frozenset[Role]) -> Refusal | None:
    """May `by` give this post to someone who already holds `held`?

    Source: least privilege and separation of duties, OWASP ASVS 5.0 V8.
    """
    if by.system:
        return _misfit(wanted, held)
    if by.id == wanted.person:
        return OWN_POST
    if not any(wanted.role in _APPOINTS.get(role, frozenset()) for role in by.roles):
        return NOT_YOURS_TO_APPOINT
    return _misfit(wanted, held)


def _misfit(wanted: Appointment, held: frozenset[Role]) -> Refusal | None:
    together = held | {wanted.role}
    checks = (
        (
            wanted.role in VILLAGE and not _VILLAGE_CODE.fullmatch(wanted.village),
            VILLAGE_NEEDED,
        ),
        (wanted.role in STAFF and bool(wanted.village), NO_VILLAGE),
        (wanted.acting and wanted.until_day is None, ACTING_NEEDS_END),
        (wanted.acting and not wanted.decree.strip(), ACTING_NEEDS_DECREE),
        (wanted.until_day is not None and wanted.until_day < wanted.from_day, ENDS_BEFORE_START),
        (Role.ADMIN in together and not together.isdisjoint(CASE_ROLES), ADMIN_APART),
    )
    return next((refusal for wrong, refusal in checks if wrong), None)


def may_end_post(by: Actor, person: UUID, role: Role) -> Refusal | None:
    """May `by` end this person's post? Whoever may give it may end it, but not their own.

    Source: separation of duties, OWASP ASVS 5.0 V8.
    """
    if by.system:
        return None
    if by.id == person:
        return OWN_POST
    allowed = any(role in _APPOINTS.get(held, frozenset()) for held in by.roles)
    return None if allowed else NOT_YOURS_TO_APPOINT


def may_keep_accounts(by: Actor, person: UUID | None) -> Refusal | None:
    """May `by` open, close or unlock this account? Never their own.

    Source: separation of duties, OWASP ASVS 5.0 V8.
    """
    if by.system:
        return None
    if by.id == person:
        return OWN_ACCOUNT
    return None if by.has(Role.ADMIN) else NOT_ADMINISTRATOR


def session_over(started: datetime, seen: datetime, now: datetime) -> bool:
    """Has a session run out: 15 minutes unused, or 12 hours in all?

    Source: NIST SP 800-63B-4 section 2.2.3; OWASP ASVS 5.0 7.3.
    """
    return now - seen >= IDLE or now - started >= WHOLE


def step_up_due(proved: datetime | None, now: datetime) -> bool:
    """Must the person prove the second factor again? Yes, when more than 5 minutes ago.

    Source: OWASP ASVS 5.0 7.5.
    """
    return proved is None or now - proved >= STEP_UP


def wait_after(failures: int) -> timedelta:
    """How long is the next try refused after so many failed ones? Never over 15 minutes.

    Source: NIST SP 800-63B-4 section 3.2.2; OWASP ASVS 5.0 6.3.1.
    """
    extra = failures - FREE_TRIES
    if extra < 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(extra + 1, 10)), LONGEST_WAIT)


def may_pass_door(actor: Actor, path: str) -> bool:
    """May someone with these roles enter the door that the path belongs to?

    Source: deny by default, OWASP ASVS 5.0 8.2.
    """
    needed = next((roles for door, roles in DOORS.items() if path.startswith(door)), None)
    return needed is None or actor.has(*needed)


def home_of(actor: Actor) -> str:
    """Where does someone with these roles start after signing in?

    Source: practice; one door for each kind of person.
    """
    return next((door for door, roles in DOORS.items() if actor.has(*roles)), "/masuk/pengaman/")
