"""What the office and the village do with an item until it ends."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from pabolo.ground.accounts.actions.people import end_post
from pabolo.ground.accounts.queries import posts_of, posts_on
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import bare
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault import erasure
from pabolo.ground.vault.actions import revoke
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases.actions import leaving
from pabolo.programme.intake.codes import code_of, tag_of
from pabolo.programme.intake.models import Report
from pabolo.programme.retention import due
from pabolo.programme.watchlist.actions import office, righting, rounds
from pabolo.programme.watchlist.models import WatchItem, WatchLine
from pabolo.programme.watchlist.queries.counts import counts, village_counts
from pabolo.programme.watchlist.queries.files import listed, open_item
from pabolo.programme.watchlist.queries.own import own_watch
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duties import OpenThing, orphans
from pabolo.rules.vocabulary import Facet, Subject
from pabolo.rules.watchlist import Answer, Ending
from tests import builders as b
from tests.watchlist import world as w


def row(item: UUID) -> WatchItem:
    """The item as it stands."""
    return WatchItem.objects.get(pk=item)


def owed(item: UUID) -> int:
    """How many duties are open on it."""
    return Duty.objects.filter(folder_id=item, state="open").count()


def partner(unit: b.Unit, kind: str = "DIK") -> str:
    """An agency of the directory."""
    load_directory(by=SYSTEM, at=unit.at)
    found = agencies(unit.at.date(), kind).first()
    assert found is not None
    return found.pk.hex


def test_asked_answered_and_settled_on_what_shows_it(unit: b.Unit) -> None:
    item, school = w.recorded(unit), partner(unit)
    office.ask_agency(item_id=item, agency=school, due=None, by=unit.nurul, at=unit.at)
    assert (row(item).state, owed(item)) == ("asked", 2)
    answer = office.write_answer
    w.refused(
        "watch.no_evidence",
        lambda: answer(item_id=item, answer=Answer.SETTLED, words=" ", by=unit.nurul, at=unit.at),
    )
    answer(
        item_id=item, answer=Answer.SETTLED, words="Terdaftar di PKBM.", told="Sudah sekolah lagi.",
        by=unit.nurul, at=unit.at,
    )  # fmt: skip
    assert (row(item).state, owed(item)) == ("settled", 0)
    (line,) = own_watch(unit.nur, at=unit.at)
    assert (line.standing, line.answer, line.told) == ("settled", "settled", "Sudah sekolah lagi.")
    w.refused(
        "watch.ended", lambda: righting.visit(item_id=item, words="a", by=unit.nur, at=unit.at)
    )


def test_visited_again_by_who_wrote_it(unit: b.Unit) -> None:
    item, day = w.recorded(unit), unit.at.date() + timedelta(days=7)
    office.write_answer(
        item_id=item, answer=Answer.HELPING, words="Petugas datang.", again=day,
        by=unit.nurul, at=unit.at,
    )  # fmt: skip
    assert (row(item).look_day, owed(item)) == (day, 2)
    righting.visit(item_id=item, words="Anak hadir.", by=unit.nur, at=unit.at)
    assert (row(item).look_day, owed(item)) == (None, 1)
    other = w.other_activist(unit)
    with pytest.raises(WatchItem.DoesNotExist):
        righting.visit(item_id=item, words="Anak hadir.", by=other, at=unit.at)


def test_contested_and_put_right_with_what_stood_before(unit: b.Unit) -> None:
    item = w.recorded(unit)
    stands = righting.let_stand
    w.refused(
        "watch.no_contest", lambda: stands(item_id=item, reason="a", by=unit.nurul, at=unit.at)
    )
    righting.contest(item_id=item, says="family", reason="Salah nama.", by=unit.nur, at=unit.at)
    assert owed(item) == 3
    righting.correct(
        item_id=item, fact="name", value="Rahman Contoh", reason="Kata ibunya.",
        by=unit.nurul, at=unit.at,
    )  # fmt: skip
    assert owed(item) == 2
    file = open_item(item, by=unit.nurul, at=unit.at, facets=[Facet.IDENTITY])
    assert file.who is not None and file.who.name == "Rahman Contoh"
    (said,) = [one.words for one in file.lines if one.line.what == "corrected"]
    assert said is not None and (said.before, said.after) == ("Rahmat Contoh", "Rahman Contoh")
    shut = open_item(item, by=unit.nurul, at=unit.at)
    assert shut.who is None and all(one.words is None for one in shut.lines)


def test_a_corrected_name_keeps_its_bearer_out(unit: b.Unit) -> None:
    """A broken variant would look for conflicts only when the item is new."""
    item = w.recorded(unit)
    assert unit.nurul.id in holders(item)
    righting.correct(
        item_id=item, fact="name", value=w.name_of_person(unit.nurul), reason="Kata ibunya.",
        by=unit.ratna, at=unit.at,
    )  # fmt: skip
    assert unit.nurul.id not in holders(item)
    assert lost(unit) == ()


def test_handed_on_and_answered_by_another(unit: b.Unit) -> None:
    item = w.recorded(unit)
    hand = office.hand_on
    w.refused(
        "watch.same_owner",
        lambda: hand(item_id=item, to="DIK", reason="a", by=unit.nurul, at=unit.at),
    )
    hand(item_id=item, to="DSO", reason="Butuh bantuan biaya.", by=unit.nurul, at=unit.at)
    assert (row(item).state, owed(item)) == ("new", 2)
    assert [one.id for one in listed(unit.nurul, at=unit.at, owner="DSO")] == [item]
    assert listed(unit.nurul, at=unit.at, owner="DIK") == []


def test_its_time_ends_by_a_person_and_never_by_the_clock(unit: b.Unit) -> None:
    item, today = w.recorded(unit), unit.at.date()
    end = office.end
    early = lambda: end(  # noqa: E731
        item_id=item, ending=Ending.EXPIRED, words="Tidak perlu.", by=unit.nurul, at=unit.at
    )
    w.refused("watch.not_expired", early)
    later = unit.at + timedelta(days=100)
    rounds.look_at_ages(at=later)
    assert row(item).state == "new"
    office.keep(
        item_id=item, until=today + timedelta(days=150), reason="Masih perlu.",
        by=unit.nurul, at=later,
    )  # fmt: skip
    assert owed(item) == 2
    end(
        item_id=item, ending=Ending.EXPIRED, words="Tidak perlu.", by=unit.nurul,
        at=unit.at + timedelta(days=151),
    )  # fmt: skip
    assert (row(item).state, owed(item)) == ("settled", 0)


def test_an_age_that_is_sure_ends_it_and_one_that_may_be_asks_a_person(unit: b.Unit) -> None:
    item = w.recorded(unit, replace(w.SCHOOL, age="17"))
    assert rounds.look_at_ages(at=unit.at) == 0
    soon = unit.at + timedelta(days=30)
    assert (rounds.look_at_ages(at=soon), row(item).state, owed(item)) == (1, "new", 3)
    assert rounds.look_at_ages(at=soon) == 0
    sure = unit.at + timedelta(days=366)
    assert rounds.look_at_ages(at=sure) == 1
    assert (row(item).state, owed(item)) == ("settled", 0)


def test_it_becomes_a_report_once(unit: b.Unit) -> None:
    item = w.recorded(unit, replace(w.SCHOOL, kind="PW19", answers={}, suspects="unknown"))
    righting.make_report(item_id=item, reason="Ada memar.", by=unit.nurul, at=unit.at)
    assert Report.objects.filter(state="received").count() == 1
    assert (row(item).state, owed(item)) == ("reported", 0)
    # A broken variant makes the token of the id, which stands in addresses.
    assert not Report.objects.filter(tag=tag_of(code_of(item.bytes))).exists()
    again = lambda: righting.make_report(  # noqa: E731
        item_id=item, reason="Ada memar.", by=unit.nurul, at=unit.at
    )
    w.refused("watch.ended", again)


def test_what_changed_meanwhile_is_not_written_over(unit: b.Unit) -> None:
    item = w.recorded(unit)
    righting.visit(item_id=item, words="Ada.", by=unit.nur, at=unit.at)
    w.refused(
        "watch.changed_meanwhile",
        lambda: righting.visit(item_id=item, words="b", by=unit.nurul, at=unit.at, seen=1),
    )


def test_the_head_sees_numbers_and_few_are_nobodys(unit: b.Unit) -> None:
    w.recorded(unit, w.BREASTFED)
    w.recorded(unit)
    w.recorded(unit, replace(w.SCHOOL, kind="PW11", answers={}, suspects="no"))
    found = village_counts(unit.suryadi, w.VILLAGE, at=unit.at)
    assert (found.by_kind, found.others) == ({"PW02": 4}, 2)
    (exact,) = counts(unit.nurul, at=unit.at)
    assert exact.by_kind == {"PW02": 4, "PW01": 1, "PW11": 1}
    w.refused("access.role", lambda: counts(unit.suryadi, at=unit.at))
    with pytest.raises(WatchItem.DoesNotExist):
        village_counts(unit.suryadi, "12.10.08.2008", at=unit.at)


def test_who_is_new_in_the_post_sees_what_is_open(unit: b.Unit) -> None:
    item = w.recorded(unit)
    assert rounds.grant_newcomers(at=unit.at) == 0

    revoke(folder=item, people=[unit.nurul.id], day=unit.at.date())
    assert rounds.grant_newcomers(at=unit.at) == 1
    assert unit.nurul.id in holders(item)


def test_the_night_takes_nothing_from_who_is_still_at_work(unit: b.Unit) -> None:
    """A broken variant rests the access on a post that its holder does not have."""
    item, later = w.recorded(unit), unit.at + timedelta(days=1)
    before = holders(item)
    leaving.settle(at=later)
    assert holders(item) == before and {unit.nur.id, unit.nurul.id} <= before.keys()


def test_an_empty_post_leaves_no_item_without_somebody(unit: b.Unit) -> None:
    item, later = w.recorded(unit), unit.at + timedelta(days=2)
    for post in posts_of(unit.nurul.id):
        end_post(post=post.pk, last_day=unit.at.date(), by=unit.rizky, at=unit.at)
    leaving.settle(at=later)
    rounds.grant_newcomers(at=later)
    assert rounds.inherit(at=later) == 1
    owners = Duty.objects.filter(folder_id=item, state="open").values_list("owner_post", flat=True)
    assert set(owners) == {"supervisor"}


def lost(unit: b.Unit) -> tuple[OpenThing, ...]:
    """Open items without an open duty that somebody owns who may see them."""
    posts = posts_on(unit.at.date())
    everybody = {person for people in posts.values() for person in people}
    things = [
        OpenThing(Subject.WATCH, one.pk, frozenset(everybody - holders(one.pk).keys()))
        for one in WatchItem.objects.filter(closed_day__isnull=True)
    ]
    return orphans(things, [bare(one) for one in Duty.objects.filter(state="open")], posts)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_no_open_item_is_nobodys(unit: b.Unit, seed: int) -> None:
    dice, day, at = random.Random(seed), unit.at.date(), unit.at
    items = [w.recorded(unit, one) for one in (w.SCHOOL, w.BREASTFED, replace(w.SCHOOL, age="17"))]
    school, done = partner(unit), 0

    def steps(item: UUID) -> list[Callable[[], object]]:
        ids = {"item_id": item, "at": at}
        n = unit.nurul
        return [
            lambda: office.ask_agency(agency=school, due=None, by=n, **ids),
            lambda: office.write_answer(
                answer=dice.choice(list(Answer)), words="a", by=n,
                again=dice.choice([None, day + timedelta(days=9)]), **ids,
            ),
            lambda: office.hand_on(to=dice.choice(["DSO", "PKM"]), reason="a", by=n, **ids),
            lambda: office.keep(until=day + timedelta(days=99), reason="a", by=n, **ids),
            lambda: office.end(ending=dice.choice(list(Ending)), words="a", by=n, **ids),
            lambda: righting.visit(words="a", by=dice.choice([n, unit.nur]), **ids),
            lambda: righting.contest(says="family", reason="a", by=unit.nur, **ids),
            lambda: righting.let_stand(reason="a", by=n, **ids),
            lambda: righting.correct(fact="note", value="b", reason="a", by=n, **ids),
            lambda: righting.correct(fact="age", value="9", reason="a", by=n, **ids),
        ]  # fmt: skip

    for _ in range(40):
        item = dice.choice(items)
        try:
            dice.choice(steps(item))()
            done += 1
        except Refused:
            items.append(w.recorded(unit)) if row(item).closed_day else None
        assert lost(unit) == ()
        for one in WatchItem.objects.filter(closed_day__isnull=False):
            assert owed(one.pk) == 0
    assert done > 10
    assert WatchLine.objects.count() > done


def test_what_was_settled_long_ago_is_due_for_destruction_and_what_is_open_never(
    unit: b.Unit,
) -> None:
    ended, stays = w.recorded(unit), w.recorded(unit)
    words = "Sudah sekolah."
    office.end(item_id=ended, ending=Ending.EVIDENCE, words=words, by=unit.nurul, at=unit.at)
    assert due.due(at=unit.at + timedelta(days=300)) == []
    found = {one.root: one for one in due.units(at=unit.at + timedelta(days=400))}
    assert found[ended].refusal is None and found[ended].folders == ((Subject.WATCH, ended),)
    assert stays not in found
    with transaction.atomic():
        erasure.order([(Subject.WATCH, ended)], day=unit.at.date())
    assert not WatchItem.objects.filter(pk=ended).exists()
    assert not listed(unit.nurul, at=unit.at, ended=True)
