"""One's own relatives, declared so that a report that names them never reaches oneself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.shared.accounts.pages import not_stored
from pabolo.doors.shared.accounts.screening import screen
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.accounts.queries import own_kin
from pabolo.ground.lib import clock

RELATIONS = (
    ("", "–"),
    ("spouse", gettext_lazy("Husband or wife")),
    ("child", gettext_lazy("Child, stepchild, foster child")),
    ("parent", gettext_lazy("Parent or parent-in-law")),
    ("sibling", gettext_lazy("Brother, sister or in-law")),
    ("wider", gettext_lazy("Grandparent, uncle, aunt, cousin, nephew, niece")),
    ("household", gettext_lazy("Lives in my house")),
    ("other", gettext_lazy("Other close person")),
)
SPARE, MOST = 4, 60


class KinForm(Form):
    """One relative: the full name, and how related."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("How related"), choices=RELATIONS, required=False
    )


def _forms(request: HttpRequest) -> list[KinForm]:
    """As many as were sent; or what is declared, and some empty ones."""
    if request.method == "POST":
        sent = {name.partition("-")[0] for name in request.POST if name.endswith("-name")}
        return [KinForm(request.POST, prefix=f"k{n}") for n in range(min(len(sent), MOST))]
    known: list[dict[str, Any]] = [
        {"name": one.name, "relation": one.relation}
        for one in own_kin(actor_in(request), clock.now())
    ]
    rows = known + [{} for _n in range(SPARE)]
    return [KinForm(initial=row, prefix=f"k{n}") for n, row in enumerate(rows)]


@require_http_methods(["GET", "HEAD", "POST"])
def kin(request: HttpRequest) -> HttpResponse:
    """What I declared, and the form that replaces it. Only the person sees it."""
    filled = _forms(request)
    unfit = [form for form in filled if not form.is_valid()]
    if request.method == "POST" and not unfit:
        typed = [form.cleaned_data for form in filled if form.cleaned_data["name"]]
        declared = [Kin(row["name"], row["relation"]) for row in typed]
        declare_kin(kin=declared, by=actor_in(request), at=clock.now())
        screen(actor_in(request).id)
        messages.success(request, _("Your declaration is sealed. Thank you."))
        return redirect("own_kin")
    status = 422 if request.method == "POST" else 200
    page = render(request, "shared/accounts/kin.html", {"rows": filled}, status=status)
    return not_stored(page)
