"""The office's rooms of referrals and of the directory; the partner's page and what it keeps."""

import logging
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.doors.partner.guesses import GUESSES
from pabolo.ground.agencies.models import Agency, AgencyChange
from pabolo.ground.keys import ring
from pabolo.programme.referrals.models import Referral, ReferralEntry, Slip
from pabolo.programme.referrals.secrets import secret_of
from tests import builders as build
from tests.office_cases.conftest import signed_in
from tests.referrals.conftest import code, consented, question, sent

MITRA = "/mitra/"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No guesses left from another test."""
    GUESSES.forget()
    yield
    GUESSES.forget()


def test_the_office_makes_a_referral_and_is_refused_without_consent(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    dedi = signed_in("dedi")
    asked = question()
    typed = {
        "agency": asked.agency,
        "purpose": "health",
        "service": asked.service,
        "question": asked.question,
        "answer_by": "2026-11-06",
        "seen": "",
    }
    new = reverse("office:referral_new", args=[case_id])
    page = dedi.get(new)
    assert page.status_code == 200
    typed["seen"] = str(page.context["file"].case.version)
    made = dedi.post(new, typed)
    assert made.status_code == 302, made.content.decode()
    one = made["Location"]
    text = dedi.get(one).content.decode()
    assert "Belum ada persetujuan" in text
    version = str(Referral.objects.get().version)
    refused = dedi.post(one, {"do": "basis", "seen": version})
    assert refused.status_code in (403, 409)
    deed = reverse("office:deed", args=[case_id, "persetujuan"]) + f"?mitra={asked.agency}"
    assert asked.name in dedi.get(deed).content.decode()
    consented(unit, case_id, asked.name)
    assert dedi.post(one, {"do": "basis", "seen": version}).status_code == 302
    page = dedi.get(one)
    assert "Anak Sepuluh Tahun" in page.content.decode()
    version = str(Referral.objects.get().version)
    done = dedi.post(one, {"do": "send", "seen": version, "parts": ["sex", "service"]})
    assert done.status_code == 302
    slip = dedi.get(reverse("office:referral_slip", args=[Referral.objects.get().pk]))
    text = slip.content.decode()
    assert slip.status_code == 200 and "Anak Sepuluh" not in text and "<svg" in text
    assert dedi.get(reverse("office:case_referrals", args=[case_id])).status_code == 200
    assert asked.name in dedi.get(reverse("office:referrals")).content.decode()
    assert dedi.get("/dinas/").status_code == 200


def test_every_state_has_its_page_and_steps(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    dedi, one = signed_in("dedi"), reverse("office:referral", args=[referral.pk])

    def step(**typed: str) -> int:
        row = Referral.objects.get(pk=referral.pk)
        return dedi.post(one, {"seen": str(row.version), **typed}).status_code

    assert step(do="call", text="Ditelepon", next_day="2026-11-09") == 302
    assert step(do="reply", to="refused", text="") == 409
    assert step(do="reply", to="refused", text="Penuh") == 302
    assert "ganti=" in dedi.get(one).content.decode()
    assert step(do="reply", to="done", text="Sudah diperiksa", when="2026-11-02") == 302
    assert step(do="renew") == 302
    assert step(do="end") == 302
    assert step(do="feedback", how="Ibu, lewat kunjungan", when="2026-11-02") == 302
    assert "Ibu, lewat kunjungan" in dedi.get(one).content.decode()
    assert step(do="tidak-ada") == 404


def test_strangers_get_the_answer_of_what_does_not_exist(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    other = signed_in("budi")
    gone = other.get(reverse("office:referral", args=[Slip.objects.get().pk]))
    there = other.get(reverse("office:referral", args=[referral.pk]))
    assert (there.status_code, there.content) == (gone.status_code, gone.content)
    assert there.status_code == 404


def test_the_partner_answers_without_account_or_cookie(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    nurse = Client()
    field = nurse.get(MITRA)
    assert field.status_code == 200
    page = nurse.post(MITRA, {"code": code(referral).lower()})
    text = page.content.decode()
    assert "Anak Sepuluh Tahun" in text
    answer = {"code": code(referral), "go": "reply", "to": "refused", "text": ""}
    bad = nurse.post(MITRA, answer)
    assert "Tulis alasannya" in bad.content.decode()
    good = nurse.post(MITRA, {**answer, "to": "accepted", "when": "2026-11-05", "contact": "Rina"})
    assert "Jawaban Anda sudah diterima" in good.content.decode()
    for one in (field, page, bad, good):
        assert not one.cookies
        assert one["Cache-Control"] == "no-store" and one["Referrer-Policy"] == "no-referrer"
    assert Referral.objects.get().state == "accepted"


def test_gone_and_never_there_are_one_and_the_same(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    gone = code(referral)
    secret = secret_of(Slip.objects.get().pk)
    Slip.objects.update(ended_day=unit.at.date())
    never = code(sent(unit, build.assessed(unit)))
    Slip.objects.filter(ended_day__isnull=True).delete()
    answers = {Client().post(MITRA, {"code": one}).content for one in (gone, never, secret)}
    assert len(answers) == 1


def test_looking_at_a_link_opens_and_records_nothing(unit: build.Unit) -> None:
    sent(unit, build.assessed(unit))
    before = ReferralEntry.objects.count()
    assert Client().get(MITRA).status_code == 200
    assert ReferralEntry.objects.count() == before


def test_no_code_stands_in_the_log(unit: build.Unit, caplog: pytest.LogCaptureFixture) -> None:
    referral = sent(unit, build.assessed(unit))
    key, secret = code(referral), secret_of(Slip.objects.get().pk)
    with caplog.at_level(logging.DEBUG):
        Client().post(MITRA, {"code": key})
        Client().post(MITRA, {"code": secret})
    assert key not in caplog.text and secret not in caplog.text


def test_guessing_is_slowed_but_the_links_secret_still_opens(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    wrong = code(sent(unit, build.assessed(unit)))
    Slip.objects.exclude(referral=referral).delete()
    for _ in range(30):
        Client().post(MITRA, {"code": wrong})
    assert Client().post(MITRA, {"code": code(referral)}).status_code == 429
    secret = secret_of(Slip.objects.get().pk)
    assert Client().post(MITRA, {"code": secret}).status_code == 200


def test_while_locked_nothing_false_is_kept(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pabolo.ground.keys.errors import Locked

    referral = sent(unit, build.assessed(unit))
    key, before = code(referral), ReferralEntry.objects.count()

    def locked(purpose: str, value: bytes) -> bytes:
        raise Locked

    monkeypatch.setattr(ring, "code_tag", locked)
    answer = Client().post(MITRA, {"code": key, "go": "reply", "to": "accepted"})
    assert answer.status_code == 503 and ReferralEntry.objects.count() == before


@pytest.mark.parametrize("first", [1])
def test_the_list_costs_the_same_for_one_and_three(unit: build.Unit, first: int) -> None:
    dedi = signed_in("dedi")

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert dedi.get(reverse("office:referrals")).status_code == 200
        return len(seen)

    sent(unit, build.assessed(unit))
    count()
    alone = count()
    for _ in range(2):
        sent(unit, build.assessed(unit))
    count()
    assert count() <= alone + 2


# The directory


def test_the_directory_is_searched_kept_and_remembers(unit: build.Unit) -> None:
    ratna, dedi = signed_in("ratna"), signed_in("dedi")
    listed = dedi.get(reverse("office:agencies") + "?jenis=RSU").content.decode()
    assert "RSUD" in listed and "Polres" not in listed
    hospital = Agency.objects.get(kind="RSU")
    one = reverse("office:agency", args=[hospital.pk])
    typed = {
        "do": "change",
        "kind": "RSU",
        "name": "RSUD Baru",
        "service": "Semua",
        "place": "12.10",
        "contact": "0624-1",
        "hours": "",
    }
    assert dedi.post(one, typed).status_code == 403
    assert ratna.post(one, typed).status_code == 302
    assert AgencyChange.objects.filter(agency=hospital).count() >= 3
    verify = {"do": "verify", "verify-contact": "0624-2", "verify-hours": "24 jam"}
    assert dedi.post(one, verify).status_code == 302
    assert ratna.post(one, {"do": "end"}).status_code == 302
    assert "RSUD Baru" not in dedi.get(reverse("office:agencies")).content.decode()
    assert "RSUD Baru" in dedi.get(reverse("office:agencies") + "?lama=1").content.decode()


GOOD = "kind,name,service,place,contact,hours\nLSM,Yayasan Contoh,Pendampingan,12.10,0800,Senin\n"


def test_a_table_is_looked_at_before_it_is_written(unit: build.Unit) -> None:
    ratna, address = signed_in("ratna"), reverse("office:agency_import")
    before = Agency.objects.count()
    file = SimpleUploadedFile("mitra.csv", GOOD.encode())
    assert "Yayasan Contoh" in ratna.post(address, {"file": file}).content.decode()
    assert Agency.objects.count() == before
    assert ratna.post(address, {"table": GOOD, "do": "take"}).status_code == 302
    assert Agency.objects.count() == before + 1


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (GOOD + "XXX,Lain,Apa,12.10,,\n", "Baris 3, kolom kind"),
        (GOOD + "LSM,,Apa,12.10,,\n", "Baris 3, kolom name"),
        (GOOD + "LSM,Lain,Apa,99,,\n", "Baris 3, kolom place"),
        (GOOD + "LSM,Lain\n", "Baris 3:"),
        (GOOD + "LSM,Yayasan Contoh,Apa,,,\n", "Baris 3, kolom name"),
        ("kind,name\nLSM,A\n", "Baris 1, kolom service"),
        ("", "Baris 1, kolom kind"),
        (GOOD + "LSM," + "x" * 121 + ",Apa,,,\n", "Baris 3, kolom name"),
    ],
)
def test_a_faulty_table_is_refused_naming_the_place(
    unit: build.Unit, table: str, said: str
) -> None:
    ratna, before = signed_in("ratna"), Agency.objects.count()
    address = reverse("office:agency_import")
    answer = ratna.post(address, {"table": table, "do": "take"})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Agency.objects.count() == before
