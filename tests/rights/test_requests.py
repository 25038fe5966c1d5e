"""Requests of people about their data: taken, looked into, decided in time, refused in silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pabolo.doors.office.rights import answers
from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.ids import display_code
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases.actions import triage
from pabolo.programme.cases.facets import IncidentAccused, Perpetrator
from pabolo.programme.cases.models import Case
from pabolo.programme.retention import due
from pabolo.programme.rights import actions, queries
from pabolo.programme.rights.facets import Told
from pabolo.programme.rights.models import Request
from pabolo.rules.actors import Actor
from pabolo.rules.names import Match
from pabolo.rules.rights import Answer, Asks, Ground, Outcome
from tests import builders as b
from tests.office_desk.conftest import signed_in

SUSPECT = "Ridwan Halomoan Siregar"
GRANT = Answer(Outcome.GRANTED, reason="Ibu kandung, tidak diduga.")
LETTER = {"place": "Rantauprapat", "unit": "UPTD PPA", "phone": "(0624) 000-000"}


def refused(code: str, do: Callable[[], object]) -> None:
    """The call is refused with this code."""
    with pytest.raises(Refused) as caught:
        do()
    assert caught.value.refusal.code == code


def told(unit: b.Unit, **fields: str) -> Told:
    """A parent asks to see the file of a child."""
    wanted = {
        "asks": "access", "name": "Mariam Siregar", "relation": "parent",
        "identified": "document", "child": "Anak Sepuluh Tahun", "words": "Minta lihat berkas.",
    }  # fmt: skip
    return Told(at=unit.at, by="", **{**wanted, **fields})


def taken(unit: b.Unit, **fields: str) -> UUID:
    """A request that Siti recorded."""
    return actions.take_request(told=told(unit, **fields), by=unit.siti, at=unit.at)


def suspected(unit: b.Unit, name: str = SUSPECT) -> UUID:
    """A case in which a parent of this name is accused."""
    report = b.read(unit, b.received(unit))
    accused = IncidentAccused(people=(Perpetrator(name=name, relation="OT", is_child=False),))
    asked = b.opening()
    assert asked.told is not None
    asked = replace(asked, told=replace(asked.told, accused=accused))
    return triage.open_case(
        report_id=report.pk, version=report.version, opening=asked,
        decision=b.decision(unit, "new_case"), by=unit.siti, at=unit.at,
    ).case_id  # fmt: skip


def looked(unit: b.Unit, request: UUID, case: UUID | None, by: Actor | None = None) -> None:
    """The supervisor says which case it is about, or none."""
    code = display_code("K", case) if case else ""
    actions.look_for_file(request_id=request, code=code, by=by or unit.ratna, at=unit.at)


def decide(unit: b.Unit, request: UUID, answer: Answer, by: Actor | None = None) -> Request:
    """The supervisor decides."""
    return actions.decide(request_id=request, answer=answer, by=by or unit.ratna, at=unit.at)


def letter(unit: b.Unit, request: UUID) -> bytes:
    """What the answer letter says, all of it."""
    file = queries.open_request(request, by=unit.ratna, at=unit.at)
    return msgspec.json.encode(answers.letter_of(file, today=unit.at.date(), **LETTER))


def test_the_clock_of_the_law_runs_from_the_asking(unit: b.Unit) -> None:
    refused("rights.no_name", lambda: taken(unit, name=" "))
    refused("rights.no_child", lambda: taken(unit, child=""))
    refused("rights.no_words", lambda: taken(unit, words=""))
    refused("access.role", lambda: actions.take_request(
        told=told(unit), by=unit.dedi, at=unit.at))  # fmt: skip
    request = taken(unit)
    duty = Duty.objects.get(folder_id=request)
    assert (duty.owner_post, duty.due_day) == ("supervisor", (unit.at + timedelta(days=3)).date())
    other = taken(unit, asks="erasure")
    assert Duty.objects.filter(folder_id=other, state="open").count() == 1


def test_a_suspect_parent_is_refused_and_does_not_learn_of_the_file(unit: b.Unit) -> None:
    case = suspected(unit)
    one = taken(unit, name="Ridwan Halomoan Siregar")
    refused("rights.not_looked", lambda: decide(unit, one, GRANT))
    looked(unit, one, case)
    file = queries.open_request(one, by=unit.ratna, at=unit.at)
    assert actions.asked_of(file, at=unit.at).accused is Match.CLEAR
    refused("rights.accused", lambda: decide(unit, one, GRANT))
    sure = replace(GRANT, not_the_accused="Sudah dicek.")
    refused("rights.accused", lambda: decide(unit, one, sure))
    tells = Answer(Outcome.REFUSED, Ground.LEGAL_PROCESS, "Sedang disidik.")
    refused("rights.tells", lambda: decide(unit, one, tells))
    refused("rights.no_ground", lambda: decide(unit, one, Answer(Outcome.REFUSED, reason="Bahaya")))
    decide(unit, one, Answer(Outcome.REFUSED, Ground.ENDANGERS, "Ia diduga pelaku."))

    two = taken(unit, name="Ridwan Halomoan Siregar", child="Nama Yang Tidak Ada")
    looked(unit, two, None)
    refused("rights.no_file", lambda: decide(unit, two, GRANT))
    decide(unit, two, Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada berkas."))
    assert letter(unit, one) == letter(unit, two), "the same, word for word"
    assert b"Anak Sepuluh" not in letter(unit, one)
    assert b"diduga" not in letter(unit, one)


def test_the_broken_variant_whose_letter_names_the_ground_is_caught(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, letters = suspected(unit), []
    monkeypatch.setattr(answers, "SILENT", frozenset())
    for ground, file in ((Ground.ENDANGERS, case), (Ground.NOTHING_KNOWN, None)):
        request = taken(unit)
        looked(unit, request, file)
        decide(unit, request, Answer(Outcome.REFUSED, ground, "Alasan."))
        letters.append(letter(unit, request))
    assert letters[0] != letters[1]


def test_who_may_be_close_to_the_accused_is_granted_only_when_it_was_made_sure(
    unit: b.Unit,
) -> None:
    case, request = suspected(unit), taken(unit)
    looked(unit, request, case)
    refused("rights.make_sure", lambda: decide(unit, request, GRANT))
    decide(unit, request, replace(GRANT, not_the_accused="Ibu melapor sendiri, sudah pisah."))
    duty = Duty.objects.get(folder_id=request, state="open")
    assert duty.owner_post == "intake"
    refused("rights.answered", lambda: decide(unit, request, GRANT))
    refused("rights.is_answered", lambda: looked(unit, request, case))
    actions.carry_out(request_id=request, note="Dibacakan.", by=unit.siti, at=unit.at)
    refused("rights.done", lambda: actions.carry_out(
        request_id=request, note="", by=unit.siti, at=unit.at))  # fmt: skip
    assert Request.objects.get().state == "done"
    assert not Duty.objects.filter(folder_id=request, state="open").exists()


def test_nobody_is_granted_who_was_not_checked_or_may_not_ask(unit: b.Unit) -> None:
    case = b.assigned(unit)
    for fields in (
        {"identified": "not"}, {"relation": "other"}, {"relation": "reporter", "asks": "readers"},
    ):  # fmt: skip
        request = taken(unit, **fields)
        looked(unit, request, case)
        refused("rights.not_shown", lambda request=request: decide(unit, request, GRANT))
    refused("rights.no_reason", lambda: decide(unit, request, Answer(Outcome.GRANTED)))
    refused("access.role", lambda: decide(unit, request, GRANT, by=unit.siti))
    refused("rights.no_such_case", lambda: actions.look_for_file(
        request_id=request, code="K-000-000", by=unit.ratna, at=unit.at))  # fmt: skip
    with pytest.raises(Request.DoesNotExist):
        queries.request_for(unit.dedi, request)
    refused("rights.nothing_granted", lambda: actions.carry_out(
        request_id=request, note="", by=unit.siti, at=unit.at))  # fmt: skip


def test_a_request_keeps_the_file_and_a_granted_erasure_frees_it(unit: b.Unit) -> None:
    case = b.closed(unit)
    Duty.objects.filter(folder_id=case).update(state="void", closed_day=unit.at)
    later = b.Unit(unit.at + timedelta(days=365 * 9))
    request = actions.take_request(
        told=told(later, asks="erasure", relation="child"), by=unit.siti, at=later.at
    )
    now = {"request_id": request, "by": unit.ratna, "at": later.at}
    actions.look_for_file(code=display_code("K", case), **now)
    child = Case.objects.get().child_id
    (found,) = due.units(at=later.at, roots=[child])
    assert (found.refusal and found.refusal.code) == "retention.rights_pending"
    actions.decide(answer=GRANT, **now)
    (found,) = due.due(at=later.at)
    assert (found.root, found.refusal) == (child, None), "asked for: its time does not keep it"
    assert found.until is not None
    assert found.until > later.at.date()


def test_an_answered_request_ends_after_its_own_time(unit: b.Unit) -> None:
    request = taken(unit)
    looked(unit, request, None)
    decide(unit, request, Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada."))
    assert [one.root for one in due.due(at=unit.at + timedelta(days=1200))] == [request]


def test_the_log_names_nobody_and_the_database_holds_the_answer(unit: b.Unit) -> None:
    request = taken(unit)
    said = entries(limit=3)
    assert "Mariam" not in str(said)
    assert request.hex not in str(said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request).update(state="done")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(unit: b.Unit, count: int) -> None:
    for _turn in range(count):
        taken(unit)
    with CaptureQueriesContext(connection) as captured:
        assert len(queries.listed(by=unit.ratna, at=unit.at)) == count
    assert b.beside_the_log(captured.captured_queries) <= 9


def test_every_right_says_its_source_and_its_clock() -> None:
    assert {one for one in Asks if actions.is_by_law(one)} == {
        Asks.ACCESS, Asks.COPY, Asks.CORRECTION, Asks.OBJECTION, Asks.WITHDRAWAL,
    }  # fmt: skip


def test_who_does_not_decide_reads_no_reason(unit: b.Unit) -> None:
    case, request = suspected(unit), taken(unit)
    looked(unit, request, case)
    decide(unit, request, Answer(Outcome.REFUSED, Ground.ENDANGERS, "Ayahnya diduga pelaku."))
    with time_machine.travel(unit.at, tick=False):
        pages = [
            signed_in(who).get(f"/dinas/hak/{request}/").content.decode()
            for who in ("ratna", "siti")
        ]
    assert ["diduga pelaku" in page for page in pages] == [True, False]
    assert "Ditolak" in pages[1]
    assert display_code("K", case) not in pages[1]
