"""The legal track in words: stages, appointments, letters, claims, requests, the child's roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.history import told_of
from pabolo.doors.office.cases.legal_words import (
    amount_words,
    company,
    need_words,
    stage_words,
)
from pabolo.doors.office.cases.plan_words import money
from pabolo.doors.office.cases.sentences import Names, iso_day, named, sentences
from pabolo.doors.shared.formats import moment
from pabolo.ground.lib.clock import WIB, day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.programme.cases.legal_track import Claimed, Dated, LegalTrack, Letter, Staged, Takedown
from pabolo.programme.cases.queries.files import CaseFile, incident_files
from pabolo.rules.court import ChildRole, DateState, what_changes
from pabolo.rules.legal import is_over
from pabolo.rules.legal_claims import Claim
from pabolo.rules.takedown import Answer


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage as it stands, with what it was before a correction."""

    key: str
    name: str
    on: str
    text: str
    who: str
    struck: bool
    was: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class DateRow:
    """An appointment; `due`: its hour has passed and nobody wrote what came of it."""

    key: str
    kind: str
    when: str
    place: str
    company: str
    needs: list[str]
    note: str
    prepared: str
    words: str
    state: str
    outcome: str
    met: list[str]
    open: bool
    due: bool


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that came or went."""

    key: str
    on: str
    came: bool
    kind: str
    number: str
    party: str
    note: str
    struck: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """Restitution or protection: its tag, and what happened to it in rows.

    `key`: what was asked for last; `owes`: what was granted and is still to be paid.
    """

    kind: str
    name: str
    tag: str
    state: str
    key: str
    rows: list[tuple[str, str]]
    waits: bool
    owes: str
    free: bool


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A request to take content down. The address is shown here and nowhere else."""

    key: str
    name: str
    to: str
    on: str
    number: str
    address: str
    seen: str
    tag: str
    state: str
    looks: list[tuple[str, str]]
    open: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What the child is in one incident, and what that changes."""

    incident: str
    roles: str
    age: str
    changes: list[tuple[str, str]]


def stage_rows(track: LegalTrack, names: Names) -> list[StageRow]:
    """The stages, the last written first; struck ones stay readable."""
    last = track.standing[-1].key if track.standing else ""
    return [_stage(one, names, last) for one in reversed(track.stages.values())]


def _stage(one: Staged, names: Names, last: str) -> StageRow:
    was = ""
    if one.corrected is not None:
        before = sentences(
            label("legal_stage", one.first.stage), iso_day(one.first.on), stage_words(one.first)
        )
        told = "" if one.struck else named(_("Written before"), before)
        was = sentences(told, one.corrected.reason)
    return StageRow(
        key=one.key,
        name=label("legal_stage", one.line.stage),
        on=iso_day(one.line.on),
        text=stage_words(one.line),
        who=names.get(UUID((one.corrected or one.first).by), ""),
        struck=one.struck,
        was=was,
        now=one.key == last and not is_over(one.line.stage),
    )


def date_rows(track: LegalTrack, names: Names, at: datetime) -> tuple[list[DateRow], list[DateRow]]:
    """Appointments to come, the soonest first; and those that are over, the last first."""
    rows = sorted(track.dates.values(), key=lambda one: one.planned.starts_at)
    coming = [_date(one, names, at) for one in rows if one.state is DateState.PLANNED]
    return coming, [_date(one, names, at) for one in rows if one.ended][::-1]


def _date(one: Dated, names: Names, at: datetime) -> DateRow:
    line, prepared, ended = one.planned, one.prepared, one.ended
    return DateRow(
        key=line.date,
        kind=label("legal_date", line.kind),
        when=moment(line.starts_at.astimezone(WIB)),
        place=line.place,
        company=company(line, names),
        needs=need_words(line.needs),
        note=line.note,
        prepared=prepared.how if prepared else "",
        words=prepared.child_words if prepared else "",
        state=str(labels.DATE_STATE[one.state]),
        outcome=ended.note if ended else "",
        met=need_words(ended.met) if ended else [],
        open=ended is None,
        due=ended is None and day_of(line.starts_at) < day_of(at),
    )


def letter_rows(track: LegalTrack) -> list[LetterRow]:
    """Letters, the last day first."""
    rows = sorted(track.letters.values(), key=lambda one: one.line.on, reverse=True)
    return [_letter(one) for one in rows]


def _letter(one: Letter) -> LetterRow:
    line = one.line
    return LetterRow(
        key=line.letter,
        on=iso_day(line.on),
        came=line.way == "in",
        kind=label("legal_letter", line.kind),
        number=line.number,
        party=line.party,
        note=line.note,
        struck=one.struck is not None,
        reason=one.struck.reason if one.struck else "",
    )


def claim_blocks(file: CaseFile, names: Names) -> list[ClaimBlock]:
    """Restitution and protection, each with how it stands; a victim's first of all."""
    track = file.state.legal
    theirs = ChildRole.VICTIM in file.stats.roles
    kinds = [kind for kind in Claim if theirs or kind is Claim.PROTECTION or track.asked(kind)]
    return [_claim(kind, track, names) for kind in kinds]


def _claim(kind: Claim, track: LegalTrack, names: Names) -> ClaimBlock:
    one, waived = track.asked(kind), track.waived.get(kind)
    owed = track.unpaid(kind)
    tag, state = _claim_state(owed or one, waived is not None)
    return ClaimBlock(
        kind=kind.value,
        name=str(labels.CLAIM[kind]),
        tag=tag,
        state=state,
        key=one.asked.claim if one else "",
        owes=owed.asked.claim if owed else "",
        rows=[
            *(row for each in track.of(kind) for row in _claim_rows(each, names)),
            *([(_("Not wanted"), told_of(waived, names).text)] if waived else []),
        ],
        waits=one is not None and one.decided is None,
        free=one is None or one.decided is not None,
    )


def _claim_state(one: Claimed | None, waived: bool) -> tuple[str, str]:
    if waived:
        return "plain", _("Not wanted")
    if one is None:
        return "todo", _("Not talked about yet")
    if one.decided is None:
        return "waiting", _("Asked for")
    if one.owed:
        return "todo", _("Still to be paid: %(amount)s") % {"amount": money(one.owed)}
    return "done", str(labels.CLAIM_OUTCOME[one.decided.outcome])


def _claim_rows(one: Claimed, names: Names) -> list[tuple[str, str]]:
    line = one.asked
    through = sentences(
        str(labels.THROUGH[line.through]), iso_day(line.on), named(_("Number"), line.number)
    )
    rows = [(_("Asked for"), sentences(through, line.note))]
    if one.kind is Claim.RESTITUTION:
        rows.append((_("Amount asked for"), amount_words(line.amount)))
    if one.decided:
        rows.append((_("Decided"), told_of(one.decided, names).text))
    rows += [(_("Paid"), told_of(paid, names).text) for paid in one.paid]
    return rows


CONTENT_TAGS = {
    Answer.SENT: "waiting",
    Answer.ANSWERED: "todo",
    Answer.STILL_THERE: "todo",
    Answer.REMOVED: "done",
}


def content_rows(track: LegalTrack) -> list[ContentRow]:
    """Requests to take content down, the last first."""
    return [_content(one) for one in reversed(track.takedowns.values())]


def _content(one: Takedown) -> ContentRow:
    line = one.asked
    return ContentRow(
        key=line.takedown,
        name=f"{line.platform}, {label('takedown_kind', line.kind)}",
        to=str(labels.TAKEDOWN_TO[line.to]),
        on=iso_day(line.on),
        number=line.number,
        address=line.address,
        seen=line.seen,
        tag=CONTENT_TAGS[one.answer],
        state=str(labels.TAKEDOWN_ANSWER[one.answer]),
        looks=[
            (iso_day(look.on), sentences(labels.TAKEDOWN_ANSWER[look.answer], look.note))
            for look in one.looks
        ],
        open=not one.gone,
    )


def role_rows(file: CaseFile) -> list[RoleRow]:
    """The child's roles, incident by incident: it may be all at once."""
    return [
        RoleRow(
            incident=display_code("J", one.incident.pk),
            roles=_joined(label("child_role", role) for role in one.role.roles),
            age=_age(one.role.age_at_incident),
            changes=[
                (_(change.sentence), _(change.source))
                for change in what_changes(one.role.roles, one.role.age_at_incident)
            ],
        )
        for one in incident_files(file)
    ]


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def _age(age: int | None) -> str:
    return _("%(age)s years old then") % {"age": age} if age is not None else _("age not known")
