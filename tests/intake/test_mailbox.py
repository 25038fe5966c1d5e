"""Two-way messages under the report code."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.mailbox import write_from_reporter
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.programme.intake.actions.writing import write_to_reporter
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.intake.queries.tracking import track
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.codes import code_from_token
from pabolo.rules.vocabulary import Facet
from tests.intake.conftest import NOW, TODAY, later, only_report, token, told


@pytest.fixture
def code(office: list[Actor], send: Callable[..., str]) -> str:
    """The code of an admitted report."""
    code = send(told())
    admit_waiting(at=NOW)
    return code


def answers_owed(report: UUID) -> int:
    proof = receipt("test.look", by=SYSTEM, at=NOW, folders=[report], facets=[Facet.CARE])
    lines = opened(proof, list(open_of([report])))
    return sum(line.body.rule == "report.answer_message" for line in lines)


def test_the_office_asks_and_the_reporter_answers(office: list[Actor], code: str) -> None:
    write_to_reporter(
        report_id=only_report(), text="Di desa mana?", token=token(7), by=office[0], at=NOW
    )
    status = track(code)
    assert status is not None and status.asked
    write_from_reporter(code=code, text="Di hulu.", token=token(8), today=TODAY)
    status = track(code)
    assert status is not None
    assert [(one.number, one.from_office, one.text) for one in status.letters] == [
        (1, True, "Di desa mana?"),
        (2, False, "Di hulu."),
    ]


def test_what_a_reporter_adds_raises_one_duty_to_answer_until_answered(
    office: list[Actor], code: str
) -> None:
    report = only_report()
    write_from_reporter(code=code, text="Satu.", token=token(8), today=TODAY)
    write_from_reporter(code=code, text="Dua.", token=token(9), today=TODAY)
    assert answers_owed(report) == 0, "nothing is done at the moment of writing"
    catch_up(at=later(1))
    catch_up(at=later(2))
    assert answers_owed(report) == 1
    write_to_reporter(report_id=report, text="Baik.", token=token(10), by=office[0], at=later(3))
    assert answers_owed(report) == 0
    write_from_reporter(code=code, text="Tiga.", token=token(11), today=TODAY)
    catch_up(at=later(4))
    assert answers_owed(report) == 1


def test_the_same_message_form_twice_is_one_message(office: list[Actor], code: str) -> None:
    for _time in range(2):
        assert write_from_reporter(code=code, text="Satu.", token=token(8), today=TODAY)
        write_to_reporter(
            report_id=only_report(), text="Baik.", token=token(9), by=office[0], at=NOW
        )
    assert Message.objects.count() == 2


def test_a_code_that_leads_nowhere_takes_nothing(code: str) -> None:
    other = code_from_token(b"x" * 16)
    assert not write_from_reporter(code=other, text="Halo.", token=token(8), today=TODAY)
    assert track(other) is None
    assert Message.objects.count() == 0


def test_no_message_can_be_read_without_the_code(code: str) -> None:
    write_from_reporter(code=code, text="Rahasia sekali.", token=token(8), today=TODAY)
    row = Message.objects.get()
    assert b"Rahasia" not in bytes(row.body)


def test_a_reporters_message_keeps_a_day_and_no_author(code: str) -> None:
    write_from_reporter(code=code, text="Satu.", token=token(8), today=TODAY)
    row = Message.objects.get()
    assert (row.day, row.author_id) == (TODAY, None)


@pytest.mark.parametrize("text", ["", "   ", "\u202e\u200b", "a" * 20_001])
def test_empty_and_endless_messages_are_refused(code: str, text: str) -> None:
    with pytest.raises(Refused):
        write_from_reporter(code=code, text=text, token=token(8), today=TODAY)


def test_locked_vault_opens_no_mailbox(code: str, lock: Callable[[bool], None]) -> None:
    lock(True)
    with pytest.raises(Locked):
        track(code)


def test_writing_to_a_reporter_is_not_for_everyone(
    office: list[Actor], nur: Actor, code: str
) -> None:
    with pytest.raises(Refused):
        write_to_reporter(report_id=only_report(), text="Hai", token=token(9), by=nur, at=NOW)


def test_messages_cannot_be_changed_or_deleted(code: str) -> None:
    from django.db import DatabaseError, transaction

    write_from_reporter(code=code, text="Satu.", token=token(8), today=TODAY)
    for change in (Message.objects.all().delete, lambda: Message.objects.update(number=9)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Report.objects.count() == 1
