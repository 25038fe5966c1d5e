"""The small drawings: every one carries its meaning in words too."""

import pytest
from django.template import engines
from django.utils.translation import override

from pabolo.doors.shared import charts, drawings
from pabolo.doors.shared.charts import Point, Tile
from pabolo.doors.shared.icons import ICONS
from pabolo.doors.shared.languages import bare_path, path_in
from pabolo.doors.shared.navigation import rooms_for
from pabolo.doors.shared.remaining import Chip
from pabolo.doors.shared.templatetags.pabolo import TAGS
from pabolo.rules.vocabulary import Role


def drawn(source: str, **words: object) -> str:
    with override("id"):
        return engines["django"].from_string("{% load pabolo %}" + source).render(words)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in drawings.icon(name)


@pytest.mark.parametrize("kind", sorted(k for k, (_l, _i, word) in TAGS.items() if word))
def test_a_tag_has_a_word(kind: str) -> None:
    html = drawn("{% tag kind %}", kind=kind)
    assert str(TAGS[kind][2]).strip()
    assert html.split(">")[-2].strip() != "<span"


def test_not_assessed_looks_like_high_risk() -> None:
    assert TAGS["unassessed"][:2] == TAGS["high"][:2]


def test_progress_says_its_step_in_words() -> None:
    html = drawn("{% plait 2 5 %}")
    assert "Pertanyaan 2 dari 5" in html
    assert html.count('class="k"') == 1


def test_cells_say_how_many_of_how_many() -> None:
    html = drawn("{% cells 3 7 %}")
    assert "3 dari 7" in html
    assert html.count('class="on"') == 3
    assert html.count('class="off"') == 4


def test_a_clock_of_three_days_has_three_segments() -> None:
    html = drawn("{% clock 52.67 72 %}")
    assert html.count('class="off"') == 3
    assert html.count('class="on"') == 3
    assert "52 dari 72 jam sudah lewat" in html


def test_a_sealed_field_says_so() -> None:
    assert "tersegel" in drawn("{% sealed %}")


def test_tags_escape_what_they_are_given() -> None:
    chip = Chip("<b>", "<i>", "late")
    html = drawn("{% chip c %}{% tag 'plain' x %}", c=chip, x="<script>")
    assert "<script>" not in html
    assert "<i>" not in html


def test_charts_carry_title_and_numbers() -> None:
    points = [Point("2018", 29, "seed"), Point("2019", 48), Point("2020", None)]
    svg = charts.columns("k", "Anak & tahun", points)
    assert '<title id="k-t">Anak &amp; tahun</title>' in svg
    assert "seedbar" in svg
    assert ">48<" in svg
    assert "style=" not in svg + charts.rows("r", "t", points) + charts.line("l", "t", points)


def test_a_hidden_point_breaks_the_line() -> None:
    points = [Point("a", 1), Point("b", None), Point("c", 3)]
    assert 'class="ln"' not in charts.line("l", "t", points)
    assert 'class="ln"' in charts.line("l", "t", [Point("a", 1), Point("b", 2)])


def test_a_waffle_has_one_square_for_each_person() -> None:
    svg = charts.waffle("56", 48, 56)
    assert (svg.count('class="y"'), svg.count('class="n"')) == (48, 8)


def test_the_tile_map_ignores_unknown_districts() -> None:
    svg = charts.tiles([Tile("12.10.01", "Rantau Utara", "8/10", "t4"), Tile("x", "?", "")], "t")
    assert svg.count("<rect") == 1
    assert "8/10" in svg


def test_no_districts_lie_on_each_other() -> None:
    assert len(set(charts.PLACES.values())) == len(charts.PLACES)


@pytest.mark.parametrize(
    ("share", "look"), [(None, "t0"), (0.49, "t1"), (0.5, "t2"), (0.6, "t3"), (0.75, "t4")]
)
def test_tile_classes_follow_the_key(share: float | None, look: str) -> None:
    assert charts.look_for(share) == look


def test_addresses_change_language_and_back() -> None:
    assert path_in("/lapor", "en") == "/en/lapor"
    assert path_in("/en/lapor", "id") == "/lapor"
    assert path_in("/en/", "id") == "/"
    assert bare_path("/energi") == "/energi"
    with override("en"):
        assert engines["django"].from_string("{% load pabolo %}{% path '/angka' %}").render() == (
            "/en/angka"
        )


def test_the_office_shows_only_rooms_of_ones_work() -> None:
    admin = {room.key for room in rooms_for({Role.ADMIN})}
    assert admin == {"today", "people", "settings"}
    assert "cases" in {room.key for room in rooms_for({Role.CASE_WORKER})}
    assert "readings" not in {room.key for room in rooms_for({Role.CASE_WORKER})}
