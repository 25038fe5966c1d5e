"""The office's pages about reports, as officers meet them."""

import io
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from pabolo.demo.cast import build_cast
from pabolo.ground.attachments.models import File
from pabolo.ground.audit.actions import AuditUnavailable
from pabolo.ground.audit.queries import entries, readings_of
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries import sheet as sheets
from pabolo.programme.intake.queries.tracking import track
from pabolo.rules.codes import normalise_code
from tests.intake.conftest import NOW, VILLAGE, only_report, told
from tests.public_report.conftest import Fields


@pytest.fixture(autouse=True)
def afternoon() -> Iterator[None]:
    """One moment, and the sample people at work."""
    with time_machine.travel(NOW, tick=False):
        build_cast(NOW)
        yield


def desk(username: str = "siti") -> Client:
    """Somebody signed in."""
    client = Client()
    client.post("/masuk/contoh/", {"person": username})
    return client


@pytest.fixture
def report(send: Callable[..., str]) -> UUID:
    """A report on the list."""
    send(told("Cerita rahasia.", accused="Paman Tua"))
    desk().get("/dinas/laporan/")
    return only_report()


def page(client: Client, report: UUID, query: str = "") -> str:
    return client.get(f"/dinas/laporan/{report}/{query}").content.decode()


def fields(text: str) -> dict[str, list[str]]:
    parser = Fields()
    parser.feed(text)
    return parser.data


def test_the_list_lets_in_what_waits_and_says_why_it_is_due(report: UUID) -> None:
    text = desk().get("/dinas/laporan/").content.decode()
    assert f"/dinas/laporan/{report}/" in text
    assert "Cerita rahasia" not in text and "Paman" not in text


def test_a_list_is_one_receipt(report: UUID, send: Callable[..., str]) -> None:
    send(told())
    send(told())
    client = desk()
    client.get("/dinas/laporan/")
    before = len(entries(limit=500))
    client.get("/dinas/laporan/")
    assert [e.verb for e in entries(limit=500)][: len(entries(limit=500)) - before] == [
        "report.list"
    ]


def test_the_page_opens_on_its_overview_and_each_side_by_one_click(report: UUID) -> None:
    client = desk()
    closed = page(client, report)
    assert "Cerita rahasia" not in closed and "Paman Tua" not in closed
    opened = page(client, report, "?buka=story")
    assert "Cerita rahasia" in opened and "Paman Tua" not in opened
    both = page(client, report, "?buka=story&buka=accused")
    assert "Cerita rahasia" in both and "Paman Tua" in both
    read = next(e for e in readings_of(report) if e.verb == "report.side")
    assert set(read.facets) == {"narrative", "accused"}


def test_the_receipt_stands_before_the_plaintext(
    report: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise AuditUnavailable

    monkeypatch.setattr(sheets, "receipt", broken)
    answer = desk().get(f"/dinas/laporan/{report}/?buka=story")
    assert answer.status_code == 503
    assert "Cerita" not in answer.content.decode()


def test_locked_vault_tells_staff(report: UUID, lock: Callable[[bool], None]) -> None:
    client = desk()
    lock(True)
    answer = client.get("/dinas/laporan/")
    assert answer.status_code == 503


@pytest.mark.parametrize("username", ["nur", "dedi", "yusuf", "agus"])
def test_who_has_no_business_with_reports_finds_nothing(report: UUID, username: str) -> None:
    answer = desk(username).get(f"/dinas/laporan/{report}/")
    assert answer.status_code in {403, 404}
    assert "Cerita" not in answer.content.decode()


def test_a_report_out_of_scope_looks_like_one_that_is_not_there(send: Callable[..., str]) -> None:
    send(told(accused="Budi Santosa Ritonga"))
    desk().get("/dinas/laporan/")
    client = desk("budi")
    hidden = client.get(f"/dinas/laporan/{only_report()}/")
    absent = client.get(f"/dinas/laporan/{uuid4()}/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def look(client: Client, report: UUID, version: int = 1, **more: object) -> object:
    typed = {"version": version, "look-assessed": "medium", "look-note": "Catatan saya."} | more
    return client.post(f"/dinas/laporan/{report}/tinjau/", typed)


def test_the_first_look_is_recorded(report: UUID) -> None:
    answer = look(desk(), report)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert Report.objects.get().state == "read"


def test_two_officers_on_one_report_409_and_what_was_typed_is_kept(report: UUID) -> None:
    look(desk("siti"), report)
    answer = look(desk("budi"), report, **{"look-note": "Tulisan Budi."})
    assert answer.status_code == 409  # type: ignore[attr-defined]
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "Tulisan Budi." in text
    assert fields(text)["version"][0] == "2"


def test_a_message_goes_to_the_mailbox_once(report: UUID, send: Callable[..., str]) -> None:
    client = desk()
    token = fields(page(client, report))["token"][0]
    for _time in range(2):
        client.post(f"/dinas/laporan/{report}/pesan/", {"message-text": "Di mana?", "token": token})
    assert page(client, report).count("Di mana?") == 1


def test_information_only_needs_the_report_read_and_a_reason(report: UUID) -> None:
    client = desk()
    typed = {
        "version": 1,
        "decision-outcome": "information_only",
        "decision-reason": "Salah alamat.",
    }
    refused = client.post(f"/dinas/laporan/{report}/putusan/", typed)
    assert refused.status_code == 409 and "Salah alamat." in refused.content.decode()
    look(client, report)
    client.post(f"/dinas/laporan/{report}/putusan/", typed | {"version": 2})
    assert Report.objects.get().state == "decided"
    assert str(report) in client.get("/dinas/laporan/?lihat=putus").content.decode()


def test_an_unclear_name_is_decided_by_a_supervisor(send: Callable[..., str]) -> None:
    send(told(accused="Budi Ritonga"))
    ratna = desk("ratna")
    ratna.get("/dinas/laporan/")
    report = only_report()
    assert desk("siti").get(f"/dinas/laporan/{report}/").status_code == 404
    form = fields(page(ratna, report))
    prefix = form["prefix"][0]
    typed = {"version": form["version"][0], "prefix": prefix, f"{prefix}-meant": "no"}
    typed |= {f"{prefix}-person": form[f"{prefix}-person"][0], f"{prefix}-reason": "Bukan dia."}
    assert ratna.post(f"/dinas/laporan/{report}/kecocokan/", typed).status_code == 302
    assert desk("siti").get(f"/dinas/laporan/{report}/").status_code == 200


# Taking a report down


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    return SimpleUploadedFile("foto.png", out.getvalue(), "image/png")


def take(client: Client, **more: object) -> object:
    form = fields(client.get("/dinas/laporan/baru/").content.decode())
    typed: dict[str, object] = {name: values for name, values in form.items() if any(values)}
    typed |= {
        "a-channel": "WA",
        "w-danger": "no",
        "w-worries": ["FIS"],
        "s-text": "[24/11 09.05] Ibu: anak saya dipukul",
        "c0-name": "Butet",
        "p-village": VILLAGE,
        "go": "send",
    }
    return client.post("/dinas/laporan/baru/", typed | more)


def test_a_chat_is_pasted_a_photo_attached_and_the_code_handed_back() -> None:
    client = desk()
    answer = take(client, files=[picture()])
    text = answer.content.decode()  # type: ignore[attr-defined]
    shown = text.split("Code: ")[-1] if "Code: " in text else text.split("Kode: ")[-1]
    code = normalise_code(shown.split("\n")[0])
    assert track(code) is not None
    reply = text.split("readonly")[1].split("</textarea>")[0]
    assert "Butet" not in reply and "dipukul" not in reply
    assert File.objects.count() == 1


def test_a_file_is_handed_out_sandboxed_under_its_own_receipt() -> None:
    client = desk()
    take(client, files=[picture(), SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")])
    report = only_report()
    assert "foto.png" not in page(client, report)
    assert "foto.png" in page(client, report, "?buka=files")
    assert "Gambar, " in page(client, report, "?buka=files")
    for file in File.objects.all():
        answer = client.get(f"/dinas/berkas/{file.pk}/")
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        shown = "inline" if answer["Content-Type"].startswith("image/") else "attachment"
        assert answer["Content-Disposition"].startswith(shown)
    assert readings_of(report)[0].verb == "file.opened"
    assert desk("dedi").get(f"/dinas/berkas/{File.objects.all()[0].pk}/").status_code == 404


def test_a_wrong_file_keeps_everything_typed() -> None:
    answer = take(desk(), files=[SimpleUploadedFile("a.exe", b"MZ....")])
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "anak saya dipukul" in answer.content.decode()  # type: ignore[attr-defined]
    assert Report.objects.count() == 0


def test_another_child_can_be_added_and_nothing_is_lost() -> None:
    answer = take(desk(), go="add")
    text = answer.content.decode()  # type: ignore[attr-defined]
    form = fields(text)
    assert form["c0-name"] == ["Butet"] and "c1-name" in form
    assert "anak saya dipukul" in text
    assert Report.objects.count() == 0


def test_double_submit_of_the_entry_form_is_one_report() -> None:
    client = desk()
    token = fields(client.get("/dinas/laporan/baru/").content.decode())["token"][0]
    for _time in range(2):
        take(client, token=token)
    assert Report.objects.count() == 1


def test_a_time_in_the_future_is_asked_about() -> None:
    answer = take(desk(), **{"a-received": "2027-01-01T08:00"})
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert Report.objects.count() == 0


def test_twenty_five_megabytes_are_too_much_at_once() -> None:
    big = SimpleUploadedFile("a.ogg", b"OggS" + bytes(26 * 1024 * 1024))
    assert take(desk(), files=[big]).status_code == 413  # type: ignore[attr-defined]
