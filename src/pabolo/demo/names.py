"""Invented names of North Sumatra, and telephone numbers that ring nowhere.

A name is put together at random from given names and clan names that many thousands bear. No
name comes near one of the cast or of their declared kin, so that only the stories which are
about kinship meet the check for it.
"""

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from rapidfuzz.distance import Indel

from pabolo.demo.cast import CAST, KIN
from pabolo.rules.names import UNCLEAR_FROM, PreparedName, prepare, similarity_of

PHONE_START = "0812-0000-"

_GIRLS = [
    "Aisyah",
    "Ananda",
    "Annisa",
    "Asni",
    "Berliana",
    "Cahaya",
    "Cindy",
    "Citra",
    "Debora",
    "Devi",
    "Dinda",
    "Elvina",
    "Ester",
    "Fitria",
    "Fransiska",
    "Gita",
    "Hafizah",
    "Hotmaida",
    "Intan",
    "Junita",
    "Kartika",
    "Khairani",
    "Laila",
    "Lamria",
    "Latifah",
    "Lidya",
    "Mawarni",
    "Melati",
    "Mutiara",
    "Nabila",
    "Nadya",
    "Naomi",
    "Novita",
    "Olivia",
    "Paulina",
    "Puspita",
    "Putri",
    "Rahel",
    "Rauda",
    "Rizkina",
    "Rosita",
    "Rumondang",
    "Safira",
    "Salsabila",
    "Sahara",
    "Tiurma",
    "Tiara",
    "Uli",
    "Vera",
    "Winda",
    "Yohana",
    "Yuniar",
    "Zahra",
    "Zulaikha",
]
_BOYS = [
    "Aditya",
    "Alfian",
    "Andre",
    "Arifin",
    "Bagas",
    "Binsar",
    "Bonar",
    "Chandra",
    "Daniel",
    "Darma",
    "Doni",
    "Edward",
    "Eko",
    "Fahri",
    "Farhan",
    "Ferdinan",
    "Gilang",
    "Guntur",
    "Hamdan",
    "Haposan",
    "Hasan",
    "Ilham",
    "Imanuel",
    "Irfan",
    "Jefri",
    "Jonatan",
    "Juanda",
    "Kevin",
    "Lamhot",
    "Lukman",
    "Mangara",
    "Marcel",
    "Naufal",
    "Nico",
    "Oscar",
    "Pandapotan",
    "Rafi",
    "Rahmat",
    "Rangga",
    "Reza",
    "Ronald",
    "Saut",
    "Sahat",
    "Syahputra",
    "Taufik",
    "Teguh",
    "Tulus",
    "Wahyu",
    "Wira",
    "Yoga",
    "Yosua",
    "Zainal",
    "Zulfikar",
]
_SECOND_GIRLS = [
    "Amelia",
    "Aulia",
    "Ayuni",
    "Eka",
    "Elisabet",
    "Hartati",
    "Indah",
    "Juwita",
    "Kirana",
    "Lestiana",
    "Maharani",
    "Melinda",
    "Oktavia",
    "Permata",
    "Purnama",
    "Ramadani",
    "Safitri",
    "Sartika",
    "Utami",
    "Yolanda",
]
_SECOND_BOYS = [
    "Akbar",
    "Ardiansyah",
    "Fadillah",
    "Firmansyah",
    "Gabriel",
    "Hidayat",
    "Kurniawan",
    "Maulidin",
    "Nugroho",
    "Pardede",
    "Prayoga",
    "Purwanto",
    "Ramadan",
    "Saputra",
    "Setiawan",
    "Suhendra",
    "Syahrial",
    "Wibowo",
    "Wijaya",
    "Yudistira",
]
_CLANS = [
    "Siregar",
    "Harahap",
    "Nasution",
    "Lubis",
    "Hasibuan",
    "Ritonga",
    "Rambe",
    "Dalimunthe",
    "Munthe",
    "Pane",
    "Pohan",
    "Simanjuntak",
    "Simbolon",
    "Situmorang",
    "Sitorus",
    "Sihombing",
    "Nababan",
    "Panjaitan",
    "Pasaribu",
    "Saragih",
    "Damanik",
    "Sitompul",
    "Tambunan",
    "Nainggolan",
    "Gultom",
    "Marpaung",
    "Sagala",
    "Samosir",
    "Silalahi",
    "Tampubolon",
    "Tarigan",
    "Batubara",
    "Matondang",
    "Rangkuti",
]
_MOTHERS = [
    "Erlina",
    "Farida",
    "Halimah",
    "Herlina",
    "Jamilah",
    "Juliana",
    "Kasmawati",
    "Lamtiur",
    "Legiyem",
    "Mariani",
    "Masitah",
    "Nuraini",
    "Nurlela",
    "Poniyem",
    "Riama",
    "Rohani",
    "Rosdiana",
    "Ruminta",
    "Sainah",
    "Samsiah",
    "Sukarti",
    "Sumiati",
    "Suryani",
    "Tiamsa",
    "Tukinem",
    "Wagini",
    "Yusnidar",
]
_FATHERS = [
    "Amiruddin",
    "Arsyad",
    "Bahrum",
    "Burhanuddin",
    "Darwis",
    "Edison",
    "Gimin",
    "Hotman",
    "Jamaluddin",
    "Jumadi",
    "Kasman",
    "Legimin",
    "Manaek",
    "Maruli",
    "Misran",
    "Ngatimin",
    "Poltak",
    "Ramli",
    "Ridwan",
    "Rusli",
    "Sabar",
    "Sahala",
    "Samsul",
    "Sudirman",
    "Suparman",
    "Sukirman",
    "Tumpal",
    "Usman",
    "Wagimin",
    "Zulkarnain",
]
_VILLAGERS = [
    "Asmah",
    "Basuki",
    "Dahlia",
    "Efrida",
    "Gunawan",
    "Hanafi",
    "Ismiati",
    "Kasdi",
    "Marolop",
    "Masdiana",
    "Nirwana",
    "Paiman",
    "Rosminah",
    "Saidah",
    "Sardi",
    "Sofyan",
    "Sugeng",
    "Tagor",
    "Torang",
    "Umar",
    "Waginem",
    "Yusra",
]


@lru_cache(maxsize=1)
def _kept_free() -> tuple[PreparedName, ...]:
    return tuple(prepare(name) for name in (*(one.name for one in CAST), *KIN.values()))


def comes_near(name: str) -> bool:
    """Whether the check for kinship would take this name for somebody of the cast."""
    asked = prepare(name)
    ratio = Indel.normalized_similarity
    return any(similarity_of(asked, one, ratio=ratio) >= UNCLEAR_FROM for one in _kept_free())


def _free(drawn: Iterator[str]) -> str:
    return next(name for name in drawn if not comes_near(name))


def _joined(rng: Random, first: list[str], second: list[str], clan: str) -> Iterator[str]:
    while True:
        parts = [rng.choice(first)]
        parts += [rng.choice(second)] if rng.random() < 0.6 or not clan else []
        yield " ".join([*parts, clan]).strip()


def clan_name(rng: Random) -> str:
    """A clan name; empty for the third of families that use none."""
    return "" if rng.random() < 0.35 else rng.choice(_CLANS)


def child_name(rng: Random, sex: str, clan: str) -> str:
    """A child's name. `sex` as in the code list: P, L, else either."""
    girl = sex == "P" or (sex != "L" and rng.random() < 0.5)
    first, second = (_GIRLS, _SECOND_GIRLS) if girl else (_BOYS, _SECOND_BOYS)
    return _free(_joined(rng, first, second, clan))


def adult_name(rng: Random, sex: str, clan: str = "") -> str:
    """A grown-up's name."""
    first, second = (_MOTHERS, _SECOND_GIRLS) if sex == "P" else (_FATHERS, _SECOND_BOYS)
    return _free(_joined(rng, first, second, clan))


def member_name(rng: Random, clan: str) -> str:
    """A group member's name. No child, carer or reporter has one of these: members stand openly
    in the register of groups, and a search for sealed names must not find them there."""
    return _free(_joined(rng, _VILLAGERS, [*_SECOND_GIRLS, *_SECOND_BOYS], clan))


def phone(rng: Random) -> str:
    """A number of a range that is given to nobody."""
    return f"{PHONE_START}{rng.randrange(10_000):04d}"
