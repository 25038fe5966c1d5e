"""May the unit let a kind of the watch-list hold like this?

Kinds are data of the unit. Sexual harassment stays a report, what may be violence stays asked, and
what would shame a family stays a number.
"""

from datetime import date

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.watchlist import (
    ALWAYS_REPORTED,
    ASKED_FIRST,
    MOST_QUESTIONS,
    NEVER_NAMED,
    OLDEST_WATCHED,
    Becomes,
    WatchKind,
)


def may_set_kind(
    actor: Actor, kind: WatchKind, *, valid_from: date, today: date, reason: str, same: bool
) -> Refusal | None:
    """May this person let a kind hold like this from that day on?

    Sexual harassment is always a report. What may be violence is always asked first. What would
    shame a family is counted, never named.

    Source: UU 12/2022 (TPKS); UU 35/2014; UU 27/2022 (PDP), Pasal 16.
    """
    refusal = may_do(actor, Verb.SET_WATCH_KINDS)
    if refusal is not None:
        return refusal
    return _kind_faults(kind) or next(
        (
            refused
            for wrong, refused in (
                (same, Refusal("watch.kind_same", "This is what holds already.")),
                (
                    valid_from < today,
                    Refusal("watch.kind_past", "A change holds from today or later, not before."),
                ),
                (
                    not reason.strip(),
                    Refusal("watch.kind_reason", "Write why, and who decided it."),
                ),
            )
            if wrong
        ),
        None,
    )


def _kind_faults(kind: WatchKind) -> Refusal | None:
    checks = (
        (
            not (kind.label.id and kind.label.en and kind.meaning.id and kind.settles.id),
            Refusal("watch.kind_words", "Write the name, what it means and what settles it."),
        ),
        (
            kind.code in ALWAYS_REPORTED and kind.becomes is not Becomes.ALWAYS,
            Refusal("watch.kind_always", "Sexual harassment is always a report. This stays."),
        ),
        (
            kind.code in ASKED_FIRST and kind.becomes is Becomes.NEVER,
            Refusal("watch.kind_asks", "This may be violence. It is asked first; this stays."),
        ),
        (
            kind.code in NEVER_NAMED and kind.names,
            Refusal("watch.kind_names", "A list of names would harm here. It stays a number."),
        ),
        (
            len(kind.questions) > MOST_QUESTIONS,
            Refusal("watch.kind_questions", "Five questions at most: it is written in a minute."),
        ),
        (
            not 1 <= kind.until_months <= OLDEST_WATCHED * 12,
            Refusal("watch.kind_until", "The age must lie between a month and 19 years."),
        ),
    )
    return next((refused for wrong, refused in checks if wrong), None)
