"""The shipped places are those of the regency, whole and unchanged by a second loading."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from pabolo.ground.lib.tables import rows_of
from pabolo.ground.places import queries
from pabolo.ground.places.actions import DATA, load_reference
from pabolo.ground.places.models import District, Population, Regency, Village

pytestmark = pytest.mark.django_db

# Kemendagri code: kelurahan, desa, BPS code (as published by the regency and by BPS).
PUBLISHED = {
    "12.10.01": (10, 0, "1207220"),
    "12.10.02": (9, 0, "1207210"),
    "12.10.07": (0, 10, "1207080"),
    "12.10.08": (2, 11, "1207130"),
    "12.10.09": (0, 24, "1207050"),
    "12.10.14": (0, 7, "1207070"),
    "12.10.18": (1, 9, "1207150"),
    "12.10.19": (1, 7, "1207160"),
    "12.10.20": (0, 7, "1207140"),
}


@pytest.fixture
def places() -> None:
    load_reference()


def test_one_regency_nine_districts_ninety_eight_villages(places: None) -> None:
    assert Regency.objects.count() == 1
    assert District.objects.count() == 9
    kinds = Counter(Village.objects.values_list("kind", flat=True))
    assert kinds == {"kelurahan": 23, "desa": 75}


def test_each_district_has_its_published_villages_and_bps_code(places: None) -> None:
    for district in queries.districts():
        kinds = Counter(v.kind for v in queries.villages(district.code))
        assert (kinds["kelurahan"], kinds["desa"], district.bps_code) == PUBLISHED[district.code]


def test_village_codes_lie_inside_their_district_and_tell_the_kind(places: None) -> None:
    for village in queries.villages():
        assert village.code.startswith(village.district_id + ".")
        assert village.kind == {"1": "kelurahan", "2": "desa"}[village.code[9]]


def test_no_village_bps_code_is_invented(places: None) -> None:
    assert not Village.objects.exclude(bps_code="").exists()


def test_loading_again_changes_nothing_and_repairs_a_spoilt_name(places: None) -> None:
    before = list(Population.objects.order_by("pk").values())
    Village.objects.filter(code="12.10.19.2008").update(name="Salah")
    load_reference()
    assert queries.village("12.10.19.2008").name == "Wonosari"
    assert Village.objects.count() == 98
    assert list(Population.objects.order_by("pk").values()) == before


def test_places_are_named_as_people_say_them(places: None) -> None:
    assert queries.full_name("12.10.19.2008") == "Desa Wonosari, Kecamatan Panai Hilir"
    assert queries.full_name("12.10.01.1005") == "Kelurahan Kartini, Kecamatan Rantau Utara"
    assert queries.full_name("12.10.01") == "Kecamatan Rantau Utara"
    assert queries.full_name("12.10") == "Kabupaten Labuhanbatu"
    assert queries.full_name("99.99.99.9999") == "99.99.99.9999"
    assert len(queries.names()) == 108


def test_which_codes_exist(places: None) -> None:
    assert all(queries.exists(code) for code in ("12.10", "12.10.19", "12.10.19.2008"))
    assert not any(queries.exists(code) for code in ("12.11", "12.10.03", "12.10.19.2009", "", "x"))


def test_no_two_districts_share_a_tile(places: None) -> None:
    tiles = queries.tiles()
    assert len({(t.column, t.row) for t in tiles}) == 9
    assert sum(t.villages for t in tiles) == 98
    first = tiles[0]
    assert (first.name, first.column, first.row) == ("Panai Hilir", 3, 0)  # at the sea
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.filter(code="12.10.01").update(tile_column=3, tile_row=0)


def known(year: int) -> queries.Denominator | None:
    return queries.denominators_for([year])[year]


def test_the_seed_year_is_divided_by_the_seed_figure(places: None) -> None:
    found = known(2019)
    assert found is not None
    assert (found.count, found.source_code, found.estimate) == (179_775, "seed", False)
    assert round(48 / found.count * 10_000, 2) == 2.67


def test_estimates_say_that_they_are_estimates(places: None) -> None:
    found = known(2024)
    assert found is not None
    assert (found.count, found.estimate, found.carried) == (157_980, True, False)
    assert found.method


def test_a_year_without_a_figure_carries_the_latest_earlier_one_and_says_so(places: None) -> None:
    found = known(2027)
    assert found is not None
    assert (found.of_year, found.carried) == (2025, True)
    assert known(2017) is None


def test_estimates_follow_from_the_registered_figures(places: None) -> None:
    rows = rows_of(DATA / "population.csv")

    def count(year: str, age_from: str, source: str) -> int:
        keys = ("year", "age_from", "source_code")
        return next(
            int(r["count"]) for r in rows if tuple(r[k] for k in keys) == (year, age_from, source)
        )

    registered = {age: count("2024", age, "dukcapil-2024") for age in ("", "0", "5", "10", "15")}
    children = registered["0"] + registered["5"] + registered["10"] + 0.6 * registered["15"]
    share = children / registered[""]
    census, latest = count("2020", "", "sp2020"), registered[""]
    for year in range(2020, 2024):
        total = census + (latest - census) * (year - 2020) / 4
        assert count(str(year), "0", "perkiraan") == round(total * share)
    assert count("2024", "0", "perkiraan") == round(children)
    assert count("2025", "0", "perkiraan") == round(527_000 * share)


def test_one_source_gives_a_year_one_whole_population(places: None) -> None:
    row = Population.objects.get(source_code="sp2020")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
