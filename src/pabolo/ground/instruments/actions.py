"""Publishing an edition of a question set, and keeping the one that is used."""

from datetime import date, datetime

from pabolo.ground.audit.actions import act
from pabolo.ground.instruments import queries
from pabolo.ground.instruments.models import Edition
from pabolo.ground.instruments.queries import Held, digest_of, of_row, written
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.instruments import Form, may_publish


def publish(*, form: Form, valid_from: date, reason: str, by: Actor, at: datetime) -> Held:
    """Let a new edition hold from a day on. What was asked with earlier ones stays as it was."""
    text = written(form)
    before = queries.editions(form.code)
    same = bool(before) and before[0].digest == digest_of(text)
    ensure(may_publish(by, form, valid_from=valid_from, today=day_of(at), reason=reason, same=same))
    detail = {"instrument": form.code, "from": valid_from.isoformat()}
    with act("instrument.published", by=by, at=at, detail=detail):
        for one in before:
            keep(one, at=at)
        last = max((one.number for one in before), default=0)
        return of_row(_row(form, last + 1, valid_from, reason.strip(), by, at))


def keep(held: Held, *, at: datetime) -> None:
    """Keep an edition before it is used, where only the shipped files hold it so far.

    Called inside an open act.
    """
    if not Edition.objects.filter(instrument=held.instrument, number=held.number).exists():
        _row(held.form, held.number, held.valid_from, held.reason, SYSTEM, at)


def _row(
    form: Form, number: int, valid_from: date, reason: str, by: Actor, at: datetime
) -> Edition:
    text = written(form)
    return Edition.objects.create(
        instrument=form.code,
        number=number,
        form=text,
        digest=digest_of(text),
        valid_from=valid_from,
        set_by=by.id,
        set_at=at,
        reason=reason,
    )
