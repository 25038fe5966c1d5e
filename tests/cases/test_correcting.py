"""Correcting a child's record: counts follow, nothing known before is lost, names are compared."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import closing, correcting, team
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.facts import countable, facts_of
from pabolo.programme.cases.queries.files import CaseFile, child_of, incident_files, open_file
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet
from tests import builders as b


@pytest.fixture
def unit() -> b.Unit:
    return b.staffed_unit()


def opened(unit: b.Unit, case_id: UUID) -> CaseFile:
    facets = [Facet.IDENTITY, Facet.LOCATION]
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=facets)


def known(unit: b.Unit, case_id: UUID) -> tuple[ChildIdentity, ChildPlaces]:
    who, where = child_of(opened(unit, case_id))
    assert who is not None and where is not None
    return who, where


def correct(
    unit: b.Unit,
    case_id: UUID,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    places: ChildPlaces | None = None,
    **changes: object,
) -> None:
    who, where = known(unit, case_id)
    child = Case.objects.get(pk=case_id).child
    correct_child(
        case_id=case_id,
        identity=replace(who, **changes),
        places=places or where,
        child_seen=child.version if seen is None else seen,
        by=by or unit.dedi,
        at=unit.at,
    )


def stats(unit: b.Unit, case_id: UUID) -> CaseStats:
    return facts_of(countable(by=unit.ratna), by=unit.ratna, at=unit.at)[case_id]


def lines(unit: b.Unit, case_id: UUID) -> list[e.Line]:
    return [shown.line for shown in opened(unit, case_id).lines if shown.line is not None]


def test_counts_follow_and_what_was_counted_before_stays(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    before = stats(unit, case_id)
    places = ChildPlaces(domicile="12.10.02.1002")
    correct(unit, case_id, sex="L", birth="2016-03-01", places=places)
    after = stats(unit, case_id)
    assert (before.sex, before.age_at_report) == ("P", 12)
    assert (after.sex, after.age_at_report, after.domicile) == ("L", 10, "12.10.02.1002")
    kept = {type(line): line for line in lines(unit, case_id)}
    recounted, identity = kept[e.Recounted], kept[e.IdentityCorrected]
    assert isinstance(recounted, e.Recounted) and isinstance(identity, e.IdentityCorrected)
    assert (recounted.sex, recounted.age_at_report) == ("P", 12)
    assert identity.before.birth == "2014-05"
    assert isinstance(kept[e.PlacesCorrected], e.PlacesCorrected)
    (incident,) = incident_files(opened(unit, case_id))
    assert incident.role.age_at_report == 10


def test_every_case_of_the_child_counts_anew(unit: b.Unit) -> None:
    first = b.closed(unit)
    child = Case.objects.get(pk=first).child_id
    second = b.opened_again(unit, child)
    correct(unit, second, by=unit.siti, sex="L")
    assert stats(unit, first).sex == stats(unit, second).sex == "L"
    assert Case.objects.get(pk=first).stage == "closed"


def test_unborn_estimated_and_unknown_are_allowed(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    correct(unit, case_id, birth="2027-02", unborn=True)
    assert stats(unit, case_id).age_at_report == 0
    correct(unit, case_id, birth="2015", unborn=False, birth_estimated=True)
    assert stats(unit, case_id).age_at_report == 10
    correct(unit, case_id, birth="", stated_age=9, stated_on="2026-11-02", birth_estimated=False)
    assert stats(unit, case_id).age_at_report == 9
    correct(unit, case_id, stated_age=None, stated_on="")
    assert stats(unit, case_id).age_at_report is None


def test_what_cannot_be_is_refused_and_changes_nothing(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    before = known(unit, case_id)
    for code, changes in (
        (r"birth\.future", {"birth": "2027-02"}),
        (r"child\.no_name", {"name": " "}),
        (r"child\.unchanged", {}),
    ):
        with pytest.raises(Refused, match=code):
            correct(unit, case_id, **changes)
    assert known(unit, case_id) == before


def test_who_treats_the_child_sees_the_case_and_does_not_correct_the_record(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    assert may_see(unit.ayu, case_id)
    with pytest.raises(Refused, match=r"access\.role"):
        correct(unit, case_id, sex="L", by=unit.ayu)


def test_who_saves_second_is_asked_to_look_again(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    correct(unit, case_id, name="Melati", seen=1)
    with pytest.raises(Refused, match=r"child\.changed_meanwhile"):
        correct(unit, case_id, name="Mawar", seen=1)
    assert known(unit, case_id)[0].name == "Melati"


def test_a_corrected_name_that_is_a_colleagues_kin_shuts_the_colleague_out(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    correct(unit, case_id, by=unit.ratna, carers=("Dedi Kurnia Harahap",))
    assert not may_see(unit.dedi, case_id)
    assert Case.objects.get(pk=case_id).worker_id is None


def test_a_shelter_keeps_its_place_out_of_the_history(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    hidden = ChildPlaces(now="12.10.02.1002", now_note="Jalan Rahasia 7", now_sealed=True)
    correct(unit, case_id, places=hidden)
    correct(unit, case_id, places=ChildPlaces(domicile="12.10.01.1001"))
    entry = Case.objects.get(pk=case_id).entries.filter(facet="location").last()
    assert entry is not None, "what stood before lies under the side of places"
    overview = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert not any(isinstance(x.line, e.PlacesCorrected) for x in overview.lines)


def test_a_correction_that_forgets_to_count_would_leave_the_figures_behind(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = b.assigned(unit)
    monkeypatch.setattr(correcting, "_recount", lambda *_: None)
    correct(unit, case_id, sex="L")
    assert stats(unit, case_id).sex == "P", "what the first test catches"


def test_a_closed_case_can_still_be_closed_after_it_was_counted_anew(unit: b.Unit) -> None:
    case_id = b.closed(unit)
    correct(unit, case_id, sex="L")
    closing.reopen_case(case_id=case_id, reason="Kabar baru.", by=unit.dedi, at=unit.at)
    assert stats(unit, case_id).sex == "L"


def both_cases(unit: b.Unit) -> tuple[UUID, UUID]:
    """An ended case that Dedi carried, and a new one of the same child that is not his."""
    first = b.closed(unit)
    second = b.opened_again(unit, Case.objects.get(pk=first).child_id)
    assert may_see(unit.dedi, first) and not may_see(unit.dedi, second)
    return first, second


def test_a_corrected_name_shuts_kin_out_of_the_childs_other_cases_too(unit: b.Unit) -> None:
    first, second = both_cases(unit)
    child = Case.objects.get(pk=first).child_id
    correct(unit, second, by=unit.siti, carers=("Dedi Kurnia Harahap",))
    assert not may_see(unit.dedi, first) and not may_see(unit.dedi, child)


def test_a_screening_of_the_one_case_alone_would_leave_kin_in_the_other(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both_cases(unit)
    monkeypatch.setattr(correcting, "_others", lambda _case: [])
    correct(unit, second, by=unit.siti, carers=("Dedi Kurnia Harahap",))
    assert may_see(unit.dedi, first), "what the test above catches"
