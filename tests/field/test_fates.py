"""What cannot be taken in waits for a person, and nothing is dropped."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pabolo.doors.shared.field import working
from pabolo.doors.shared.field.deciding import take_in
from pabolo.ground.accounts.models import Post
from pabolo.ground.audit.queries import entries, last_checkpoint
from pabolo.ground.devices.actions import minding
from pabolo.ground.devices.models import Carrier, Device, Proof, Submission
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.intake.models import Report
from pabolo.programme.network.models import Activity, Group, Meeting
from tests.field.phones import Phone, Wallet, enrol
from tests.field.test_sending import ACTIVITY, ALARM, MEETING
from tests.village.conftest import NOW, OURS, THEIRS, who


def answer(phone: Phone, *ids: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = phone.send(*ids).json()["answers"]
    return found[0]


def device() -> Device:
    return Device.objects.get()


def revoke() -> None:
    minding.revoke(device_id=device().pk, by=who("nurul"), at=NOW)


def take(identity: str, person: str = "", village: str = "") -> None:
    chosen = who(person).id if person else None
    row = Submission.objects.get(pk=identity)
    take_in(submission_id=row.pk, by=who("nurul"), at=NOW, person=chosen, village=village)


def test_a_village_that_is_no_longer_theirs_waits_and_is_taken_in_for_it(ours: Group) -> None:
    phone = enrol()
    identity = phone.seal("activity", ACTIVITY)
    Post.objects.filter(person_id=who("nur").id).update(village=THEIRS)
    found = answer(phone)
    assert (found["state"], found["code"]) == ("parked", "field.village")
    assert "kantor" in found["sentence"].lower()
    with pytest.raises(Refused):
        take(identity)
    take(identity, person="halim")
    assert answer(phone)["state"] == "done"
    assert Activity.objects.get().recorded_by == who("halim").id


def test_whose_post_has_ended_is_not_shut_up_about_a_child(ours: Group) -> None:
    phone = enrol()
    alarm, meeting = phone.seal("alarm", ALARM), phone.seal("meeting", MEETING)
    Post.objects.filter(person_id=who("nur").id).update(until_day=NOW.date() - timedelta(days=1))
    reply = phone.send().json()
    states = {one["id"]: (one["state"], one.get("code")) for one in reply["answers"]}
    assert states == {alarm: ("done", None), meeting: ("parked", "field.person_left")}
    assert reply["orders"] == [{"order": "lock", "person": who("nur").id.hex}]
    assert Report.objects.defer("box").get().raised_by_id == who("nur").id


def test_an_alarm_without_a_pin_is_the_alarm_of_the_phone() -> None:
    phone = enrol()
    phone.seal("alarm", ALARM, who="nobody")
    phone.people["thief"] = Wallet(who("nur").id.hex, "AAAA")
    phone.seal("alarm", ALARM, who="thief")
    assert set(phone.states().values()) == {"done"}
    raised = set(Report.objects.values_list("raised_by_id", flat=True))
    assert Report.objects.count() == 2 and raised == {None}


def test_an_entry_that_nobody_is_proved_to_have_made_waits(ours: Group) -> None:
    phone = enrol()
    phone.people["thief"] = Wallet(who("nur").id.hex, "AAAA")
    phone.seal("activity", ACTIVITY, who="thief")
    assert answer(phone)["code"] == "field.unproved"
    assert not Activity.objects.exists()


def test_a_revoked_phone_is_wiped_and_what_it_sends_is_kept_apart(ours: Group) -> None:
    phone = enrol()
    ids = [phone.seal("activity", ACTIVITY), phone.seal("alarm", ALARM)]
    revoke()
    reply = phone.send().json()
    assert reply["orders"] == [{"order": "wipe"}]
    assert {one["state"] for one in reply["answers"]} == {"quarantined"}
    assert not Report.objects.exists() and not Activity.objects.exists()
    minding.lift(device_id=device().pk, by=who("ratna"), at=NOW)
    assert set(phone.states().values()) == {"quarantined"}
    for identity in ids:
        take(identity)
    assert set(phone.states().values()) == {"done"}
    assert Report.objects.count() == Activity.objects.count() == 1


def test_who_is_taken_off_a_phone_leaves_the_others_alone(ours: Group) -> None:
    phone = enrol()
    enrol("halim", on=phone)
    mine = phone.seal("activity", ACTIVITY)
    other = phone.seal("activity", ACTIVITY, who="halim")
    minding.take_off(device_id=device().pk, person=who("nur").id, by=who("nurul"), at=NOW)
    reply = phone.send().json()
    assert {one["id"]: one["state"] for one in reply["answers"]} == {
        mine: "quarantined",
        other: "done",
    }
    assert reply["orders"] == [{"order": "wipe", "person": who("nur").id.hex}]


def test_the_day_of_a_wrong_clock_is_put_right_by_a_person(ours: Group) -> None:
    phone = enrol()
    phone.skew = timedelta(days=-400)
    wrong = clock.day_of(phone.now()).isoformat()
    identity = phone.seal("meeting", MEETING | {"day": wrong})
    assert answer(phone)["code"] == "field.clock"
    take(identity)
    assert Meeting.objects.get().day == NOW.date()


def test_what_its_own_rule_refuses_is_refused_with_the_sentence(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY | {"counts": {}})
    found = answer(phone)
    assert (found["state"], found["code"]) == ("refused", "activity.nobody")
    assert found["sentence"] and Submission.objects.get().sealed is None


def test_an_alarm_is_never_refused_by_a_rule() -> None:
    phone = enrol()
    phone.seal("alarm", {"place": OURS, "worries": []})
    assert answer(phone)["state"] == "parked"
    assert Submission.objects.get().sealed is not None


@pytest.mark.parametrize(
    ("kind", "asked", "code"),
    [
        ("dance", {}, "field.kind"),
        ("activity", {"rules": "99"}, "field.rules_changed"),
        ("activity", {"body": {"place": 7}}, "field.unreadable"),
    ],
)
def test_what_the_office_does_not_understand_is_kept(
    ours: Group, kind: str, asked: dict[str, Any], code: str
) -> None:
    phone = enrol()
    change = dict(asked)
    body = change.pop("body", ACTIVITY)
    phone.seal(kind, body, **change)
    assert answer(phone)["code"] == code
    assert Submission.objects.get().sealed is not None


def test_an_envelope_under_another_id_does_not_open(ours: Group) -> None:
    phone = enrol()
    identity = phone.seal("activity", ACTIVITY)
    moved = phone.outbox.pop(identity) | {"id": "ab" * 16}
    phone.outbox["ab" * 16] = moved
    assert answer(phone)["code"] == "field.unreadable"


def test_another_phone_carries_what_this_one_cannot_send(ours: Group) -> None:
    phone, courier = enrol(), enrol("halim", label="HP Halim")
    identity = phone.seal("activity", ACTIVITY)
    courier.outbox[identity] = phone.outbox[identity] | {"device": phone.device}
    assert courier.states() == {identity: "done"}
    assert phone.states() == {identity: "done"}
    assert Activity.objects.get().recorded_by == who("nur").id


def test_an_id_that_another_phone_has_used_is_refused(ours: Group) -> None:
    phone, other = enrol(), enrol("halim", label="HP Halim")
    identity = phone.seal("activity", ACTIVITY)
    phone.states()
    other.outbox[identity] = phone.outbox[identity]
    assert answer(other)["code"] == "field.id_taken"
    assert answer(phone)["state"] == "done"


def test_one_that_cannot_be_taken_in_does_not_hold_up_the_others(
    ours: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = enrol()
    phone.seal("meeting", MEETING)
    phone.seal("activity", ACTIVITY)
    kind = working.KINDS["meeting"]
    broken = type(kind)(kind.payload, kind.place, kind.day, kind.kept, lambda *_: 1 / 0)  # type: ignore[arg-type]
    monkeypatch.setattr(working, "KINDS", working.KINDS | {"meeting": broken})  # type: ignore[operator]
    assert sorted(phone.states().values()) == ["done", "parked"]


def test_the_phone_is_told_what_the_log_says(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY)
    reply = phone.send().json()
    last = last_checkpoint()
    assert last is not None and reply["checkpoint"] == last.note
    verbs = [one.verb for one in entries(limit=20)]
    assert {"field.received", "field.read", "network.activity_recorded"} <= set(verbs)


def test_the_database_holds_envelopes_proofs_and_ends(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY | {"place": THEIRS})
    phone.states()
    for change in ({"sealed": b"other"}, {"digest": b"x" * 32}, {"received_at": NOW}):
        if change == {"received_at": NOW}:
            change = {"received_at": NOW + timedelta(days=1)}
        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError), transaction.atomic():
        Proof.objects.update(token=b"y" * 32)
    row = Submission.objects.get()
    minding.refuse(submission_id=row.pk, reason="field.not_ours", by=who("nurul"), at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(state="parked", sealed=b"again")


def test_only_the_keepers_decide(ours: Group) -> None:
    phone = enrol()
    identity = phone.seal("activity", ACTIVITY | {"place": THEIRS})
    phone.states()
    row = Submission.objects.get(pk=identity)
    for name in ("nur", "halim", "siti", "rizky"):
        with pytest.raises((Refused, Submission.DoesNotExist)):
            minding.refuse(submission_id=row.pk, reason="field.not_ours", by=who(name), at=NOW)
        with pytest.raises((Refused, Submission.DoesNotExist)):
            take_in(submission_id=row.pk, by=who(name), at=NOW, person=None, village=OURS)
        with pytest.raises(Refused):
            minding.revoke(device_id=device().pk, by=who(name), at=NOW)


def test_more_entries_cost_the_same_questions_each(ours: Group) -> None:
    phone = enrol()
    for _warm in range(2):
        phone.seal("activity", ACTIVITY)
        phone.states()
        phone.outbox.clear()
    counts = []
    for many in (1, 3):
        for _one in range(many):
            phone.seal("activity", ACTIVITY)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            phone.states()
        counts.append(len(seen))
        phone.outbox.clear()
    assert counts[1] - counts[0] < 2 * 24, counts


def test_nothing_is_kept_of_a_message_that_cannot_be_read(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY)
    stranger = Phone(phone.device, "AAAA", phone.public, outbox=phone.outbox)
    assert stranger.send().status_code == 401
    assert phone.post("/desa/api/kirim/", {"clock": "soon"}).status_code == 422
    assert phone.post("/desa/api/kirim/", {"clock": "x" * 1_100_000}).status_code == 413
    many = [phone.outbox[next(iter(phone.outbox))]] * 51
    words = {"clock": phone.now().isoformat(), "envelopes": many}
    assert phone.post("/desa/api/kirim/", words).status_code == 413
    assert not Submission.objects.exists() and Carrier.objects.count() == 1
