"""What a group hands in on paper: its report on a period, its members, its plan. In Indonesian."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.doors.shared import formats
from pabolo.doors.shared.forms import MONTHS
from pabolo.doors.shared.network.labels import CRITERION, STAND, period_words
from pabolo.ground.documents.sheets import Grid, Part, Rows, Sheet, Signatures, Texts, Ticks
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.network.queries import plans
from pabolo.programme.network.queries.counts import counts
from pabolo.programme.network.queries.members import standings
from pabolo.programme.network.queries.registers import activities_for, decrees_for, meetings_for
from pabolo.programme.network.queries.scope import GroupRow
from pabolo.programme.network.queries.status import statuses
from pabolo.rules.actors import Actor
from pabolo.rules.groups import days_of

MOST_LINES = 120


def place_of(group: GroupRow) -> str:
    """Where the group is, as people say it, with its hamlet."""
    place = full_name(group.place)
    return f"{group.locality}, {place}" if group.locality else place


def rupiah(amount: int) -> str:
    """Money as written in Indonesia."""
    return f"Rp{formats.number(amount)}"


def _signatures() -> Signatures:
    return Signatures(places=((_("Known to: village head or lurah"), ""), (_("Group lead"), "")))


def report(actor: Actor, group: GroupRow, period: str, today: date) -> Sheet:
    """The report on a half-year or quarter. Numbers of people; no child in it."""
    with override("id"):
        parts = (
            *_in_numbers(actor, group, period, today),
            *_status(actor, group, today),
            _signatures(),
        )
        return Sheet(
            style="form",
            heading=_("Report of the PATBM group"),
            facts=((_("Group"), place_of(group)), (_("Period"), period_words(period))),
            parts=parts,
        )


def _in_numbers(actor: Actor, group: GroupRow, period: str, today: date) -> tuple[Part, ...]:
    first, last = days_of(period)
    until = min(last, today)
    found = counts(first, until, group_id=group.pk)
    span = {"day__range": (first, until)}
    done = activities_for(actor, group.pk).filter(withdrawn_day__isnull=True, **span)
    met = meetings_for(actor, group.pk).filter(**span)
    planned = plans.sums(actor, group.place, first.year, group.pk)
    rows = (
        (_("Meetings"), str(found.meetings)),
        (_("Activities"), str(found.activities)),
        (_("Attendances"), formats.number(found.attendances)),
        (_("of them children"), formats.number(found.child_attendances)),
        (_("Plan of the year"), f"{planned.done} / {planned.lines}"),
        (_("Budget of the year"), rupiah(planned.budget)),
        (_("Spent in the year"), rupiah(planned.spent)),
    )
    heads = (_("Day"), _("Came"), _("Agreed"))
    lines = tuple(
        (formats.day(one.day), str(one.attendance), one.minutes) for one in met[:MOST_LINES]
    )
    return (
        Rows(title=_("In numbers"), rows=rows),
        _activities(done[:MOST_LINES]),
        Grid(title=_("Meetings of the group"), heads=heads, rows=lines, wide=2),
    )


def _status(actor: Actor, group: GroupRow, today: date) -> tuple[Part, ...]:
    status = statuses(actor, today, group.pk).get(group.pk)
    if status is None:
        return ()
    texts = tuple(str(CRITERION[code]) for code, _held in status.met)
    done = tuple(str(CRITERION[code]) for code, held in status.met if held)
    words = _("A local measure of the regency, no official grade.")
    title = f"{_('Local status')}: {STAND[status.stand]}"
    return (Ticks(title=title, texts=texts, done=done), Texts(texts=(words,)))


def _activities(done: Iterable[Any]) -> Grid:
    heads = (_("Day"), _("Activity"), _("Level"), _("People"), _("Cost"))
    rows = tuple(
        (
            formats.day(one.day),
            label("activity_kind", one.kind),
            label("activity_level", one.level),
            str(one.total),
            rupiah(one.cost),
        )
        for one in done
    )
    return Grid(title=_("Activities"), heads=heads, rows=rows, wide=1)


def members(actor: Actor, group: GroupRow, today: date) -> Sheet:
    """The list of members with term, training and declaration."""
    with override("id"):
        rows = tuple(
            (
                str(order),
                one.name,
                label("member_role", one.role),
                label("member_element", one.element),
                formats.day(one.term_until) if one.term_until else "–",
                _("yes") if one.trained else _("not yet"),
                formats.day(one.declared_until)
                if one.declared_until and one.declared
                else _("not yet"),
            )
            for order, one in enumerate(standings(actor, today, group.pk), start=1)
        )
        decree = decrees_for(actor, group.pk).first()
        heads = (
            _("No."),
            _("Name"),
            _("Role"),
            _("Comes from"),
            _("Term until"),
            _("Trained"),
            _("Declaration until"),
        )
        return Sheet(
            style="form",
            heading=_("Members of the PATBM group"),
            facts=(
                (_("Group"), place_of(group)),
                (_("Decree"), decree.number if decree else "–"),
                (_("As of"), formats.day(today)),
            ),
            parts=(Grid(heads=heads, rows=rows, wide=1), _signatures()),
        )


def plan(actor: Actor, group: GroupRow, year: int) -> Sheet:
    """The plan of a year against what was done and spent."""
    with override("id"):
        lines = plans.lines(actor, group.pk, year)
        total = plans.sums(actor, group.place, year, group.pk)
        rows = tuple(
            (
                str(MONTHS[one.month - 1]),
                one.title,
                label("activity_level", one.level),
                str(one.target),
                rupiah(one.budget),
                label("budget_source", one.source) if one.budget else "–",
                str(one.done),
                rupiah(one.spent),
            )
            for one in lines
        )
        heads = (
            _("Month"),
            _("Planned"),
            _("Level"),
            _("People"),
            _("Budget"),
            _("Source"),
            _("Done"),
            _("Spent"),
        )
        return Sheet(
            style="form",
            heading=_("Yearly plan of the PATBM group"),
            facts=((_("Group"), place_of(group)), (_("Year"), str(year))),
            parts=(
                Grid(heads=heads, rows=rows, wide=1),
                Rows(
                    rows=(
                        (_("Budget of the year"), rupiah(total.budget)),
                        (_("Spent in the year"), rupiah(total.spent)),
                        (_("Lines carried out"), f"{total.done} / {total.lines}"),
                    )
                ),
                _signatures(),
            ),
        )
