"""Who are the children of the made-up regency, and what is it that happens to them? Pure.

A life is drawn from the seed, its year and its number alone: no clock, no database, so the same
number always gives the same child, and a day more of time never changes an earlier one.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from pabolo.demo import chart, names
from pabolo.demo.clockwork import at_work
from pabolo.programme.cases.facets import Perpetrator

WORKERS = ("dedi", "maria", "joko")
_SUB_FORMS = ("TPKS01", "TPKS02", "TPKS09", "TPKS12", "TPKS12", "TPKS13")
_SCENES = {
    "SEK": ("RT", "RT", "FU", "SK", "LA"), "FIS": ("RT", "RT", "SK", "FU"), "PSI": ("RT", "SK"),
    "PEN": ("RT",), "EKS": ("TK", "FU"), "TPO": ("LA",), "LAI": ("RT",),
}  # fmt: skip
_RELATIONS = {
    "SEK": ("TG", "TG", "PT", "PT", "KL", "OT", "LA", "GU", "NA"),
    "FIS": ("OT", "OT", "OT", "PT", "KL", "GU"), "PSI": ("OT", "PT", "KL"),
    "PEN": ("OT", "OT", "KL"), "EKS": ("OT", "MJ", "KL"), "TPO": ("LA", "NA"), "LAI": ("OT",),
}  # fmt: skip
_AGES = {
    "SEK": (6, 17), "FIS": (3, 16), "PSI": (6, 17), "PEN": (0, 10), "EKS": (10, 17),
    "TPO": (14, 17), "LAI": (12, 17),
}  # fmt: skip
_CHANNELS = (
    ("WA", 38), ("DTG", 16), ("TLP", 11), ("SEK", 7), ("PATBM", 7), ("KES", 5), ("S129", 4),
    ("POL", 4), ("SRT", 2), ("RJK", 3), ("MED", 1), ("PLP", 2),
)  # fmt: skip
_WEB_FROM, _WEB_WEIGHT = 2023, 18
_REPORTERS = {
    "WA": ("ORT", "TET", "KEL", "TEM"), "DTG": ("ORT", "KEL", "KOR"), "TLP": ("TET", "KEL", "ORT"),
    "SEK": ("GUR",), "PATBM": ("KAD",), "KES": ("NAK",), "S129": ("TET", "KEL"), "POL": ("APH",),
    "SRT": ("LSM",), "RJK": ("LSM",), "MED": ("LSM",), "PLP": ("TET",), "WEB": ("ANO",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who tells, and by which channel."""

    channel: str
    kind: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One child's file to be: the child, what happened, who told, and the turns it takes.

    `turns` names what is unusual about it; `kin` are siblings harmed in the same incident;
    `returns` is when the child, safe meanwhile, is told of again.
    """

    key: str
    opened: datetime
    name: str
    sex: str
    age: int
    birth: str
    forms: tuple[str, ...]
    sub_forms: tuple[str, ...]
    place_kind: str
    village: str
    happened: date
    domicile: str
    carers: tuple[str, ...]
    phone: str
    accused: tuple[Perpetrator, ...]
    teller: Teller
    worker: str
    now: str = ""
    now_sealed: bool = False
    unborn: bool = False
    estimated: bool = False
    stated_age: int | None = None
    documents: tuple[str, ...] = ("akta lahir", "kartu keluarga")
    disability: str = "D0"
    roles: tuple[str, ...] = ("A1",)
    turns: frozenset[str] = frozenset()
    closing: str = "goals_met"
    returns: datetime | None = None
    kin: tuple["Life", ...] = field(default=())

    @property
    def sexual(self) -> bool:
        """Whether sexual violence is among the forms."""
        return "SEK" in self.forms

    def takes(self, turn: str) -> bool:
        """Whether the life takes this turn."""
        return turn in self.turns


def rng_of(seed: int, key: str) -> Random:
    """Chance of its own for one thing: what others draw never moves it."""
    return Random(f"pabolo|{seed}|{key}")  # noqa: S311 - invented people, no secret


def drawn(rng: Random, key: str, year: int, day: int, form: str, district: str) -> Life:
    """One child, drawn by chance."""
    opened = at_work(rng, date(year, 1, 1) + timedelta(days=day))
    happened = opened.date() - timedelta(days=rng.randint(3, 40))
    sex = rng.choices("PL", (80, 20) if form == "SEK" else (48, 52))[0]
    age = rng.randint(*_AGES[form])
    clan = names.clan_name(rng)
    village = rng.choice(chart.villages()[district])
    forms = tuple(dict.fromkeys([form, *(["PSI"] if rng.random() < 0.22 else [])]))
    teller = _teller(rng, year)
    return Life(
        key=key,
        opened=opened,
        name=names.child_name(rng, sex, clan),
        sex=sex,
        age=age,
        birth=_birth(rng, happened, age),
        forms=forms,
        sub_forms=(rng.choice(_SUB_FORMS),) if form == "SEK" else (),
        place_kind=rng.choice(_SCENES[form]),
        village=village,
        happened=happened,
        domicile=_near(rng, village),
        carers=(names.adult_name(rng, "P"), names.adult_name(rng, "L", clan)),
        phone=names.phone(rng),
        accused=_accused(rng, form, age),
        teller=teller,
        worker=rng.choice(WORKERS),
    )


def _near(rng: Random, village: str) -> str:
    """Most children live where it happened; some elsewhere in the district."""
    return village if rng.random() < 0.7 else rng.choice(chart.villages()[village[:8]])


def _birth(rng: Random, happened: date, age: int) -> str:
    born = happened - timedelta(days=age * 365 + age // 4 + 5 + rng.randrange(320))
    precise = rng.random()
    if precise < 0.75:
        return born.isoformat()
    return f"{born:%Y-%m}" if precise < 0.9 else f"{born.year}"


def _teller(rng: Random, year: int) -> Teller:
    kinds, weights = zip(*_CHANNELS, strict=True)
    web = _WEB_WEIGHT if year >= _WEB_FROM else 0
    channel = rng.choices((*kinds, "WEB"), (*weights, web))[0]
    kind = rng.choice(_REPORTERS[channel])
    if channel == "WEB":
        return Teller(channel=channel, kind=kind)
    sex = rng.choice("PL")
    name = names.adult_name(rng, sex, names.clan_name(rng))
    return Teller(channel=channel, kind=kind, name=name, phone=names.phone(rng))


def _accused(rng: Random, form: str, age: int) -> tuple[Perpetrator, ...]:
    relation = rng.choice(_RELATIONS[form])
    if relation == "NA":
        return (Perpetrator(relation="NA", is_child=False),)
    young = relation == "PT" and age > 8 and rng.random() < 0.5
    home = relation == "OT" or (relation == "KL" and rng.random() < 0.4)
    sex = "L" if form == "SEK" or rng.random() < 0.7 else "P"
    clan = names.clan_name(rng)
    name = names.child_name(rng, "L", clan) if young else names.adult_name(rng, sex, clan)
    return (
        Perpetrator(
            name=name,
            relation=relation,
            sex=sex,
            age=str(rng.randint(13, 17) if young else rng.randint(21, 58)),
            is_child=young,
            lives_with_child=home,
            has_access=home or rng.random() < 0.5,
        ),
    )


def sibling(life: Life, other: Life) -> Life:
    """`other` as a sibling of `life`: the same home, the same incident, another child."""
    name = f"{other.name.split()[0]} {life.name.split()[-1]}"
    return replace(
        other,
        name=other.name if names.comes_near(name) else name,
        opened=life.opened + timedelta(minutes=25),
        forms=life.forms,
        sub_forms=life.sub_forms,
        place_kind=life.place_kind,
        village=life.village,
        happened=life.happened,
        domicile=life.domicile,
        carers=life.carers,
        phone=life.phone,
        accused=life.accused,
        teller=life.teller,
        worker=life.worker,
    )
