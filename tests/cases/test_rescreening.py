"""A declaration of kin made later takes back what was granted before."""

from uuid import UUID

import pytest

from pabolo.doors.command.rounds import night
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.accounts.queries import unscreened
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import arriving, rescreening, team
from pabolo.programme.cases.actions.rescreening import decide_case_match, rescreen
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.intake.actions.matches import decide_match
from pabolo.programme.intake.models import Report
from pabolo.rules.actors import Actor
from tests import builders as b
from tests.machines.programme import ownerless

CHILD = b.opening().identity.name
ALMOST = "Anak Sepuluh Tamba"


@pytest.fixture
def unit() -> b.Unit:
    return b.staffed_unit()


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def declare(unit: b.Unit, by: Actor, name: str) -> None:
    declare_kin(kin=[Kin(name, "other")], by=by, at=unit.at)


def duties(unit: b.Unit, folder: UUID) -> set[str]:
    rows = visible_to(unit.ratna).filter(folder_id=folder, state="open")
    return {line.body.rule for line in lines_for(rows, by=unit.ratna, at=unit.at)}


def outcomes(unit: b.Unit, case_id: UUID, by: Actor) -> dict[str, str]:
    return open_file(case_id=case_id, by=by, at=unit.at).state.screened


def test_a_worker_who_turns_out_to_be_kin_loses_the_case_and_its_duties(unit: b.Unit) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi
    declare(unit, dedi, CHILD)
    assert rescreen(person=dedi.id, at=unit.at) == 1
    case = Case.objects.get(pk=case_id)
    assert case.worker_id is None
    assert not any(may_see(dedi, one) for one in (case_id, case.child_id))
    assert "case.assign_worker" in duties(unit, case_id)
    assert not Duty.objects.filter(owner_id=dedi.id, state="open").exists()
    assert outcomes(unit, case_id, unit.ratna) == {dedi.id.hex: "excluded"}
    with refused("case.worker_excluded"):
        team.assign_worker(case_id=case_id, worker_id=dedi.id, by=unit.ratna, at=unit.at)


def test_an_unclear_match_waits_for_a_supervisor_and_nothing_is_seen_until_then(
    unit: b.Unit,
) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi
    declare(unit, dedi, ALMOST)
    rescreen(person=dedi.id, at=unit.at)
    assert not may_see(dedi, case_id)
    assert "case.unclear_match" in duties(unit, case_id)
    decide_case_match(
        case_id=case_id,
        person=dedi.id,
        is_meant=False,
        reason="Bukan keluarga: sudah ditanya.",
        by=unit.ratna,
        at=unit.at,
    )
    assert "case.unclear_match" not in duties(unit, case_id)
    team.assign_worker(case_id=case_id, worker_id=dedi.id, by=unit.ratna, at=unit.at)
    assert may_see(dedi, case_id)
    assert rescreen(person=dedi.id, at=unit.at) == 0, "what was decided is not asked again"


def test_only_a_supervisor_outside_the_match_decides_with_a_reason(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    declare(unit, unit.ratna, ALMOST)
    rescreen(person=unit.ratna.id, at=unit.at)
    asked = {"case_id": case_id, "person": unit.ratna.id, "is_meant": False, "at": unit.at}
    with pytest.raises(Case.DoesNotExist):
        decide_case_match(**asked, reason="Saya sendiri.", by=unit.ratna)
    with refused("match.role"):
        decide_case_match(**asked, reason="Bukan.", by=unit.dedi)
    with refused("match.no_reason"):
        decide_case_match(**asked, reason=" ", by=unit.hendra)
    with refused("match.settled"):
        decide_case_match(**(asked | {"person": unit.dedi.id}), reason="-", by=unit.hendra)
    decide_case_match(**asked, reason="Orang lain.", by=unit.hendra)
    arriving.grant_newcomers(at=unit.at)
    assert may_see(unit.ratna, case_id)


def test_a_reader_of_a_report_who_is_kin_loses_it_and_someone_owns_its_duties(
    unit: b.Unit,
) -> None:
    report = b.received(unit, text="Pelakunya Bonar Tigor Marpaung, katanya.")
    for officer in (unit.siti, unit.budi):
        declare(unit, officer, "Bonar Tigor Marpaung")
        assert rescreen(person=officer.id, at=unit.at) == 1
        assert not may_see(officer, report.pk)
    assert may_see(unit.ratna, report.pk)
    assert ownerless(unit.at) == ()


def test_an_unclear_match_in_a_report_is_decided_on_its_page(unit: b.Unit) -> None:
    report, siti = b.received(unit, text="Pelakunya Bonar Tigor Marpaung, katanya."), unit.siti
    declare(unit, siti, "Bonar Tigor Siregar")
    rescreen(person=siti.id, at=unit.at)
    assert not may_see(siti, report.pk)
    assert "report.unclear_match" in duties(unit, report.pk)
    version = Report.objects.get(pk=report.pk).version
    decide_match(
        report_id=report.pk,
        version=version,
        person=siti.id,
        is_meant=False,
        reason="Orang lain.",
        by=unit.ratna,
        at=unit.at,
    )
    assert may_see(siti, report.pk)


def test_what_could_not_be_screened_at_once_is_screened_at_night(unit: b.Unit) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi
    declare(unit, dedi, CHILD)
    assert may_see(dedi, case_id) and unscreened() == [dedi.id]
    assert night(unit.at)
    assert not may_see(dedi, case_id) and unscreened() == []


def test_kin_of_nobody_changes_nothing(unit: b.Unit) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi
    declare(unit, dedi, "Zulkifli Xaverius")
    assert rescreen(person=dedi.id, at=unit.at) == 0
    assert may_see(dedi, case_id)


def test_a_screening_that_forgets_the_cases_would_leave_the_worker_in(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, dedi = b.assigned(unit), unit.dedi
    declare(unit, dedi, CHILD)
    monkeypatch.setattr(rescreening, "_rescreen", lambda *_: 0)
    rescreen(person=dedi.id, at=unit.at)
    assert may_see(dedi, case_id), "this is what the tests above catch"
