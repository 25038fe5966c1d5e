"""A phone, the people on it, the lease, a forgotten PIN."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pabolo.ground.devices.actions import minding
from pabolo.ground.devices.models import Carrier, Device, Proof
from pabolo.ground.devices.queries import device_lines, hashed
from pabolo.programme.network.models import Group
from tests.field.phones import Phone, Wallet, enrol
from tests.field.test_sending import ACTIVITY, ALARM
from tests.village.conftest import NOW, OURS, who
from tests.village.conftest import phone as signed_in

WRONG = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def ask(who_: str, **words: Any) -> Any:
    return signed_in(who_).post(
        "/desa/api/daftar/", json.dumps({"v": 1, **words}), content_type="application/json"
    )


def carrier(name: str = "nur") -> Carrier:
    return Carrier.objects.get(person_id=who(name).id)


def reset(name: str, by: str = "halim") -> None:
    minding.reset_pin(carrier_id=carrier(name).pk, by=who(by), at=NOW)


def test_a_lease_lasts_72_hours_and_opens_what_may_be_shown(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY)
    phone.seal("alarm", ALARM)
    phone.states()
    reply = phone.open().json()
    assert reply["half"] == phone.people["nur"].half
    assert reply["lease_until"] == (NOW + timedelta(hours=72)).strftime("%Y-%m-%dT%H:%M:%SZ") or (
        reply["lease_until"].endswith("Z")
    )
    today = reply["today"]
    assert [one["total"] for one in today["activities"]] == [7]
    assert len(today["alarms"]) == 1 and today["villages"][0]["code"] == OURS
    assert "Ujang" not in json.dumps(today) and "menangis" not in json.dumps(today)


def test_the_office_keeps_no_token_and_no_half_in_the_clear() -> None:
    phone = enrol()
    wallet = phone.people["nur"]
    kept = repr(list(Device.objects.values_list())) + repr(list(Carrier.objects.values_list()))
    kept += repr(list(Proof.objects.values_list()))
    assert phone.token not in kept and wallet.token not in kept and wallet.half not in kept


def test_ten_wrong_proofs_withhold_the_half_until_a_person_resets(ours: Group) -> None:
    phone = enrol()
    for _try in range(10):
        assert phone.open(proof=WRONG).status_code == 403
    reply = phone.open()
    assert reply.status_code == 403 and reply.json()["code"] == "field.own_reset"
    reset("nur")
    assert phone.open().json()["code"] == "field.own_reset"
    enrol(on=phone)
    assert phone.open().status_code == 200


def test_nine_wrong_proofs_do_not() -> None:
    phone = enrol()
    for _try in range(9):
        phone.open(proof=WRONG)
    assert phone.open().status_code == 200
    assert carrier().wrong == 0


def test_who_has_a_pin_gets_a_new_one_only_after_a_reset(ours: Group) -> None:
    phone = enrol()
    enrol(on=phone)  # the first answer was lost
    phone.open()
    known = {"device": phone.device, "device_token": phone.token}
    again = ask("nur", **known)
    assert again.status_code == 409 and again.json()["code"] == "field.pin_stands"
    reset("nur")
    assert ask("nur", **known).status_code == 200


def test_what_was_sealed_before_a_reset_is_still_theirs_but_opens_nothing(ours: Group) -> None:
    phone = enrol()
    phone.seal("activity", ACTIVITY)
    old = phone.people["nur"].token
    phone.open()
    reset("nur")
    enrol(on=phone)
    assert set(phone.states().values()) == {"done"}
    assert phone.open(proof=old).status_code == 403
    assert Proof.objects.filter(token=hashed(b"")).count() == 0


def test_the_lead_resets_in_the_own_group_alone_and_never_the_own(ours: Group) -> None:
    enrol()
    enrol("sari", label="HP Sari")
    enrol("halim", label="HP Halim")
    reset("nur")
    for name in ("sari", "halim"):
        with pytest.raises(Carrier.DoesNotExist):
            reset(name)
    with pytest.raises(Carrier.DoesNotExist):
        reset("halim", by="nur")
    reset("sari", by="nurul")


def test_two_people_on_one_phone_open_their_own_alone(ours: Group) -> None:
    phone = enrol()
    enrol("halim", on=phone)
    halves = {phone.people[name].half for name in ("nur", "halim")}
    assert len(halves) == 2 and Device.objects.count() == 1
    assert phone.open("nur", proof=phone.people["halim"].token).status_code == 403


def test_a_revoked_phone_opens_nothing_and_cannot_be_enrolled(ours: Group) -> None:
    phone = enrol()
    minding.revoke(device_id=Device.objects.get().pk, by=who("nurul"), at=NOW)
    assert phone.open().json()["code"] == "field.phone_revoked"
    known = {"device": phone.device, "device_token": phone.token}
    assert ask("halim", **known).status_code == 409


def test_who_is_not_of_a_group_does_not_enrol() -> None:
    assert Client().get("/desa/api/daftar/").status_code == 302
    assert ask("suryadi", label="HP").status_code == 404
    assert ask("nur", label=" ").json()["code"] == "field.label"
    assert ask("nur", device="00" * 16, device_token=WRONG).json()["code"] == "field.unknown_phone"


def test_the_phone_gets_what_its_posts_need_csrf_for() -> None:
    assert len(signed_in().get("/desa/api/daftar/").json()["csrf"]) > 30
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/desa/api/daftar/", "{}", content_type="application/json").status_code in {
        302,
        403,
    }


def test_a_lease_of_a_person_of_another_phone_does_not_open() -> None:
    phone, other = enrol(), enrol("sari", label="HP Sari")
    other.people["nur"] = Wallet(who("nur").id.hex, phone.people["nur"].token)
    assert other.open("nur").status_code == 403


def test_the_list_of_phones_costs_the_same_for_more(ours: Group) -> None:
    counts = []
    for number in range(3):
        enrol(label=f"HP {number}")
        with CaptureQueriesContext(connection) as seen:
            device_lines(who("nurul"), NOW.date())
        counts.append(len(seen))
    assert counts[0] == counts[2] <= 4


def test_a_lead_sees_the_phones_of_the_own_group(ours: Group) -> None:
    enrol()
    enrol("sari", label="HP Sari")
    assert [one.label for one in device_lines(who("halim"), NOW.date())] == ["HP dapur"]
    assert len(device_lines(who("ratna"), NOW.date())) == 2
    assert device_lines(who("nur"), NOW.date()) == []


def test_a_lease_ends_by_itself(ours: Group) -> None:
    phone = enrol()
    until = carrier().lease_until
    with time_machine.travel(NOW + timedelta(hours=10), tick=False):
        phone.open()
    assert carrier().lease_until > until


def _unused(phone: Phone) -> None:
    """Phones are plain data."""
