"""What is done in a case, one piece at a time, as the people of the unit do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

import msgspec

from pabolo.demo import words
from pabolo.demo.lives import Life
from pabolo.demo.opening import identity_of
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.programme.cases import entries as e
from pabolo.programme.children.ages import age_of
from pabolo.rules.actors import Actor
from pabolo.rules.consent import Voice, child_voice

# Service, function of the unit, task of the unit, who gives it, for whom.
_CATALOGUE: Sequence[tuple[str, str, str, str, str]] = (
    ("L5", "accompaniment", "d", "Psikolog UPTD PPA", "child"),
    ("L2", "accompaniment", "c", "RSUD Rantauprapat", "child"),
    ("L6", "case_management", "e", "Dinas Pendidikan Kabupaten Labuhanbatu", "child"),
    ("L5", "case_management", "e", "PUSPAGA", "family"),
    ("L8", "accompaniment", "e", "Tokoh agama setempat", "family"),
)
_LEGAL = ("L3", "accompaniment", "f", "Lembaga bantuan hukum mitra", "child")
_MEDIATION = ("L6", "mediation", "j", "UPTD PPA bersama sekolah", "child")
_SHELTER = ("L7", "shelter", "h", "Rumah aman UPTD PPA", "child")
_CIVIL = ("L6", "case_management", "j",
          "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Labuhanbatu", "child")  # fmt: skip
_SUSPECT = "Orang tua diduga pelaku; keluarga lain mendampingi."
_BASIS_OF = {
    Voice.TOLD: "guardian_consent",
    Voice.ASSENT: "guardian_consent",
    Voice.WITH_GUARDIAN: "both_consent",
    Voice.OWN_CONSENT: "child_consent",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One plan item with the days on which it is to be given."""

    line: e.Planned
    days: tuple[int, ...]


def consent(life: Life, told_at: datetime, by: Actor, at: datetime) -> e.Consented:
    """What the service rests on: consent by age, or the task of the unit where a parent is
    suspected."""
    if parent_suspected(life):
        return e.Consented(
            at=at,
            by=by.id.hex,
            purpose="service",
            basis="public_task",
            status="given",
            guardian_is_suspect=True,
            why_not_asked=_SUSPECT,
            law="UU 27/2022 Pasal 20 ayat (2) huruf e",
        )
    age = age_of(identity_of(life), day_of(told_at))
    return e.Consented(
        at=at,
        by=by.id.hex,
        purpose="service",
        basis=_BASIS_OF[child_voice(age)],
        status="given",
        explained="Dijelaskan dengan gambar dan kata-kata sederhana.",
        child_agrees=True,
        guardian_asked=True,
        guardian_agrees=True,
    )


def parent_suspected(life: Life) -> bool:
    """Whether a parent may have harmed the child."""
    return any(one.relation == "OT" for one in life.accused)


def assessment(rng: Random, by: Actor, at: datetime) -> e.Assessed:
    """A first assessment."""
    return e.Assessed(
        at=at,
        by=by.id.hex,
        needs=rng.choice(words.NEEDS),
        strengths=rng.choice(words.STRENGTHS),
        child_words=rng.choice(words.CHILD_WORDS),
    )


def _kinds(life: Life, rng: Random) -> list[tuple[str, str, str, str, str]]:
    kinds = [_CATALOGUE[0], *rng.sample(_CATALOGUE[1:], rng.randint(1, 2))]
    wanted = (
        (life.sexual and not life.takes("mediation"), _LEGAL),
        (life.takes("mediation"), _MEDIATION),
        (life.now_sealed, _SHELTER),
        (not life.documents, _CIVIL),
    )
    return kinds[: 3 - min(1, sum(holds for holds, _ in wanted))] + [
        kind for holds, kind in wanted if holds
    ]


def plan_items(life: Life, rng: Random, by: Actor, at: datetime) -> list[Item]:
    """The items of a plan, each with the days (from now) on which it will be given."""
    items = []
    for service, function, task, provider, whom in _kinds(life, rng):
        first = rng.randint(6, 16)
        times = rng.choice((1, 1, 2, 3)) if service == "L5" else 1
        days = tuple(first + place * rng.randint(10, 15) for place in range(times))
        due = day_of(at) + timedelta(days=days[-1] + (50 if life.unborn else 24))
        line = _planned(service, function, task, provider, whom, due, times, rng, by, at)
        items.append(Item(line, days))
    return items


# What a service is called in detail, and the budget line that usually pays for it.
_DETAILS = {("L5", "child"): "KPS", ("L2", "child"): "RWM", ("L3", "child"): "SDG",
            ("L6", "child"): "KSK"}  # fmt: skip
_BUDGET = {"L2": "MED", "L5": "AHL", "L3": "DMP", "L7": "RAM"}
_DAK = 2021
_PLACE = {"L2": "FKS", "L3": "PGD", "L6": "SEK", "L7": "RAM", "L8": "RMH"}


def _detail(service: str, function: str, whom: str) -> str:
    return "" if function in ("mediation", "shelter") else _DETAILS.get((service, whom), "")


def _planned(
    service: str, function: str, task: str, provider: str, whom: str, due: date, times: int,
    rng: Random, by: Actor, at: datetime,
) -> e.Planned:  # fmt: skip
    goals = words.MEDIATED if function == "mediation" else words.GOALS[service]
    return e.Planned(
        at=at,
        by=by.id.hex,
        item=random_id().hex,
        service=service,
        goal=rng.choice(goals),
        for_whom=whom,
        function=function,
        task=task,
        provider=provider,
        responsible=by.id.hex,
        times=times,
        due=due.isoformat(),
        detail=_detail(service, function, whom),
        person="ibu" if whom == "family" else "",
    )


def with_goals(
    items: Sequence[Item], by: Actor, at: datetime
) -> tuple[list[e.GoalSet], list[Item]]:
    """The goals of a plan, in the child's or the family's words, each over the items that serve it."""
    goals: dict[str, e.GoalSet] = {}
    for item in items:
        voice = "family" if item.line.for_whom == "family" else "child"
        told = e.GoalSet(
            at=at, by=by.id.hex, goal=random_id().hex, text=item.line.goal, voice=voice
        )
        goals.setdefault(item.line.goal, told)
    under = [
        replace(item, line=msgspec.structs.replace(item.line, goal_id=goals[item.line.goal].goal))
        for item in items
    ]
    return list(goals.values()), under


def stay(by: Actor, at: datetime) -> e.Sheltered:
    """A stay in the shelter since some hours, for the week that the rule allows."""
    begins = at - timedelta(hours=3)
    return e.Sheltered(
        at=at,
        by=by.id.hex,
        stay=random_id().hex,
        reasons=("KLG", "JIW"),
        begins=begins,
        until=(day_of(begins) + timedelta(days=7)).isoformat(),
        note="Butuh baju ganti dan buku sekolah.",
    )


def cost(line: e.ServiceGiven, rng: Random, by: Actor, at: datetime) -> list[e.CostNoted]:
    """What a service cost, for some, since there is a fund for it."""
    if at.year < _DAK or rng.random() < 0.4:
        return []
    return [
        e.CostNoted(
            at=at,
            by=by.id.hex,
            id=random_id().hex,
            service=line.id,
            budget=_BUDGET.get(line.service, "DMP"),
            amount=rng.choice((75_000, 100_000, 150_000, 200_000, 350_000)),
            evidence=f"CONTOH-{rng.randrange(100, 999)}/{at.year}",
        )
    ]


def given(item: Item, rng: Random, by: Actor, at: datetime) -> e.ServiceGiven:
    """A service given on a plan item."""
    return e.ServiceGiven(
        at=at,
        by=by.id.hex,
        service=item.line.service,
        item=item.line.item,
        provider=item.line.provider,
        for_whom=item.line.for_whom,
        id=random_id().hex,
        detail=item.line.detail,
        function=item.line.function,
        task=item.line.task,
        person=item.line.person,
        place=_PLACE.get(item.line.service, "KTR"),
        minutes=60,
        on=day_of(at).isoformat(),
        note=rng.choice(words.GIVEN),
    )


def visited(rng: Random, by: Actor, at: datetime, **more: object) -> e.FollowedUp:
    """A visit or a call."""
    fields: dict[str, object] = {"text": rng.choice(words.VISITS), "safe": "yes", **more}
    return e.FollowedUp(at=at, by=by.id.hex, **fields)  # type: ignore[arg-type]


def police(rng: Random, by: Actor, at: datetime) -> e.PoliceReported:
    """The number of the police report. Invented, like everything here."""
    number = f"STPL/{rng.randrange(1, 400)}/CONTOH/{at.year}"
    return e.PoliceReported(at=at, by=by.id.hex, number=number, reported_at=at)


CLOSURES: dict[str, dict[str, object]] = {
    "goals_met": {"child_is_safe": True, "child_view": "Anak setuju dan tahu boleh datang lagi."},
    "adult": {"transition": "Pendampingan dewasa oleh UPTD PPA; pelatihan kerja sudah dimulai."},
    "moved_away": {},  # the unit that acknowledged is named by itself
    "handed_to_agency": {"accepted_by": "Balai Pemasyarakatan (Bapas)"},
    "stopped_by_child": {
        "capacity_checked": True,
        "child_is_safe": True,
        "child_view": "Anak merasa cukup dan tahu cara menghubungi kami.",
    },
    "unreachable": {},
    "died": {},
    "outside_scope": {"information_given": "Diberi penjelasan tentang layanan Pengadilan Agama."},
}
_NOTES = {
    "died": "Anak meninggal karena sakit. Keluarga didampingi dengan hormat.",
    "unreachable": "Keluarga pindah tanpa kabar; tiga kali dicari.",
}


def closure(reason: str, rng: Random, by: Actor, at: datetime) -> e.ClosureAsked:
    """A request for closure whose criteria are met."""
    note = _NOTES.get(reason) or rng.choice(words.CLOSING)
    more = CLOSURES[reason]
    return e.ClosureAsked(at=at, by=by.id.hex, reason=reason, note=note, **more)  # type: ignore[arg-type]


def ids(report: UUID | None) -> str:
    """An id as the journal writes it."""
    return report.hex if report else ""
