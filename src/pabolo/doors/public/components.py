"""What does every component look like in every state? The sheet that `/komponen` shows."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.shared import charts
from pabolo.doors.shared.charts import Chart, Point, Tile
from pabolo.doors.shared.forms import (
    Form,
    PartialDateField,
    UnknownChoiceField,
    UnknownMultipleField,
)
from pabolo.doors.shared.icons import ICONS
from pabolo.doors.shared.navigation import ROOMS
from pabolo.doors.shared.remaining import Chip
from pabolo.doors.shared.templatetags.pabolo import TAGS

YES, NO = ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, as far as I know"))
FRAMES = frozenset({"lapor", "dinas", "desa", "surat", "kesalahan"})
# Districts with how many villages and wards each has: sample words for fields and map.
VILLAGES = (
    ("12.10.01", "Rantau Utara", 10),
    ("12.10.02", "Rantau Selatan", 9),
    ("12.10.09", "Bilah Hulu", 24),
    ("12.10.14", "Pangkatan", 7),
    ("12.10.19", "Panai Hilir", 8),
)
LOOKS = ("t1", "t2", "t3", "t4", "t0")
SWATCHES = (
    "background-primary", "background-secondary", "background-tertiary", "surface", "primary",
    "strand", "strand-2", "accent", "help", "stop", "guide-soft", "positive-soft",
    "warning-soft", "negative-soft",
)  # fmt: skip


class SampleForm(Form):
    """One field of each kind."""

    danger = UnknownChoiceField(
        label=gettext_lazy("Is the child in danger now?"),
        help_text=gettext_lazy("If so, call 112 first."),
        choices=[YES, NO],
    )
    worry = UnknownMultipleField(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy("More than one is fine. You need not be sure."),
        choices=[
            ("neglect", gettext_lazy("The child is left alone, underfed or not treated")),
            ("other", gettext_lazy("Something else")),
        ],
        hints={"other": gettext_lazy("You can tell it in the next question")},
    )
    place = forms.CharField(
        label=gettext_lazy("Roughly where?"),
        help_text=gettext_lazy("A village or hamlet is enough. May stay empty."),
        required=False,
    )
    story = forms.CharField(label=gettext_lazy("What happened?"), widget=forms.Textarea)
    district = forms.ChoiceField(
        label=gettext_lazy("District"), choices=[(code, name) for code, name, _n in VILLAGES]
    )
    born = PartialDateField(
        label=gettext_lazy("When was the child born?"),
        help_text=gettext_lazy("The year is enough."),
    )
    agree = forms.BooleanField(label=gettext_lazy("I have written the code down"))


def sheet() -> dict[str, object]:
    """All that the template prints."""
    wrong = SampleForm(
        {"district": "12.10.01", "born_day": "31", "born_month": "2", "born_year": "2014"}
    )
    return {
        "fresh": SampleForm(initial={"danger": "no"}, prefix="a"),
        "wrong": wrong,
        "swatches": SWATCHES,
        "icons": sorted(ICONS),
        "tags": sorted(kind for kind, (_look, _icon, word) in TAGS.items() if word),
        "chips": _chips(),
        "levels": range(5),
        "columns": _columns(),
        "bars": _bars(),
        "curve": _curve(),
        "waffle": charts.waffle(_("56 squares, 48 of them children"), 48, 56),
        "share": charts.share([(_("48 children"), 48), (_("8 women"), 8)], 80),
        "map_items": [
            Tile(code, name, str(count), LOOKS[i % 5])
            for i, (code, name, count) in enumerate(VILLAGES)
        ],
        "map_title": _(
            "Tile map of the nine districts with the number of villages and wards in each."
        ),
        "rooms": ROOMS,
    }


def frame_words() -> dict[str, object]:
    """What the sample frames print."""
    return {
        "form": SampleForm({"place": "x"}),
        "chips": _chips(),
        "room": "today",
        "person": {"name": _("Sample officer"), "post": _("head of UPTD")},
        "who": _("Sample village · sample activist"),
    }


def _chips() -> list[Chip]:
    return [
        Chip(_("2 days"), _("late"), "late"),
        Chip(_("19 h 20 m"), _("left"), "soon"),
        Chip("17.00", _("today")),
        Chip(_("5 days"), _("waiting"), "wait"),
    ]


def _columns() -> Chart:
    points = [Point("2018", 29, "seed"), Point("2019", 48, "seed"), Point("2020", 35)]
    title = _("Children served in each year: %(all)s") % {"all": charts.as_words(points)}
    return Chart(
        svg=charts.columns("c-tahun", title, points),
        caption=_("By year"),
        heads=(_("Year"), _("Children")),
        rows=[(p.name, p.text) for p in points],
    )


def _bars() -> Chart:
    points = [Point(_("Example A"), 55, shown="55 %"), Point(_("Example B"), 40, shown="40 %")]
    title = _("Lying bars: %(all)s") % {"all": charts.as_words(points)}
    return Chart(
        svg=charts.rows("c-bentuk", title, points),
        caption=_("Shares"),
        heads=(_("Name"), _("Share")),
        rows=[(p.name, p.text) for p in points],
        folded=True,
    )


def _curve() -> Chart:
    points = [Point("2024-I", 61, shown="61 %"), Point("2024-II", None), Point("2025-I", 78)]
    title = _("A line with a hidden point: %(all)s") % {"all": charts.as_words(points)}
    return Chart(
        svg=charts.line("c-garis", title, points),
        caption=_("By half-year"),
        heads=(_("Half-year"), _("Share")),
        rows=[(p.name, p.text) for p in points],
        folded=True,
    )
