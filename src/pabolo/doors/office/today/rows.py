"""A duty in words: how long is left, what to do, why, since when, by which source, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.shared.formats import moment, weekday
from pabolo.doors.shared.remaining import Chip, until, until_day, waiting
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.duties.queries import DutyLine
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role, Subject

TAGS: Mapping[str, str] = {"not_assessed": "unassessed"}
ROOMS: Mapping[str, tuple[str, str]] = {
    Subject.REPORT: ("office:report", "L"),
    Subject.CASE: ("office:case", "K"),
    Subject.REFERRAL: ("office:case_referrals", "K"),
}
# Where a duty of a case is met: the form that does it.
MET_BY: Mapping[str, str] = {
    "case.assign_worker": "petugas",
    "case.police": "polisi",
    "case.consent": "persetujuan",
    "case.assess": "asesmen",
    "case.propose_plan": "rencana",
    "case.approve_plan": "setujui",
    "case.plan_item": "layanan",
    "case.follow_up": "kunjungan",
    "case.review": "tinjauan",
    "case.review_high": "tinjauan",
    "case.review_reopened": "tinjauan",
    "case.check_light": "simfoni",
    "case.close_second": "tutup",
    "case.after_care": "purnalayanan",
    "case.plan_transition": "transisi",
    "case.unclear_match": "kecocokan",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A duty on the page. `act` is what the button says, empty where the page itself is it."""

    chip: Chip
    text: str
    since: str
    done_when: str
    source: str
    owner: str
    name: str
    link: str
    act: str | Promise
    act_link: str
    tag: str
    due: datetime
    day_only: bool
    by_law: bool
    code: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to put duties into words: who asks, when, and who is called what."""

    actor: Actor
    at: datetime
    names: Mapping[UUID, str]


def chip_of(line: DutyLine, at: datetime) -> Chip:
    """Time left, in days only where no hour is kept."""
    if line.body.day_only:
        return until_day(line.duty.due_day, day_of(at))
    return until(line.body.due_at, at)


def name_of(subject: str, folder: UUID) -> str:
    """What a report or case is called among colleagues."""
    return display_code(ROOMS[subject][1], folder) if subject in ROOMS else ""


def owner_of(line: DutyLine, tell: Telling) -> str:
    """Whose it is: you, a colleague, or a post as a whole."""
    duty = line.duty
    if duty.owner_id == tell.actor.id:
        return _("You")
    named = tell.names.get(duty.owner_id) if duty.owner_id else None
    return named or str(ROLES[Role(duty.owner_post)])


def since_of(line: DutyLine) -> str:
    """When its clock started; without an hour where none is kept."""
    start = line.body.started_at
    return weekday(start) if line.body.day_only else moment(start)


def _room(line: DutyLine) -> str:
    subject, folder = line.duty.subject, line.duty.folder_id
    return reverse(ROOMS[subject][0], args=[folder]) if subject in ROOMS else ""


def _act(line: DutyLine, able: bool) -> tuple[str | Promise, str]:
    if line.duty.subject == Subject.REFERRAL and line.body.ref:
        return gettext_lazy("Open the referral"), reverse(
            "office:referral", args=[UUID(line.body.ref)]
        )
    slug = MET_BY.get(line.body.rule)
    if slug is None or not able:
        return "", _room(line)
    return DEEDS[slug].name, reverse("office:deed", args=[line.duty.folder_id, slug])


def row_of(
    line: DutyLine, tell: Telling, *, risk: str = "", text: str = "", able: bool = True
) -> Row:
    """One duty in words. `text` replaces the rule's own, where more is known of the thing.

    Without `able` nothing is offered to do: something stands in the way.
    """
    act, act_link = _act(line, able)
    return Row(
        chip=chip_of(line, tell.at),
        text=text or _(line.rule.text),
        since=since_of(line),
        done_when=line.rule.done_when,
        source=line.rule.source,
        owner=owner_of(line, tell),
        name=name_of(line.duty.subject, line.duty.folder_id),
        link=_room(line),
        act=act,
        act_link=act_link,
        tag=TAGS.get(risk, risk),
        due=line.body.due_at,
        day_only=line.body.day_only,
        by_law=line.rule.fixed_by_law,
        code=line.body.rule,
    )


def awaited(line: DutyLine, tell: Telling, *, risk: str = "") -> Row:
    """A duty of somebody else on a case of one's own: how long it has waited; no form."""
    row = row_of(line, tell, risk=risk)
    if line.body.due_at < tell.at:
        return row
    chip = waiting(line.body.started_at, day_of(tell.at))
    return Row(**{name: getattr(row, name) for name in Row.__slots__} | {"chip": chip})
