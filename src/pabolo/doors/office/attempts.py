"""Doing what a form asks, or giving the form back with the reason."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext

from pabolo.doors.shared.errors import status_of
from pabolo.ground.lib.refusals import Refused

INVALID = 422


def attempt(form: BaseForm, do: Callable[[Mapping[str, Any]], object]) -> int:
    """0 when it was done; else the status of the page that shows the form again.

    A refusal becomes the form's error, so that everything typed is still there.
    """
    if not form.is_valid():
        return INVALID
    try:
        do(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, gettext(refused.refusal.sentence))
        return status_of(refused.refusal.code)
    return 0
