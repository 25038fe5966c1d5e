"""What a phone sends is kept once, worked in once, and answered."""

from collections.abc import Callable
from typing import Any

from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.devices.models import Submission
from pabolo.programme.intake.models import Report
from pabolo.programme.network.models import Activity, Group, Meeting
from tests.field.phones import enrol
from tests.village.conftest import NOW, OURS, who

ALARM: dict[str, Any] = {
    "danger": "no",
    "worries": ["FIS"],
    "sex": "P",
    "age": "9",
    "where": "Dusun Dua dekat surau",
    "name": "Si Ujang Rahasia",
    "text": "Sering menangis malam hari.",
    "place": OURS,
}
ACTIVITY: dict[str, Any] = {
    "place": OURS,
    "day": NOW.date().isoformat(),
    "level": "A",
    "kind": "SOS",
    "strategy": "1",
    "where": "Balai desa",
    "note": "",
    "counts": {"P_U1": 4, "L_U4": 3},
}
MEETING: dict[str, Any] = {
    "place": OURS,
    "day": NOW.date().isoformat(),
    "attendance": 7,
    "minutes": "Rencana bulan depan.",
}


def test_three_kinds_are_worked_in_once_however_often_they_are_sent(ours: Group) -> None:
    phone = enrol()
    ids = [phone.seal("alarm", ALARM), phone.seal("activity", ACTIVITY)]
    ids.append(phone.seal("meeting", MEETING))
    for _again in range(3):
        assert phone.states() == dict.fromkeys(ids, "done")
    assert Activity.objects.get().pk.hex == ids[1] and Activity.objects.get().total == 7
    assert Meeting.objects.get().pk.hex == ids[2]
    assert Report.objects.defer("box").get().raised_by_id == who("nur").id
    assert not Submission.objects.exclude(sealed=None).exists()


def test_while_locked_it_is_kept_and_worked_in_after_unlock(
    ours: Group, lock: Callable[[bool], None]
) -> None:
    phone = enrol()
    ids = [phone.seal("activity", ACTIVITY), phone.seal("alarm", ALARM)]
    lock(True)
    assert phone.states() == dict.fromkeys(ids, "stored")
    assert not Activity.objects.exists()
    lock(False)
    work_in_waiting(at=NOW)
    assert phone.states() == dict.fromkeys(ids, "done")
    assert Activity.objects.count() == Report.objects.count() == 1
