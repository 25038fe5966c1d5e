"""A case on its page: how it stands, what is due, what was planned and given, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.history import Names
from pabolo.doors.office.cases.plan_deeds import item_words as item_words
from pabolo.doors.office.cases.plan_rows import plan_rows
from pabolo.doors.office.today.rows import MET_BY, MET_IN, Row, Telling, chip_of, row_of
from pabolo.doors.shared.entries import entry_of
from pabolo.doors.shared.formats import day, moment
from pabolo.ground.audit.queries import last_opening
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.programme.cases.asking_plan import sexual
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.cases.queries.scope import siblings_of, visible_to
from pabolo.programme.intake.queries.scope import visible_to as reports_visible_to
from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import AgeReading, age_band
from pabolo.rules.entry import may_enter
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.mediation import INSTEAD, may_mediate
from pabolo.rules.risk import RED_FLAGS, RedFlag
from pabolo.rules.vocabulary import CaseStage, Facet

STEPS = ("received", "verifying", "assessing", "planned", "delivering", "monitoring", "closed")
SHOWN_AS = {"reopened": "verifying", "transferred": "closed"}
POLICE = "case.police"
READ_AGAIN = frozenset({"case.rescore", "case.rescore_high", "case.risk_news"})
TAGS = {"high": "high", "medium": "medium", "low": "low", "not_assessed": "unassessed"}
CHILD = {
    "P": gettext_lazy("A girl"),
    "L": gettext_lazy("A boy"),
    "NA": gettext_lazy("A child"),
}


def name_of(case_id: UUID) -> str:
    """What a case is called among colleagues: K-7Q4-M2X."""
    return display_code("K", case_id)


def band_of(stats: CaseStats) -> str:
    """The age band at the report, in words."""
    age = stats.age_at_report
    return label("age_band", age_band(None if age is None else AgeReading(age, age)))


def child_words(stats: CaseStats) -> str:
    """Girl, boy or child, with the age band; no name."""
    if stats.age_at_report is None:
        return _("%(child)s, age not known") % {"child": CHILD[stats.sex]}
    return f"{CHILD[stats.sex]}, {band_of(stats)}"


def form_words(stats: CaseStats) -> str:
    """The forms of violence, several where there are several."""
    return ", ".join(label("violence_form", form) for form in stats.forms)


def role_words(stats: CaseStats) -> str:
    """What the child is in it: victim, witness, in conflict with the law."""
    return ", ".join(label("child_role", role) for role in stats.roles)


@dataclass(frozen=True, slots=True)
class Law:
    """The police duty of UU 12/2022 on the page."""

    row: Row
    left: str
    spent: float
    total: float


def _clock(line: DutyLine, at: datetime) -> tuple[float, float]:
    """Hours spent, of hours in all."""
    total = line.body.due_at - line.body.started_at
    spent = min(max(at - line.body.started_at, timedelta()), total)
    return spent.total_seconds() / 3600, total.total_seconds() / 3600


def left_words(line: DutyLine, at: datetime) -> str:
    """How much time is left: hours and minutes, or days where only days are kept."""
    chip = chip_of(line, at)
    if line.body.day_only:
        days = (line.duty.due_day - day_of(at)).days
        if days <= 0:
            return f"{chip.number} {chip.word}" if days else _("Today is the last day")
        return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    gap = abs(line.body.due_at - at)
    hours, minutes = divmod(int(gap.total_seconds()) // 60, 60)
    late = line.body.due_at < at
    words = _("%(h)s hours %(m)s minutes late") if late else _("%(h)s hours %(m)s minutes left")
    return words % {"h": hours, "m": minutes}


def duty_rows(file: CaseFile, tell: Telling) -> tuple[Law | None, list[Row]]:
    """The legal clock, and the other open duties; a plan item's by its own words."""
    lines = opened(file.proof, list(open_of([file.case.pk])))
    lines.sort(key=lambda line: line.body.due_at)
    law = next((line for line in lines if line.body.rule == POLICE), None)
    rest = [_duty(line, file, tell) for line in lines if line is not law]
    if law is None:
        return None, rest
    return Law(_duty(law, file, tell), left_words(law, tell.at), *_clock(law, tell.at)), rest


def _duty(line: DutyLine, file: CaseFile, tell: Telling) -> Row:
    item, slug = file.state.plan.get(line.body.ref), MET_BY.get(line.body.rule, "")
    able = slug in DEEDS and why_not(slug, DEEDS[slug], file, tell.actor) is None
    if line.body.rule in MET_IN:
        able = may_do(tell.actor, Verb.WORK_CASE) is None
    return row_of(line, tell, text=item_words(item) if item else "", able=able)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be done, or the sentence why not."""

    slug: str
    name: str | Promise
    why_not: str


GROUPS: Mapping[str, Promise] = {
    "work": gettext_lazy("Work with the child"),
    "lead": gettext_lazy("Supervision"),
    "any": gettext_lazy("Who may see this case"),
    "closed": gettext_lazy("After the case ended"),
}


def choices_for(file: CaseFile, actor: Actor) -> list[tuple[str | Promise, list[Choice]]]:
    """What the person's post can try on this case; what stands in the way is said."""
    finished = CaseStage(file.case.stage) in FINISHED
    groups: dict[str, list[Choice]] = {key: [] for key in GROUPS}
    for slug, deed in DEEDS.items():
        able = any(may_do(actor, verb) is None for verb in deed.verbs)
        if (
            able
            and not deed.room_only
            and (deed.group == "any" or (deed.group == "closed") == finished)
        ):
            refusal = why_not(slug, deed, file, actor)
            if refusal is None or not deed.rare:
                sentence = _(refusal.sentence) if refusal else ""
                groups[deed.group].append(Choice(slug, deed.name, sentence))
    return [(GROUPS[key], rows) for key, rows in groups.items() if rows]


def may_note(file: CaseFile, actor: Actor) -> bool:
    """Whether the person writes in this case at all, while it runs."""
    able = any(may_do(actor, verb) is None for verb in DEEDS["catatan"].verbs)
    return able and CaseStage(file.case.stage) not in FINISHED


def flags_of(file: CaseFile) -> list[RedFlag]:
    """The red flags that stand, with their sentence and source."""
    return [flag for flag in RED_FLAGS if flag.code in file.state.flags]


def risk_dates(file: CaseFile, duties: list[Row]) -> dict[str, str]:
    """When the risk was read last, and until when it is to be read again."""
    readings = file.state.readings
    due = min((row.due for row in duties if row.code in READ_AGAIN), default=None)
    return {
        "last": moment(readings[-1].at) if readings else "",
        "next": day(due.date()) if due else "",
    }


def steps_of(stage: str) -> list[tuple[str, str]]:
    """The stages with how each stands: done, now, later."""
    place = STEPS.index(SHOWN_AS.get(stage, stage))
    kinds = ["done"] * place + ["now"] + ["later"] * (len(STEPS) - place - 1)
    return [(str(labels.STAGE[key]), kind) for key, kind in zip(STEPS, kinds, strict=True)]


def place_in_steps(stage: str) -> int:
    """Which of the seven stages it is, from 1."""
    return STEPS.index(SHOWN_AS.get(stage, stage)) + 1


def no_mediation(file: CaseFile) -> str:
    """Why it may not be settled by talking; empty where it may."""
    refusal = may_mediate(
        sexual_violence=sexual(file.stats), offender_is_child=file.stats.offender_is_child
    )
    return _(refusal.sentence) if refusal else ""


def instead() -> list[str]:
    """What is open where mediation is not."""
    return [label("service_detail", code) for code in INSTEAD]


def district_of(village: str) -> str:
    """Only the district of a village: what the overview shows of a place."""
    return full_name(village[:8]) if village else _("not known")


def places_of(file: CaseFile, actor: Actor) -> dict[str, str]:
    """The districts of the three places, for posts that open places at all."""
    if Facet.LOCATION not in facets_of(actor):
        return {}
    return {
        _("On paper"): district_of(file.stats.domicile),
        _("Where it happened"): district_of(file.stats.incident_village),
    }


def _to_reports(ids: list[UUID], actor: Actor) -> list[tuple[UUID, str, str]]:
    """Each report's code, with its address where the person can open it."""
    enters = may_enter(actor, entry_of("office:report")) is None
    granted = reports_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    reached = set(granted) if enters else set()
    return [
        (
            one,
            display_code("L", one),
            reverse("office:report", args=[one]) if one in reached else "",
        )
        for one in ids
    ]


def linked(file: CaseFile, actor: Actor) -> dict[str, Any]:
    """The case's reports by their codes; cases of the same incidents as far as in scope."""
    others = visible_to(actor).filter(pk__in=siblings_of(file.case).values("pk"))
    return {
        "reports": _to_reports([UUID(one) for one in file.state.reports], actor),
        "siblings": [(one, name_of(one)) for one in others.values_list("pk", flat=True)],
        "incidents": [(UUID(one), display_code("J", UUID(one))) for one in file.state.incidents],
    }


def opened_last(file: CaseFile, names: Names) -> str:
    """Who opened the identity last, not counting this moment; empty if nobody did lately."""
    if Facet.IDENTITY in file.facets:
        return ""
    entry = last_opening(file.case.pk, Facet.IDENTITY.value)
    if entry is None:
        return ""
    who = names.get(UUID(hex=entry.actor), "")
    return f"{moment(datetime.fromisoformat(entry.when))}, {who}"


def worker_of(file: CaseFile, names: Names) -> str:
    """The case worker's name; empty while there is none."""
    return names.get(file.case.worker_id, "") if file.case.worker_id else ""


def overview(file: CaseFile, tell: Telling) -> dict[str, Any]:
    """What page and print share."""
    law, duties = duty_rows(file, tell)
    stage = file.case.stage
    return {
        "file": file,
        "name": name_of(file.case.pk),
        "risk_tag": TAGS[file.state.risk],
        "child": child_words(file.stats),
        "forms": form_words(file.stats),
        "roles": role_words(file.stats),
        "worker": worker_of(file, tell.names),
        "stage": labels.STAGE[stage],
        "stage_number": place_in_steps(stage),
        "steps": steps_of(stage),
        "flags": flags_of(file),
        "risk_dates": risk_dates(file, duties),
        "law": law,
        "duties": duties,
        "plan": plan_rows(file, tell.at, tell.names),
        "no_mediation": no_mediation(file),
        "instead": instead(),
        "places": places_of(file, tell.actor),
        "simfoni": file.state.simfoni,
        "legal_stage": legal_stage_of(file),
    }


def legal_stage_of(file: CaseFile) -> str:
    """The stage of the legal process, where that side was opened; else empty, never a guess."""
    if Facet.LEGAL not in file.facets:
        return ""
    return label("legal_stage", file.state.legal_stage)


def may_open_another(file: CaseFile, actor: Actor) -> bool:
    """Whether another child of the same incident can be given a case from here."""
    return may_do(actor, Verb.OPEN_CASE) is None and bool(file.state.incidents)
