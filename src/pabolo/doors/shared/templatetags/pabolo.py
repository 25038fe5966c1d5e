"""`{% load pabolo %}`: the words of our templates. How to use them: docs/tampilan.md."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.shared import charts, drawings, formats, weave
from pabolo.doors.shared.entries import lets_in
from pabolo.doors.shared.fieldparts import FieldParts, parts_of
from pabolo.doors.shared.forms import REQUIRED
from pabolo.doors.shared.languages import path_in_language
from pabolo.doors.shared.navigation import rooms_for
from pabolo.doors.shared.remaining import Chip
from pabolo.rules.actors import Actor

register = template.Library()

register.simple_tag(drawings.icon, name="icon")
register.simple_tag(drawings.cells, name="cells")
register.simple_tag(drawings.clock, name="clock")
register.simple_tag(path_in_language, name="path")
register.simple_tag(charts.tiles, name="tiles")
register.simple_tag(weave.panel, name="weave")
register.filter("tanggal", formats.day)
register.filter("tanggal_hari", formats.weekday)
register.filter("tanggal_pendek", formats.short_day)
register.filter("tanggal_jam", formats.moment)
register.filter("jam", formats.clock_time)
register.filter("angka", formats.number)

TAGS: dict[str, tuple[str, str, str | Promise]] = {
    "high": ("tag--hi", "flag", gettext_lazy("High risk")),
    "medium": ("tag--mid", "", gettext_lazy("Medium risk")),
    "low": ("tag--lo", "", gettext_lazy("Low risk")),
    # Nobody looked yet: read as high, so it must not look calm.
    "unassessed": ("tag--hi", "flag", gettext_lazy("Not assessed yet")),
    "waiting": ("tag--info", "clock", gettext_lazy("Waiting")),
    "todo": ("tag--mid", "clock", gettext_lazy("To do")),
    "done": ("tag--ok", "check", gettext_lazy("Done")),
    "match": ("tag--ok", "equal", gettext_lazy("Matches")),
    "differs": ("tag--no", "differs", gettext_lazy("Differs")),
    "open": ("tag--mid", "question", gettext_lazy("Cannot be judged")),
    "none": ("", "none", gettext_lazy("No figure")),
    "info": ("tag--info", "", ""),
    "sealed": ("", "lock", gettext_lazy("Sealed")),
    "plain": ("", "", ""),
}
LEVELS: tuple[str | Promise, ...] = (
    gettext_lazy("V0 statement only"),
    gettext_lazy("V1 the agency's own figure"),
    gettext_lazy("V2 from the system"),
    gettext_lazy("V3 can be repeated"),
    gettext_lazy("V4 checked by others"),
)


@register.simple_tag
def mark() -> SafeString:
    """Four strands around one kunyit square."""
    return drawings.MARK


@register.simple_tag
def plait(step: int, total: int, word: str = "") -> SafeString:
    """Progress: the drawing, and "Question 2 of 5" (or another word) as text."""
    text = _("%(word)s %(step)s of %(total)s") % {
        "word": word or _("Question"),
        "step": step,
        "total": total,
    }
    return format_html('<p class="qstep">{}{}</p>', drawings.plait(step, total), text)


@register.simple_tag
def tag(kind: str, label: str = "", icon: str | None = None) -> SafeString:
    """Risk, verdict or state: a word, a shape, then a colour."""
    look, shape, word = TAGS[kind]
    shape = shape if icon is None else icon
    drawn = drawings.icon(shape) if shape else ""
    return format_html('<span class="{}">{}{}</span>', f"tag {look}".strip(), drawn, label or word)


@register.simple_tag
def chip(parts: Chip) -> SafeString:
    """Time left: the number, then the word."""
    look = "chip" if parts.kind == "day" else f"chip chip--{parts.kind}"
    return format_html('<p class="{}"><b>{}</b>{}</p>', look, parts.number, parts.word)


@register.simple_tag
def level(value: int, label: str | None = None) -> SafeString:
    """Evidence level V0 to V4."""
    words = LEVELS[value] if label is None else label
    return format_html('<span class="level">{}{}</span>', drawings.level(value), words)


@register.simple_tag
def sealed(size: str = "") -> SafeString:
    """A field that is not opened; size "", "s" or "l" says nothing about its content."""
    look = f"seal seal--{size}" if size else "seal"
    return format_html('<span class="{}"></span><span class="vh">{}</span>', look, _("sealed"))


@register.inclusion_tag("shared/field.html")
def field(bound: BoundField, heading: bool = False) -> dict[str, FieldParts]:
    """Label, hint, error and control; `heading=True` makes the label the page's h1."""
    return {"part": parts_of(bound, heading)}


@register.inclusion_tag("shared/errors.html")
def errors(*forms: BaseForm) -> dict[str, list[tuple[str, str]]]:
    """The summary at the top, with a link to each field; nothing when all is well."""
    found = [
        _summary(form, name, message)
        for form in forms
        for name, messages in form.errors.items()
        for message in messages
    ]
    return {"found": found}


def _summary(form: BaseForm, name: str, message: object) -> tuple[str, str]:
    """Link and words. The bare "is required" says nothing in a list, so the label joins it."""
    if name == "__all__":
        return "", str(message)
    parts = parts_of(form[name])
    bare = str(message) == str(REQUIRED)
    colon = "" if parts.label.endswith(("?", ".", ":")) else ":"
    return f"#{parts.first_id}", f"{parts.label}{colon} {message}" if bare else str(message)


def _actor(context: Context) -> Actor | None:
    """Who is asking, as far as the page knows."""
    found = context.get("actor") or getattr(context.get("request"), "actor", None)
    return found if isinstance(found, Actor) else None


@register.simple_tag(takes_context=True)
def leads(context: Context, route: str) -> bool:
    """`{% leads "office:search" as open %}`: whether the person may go there at all."""
    return lets_in(_actor(context), route)


@register.inclusion_tag("shared/part/office_nav.html", takes_context=True)
def office_nav(context: Context, current: str = "") -> dict[str, Any]:
    """The office's rooms for the roles in context (`actor.roles`); all when nobody is known."""
    actor = _actor(context)
    return {"rooms": rooms_for(actor.roles if actor else None), "current": current}
