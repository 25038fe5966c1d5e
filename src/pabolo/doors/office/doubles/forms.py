"""Forms about a pair of records. They only shape what was typed; the rules decide."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area
from pabolo.doors.shared.forms import Form
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor

SUPERVISOR: tuple[tuple[str, Promise], ...] = (
    ("join", _("One child: join the records")),
    ("different", _("Two children: do not ask again")),
    ("unsure", _("Not certain yet: somebody finds out")),
)
OTHERS: tuple[tuple[str, Promise], ...] = (
    ("propose", _("One child: I propose to join the records")),
    ("unsure", _("Not certain yet: somebody finds out")),
)


class SayForm(Form):
    """What somebody found who compared two records."""

    what = forms.ChoiceField(label=_("What does comparing them show?"), widget=forms.RadioSelect)
    reason = area(
        _("Why?"),
        need=False,
        rows=3,
        hint=_("What you compared, whom you asked. No judgement about the family."),
    )

    def __init__(self, *args: object, actor: Actor, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        joins = may_do(actor, Verb.JOIN_RECORDS) is None
        self.fields["what"].choices = SUPERVISOR if joins else OTHERS  # type: ignore[attr-defined]


class PartForm(Form):
    """Why two joined records are two children."""

    reason = area(_("Why are they two children?"), need=False, rows=3)
