"""Fields say their label, hint and error; nobody must know a whole date."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override

from pabolo.doors.shared.forms import (
    Form,
    PartialDate,
    PartialDateField,
    UnknownChoiceField,
    UnknownMultipleField,
)


class Sample(Form):
    danger = UnknownChoiceField(label="In danger?", help_text="Call first.", choices=[("y", "Yes")])
    worry = UnknownMultipleField(
        label="Worry?", choices=[("a", "A"), ("b", "B")], hints={"b": "small words"}
    )
    born = PartialDateField(label="Born?", required=False)
    place = forms.CharField(label="Where?", required=False)
    story = forms.CharField(label="Story", widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False, strip=False)


def filled(**changes: object) -> Sample:
    return Sample({"danger": "y", "worry": ["a"], **changes})


def drawn(form: Form, source: str) -> str:
    template = engines["django"].from_string("{% load pabolo %}" + source)
    return template.render({"form": form})


@pytest.mark.parametrize(
    ("day", "month", "year", "written"),
    [("", "", "2014", "2014"), ("", "3", "2014", "2014-03"), ("9", "3", "2014", "2014-03-09")],
)
def test_half_a_date_is_a_date(day: str, month: str, year: str, written: str) -> None:
    form = filled(born_day=day, born_month=month, born_year=year)
    assert form.is_valid(), form.errors
    found = form.cleaned_data["born"]
    assert str(found) == written
    assert PartialDate.parse(written) == found


def test_only_a_whole_date_has_a_day() -> None:
    assert PartialDate(2014, 3, 9).full == date(2014, 3, 9)
    assert PartialDate(2014, 3).full is None


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "2", "2014"), ("9", "", "2014"), ("", "3", ""), ("x", "3", "2014"), ("", "", "14")],
)
def test_a_date_that_cannot_be_is_refused(day: str, month: str, year: str) -> None:
    form = filled(born_day=day, born_month=month, born_year=year)
    assert "born" in form.errors


def test_a_whole_date_can_be_asked_for() -> None:
    class Strict(Form):
        day = PartialDateField(partial=False)

    assert "day" in Strict({"day_year": "2014"}).errors
    assert Strict({"day_day": "1", "day_month": "1", "day_year": "2014"}).is_valid()


def test_not_knowing_is_an_answer_and_stands_last() -> None:
    assert filled(danger="unknown").is_valid()
    html = drawn(Sample(), "{% field form.danger %}")
    assert html.index('class="or"') > html.index('value="y"')
    assert html.index('class="or"') < html.index('value="unknown"')


def test_knowing_something_beats_not_knowing() -> None:
    form = filled(worry=["a", "unknown"])
    assert form.is_valid()
    assert form.cleaned_data["worry"] == ["a"]
    alone = filled(worry=["unknown"])
    assert alone.is_valid()
    assert alone.cleaned_data["worry"] == ["unknown"]


def test_text_is_cleaned_but_passwords_stay() -> None:
    form = filled(place="Sei\u202e  Baru\x07", story="one\r\ntwo ", secret=" p\u202ew ")
    assert form.is_valid()
    assert form.cleaned_data["place"] == "Sei Baru"
    assert form.cleaned_data["story"] == "one\ntwo"
    assert form.cleaned_data["secret"] == " p\u202ew "


def test_what_would_be_cut_is_said_and_the_rest_comes_back() -> None:
    form = filled(story="x" * 20_001)
    assert not form.is_valid()
    assert "story" in form.errors


def test_hint_and_error_are_tied_to_the_control() -> None:
    form = Sample({})
    html = drawn(form, "{% field form.danger %}{% field form.worry %}")
    assert 'aria-describedby="id_danger_helptext id_danger_error"' in html
    assert 'id="id_danger_helptext"' in html
    assert 'id="id_danger_error"' in html
    assert "small words" in html


def test_the_summary_links_to_the_first_control_of_each_field() -> None:
    class Named(Form):
        place = forms.CharField(label="Where?")
        born = PartialDateField(label="Born")

    with override("id"):
        html = drawn(Named({}), "{% errors form %}")
    assert 'href="#id_place"' in html
    assert 'href="#id_born_0"' in html
    assert "Where? Ini belum terisi." in html
    assert "Born: Ini belum terisi." in html
    assert drawn(Named(), "{% errors form %}").strip() == ""


def test_the_label_can_be_the_page_heading() -> None:
    assert "<legend><h1>In danger?</h1></legend>" in drawn(
        Sample(), "{% field form.danger heading=True %}"
    )
    assert "<h1><label" in drawn(Sample(), "{% field form.place heading=True %}")


def test_values_come_back_escaped() -> None:
    form = filled(place='"><script>')
    html = drawn(form, "{% field form.place %}")
    assert "<script>" not in html
