"""A release is drafted, attacked, approved by a second person, published; and never changes."""

import csv
import json
from datetime import date, datetime
from io import StringIO

import pytest
from django.db import DatabaseError, transaction
from tests.record.registers import AT, DATA, PUBLISHER, VERIFIER, register, someone

from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.record.figures import actions, exports, queries
from pabolo.record.figures.models import AdultVictimCount, Release, ReleaseContent
from pabolo.rules.actors import Actor
from pabolo.rules.counting import Dimension
from pabolo.rules.facts import Period
from pabolo.rules.releases import ReleaseState
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db

YEAR, HALF = Period(2025), Period(2026, 1)


def draft(period: Period = YEAR) -> Release:
    history = [Period(year) for year in range(2018, period.year)]
    return actions.draft_release(
        by=DATA, at=AT, facts=register(), period=period, history=history, synthetic=True
    )


def publish(period: Period = YEAR) -> Release:
    release = draft(period)
    actions.attack_release(by=DATA, at=AT, release_id=release.id)
    actions.approve_release(by=VERIFIER, at=AT, release_id=release.id)
    return actions.publish_release(by=PUBLISHER, at=AT, release_id=release.id)


def refusal(action: object, **given: object) -> str:
    with pytest.raises(Refused) as refused:
        action(at=AT, **given)  # type: ignore[operator]
    return refused.value.refusal.code


def test_three_releases_go_out_and_none_pins_a_hidden_count() -> None:
    actions.load_release_zero(by=DATA, at=AT)
    publish(YEAR)
    publish(HALF)
    assert {release.code for release in queries.releases()} == {"0", "2025", "2026-1"}
    newest = queries.latest()
    assert newest is not None and not newest.verbatim
    for release in queries.releases()[:2]:
        if release.verbatim:
            continue
        for table in release.content["tables"]:
            for cell in [*table["cells"], table["total"]]:
                assert cell["shown"] is None or (cell["shown"] >= 10 and cell["shown"] % 5 == 0)


def test_release_zero_is_loaded_once_and_says_what_the_record_said() -> None:
    first = actions.load_release_zero(by=DATA, at=AT)
    assert actions.load_release_zero(by=DATA, at=AT) == first
    zero = queries.release_zero()
    assert zero is not None
    share = zero.indicator("VAC_SHARE", "2019")
    assert share is not None
    assert (share["numerator"], share["denominator"], share["value"]) == (48, 56, "85.7")
    rates = [zero.indicator("VAC_RATE", year) for year in ("2018", "2019")]
    assert [rate["value"] for rate in rates if rate] == ["1.61", "2.67"]


def test_who_may_take_which_step() -> None:
    release = draft()
    assert (
        refusal(actions.approve_release, by=VERIFIER, release_id=release.id)
        == "record.no_such_step"
    )
    assert (
        refusal(actions.draft_release, by=someone(9, Role.INTAKE), facts=register(), period=YEAR)
        == "record.no_post"
    )
    actions.attack_release(by=DATA, at=AT, release_id=release.id)
    drafter = Actor(DATA.id, frozenset({Role.DATA, Role.SUPERVISOR}))
    assert (
        refusal(actions.approve_release, by=drafter, release_id=release.id)
        == "record.second_person"
    )
    approved = actions.approve_release(by=VERIFIER, at=AT, release_id=release.id)
    assert approved.state == ReleaseState.APPROVED
    assert refusal(actions.publish_release, by=VERIFIER, release_id=release.id) == "record.no_post"


def test_the_database_keeps_the_second_person_too() -> None:
    release = draft()
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(approved_by=DATA.id)


def test_a_period_is_closed_for_thirty_days_first() -> None:
    early = datetime(2026, 7, 29, 9, tzinfo=WIB)
    with pytest.raises(Refused) as refused:
        actions.draft_release(by=DATA, at=early, facts=register(), period=HALF)
    assert refused.value.refusal.code == "release.not_closed"


def test_a_frozen_text_never_changes() -> None:
    release = draft()
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleaseContent.objects.filter(release=release).update(text="{}")


def test_the_same_count_is_released_with_the_same_number() -> None:
    """Otherwise the average of many withdrawn releases would tell."""
    first, second = draft(), draft()
    texts = [json.loads(ReleaseContent.objects.get(release=r).text) for r in (first, second)]
    assert texts[0]["tables"] == texts[1]["tables"]
    assert (first.code, second.code) == ("2025", "2025.2")


def test_what_was_withdrawn_still_counts_for_the_attacker() -> None:
    release = publish()
    actions.withdraw_release(by=VERIFIER, at=AT, release_id=release.id)
    assert queries.releases() == []
    assert [known.code for known in queries.earlier()] == ["2025"]


def test_adult_counts_are_corrected_not_overwritten() -> None:
    month = date(2026, 3, 17)
    for count in (4, 6):
        actions.enter_adult_count(
            by=DATA, at=AT, month=month, form="ALL", count=count, source="UPTD, buku layanan"
        )
    assert AdultVictimCount.objects.count() == 2
    (current,) = queries.adult_counts()
    assert (current.month, current.count) == (date(2026, 3, 1), 6)
    bad = {"month": month, "form": "ALL", "source": "x"}
    assert refusal(actions.enter_adult_count, by=DATA, count=-1, **bad) == "record.not_a_count"
    assert refusal(actions.enter_adult_count, by=DATA, count=1, **bad | {"source": " "}) == (
        "record.no_source"
    )


def test_inside_every_count_is_exact_and_opens_its_list() -> None:
    facts = register()
    inside = queries.internal(facts, YEAR, date(2026, 2, 1))
    for dimension, cells in inside.by.items():
        for value, count in cells.items():
            assert len(queries.behind(facts, YEAR, dimension, value)) == count
    assert sum(inside.by[Dimension.SEX].values()) == inside.observations[0].numerator


def test_csv_json_and_catalogue_say_the_same() -> None:
    publish()
    release = queries.published("2025")
    assert release is not None
    rows = list(csv.DictReader(StringIO(exports.to_csv(release))))
    vac = next(r for r in rows if r["indicator"] == "VAC_N" and r["period"] == "2025")
    own = release.indicator("VAC_N")
    assert own is not None and vac["value"] == own["value"]
    (network,) = [r for r in rows if r["indicator"] == "PATBM_ACT"]
    assert network["window_days"] == "60", "a release says by which window it counted"
    hidden = [r for r in rows if r["status"] == "Q"]
    assert all(r["value"] == "" for r in hidden)
    described = json.loads(exports.to_json_ld(release, "https://example.org"))
    checksums = [d.get("spdx:checksum") for d in described["dcat:distribution"]]
    assert checksums[0]["spdx:checksumValue"] == release.sha256
    assert not any(
        value.startswith(("=", "+", "@")) for row in rows for value in row.values() if value
    )
