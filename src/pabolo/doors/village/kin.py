"""Declaring one's own relatives, so that a report which names them is kept away.

What was declared before is not shown: the phone may be shared, and the list is sealed.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.shared.accounts.screening import screen
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.village.forms import PLAIN
from pabolo.doors.village.frame import page, tried
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.lib import clock

ROWS = 8
RELATIONS = (
    ("", gettext_lazy("Choose")),
    ("spouse", gettext_lazy("Husband or wife")),
    ("child", gettext_lazy("Child")),
    ("parent", gettext_lazy("Father or mother")),
    ("sibling", gettext_lazy("Brother or sister")),
    ("in_law", gettext_lazy("Relative by marriage")),
    ("other", gettext_lazy("Another relative")),
)


class KinForm(Form):
    """One relative. An empty row says nothing."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("What are they to you?"), choices=RELATIONS, required=False
    )


class NoneForm(Form):
    """Saying that there is nobody to name."""

    nobody = forms.BooleanField(
        label=gettext_lazy("I have no relatives here to name"), required=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
def kin(request: HttpRequest) -> HttpResponse:
    """The declaration. A new one replaces the one before."""
    data = request.POST if request.method == "POST" else None
    rows = [KinForm(data, prefix=f"k{number}") for number in range(ROWS)]
    nobody = NoneForm(data)
    status = 0
    if request.method == "POST":
        status = _sent(request, rows, nobody)
    if status != 200:
        words = {"rows": rows, "form": nobody}
        return page(request, "kin", words, status or 200)
    screen(actor_in(request).id)
    messages.success(request, _("Your declaration is sealed. Thank you."))
    return redirect("village:home")


def _sent(request: HttpRequest, rows: list[KinForm], nobody: NoneForm) -> int:
    valid = [form.is_valid() for form in (*rows, nobody)]  # each one says what is wrong
    if not all(valid):
        return 422
    named = [Kin(typed["name"], typed["relation"]) for typed in _typed(rows) if typed["name"]]
    if not named and not nobody.cleaned_data["nobody"]:
        nobody.add_error(None, _("Write at least one name, or tick that there is nobody to name."))
        return 422
    return tried(nobody, lambda: declare_kin(kin=named, by=actor_in(request), at=clock.now()))


def _typed(rows: list[KinForm]) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in rows]
