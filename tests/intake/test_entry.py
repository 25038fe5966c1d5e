"""Reports taken down by staff, alarms of activists, boxes of a locked office, the nightly batch."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PIL import Image

from pabolo.ground.attachments.queries import named, of_folder
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.audit.queries import entries, readings_of
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.queries import holders
from pabolo.programme.intake.actions import unboxing
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.alarms import raise_alarm
from pabolo.programme.intake.actions.entry import Arrival, Recorded, Upload, record_report
from pabolo.programme.intake.actions.nightly import log_reporters
from pabolo.programme.intake.actions.reading import Look, read_report
from pabolo.programme.intake.actions.submission import padded
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import alarms_of
from pabolo.programme.intake.queries.tracking import track
from pabolo.rules.actors import Actor
from pabolo.rules.telling import Moments
from pabolo.rules.vocabulary import Facet
from tests.intake.conftest import NOW, TODAY, VILLAGE, only_report, token, told

CALLED = datetime(2026, 11, 24, 9, 5, tzinfo=WIB)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return out.getvalue()


def take(by: Actor, *, channel: str = "WA", number: int = 50, **more: object) -> Recorded:
    arrival = Arrival(channel, Moments(CALLED, more.pop("disclosed", None)), "129-77")  # type: ignore[arg-type]
    return record_report(
        told=more.pop("told", told()),  # type: ignore[arg-type]
        arrival=arrival,
        token=token(number),
        by=by,
        at=NOW,
        files=more.pop("files", ()),  # type: ignore[arg-type]
    )


def test_a_call_is_taken_down_and_the_code_handed_back(office: list[Actor]) -> None:
    recorded = take(office[0])
    assert track(recorded.code) is not None
    assert office[0].id in holders(recorded.id)


def test_the_same_entry_form_twice_is_one_report(office: list[Actor]) -> None:
    first, second = take(office[0]), take(office[0])
    assert (first.id, first.code) == (second.id, second.code) and second.again
    assert Report.objects.count() == 1


def test_a_photo_and_a_voice_note_come_along_sealed(office: list[Actor]) -> None:
    files = [Upload("C:\\wa\\foto.jpg", picture()), Upload("pesan.ogg", b"OggS" + bytes(99))]
    recorded = take(office[0], files=files)
    kept = of_folder(recorded.id)
    proof = receipt(
        "file.opened", by=office[0], at=NOW, folders=[recorded.id], facets=[Facet.FILES]
    )
    assert {one.facts.kind for one in named(proof, kept)} == {"image", "audio"}


def test_a_file_of_an_unknown_kind_refuses_the_whole_entry(office: list[Actor]) -> None:
    with pytest.raises(Refused):
        take(office[0], files=[Upload("virus.exe", b"MZ" + bytes(50))])
    assert Report.objects.count() == 0


@pytest.mark.parametrize("ahead", [{"minutes": 1}, {"days": 3}], ids=str)
def test_a_report_cannot_come_in_tomorrow(office: list[Actor], ahead: dict[str, int]) -> None:
    with pytest.raises(Refused):
        record_report(
            told=told(),
            arrival=Arrival("TLP", Moments(NOW + timedelta(**ahead))),
            token=token(51),
            by=office[0],
            at=NOW,
        )


def test_who_wrote_it_down_loses_sight_of_it_if_it_names_their_own(office: list[Actor]) -> None:
    recorded = take(office[1], told=told(accused="Budi Santosa Ritonga"))
    assert office[1].id not in holders(recorded.id)


def test_activists_and_village_heads_do_not_take_reports_down(nur: Actor) -> None:
    with pytest.raises(Refused):
        take(nur)


# Alarms


def test_an_alarm_reaches_the_office_and_its_activist_sees_days_only(
    office: list[Actor], nur: Actor
) -> None:
    assert raise_alarm(told=told(danger="yes"), token=token(60), by=nur, at=NOW)
    line = alarms_of(nur)[0]
    assert (line.received_day, line.read_day, line.progress) == (TODAY, None, "received")
    read_report(report_id=only_report(), version=1, look=Look(), by=office[0], at=NOW)
    assert alarms_of(nur)[0].read_day == TODAY
    assert nur.id not in holders(only_report())


def test_the_same_alarm_form_twice_is_one_alarm(office: list[Actor], nur: Actor) -> None:
    sent = [raise_alarm(told=told(), token=token(60), by=nur, at=NOW) for _time in range(2)]
    assert sent == [True, False]
    assert Report.objects.count() == 1


def test_an_activist_raises_alarms_in_their_own_village_only(nur: Actor) -> None:
    from pabolo.programme.intake.facets import Whereabouts
    from pabolo.programme.intake.told import Told

    assert VILLAGE in nur.villages
    elsewhere = Told(story=told().story, place=Whereabouts(village="12.10.01.1002"))
    with pytest.raises(Refused):
        raise_alarm(told=elsewhere, token=token(60), by=nur, at=NOW)


def test_staff_do_not_raise_alarms(siti: Actor) -> None:
    with pytest.raises(Refused):
        raise_alarm(told=told(), token=token(60), by=siti, at=NOW)


# While the office was locked


def test_boxes_are_opened_at_admission_under_a_receipt(
    office: list[Actor], send: Callable[..., str], lock: Callable[[bool], None]
) -> None:
    lock(True)
    code = send(told("Cerita di dalam kotak."))
    lock(False)
    assert track(code) is None
    assert admit_waiting(at=NOW) == 1
    assert track(code) is not None
    verbs = [entry.verb for entry in reversed(readings_of(only_report()))]
    assert verbs == ["report.unboxed", "report.scanned", "report.admitted"]
    assert Report.objects.get().box is None


def test_audit_store_unavailable_opens_no_box(
    office: list[Actor],
    send: Callable[..., str],
    lock: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock(True)
    send(told())
    lock(False)

    def broken(*_args: object, **_more: object) -> None:
        raise AuditUnavailable

    monkeypatch.setattr(unboxing, "receipt", broken)
    with pytest.raises(AuditUnavailable):
        admit_waiting(at=NOW)
    assert Report.objects.get().state == "boxed"


def test_a_box_is_padded_before_it_is_sealed() -> None:
    assert len(padded(b"a")) == len(padded(b"b" * 900)) == 1024
    assert len(padded(b"c" * 5000)) == 8192


# The nightly batch


def test_reporters_join_the_log_in_one_shuffled_batch_of_their_day(
    office: list[Actor], send: Callable[..., str]
) -> None:
    for _number in range(5):
        send(told())
    take(office[0])
    yesterday = TODAY - timedelta(days=1)
    send(told(), yesterday)
    before = len(entries(limit=500))
    assert log_reporters(day=TODAY) == 6
    batch = entries(limit=len(entries(limit=500)) - before)
    assert {entry.when for entry in batch} == {TODAY.isoformat(), yesterday.isoformat()}
    assert {entry.actor for entry in batch} == {""}
    assert log_reporters(day=TODAY) == 0
