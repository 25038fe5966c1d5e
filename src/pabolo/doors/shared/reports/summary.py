"""A report in the words of its writer, to be checked before it is sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pabolo.doors.shared.forms import MONTHS, PartialDate
from pabolo.doors.shared.reports.questions import WORRIES
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.intake.facets import AccusedTold, ToldChild
from pabolo.programme.intake.told import Told

WORRY_WORDS = dict(WORRIES)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the check page: the question's number, what it asked, what was answered."""

    question: int
    asked: str
    answers: list[str]


def summary_of(told: Told, today: date) -> list[Row]:
    """Every question with its answers; "I don't know" where there is none."""
    story, place, people = told.story, told.place, told.people
    rows = [
        (1, _("Danger right now"), [_yes_no(story.danger_now)]),
        (
            1,
            _("What worries you"),
            [str(WORRY_WORDS[w]) for w in story.worries if w in WORRY_WORDS],
        ),
        (2, _("What you saw or heard"), [story.text]),
        (2, _("When"), [partial_words(story.happened_on)]),
        (3, _("The child"), [child_words(child) for child in people.children]),
        (4, _("Where"), [full_name(place.village) if place.village else "", place.text]),
        (5, _("Who may have done it"), [accused_words(p) for p in told.accused.people]),
        (5, _("You"), list(_reporter(told))),
    ]
    return [Row(number, asked, [a for a in answers if a]) for number, asked, answers in rows]


def _worries(codes: Iterable[str]) -> Iterator[str]:
    return (str(WORRY_WORDS[code]) for code in codes if code in WORRY_WORDS)


def _yes_no(word: str) -> str:
    return {"yes": _("Yes"), "no": _("No")}.get(word, _("I don't know"))


def partial_words(text: str) -> str:
    """A partial date as people say it: 2014, Mei 2014, 3 Mei 2014."""
    if not text:
        return ""
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return text
    parts = [str(day.day)] if day.day else []
    parts += [str(MONTHS[day.month - 1])] if day.month else []
    return " ".join([*parts, str(day.year)])


def age_words(child: ToldChild) -> str:
    """The age as told, in words."""
    if child.unborn:
        return _("not born yet")
    if not child.age.isdigit():
        return child.age
    number = int(child.age)
    if child.age_unit == "month":
        return ngettext("about %(n)s month old", "about %(n)s months old", number) % {"n": number}
    if number == 0:
        return _("not yet one year old")
    return ngettext("about %(n)s year old", "about %(n)s years old", number) % {"n": number}


def child_words(child: ToldChild) -> str:
    """One child in one line."""
    sex = {"P": _("girl"), "L": _("boy")}.get(child.sex, "")
    return ", ".join(part for part in (child.name, sex, age_words(child), child.note) if part)


def accused_words(person: AccusedTold) -> str:
    """One alleged perpetrator in one line."""
    relation = label("relation", person.relation) if person.relation != "NA" else ""
    home = _("lives with the child") if person.lives_with_child == "yes" else ""
    return ", ".join(part for part in (person.name, relation, home) if part)


def _reporter(told: Told) -> Iterator[str]:
    people = told.people
    if people.reporter_kind != "ANO":
        yield label("reporter", people.reporter_kind)
    yield people.reporter_name
    yield people.reporter_contact
    if told.place.not_village:
        yield _("Not through my village")
