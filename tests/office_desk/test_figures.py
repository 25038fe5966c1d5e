"""Exact figures inside: scoped, each count opening the cases behind it; releases by two people."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.audit.queries import entries
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.models import Grant
from pabolo.programme.cases.queries.facts import STATS
from pabolo.programme.intake.queries.response import RESPONSES, countable, responses_of
from pabolo.record.figures.gathering import register
from pabolo.record.figures.models import AdultVictimCount, Release
from pabolo.record.figures.queries import internal
from pabolo.record.figures.tables import BREAKDOWNS, cells, children_of
from pabolo.rules.behind import FINDS, behind_cell, behind_indicator
from pabolo.rules.counting import Dimension, break_down, observe
from pabolo.rules.facts import Period
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

YEAR = Period(2026)
DAYS = (YEAR.start, YEAR.end)


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    STATS.clear()
    RESPONSES.clear()


def listed(text: str) -> set[str]:
    return set(re.findall(r">(K-[0-9A-Z]{3}-[0-9A-Z]{3})<", text))


def test_a_count_opens_exactly_the_cases_behind_it(unit: build.Unit) -> None:
    physical, sexual = build.assigned(unit), build.served(unit, build.SEXUAL, sexual=True)
    client = signed_in("ratna")
    text = page(client, reverse("office:figures"))
    link = next(m for m in re.findall(r'href="([^"]+)"', text) if "apa=form&amp;nilai=SEK" in m)
    behind = page(client, link.replace("&amp;", "&"))
    assert listed(behind) == {display_code("K", sexual)}
    assert reverse("office:case", args=[sexual]) in behind
    both = page(client, reverse("office:figure_list") + "?periode=2026&apa=VAC_N")
    assert listed(both) == {display_code("K", physical), display_code("K", sexual)}


def test_every_number_equals_the_length_of_its_list(unit: build.Unit) -> None:
    build.assigned(unit), build.served(unit, build.SEXUAL, sexual=True), build.closed(unit)
    held = register(by=unit.ratna, at=NOW, period=YEAR)
    shown = internal(held.facts, YEAR, NOW.date())
    child_of = {row.case: row.child for row in held.facts.victims}
    for seen in shown.observations:
        if seen.code in FINDS and not seen.code.startswith("RESP"):
            found = behind_indicator(seen.code, held.facts, YEAR, NOW.date())
            assert len({child_of[case] for case in found.met}) == seen.numerator, seen.code
    for dimension in Dimension:
        for value, count in break_down(held.facts, YEAR, dimension).items():
            cases = behind_cell(held.facts, YEAR, dimension, value)
            assert len({child_of[case] for case in cases}) == count
    for name in BREAKDOWNS:
        assert all(children_of(held, found) for found in cells(held, YEAR, name).values())


def test_a_list_is_one_receipt_that_names_its_cases(unit: build.Unit) -> None:
    build.assigned(unit)
    page(signed_in("ratna"), reverse("office:figure_list") + "?periode=2026&apa=VAC_N")
    newest = entries(limit=1)[0]
    assert (newest.verb, len(newest.objects)) == ("case.list", 1)


def test_what_was_not_granted_is_not_counted_and_not_listed(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    Grant.objects.filter(person_id=unit.ratna.id, folder=case_id).delete()
    client = signed_in("ratna")
    assert listed(page(client, reverse("office:figure_list") + "?periode=2026&apa=VAC_N")) == set()
    assert "apa=sex" not in page(client, reverse("office:figures"))


def test_a_post_without_files_is_told_so_instead_of_a_zero(unit: build.Unit) -> None:
    build.assigned(unit)
    text = page(signed_in("nurul"), reverse("office:figures"))
    assert "apa=VAC_N" not in text and "di luar" in text.lower()


@pytest.mark.parametrize(
    "query",
    [
        "periode=1999&apa=VAC_N", "periode=x&apa=VAC_N", "periode=2026&apa=nama",
        "periode=2026&apa=RESP_24&sisi=semuanya", "periode=2026&apa=VAC_N&nilai=FIS",
    ],
)  # fmt: skip
def test_an_unknown_code_in_the_address_finds_nothing(unit: build.Unit, query: str) -> None:
    page(signed_in("ratna"), f"{reverse('office:figure_list')}?{query}", status=404)


def test_who_may_not_see_figures_finds_nothing(unit: build.Unit) -> None:
    page(signed_in("dedi"), reverse("office:figures"), status=404)
    page(signed_in("agus"), reverse("office:figure_list") + "?apa=VAC_N", status=404)


def test_the_number_of_queries_does_not_grow_with_the_register(unit: build.Unit) -> None:
    client = signed_in("ratna")
    build.assigned(unit)
    page(client, reverse("office:figures"))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(client, reverse("office:figures"))
        return len(seen)

    few = asked()
    for _n in range(4):
        build.served(unit)
    page(client, reverse("office:figures"))
    assert asked() == few <= 45


def test_response_is_counted_from_the_first_look_though_somebody_looks_again(
    unit: build.Unit,
) -> None:
    report = build.read(unit, build.received(unit))
    later = build.Unit(unit.at.replace(day=20))
    build.read(later, report)
    (row,) = responses_of(countable(by=unit.ratna, days=DAYS), by=unit.ratna, at=later.at)
    assert (row.first_read_at, row.received_at, row.anonymous) == (unit.at, None, True)


def test_day_only_reports_stand_apart_and_open_their_list(unit: build.Unit) -> None:
    report = build.read(unit, build.received(unit))
    held = register(by=unit.ratna, at=NOW, period=YEAR)
    seen = observe("RESP_24", held.facts, YEAR, NOW.date())
    assert (seen.denominator, seen.parts[0].denominator) == (0, 1)
    address = f"{reverse('office:figure_list')}?periode=2026&apa=RESP_24.day_only&sisi=ya"
    assert reverse("office:report", args=[report.pk]) in page(signed_in("ratna"), address)


# --- adult counts and releases ---


def test_an_adult_count_needs_its_source_and_keeps_what_was_typed(unit: build.Unit) -> None:
    client, address = signed_in("yusuf"), reverse("office:adult_counts")
    typed = {"month": "2026-10-01", "form": "ALL", "count": "7", "source": " "}
    answer = client.post(address, typed)
    assert answer.status_code in (409, 422) and not AdultVictimCount.objects.exists()
    assert 'value="7"' in answer.content.decode()
    assert client.post(address, typed | {"source": "Laporan UPTD"}).status_code == 302
    assert AdultVictimCount.objects.get().month == date(2026, 10, 1)
    assert "Laporan UPTD" in page(client, address + "?tahun=2026")


def drafted() -> Release:
    client = signed_in("yusuf")
    assert client.post(reverse("office:releases"), {"period": "2026-1"}).status_code == 302
    return Release.objects.get()


def test_a_release_goes_through_four_hands_and_says_why_it_stops(unit: build.Unit) -> None:
    release = drafted()
    assert release.synthetic
    address = reverse("office:release", args=[release.pk])

    def go(who: str, to: str) -> int:
        step = reverse("office:release_step", args=[release.pk, to])
        return signed_in(who).post(step).status_code

    assert go("togar", "approved") == 409, "not attacked yet"
    assert go("yusuf", "attacked") == 302
    own = signed_in("yusuf").post(reverse("office:release_step", args=[release.pk, "approved"]))
    assert own.status_code in (403, 409)
    assert go("togar", "approved") == 302
    assert go("wulan", "published") == 302
    assert go("togar", "withdrawn") == 302
    release.refresh_from_db()
    assert release.state == "withdrawn" and release.code in page(signed_in("wulan"), address)


def test_an_open_period_is_not_offered_and_not_drafted(unit: build.Unit) -> None:
    answer = signed_in("yusuf").post(reverse("office:releases"), {"period": "2026-2"})
    assert answer.status_code == 422 and not Release.objects.exists()


def test_a_release_counts_the_whole_register_by_the_system(unit: build.Unit) -> None:
    build.assigned(unit)
    Grant.objects.all().delete()
    drafted()
    scans = [entry for entry in entries(limit=20) if entry.verb == "case.count"]
    assert [(scan.actor, len(scan.objects)) for scan in scans] == [("system", 1)]


def test_an_unknown_step_or_release_is_not_there(unit: build.Unit) -> None:
    release = drafted()
    client = signed_in("wulan")
    assert (
        client.post(reverse("office:release_step", args=[release.pk, "burned"])).status_code == 404
    )
    page(client, reverse("office:release", args=[unit.ratna.id]), status=404)
