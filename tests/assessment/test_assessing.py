"""A question set is filled in by parts; each answer lies under its side; risk follows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.instruments import queries, shipped
from pabolo.ground.instruments.actions import publish
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import assessing, care, closing, risk, safety, team, triage
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.actions.safety import SafetyTold
from pabolo.programme.cases.answers import answers_of
from pabolo.programme.cases.models import Case, Entry
from pabolo.programme.cases.queries.assessments import draft_sheet
from pabolo.programme.cases.queries.files import CaseFile, child_of, open_file
from pabolo.programme.children.facets import ChildPlaces
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import ASSESSMENT, UNKNOWN, VISIT, Words, facts_from
from pabolo.rules.vocabulary import Facet, Risk
from tests import builders as build

ANSWERS: dict[str, tuple[str, ...]] = {
    "child_wishes": ("Mau sekolah lagi.",),
    "injury": ("untreated",),
    "disability": ("no",),
    "mood": ("worried", "withdrawn"),
    "self_harm": ("no",),
    "carers_who": ("Nenek dari ibu.",),
    "carer_protects": ("protects",),
    "same_home": ("no",),
    "others_at_home": ("yes",),
    "school": ("seldom",),
    "strengths": ("Nenek selalu ada.",),
}


def begun(unit: build.Unit, instrument: str = ASSESSMENT, by: Actor | None = None) -> UUID:
    case_id = build.assigned(unit)
    who = by or unit.dedi
    assessing.begin_assessment(case_id=case_id, instrument=instrument, by=who, at=unit.at)
    return case_id


def fill(unit: build.Unit, case_id: UUID, by: Actor | None = None, **changes: Any) -> None:
    """Save every part with these answers, as far as they belong to it."""
    who = by or unit.dedi
    sheet = draft_sheet(case_id=case_id, instrument=ASSESSMENT, by=who, at=unit.at)
    assert sheet is not None
    answers = ANSWERS | changes
    for section in sheet.held.form.sections:
        mine = [one for one in section.questions if one.facet in facets_of(who)]
        typed = {one.code: answers[one.code] for one in mine if one.code in answers}
        save(unit, case_id, section.code, typed, by=who)


def save(unit: build.Unit, case_id: UUID, part: str, typed: Any, by: Actor | None = None) -> None:
    assessing.save_part(
        case_id=case_id, instrument=ASSESSMENT, part=part, typed=typed, by=by or unit.dedi,
        at=unit.at,
    )  # fmt: skip


def complete(unit: build.Unit, case_id: UUID, needs: str = "Rasa aman.") -> CaseFile:
    assessing.complete_assessment(
        case_id=case_id, instrument=ASSESSMENT, needs=needs, by=unit.dedi, at=unit.at
    )
    return file_of(unit, case_id)


def file_of(unit: build.Unit, case_id: UUID, *facets: Facet) -> CaseFile:
    wanted = facets or (Facet.NARRATIVE, Facet.HEALTH)
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=wanted)


def owed(unit: build.Unit, case_id: UUID) -> list[str]:
    file = file_of(unit, case_id)
    return sorted(one.body.rule for one in opened(file.proof, list(open_of([case_id]))))


# --- in parts ---


def test_a_draft_is_seen_as_a_draft_with_who_and_when(unit: build.Unit) -> None:
    case_id = begun(unit)
    draft = file_of(unit, case_id).state.draft_of(ASSESSMENT)
    assert draft is not None
    assert (UUID(draft.begun.by), draft.begun.at, draft.begun.edition) == (
        unit.dedi.id, unit.at, 1,
    )  # fmt: skip
    again = assessing.begin_assessment(
        case_id=case_id, instrument=ASSESSMENT, by=unit.ratna, at=unit.at
    )
    assert again == draft.begun.assessment, "one draft of a kind at a time"


def test_each_answer_is_sealed_under_its_side(unit: build.Unit) -> None:
    case_id = begun(unit)
    save(unit, case_id, "body", {"injury": ("untreated",), "disability": (UNKNOWN,)})
    save(unit, case_id, "words", {"child_wishes": ("Pulang.",)})
    assert sides(case_id) == ["care", "care", "health", "care", "narrative"]
    draft = file_of(unit, case_id).state.draft_of(ASSESSMENT)
    assert draft is not None
    shut = file_of(unit, case_id, Facet.NARRATIVE)
    known = answers_of((one.line for one in shut.lines), draft.begun.assessment)
    assert known == {"child_wishes": ("Pulang.",)}, "health stays shut"


def sides(case_id: UUID) -> list[str]:
    rows = Entry.objects.filter(case_id=case_id).order_by("seq").values_list("facet", flat=True)
    return list(rows)[3:]


def test_answers_all_under_one_side_are_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant: sealed by kind alone, health would be read with the story."""
    monkeypatch.setattr(
        "pabolo.programme.cases.actions.journal.facet_for", lambda *_: Facet.NARRATIVE
    )
    case_id = begun(unit)
    save(unit, case_id, "body", {"injury": ("untreated",)})
    assert "health" not in sides(case_id)


def test_only_what_changed_is_written_and_nothing_is_lost(unit: build.Unit) -> None:
    case_id = begun(unit)
    save(unit, case_id, "words", {"child_words": ("Takut.",), "child_wishes": ("Pulang.",)})
    before = len(sides(case_id))
    save(unit, case_id, "words", {"child_words": ("Takut.",), "child_wishes": ("Pulang.",)})
    assert len(sides(case_id)) == before
    save(unit, case_id, "words", {"child_words": (), "child_wishes": ("Pulang.",)})
    sheet = draft_sheet(case_id=case_id, instrument=ASSESSMENT, by=unit.dedi, at=unit.at)
    assert sheet is not None
    assert sheet.answers == {"child_wishes": ("Pulang.",)}


def test_who_writes_a_side_answers_it(unit: build.Unit) -> None:
    case_id = begun(unit)
    with pytest.raises(Refused, match=r"assessment\.side"):
        save(unit, case_id, "body", {"injury": ("none",)}, by=_legal(unit, case_id))
    with pytest.raises(Refused, match=r"access\.role"):
        save(unit, case_id, "body", {"injury": ("none",)}, by=unit.ratna)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    save(unit, case_id, "body", {"injury": ("none",)}, by=unit.ayu)
    with pytest.raises(Refused, match=r"access\.role"):
        assessing.complete_assessment(
            case_id=case_id, instrument=ASSESSMENT, needs="x", by=unit.ayu, at=unit.at
        )


def _legal(unit: build.Unit, case_id: UUID) -> Actor:
    team.add_specialist(case_id=case_id, person_id=unit.lestari.id, by=unit.ratna, at=unit.at)
    return unit.lestari


@pytest.mark.parametrize(
    ("part", "typed", "code"),
    [
        ("body", {"injury": ("purple",)}, "instrument.answer"),
        ("tiada", {}, "assessment.part"),
    ],
)
def test_what_cannot_be_saved_is_refused(
    unit: build.Unit, part: str, typed: Any, code: str
) -> None:
    case_id = begun(unit)
    with pytest.raises(Refused, match=code):
        save(unit, case_id, part, typed)


# --- complete ---


def test_complete_needs_what_must_be_asked_and_a_conclusion(unit: build.Unit) -> None:
    case_id = begun(unit)
    with pytest.raises(Refused, match=r"instrument\.incomplete"):
        complete(unit, case_id)
    fill(unit, case_id)
    with pytest.raises(Refused, match=r"assessment\.needs"):
        complete(unit, case_id, needs=" ")
    file = complete(unit, case_id)
    ended = file.state.filled[next(iter(file.state.filled))].ended
    assert ended is not None
    assert (ended.outcome, ended.score, ended.proposes) == ("done", 7, "medium")
    assert file.state.assessed_at == unit.at
    assert file.case.stage == "assessing"
    rules = owed(unit, case_id)
    assert "case.assess" not in rules
    assert "case.propose_plan" in rules
    with pytest.raises(Refused, match=r"assessment\.none"):
        complete(unit, case_id)


def test_an_answer_that_is_a_sign_of_danger_makes_the_risk_high(unit: build.Unit) -> None:
    case_id = begun(unit)
    risk.read_risk(
        case_id=case_id, facts=facts_from({}), assessed=Risk.LOW, by=unit.dedi, at=unit.at
    )
    fill(unit, case_id, self_harm=("yes",))
    file = complete(unit, case_id)
    assert (file.state.risk, file.state.flags) == ("high", ("self_harm",))
    assert getattr(file.state.readings[-1], "because", "") == "assessment"
    assert "case.rescore_high" in owed(unit, case_id)


def test_a_draft_is_given_up_with_a_reason(unit: build.Unit) -> None:
    case_id = begun(unit)
    drop = {"case_id": case_id, "instrument": ASSESSMENT, "by": unit.dedi, "at": unit.at}
    with pytest.raises(Refused, match=r"assessment\.reason"):
        assessing.drop_assessment(reason=" ", **drop)  # type: ignore[arg-type]
    assessing.drop_assessment(reason="Anak sakit.", **drop)  # type: ignore[arg-type]
    file = file_of(unit, case_id)
    assert file.state.draft_of(ASSESSMENT) is None
    assert file.state.assessed_at is None


def test_a_safety_check_is_no_assessment(unit: build.Unit) -> None:
    case_id = begun(unit, VISIT)
    assessing.save_part(
        case_id=case_id, instrument=VISIT, part="before", by=unit.dedi, at=unit.at,
        typed={"seen": ("alone",), "accused_there": ("no",), "care_now": ("yes",)},
    )  # fmt: skip
    assessing.complete_assessment(
        case_id=case_id, instrument=VISIT, needs="", by=unit.dedi, at=unit.at
    )
    file = file_of(unit, case_id)
    assert file.state.assessed_at is None
    assert file.state.flags == ("needs_care_now",)
    assert "case.assess" in owed(unit, case_id)


def test_an_old_assessment_keeps_its_edition(unit: build.Unit) -> None:
    case_id = begun(unit)
    new = replace(shipped.forms()[ASSESSMENT], words=Words("Asesmen baru"))
    publish(form=new, valid_from=day_of(unit.at), reason="SK 1/2026", by=unit.ratna, at=unit.at)
    assert queries.current(ASSESSMENT, day_of(unit.at)).number == 2
    sheet = draft_sheet(case_id=case_id, instrument=ASSESSMENT, by=unit.dedi, at=unit.at)
    assert sheet is not None
    assert sheet.held.number == 1
    fill(unit, case_id)
    complete(unit, case_id)
    assessing.begin_assessment(case_id=case_id, instrument=ASSESSMENT, by=unit.dedi, at=unit.at)
    sheet = draft_sheet(case_id=case_id, instrument=ASSESSMENT, by=unit.dedi, at=unit.at)
    assert sheet is not None
    assert sheet.held.number == 2
    assert sheet.earlier["school"].given == ("seldom",), "not asked twice"
    assert sheet.answers == {}


# --- risk over time ---


def test_every_reading_stays_with_its_signs_and_edition(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    said = {"weapon": "yes", "missing": "no"}
    risk.read_risk(
        case_id=case_id, facts=facts_from(said), assessed=Risk.LOW, signs=said, edition=1,
        by=unit.dedi, at=unit.at,
    )  # fmt: skip
    risk.lower_risk(
        case_id=case_id, to=Risk.MEDIUM, reason="Senjata disita.", by=unit.ratna, at=unit.at
    )
    levels = [one.level for one in file_of(unit, case_id).state.readings]
    assert levels == ["not_assessed", "high", "medium"]
    rules = owed(unit, case_id)
    assert "case.rescore" in rules
    assert "case.rescore_high" not in rules
    assert "case.safety_plan" not in rules, "the duty went with the danger"


def test_news_asks_for_a_new_reading(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    report = build.read(unit, build.received(unit))
    triage.join_case(
        report_id=report.pk, version=report.version, case_id=case_id, told=None,
        decision=build.decision(unit, "joined"), by=unit.siti, at=unit.at,
    )  # fmt: skip
    assert "case.risk_news" in owed(unit, case_id)
    risk.read_risk(
        case_id=case_id, facts=facts_from({}), assessed=Risk.LOW, by=unit.dedi, at=unit.at
    )
    assert "case.risk_news" not in owed(unit, case_id)


def test_coming_home_from_a_shelter_asks_for_a_new_reading(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    for seen, sealed in ((1, True), (2, False)):
        file = file_of(unit, case_id, Facet.IDENTITY, Facet.LOCATION)
        identity, _places = child_of(file)
        assert identity is not None
        places = ChildPlaces(domicile="12.10.01.1001", now="", now_sealed=sealed)
        correct_child(
            case_id=case_id, identity=identity, places=places, child_seen=seen, by=unit.dedi,
            at=unit.at,
        )  # fmt: skip
        assert ("case.risk_news" in owed(unit, case_id)) == (not sealed)


# --- the safety plan ---


def told(unit: build.Unit, **changes: Any) -> SafetyTold:
    fields: dict[str, Any] = {
        "warning": "Pintu dibanting.",
        "people": "Bibi Rahma, sebelah rumah.",
        "at_once": "Ke rumah bibi.",
        "worker": "Menelepon tiap Senin.",
        "review": day_of(unit.at) + timedelta(days=14),
        "with_whom": ("child",),
        "place": "Rumah aman dinas",
        "shelter": True,
    }
    return SafetyTold(**{**fields, **changes})


def test_a_safety_plan_meets_its_duty_and_sets_the_next(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    assert "case.safety_plan" in owed(unit, case_id)
    safety.plan_safety(case_id=case_id, told=told(unit), by=unit.dedi, at=unit.at)
    rules = owed(unit, case_id)
    assert "case.safety_plan" not in rules
    assert rules.count("case.safety_review") == 1
    safety.plan_safety(case_id=case_id, told=told(unit), by=unit.dedi, at=unit.at)
    assert owed(unit, case_id).count("case.safety_review") == 1
    rows = Entry.objects.filter(case_id=case_id).order_by("seq").values_list("facet", flat=True)
    assert list(rows)[-3:] == ["care", "narrative", "location"]


def test_help_never_waits_for_a_safety_plan(unit: build.Unit) -> None:
    case_id, _item = build.planned(unit)
    assert "case.safety_plan" in owed(unit, case_id), "the plan was proposed and approved without"


# --- other children at home ---


def test_each_other_child_at_home_is_somebodys_duty(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    listed = [
        safety.list_child(
            case_id=case_id, called=name, age="7", relation="Adik", by=unit.dedi, at=unit.at
        )
        for name in ("Ucok", "Butet")
    ]
    assert owed(unit, case_id).count("case.child_at_home") == 2
    safety.settle_child(
        case_id=case_id, child=listed[0], outcome="no_concern", reason="Ditemui di sekolah.",
        by=unit.dedi, at=unit.at,
    )  # fmt: skip
    assert owed(unit, case_id).count("case.child_at_home") == 1
    other = build.assigned(unit)
    safety.settle_child(
        case_id=case_id, child=listed[1], outcome="case", other_case=other, by=unit.dedi,
        at=unit.at,
    )  # fmt: skip
    assert "case.child_at_home" not in owed(unit, case_id)
    state = file_of(unit, case_id).state
    assert [one.settled and one.settled.outcome for one in state.at_home.values()] == [
        "no_concern", "case",
    ]  # fmt: skip


def test_a_child_at_home_outlives_the_case_and_is_named_only_under_identity(
    unit: build.Unit,
) -> None:
    case_id = build.served(unit)
    safety.list_child(
        case_id=case_id, called="Ucok", age="7", relation="Adik", by=unit.dedi, at=unit.at
    )
    asked = build.closure(unit)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    assert "case.child_at_home" in owed(unit, case_id)
    file = file_of(unit, case_id, *(set(Facet) - {Facet.IDENTITY, Facet.FILES}))
    assert "Ucok" not in repr([one.line for one in file.lines])


def test_another_childs_case_must_be_in_scope(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    child = safety.list_child(
        case_id=case_id, called="Ucok", age="", relation="", by=unit.dedi, at=unit.at
    )
    with pytest.raises(Case.DoesNotExist):
        safety.settle_child(
            case_id=case_id, child=child, outcome="case", other_case=UUID(int=7), by=unit.dedi,
            at=unit.at,
        )  # fmt: skip


def test_a_short_assessment_still_counts(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    line = e.Assessed(at=unit.at, by=unit.dedi.id.hex, needs="Rasa aman.")
    care.record_assessment(case_id=case_id, assessment=line, by=unit.dedi, at=unit.at)
    assert "case.assess" not in owed(unit, case_id)


def test_saving_a_part_costs_the_same_whatever_was_saved_before(unit: build.Unit) -> None:
    case_id = begun(unit)
    counts = []
    for turn in range(3):
        with CaptureQueriesContext(connection) as asked:
            save(unit, case_id, "words", {"child_wishes": (f"Kata {turn}.",)})
        counts.append(len(asked))
    assert max(counts) - min(counts) <= 2, "but for the nodes of the log's tree"
