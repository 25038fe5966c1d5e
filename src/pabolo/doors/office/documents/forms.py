"""What an officer writes into a document, and what the unit decides of its words."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field, note_field
from pabolo.doors.shared.forms import Form
from pabolo.rules.letters import Letter


class DraftForm(Form):
    """What is written by hand; each kind asks for the few fields that it `uses`, in that order."""

    say_optional: ClassVar[tuple[str, ...]] = ("note", "reply_by")
    uses: ClassVar[tuple[str, ...]] = ("note",)

    to = note_field(
        label=_("To whom"),
        help_text=_("Post and agency, line by line. No name of a person is needed."),
        max_length=300,
    )
    about = forms.CharField(label=_("Subject"), max_length=120)
    place = forms.CharField(label=_("Where it was"), max_length=120)
    people = note_field(
        label=_("Who was there"),
        help_text=_("One a line; each gets a place to sign."),
        max_length=600,
    )
    note = note_field(rows=5, label=_("Note"), required=False, max_length=4000)
    reply_by = day_field(label=_("Answer awaited until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in self.uses}


class ReferralForm(DraftForm):
    """To whom, what about, what we ask for."""

    uses = ("to", "about", "note", "reply_by")
    note = note_field(
        rows=5,
        label=_("What we ask for"),
        help_text=_("Only what the partner needs for this. No name, no story."),
        max_length=4000,
    )


class MinutesForm(DraftForm):
    """What was done, where, with whom."""

    uses = ("about", "place", "people", "note")
    note = note_field(rows=6, label=_("What was done and agreed"), max_length=4000)


class StoryForm(DraftForm):
    """Words to the child."""

    note = note_field(
        rows=5,
        label=_("Your own words to the child"),
        help_text=_("Plain and warm. Name nobody who is accused, who told, or another child."),
        required=False,
        max_length=2000,
    )


FORMS: Final[Mapping[Letter, type[DraftForm]]] = {
    Letter.REFERRAL: ReferralForm,
    Letter.MINUTES: MinutesForm,
    Letter.STORY: StoryForm,
}


class FindForm(Form):
    """A number, whole or only its place in the row."""

    number = forms.CharField(
        label=_("Number of a letter"),
        help_text=_("The whole number, or only its running part."),
        max_length=80,
    )


class CancelForm(Form):
    """Why a number is cancelled."""

    reason = note_field(
        label=_("Why is it cancelled?"),
        help_text=_("The number stays in the register with this reason."),
        max_length=300,
    )


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, **more)


def _text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return note_field(rows=rows, label=label, required=False, max_length=4000, **more)


class TemplateForm(Form):
    """The words of a kind."""

    heading = forms.CharField(label=_("Title"), max_length=120)
    code = forms.RegexField(
        r"^[A-Za-z0-9.-]{0,20}$",
        label=_("Classification code"),
        help_text=_("Stands in the number as {kode}. Digits, letters and full stops."),
        required=False,
        widget=forms.TextInput(attrs={"class": "w8"}),
    )
    nature = _line(_("Nature (Sifat)"))
    attachments = _line(_("Attachments (Lampiran)"))
    subject = _line(_("Subject (Hal)"))
    opening = _text(_("Opening"))
    body = _text(_("Paragraphs"), 6, help_text=_("An empty line begins a new paragraph."))
    closing = _text(_("Closing"))
    sign_post = _line(_("Who signs: post"))
    sign_name = _line(_("Who signs: name"))
    sign_nip = _line(_("Who signs: NIP"))
    copies = _text(_("Copies to (Tembusan)"), 2, help_text=_("One a line."))
    why = forms.CharField(label=_("Why it changes"), max_length=300, required=False)


class HeadForm(Form):
    """The letterhead that all documents share."""

    above = _text(_("Above the name"), 2, help_text=_("One a line: the regency, the agency."))
    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    address = _text(
        _("Address and telephone"),
        2,
        help_text=_("{alamat} and {telepon} stand for what the settings say."),
    )
    place = _line(_("Place of writing"), help_text=_("Stands before the day."))
    logo = forms.FileField(
        label=_("Emblem"),
        help_text=_("A picture, PNG or JPEG. It is copied pixel by pixel."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    no_logo = forms.BooleanField(label=_("Without an emblem"), required=False)
    why = forms.CharField(label=_("Why it changes"), max_length=300, required=False)
