"""Documents on the whole case: summary, closing report, and the child's own sheet."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pabolo.doors.office.cases.page import form_words
from pabolo.doors.office.documents.contents.care import note_part, risk_part
from pabolo.doors.office.documents.contents.common import (
    SHELTER_SERVICES,
    Told,
    day_words,
    identity_rows,
    plan_heads,
    plan_rows,
)
from pabolo.doors.shared.formats import NOTHING
from pabolo.ground.documents.sheets import Grid, Part, Points, Row, Rows
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.rules.vocabulary import ConsentStatus


def _standing(told: Told) -> tuple[Row, ...]:
    rows = (
        (_("Opened"), day_words(told.opened_day)),
        (_("Stage"), told.stage),
        (_("Case worker"), told.worker),
        (_("Forms of violence"), form_words(told.stats)),
        ("SIMFONI", told.state.simfoni),
    )
    return tuple(row for row in rows if row[1])


def _plan(told: Told) -> tuple[Part, ...]:
    rows = plan_rows(told)
    title = _("Planned and given")
    return (Grid(title=title, heads=plan_heads(), rows=rows),) if rows else ()


def _found(told: Told) -> tuple[Part, ...]:
    rows = told.assessments
    return (Rows(title=_("Last assessment"), rows=rows),) if rows else ()


def summary(told: Told) -> tuple[Part, ...]:
    """How the case stands."""
    return (
        Rows(rows=identity_rows(told), title=_("Child")),
        Rows(rows=_standing(told), title=_("Case")),
        *risk_part(told),
        *_found(told),
        *_plan(told),
        *note_part(told, _("Note")),
    )


def closing_words(told: Told) -> str:
    """Why the case ended."""
    closed = told.state.closed
    return str(labels.CLOSURE[closed.reason]) if closed and closed.reason else NOTHING


def closing(told: Told) -> tuple[Part, ...]:
    """Why it ended, what was given, what follows."""
    closed, state = told.state.closed, told.state
    transition = state.transition.plan if state.transition else ""
    rows = (
        (_("Opened"), day_words(told.opened_day)),
        (_("Ended"), day_words(told.closed_day)),
        (_("Reason"), closing_words(told)),
        (_("What the second person wrote"), closed.note if closed else ""),
        (
            _("Services"),
            _("%(given)s of %(times)s given")
            % {"given": state.given_total, "times": state.planned_total},
        ),
        (_("Tries to reach the family"), str(state.attempts) if state.attempts else ""),
        (_("Who helps from here on"), transition),
    )
    return (
        Rows(rows=identity_rows(told), title=_("Child")),
        Rows(rows=tuple(row for row in rows if row[1]), title=_("End of the case")),
        *_plan(told),
        *note_part(told, _("What was learnt, and after-care")),
    )


# The child's own sheet: codes and counts in plain words. It never reads a text that somebody wrote
# into the case, because any of them may name who is accused, who told, or where the child sleeps.


def _service_words(code: str) -> str:
    return _("A safe place to sleep") if code in SHELTER_SERVICES else label("service", code)


def _given(told: Told) -> tuple[str, ...]:
    counted = Counter(line.service for line in told.state.services if line.for_whom == "child")
    return tuple(
        ngettext("%(service)s, once", "%(service)s, %(n)s times", n)
        % {"service": _service_words(code), "n": n}
        for code, n in counted.items()
    )


def _coming(told: Told) -> tuple[str, ...]:
    mine = [item for item in told.state.open_items if item.planned.for_whom == "child"]
    return tuple(
        _("%(service)s, before %(day)s")
        % {"service": _service_words(item.planned.service), "day": day_words(item.planned.due)}
        for item in mine
    )


def _agreed(told: Told) -> tuple[str, ...]:
    last = {one.purpose: one for one in told.state.consents}
    said = {
        ConsentStatus.GIVEN: _("yes"),
        ConsentStatus.REFUSED: _("no"),
        ConsentStatus.WITHDRAWN: _("taken back"),
    }
    return tuple(
        f"{labels.PURPOSE[key]}: {said[ConsentStatus(one.status)]}"
        for key, one in last.items()
        if ConsentStatus(one.status) in said and one.child_agrees is not None
    )


def _rights() -> tuple[str, ...]:
    return (
        _("You may ask anything, as often as you like."),
        _("You may say no, and you may change your mind."),
        _("You may see what is written about you, and have it put right."),
        _("You may bring somebody you trust."),
        _("We tell others about you only what they need to help you."),
    )


def story(told: Told) -> tuple[Part, ...]:
    """What happened in my case, for the child and who cares for it."""
    closed = told.closed_day
    begun = (
        (_("We began"), day_words(told.opened_day)),
        (_("Who walks with you"), told.worker or _("not chosen yet")),
        (_("Ended"), day_words(closed) if closed else ""),
    )
    lists = (
        (_("What we have done together"), _given(told)),
        (_("What comes next"), () if closed else _coming(told)),
        (_("What you agreed to"), _agreed(told)),
    )
    return (
        Rows(rows=tuple(row for row in begun if row[1])),
        *(Points(title=title, texts=texts) for title, texts in lists if texts),
        *note_part(told, _("From us to you")),
        Points(title=_("Your rights"), texts=_rights()),
    )
