"""The unit sets a kind anew, with a reason, from a day on. What was asked stays as it was asked."""

from datetime import date, datetime

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.watchlist.kinds import Held, editions, written
from pabolo.programme.watchlist.models import KindEdition
from pabolo.rules.actors import Actor
from pabolo.rules.watch_kinds import may_set_kind
from pabolo.rules.watchlist import NO_AGENCY, NO_KIND, WatchKind


def set_kind(*, kind: WatchKind, valid_from: date, reason: str, by: Actor, at: datetime) -> Held:
    """Let a kind hold like this from a day on; earlier editions stay."""
    try:
        before = editions(kind.code)
    except KeyError:
        raise Refused(NO_KIND) from None
    today = day_of(at)
    if not is_code("agency_kind", kind.owner, today):
        raise Refused(NO_AGENCY)
    same = written(before[0].kind) == written(kind)
    ensure(may_set_kind(by, kind, valid_from=valid_from, today=today, reason=reason, same=same))
    number = max(one.number for one in before) + 1
    detail = {"kind": kind.code, "from": valid_from.isoformat()}
    with act("watch.kind_set", by=by, at=at, detail=detail):
        KindEdition.objects.create(
            code=kind.code,
            number=number,
            body=written(kind),
            valid_from=valid_from,
            set_by_id=by.id,
            set_at=at,
            why=reason.strip(),
        )
    return editions(kind.code)[0]
