"""Forms that look like ours: `Form`, and fields that allow "I don't know" and half a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pabolo.rules.text import check_length, clean, clean_line

type Choices = Sequence[tuple[str, str | Promise]]
UNKNOWN = "unknown"
DONT_KNOW = _("I don't know")
REQUIRED = _("This field is required.")
CHOOSE_ONE = _("Choose one. If you are not sure, choose “I don't know”.")
CHOOSE_SOME = _("Choose one or more. If you are not sure, choose “I don't know”.")
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip


class Renderer(DjangoTemplates):
    """Renders `{{ form }}` and `{{ field }}` with our field template."""

    form_template_name = "shared/form.html"


class Form(forms.Form):
    """A form in our look. Typed text is cleaned (`rules/text.py`); passwords stay as they are.

    What was cut is said as an error, and the form comes back with the text that fits.
    `say_optional`: the fields beside which it is said that they may stay empty.
    """

    say_optional: ClassVar[tuple[str, ...]] = ()

    default_renderer = Renderer
    use_required_attribute = False

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and _is_text(self.fields[name]):
                self._keep(name, value)

    def _keep(self, name: str, value: str) -> None:
        long = isinstance(self.fields[name].widget, forms.Textarea)
        cleaned = clean(value) if long else clean_line(value)
        self.cleaned_data[name] = cleaned.text
        refusal = check_length(cleaned)
        if refusal is not None:
            self.add_error(name, ValidationError(gettext(refusal.sentence), code=refusal.code))


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)


class UnknownChoiceField(forms.ChoiceField):
    """One of several, the last of them "I don't know", apart after "or".

    `hints`: small words under a choice, by its value.
    """

    def __init__(
        self,
        *,
        choices: Choices,
        hints: Mapping[str, str | Promise] | None = None,
        unknown_label: str | Promise = DONT_KNOW,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        kwargs.setdefault("error_messages", {"required": CHOOSE_ONE})
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
        unknown_label: str | Promise = DONT_KNOW,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("error_messages", {"required": CHOOSE_SOME})
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
    piece_labels = (pgettext_lazy("part of a date", "Day"), _("Month"), _("Year"))

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
