"""The system's round that looks for children who stand in the register twice.

Only what is new or changed is held against all the others. What it finds is sealed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q
from rapidfuzz.distance import Indel

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_many
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import system_work, writing
from pabolo.programme.cases.queries.doubles import SIDES, all_described, listed_from
from pabolo.programme.cases.queries.scope import cases_of_child
from pabolo.programme.children.facets import PairBody
from pabolo.programme.children.models import Child, Pair
from pabolo.programme.children.queries import joined
from pabolo.rules.actors import SYSTEM
from pabolo.rules.doubles import likely_pairs
from pabolo.rules.duplicates import Likeness, asks_again
from pabolo.rules.vocabulary import Event

type Couple = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a round did: children compared anew, pairs that are new or asked again."""

    compared: int = 0
    found: int = 0


def look_for_doubles(*, at: datetime, everybody: bool = False) -> Looked:
    """Compare what is new or changed with all the others. Safe to run again; run nightly.

    `everybody`: compare all anew, as after a change of the setting.
    """
    versions = dict(Child.objects.order_by("pk").values_list("pk", "version"))
    waiting = Child.objects.all() if everybody else Child.objects.exclude(
        compared_version=F("version")
    )  # fmt: skip
    changed = list(waiting.values_list("pk", flat=True))
    if not changed:
        return Looked()
    proof = receipt("child.compared", by=SYSTEM, at=at, folders=versions, facets=SIDES)
    children = all_described(proof, versions)
    stays = joined()
    fresh = {stays.get(one, one) for one in changed}
    ratio = Indel.normalized_similarity
    found = likely_pairs(children, fresh, listed_from=listed_from(at), ratio=ratio)
    asked, gone = _write(found, fresh, proof, versions, changed, at)
    for pair in asked:
        _owe(pair, Event.DOUBLE_FOUND, at)
    for pair in gone:
        _owe(pair, Event.DOUBLE_DECIDED, at)
    return Looked(len(changed), len(asked))


def _write(
    found: Mapping[Couple, Likeness],
    fresh: set[UUID],
    proof: Receipt,
    versions: Mapping[UUID, int],
    changed: Sequence[UUID],
    at: datetime,
) -> tuple[list[Pair], list[Pair]]:
    """Keep the pairs and what was compared; which are to be asked about anew, which no more."""
    known = _known(fresh, proof)
    with act("child.doubles", by=SYSTEM, at=at) as draft:
        asked = [
            pair
            for couple, likeness in found.items()
            if (pair := _kept(couple, likeness, known.get(couple), at))
        ]
        gone = [
            pair
            for couple, (pair, _) in known.items()
            if couple not in found and pair.state == "open"
        ]
        fade([pair.pk for pair in gone], day_of(at))
        _mark(versions, changed)
        draft.detail = {"compared": len(changed), "found": len(asked)}
    return asked, gone


def _known(fresh: Iterable[UUID], proof: Receipt) -> dict[Couple, tuple[Pair, PairBody]]:
    of = list(fresh)
    rows = list(Pair.objects.filter(Q(one__in=of) | Q(other__in=of)))
    bodies = open_many(proof, rows, "body", PairBody)
    return {(row.one_id, row.other_id): (row, body)
            for row, body in zip(rows, bodies, strict=True)}  # fmt: skip


def _kept(
    couple: Couple, likeness: Likeness, known: tuple[Pair, PairBody] | None, at: datetime
) -> Pair | None:
    """Write what is known now of a pair; the pair where people are to be asked anew."""
    if known is None:
        pair, before = Pair(one_id=couple[0], other_id=couple[1], state="open"), PairBody(score=0)
    else:
        pair, before = known
    anew = known is None or pair.state == "faded"
    if pair.state == "different":
        anew = asks_again(before.decided_for, likeness, score_before=before.decided_score)
    pair.state = "open" if anew else pair.state
    pair.changed_day = day_of(at) if anew else pair.changed_day
    pair.version += 0 if known is None else 1
    seal(pair, "body", _body(likeness, before))
    pair.save(force_insert=known is None)
    return pair if anew else None


def _body(likeness: Likeness, before: PairBody) -> PairBody:
    return PairBody(
        score=likeness.score,
        evidence=tuple((one.code, one.points) for one in likeness.evidence),
        decided_for=before.decided_for,
        decided_score=before.decided_score,
    )


def fade(pairs: Sequence[UUID], day: date) -> None:
    """Nobody is asked about these any more. Called inside an open act."""
    rows = Pair.objects.filter(pk__in=pairs)
    rows.update(state="faded", version=F("version") + 1, changed_day=day)


def _mark(versions: Mapping[UUID, int], changed: Sequence[UUID]) -> None:
    """Remember the versions that were compared, not those that came meanwhile."""
    by_version: dict[int, list[UUID]] = {}
    for child in changed:
        by_version.setdefault(versions[child], []).append(child)
    for version, children in by_version.items():
        for start in range(0, len(children), 500):
            some = children[start : start + 500]
            Child.objects.filter(pk__in=some).update(compared_version=version)


def _owe(pair: Pair, event: Event, at: datetime) -> None:
    """The newest open case of either child owes an answer; without one the list alone asks."""
    cases = [
        case
        for child in (pair.one_id, pair.other_id)
        for case in cases_of_child(child).filter(closed_day__isnull=True)
    ]
    newest = sorted(cases, key=lambda one: (one.opened_day, one.pk.hex))[-1:]
    for case in cases if event is Event.DOUBLE_DECIDED else newest:
        work = system_work(case, at)
        with writing("case.double", work):
            tell(work, event, ref=pair.pk)
