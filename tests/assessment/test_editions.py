"""An edition never changes; a workbook is read within bounds, and refused by its place."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pabolo.ground.instruments import queries, shipped
from pabolo.ground.instruments.actions import keep, publish
from pabolo.ground.instruments.models import Edition
from pabolo.ground.lib import workbooks
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.lib.workbooks import read_workbook
from pabolo.rules.instruments import VISIT, Form, Words
from pabolo.rules.question_sheets import form_from
from tests import builders as build
from tests.assessment.workbooks import shipped_sheets, xlsx

WHY = "SK Kepala Dinas nomor 12 tahun 2026."


def changed(code: str) -> Form:
    return replace(shipped.forms()[code], words=Words("Nama baru"))


def published(unit: build.Unit, form: Form, days: int = 0) -> queries.Held:
    day = day_of(unit.at) + timedelta(days=days)
    return publish(form=form, valid_from=day, reason=WHY, by=unit.ratna, at=unit.at)


def test_what_ships_holds_until_the_unit_says_otherwise(unit: build.Unit) -> None:
    today = day_of(unit.at)
    assert queries.current(VISIT, today).number == 1
    held = published(unit, changed(VISIT), days=7)
    assert held.number == 2
    assert queries.current(VISIT, today).number == 1
    assert queries.current(VISIT, today + timedelta(days=7)).form.words.id == "Nama baru"
    assert [one.number for one in queries.editions(VISIT)] == [2, 1]
    assert queries.in_force(today)[VISIT].number == 1


def test_the_same_again_is_no_new_edition_and_the_old_one_can_come_back(unit: build.Unit) -> None:
    with pytest.raises(Refused, match=r"instrument\.same"):
        published(unit, shipped.forms()[VISIT])
    published(unit, changed(VISIT))
    assert published(unit, shipped.forms()[VISIT]).number == 3


def test_an_edition_never_changes(unit: build.Unit) -> None:
    published(unit, changed(VISIT))
    rows = Edition.objects.filter(instrument=VISIT)
    for attempt in (lambda: rows.update(form="{}"), rows.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    with pytest.raises(DatabaseError), transaction.atomic():
        keep_twice = rows.get(number=2)
        keep_twice.pk = None
        keep_twice.save(force_insert=True)


def test_without_its_trigger_an_edition_would_change(unit: build.Unit) -> None:
    """The broken variant: it is the trigger that the test above leans on."""
    published(unit, changed(VISIT))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER instruments_edition_no_update")
        else:
            cursor.execute("DROP TRIGGER instruments_edition_no_change ON instruments_edition")
    assert Edition.objects.filter(instrument=VISIT).update(reason="lain") == 2


def test_a_used_edition_is_kept_from_the_shipped_files(unit: build.Unit) -> None:
    held = queries.current(VISIT, date(2026, 11, 2))
    keep(held, at=unit.at)
    keep(held, at=unit.at)
    assert Edition.objects.get(instrument=VISIT).digest == held.digest
    assert queries.edition(VISIT, 1).form == held.form
    with pytest.raises(KeyError):
        queries.edition(VISIT, 2)


def test_a_shipped_set_goes_through_a_workbook_unchanged() -> None:
    for code, form in shipped.forms().items():
        found, faults = form_from(read_workbook(xlsx(shipped_sheets(code))))
        assert (found, faults) == (form, ())


def test_a_faulty_workbook_is_refused_with_its_place() -> None:
    sheets = shipped_sheets(VISIT)
    kind = sheets["survey"][0].index("type")
    sheets["survey"][2][kind] = "geopoint"
    found, faults = form_from(read_workbook(xlsx(sheets)))
    assert found is None
    assert [(one.sheet, one.row, one.column) for one in faults] == [("survey", 3, "type")]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (workbooks.MOST_UNPACKED + 1))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "kind"),
        (b"PK\x03\x04 not really", "kind"),
        (b"nama,umur\n", "kind"),
        (xlsx({"survey": [["a"]]})[:-40], "kind"),
        (b"P" * (workbooks.MOST_BYTES + 1), "big"),
        (bomb(), "big"),
        (xlsx({"survey": [["a"]] * (workbooks.MOST_ROWS + 1)}), "big"),
    ],
    ids=["empty", "torn", "csv", "cut", "large", "bomb", "rows"],
)
def test_what_is_no_workbook_or_too_big_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=f"workbook.{code}"):
        read_workbook(data)


def test_without_its_bound_a_bomb_would_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken variant: then the whole of it stands in memory."""
    data = bomb()
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1 << 40)
    assert len(workbooks._repacked(data)) > 12_000_000
