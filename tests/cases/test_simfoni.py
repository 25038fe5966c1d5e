"""What was entered in SIMFONI, sealed side by side; what changed since; the duty that follows."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy import queries as policy
from pabolo.ground.policy import shipped
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import simfoni as fields
from pabolo.programme.cases.actions import care, closing, legal, simfoni, triage
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.actions.leading import make_full, make_light
from pabolo.programme.cases.facets import CaseStats, IncidentFacts
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries import simfoni as asked
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.children.facets import ChildPlaces
from pabolo.programme.children.queries import identity_of, places_of
from pabolo.rules.simfoni import FIELDS, InSimfoni, Standing
from pabolo.rules.vocabulary import Facet
from tests import builders as b
from tests.machines.programme import ownerless

NUMBER = "1210/2026/0042"
ENTER = "case.enter_simfoni"
THIN = IncidentFacts(forms=(), place_kind="RT", village="12.10.02.1002")


@pytest.fixture
def unit(db: None) -> b.Unit:
    return b.staffed_unit()


def owed(unit: b.Unit, case_id: UUID) -> set[str]:
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    return {line.body.rule for line in lines_for(rows, by=unit.ratna, at=unit.at)}


def record(unit: b.Unit, case_id: UUID, number: str = NUMBER, **more: object) -> None:
    simfoni.record_simfoni(case_id=case_id, number=number, by=unit.yusuf, at=unit.at, **more)  # type: ignore[arg-type]


def file_of(unit: b.Unit, case_id: UUID, *facets: Facet) -> CaseFile:
    return open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=facets)


def sheet(unit: b.Unit, case_id: UUID, *facets: Facet) -> asked.Sheet:
    return asked.sheet_of(file_of(unit, case_id, *facets))


def give(unit: b.Unit, case_id: UUID, service: str) -> None:
    line = e.ServiceGiven(
        at=unit.at, by=unit.dedi.id.hex, service=service, on=unit.at.date().isoformat()
    )
    care.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)


def correct(unit: b.Unit, case_id: UUID, **changed: object) -> None:
    file = open_file(
        case_id=case_id, by=unit.dedi, at=unit.at, facets=[Facet.IDENTITY, Facet.LOCATION]
    )
    identity = replace(identity_of(file.proof, file.case.child), **changed)
    correct_child(
        case_id=case_id,
        identity=identity,
        places=places_of(file.proof, file.case.child),
        child_seen=file.case.child.version,
        by=unit.dedi,
        at=unit.at,
    )


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def test_what_is_entered_is_kept_side_by_side_under_its_own_seal(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    record(unit, case_id)
    shut = file_of(unit, case_id)
    assert shut.state.simfoni == NUMBER
    assert shut.state.simfoni_entered is not None
    assert shut.state.simfoni_entered.values["case.forms"].words == "Fisik"
    assert not any(isinstance(one.line, e.SimfoniIdentity) for one in shut.lines)
    opened = file_of(unit, case_id, Facet.IDENTITY)
    line = next(one.line for one in opened.lines if isinstance(one.line, e.SimfoniIdentity))
    assert line.values["victim.name"].words == "Anak Sepuluh Tahun"
    assert {Facet(one.entry.facet) for one in opened.lines} >= {Facet.LOCATION, Facet.ACCUSED}


def test_the_duty_begins_with_the_case_is_met_by_recording_and_returns_when_something_changes(
    unit: b.Unit,
) -> None:
    case_id = b.assessed(unit)
    assert ENTER in owed(unit, case_id)
    record(unit, case_id)
    assert ENTER not in owed(unit, case_id)
    give(unit, case_id, "L5")
    assert ENTER in owed(unit, case_id)
    found = sheet(unit, case_id)
    assert found.kind is InSimfoni.DIFFERS and found.differs == ("services.given",)
    record(unit, case_id)
    assert ENTER not in owed(unit, case_id)
    give(unit, case_id, "L5")  # the same kind once more changes no field
    assert ENTER not in owed(unit, case_id)
    again = file_of(unit, case_id).state.simfoni_entered
    assert again is not None and again.again


def test_a_snapshot_taken_blindly_would_hide_what_changed(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant: a comparison that never looks. The duty would not come back."""
    case_id = b.assessed(unit)
    record(unit, case_id)
    monkeypatch.setattr("pabolo.programme.cases.actions.duties.changed_since", lambda stats: ())
    give(unit, case_id, "L5")
    assert ENTER not in owed(unit, case_id)
    monkeypatch.undo()
    give(unit, case_id, "L2")
    assert ENTER in owed(unit, case_id)


def test_a_corrected_name_is_told_by_its_field_and_never_by_its_value(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    record(unit, case_id)
    correct(unit, case_id, name="Anak Sebelas Tahun", nik="1210010101140001")
    state = file_of(unit, case_id).state
    assert state.simfoni_touched == ("victim.name", "victim.nik")
    assert ENTER in owed(unit, case_id)
    shut = sheet(unit, case_id)
    assert set(shut.differs) == {"victim.name", "victim.nik"}
    opened = {row.key: row for row in sheet(unit, case_id, Facet.IDENTITY).rows}
    assert opened["victim.name"].differs
    assert opened["victim.name"].was is not None
    assert opened["victim.name"].was.words == "Anak Sepuluh Tahun"
    record(unit, case_id)
    assert file_of(unit, case_id).state.simfoni_touched == ()
    assert ENTER not in owed(unit, case_id)


def test_what_is_missing_is_refused_and_named(unit: b.Unit) -> None:
    case_id = b.assigned(unit, THIN)
    assert sheet(unit, case_id).lacks == ("case.forms",)
    with refused("simfoni.incomplete"):
        record(unit, case_id)
    assert file_of(unit, case_id).state.simfoni == ""


def test_a_missing_answer_can_be_chosen_where_simfoni_offers_one(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    correct(unit, case_id, birth="")
    assert sheet(unit, case_id).lacks == ("victim.age_band",)
    words = {"victim.age_band": "6–12 tahun", "reporter.kind": "Tetangga"}
    simfoni.choose_words(case_id=case_id, words=words, by=unit.yusuf, at=unit.at)
    assert sheet(unit, case_id).lacks == ()
    record(unit, case_id)
    entered = file_of(unit, case_id).state.simfoni_entered
    assert entered is not None and entered.values["reporter.kind"].words == "Tetangga"
    assert sheet(unit, case_id).differs == ()
    with refused("simfoni.not_offered"):
        wrong = {"reporter.kind": "Siapa pun"}
        simfoni.choose_words(case_id=case_id, words=wrong, by=unit.yusuf, at=unit.at)
    with refused("access.role"):
        simfoni.choose_words(case_id=case_id, words=words, by=unit.ratna, at=unit.at)


def test_children_of_one_incident_share_a_number_and_strangers_do_not(unit: b.Unit) -> None:
    first, other = b.assigned(unit), b.assigned(unit)
    record(unit, first)
    with refused("simfoni.number_elsewhere"):
        record(unit, other)
    record(unit, other, same_there=True)
    sibling = _sibling(unit, first)
    record(unit, sibling)
    rows = asked.others_of_incident(Case.objects.get(pk=sibling), by=unit.yusuf, at=unit.at)
    assert [row.case.pk for row in rows] == [first]


def _sibling(unit: b.Unit, case_id: UUID) -> UUID:
    incident = UUID(file_of(unit, case_id).state.incidents[0])
    report = b.read(unit, b.received(unit))
    opened = triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=b.opening(name="Adik Delapan Tahun", incident_id=incident),
        decision=b.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    return opened.case_id


def test_where_simfoni_leads_only_number_and_check_are_kept(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    make_light(case_id=case_id, reason="Lengkap di SIMFONI.", by=unit.dedi, at=unit.at)
    assert owed(unit, case_id) == {"case.check_light"}
    record(unit, case_id)
    state = file_of(unit, case_id).state
    assert state.simfoni == NUMBER and state.simfoni_entered is None
    assert sheet(unit, case_id).kind is InSimfoni.LIGHT
    assert owed(unit, case_id) == {"case.check_light"}
    make_full(case_id=case_id, reason="Kembali ke sini.", by=unit.dedi, at=unit.at)
    assert ENTER in owed(unit, case_id)


def test_a_file_that_simfoni_does_not_count_is_owed_no_longer(unit: b.Unit) -> None:
    case_id = b.assessed(unit)
    kept = b.served(unit)
    for one, reason in ((case_id, "outside_scope"), (kept, "goals_met")):
        wanted = b.closure(unit, reason=reason, information_given="Dijelaskan.")
        closing.ask_closure(case_id=one, asked=wanted, by=unit.dedi, at=unit.at)
        closing.close_case(case_id=one, by=unit.ratna, at=unit.at)
    assert ENTER not in owed(unit, case_id)
    assert ENTER in owed(unit, kept)


def test_a_case_of_before_the_rule_is_not_owed(db: None) -> None:
    early = b.staffed_unit(b.START - timedelta(days=340))
    assert early.at.date() < date(2026, 1, 1)
    case_id = b.opened(early).case_id
    assert ENTER not in owed(early, case_id)


def test_who_may_record_and_what_a_number_looks_like(unit: b.Unit) -> None:
    case_id = b.assessed(unit)
    with refused("access.role"):
        simfoni.record_simfoni(case_id=case_id, number=NUMBER, by=unit.ratna, at=unit.at)
    with refused("light.number"):
        record(unit, case_id, "no 7!")
    with pytest.raises(Case.DoesNotExist):
        simfoni.record_simfoni(case_id=case_id, number=NUMBER, by=unit.maria, at=unit.at)
    seen = Case.objects.get(pk=case_id).version
    give(unit, case_id, "L5")
    with refused("case.changed_meanwhile"):
        record(unit, case_id, seen=seen)


def test_the_duty_to_copy_a_case_keeps_it_in_nobodys_hands(unit: b.Unit) -> None:
    b.assigned(unit)
    assert ownerless(unit.at) == ()


def test_the_log_says_that_and_not_what(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    record(unit, case_id)
    newest = entries(limit=1)[0]
    assert newest.verb == "case.simfoni"
    assert NUMBER not in str(newest)


def test_the_list_knows_what_simfoni_has_of_each(unit: b.Unit) -> None:
    entered, differs, waits = b.assigned(unit), b.assessed(unit), b.assigned(unit)
    thin = b.assigned(unit, THIN)
    record(unit, entered, "A-1")
    record(unit, differs, "A-2")
    give(unit, differs, "L3")
    found = asked.standings(by=unit.yusuf, at=unit.at)
    kinds = {one.case: one.kind for one in found}
    assert kinds == {
        entered: InSimfoni.ENTERED,
        differs: InSimfoni.DIFFERS,
        waits: InSimfoni.NOT_ENTERED,
        thin: InSimfoni.NOT_ENTERED,
    }
    assert found[0].case == differs and found[0].differs == ("services.given",)
    assert {one.case: one.lacks for one in found}[thin] == ("case.forms",)


# --- the mapping ---


def test_every_code_has_simfonis_word_or_is_left_to_a_person() -> None:
    """No code of a mapped list falls through: a word, several to choose from, or said unknown."""
    for field in FIELDS:
        for row in policy.codes(field.codes) if field.codes else []:
            words = fields.words_for(field, row.code)
            assert words.known or words.options, (field.key, row.code)
            assert bool(row.simfoni_label) != words.unknown, (field.key, row.code)


def test_a_detail_that_may_mean_several_is_chosen_by_a_person() -> None:
    scene = next(field for field in FIELDS if field.key == "case.scene")
    assert fields.words_for(scene, "PES").known == ("Lembaga pendidikan kilat",)
    assert fields.words_for(scene, "KBN").options == ("Tempat kerja", "Fasilitas umum")
    assert "Sekolah" in fields.offered(scene)


def test_published_lists_are_mapped_whole() -> None:
    known = {(row.list, row.code) for row in shipped.codes() if row.simfoni_label}
    for of_list in ("violence_form", "relation", "education", "scene"):
        assert {(of_list, row.code) for row in policy.codes(of_list)} <= known


def test_a_shelter_is_never_on_the_sheet(unit: b.Unit) -> None:
    places = ChildPlaces(
        domicile="12.10.01.1001",
        domicile_note="Jl. Melati 4",
        now_note="Rumah aman",
        now_sealed=True,
    )
    assert fields.of_places(places) == {"victim.address": ("Jl. Melati 4",)}


def test_the_sheet_says_which_side_is_shut(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    shut = {row.key: row.standing for row in sheet(unit, case_id).rows}
    assert shut["victim.name"] is Standing.SHUT and shut["case.story"] is Standing.SHUT
    opened = {row.key: row for row in sheet(unit, case_id, *Facet).rows}
    assert opened["victim.name"].text == "Anak Sepuluh Tahun"
    assert opened["accused.1.sex"].standing is Standing.UNKNOWN
    assert opened["case.story"].text == "Cerita singkat."


def test_days_are_written_as_forms_ask_for_them() -> None:
    stats = CaseStats(child="0" * 32, opened_on="2026-11-02", incident_days=("2026-10",))
    codes = fields.coded(stats)
    said = next(field for field in FIELDS if field.key == "case.happened_on")
    assert fields.all_words(said, codes["case.happened_on"]).known == ("10-2026",)


def test_a_police_report_changes_what_stands_in_simfoni(unit: b.Unit) -> None:
    case_id = b.assigned(unit, b.SEXUAL, sexual=True)
    record(unit, case_id)
    line = e.PoliceReported(
        at=unit.at, by=unit.dedi.id.hex, number="STPL/1/XI/2026", reported_at=unit.at
    )
    legal.record_police_report(case_id=case_id, report=line, by=unit.dedi, at=unit.at)
    assert sheet(unit, case_id).differs == ("case.police",)
