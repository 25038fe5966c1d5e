"""Forms that look like ours: `Form`, and fields that allow "I don't know" and half a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.shared.texts import clean_text

type Choices = Sequence[tuple[str, str | Promise]]
UNKNOWN = "unknown"
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip


class Renderer(DjangoTemplates):
    """Renders `{{ form }}` and `{{ field }}` with our field template."""

    form_template_name = "shared/form.html"


class Form(forms.Form):
    """A form in our look. Text is cleaned: no control characters, no look-alike spaces."""

    default_renderer = Renderer
    use_required_attribute = False

    def _clean_bound_field(self, bf: forms.BoundField) -> Any:
        value = super()._clean_bound_field(bf)  # type: ignore[misc]
        return clean_text(value) if isinstance(value, str) else value


class UnknownChoiceField(forms.ChoiceField):
    """One of several, the last of them "I don't know", apart after "or".

    `hints`: small words under a choice, by its value.
    """

    def __init__(
        self,
        *,
        choices: Choices,
        hints: Mapping[str, str | Promise] | None = None,
        unknown_label: str | Promise = _("I don't know"),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=[*choices, (UNKNOWN, unknown_label)], **kwargs)
        self.choice_hints = dict(hints or {})
        self.unknown = UNKNOWN


class UnknownMultipleField(forms.MultipleChoiceField):
    """Several of several, the last "I don't know"; known answers beside it win."""

    def __init__(
        self,
        *,
        choices: Choices,
        hints: Mapping[str, str | Promise] | None = None,
        unknown_label: str | Promise = _("I don't know"),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=[*choices, (UNKNOWN, unknown_label)], **kwargs)
        self.choice_hints = dict(hints or {})
        self.unknown = UNKNOWN

    def clean(self, value: Any) -> list[str]:
        """The chosen values; "I don't know" only when it stands alone."""
        chosen = cast(list[str], super().clean(value))
        known = [v for v in chosen if v != UNKNOWN]
        return known or chosen


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as somebody knows it: year, month and year, or all three."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, reduced precision: 2026, 2026-11, 2026-11-24."""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read what `str` wrote."""
        return cls(*(int(part) for part in text.split("-")))

    @property
    def full(self) -> date | None:
        """The date when all three parts are known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


class PartialDateWidget(forms.MultiWidget):
    """Day, month, year as three inputs: no calendar to fight with."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            widgets={
                "day": forms.TextInput(attrs={**digits, "maxlength": "2", "class": "w2"}),
                "month": forms.Select(
                    choices=[("", ""), *((str(i), name) for i, name in enumerate(MONTHS, 1))],
                    attrs={"class": "w8"},
                ),
                "year": forms.TextInput(attrs={**digits, "maxlength": "4", "class": "w4"}),
            },
            attrs=attrs,
        )

    def decompress(self, value: PartialDate | date | None) -> list[str]:
        """The three inputs' values."""
        if value is None:
            return ["", "", ""]
        return [str(value.day or ""), str(value.month or ""), str(value.year)]


class PartialDateField(forms.MultiValueField):
    """A date in three parts. With `partial`, a year or a month and year is enough."""

    widget = PartialDateWidget
    piece_labels = (_("Day"), _("Month"), _("Year"))

    def __init__(self, *, partial: bool = True, **kwargs: Any) -> None:
        self.partial = partial
        parts = tuple(forms.CharField(required=False) for _part in range(3))
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> PartialDate | None:
        """The value, or None when nothing was given."""
        if not any(data_list):
            return None
        day, month, year = (_number(part) for part in data_list)
        if year is None or (day and not month):
            raise ValidationError(_("Give at least the year, for example 2014."), code="year")
        if not self.partial and not (day and month):
            raise ValidationError(_("Give day, month and year."), code="incomplete")
        found = PartialDate(year, month, day)
        _must_exist(found)
        return found


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ValidationError(_("Write the date in digits."), code="digits")
    return int(text)


def _must_exist(value: PartialDate) -> None:
    try:
        date(value.year, value.month or 1, value.day or 1)
    except ValueError as error:
        raise ValidationError(
            _("This date does not exist. Check day and month."), code="date"
        ) from error
    if value.year < 1900:
        raise ValidationError(_("Check the year: it needs four digits."), code="year")
