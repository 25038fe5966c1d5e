"""What is asked when a case is opened. Nothing is required but a way to call the child."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import CodeForm, area, line, pick, tick
from pabolo.doors.shared.forms import PartialDateField
from pabolo.doors.shared.reports.questions import visible
from pabolo.ground.accounts.queries import people_with
from pabolo.ground.lib.clock import today
from pabolo.ground.places.queries import villages
from pabolo.ground.policy.queries import choices
from pabolo.programme.cases import labels
from pabolo.programme.cases.facets import IncidentFacts, IncidentStory, Perpetrator
from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.intake.labels import SIGN
from pabolo.rules.ages import check_birth
from pabolo.rules.decisions import Refusal
from pabolo.rules.telling import check_happened
from pabolo.rules.violence import SEXUAL_FORM
from pabolo.rules.vocabulary import Role

UNKNOWN = "NA"
MOST_PEOPLE = 8
YES_NO = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))
ANSWER = {"yes": True, "no": False}


def refuse(refusal: Refusal | None) -> None:
    """Say what a rule says, at the field."""
    if refusal is not None:
        raise ValidationError(gettext(refusal.sentence), code=refusal.code)


def several(label: Any, *, hint: Any = "") -> forms.MultipleChoiceField:
    """Any number of a code list."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, help_text=hint)


def one_of(label: Any, *, hint: Any = "") -> forms.ChoiceField:
    """One of a code list, its unknown among them."""
    return forms.ChoiceField(label=label, required=False, help_text=hint)


def yes_no(label: Any) -> forms.ChoiceField:
    """Yes, no, or not known."""
    return forms.ChoiceField(label=label, required=False, choices=YES_NO)


def names_in(text: str) -> tuple[str, ...]:
    """Names written one a line."""
    return tuple(part for part in map(str.strip, text.splitlines()) if part)


def village_choices() -> list[tuple[str, Any]]:
    """Every village, grouped by district, after "not known"."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for village in villages():
        groups.setdefault(village.district.name, []).append((village.code, village.name))
    return [("", gettext("Not known, or outside the regency")), *groups.items()]


class Asked(CodeForm):
    """A part of the opening form. Invisible characters go before it is read."""

    places: tuple[str, ...] = ()

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(visible(data) if data is not None else None, **kwargs)
        if self.places:
            listed = village_choices()
            for name in self.places:
                self.fields[name].choices = listed  # type: ignore[attr-defined]


class ChildForm(Asked):
    """Who the child is, as far as known, and where."""

    codes = {
        "sex": "sex",
        "education": "education",
        "school_status": "school_status",
        "disability": "disability",
        "accommodation": "accommodation",
    }
    optional = ("school_status", "accommodation")
    places = ("domicile", "now")
    name = line(
        _("Name, or what to call the child"),
        hint=_("“The younger one of Blok C” is enough until the name is known."),
    )
    other_names = line(
        _("Also called"), need=False, hint=_("Other spellings and nicknames, with commas.")
    )
    sex = one_of(_("Girl or boy?"))
    birth = PartialDateField(
        label=_("Born on"),
        required=False,
        help_text=_("A year alone is enough. Of a child not born yet: the expected date."),
    )
    estimated = tick(_("This date is a guess"))
    unborn = tick(_("Not born yet"))
    stated_age = forms.IntegerField(
        label=_("Or: how many years, as told"),
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "w4", "autocomplete": "off"}
        ),
    )
    carers = area(_("Who cares for the child"), need=False, rows=3, hint=_("One a line."))
    domicile = one_of(_("Village of the address on paper"))
    domicile_note = line(_("Address on paper"), need=False)
    now = one_of(_("Village where the child lives now"))
    now_note = line(_("With whom, and where"), need=False)
    now_sealed = tick(_("The child is in a shelter: never show or print the place"))
    education = one_of(_("Level of school"))
    school = line(_("Which school"), need=False)
    school_status = one_of(_("Does the child go to school?"))
    disability = one_of(_("Disability"))
    accommodation = one_of(_("What helps the child to take part"))
    documents = line(
        _("Documents seen"), need=False, hint=_("With commas. None is no obstacle to any help.")
    )
    contact = line(_("How to reach the child or carer safely"), need=False)

    def clean(self) -> dict[str, Any]:
        """A birth that no child of today can have is told before anything is kept."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            refuse(check_birth(birth_of(self.identity(today())), today=today()))
        return cleaned

    def identity(self, stated_on: date) -> ChildIdentity:
        """Who the child is."""
        typed = self.cleaned_data
        age = typed["stated_age"]
        return ChildIdentity(
            name=typed["name"],
            other_names=tuple(filter(None, map(str.strip, typed["other_names"].split(",")))),
            sex=typed["sex"] or UNKNOWN,
            birth=str(typed["birth"] or ""),
            birth_estimated=typed["estimated"],
            stated_age=age,
            stated_on=stated_on.isoformat() if age is not None else "",
            unborn=typed["unborn"],
            documents=tuple(filter(None, map(str.strip, typed["documents"].split(",")))),
            school=typed["school"],
            education=typed["education"] or UNKNOWN,
            school_status=typed["school_status"],
            disability=typed["disability"] or "DX",
            accommodation=typed["accommodation"],
            carers=names_in(typed["carers"]),
            contact=typed["contact"],
        )

    def whereabouts(self) -> ChildPlaces:
        """Domicile and present home."""
        names = ("domicile", "domicile_note", "now", "now_note", "now_sealed")
        return ChildPlaces(**{name: self.cleaned_data[name] for name in names})


class IncidentForm(Asked):
    """What happened, coded and in words, told once."""

    codes = {
        "forms": "violence_form",
        "sub_forms": "sexual_violence",
        "modifiers": "violence_flag",
        "place_kind": "scene",
    }
    optional = ("place_kind",)
    places = ("village",)
    forms = several(_("Forms of violence"), hint=_("All that apply. Sums may exceed 100 %."))
    sub_forms = several(
        _("If sexual: which (UU 12/2022)"), hint=_("Starts the 3 × 24 hours to the police.")
    )
    modifiers = several(_("How it was done"))
    happened = PartialDateField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("A year or a month is enough; of several times the last."),
    )
    repeated = tick(_("It happened more than once"))
    place_kind = one_of(_("What kind of place?"))
    village = one_of(_("In which village did it happen?"))
    place_note = line(_("Place in words"), need=False)
    text = area(
        _("What happened, in the words it was told"),
        need=False,
        rows=7,
        hint=_("Written once, so that the child need not tell it again."),
    )

    def clean_happened(self) -> str:
        """As a partial ISO date, not in the future."""
        told = self.cleaned_data["happened"]
        refuse(check_happened(str(told or ""), today=today()))
        return str(told or "")

    def facts(self) -> IncidentFacts:
        """The coded facts. A crime of sexual violence makes the form sexual too."""
        typed = self.cleaned_data
        forms_ = list(typed["forms"])
        if typed["sub_forms"] and SEXUAL_FORM not in forms_:
            forms_.append(SEXUAL_FORM)
        return IncidentFacts(
            forms=tuple(forms_),
            sub_forms=tuple(typed["sub_forms"]),
            modifiers=tuple(typed["modifiers"]),
            place_kind=typed["place_kind"] or UNKNOWN,
            village=typed["village"],
            happened_on=typed["happened"],
            repeated=typed["repeated"],
        )

    def story(self) -> IncidentStory:
        """What happened, in words."""
        typed = self.cleaned_data
        return IncidentStory(text=typed["text"], place_note=typed["place_note"])


class PersonForm(Asked):
    """One alleged perpetrator; an empty one is left out."""

    codes = {"relation": "relation", "sex": "sex", "occupation": "occupation"}
    optional = ("relation", "sex", "occupation")
    name = line(_("Name, or how people know them"), need=False)
    relation = one_of(_("What are they to the child?"))
    sex = one_of(_("Woman or man?"))
    age = line(_("Age, roughly"), need=False)
    is_child = yes_no(_("Are they a child themselves?"))
    lives_with_child = yes_no(_("Do they live with the child?"))
    has_access = yes_no(_("Can they reach the child?"))
    occupation = one_of(_("Occupation"))
    note = line(_("What else is known"), need=False)

    def person(self) -> Perpetrator:
        """As typed; not known where nothing was said."""
        typed = self.cleaned_data
        return Perpetrator(
            name=typed["name"],
            relation=typed["relation"] or UNKNOWN,
            sex=typed["sex"] or UNKNOWN,
            age=typed["age"],
            is_child=ANSWER.get(typed["is_child"]),
            lives_with_child=ANSWER.get(typed["lives_with_child"]),
            has_access=ANSWER.get(typed["has_access"]),
            occupation=typed["occupation"] or UNKNOWN,
            note=typed["note"],
        )


class CaseForm(Asked):
    """The child's role, the danger, and who does what next."""

    codes = {"roles": "child_role", "authority": "jurisdiction"}
    roles = several(
        _("The child's role"), hint=_("Several are possible: a child can be victim and witness.")
    )
    signs = forms.MultipleChoiceField(
        label=_("Signs of danger"),
        help_text=_("One sign is enough to make the risk high, whatever is chosen below."),
        choices=tuple(SIGN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    assessed = pick(
        _("Without a sign: how high is the risk?"),
        {key: labels.RISK[key] for key in ("not_assessed", "low", "medium", "high")},
    )
    authority = one_of(_("Whose authority is it?"))
    light = tick(_("SIMFONI leads: keep only number, clocks and end here"))
    worker = one_of(_("Case worker"), hint=_("Can be assigned later."))
    note = area(_("Note for the team"), need=False, rows=3)

    def __init__(self, *args: Any, may_assign: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_with(Role.CASE_WORKER, today())
        listed = [("", gettext("Nobody yet")), *((one.id.hex, one.name) for one in people)]
        self.fields["worker"].choices = listed  # type: ignore[attr-defined]
        if not may_assign:
            del self.fields["worker"]


def known_forms(worries: Iterable[str]) -> list[str]:
    """Of what a reporter worried about, the forms of violence."""
    listed = {code for code, _name in choices("violence_form", today())}
    return [worry for worry in worries if worry in listed]


def is_empty(person: Perpetrator) -> bool:
    """Whether nothing at all was said of somebody."""
    return msgspec.structs.replace(person) == Perpetrator()
