"""What does one field look like? Decided here, so that its template only prints."""

from dataclasses import dataclass
from typing import Literal

from django.forms import BoundField, CheckboxInput
from django.forms.boundfield import BoundWidget
from django.forms.widgets import ChoiceWidget, MultiWidget, Select
from django.utils.safestring import SafeString

type Kind = Literal["text", "choices", "tick", "parts", "hidden"]


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: the input, its id, its words. `last` stands apart, after "or"."""

    control: SafeString
    id: str
    label: str
    hint: str
    last: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One input of a field of several, such as a day, a month, a year."""

    control: SafeString
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldParts:
    """All that `shared/field.html` prints."""

    kind: Kind
    bound: BoundField
    heading: bool
    label: str
    hint: str
    errors: list[str]
    optional: bool
    rows: list[Row]
    pieces: list[Piece]

    @property
    def first_id(self) -> str:
        """Where the error summary's link jumps: the first control."""
        if self.rows:
            return self.rows[0].id
        return self.pieces[0].id if self.pieces else str(self.bound.id_for_label)

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for a fieldset."""
        return self.bound.aria_describedby or ""


def parts_of(bound: BoundField, heading: bool = False) -> FieldParts:
    """Read a bound field."""
    kind = _kind(bound)
    return FieldParts(
        kind=kind,
        bound=bound,
        heading=heading,
        label=str(bound.label or ""),
        hint=str(bound.help_text or ""),
        errors=[str(error) for error in bound.errors],
        optional=not bound.field.required and bound.name in getattr(bound.form, "say_optional", ()),
        rows=_rows(bound) if kind == "choices" else [],
        pieces=_pieces(bound) if kind == "parts" else [],
    )


def _kind(bound: BoundField) -> Kind:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxInput):
        return "tick"
    if isinstance(widget, MultiWidget):
        return "parts"
    if isinstance(widget, ChoiceWidget) and not isinstance(widget, Select):
        return "choices"
    return "text"


def _rows(bound: BoundField) -> list[Row]:
    hints: dict[str, str] = getattr(bound.field, "choice_hints", {})
    last: str | None = getattr(bound.field, "unknown", None)
    return [_row(option, hints, last) for option in bound.subwidgets if _value(option) != ""]


def _value(option: BoundWidget) -> str:
    return str(option.data["value"])


def _row(option: BoundWidget, hints: dict[str, str], last: str | None) -> Row:
    value = _value(option)
    return Row(
        control=option.tag(),
        id=str(option.id_for_label),
        label=str(option.choice_label),
        hint=str(hints.get(value, "")),
        last=value == last,
    )


def _pieces(bound: BoundField) -> list[Piece]:
    widget = bound.field.widget
    labels = getattr(bound.field, "piece_labels", ())
    context = widget.get_context(
        bound.html_name, bound.value(), bound.build_widget_attrs({"id": bound.auto_id})
    )
    return [
        Piece(
            control=widget._render(sub["template_name"], {"widget": sub}, bound.form.renderer),
            id=sub["attrs"]["id"],
            label=str(label),
        )
        for sub, label in zip(context["widget"]["subwidgets"], labels, strict=True)
    ]
