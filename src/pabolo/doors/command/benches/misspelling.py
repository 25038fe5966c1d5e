"""A register in which some children stand twice, as hurried people write them down.

Names, their variants and the slips are this module's own; it knows nothing of the rules that it
puts to the test. The same seed gives the same register.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

TODAY: Final = date(2026, 11, 1)
DISTRICTS, VILLAGES = 9, 98
OLDEST: Final = 18 * 365

# Every group: one name as different people write it.
_BOYS = (
    "Muhammad Mohammad Mohamad Muhamad;Ahmad Achmad Akhmad;Rizky Rizki Riski Rezky;Aditya Adithya;"
    "Fauzan Pauzan;Fadli Fadly Padli;Yusuf Jusuf Yusup;Ilham Ilhamm;Dimas;Rafi Raffi Rafy;"
    "Andi Andy;Hasan Hassan;Husin Husein Hussein;Zulkifli Julkifli Zulkipli;Syahrul Sahrul Sjahrul;"
    "Rahmat Rakhmat Rachmat;Khairul Chairul Hairul;Budi Boedi;Joko Djoko;Agus Agoes;Surya Suria;"
    "Wahyu Wahju;Eko;Dedi Dedy;Hendra Hendera;Bayu Baju;Arif Arief Ariep;Iqbal Ikbal;Fahri Fakhri;"
    "Reza Resa;Gilang;Daniel Daniyel;Samuel Samuwel;Yohanes Johanes Yohannes;Petrus;Paulus;"
    "Jonathan Yonatan;Kevin Kefin;Bintang;Galih;Wawan;Slamet;Parlindungan;Tigor;Binsar;Togar;"
    "Maruli;Sahat;Irfan Irpan Irvan;Hafiz Hafidz Hapis;Naufal Nopal;Farhan Parhan;Alif Aliep;"
    "Rangga;Satria Satriya;Pandu;Teguh;Yoga;Doni Dony;Roni Rony;Toni Tony;Jefri Jepri;Fernando"
)
_GIRLS = (
    "Siti Sitti;Nur Noer;Putri Puteri;Aisyah Aisah Aisya Aysha;Fatimah Patimah Fatima;"
    "Khadijah Hadijah Chadidjah;Zahra Zahara Jahra;Nabila Nabilah;Salsabila Salsabilah;"
    "Rahma Rahmah Rakhma;Jamilah Djamilah Jamila;Dewi Dewie;Sri;Wulan Woelan;Ayu Ajoe;Lestari;"
    "Indah;Melati;Ratna;Rini Riny;Yuni Yunie;Maya Maja;Citra Tjitra;Cahaya Tjahaja;Nita;Lina;"
    "Yuliana Juliana Yulyana;Mariana Maryana;Kristina Christina Kristin;Debora Deborah;Rut Ruth;"
    "Ester Esther;Naomi Nomi;Elisabet Elisabeth;Veronika Veronica Feronika;Fransiska Fransisca;"
    "Tiur;Rotua;Lamtiur;Rosmaida;Hotmaida;Riska Rizka;Nadia Nadya;Intan;Bunga Boenga;Anisa Annisa;"
    "Syifa Sifa Sjifa;Azzahra Azahra;Hanifah Hanipah;Laila Layla;Mutiara;Amelia Amalia;"
    "Safira Sapira;Kartika;Larasati;Ningsih;Wati;Sari;Susanti;Fitri Pitri Fitry;Nurul Noerul;"
    "Hasanah;Husna"
)
_FAMILY = (
    "Siregar;Harahap Harahab;Nasution Nasotion;Lubis Loebis;Hasibuan Hasiboean;Ritonga;Rambe;"
    "Dalimunthe Dalimunte;Daulay Daulai;Pane;Pohan;Tanjung Tandjung;Simanjuntak Simandjuntak;"
    "Sinaga;Simbolon;Situmorang Sitoemorang;Sitorus Sitoroes;Sihombing;Manurung Manoeroeng;Nababan;"
    "Panjaitan Pandjaitan;Pasaribu Pasariboe;Purba Poerba;Saragih Saragi;Damanik;Tambunan;"
    "Hutagalung Hoetagaloeng;Munthe Munte;Gultom Goeltom;Marpaung;Saputra Saputera;Pratama;"
    "Wijaya Widjaja;Kurniawan Koerniawan;Santoso Santosa;Hidayat Hidajat;Setiawan Setyawan;"
    "Nugroho Noegroho;"
    "Ramadhan Ramadan;Maulana Maoelana;Suryono Soerjono Suriono;Sutrisno Soetrisno;Wibowo;Permana;"
    "Firmansyah Pirmansyah;Syahputra Sahputra Sjahputra;Perdana;Anugrah;Hakim;Halim"
)
# As in villages: a few names are everywhere.
_PLAIN_VILLAGES = tuple(
    f"12.10.{1 + place % DISTRICTS:02d}.{1001 + place // DISTRICTS}" for place in range(VILLAGES)
)
_NEIGHBOURS: Final = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb",
    "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv",
    "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("sy", "sj"), ("ny", "nj"))

type Group = tuple[str, ...]


def _groups(text: str) -> tuple[Group, ...]:
    return tuple(tuple(group.split()) for group in text.split(";"))


GIVEN: Final = {"L": _groups(_BOYS), "P": _groups(_GIRLS)}
FAMILY: Final = _groups(_FAMILY)


@dataclass(frozen=True, slots=True)
class Person:
    """A child as one record tells it. Plain text throughout; empty where nobody asked."""

    name: str
    sex: str
    birth: str = ""
    age: int | None = None
    nickname: str = ""
    carers: tuple[str, ...] = ()
    village: str = ""
    school: str = ""
    phone: str = ""
    number: str = ""
    told_together: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """A register, and which of its places hold the same child."""

    people: tuple[Person, ...]
    doubles: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shares:
    """How often what happens, each as a share.

    Twins: fewer than 9 of 1,000 births in this part of the world (Smits and Monden 2011). The
    others are assumptions, told beside the figures.
    """

    doubles: float = 0.06
    siblings: float = 0.30
    twins: float = 0.009
    namesakes: float = 0.02
    told_together: float = 0.5


def register(seed: int, size: int, shares: Shares | None = None) -> Stock:
    """So many records: families, twins, namesakes, and children written down twice."""
    chance, shares = Random(seed), shares or Shares()  # noqa: S311 - repeatable, no secret
    wanted = round(size * (1 - shares.doubles))
    true = _children(chance, wanted, shares)
    people = list(true)
    doubles = set()
    for place in sorted(chance.sample(range(len(true)), size - wanted)):
        doubles.add((place, len(people)))
        people.append(again(chance, true[place]))
    people = [_as_noted(chance, person) for person in people]
    return Stock(tuple(people), frozenset(doubles))


# The children


def _children(chance: Random, wanted: int, shares: Shares) -> list[Person]:
    found: list[Person] = []
    incident = 0
    while len(found) < wanted:
        child = _child(chance)
        if found and chance.random() < shares.namesakes:
            other = chance.choice(found)
            child = replace(child, name=other.name, sex=other.sex, nickname=other.nickname)
        family = [child]
        if chance.random() < shares.twins:
            family.append(_twin(chance, child))
        while chance.random() < shares.siblings and len(family) < 5:
            family.append(_sibling(chance, child))
        if len(family) > 1 and chance.random() < shares.told_together:
            incident += 1
            family = [replace(one, told_together=incident) for one in family]
        found += family
    return found[:wanted]


def _child(chance: Random) -> Person:
    sex = chance.choice("LP")
    born = TODAY - timedelta(days=chance.randrange(60, OLDEST))
    family = chance.choice(_pick(chance, FAMILY)) if chance.random() < 0.8 else ""
    mother = " ".join(_written(chance, _pick(chance, GIVEN["P"])) for _ in range(2))
    father = f"{_written(chance, _pick(chance, GIVEN['L']))} {family or _family(chance)}"
    village = chance.choice(_PLAIN_VILLAGES)
    return Person(
        name=_name(chance, sex, family),
        sex=sex,
        birth=born.isoformat(),
        nickname="",
        carers=(mother, father),
        village=village,
        school=_school(chance, born, village),
        phone=f"08{chance.randrange(10**9, 10**10)}",
        number=_number(chance, village, born, sex),
    )


def _name(chance: Random, sex: str, family: str) -> str:
    parts = [_written(chance, _pick(chance, GIVEN[sex]))]
    if chance.random() < 0.65:
        parts.append(_written(chance, _pick(chance, GIVEN[sex])))
    if family and chance.random() < 0.75:
        parts.append(family)
    return " ".join(dict.fromkeys(parts))


def _pick(chance: Random, groups: Sequence[Group]) -> Group:
    """The first of the list are the most common: a third of all draws from its first sixth."""
    return groups[int(len(groups) * chance.random() ** 1.7)]


def _written(chance: Random, group: Group) -> str:
    return group[0] if chance.random() < 0.7 else chance.choice(group)


def _family(chance: Random) -> str:
    return _written(chance, _pick(chance, FAMILY))


def _school(chance: Random, born: date, village: str) -> str:
    age = (TODAY - born).days // 365
    kind = next((k for least, k in ((16, "SMA"), (13, "SMP"), (7, "SD")) if age >= least), "")
    return f"{kind} Negeri {int(village[6:8]) * 10 + chance.randrange(1, 5)}" if kind else ""


def _number(chance: Random, village: str, born: date, sex: str) -> str:
    area, day = village.replace(".", "")[:6], born.day + 40 * (sex == "P")
    return f"{area}{day:02d}{born.month:02d}{born.year % 100:02d}{chance.randrange(1, 9990):04d}"


def _sibling(chance: Random, child: Person) -> Person:
    """Of the same house, born at least ten months before or after."""
    other, family = _child(chance), child.name.split()[-1]
    born = _another_birthday(chance, date.fromisoformat(child.birth))
    name = _name(chance, other.sex, family if chance.random() < 0.7 else "")
    if chance.random() < 0.12:  # first names alike, as families like them
        name = " ".join([child.name.split()[0], *name.split()[1:]])
    while name == child.name:
        name = _name(chance, other.sex, "")
    return replace(
        child, name=name, sex=other.sex, birth=born.isoformat(),
        school=_school(chance, born, child.village),
        number=_number(chance, child.village, born, other.sex),
    )  # fmt: skip


def _another_birthday(chance: Random, born: date) -> date:
    """Ten months to seven years apart, and still a child."""
    while True:
        apart = timedelta(days=chance.choice((-1, 1)) * chance.randrange(310, 2600))
        if TODAY - timedelta(days=OLDEST) < born + apart < TODAY:
            return born + apart


def _twin(chance: Random, child: Person) -> Person:
    """Born on the same day; one pair in three with names that sound alike."""
    sex = child.sex if chance.random() < 0.7 else _other(child.sex)
    other = replace(_sibling(chance, child), sex=sex, birth=child.birth, school=child.school)
    first, *rest = child.name.split()
    name = _name(chance, sex, rest[-1] if rest else "")
    if chance.random() < 0.33:
        name = " ".join([_rhymed(chance, first), *rest])
    while name == child.name:
        name = _name(chance, sex, "")
    born = date.fromisoformat(child.birth)
    serial = f"{int(child.number[-4:]) + 1:04d}"
    same = sex == child.sex
    number = child.number[:-4] + serial if same else _number(chance, child.village, born, sex)
    return replace(other, name=name, number=number)


def _rhymed(chance: Random, first: str) -> str:
    """Dina and Dini, Dina and Rina, Hasan and Hasin."""
    dice = chance.random()
    if dice < 0.4:
        tail = {"a": "i", "i": "a", "n": "na", "l": "la", "h": "hi"}.get(first[-1], "a")
        return first[:-1] + tail
    if dice < 0.7:
        return chance.choice([one for one in "RDLNF" if one != first[0]]) + first[1:].lower()
    vowels = [place for place in range(1, len(first)) if first[place] in "aiueo"]
    place = chance.choice(vowels)
    sound = chance.choice([one for one in "aiu" if one != first[place]])
    return first[:place] + sound + first[place + 1 :]


def _other(sex: str) -> str:
    return "P" if sex == "L" else "L"


# The same child, written down by somebody else


def again(chance: Random, child: Person) -> Person:
    """The second record of a child: another officer, another teller, another day."""
    nickname = ""
    if chance.random() < 0.12:
        nickname = _nickname(child.name.split()[0])
    name = _misspelt(chance, child.name)
    if nickname and chance.random() < 0.4:
        name, nickname = nickname, ""
    village = child.village if chance.random() < 0.85 else chance.choice(_PLAIN_VILLAGES)
    phone = child.phone if chance.random() < 0.6 else f"08{chance.randrange(10**9, 10**10)}"
    school = child.school if chance.random() < 0.85 else ""
    return replace(
        child, name=name, nickname=nickname, birth=_told_birth(chance, child.birth),
        sex=child.sex if chance.random() < 0.99 else _other(child.sex),
        carers=_told_carers(chance, child.carers), village=village, phone=phone, school=school,
        number=_mistyped_number(chance, child.number), told_together=0,
    )  # fmt: skip


def _told_birth(chance: Random, birth: str) -> str:
    born, dice = date.fromisoformat(birth), chance.random()
    if dice < 0.08:
        return _on(born.year + chance.choice((-1, 1)), born.month, born.day)
    if dice < 0.12 and born.day <= 12:
        return _on(born.year, born.day, born.month)
    if dice < 0.15:
        return _on(born.year, born.month, 1 + born.day % 28)
    return birth


def _on(year: int, month: int, day: int) -> str:
    return date(year, month, min(day, 28)).isoformat()


def _told_carers(chance: Random, carers: tuple[str, ...]) -> tuple[str, ...]:
    if chance.random() < 0.12:
        return (_name(chance, "P", ""),)  # a grandmother, an aunt
    return tuple(_misspelt(chance, one) for one in carers if chance.random() < 0.75)


def _mistyped_number(chance: Random, number: str) -> str:
    if chance.random() > 0.08:
        return number
    place = chance.randrange(6, len(number))
    return number[:place] + str(chance.randrange(10)) + number[place + 1 :]


def _as_noted(chance: Random, person: Person) -> Person:
    """What the form holds in the end: many children have no document, some not even a birthday."""
    dice, born = chance.random(), date.fromisoformat(person.birth)
    age = None if dice < 0.78 or dice > 0.95 else max(0, (TODAY - born).days // 365)
    return replace(
        person,
        birth=person.birth if dice < 0.78 else "",
        age=age,
        carers=person.carers if chance.random() < 0.9 else (),
        village=person.village if chance.random() < 0.93 else "",
        phone=person.phone if chance.random() < 0.5 else "",
        number=person.number if chance.random() < 0.45 else "",
        school=person.school if chance.random() < 0.75 else "",
    )


# Slips of the pen


def _misspelt(chance: Random, name: str) -> str:
    if chance.random() < 0.25:
        return name
    for _ in range(1 if chance.random() < 0.75 else 2):
        name = chance.choices(SLIPS, SHARES)[0](chance, name) or name
    return name


def _other_variant(chance: Random, name: str) -> str:
    parts = name.split()
    groups = [group for stock in (*GIVEN.values(), FAMILY) for group in stock]
    for place in chance.sample(range(len(parts)), len(parts)):
        group = next((g for g in groups if parts[place] in g and len(g) > 1), ())
        if group:
            parts[place] = chance.choice([one for one in group if one != parts[place]])
            return " ".join(parts)
    return name


def _old_spelling(chance: Random, name: str) -> str:
    """Somebody old enough writes as they learned it; or an old name is written anew."""
    pairs = [(n, o) for n, o in _OLD if n in name.lower()]
    if not pairs:
        return name
    new, old = chance.choice(pairs)
    return _place(name, new, old)


def _place(name: str, what: str, by: str) -> str:
    spot = name.lower().rfind(what)
    written = name[:spot] + by + name[spot + len(what) :]
    return " ".join(part[:1].upper() + part[1:] for part in written.split())


def _inside(chance: Random, name: str) -> int:
    """A letter within a name, not its first."""
    spots = [p for p in range(1, len(name)) if name[p].isalpha() and name[p - 1] != " "]
    return chance.choice(spots) if spots else 0


def _dropped(chance: Random, name: str) -> str:
    spot = _inside(chance, name)
    return name[:spot] + name[spot + 1 :] if spot else name


def _doubled(chance: Random, name: str) -> str:
    spot = _inside(chance, name)
    return name[:spot] + name[spot] + name[spot:] if spot else name


def _breathed(chance: Random, name: str) -> str:
    """An h where none is, or none where one is."""
    spot = _inside(chance, name)
    if name[spot].lower() == "h":
        return name[:spot] + name[spot + 1 :]
    return name[: spot + 1] + "h" + name[spot + 1 :]


def _exchanged(chance: Random, name: str) -> str:
    spot = _inside(chance, name)
    if not spot or spot + 1 >= len(name) or name[spot + 1] == " ":
        return name
    return name[:spot] + name[spot + 1] + name[spot] + name[spot + 2 :]


def _next_key(chance: Random, name: str) -> str:
    spot = _inside(chance, name)
    near = _NEIGHBOURS.get(name[spot].lower(), "")
    return name[:spot] + chance.choice(near) + name[spot + 1 :] if near and spot else name


def _turned(chance: Random, name: str) -> str:
    parts = name.split()
    return " ".join([*parts[1:], parts[0]])


def _shortened(chance: Random, name: str) -> str:
    """An initial for one of the names."""
    parts = name.split()
    if len(parts) < 2:
        return name
    place = 0 if parts[0].startswith(("Mu", "Mo")) else chance.randrange(1, len(parts))
    parts[place] = f"{parts[place][0]}."
    return " ".join(parts)


def _without_last(chance: Random, name: str) -> str:
    parts = name.split()
    return " ".join(parts[:-1]) if len(parts) > 1 else name


def _run_together(chance: Random, name: str) -> str:
    parts = name.split()
    return " ".join([parts[0] + parts[1].lower(), *parts[2:]]) if len(parts) > 1 else name


def _nickname(first: str) -> str:
    """The end of the name, as a child says it: Rizky is Iky, Fatimah is Imah."""
    vowels = [place for place, letter in enumerate(first.lower()) if letter in "aiueo"]
    start = vowels[-2] if len(vowels) > 1 else 0
    return first[start:].capitalize()


type Slip = Callable[[Random, str], str]
_MADE: Sequence[tuple[Slip, float]] = (
    (_other_variant, 24), (_old_spelling, 10), (_dropped, 11), (_doubled, 7), (_breathed, 7),
    (_exchanged, 4), (_next_key, 10), (_turned, 4), (_shortened, 7), (_without_last, 12),
    (_run_together, 4),
)  # fmt: skip
SLIPS: Final = [slip for slip, _share in _MADE]
SHARES: Final = [share for _slip, share in _MADE]


def pairs(stock: Stock) -> Iterator[tuple[Person, Person]]:
    """The children that stand twice, for people who want to read them."""
    for one, other in sorted(stock.doubles):
        yield stock.people[one], stock.people[other]
