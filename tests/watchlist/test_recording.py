"""What the village notices: kept for the owner agency, counted without a name, or a report."""

from dataclasses import replace

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction

from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.ids import random_id
from pabolo.ground.vault.queries import holders
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import alarms_of
from pabolo.programme.watchlist.actions.field import body_of, take_watch
from pabolo.programme.watchlist.actions.recording import Entry, Recorded, record
from pabolo.programme.watchlist.kinds import for_capture
from pabolo.programme.watchlist.models import WatchItem
from pabolo.programme.watchlist.queries.own import own_watch
from pabolo.programme.watchlist.queries.scope import visible_to
from tests import builders as b
from tests.watchlist import world as w


def test_an_entry_reaches_the_office_with_a_duty_and_without_a_clear_word(unit: b.Unit) -> None:
    item = w.recorded(unit)
    row = WatchItem.objects.get(pk=item)
    assert (row.state, row.counted, row.recorded_by_id) == ("new", False, unit.nur.id)
    raw = b"".join(bytes(getattr(row, name)) for name in ("identity", "place", "told", "care"))
    for word in (b"Rahmat", b"PW01", b"12.10", b"dekat"):
        assert word not in raw
    duties = Duty.objects.filter(folder_id=item, state="open")
    assert {(one.subject, one.owner_post) for one in duties} == {("watch", "programme")}
    assert duties.count() == 2
    assert visible_to(unit.nurul).filter(pk=item).exists()


def test_the_same_id_is_the_same_entry_and_nobody_elses(unit: b.Unit) -> None:
    item = w.recorded(unit)
    before = len(list(entries()))
    again = record(item_id=item, entry=replace(w.SCHOOL, note="lain"), by=unit.nur, at=unit.at)
    assert again == Recorded(reported=False, again=True)
    assert WatchItem.objects.count() == 1 and len(list(entries())) == before
    other = w.other_activist(unit)
    w.refused("watch.id_taken", lambda: record(item_id=item, entry=w.SCHOOL, by=other, at=unit.at))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"danger": True}, "watch.alarm"),
        ({"village": "12.10.20.2001"}, "watch.village"),
        ({"kind": "PW77"}, "watch.no_kind"),
        ({"kind": "PW07", "answers": {}}, "watch.ask_first"),
        ({"age": "sebelas"}, "watch.age"),
        ({"age": "18"}, "watch.outgrown"),
        ({"kind": "PW02", "answers": {}}, "watch.no_names"),
        ({"kind": "PW02", "answers": {}, "name": "", "count": 0}, "watch.count"),
        ({"answers": {"group": "elsewhere"}}, "instrument.answer"),
        ({"note": "a" * 1001}, "watch.long"),
    ],
)
def test_what_is_refused(unit: b.Unit, change: dict[str, object], code: str) -> None:
    entry = replace(w.SCHOOL, **change)
    w.refused(code, lambda: w.recorded(unit, entry))
    assert not WatchItem.objects.exists()


def test_only_the_village_network_writes(unit: b.Unit) -> None:
    w.refused("access.role", lambda: w.recorded(unit, by=unit.nurul))


@pytest.mark.parametrize(
    "entry",
    [
        replace(w.SCHOOL, kind="PW06", answers={}),
        replace(w.SCHOOL, kind="PW05", answers={"stage": "date"}, suspects="yes"),
    ],
)
def test_harassment_and_suspected_violence_become_a_report_and_stand_on_no_list(
    unit: b.Unit, entry: Entry
) -> None:
    item = random_id()
    assert record(item_id=item, entry=entry, by=unit.nur, at=unit.at) == Recorded(reported=True)
    again = record(item_id=item, entry=entry, by=unit.nur, at=unit.at)
    assert again == Recorded(reported=True, again=True)
    assert not WatchItem.objects.exists()
    assert Report.objects.filter(state="received").count() == 1
    assert len(alarms_of(unit.nur)) == 1


def test_not_sure_is_kept_and_marked(unit: b.Unit) -> None:
    w.recorded(unit, replace(w.SCHOOL, kind="PW19", answers={}, suspects="unknown"))
    assert not Report.objects.exists()
    assert WatchItem.objects.count() == 1


def test_what_is_only_counted_holds_no_name_not_even_in_the_database(unit: b.Unit) -> None:
    item = w.recorded(unit, w.BREASTFED)
    row = WatchItem.objects.get(pk=item)
    assert row.counted and row.identity is None
    with pytest.raises(IntegrityError), transaction.atomic():
        WatchItem.objects.filter(pk=item).update(identity=b"x")


def test_history_is_append_only(unit: b.Unit) -> None:
    w.recorded(unit)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE watchlist_watchline SET seq = 9")


def test_whoever_shares_the_childs_name_is_never_let_in(unit: b.Unit) -> None:
    """A broken variant would grant by post alone."""
    named = w.name_of_person(unit.nurul)
    item = w.recorded(unit, replace(w.SCHOOL, name=named))
    assert unit.nurul.id not in holders(item)
    assert not visible_to(unit.nurul).exists()
    owners = set(Duty.objects.filter(folder_id=item).values_list("owner_post", flat=True))
    assert "programme" not in owners or len(holders(item)) > 2


def test_the_village_sees_how_it_stands_and_never_a_name(unit: b.Unit) -> None:
    item = w.recorded(unit)
    (line,) = own_watch(unit.nur, at=unit.at)
    assert (line.id, line.kind, line.standing, line.answer) == (item, "PW01", "new", "")
    text = msgspec.json.encode(
        {name: str(getattr(line, name)) for name in type(line).__dataclass_fields__}
    )
    for word in (b"Rahmat", b"dekat", b"12.10"):
        assert word not in text
    assert own_watch(w.other_activist(unit), at=unit.at) == []


def test_the_kinds_for_the_phone_hold_questions_and_nobody(unit: b.Unit) -> None:
    kinds = {str(one["code"]): one for one in for_capture(unit.at.date())}
    assert len(kinds) == 21
    assert (kinds["PW06"]["becomes"], kinds["PW05"]["becomes"]) == ("always", "asks")
    assert kinds["PW02"]["names"] is False
    first = kinds["PW01"]["questions"][0]  # type: ignore[index]
    assert first["type"] == "one" and first["choices"][0][0] == "never"


BODY = {
    "place": w.VILLAGE, "kind": "PW01", "name": "Rahmat Contoh", "age": "11", "sex": "L",
    "where": "dekat mushola", "answers": {"group": "left"}, "note": "",
}  # fmt: skip


def test_an_envelope_of_the_field_app_is_the_same_entry(unit: b.Unit) -> None:
    envelope, body = random_id(), body_of(BODY)
    first = take_watch(envelope=envelope, body=body, by=unit.nur, at=unit.at)
    again = take_watch(envelope=envelope, body=body, by=unit.nur, at=unit.at)
    assert (first.again, again.again) == (False, True)
    assert WatchItem.objects.get().pk == envelope


@pytest.mark.parametrize("answers", [{"danger": "yes"}, {"violence": "yes"}])
def test_an_envelope_about_danger_is_an_alarm_and_never_asked_again(
    unit: b.Unit, answers: dict[str, str]
) -> None:
    body = body_of({**BODY, "kind": "PW05", "answers": answers})
    assert take_watch(envelope=random_id(), body=body, by=unit.nur, at=unit.at).reported
    assert Report.objects.count() == 1 and not WatchItem.objects.exists()


def test_a_body_that_is_none_is_refused_before_anything(unit: b.Unit) -> None:
    with pytest.raises(msgspec.ValidationError):
        body_of({"kind": "PW01"})
