"""The minutes of a destruction: counts by class, periods, who; no name and no code."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pabolo.doors.office.cases.history import Names
from pabolo.ground.documents.sheets import Grid, Rows, Sheet, Signatures
from pabolo.ground.policy import labels
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.programme.retention.queries import BatchFile
from pabolo.rules.letters import day_name, letter_day
from pabolo.rules.retention import PERIODS, Kept, Period

OF_CLASS = {one.kept: one for one in PERIODS}


def period_words(period: Period, values: dict[str, int]) -> str:
    """How long a class is kept: 5 years; until the age of 25 years."""
    said = []
    for key in period.settings:
        if key in values:
            amount = f"{values[key]} {labels.UNIT[DEFAULTS[key].unit]}"
            by_age = key == "retention.case_until_age"
            said.append(_("until the age of %(amount)s") % {"amount": amount} if by_age else amount)
    return ", ".join(said)


def minutes_of(file: BatchFile, names: Names, *, place: str, unit: str) -> Sheet:
    """The sheet, in Indonesian."""
    with override("id"):
        return _sheet(file, names, place, unit)


def _sheet(file: BatchFile, names: Names, place: str, unit: str) -> Sheet:
    batch, day = file.batch, file.batch.decided_day or file.batch.proposed_day
    counts = Counter(Kept(item.kept) for item in file.going)
    folders = sum(item.folders for item in file.going)
    kept_back = len(file.body.items) - len(file.going)
    words = {
        "day": day_name(day), "date": letter_day(day), "unit": unit,
        "n": len(file.going), "folders": folders,
    }  # fmt: skip
    return Sheet(
        style="form",
        heading=_("MINUTES OF DESTRUCTION"),
        facts=(("Nomor", "...................."),),
        place_day=", ".join(one for one in (place, letter_day(day)) if one),
        opening=_(
            "On %(day)s, %(date)s, %(unit)s destroyed %(n)s records whose time of keeping is over, "
            "in %(folders)s sealed folders."
        )
        % words,
        body=(_method(), _kept_back(kept_back)) if kept_back else (_method(),),
        parts=(
            Grid(
                title=_("What was destroyed"),
                heads=(_("Class"), _("Count")),
                rows=tuple((_(OF_CLASS[kept].what), str(n)) for kept, n in sorted(counts.items())),
            ),
            Rows(
                title=_("Kept for"),
                rows=tuple(_row(kept, file.body.periods) for kept in sorted(counts)),
            ),
            Rows(title=_("Decided by"), rows=_who(file, names)),
            Signatures(
                places=(
                    (_("Proposed by"), names.get(batch.proposed_by_id, "")),
                    (_("Approved by"), _name(names, batch.decided_by_id)),
                )
            ),
        ),
    )


def _method() -> str:
    return _(
        "The keys of these folders were destroyed. What they sealed can be opened no more. Where "
        "an older backup is restored they are destroyed again by the erasure ledger. The audit log "
        "stays; its entries no longer point to anybody. Published figures stay as they were."
    )


def _kept_back(count: int) -> str:
    return ngettext(
        "%(n)s proposed record was kept: something changed before the decision.",
        "%(n)s proposed records were kept: something changed before the decision.",
        count,
    ) % {"n": count}


def _row(kept: Kept, periods: dict[str, int]) -> tuple[str, str]:
    one = OF_CLASS[kept]
    return _(one.what), f"{period_words(one, periods)}, {_(one.since)}. {_(one.source)}."


def _name(names: Names, person: UUID | None) -> str:
    return names.get(person, "") if person else ""


def _who(file: BatchFile, names: Names) -> tuple[tuple[str, str], ...]:
    batch = file.batch

    def said(person: UUID | None, day: date | None) -> str:
        return f"{_name(names, person)}, {letter_day(day)}" if day else ""

    return (
        (_("Proposed by"), said(batch.proposed_by_id, batch.proposed_day)),
        (_("Approved by"), said(batch.decided_by_id, batch.decided_day)),
    )
