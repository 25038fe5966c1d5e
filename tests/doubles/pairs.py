"""Two children on record who may be one, built through the real actions."""

from dataclasses import replace
from uuid import UUID

from msgspec.structs import replace as rewritten

from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases.actions import team, triage
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.cases.actions.opening import Opened
from pabolo.programme.children.facets import ChildIdentity, PairBody
from pabolo.programme.children.models import Pair
from tests import builders as b

FIRST = ChildIdentity(
    name="Soerjono Poetra",
    sex="L",
    birth="2014-05-03",
    carers=("Rosna Wati",),
    school="SD Contoh 02",
)
AGAIN = rewritten(FIRST, name="Suryono Putra", carers=("Rosnawati",))
TWIN = rewritten(FIRST, name="Suryani Putri", sex="P")


def opened(unit: b.Unit, identity: ChildIdentity, **changes: object) -> Opened:
    """A case just opened for a child who is told about so."""
    report = b.read(unit, b.received(unit))
    opening = replace(b.opening(), identity=identity, **changes)  # type: ignore[arg-type]
    return triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=opening,
        decision=b.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )


def twice(
    unit: b.Unit, first: ChildIdentity = FIRST, again: ChildIdentity = AGAIN
) -> tuple[Opened, Opened]:
    """Two open cases, each with a record of its own."""
    return opened(unit, first), opened(unit, again)


def paired(
    unit: b.Unit, first: ChildIdentity = FIRST, again: ChildIdentity = AGAIN
) -> tuple[Opened, Opened, Pair]:
    """The same, and the system has looked: the pair it found."""
    one, other = twice(unit, first, again)
    look_for_doubles(at=unit.at)
    return one, other, pair_of(one.child_id, other.child_id)


def pair_of(one: UUID, other: UUID) -> Pair:
    """The pair of these two records. Raises `Pair.DoesNotExist`."""
    first, second = sorted((one, other))
    return Pair.objects.get(one=first, other=second)


def assigned(unit: b.Unit, case_id: UUID) -> None:
    """Dedi works on it."""
    team.assign_worker(case_id=case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)


def written_as_two(unit: b.Unit) -> Pair:
    """Both written down in one incident, and yet a pair that people are asked about."""
    one = opened(unit, FIRST)
    other = opened(unit, AGAIN, incident_id=one.incident_id)
    first, second = sorted((one.child_id, other.child_id))
    pair = Pair(one_id=first, other_id=second, changed_day=unit.at.date())
    seal(pair, "body", PairBody(score=80))
    pair.save(force_insert=True)
    return pair
