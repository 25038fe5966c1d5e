"""The form of a leave: when, who stands in, and who for a single case."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import PersonAtWork


class LeaveForm(Form):
    """A leave. `cases`: id and code of each open case that rests on the person."""

    from_day = day_field(label=_("First day away"))
    until_day = day_field(label=_("Last day away"))
    stand_in = forms.ChoiceField(
        label=_("Who stands in?"),
        required=False,
        help_text=_("They see the open cases until the last day; then it ends by itself."),
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[PersonAtWork],
        cases: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        who = [(one.id.hex, one.name) for one in people]
        self.fields["stand_in"].choices = [("", _("Nobody")), *who]  # type: ignore[attr-defined]
        self.case_fields: dict[str, UUID] = {}
        for case, code in cases:
            name = f"kasus_{case.hex}"
            self.case_fields[name] = case
            self.fields[name] = forms.ChoiceField(
                label=_("For case %(code)s") % {"code": code},
                choices=[("", _("As above")), *who],
                required=False,
            )

    @property
    def per_case(self) -> dict[UUID, UUID]:
        """Who stands in for single cases."""
        chosen = {case: self.cleaned_data.get(name) for name, case in self.case_fields.items()}
        return {case: UUID(one) for case, one in chosen.items() if one}

    @property
    def rest(self) -> UUID | None:
        """Who stands in for all others."""
        one = self.cleaned_data.get("stand_in")
        return UUID(one) if one else None
