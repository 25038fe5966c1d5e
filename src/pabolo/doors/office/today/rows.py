"""A duty in words: how long is left, what to do, why, since when, by which source, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.shared.entries import lets_in
from pabolo.doors.shared.formats import moment, weekday
from pabolo.doors.shared.remaining import Chip, until, until_day, waiting
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.duties.queries import DutyLine
from pabolo.ground.lib.clock import day_of, midnight
from pabolo.ground.lib.ids import display_code
from pabolo.rules.actors import Actor
from pabolo.rules.duty_shape import ClockFrom
from pabolo.rules.vocabulary import Role, Subject

TAGS: Mapping[str, str] = {"not_assessed": "unassessed"}
ROOMS: Mapping[str, tuple[str, str]] = {
    Subject.REPORT: ("office:report", "L"),
    Subject.CASE: ("office:case", "K"),
    Subject.REFERRAL: ("office:case_referrals", "K"),
    Subject.REQUEST: ("office:right", "H"),
    Subject.WATCH: ("office:watch_item", "P"),
}
# Where a duty of a case is met: the form that does it.
MET_BY: Mapping[str, str] = {
    "case.assign_worker": "petugas",
    "case.police": "polisi",
    "case.consent": "persetujuan",
    "case.propose_plan": "rencana",
    "case.approve_plan": "setujui",
    "case.plan_item": "layanan",
    "case.follow_up": "kunjungan",
    "case.shelter_review": "perpanjang",
    "case.shelter_follow_up": "kunjungan",
    "case.review": "tinjauan",
    "case.review_high": "tinjauan",
    "case.review_reopened": "tinjauan",
    "case.check_light": "simfoni",
    "case.enter_simfoni": "simfoni",
    "case.close_second": "tutup",
    "case.after_care": "purnalayanan",
    "case.plan_transition": "transisi",
    "case.unclear_match": "kecocokan",
    "case.hand_over_write": "lembar-serah",
    "case.hand_over_take": "terima-serah",
    "case.cover": "pengganti",
    "case.review_glass": "tinjau-darurat",
    "case.visit_silent": "kabar-kunjungan",
    "case.prepare_child": "siapkan-anak",
    "case.date_outcome": "hasil-janji",
    "case.restitution_paid": "bayar-restitusi",
    "case.protection_answer": "putusan-permohonan",
    "case.takedown_look": "cek-konten",
    "case.rescore": "risiko",
    "case.rescore_high": "risiko",
    "case.risk_news": "risiko",
    "transfer.decide": "setujui-pelimpahan",
    "transfer.chase": "tagih-pelimpahan",
    "transfer.another_way": "tinjauan",
    "transfer.close": "usul-tutup",
}
# Where a duty is met on a page of its own: what the button says, and its route.
MET_IN: Mapping[str, tuple[Promise, str]] = {
    "case.assess": (gettext_lazy("Assess"), "office:assessment"),
    "case.safety_plan": (gettext_lazy("Make the safety plan"), "office:safety_plan"),
    "case.safety_review": (gettext_lazy("Look at the safety plan"), "office:safety_plan"),
    # Several answers meet these: a stage or a letter; asked for, or not wanted.
    "case.legal_progress": (gettext_lazy("To the legal track"), "office:case_legal"),
    "case.restitution": (gettext_lazy("To the legal track"), "office:case_legal"),
    "case.restitution_trial": (gettext_lazy("To the legal track"), "office:case_legal"),
    "rights.answer": (gettext_lazy("Decide the request"), "office:right"),
    "rights.answer_other": (gettext_lazy("Decide the request"), "office:right"),
    "rights.carry_out": (gettext_lazy("Do what was granted"), "office:right"),
    "watch.answer": (gettext_lazy("Write the agency's answer"), "office:watch_item"),
    "watch.visit": (gettext_lazy("Write down a visit"), "office:watch_item"),
    "watch.expiry": (gettext_lazy("Keep it or end it"), "office:watch_item"),
    "watch.grown": (gettext_lazy("Keep it or end it"), "office:watch_item"),
    "watch.contest": (gettext_lazy("Decide on the objection"), "office:watch_item"),
    "case.child_at_home": (gettext_lazy("Children at home"), "office:home_children"),
    "case.conference_decision": (gettext_lazy("Follow the decision"), "office:case_conference"),
    "transfer.send": (gettext_lazy("Send the sealed file"), "office:case_transfer"),
    "transfer.answer": (gettext_lazy("Send the acknowledgement"), "office:case_transfer"),
}

# Or on a page about what the duty refers to.
PAGE_OF: Mapping[str, tuple[Promise, str]] = {
    "case.double": (gettext_lazy("Compare the records"), "office:pair"),
    "case.double_unsure": (gettext_lazy("Compare the records"), "office:pair"),
    "case.conference_hold": (gettext_lazy("Open the conference"), "office:conference"),
    "case.conference_minutes": (gettext_lazy("Open the conference"), "office:conference"),
    "case.conference_finish": (gettext_lazy("Open the conference"), "office:conference"),
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
    folder: UUID
    new: bool = False
    nudge: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to put duties into words: who asks, when, and who is called what.

    `since`: when the person was here last, as far as it is known. `hours`, `phone`: how colleagues
    are reached.
    """

    actor: Actor
    at: datetime
    names: Mapping[UUID, str]
    since: datetime | None = None
    hours: str = ""
    phone: str = ""


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
    """When its clock started; without an hour where none is kept.

    What is due on an agreed day counts from the day on which it was agreed.
    """
    if line.rule.clock_from is ClockFrom.GIVEN_DAY:
        return weekday(midnight(line.duty.opened_day))
    start = line.body.started_at
    return weekday(start) if line.body.day_only else moment(start)


def is_new(line: DutyLine, tell: Telling) -> bool:
    """Whether its clock started after the person was here last; by the day where no hour is."""
    if tell.since is None:
        return False
    if line.body.day_only or line.rule.clock_from is ClockFrom.GIVEN_DAY:
        return line.duty.opened_day > day_of(tell.since)
    return line.body.started_at > tell.since


def nudge_of(line: DutyLine, tell: Telling) -> str:
    """Whom to remind, and when and how they are reached."""
    words = {"who": owner_of(line, tell), "hours": tell.hours, "phone": tell.phone}
    return _("Remind: %(who)s. Office %(hours)s, telephone %(phone)s.") % words


def _room(line: DutyLine) -> str:
    subject, folder = line.duty.subject, line.duty.folder_id
    return reverse(ROOMS[subject][0], args=[folder]) if subject in ROOMS else ""


def _act(line: DutyLine, able: bool, actor: Actor) -> tuple[str | Promise, str]:
    if able and (room := MET_IN.get(line.body.rule)):
        return room[0], reverse(room[1], args=[line.duty.folder_id])
    page = PAGE_OF.get(line.body.rule)
    if page and line.body.ref:
        name, route = page
        if not lets_in(actor, route):
            return "", _room(line)
        return name, reverse(route, args=[UUID(line.body.ref)])
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
    act, act_link = _act(line, able, tell.actor)
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
        folder=line.duty.folder_id,
        new=is_new(line, tell),
    )


def awaited(line: DutyLine, tell: Telling, *, risk: str = "") -> Row:
    """A duty of somebody else: how long it has waited, and how to remind them; no form."""
    row = replace(row_of(line, tell, risk=risk, able=False), nudge=nudge_of(line, tell))
    if line.body.due_at < tell.at:
        return row
    return replace(row, chip=waiting(line.body.started_at, day_of(tell.at)))
