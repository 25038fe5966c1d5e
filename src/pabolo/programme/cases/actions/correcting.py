"""Correcting who a child is and where it is: every case of the child counts anew.

What was known before stays in the journal, sealed under its own side, and so do the facts that
were counted with it. Releases are frozen and do not move.
"""

from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import Min

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.rescreening import rescreen_case
from pabolo.programme.cases.asking import check_correction, check_may_correct
from pabolo.programme.cases.facets import CaseStats, ChildRole, IncidentFacts
from pabolo.programme.cases.models import Case, IncidentChild
from pabolo.programme.cases.queries.scope import cases_beside
from pabolo.programme.cases.simfoni import in_fields
from pabolo.programme.children.ages import age_of, age_when
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.parts import rewrite_child
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.rules.actors import Actor
from pabolo.rules.simfoni import differences
from pabolo.rules.vocabulary import Event, Facet

SIDES = (Facet.IDENTITY, Facet.LOCATION)


def correct_child(
    *,
    case_id: UUID,
    identity: ChildIdentity,
    places: ChildPlaces,
    child_seen: int,
    by: Actor,
    at: datetime,
    proof: Receipt | None = None,
) -> Work:
    """Correct or complete a child's identity and places, from one of its cases.

    `child_seen` is the version of the child's record that the person was looking at. Names may
    have changed, so everybody who sees any case of the child is held against them afterwards.
    """
    ensure(check_may_correct(by))
    work = begin(case_id, by=by, at=at, proof=proof, facets=SIDES)
    child = work.case.child
    before = identity_of(work.proof, child), places_of(work.proof, child)
    ensure(check_correction(before, (identity, places), today=day_of(at)))
    # The other cases of the child are restated by the system, whoever may see them.
    others = [system_work(case, at) for case in _others(work.case)]
    with writing("child.corrected", work):
        rewrite_child(child=child, identity=identity, places=places, seen=child_seen, at=at)
        append(work, *_lines(before, identity, places, by, at))
        for one in (work, *others):
            _recount(one, identity, places)
            _touch(one, before, (identity, places))
        if before[1].now_sealed and not places.now_sealed:
            tell(work, Event.RETURNED_HOME)
    for case in (work.case, *(one.case for one in others), *cases_beside(work.case)):
        rescreen_case(case_id=case.pk, at=at)
    return work


def _others(case: Case) -> list[Case]:
    others = Case.objects.filter(child_id=case.child_id).exclude(pk=case.pk)
    return list(others.select_related("child").order_by("id"))


def _lines(
    before: tuple[ChildIdentity, ChildPlaces],
    identity: ChildIdentity,
    places: ChildPlaces,
    by: Actor,
    at: datetime,
) -> list[e.Line]:
    who, where = before
    lines: list[e.Line] = []
    if who != identity:
        lines.append(e.IdentityCorrected(at=at, by=by.id.hex, before=who))
    if where != places:
        lines.append(e.PlacesCorrected(at=at, by=by.id.hex, before=where))
    return lines


def _recount(work: Work, identity: ChildIdentity, places: ChildPlaces) -> None:
    """State the case's countable facts anew; those of before stay in its journal."""
    old = work.stats
    reported = _reported_on(work.case)
    new = msgspec.structs.replace(
        old,
        sex=identity.sex,
        age_at_incident=_restate_roles(work, identity, reported),
        age_at_report=age_of(identity, reported),
        disability=identity.disability,
        education=identity.education,
        domicile=places.domicile,
    )
    if new != old:
        append(work, _as_counted(old, work), stats=new)


def _touch(
    work: Work,
    before: tuple[ChildIdentity, ChildPlaces],
    after: tuple[ChildIdentity, ChildPlaces],
) -> None:
    """Say which fields of an entry in SIMFONI no longer match, by key alone; it is owed again."""
    if work.state.simfoni_entered is None:
        return
    fields = differences(in_fields(*before), in_fields(*after))
    if fields:
        append(work, e.SimfoniTouched(at=work.at, by=work.by.id.hex, fields=fields))
    tell(work)


def _as_counted(old: CaseStats, work: Work) -> e.Recounted:
    fields = ("sex", "age_at_incident", "age_at_report", "disability", "education", "domicile")
    return e.Recounted(
        at=work.at, by=work.by.id.hex, **{name: getattr(old, name) for name in fields}
    )


def _reported_on(case: Case) -> date:
    """The day on which the case's first report came, or the case was opened."""
    first: date | None = case.reports.aggregate(day=Min("report__received_day"))["day"]
    return first or case.opened_day


def _restate_roles(work: Work, identity: ChildIdentity, reported: date) -> int | None:
    """The child's ages in each incident of the case; returns the one at the first known."""
    links = IncidentChild.objects.filter(
        child_id=work.case.child_id, incident_id__in=work.state.incidents
    ).select_related("incident")
    ages = {link.incident_id.hex: _restate_role(link, work, identity, reported) for link in links}
    told = (ages.get(one) for one in work.state.incidents)
    return next((age for age in told if age is not None), None)


def _restate_role(
    link: IncidentChild, work: Work, identity: ChildIdentity, reported: date
) -> int | None:
    facts = open_sealed(work.proof, link.incident, "stats", IncidentFacts)
    role = open_sealed(work.proof, link, "role", ChildRole)
    age = age_when(identity, facts.happened_on)
    role = msgspec.structs.replace(
        role, age_at_incident=age, age_at_report=age_of(identity, reported)
    )
    seal(link, "role", role)
    link.save(update_fields=["role"])
    return age
