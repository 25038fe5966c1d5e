"""How danger and needs are looked at again: question sets, readings, safety plans, siblings."""

from datetime import timedelta
from typing import TYPE_CHECKING

from pabolo.demo import casework, words
from pabolo.demo.lives import Life, rng_of
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions import assessing, care, risk, safety
from pabolo.programme.cases.actions.safety import SafetyTold
from pabolo.rules.instruments import ASSESSMENT, facts_from
from pabolo.rules.vocabulary import Risk

if TYPE_CHECKING:
    from pabolo.demo.casestory import CaseStory

EDITION = 1
_FRESH = timedelta(days=18)


def signs_of(life: Life, *, later: bool = False) -> dict[str, str]:
    """What is answered to the red flags; `later`, who may have harmed the child has moved away."""
    home = any(one.lives_with_child for one in life.accused) and not later
    reach = home or (any(one.has_access for one in life.accused) and not later)
    said = dict.fromkeys(("needs_care_now", "weapon", "missing", "trafficking", "alone"), "no")
    return {
        **said,
        "accused_lives_with_child": "yes" if home else "no",
        "accused_has_access": "yes" if reach else "no",
        "self_harm": "unknown" if life.age < 8 else "no",
    }


def read_again(story: "CaseStory", username: str, note: str, *, later: bool = False) -> None:
    """The red flags are asked once more."""
    said = signs_of(story.life, later=later)
    work = risk.read_risk(
        **story.led(
            username,
            facts=facts_from(said),
            assessed=story.assessed,
            note=note,
            signs=said,
            edition=EDITION,
        )
    )
    story.high = Risk(work.state.risk) in (Risk.HIGH, Risk.NOT_ASSESSED)


def answers_of(story: "CaseStory") -> dict[str, tuple[str, ...]]:
    """What is answered in an assessment."""
    rng, home = rng_of(story.scene.seed, f"answers|{story.life.key}"), signs_of(story.life)
    return {
        "child_words": (rng.choice(words.CHILD_WORDS) or "Anak belum mau bicara.",),
        "child_wishes": (rng.choice(words.CHILD_WORDS) or "Belum tahu.",),
        "injury": (rng.choice(("none", "none", "healing")),),
        "disability": ("no",),
        "mood": rng.choice((("calm",), ("worried",), ("worried", "withdrawn"))),
        "sleep": (rng.choice(("well", "some", "bad")),),
        "self_harm": (home["self_harm"],),
        "fear": (rng.choice("0123"),),
        "carers_who": (", ".join(story.life.carers) or "unknown",),
        "carer_protects": (rng.choice(("protects", "protects", "unsure")),),
        "same_home": (home["accused_lives_with_child"],),
        "others_at_home": ("yes" if rng.random() < 0.4 else "no",),
        "school": (rng.choice(("goes", "goes", "seldom")),),
        "strengths": (rng.choice(words.STRENGTHS),),
    }


def assess(story: "CaseStory") -> None:
    """An assessment: in short in old cases, the question set in those of the last months."""
    line = casework.assessment(story.rng, story.now, story.at)
    if story.recent:
        _fill(story, line.needs)
        plan_safety(story)
    else:
        care.record_assessment(**story.worked(assessment=line))


def _fill(story: "CaseStory", needs: str) -> None:
    at = story.worked(instrument=ASSESSMENT)
    assessing.begin_assessment(**at)
    answers = answers_of(story)
    if answers["others_at_home"] == ("yes",):
        _another_child(story)
    for part in PARTS:
        typed = {code: answers[code] for code in PARTS[part] if code in answers}
        assessing.save_part(**at, part=part, typed=typed)
    work = assessing.complete_assessment(**at, needs=needs)
    story.high = Risk(work.state.risk) in (Risk.HIGH, Risk.NOT_ASSESSED)


PARTS = {
    "words": ("child_words", "child_wishes"),
    "body": ("injury", "disability"),
    "mind": ("mood", "sleep", "self_harm", "fear"),
    "carers": ("carers_who", "carer_protects"),
    "home": ("same_home", "others_at_home"),
    "schooling": ("school",),
    "needs": ("strengths",),
}


def _another_child(story: "CaseStory") -> None:
    """Another child lives there; after some days somebody has seen it."""
    rng = rng_of(story.scene.seed, f"sibling|{story.life.key}")
    child = safety.list_child(
        **story.worked(called=rng.choice(("Adik", "Kakak", "Sepupu")), age=str(rng.randint(2, 15)),
                       relation="Saudara serumah")
    )  # fmt: skip
    if story.scene.now - story.at > _FRESH:
        safety.settle_child(
            **story.worked(
                child=child,
                outcome="no_concern",
                reason="Ditemui di sekolah bersama wali kelas; aman dan tidak tahu kejadiannya.",
            )
        )


def plan_safety(story: "CaseStory") -> None:
    """A safety plan, made with the child, looked at again after some weeks."""
    rng = rng_of(story.scene.seed, f"safe|{story.life.key}")
    small = story.life.age < 4
    told = SafetyTold(
        warning="Suara keras, pintu dibanting, atau orang itu datang sambil marah.",
        people=rng.choice(("Nenek di sebelah rumah.", "Bibi, 0800-0000-0000.", "Wali kelas.")),
        at_once="Pergi ke tempat aman, lalu telepon 129. Kata sandi: payung.",
        worker="Menelepon setiap Senin dan datang bila anak menyebut kata sandi.",
        review=day_of(story.at) + timedelta(days=30 if story.high else 75),
        with_whom=("adult",) if small else ("child", "adult"),
        why_not="Anak masih terlalu kecil." if small else "",
        child_words=rng.choice(words.CHILD_WORDS),
        place="" if story.life.now_sealed else "Rumah nenek",
        shelter=story.life.now_sealed,
    )
    safety.plan_safety(**story.worked(told=told))
