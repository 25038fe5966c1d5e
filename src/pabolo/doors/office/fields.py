"""Small fields that several of the office's forms share."""

from typing import Any

from django import forms

DAY = "%Y-%m-%d"


def day_field(**more: Any) -> forms.DateField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format=DAY)
    return forms.DateField(widget=widget, input_formats=[DAY], **more)


def note_field(rows: int = 3, **more: Any) -> forms.CharField:
    """A longer text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **more)
