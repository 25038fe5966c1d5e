"""The data officer copies a case into SIMFONI: what is missing, the number, what changed since.

By keyboard alone. A number is refused while the sheet lacks something; the worker mends the case,
the officer chooses the rest, records the entry, and is told field by field what changed later.
"""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet
from tests import builders as build
from tests.story.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUMBER = "CONTOH-2026-004411"


def office() -> build.Unit:
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    return unit


def not_yet_known(unit: build.Unit) -> str:
    """A case whose child's sex nobody wrote down yet."""
    case_id = build.assessed(unit)
    sides = [Facet.IDENTITY, Facet.LOCATION]
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=sides)
    child = file.case.child
    correct_child(
        case_id=case_id,
        identity=replace(identity_of(file.proof, child), sex="NA"),
        places=places_of(file.proof, child),
        child_seen=child.version,
        by=unit.dedi,
        at=unit.at,
    )
    return f"/dinas/kasus/{case_id}/"


def served_once(unit: build.Unit, case: str) -> None:
    line = e.ServiceGiven(
        at=unit.at, by=unit.dedi.id.hex, service="L3", on=unit.at.date().isoformat()
    )
    case_id = build.UUID(case.split("/")[3])
    care.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)


def the_number_is_refused(yusuf: Typist) -> None:
    yusuf.follow("SIMFONI")
    yusuf.sees("Kurang: Jenis kelamin korban")
    yusuf.follow("K-")
    yusuf.heading("Lembar SIMFONI kasus")
    yusuf.sees("tidak diumumkan")
    yusuf.fill("Nomor di SIMFONI", NUMBER)
    yusuf.press("Catat entri")
    yusuf.sees("Ada isian yang kurang")
    assert yusuf.page.get_by_label("Nomor di SIMFONI").input_value() == NUMBER


def the_entry_is_recorded(yusuf: Typist) -> None:
    yusuf.follow("SIMFONI")
    yusuf.sees("Tidak ada: siap dientri")
    yusuf.follow("K-")
    yusuf.press("Identitas")
    name = yusuf.page.get_by_label("Nama korban")
    yusuf._reach(name)
    selected = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert name.evaluate(selected) == "Anak Sepuluh Tahun"
    yusuf.pick("Istilah SIMFONI: Pelapor", "Tetangga")
    yusuf.press("Simpan istilah ini")
    yusuf.sees("Istilahnya tersimpan.", "Dipilih oleh petugas")
    yusuf.fill("Nomor di SIMFONI", "no 4411!")
    yusuf.press("Catat entri")
    yusuf.sees("Ini tidak tampak seperti nomor SIMFONI")
    yusuf.fill("Nomor di SIMFONI", NUMBER)
    yusuf.press("Catat entri")
    yusuf.sees("Tercatat: isi SIMFONI sama", NUMBER)


def test_a_case_is_copied_into_simfoni_and_kept_up_to_date(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    case = not_yet_known(unit)
    with Typist(browser, live_server, 1280, who="yusuf") as yusuf:
        the_number_is_refused(yusuf)
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        dedi.go(case)
        dedi.follow("Betulkan data anak")
        dedi.pick("Perempuan atau laki-laki?", "Perempuan")
        dedi.press("Simpan pembetulan")
    with Typist(browser, live_server, 1280, who="yusuf") as yusuf:
        the_entry_is_recorded(yusuf)
        served_once(unit, case)
        yusuf.go("/dinas/")
        yusuf.sees("Entri kasus ini di SIMFONI, atau mutakhirkan di sana.")
        yusuf.follow("SIMFONI")
        yusuf.sees("Berubah di sini: Layanan yang diterima")
        yusuf.follow("K-")
        yusuf.sees("Di SIMFONI sampai kini: kosong")
        yusuf.press("Catat pemutakhiran")
        yusuf.sees("Tercatat: isi SIMFONI sama")
        the_month(yusuf)


def the_month(yusuf: Typist) -> None:
    """What is counted here, beside what SIMFONI shows."""
    yusuf.go("/dinas/simfoni/")
    yusuf.follow("Rekap bulanan")
    yusuf.fill("Korban: anak yang mengalami kekerasan", "2")
    yusuf.press("Catat angka ini")
    yusuf.sees("Ini belum terisi.")
    yusuf.fill("Di bagian mana SIMFONI angkanya dibaca?", "Rekap Kabupaten")
    yusuf.press("Catat angka ini")
    yusuf.sees("1 di sini, 2 di SIMFONI")
    yusuf.follow("Kasus yang terhitung di sini")
    yusuf.sees(NUMBER)
