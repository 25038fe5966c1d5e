"""Which agency may be asked to a case conference, and who of it may sit there?

What an agency is told there is the packet of a referral: the same table, the same bases.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pabolo.rules.conflict import Conflict
from pabolo.rules.decisions import Refusal
from pabolo.rules.names import Match
from pabolo.rules.vocabulary import LegalBasis

NO_BASIS = Refusal(
    "conference.no_basis",
    "Nothing allows this agency to be told of the child. Record consent for this very agency, or "
    "name the duty under the law or the danger.",
)
BASIS_GONE = Refusal(
    "conference.basis_gone",
    "The consent for one of these agencies no longer stands. Take its invitation back, or name "
    "another basis.",
)
ALREADY = Refusal("conference.invited", "This guest is invited already.")
NO_GUEST = Refusal("conference.no_guest", "Choose a colleague of the team, or an agency.")
AGENCY_ENDED = Refusal(
    "conference.agency_ended", "This agency is no longer in the directory. Choose another."
)
NO_OFFICE = Refusal(
    "conference.no_office", "Write of everybody who came from outside the name and the office."
)
NAMES_CHILD = Refusal(
    "conference.names_child",
    "The invitation leaves the office: it must not name the child, the family or the accused. "
    "Write the place and the post without their names.",
)
ACCUSED_AGENCY = Refusal(
    "conference.accused_agency",
    "The accused may belong to an agency of this kind. Invite another, or let a supervisor write "
    "how it was checked that it is not this one.",
)
ACCUSED_GUEST = Refusal(
    "conference.accused_guest",
    "This name matches one of the accused. This person cannot take part; ask the agency for "
    "somebody else.",
)
UNCLEAR_GUEST = Refusal(
    "conference.unclear_guest",
    "This name is like one of the accused. Ask, and write how you know that somebody else is "
    "meant.",
)

_SCHOOLS = frozenset({"DIK", "TPPK", "PAG", "KUA", "LKSA"})
_STATE = frozenset({"POL", "KJR", "PNG", "DSO", "DIK", "DUK", "DESA", "RSU", "PKM"})
# What the accused does, or is to the child, and the kinds of agency that may be the accused's own.
OWN_KINDS: Mapping[str, frozenset[str]] = {
    "GU": _SCHOOLS,
    "UST": _SCHOOLS,
    "PN": _STATE,
    "APT": _STATE,
    "TOK": frozenset({"DESA", "PATBM", "LSM"}),
}


@dataclass(frozen=True, slots=True)
class Blamed:
    """An accused as this rule needs them: codes of relation and occupation."""

    relation: str
    occupation: str


def may_be_own(kind: str, blamed: Iterable[Blamed]) -> bool:
    """May the accused belong to an agency of this kind?

    A teacher to a school, an official to an office, a village elder to the village.

    Source: UU 30/2014, Pasal 42-43 (conflict of interest of officials).
    """
    known = {code for one in blamed for code in (one.relation, one.occupation)}
    return any(kind in OWN_KINDS.get(code, ()) for code in known)


def may_invite_agency(
    *,
    runs: bool,
    invited: bool,
    own: bool,
    vouched: str,
    by_supervisor: bool,
    basis: LegalBasis | None,
) -> Refusal | None:
    """May this agency be asked to come?

    Where it is in the directory, is not the accused's own (or a supervisor wrote how that was
    checked), and something allows it to be told of the child.

    Source: UU 27/2022 (PDP), Pasal 16 and 20; UU 30/2014, Pasal 42-43; UU 11/2012, Pasal 19.
    """
    checks = (
        (not runs, AGENCY_ENDED),
        (invited, ALREADY),
        (own and not (by_supervisor and vouched.strip()), ACCUSED_AGENCY),
        (basis is None, NO_BASIS),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_sit(conflict: Conflict | None, *, name: str, office: str, checked: str) -> Refusal | None:
    """May this person of an agency take part?

    Not if the name is that of an accused; where it is like one, once it is written how it is
    known that somebody else is meant.

    Source: UU 30/2014, Pasal 42-43 (conflict of interest of officials).
    """
    if not (name.strip() and office.strip()):
        return NO_OFFICE
    if conflict is None or conflict.match is Match.NONE:
        return None
    if conflict.match is Match.CLEAR:
        return ACCUSED_GUEST
    return None if checked.strip() else UNCLEAR_GUEST


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def names_nobody(texts: Collection[str], names: Collection[str]) -> Refusal | None:
    """Does what is written on an invitation keep silent about who it is about?

    Two words of a name in a row are held against it, or a name of one word; a single word of a
    longer name may be anybody's.

    Source: UU 11/2012 (SPPA), Pasal 19; an invitation is read by many on its way.
    """
    said = [f" {' '.join(_words(text))} " for text in texts]
    for name in names:
        words = _words(name)
        pairs = [" ".join(pair) for pair in pairwise(words)] or words
        if any(f" {pair} " in text for pair in pairs if len(pair) > 2 for text in said):
            return NAMES_CHILD
    return None
