"""The five questions of a report, as forms: how each is asked, loaded and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.shared.forms import (
    UNKNOWN,
    Form,
    PartialDate,
    PartialDateField,
    UnknownChoiceField,
    UnknownMultipleField,
)
from pabolo.ground.places.queries import villages
from pabolo.ground.policy.queries import choices
from pabolo.programme.intake.facets import Accused, AccusedTold, Story, ToldChild
from pabolo.programme.intake.told import MARRIAGE, UNKNOWN_CODE, Told
from pabolo.rules.decisions import Refusal
from pabolo.rules.telling import MOST_CHILDREN, AgeTold, check_age, check_happened, check_length
from pabolo.rules.text import clean

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
PICK = _("Pick one or more. If you are not sure, pick “I don't know”.")
PICK_ONE = _("Pick one. If you are not sure, pick “I don't know”.")
WORRIES: tuple[tuple[str, Promise], ...] = (
    ("FIS", _("A child is beaten or hurt")),
    ("SEK", _("Sexual touching, requests or pictures")),
    ("PSI", _("A child is threatened, insulted or always afraid")),
    ("PEN", _("A child is left alone, underfed or not treated when ill")),
    ("EKS", _("A child is made to do heavy work or to beg")),
    ("TPO", _("A child is taken away or sold")),
    (MARRIAGE, _("A child is about to be married")),
    ("LAI", _("Something else")),
)
WORRY_HINTS = {
    "SEK": _("In person or by phone"),
    "LAI": _("You can tell it in the next question"),
}


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise ValidationError(gettext(refusal.sentence), code=refusal.code)


class Today(Form):
    """A form that knows the day it is filled in. Invisible characters go before it is read."""

    def __init__(self, data: QueryDict | None = None, *, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(visible(data) if data is not None else None, **kwargs)


def visible(data: QueryDict) -> QueryDict:
    """The same answers without control and direction characters."""
    copy = data.copy()
    for name, values in data.lists():
        copy.setlist(name, [clean(str(v), limit=max(1, len(v))).text for v in values])
    return copy


class WorryForm(Today):
    """Is the child in danger now, and what worries you?"""

    danger = UnknownChoiceField(
        label=_("Is a child in danger right now?"),
        choices=YES_NO,
        error_messages={"required": PICK_ONE},
    )
    worries = UnknownMultipleField(
        label=_("What worries you?"),
        help_text=_("You may pick more than one. You do not have to be sure."),
        choices=WORRIES,
        hints=WORRY_HINTS,
        unknown_label=_("I don't know, but something is wrong"),
        error_messages={"required": PICK},
    )


class StoryForm(Today):
    """Tell it in your words."""

    text = forms.CharField(
        label=_("What did you see or hear?"),
        help_text=_("Your own words are fine, in any language. Leave out what you do not know."),
        widget=forms.Textarea(attrs={"rows": 9}),
        required=False,
    )
    happened = PartialDateField(
        label=_("When did it happen?"),
        help_text=_("A year alone is enough. Leave it empty if you do not know."),
        required=False,
    )

    def clean_text(self) -> str:
        """Not cut: too long is said, with everything still in the form."""
        text: str = self.cleaned_data["text"]
        _refuse(check_length(text))
        return text

    def clean_happened(self) -> str:
        """As a partial ISO date."""
        told = self.cleaned_data["happened"]
        text = str(told) if told else ""
        _refuse(check_happened(text, today=self.today))
        return text


class ChildForm(Today):
    """One child, as far as known."""

    name = forms.CharField(
        label=_("What is the child called?"),
        help_text=_("A nickname, or “my neighbour's youngest”, is fine."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sex = UnknownChoiceField(
        label=_("Girl or boy?"), choices=(("P", _("Girl")), ("L", _("Boy"))), required=False
    )
    age = forms.CharField(
        label=_("How old, roughly?"),
        help_text=_("A number is enough. A guess is fine."),
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w4"}
        ),
    )
    unit = forms.ChoiceField(
        label=_("Years or months?"),
        choices=(("year", _("Years")), ("month", _("Months"))),
        required=False,
        widget=forms.Select(attrs={"class": "w8"}),
    )
    unborn = forms.BooleanField(label=_("Not born yet"), required=False)
    note = forms.CharField(
        label=_("What else should we know about this child?"),
        help_text=_("For example a school, an illness, a disability."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_age(self) -> str:
        """A number, or nothing."""
        age = str(self.cleaned_data["age"]).strip()
        unborn, unit = (str(self.data.get(self.add_prefix(k), "")) for k in ("unborn", "unit"))
        _refuse(check_age(AgeTold(age, unit, bool(unborn)), today=self.today))
        return age


class PlaceForm(Today):
    """Where?"""

    village = forms.ChoiceField(
        label=_("In which village or ward?"),
        help_text=_("Where it happened, or where the child is now."),
        required=False,
    )
    text = forms.CharField(
        label=_("A landmark, or another place"),
        help_text=_(
            "For example a school, a road, a plantation block, a place outside the regency."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    not_village = forms.BooleanField(
        label=_("Not through my village: nobody of the village's own group may learn of this"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = village_choices()  # type: ignore[attr-defined]


def village_choices() -> list[tuple[str, Any]]:
    """Every village, grouped by district, after "I don't know"."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for village in villages():
        groups.setdefault(village.district.name, []).append((village.code, village.name))
    return [("", gettext("I don't know, or not in this list")), *groups.items()]


class PeopleForm(Today):
    """Who may have done it, and who are you?"""

    accused = forms.CharField(
        label=_("Who may have done it?"),
        help_text=_("A name, or how people know them. Leave it empty if you do not know."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    relation = forms.ChoiceField(label=_("What are they to the child?"), required=False)
    lives_with = UnknownChoiceField(
        label=_("Do they live with the child?"), choices=YES_NO, required=False
    )
    reporter = forms.ChoiceField(label=_("What are you to the child?"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Only if you want us to know it."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("How may we reach you?"),
        help_text=_(
            "A number or an address, only if it is safe. With the report code we can also "
            "write to each other here."
        ),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relations = [c for c in choices("relation", self.today) if c[0] != UNKNOWN_CODE]
        reporters = [c for c in choices("reporter", self.today) if c[0] != "ANO"]
        self.fields["relation"].choices = [("", gettext("I don't know")), *relations]  # type: ignore[attr-defined]
        self.fields["reporter"].choices = [("", gettext("I would rather not say")), *reporters]  # type: ignore[attr-defined]


type Typed = Mapping[str, Any]


def _unknown_as(value: str, code: str) -> str:
    return code if value in {"", UNKNOWN} else value


def load_worries(told: Told) -> Typed:
    """What the first question shows when somebody comes back to it."""
    if not told.story.worries:
        return {}
    worries = [UNKNOWN if w == UNKNOWN_CODE else w for w in told.story.worries]
    return {"danger": told.story.danger_now, "worries": worries}


def keep_worries(told: Told, typed: Typed) -> Told:
    """The first answer."""
    worries = tuple(_unknown_as(worry, UNKNOWN_CODE) for worry in typed["worries"])
    return _story(told, danger_now=typed["danger"], worries=worries)


def _story(told: Told, **parts: Any) -> Told:
    story: Story = msgspec.structs.replace(told.story, **parts)
    return msgspec.structs.replace(told, story=story)


def load_story(told: Told) -> Typed:
    """What the second question shows again."""
    happened = told.story.happened_on
    return {
        "text": told.story.text,
        "happened": PartialDate.parse(happened) if happened else None,
    }


def keep_story(told: Told, typed: Typed) -> Told:
    """The second answer."""
    return _story(told, text=typed["text"], happened_on=typed["happened"])


def load_child(child: ToldChild) -> Typed:
    """What one child's form shows again."""
    return {
        "name": child.name,
        "sex": child.sex if child.sex in {"P", "L"} else "",
        "age": child.age,
        "unit": child.age_unit,
        "unborn": child.unborn,
        "note": child.note,
    }


def child_of(typed: Typed) -> ToldChild:
    """One child as typed."""
    return ToldChild(
        name=typed["name"],
        sex=_unknown_as(typed["sex"], UNKNOWN_CODE),
        age="" if typed["unborn"] else typed["age"],
        age_unit=typed["unit"] or "year",
        unborn=typed["unborn"],
        note=typed["note"],
    )


def load_place(told: Told) -> Typed:
    """What the fourth question shows again."""
    return {
        "village": told.place.village,
        "text": told.place.text,
        "not_village": told.place.not_village,
    }


def keep_place(told: Told, typed: Typed) -> Told:
    """The fourth answer."""
    return msgspec.structs.replace(told, place=msgspec.structs.replace(told.place, **typed))


def load_people(told: Told) -> Typed:
    """What the fifth question shows again."""
    first = told.accused.people[0] if told.accused.people else AccusedTold()
    kind = told.people.reporter_kind
    return {
        "accused": first.name,
        "relation": "" if first.relation == UNKNOWN_CODE else first.relation,
        "lives_with": first.lives_with_child if first.lives_with_child != UNKNOWN else "",
        "reporter": "" if kind == "ANO" else kind,
        "name": told.people.reporter_name,
        "contact": told.people.reporter_contact,
    }


def keep_people(told: Told, typed: Typed) -> Told:
    """The fifth answer."""
    suspect = AccusedTold(
        name=typed["accused"],
        relation=_unknown_as(typed["relation"], UNKNOWN_CODE),
        lives_with_child=typed["lives_with"] or UNKNOWN,
    )
    people = msgspec.structs.replace(
        told.people,
        reporter_kind=typed["reporter"] or "ANO",
        reporter_name=typed["name"],
        reporter_contact=typed["contact"],
    )
    suspects = (suspect, *told.accused.people[1:])
    return msgspec.structs.replace(told, people=people, accused=Accused(people=suspects))


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the report: its form, and how answers move between form and report."""

    form: type[Today]
    load: Callable[[Told], Typed]
    keep: Callable[[Told, Typed], Told]
    title: Promise


QUESTIONS: dict[int, Question] = {
    1: Question(WorryForm, load_worries, keep_worries, _("What worries you?")),
    2: Question(StoryForm, load_story, keep_story, _("Tell it in your words")),
    4: Question(PlaceForm, load_place, keep_place, _("Where is it?")),
    5: Question(PeopleForm, load_people, keep_people, _("Who, and you")),
}
CHILDREN = 3
LAST = 5


def child_forms(told: Told, today: date) -> list[ChildForm]:
    """A form for each child told about, at least one."""
    children = told.people.children or (ToldChild(),)
    return [
        ChildForm(initial=dict(load_child(child)), prefix=f"c{n}", today=today)
        for n, child in enumerate(children)
    ]


def typed_child_forms(data: QueryDict, today: date) -> list[ChildForm]:
    """The children's forms as sent."""
    count = data.get("children", "1")
    most = min(int(count) if count.isascii() and count.isdigit() else 1, MOST_CHILDREN)
    return [ChildForm(data, prefix=f"c{n}", today=today) for n in range(max(most, 1))]


def keep_children(told: Told, forms_: list[ChildForm]) -> Told:
    """The third answer."""
    return with_children(told, tuple(child_of(form.cleaned_data) for form in forms_))


def with_children(told: Told, children: tuple[ToldChild, ...]) -> Told:
    """The same report with these children."""
    people = msgspec.structs.replace(told.people, children=children)
    return msgspec.structs.replace(told, people=people)
