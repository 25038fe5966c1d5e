"""What comes with a case of a child that is known here: none is lost, nothing is written over.

Called inside the open act of taking the file in.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append
from pabolo.programme.cases.actions.readers import scan
from pabolo.programme.cases.facets import IncidentFacts
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import incidents_of
from pabolo.programme.children.facets import ChildIdentity
from pabolo.programme.children.parts import rewrite_child
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.programme.transfers import fitting
from pabolo.programme.transfers.shape import Content, Incident
from pabolo.rules.transfer import risk_after
from pabolo.rules.vocabulary import Event, Facet, Risk

NAMING = (Facet.IDENTITY, Facet.LOCATION)


def new_here(case: Case, told: Sequence[Incident], *, at: datetime) -> list[Incident]:
    """Which incidents of a case that comes back are not the ones that left with it.

    One that names somebody whom no incident here names counts as another: whoever may see the case
    is held against the names in its rows, and not against words.
    """
    scanned = scan(case, at=at)
    names = {_plain(name) for name in scanned.names}
    here = [
        _key(open_sealed(scanned.proof, incident, "stats", IncidentFacts))
        for incident in incidents_of(case)
    ]
    found = []
    for one in told:
        fit = fitting.incident_of(one, on=day_of(at))
        named = {_plain(who.name) for who in fit.accused.people if who.name}
        if _key(fit.facts) not in here or not named <= names:
            found.append(one)
    return found


def _plain(name: str) -> str:
    return name.casefold().strip()


def _key(facts: IncidentFacts) -> tuple[frozenset[str], frozenset[str], str, str]:
    """What makes an incident the same there and here; a village elsewhere is kept in words only."""
    return frozenset(facts.forms), frozenset(facts.sub_forms), facts.place_kind, facts.happened_on


def add_names(work: Work, content: Content) -> None:
    """Names and carers that nobody knew here stand in the child's record too: they are screened."""
    if content.child is None:
        return
    child = work.case.child
    before = identity_of(work.proof, child)
    after = _with_names(before, fitting.identity_of(content.child, on=day_of(work.at)))
    if after == before:
        return
    rewrite_child(
        child=child,
        identity=after,
        places=places_of(work.proof, child),
        seen=child.version,
        at=work.at,
    )
    append(work, e.IdentityCorrected(at=work.at, by="", before=before))


def _with_names(ours: ChildIdentity, theirs: ChildIdentity) -> ChildIdentity:
    known = {_plain(name) for name in (ours.name, *ours.other_names)}
    names = [one for one in (theirs.name, *theirs.other_names) if one and _plain(one) not in known]
    carers = {_plain(name) for name in ours.carers}
    more = [one for one in theirs.carers if _plain(one) not in carers]
    return msgspec.structs.replace(
        ours,
        other_names=(*ours.other_names, *dict.fromkeys(names)),
        carers=(*ours.carers, *dict.fromkeys(more)),
    )


def raise_risk(work: Work, content: Content) -> None:
    """The danger as it was read there, where it is higher than it stands here; the signs stay."""
    here, there = Risk(work.state.risk), fitting.level_of(content)
    after = risk_after(here, there)
    if after is here:
        return
    origin = fitting.line(f"{content.origin.name}, {content.number}")
    line = e.RiskRead(
        at=work.at, by="", level=after, assessed=there, flags=work.state.flags, note=origin
    )
    append(work, line)
    tell(work, Event.RISK_CHANGED)
