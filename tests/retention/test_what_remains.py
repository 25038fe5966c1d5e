"""Where something was destroyed, every page goes on: it is listed nowhere and owes nothing."""

import pytest
import time_machine
from django.test import Client

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.audit.queries import readings_of
from pabolo.ground.duties.queries import all_open
from pabolo.ground.keys.errors import MissingKey
from pabolo.ground.lib.ids import display_code, random_id
from pabolo.ground.vault import mailbox
from pabolo.ground.vault.actions import grant
from pabolo.programme.cases.models import Case, CaseReport
from pabolo.programme.intake.actions.mailbox import write_from_reporter
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.facets import Line, Story, Whereabouts
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.intake.queries.tracking import track
from pabolo.programme.intake.told import Told
from pabolo.programme.retention import actions
from pabolo.rules.vocabulary import Subject
from tests import builders as b
from tests.office_desk.conftest import signed_in
from tests.retention.test_destroying import LATER, destroyed, ended, refused, root_of

LISTS = (
    "", "kasus/", "kasus/?lihat=selesai", "laporan/", "angka/", "pengawasan/", "retensi/", "hak/",
    "surat/", "rujukan/", "tim/", "simfoni/", "simfoni/rekap/", "rangkap/", "pembacaan/",
)  # fmt: skip


def _told(unit: b.Unit) -> str:
    """A report of which the reporter keeps the code, and to which they wrote again."""
    token = random_id().bytes
    told = Told(story=Story(text="Tangis malam.", worries=("FIS",)), place=Whereabouts())
    submit(told=told, token=token, today=unit.at.date())
    code = code_of(token)
    write_from_reporter(
        code=code, text="Masih terdengar.", token=random_id().bytes, today=unit.at.date()
    )
    return code


@pytest.fixture
def gone(unit: b.Unit) -> Case:
    """A case that was destroyed; another stands."""
    case = Case.objects.get(pk=ended(unit))
    b.assigned(unit)
    destroyed(unit, root_of(case.pk))
    return case


@pytest.mark.parametrize("who", ["ratna", "siti", "yusuf", "farida", "dedi", "agus"])
def test_every_list_goes_on(unit: b.Unit, gone: Case, who: str) -> None:
    with time_machine.travel(unit.at + LATER, tick=False):
        browser, answered = signed_in(who), 0
        for path in LISTS:
            answer = browser.get(f"/dinas/{path}")
            assert answer.status_code in (200, 404), path
            assert display_code("K", gone.pk) not in answer.content.decode() or "retensi" in path
            answered += answer.status_code == 200
    assert answered >= 2


def test_its_page_answers_as_one_that_never_was(unit: b.Unit, gone: Case) -> None:
    report = CaseReport._base_manager.get(case_id=gone.pk).report_id
    with time_machine.travel(unit.at + LATER, tick=False):
        browser = signed_in("ratna")
        for room, one in (("kasus", gone.pk), ("laporan", report), ("kasus", gone.child_id)):
            answers = [browser.get(f"/dinas/{room}/{key}/") for key in (one, random_id())]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].content == answers[1].content
        found = browser.post("/dinas/cari/", {"q": "Anak Sepuluh Tahun"})
        assert found.status_code in (200, 422)


def test_the_code_leads_nowhere_and_the_messages_end(unit: b.Unit) -> None:
    code = _told(unit)
    b.admit_waiting(at=unit.at)
    report = Report.objects.get()
    status = track(code)
    assert status is not None
    assert [one.text for one in status.letters] == ["Masih terdengar."]
    report = b.read(unit, report)
    b.triage.decide_without_case(
        report_id=report.pk, version=report.version, by=unit.siti, at=unit.at,
        decision=b.decision(unit, "information_only"),
    )  # fmt: skip
    Report.objects.update(awaiting_office=False)
    all_open().filter(folder_id=report.pk).update(state="void", closed_day=unit.at)
    then = unit.at + LATER
    batch = actions.propose(roots=[report.pk], reason="Habis.", by=unit.ratna, at=then)
    actions.approve(batch_id=batch, words="", by=unit.farida, at=then)
    assert track(code) is None
    pages = {Client().post("/lacak", {"code": one}).content for one in (code, code_of(b"x" * 16))}
    assert len(pages) == 1
    assert not write_from_reporter(code=code, text="Lagi.", token=b"n" * 16, today=then.date())
    row, key = Message._base_manager.get(), mailbox.key_from_code(code)
    with pytest.raises(MissingKey):
        mailbox.open_message(key, report.pk, row.pk.hex, bytes(row.body), Line)


def test_it_owes_nothing_and_nobody_is_let_in_again(unit: b.Unit, gone: Case) -> None:
    assert not all_open().filter(folder_id=gone.pk).exists()
    assert readings_of(gone.pk) == [], "the log points to nobody any more"
    grant(
        folder=gone.pk, subject=Subject.CASE, people=[unit.ratna.id], basis="duty",
        day=unit.at.date(),
    )  # fmt: skip
    with time_machine.travel(unit.at + LATER, tick=False):
        assert signed_in("ratna").get(f"/dinas/kasus/{gone.pk}/").status_code == 404


def test_the_figures_say_what_is_gone(unit: b.Unit, gone: Case) -> None:
    assert gone.pk
    with time_machine.travel(unit.at + LATER, tick=False):
        said = signed_in("ratna").get("/dinas/angka/").content.decode()
    assert "1 kasus sudah dimusnahkan" in said


def test_the_hold_is_seen_on_the_case(unit: b.Unit) -> None:
    case_id = ended(unit)
    actions.place_hold(case_id=case_id, reason="Gugatan perdata.", by=unit.farida, at=unit.at)
    with time_machine.travel(unit.at, tick=False):
        said = signed_in("ratna").get(f"/dinas/kasus/{case_id}/").content.decode()
    assert "Gugatan perdata." in said


def test_nobody_destroys_what_may_be_about_their_own_kin(unit: b.Unit) -> None:
    case_id, then = ended(unit), unit.at + LATER
    now = {"roots": [root_of(case_id)], "reason": "Habis.", "at": then}
    batch = actions.propose(**now, by=unit.ratna)
    for person in (unit.ratna, unit.farida):
        declare_kin(kin=[Kin("Anak Sepuluh Tahun")], by=person, at=unit.at)
    refused("destroy.not_yours", lambda: actions.propose(**now, by=unit.ratna))
    refused("destroy.not_yours", lambda: actions.approve(
        batch_id=batch, words="", by=unit.farida, at=then))  # fmt: skip
    with pytest.raises(Case.DoesNotExist):
        actions.place_hold(case_id=case_id, reason="Gugatan.", by=unit.farida, at=then)
    refused("destroy.no_reason", lambda: actions.decline(
        batch_id=batch, reason=" ", by=unit.hendra, at=then))  # fmt: skip
    actions.decline(batch_id=batch, reason="Masih dipakai.", by=unit.hendra, at=then)
    refused("destroy.ended", lambda: actions.decline(
        batch_id=batch, reason="Lagi.", by=unit.hendra, at=then))  # fmt: skip
    assert Case.objects.filter(pk=case_id).exists()
