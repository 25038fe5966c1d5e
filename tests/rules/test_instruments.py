"""What a question set asks, what is missing in it, and what its answers say."""

from datetime import date

import pytest

from pabolo.ground.instruments.shipped import forms
from pabolo.rules import instruments as i
from pabolo.rules.instruments import (
    ASKED_SIGNS,
    RISK,
    UNKNOWN,
    Choice,
    Condition,
    Form,
    Kind,
    Question,
    Section,
    Threshold,
    Words,
)
from pabolo.rules.question_sheets import form_from
from pabolo.rules.risk import RED_FLAGS, RiskFacts, red_flags
from pabolo.rules.vocabulary import Facet, Risk, Role
from tests.cast import actor

HURT = Question(
    "hurt",
    Kind.ONE,
    Words("Luka?"),
    facet=Facet.HEALTH,
    required=True,
    choices=(Choice("none", Words("Tidak")), Choice("bad", Words("Berat"), 3)),
)
WHERE = Question(
    "where", Kind.SHORT, Words("Di mana?"), required=True, shown_if=Condition("hurt", ("bad",))
)
WHO = Question(
    "who", Kind.SHORT, Words("Siapa?"), required=True, shown_if=Condition("where", ("rumah",))
)
FEAR = Question("fear", Kind.SCALE, Words("Takut?"), low=0, high=3)
WEAPON = Question("weapon", Kind.YES_NO, Words("Senjata?"), sign="weapon")
SET = Form(
    "uji",
    Words("Uji"),
    (Section("a", Words("A"), questions=(HURT, WHERE, WHO, FEAR, WEAPON)),),
    (Threshold(Risk.LOW, 0), Threshold(Risk.MEDIUM, 2), Threshold(Risk.HIGH, 5)),
)
BOSS, TODAY = actor(Role.SUPERVISOR), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["hurt", "fear", "weapon"]),
        ({"hurt": ("none",)}, ["hurt", "fear", "weapon"]),
        ({"hurt": ("bad",)}, ["hurt", "where", "fear", "weapon"]),
        ({"hurt": ("bad",), "where": ("rumah",)}, ["hurt", "where", "who", "fear", "weapon"]),
        ({"where": ("rumah",)}, ["hurt", "fear", "weapon"]),  # behind one that is hidden
    ],
)
def test_a_question_is_asked_where_its_condition_holds(answers, asked):
    assert [one.code for _section, one in i.asked_now(SET, answers)] == asked


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["hurt"]),
        ({"hurt": (UNKNOWN,)}, []),
        ({"hurt": ("bad",)}, ["where"]),
        ({"hurt": ("bad",), "where": (UNKNOWN,)}, []),
    ],
)
def test_complete_is_what_was_asked_not_what_is_known(answers, missing):
    assert [one.code for _section, one in i.missing(SET, answers)] == missing
    assert (i.may_complete(SET, answers) is None) == (not missing)


@pytest.mark.parametrize(
    ("answers", "score", "level"),
    [
        ({}, None, Risk.NOT_ASSESSED),
        ({"hurt": (UNKNOWN,)}, None, Risk.NOT_ASSESSED),
        ({"hurt": ("none",)}, 0, Risk.LOW),
        ({"hurt": ("bad",)}, 3, Risk.MEDIUM),
        ({"hurt": ("bad",), "fear": ("3",)}, 6, Risk.HIGH),
    ],
)
def test_a_score_proposes_a_level(answers, score, level):
    assert i.score(SET, answers) == score
    assert i.level_of(SET, score) is level


def test_signs_are_said_as_they_were_answered():
    assert i.signs(SET, {}) == {}
    assert i.signs(SET, {"weapon": (UNKNOWN,)}) == {"weapon": UNKNOWN}
    assert i.facts_from({"weapon": "yes"}) == RiskFacts(weapon=True)
    assert i.facts_from({"weapon": "no", "missing": UNKNOWN}) == RiskFacts(weapon=False)
    assert red_flags(i.facts_from({"repeated": "yes"}))[0].code == "repeated"
    assert i.facts_from({"repeated": "no"}).incidents_in_30_days is None
    home = i.facts_from({"accused_lives_with_child": "yes"})
    assert home.accused_has_access is True


@pytest.mark.parametrize(
    ("question", "given", "fits"),
    [
        (HURT, (), True),
        (HURT, (UNKNOWN,), True),
        (HURT, ("bad",), True),
        (HURT, ("worse",), False),
        (HURT, ("bad", "none"), False),
        (FEAR, ("3",), True),
        (FEAR, ("4",), False),
        (FEAR, ("-1",), False),
        (WEAPON, ("maybe",), False),
        (WHERE, ("x" * 9_000,), False),
    ],
)
def test_only_what_is_offered_is_an_answer(question, given, fits):
    assert (i.check_answer(question, given) is None) == fits


def test_the_shipped_red_flags_ask_every_sign_of_the_rule():
    assert i.unasked_signs(forms()[RISK]) == frozenset()
    # Each flag of the law of the rule can be raised by answering yes to everything it looks at.
    said = dict.fromkeys(ASKED_SIGNS, "yes")
    raised = {flag.code for flag in red_flags(i.facts_from(said))}
    known_by_the_case = {"sexual_with_access", "under_six"}
    assert raised | known_by_the_case == {flag.code for flag in RED_FLAGS}


def test_health_questions_lie_under_health():
    shipped = forms()["biopsychosocial"]
    body = [one for section in shipped.sections[1:3] for one in section.questions]
    assert {one.facet for one in body} == {Facet.HEALTH}


@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        (BOSS, {}, None),
        (actor(Role.CASE_WORKER), {}, "access.role"),
        (BOSS, {"same": True}, "instrument.same"),
        (BOSS, {"valid_from": date(2026, 11, 23)}, "instrument.past"),
        (BOSS, {"reason": " "}, "instrument.no_reason"),
    ],
)
def test_who_publishes_and_from_when(who, changes, code):
    told = {"valid_from": TODAY, "today": TODAY, "reason": "SK 1", "same": False} | changes
    refusal = i.may_publish(who, SET, **told)
    assert (refusal and refusal.code) == code


def test_red_flags_stay_whole():
    lame = Form(RISK, Words("Tanda"), SET.sections)
    refusal = i.may_publish(BOSS, lame, valid_from=TODAY, today=TODAY, reason="SK 1", same=False)
    assert refusal is not None
    assert refusal.code == "instrument.signs"


ROW = {"type": "select_one yes_no", "name": "q", "label": "Apa?"}
OPEN = (2, {"type": "begin_group", "name": "g", "label": "G"})
SHUT = (9, {"type": "end_group"})
HEAD = [(2, {"form_id": "uji", "form_title": "Uji"})]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ({"type": "geopoint"}, "type", "sheet.type"),
        ({"type": "select_one tiada"}, "type", "sheet.list"),
        ({"name": "Q 1"}, "name", "sheet.code"),
        ({"name": "g"}, "name", "sheet.twice"),
        ({"label": ""}, "label", "sheet.label"),
        ({"facet": "files"}, "facet", "sheet.facet"),
        ({"sign": "tiada"}, "sign", "sheet.sign"),
        ({"type": "text", "sign": "weapon"}, "sign", "sheet.sign_kind"),
        ({"relevant": "1 + 1 = 2"}, "relevant", "sheet.relevant"),
        ({"relevant": "${nanti} = 'yes'"}, "relevant", "sheet.not_before"),
        ({"relevant": "${p} = 'biru'"}, "relevant", "sheet.no_answer"),
        ({"relevant": "${p} = 'yes' or ${x} = 'yes'"}, "relevant", "sheet.relevant"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(row, column, code):
    before = (3, {"type": "select_one yes_no", "name": "p", "label": "P?"})
    sheets = {"survey": [OPEN, before, (4, ROW | row), SHUT], "settings": HEAD}
    form, faults = form_from(sheets)
    assert form is None
    assert [(f.sheet, f.row, f.column, f.refusal.code) for f in faults] == [
        ("survey", 4, column, code)
    ]


def test_what_is_right_is_taken():
    before = (3, {"type": "select_one yes_no", "name": "p", "label": "P?"})
    told = ROW | {"relevant": "selected(${p}, 'yes') or ${p} = 'unknown'", "required": "yes"}
    form, faults = form_from({"survey": [OPEN, before, (4, told), SHUT], "settings": HEAD})
    assert faults == ()
    assert form is not None
    assert form.questions[1].shown_if == Condition("p", ("yes", "unknown"))


@pytest.mark.parametrize(
    ("sheets", "places"),
    [
        ({}, [("survey", 0), ("settings", 0)]),
        ({"survey": [(2, ROW)], "settings": HEAD}, [("survey", 2)]),
        ({"survey": [OPEN], "settings": HEAD}, [("survey", 2)]),
        ({"survey": [OPEN, OPEN, SHUT], "settings": HEAD}, [("survey", 2), ("survey", 2)]),
        ({"survey": [OPEN, SHUT], "settings": [(2, {"form_id": "Uji"})]}, [("settings", 2)]),
        (
            {
                "survey": [OPEN, SHUT],
                "settings": HEAD,
                "levels": [(5, {"level": "dire", "at_least": "1"})],
            },
            [("levels", 5)],
        ),
        (
            {
                "survey": [OPEN, SHUT],
                "settings": HEAD,
                "choices": [(7, {"list_name": "l", "name": "unknown", "label": "U", "score": "x"})],
            },
            [("choices", 7), ("choices", 7)],
        ),
    ],
)
def test_a_whole_sheet_can_be_wrong(sheets, places):
    form, faults = form_from(sheets)
    assert form is None
    assert [(one.sheet, one.row) for one in faults] == places
