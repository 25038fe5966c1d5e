"""A case on its page: what was opened, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.deeds import DEEDS, Deed
from pabolo.doors.office.today.views import Row, row_of
from pabolo.doors.shared.remaining import Chip
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.fold import PlanItem
from pabolo.programme.cases.queries.files import CaseFile, FileLine, child_of, incident_files
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.access import facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.risk import RED_FLAGS
from pabolo.rules.vocabulary import CaseStage, Facet

STEPS = ("received", "verifying", "assessing", "planned", "delivering", "monitoring", "closed")
SIDES = (Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.ACCUSED, Facet.HEALTH, Facet.LEGAL)
POLICE = "case.police"
TAGS = {"high": "high", "medium": "medium", "low": "low", "not_assessed": "unassessed"}


def names_of_sides() -> dict[Facet, str]:
    """What the sides of a file are called."""
    return {
        Facet.IDENTITY: _("Identity"),
        Facet.LOCATION: _("Three places"),
        Facet.NARRATIVE: _("Story and daily work"),
        Facet.ACCUSED: _("Alleged perpetrators"),
        Facet.HEALTH: _("Health and psychology"),
        Facet.LEGAL: _("Legal"),
    }


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the file: its lines where it was opened, else None."""

    key: str
    name: str
    lines: list[tuple[str, str]] | None


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history."""

    day: Any
    who: str
    title: str
    text: str
    shut: bool


def identity_lines(identity: ChildIdentity) -> list[tuple[str, str]]:
    """Who the child is, in rows."""
    birth = identity.birth or (_("not yet born") if identity.unborn else "")
    if identity.stated_age is not None:
        birth = birth or _("about %(n)s years, as told") % {"n": identity.stated_age}
    rows = [
        (_("Name"), identity.name),
        (_("Also called"), ", ".join(identity.other_names)),
        (_("Sex"), label("sex", identity.sex)),
        (_("Born"), birth + (f" ({_('estimated')})" if identity.birth_estimated else "")),
        (_("Carers"), ", ".join(identity.carers)),
        (_("School"), identity.school),
        (_("Documents"), ", ".join(identity.documents) or _("none seen: no obstacle")),
        (_("Contact"), identity.contact),
    ]
    return [(name, text) for name, text in rows if text]


def place_lines(places: ChildPlaces, happened: Iterable[str]) -> list[tuple[str, str]]:
    """The three places, each said for itself."""
    now = (
        _("Shelter: never shown or printed")
        if places.now_sealed
        else _where(places.now, places.now_note)
    )
    return [
        (_("On paper (domicile)"), _where(places.domicile, places.domicile_note)),
        (_("Lives now"), now),
        (_("Where it happened"), "; ".join(_where(code, "") for code in happened) or "-"),
    ]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or "-"


def _where(code: str, note: str) -> str:
    return ", ".join(part for part in (full_name(code) if code else "", note) if part) or "-"


def sides_of(file: CaseFile, actor: Actor) -> list[Side]:
    """The sides the person's post opens, each shut until asked for."""
    incidents = incident_files(file)
    identity, places = child_of(file)
    names, allowed = names_of_sides(), facets_of(actor)
    lines: dict[Facet, list[tuple[str, str]]] = {
        Facet.NARRATIVE: [
            ("", one.story.text) for one in incidents if one.story and one.story.text
        ],
        Facet.ACCUSED: [
            (
                label("relation", person.relation),
                ", ".join(filter(None, (person.name, person.age, person.note))) or "-",
            )
            for one in incidents
            if one.accused
            for person in one.accused.people
        ],
        Facet.IDENTITY: identity_lines(identity) if identity else [],
        Facet.LOCATION: place_lines(
            places, [one.facts.village for one in incidents if one.facts.village]
        )
        if places
        else [],
    }
    return [
        Side(side.value, names[side], lines.get(side, []) if side in file.facets else None)
        for side in SIDES
        if side in allowed
    ]


def words_of(line: e.Line) -> str:
    """What a line of the history says."""
    parts: Mapping[type[e.Line], Any] = {
        e.Assigned: lambda x: x.reason,
        e.RiskRead: lambda x: str(labels.RISK[x.level]),
        e.RiskLowered: lambda x: f"{labels.RISK[x.level]}: {x.reason}",
        e.Assessed: lambda x: " ".join(
            filter(None, (x.needs, x.strengths, x.safety, x.child_words))
        ),
        e.Consented: lambda x: (
            f"{labels.PURPOSE[x.purpose]}: {labels.BASIS[x.basis]}, "
            f"{labels.CONSENT_STATUS[x.status]}"
        ),
        e.Planned: lambda x: f"{label('service', x.service)}. {x.goal}",
        e.PlanReturned: lambda x: x.reason,
        e.PlanApproved: lambda x: x.note,
        e.PlanItemEnded: lambda x: x.reason,
        e.ServiceGiven: lambda x: f"{label('service', x.service)}. {x.note}",
        e.Noted: lambda x: f"{x.title} {x.text}".strip(),
        e.PoliceReported: lambda x: x.number or x.reason_not,
        e.LegalStaged: lambda x: f"{label('legal_stage', x.stage)}. {x.note}",
        e.SimfoniRecorded: lambda x: x.number,
        e.Reviewed: lambda x: f"{x.summary} {x.next_step}".strip(),
        e.FollowedUp: lambda x: x.text,
        e.StageMoved: lambda x: f"{labels.STAGE[x.to]}. {x.reason}",
        e.ClosureAsked: lambda x: f"{labels.CLOSURE[x.reason]}. {x.note}",
        e.ClosureDeclined: lambda x: x.reason,
        e.Closed: lambda x: x.note,
        e.Reopened: lambda x: x.reason,
    }
    say = parts.get(type(line))
    return str(say(line)) if say else ""


def history(lines: Sequence[FileLine], names: Mapping[UUID, str]) -> list[Told]:
    """The history of care, newest first; what stays shut says so."""
    shut = _("Sealed line on the side “%(side)s”")
    sides = {side.value: name for side, name in names_of_sides().items()}
    found = []
    for shown in reversed(lines):
        line, row = shown.line, shown.entry
        who = names.get(row.author_id, "")
        if line is None:
            title = shut % {"side": sides.get(row.facet, row.facet)}
            found.append(Told(row.day, who, title, "", True))
        else:
            tag = str(line.__struct_config__.tag)
            found.append(Told(line.at, who, str(labels.LINE[tag]), words_of(line), False))
    return found


def clock_of(line: DutyLine, at: datetime) -> dict[str, Any]:
    """The legal clock: hours spent of hours in all."""
    total = line.body.due_at - line.body.started_at
    spent = min(max(at - line.body.started_at, timedelta()), total)
    return {"spent": spent.total_seconds() / 3600, "total": total.total_seconds() / 3600}


@dataclass(frozen=True, slots=True)
class Law:
    """The police duty of UU 12/2022 on the page."""

    chip: Chip
    due: datetime
    started: datetime
    day_only: bool
    clock: dict[str, Any]
    source: str


def duties_of(file: CaseFile, at: datetime) -> tuple[Law | None, list[Row]]:
    """The legal clock, and the other open duties."""
    lines = opened(file.proof, list(open_of([file.case.pk])))
    lines.sort(key=lambda line: line.body.due_at)
    names = staff_names()
    law = next((line for line in lines if line.body.rule == POLICE), None)
    rest = [row_of(line, names, at) for line in lines if line is not law]
    if law is None:
        return None, rest
    chip = row_of(law, names, at).chip
    body = law.body
    return (
        Law(chip, body.due_at, body.started_at, body.day_only, clock_of(law, at), law.rule.source),
        rest,
    )


def plan_rows(items: Iterable[PlanItem]) -> list[dict[str, Any]]:
    """Planned against given."""
    return [
        {
            "service": label("service", item.planned.service),
            "provider": item.planned.provider,
            "goal": item.planned.goal,
            "for_whom": labels.BENEFICIARY[item.planned.for_whom],
            "given": min(item.given, item.planned.times),
            "times": item.planned.times,
            "due": item.planned.due,
            "approved": item.approved,
            "ended": item.ended,
        }
        for item in items
    ]


def deeds_for(file: CaseFile, actor: Actor) -> dict[str, list[tuple[str, Deed]]]:
    """What the person's post can try on this case, grouped."""
    finished = CaseStage(file.case.stage) in FINISHED
    groups: dict[str, list[tuple[str, Deed]]] = {"work": [], "lead": [], "closed": []}
    for slug, deed in DEEDS.items():
        able = any(may_do(actor, verb) is None for verb in deed.verbs)
        if able and (deed.group == "closed") == finished:
            groups[deed.group].append((slug, deed))
    return groups


def flags_of(file: CaseFile) -> list[Any]:
    """The red flags that stand, with their sentence and source."""
    return [flag for flag in RED_FLAGS if flag.code in file.state.flags]


def steps_of(stage: str) -> list[tuple[str, str]]:
    """The stages with how each stands: done, now, later."""
    shown = "verifying" if stage == "reopened" else "closed" if stage == "transferred" else stage
    place = STEPS.index(shown)
    kinds = ["done"] * place + ["now"] + ["later"] * (len(STEPS) - place - 1)
    return [(str(labels.STAGE[key]), kind) for key, kind in zip(STEPS, kinds, strict=True)]
