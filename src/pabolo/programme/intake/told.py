"""What one person told, whatever the channel: the four sealed sides of a report together."""

from collections.abc import Iterator
from datetime import date

import msgspec

from pabolo.ground.places.queries import exists
from pabolo.ground.policy.queries import is_code
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    People,
    Story,
    ToldChild,
    Whereabouts,
)
from pabolo.rules.decisions import Refusal
from pabolo.rules.telling import (
    MOST_ACCUSED,
    MOST_CHILDREN,
    AgeTold,
    check_age,
    check_happened,
    check_length,
    check_something,
)
from pabolo.rules.text import LINE_LIMIT, clean, clean_line

KNOWN_OR_NOT = frozenset({"yes", "no", "unknown"})
MARRIAGE = "PERKAWINAN"
UNKNOWN_CODE = "NA"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Everything may be empty or unknown."""

    story: Story = Story()
    people: People = People()
    place: Whereabouts = Whereabouts()
    accused: Accused = Accused()


def _line(text: str) -> str:
    return clean_line(text, limit=LINE_LIMIT).text


def _text(text: str) -> str:
    """Cleaned, never cut here: whether it is too long is a question to its writer."""
    return clean(text, limit=max(1, len(text))).text


def _known(word: str) -> str:
    return word if word in KNOWN_OR_NOT else "unknown"


def _code(of_list: str, code: str, on: date) -> str:
    return code if is_code(of_list, code, on) else UNKNOWN_CODE


def _worries(codes: tuple[str, ...], on: date) -> tuple[str, ...]:
    known = [c for c in codes if c == MARRIAGE or is_code("violence_form", c, on)]
    return tuple(dict.fromkeys(known)) or ((UNKNOWN_CODE,) if codes else ())


def _child(child: ToldChild) -> ToldChild:
    return msgspec.structs.replace(
        child,
        name=_line(child.name),
        sex=child.sex if child.sex in {"L", "P"} else UNKNOWN_CODE,
        age=_line(child.age)[:8],
        age_unit="month" if child.age_unit == "month" else "year",
        note=_text(child.note)[: LINE_LIMIT * 5],
    )


def _suspect(person: AccusedTold, on: date) -> AccusedTold:
    return msgspec.structs.replace(
        person,
        name=_line(person.name),
        relation=_code("relation", person.relation, on),
        lives_with_child=_known(person.lives_with_child),
        has_access=_known(person.has_access),
    )


def says_something(person: ToldChild | AccusedTold) -> bool:
    """Whether anything at all is known of this person."""
    return person != type(person)()


def tidy(told: Told, *, on: date) -> Told:
    """The same, fit to keep: invisible characters gone, codes that exist, empty rows left out."""
    story, people, place = told.story, told.people, told.place
    children = [_child(c) for c in people.children[:MOST_CHILDREN]]
    suspects = [_suspect(p, on) for p in told.accused.people[:MOST_ACCUSED]]
    return Told(
        story=msgspec.structs.replace(
            story,
            worries=_worries(story.worries, on),
            text=_text(story.text),
            danger_now=_known(story.danger_now),
            happened_on=_line(story.happened_on),
            signs=tuple(dict.fromkeys(_line(sign) for sign in story.signs)),
        ),
        people=People(
            children=tuple(child for child in children if says_something(child)),
            reporter_kind=_reporter(people.reporter_kind, on),
            reporter_name=_line(people.reporter_name),
            reporter_contact=_line(people.reporter_contact),
            reporter_person=people.reporter_person,
        ),
        place=Whereabouts(
            village=place.village if exists(place.village) else "",
            place_kind=_code("scene", place.place_kind, on),
            text=_text(place.text)[: LINE_LIMIT * 5],
            not_village=place.not_village,
        ),
        accused=Accused(
            people=tuple(person for person in suspects if says_something(person)),
            named=tuple(_line(name) for name in told.accused.named[:MOST_ACCUSED]),
        ),
    )


def _reporter(kind: str, on: date) -> str:
    return kind if is_code("reporter", kind, on) else "ANO"


def is_told(told: Told) -> bool:
    """Whether there is anything to act on."""
    worries = set(told.story.worries) - {UNKNOWN_CODE}
    return any(
        (
            worries,
            told.story.danger_now == "yes",
            told.story.text,
            any(map(says_something, told.people.children)),
            told.place.text,
            any(map(says_something, told.accused.people)),
        )
    )


def faults(told: Told, *, today: date) -> Iterator[tuple[int, Refusal]]:
    """What has to be asked again, with the number of the question it belongs to."""
    ages = [AgeTold(c.age, c.age_unit, c.unborn) for c in told.people.children]
    found = [
        (2, check_length(told.story.text)),
        (2, check_happened(told.story.happened_on, today=today)),
        *((3, check_age(age, today=today)) for age in ages),
        (2, check_something(told=is_told(told))),
    ]
    yield from ((question, refusal) for question, refusal in found if refusal)
