"""Questions of a question set as fields, and what was typed as answers.

"Not asked yet" and "not known" can always be chosen; nothing typed is thrown away.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pabolo.doors.shared.forms import Form
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.instruments.queries import Held
from pabolo.ground.lib import clock
from pabolo.rules.instruments import (
    NO,
    UNKNOWN,
    YES,
    Answers,
    Kind,
    Question,
    Words,
)

PREFIX, DUNNO, UNASKED = "q_", "_unknown", "-"
WORDS: Mapping[str, Promise] = {
    YES: gettext_lazy("Yes"),
    NO: gettext_lazy("No"),
    UNKNOWN: gettext_lazy("Don't know"),
    UNASKED: gettext_lazy("Not asked yet"),
}
TYPED = frozenset({Kind.SHORT, Kind.LONG, Kind.NUMBER})


def in_words(words: Words) -> str:
    """Words of a set in the language of the screen, as far as it has them."""
    english = (get_language() or "id").startswith("en")
    return (words.en if english else "") or words.id


def edition_shown(code: str, number: str) -> Held:
    """The edition that was on the screen, else the one that holds today."""
    if number:
        try:
            return instruments.edition(code, int(number))
        except KeyError:
            pass
    return instruments.current(code, clock.today())


def answer_words(question: Question, given: tuple[str, ...]) -> str:
    """An answer as people read it."""
    named = {one.code: in_words(one.words) for one in question.choices}
    if not given:
        return str(WORDS[UNASKED])
    if question.kind in TYPED and given != (UNKNOWN,):
        return given[0]
    return ", ".join(named.get(one) or str(WORDS.get(one, one)) for one in given)


def _options(question: Question) -> list[tuple[str, str]]:
    if question.kind is Kind.YES_NO:
        named = [(YES, str(WORDS[YES])), (NO, str(WORDS[NO]))]
    elif question.kind is Kind.SCALE:
        named = [(str(n), str(n)) for n in range(question.low, question.high + 1)]
    else:
        named = [(one.code, in_words(one.words)) for one in question.choices]
    return [*named, (UNKNOWN, str(WORDS[UNKNOWN]))]


class AnswerField(forms.ChoiceField):
    """One of several, not known, or not asked yet; short answers stand beside each other."""

    row = False


def _one(question: Question) -> forms.Field:
    options = [*_options(question), (UNASKED, str(WORDS[UNASKED]))]
    field = AnswerField(choices=options, widget=forms.RadioSelect)
    field.row = question.kind in (Kind.YES_NO, Kind.SCALE)
    return field


def _many(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_options(question), widget=forms.CheckboxSelectMultiple
    )


def _number(question: Question) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w4", "autocomplete": "off"})
    return forms.CharField(widget=widget)


def _short(question: Question) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _long(question: Question) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "class": "short"}))


FIELDS: Mapping[Kind, Callable[[Question], forms.Field]] = {
    Kind.YES_NO: _one,
    Kind.ONE: _one,
    Kind.SCALE: _one,
    Kind.MANY: _many,
    Kind.NUMBER: _number,
    Kind.SHORT: _short,
    Kind.LONG: _long,
}


def condition_words(question: Question, known: Mapping[str, Question]) -> str:
    """When a question is asked at all, in words; empty where it always is."""
    condition = question.shown_if
    if condition is None or condition.question not in known:
        return ""
    first = known[condition.question]
    answers = _(" or ").join(answer_words(first, (one,)) for one in condition.answers)
    return _("Only if “%(question)s” is: %(answers)s.") % {
        "question": in_words(first.words),
        "answers": answers,
    }


class QuestionForm(Form):
    """A form with fields for questions. What each starts with comes from `answers`."""

    def ask(
        self,
        questions: Iterable[Question],
        answers: Answers | None = None,
        beside: Mapping[str, str] | None = None,
    ) -> None:
        """Add the fields. `beside`: what was known of a question before, in words."""
        asked = list(questions)
        known = {one.code: one for one in asked}
        for one in asked:
            hints = [
                condition_words(one, known),
                in_words(one.hint),
                _("To be asked before the set is complete; “don't know” counts.")
                if one.required
                else "",
                (beside or {}).get(one.code, ""),
            ]
            self._ask(one, (answers or {}).get(one.code, ()), " ".join(filter(None, hints)))

    def _ask(self, one: Question, given: tuple[str, ...], hint: str) -> None:
        name = PREFIX + one.code
        field = FIELDS[one.kind](one)
        field.label, field.help_text, field.required = in_words(one.words), hint, False
        if one.kind in TYPED:
            self.initial[name] = "" if given == (UNKNOWN,) else "".join(given)
            self.fields[name] = field
            self._may_be_unknown(name, given)
            return
        self.initial[name] = list(given) if one.kind is Kind.MANY else "".join(given) or UNASKED
        self.fields[name] = field

    def _may_be_unknown(self, name: str, given: tuple[str, ...]) -> None:
        label = _("Don't know: %(question)s") % {"question": self.fields[name].label}
        self.fields[name + DUNNO] = forms.BooleanField(label=label, required=False)
        self.initial[name + DUNNO] = given == (UNKNOWN,)


def answers_in(
    questions: Iterable[Question], typed: Mapping[str, Any]
) -> dict[str, tuple[str, ...]]:
    """What was typed as answers, by the question's code. Only questions that were on the form."""
    return {one.code: _given(one, typed) for one in questions if PREFIX + one.code in typed}


def _given(one: Question, typed: Mapping[str, Any]) -> tuple[str, ...]:
    value = typed[PREFIX + one.code]
    if one.kind is Kind.MANY:
        known = tuple(code for code in value if code != UNKNOWN)
        return known or tuple(value)
    text = str(value or "")
    if one.kind not in TYPED and text == UNASKED:
        return ()
    if not text and typed.get(PREFIX + one.code + DUNNO):
        return (UNKNOWN,)
    return (text,) if text else ()
