"""The unusual turns that cases take: each trap of the design is met by a child of some year.

A turn is given to the first child of its year that it fits. Those of 2018 and 2019 are there at
every scale.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from pabolo.demo import chart
from pabolo.demo.cast import CAST, KIN
from pabolo.demo.lives import Life
from pabolo.programme.cases.facets import Perpetrator

type Fits = Callable[[Life], bool]
type Change = Callable[[Life], Life]


@dataclass(frozen=True, slots=True)
class Turn:
    """One unusual turn: its name, what it needs of a child, and what it changes in the life."""

    name: str
    fits: Fits = lambda life: True
    change: Change = lambda life: life

    def taken(self, life: Life) -> Life:
        """The life with this turn in it."""
        changed = self.change(life)
        return replace(changed, turns=changed.turns | {self.name})


def _name_of(username: str) -> str:
    return next(one.name for one in CAST if one.username == username)


def _accuse(name: str, relation: str = "TG", *, young: bool = False) -> Change:
    person = Perpetrator(
        name=name, relation=relation, sex="L", age="15" if young else "41", is_child=young,
        lives_with_child=False, has_access=False,
    )  # fmt: skip
    return lambda life: replace(life, accused=(person,))


def _by_a_child(life: Life) -> Life:
    others = [replace_child(one) for one in life.accused[:1]]
    return replace(life, accused=tuple(others))


def replace_child(person: Perpetrator) -> Perpetrator:
    """The same person, as a child of fifteen who goes to the same school."""
    return Perpetrator(
        name=person.name, relation="PT", sex="L", age="15", is_child=True,
        lives_with_child=False, has_access=True,
    )  # fmt: skip


def _by_a_parent(life: Life) -> Life:
    father = Perpetrator(
        name=life.carers[1], relation="OT", sex="L", age="43", is_child=False,
        lives_with_child=True, has_access=True,
    )  # fmt: skip
    return replace(life, accused=(father,))


def _three_places(life: Life) -> Life:
    far = [code for code in chart.DISTRICTS if code != life.village[:8]]
    return replace(
        life,
        domicile=chart.villages()[far[3]][2],
        now=chart.villages()[far[5]][1],
    )


def _unborn(life: Life) -> Life:
    parent = _by_a_parent(life)
    return replace(
        parent, name="Bayi dalam kandungan", sex="NA", age=0, birth="", unborn=True, documents=(),
        turns=life.turns | {"birth"},
    )  # fmt: skip


def _with(**fields: object) -> Change:
    return lambda life: replace(life, **fields)  # type: ignore[arg-type]


def _ends(reason: str) -> Turn:
    return Turn(reason, lambda life: True, _with(closing=reason))


def _precise(life: Life) -> bool:
    return len(life.birth) == 10


def _of(*forms: str) -> Fits:
    return lambda life: life.forms[0] in forms


def _aged(low: int, high: int, *forms: str) -> Fits:
    return lambda life: low <= life.age <= high and (not forms or life.forms[0] in forms)


TURNS: dict[str, Turn] = {
    turn.name: turn
    for turn in (
        Turn("second_incident"),
        Turn("second_report"),
        Turn("reopen"),
        Turn("handover"),
        Turn("plan_returned"),
        Turn("lowered"),
        Turn("long", _of("SEK")),
        Turn("light", _of("SEK", "FIS", "PSI")),
        Turn("conflict_with_law", _aged(13, 17, "FIS", "SEK"), _with(roles=("A1", "A3"))),
        Turn("unborn", _of("FIS", "PEN"), _unborn),
        Turn("unknown_age", _of("PEN", "EKS", "FIS"), _with(birth="", documents=())),
        Turn("stated_age", _of("FIS", "PEN", "EKS", "SEK"), lambda life: replace(
            life, birth="", stated_age=life.age, estimated=True)),
        Turn("estimated_age", _aged(3, 17), lambda life: replace(
            life, birth=life.birth[:4], estimated=True)),
        Turn("no_document", _of("PEN", "EKS", "FIS"), _with(documents=())),
        Turn("three_places", lambda life: True, _three_places),
        Turn("parent_suspected", _of("FIS", "SEK"), _by_a_parent),
        Turn("shelter", _of("SEK", "FIS"), _with(now_sealed=True)),
        Turn("mediation", _aged(9, 17, "FIS", "PSI"), _by_a_child),
        Turn("diversion", _aged(9, 17, "SEK"), _by_a_child),
        Turn("staff_named", _of("SEK", "FIS"), _accuse(_name_of("budi"))),
        Turn("kin_named", _of("FIS", "PSI", "SEK"), _accuse(KIN["dedi"], "KL")),
        Turn("activist_named", _of("FIS", "PSI", "SEK"), _accuse(_name_of("parlin"))),
        Turn("disability", _aged(5, 17), _with(disability="D4R")),
        Turn("out_of_school", _aged(8, 17)),
        Turn("adult", lambda life: life.age == 17 and _precise(life), _with(closing="adult")),
        _ends("died"),
        _ends("moved_away"),
        _ends("handed_to_agency"),
        _ends("stopped_by_child"),
        _ends("unreachable"),
        _ends("outside_scope"),
    )
}  # fmt: skip

# Met at every scale: in the two years that are never scaled.
ALWAYS: dict[int, Sequence[str]] = {
    2018: ("unknown_age", "staff_named", "second_incident", "reopen", "handed_to_agency"),
    2019: (
        "adult", "unborn", "stated_age", "estimated_age", "no_document", "three_places",
        "parent_suspected", "shelter", "mediation", "diversion", "conflict_with_law", "kin_named",
        "activist_named", "second_report", "handover", "plan_returned", "lowered", "light", "died",
        "moved_away", "stopped_by_child", "unreachable", "disability", "out_of_school",
    ),
}  # fmt: skip
# In every later year, to this share of its children.
_SOMETIMES: dict[str, float] = {
    "second_incident": 0.04, "second_report": 0.07, "reopen": 0.02, "handover": 0.03,
    "plan_returned": 0.05, "lowered": 0.05, "long": 0.06, "light": 0.04, "three_places": 0.03,
    "estimated_age": 0.03, "no_document": 0.05, "shelter": 0.03, "mediation": 0.03,
    "parent_suspected": 0.05, "disability": 0.03, "out_of_school": 0.05, "moved_away": 0.03,
    "handed_to_agency": 0.04, "stopped_by_child": 0.03, "unreachable": 0.03,
}  # fmt: skip


def given(lives: Sequence[Life], year: int, rng: Random) -> list[Life]:
    """The lives of a year with the turns that fall to them; at most one each."""
    changed = list(lives)
    for name in _wanted(year, len(lives), rng):
        turn = TURNS[name]
        place = next((n for n, life in enumerate(changed) if _free(life) and turn.fits(life)), None)
        if place is not None:
            changed[place] = turn.taken(changed[place])
    return changed


def _free(life: Life) -> bool:
    return not life.turns and not life.kin and life.returns is None


def _wanted(year: int, count: int, rng: Random) -> Iterable[str]:
    if year in ALWAYS:
        return ALWAYS[year]
    wanted = [name for name, share in _SOMETIMES.items() if rng.random() < share * count % 1]
    wanted += [name for name, share in _SOMETIMES.items() for _ in range(int(share * count))]
    rng.shuffle(wanted)
    return wanted
