"""Blank forms to write on by hand, with the codes that the screens use. In Indonesian."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from pabolo.ground.documents.sheets import Grid, Part, Rows, Sheet, Signatures, Texts
from pabolo.ground.policy.queries import choices
from pabolo.programme.watchlist.kinds import for_capture
from pabolo.rules.watchlist import Becomes

LINE = "…" * 30
SHORT = "…" * 9
LINES = 20
NO_CHILD = gettext_lazy(
    "No name and no story of a child on this sheet. A worry about a child goes to the office: "
    "129, or the alarm."
)


def _codes(of_list: str, today: date) -> str:
    return "   ".join(f"[  ] {code} {name}" for code, name in choices(of_list, today))


def _blank(*labels: str) -> Rows:
    return Rows(rows=tuple((label, LINE) for label in labels))


def _sheet(heading: str, *parts: Part) -> Sheet:
    return Sheet(style="form", heading=heading, parts=(*parts, Texts(texts=(str(NO_CHILD),))))


def _signed() -> Signatures:
    return Signatures(places=((_("Written by"), ""), (_("Group lead"), "")))


def activity(today: date) -> Sheet:
    """One activity."""
    bands = tuple((f"{code} {name}", "", "") for code, name in choices("age_band", today))
    return _sheet(
        _("Activity of the group"),
        _blank(_("Village and group"), _("Day"), _("Where?")),
        Rows(
            rows=(
                (_("For whom?"), _codes("activity_level", today)),
                (_("What kind of activity?"), _codes("activity_kind", today)),
                (_("What does it serve most?"), _codes("strategy", today)),
            )
        ),
        Grid(
            title=_("How many came?"),
            heads=(_("Age"), _("Girls, women (P)"), _("Boys, men (L)")),
            rows=bands,
        ),
        _blank(_("Materials used"), _("Cost in rupiah"), _("Line of the plan"), _("Note")),
        _signed(),
    )


def meeting(today: date) -> Sheet:
    """One meeting."""
    return _sheet(
        _("Meeting of the group"),
        _blank(_("Village and group"), _("Day"), _("How many people came?")),
        Texts(title=_("What was agreed?"), texts=(LINE,) * 10),
        _signed(),
    )


def attendance(today: date) -> Sheet:
    """Who was there: members and guests, adults only."""
    rows = tuple((f"{order}\n", "", SHORT, SHORT) for order in range(1, LINES + 1))
    heads = (_("No."), _("Name"), _("From"), _("Signature"))
    return Sheet(
        style="form",
        heading=_("Attendance list"),
        parts=(
            _blank(_("Village and group"), _("Day"), _("Meeting or activity")),
            Grid(heads=heads, rows=rows, wide=1),
            Texts(texts=(_("Adults only. Children are counted, never listed."),)),
        ),
    )


def watch(today: date) -> Sheet:
    """One item of the watch-list. It is filled in at once and then given to the office."""
    # What always becomes a report is not for a sheet that waits in a folder.
    kinds = [one for one in for_capture(today) if one["becomes"] != Becomes.ALWAYS]
    told = "   ".join(f"[  ] {one['code']} {one['label']}" for one in kinds)
    return Sheet(
        style="form",
        heading=_("Watch-list sheet"),
        parts=(
            _blank(_("Village and group"), _("Day")),
            Rows(rows=((_("Problem"), told),)),
            _blank(_("Hamlet or landmark"), _("Age"), _("Girl (P) or boy (L)"), _("What was seen")),
            Texts(
                texts=(
                    _("In danger now: call 112 or 129 first; do not write."),
                    _("Type it in soon, then tear it up; or put it into a closed envelope."),
                )
            ),
        ),
    )


PAPERS: Final[Mapping[str, tuple[Promise, Callable[[date], Sheet]]]] = {
    "kegiatan": (gettext_lazy("Activity"), activity),
    "pertemuan": (gettext_lazy("Group meeting"), meeting),
    "daftar-hadir": (gettext_lazy("Attendance list"), attendance),
    "pantauan": (gettext_lazy("Watch-list sheet"), watch),
}


def paper(kind: str, today: date) -> Sheet:
    """A blank form. Raises KeyError for another kind."""
    _name, made = PAPERS[kind]
    with override("id"):
        return made(today)
