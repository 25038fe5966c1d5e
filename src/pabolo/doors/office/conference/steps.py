"""What can be done about a conference: each step has a form, what stands in its way, an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.conference import forms
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_at_work, staff_names
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import conference, conferring
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.conference import (
    CHAIRS,
    FOLLOWED,
    Outcome,
    may_add,
    may_change_chair,
    may_confirm,
    may_decide,
    may_finish,
    may_hold,
    may_prepare,
    may_share,
    may_write,
)
from pabolo.rules.conference_guests import NO_GUEST
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import LegalBasis

type Typed = Mapping[str, Any]
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Stage:
    """A conference opened for one step: its file, how it stands, who does it, when, as seen."""

    id: UUID
    file: CaseFile
    one: Gathering
    by: Actor
    at: datetime
    seen: int = 0

    @property
    def now(self) -> dict[str, Any]:
        """What every action asks."""
        return {"conference_id": self.id, "by": self.by, "at": self.at, "seen": self.seen or None}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `blocked`: the rule's refusal before anything is typed."""

    name: Promise
    form: type[Form]
    do: Callable[[Stage, Typed, Form], object]
    blocked: Callable[[Stage], Refusal | None]
    prepare: Callable[[Form, Stage], None] | None = None
    start: Callable[[Stage, str], dict[str, Any]] | None = None
    hint: Promise | str = ""


def starts_at(t: Typed) -> datetime:
    """Day and hour of a form, WIB."""
    return datetime.combine(t["on"], t["start"], clock.WIB)


def lines_in(text: str) -> tuple[str, ...]:
    """One item a line."""
    return tuple(one.strip() for one in text.split("\n") if one.strip())


def chairs_of(case_id: UUID, *, seeing: bool = True) -> list[tuple[str, str]]:
    """Who may chair: at work in a post that does, and sees the case or is let in."""
    known = holders(case_id).keys()
    here = [one for one in people_at_work(clock.today()) if one.roles & CHAIRS]
    return [(one.id.hex, one.name) for one in here if not seeing or one.id in known]


def _team(s: Stage, *without: UUID) -> list[tuple[str, str]]:
    """Who sees the case, by name."""
    names, out = staff_names(), set(without)
    seeing = holders(s.file.case.pk).keys() - out
    return sorted(((one.hex, names.get(one, "")) for one in seeing), key=lambda row: row[1])


def _preparing(s: Stage) -> Refusal | None:
    return may_prepare(s.by, s.one.seat)


def _colleague(s: Stage, t: Typed, _form: Form) -> object:
    return conference.invite_colleague(person=forms.chosen(t["person"]), **s.now)


def _agency(s: Stage, t: Typed, _form: Form) -> object:
    asked = conference.Asked(
        agency=forms.chosen(t["agency"]),
        purpose=t["purpose"],
        bring=t["bring"],
        basis=LegalBasis(t["basis"]) if t["basis"] else None,
        law=t["law"],
        vouched=t["vouched"],
    )
    return conference.invite_agency(asked=asked, **s.now)


def _offer_agencies(form: Form, s: Stage) -> None:
    asked = {one.agency for one in s.one.agencies}
    rows = [
        (one.pk.hex, f"{one.name} ({label('agency_kind', one.kind)})")
        for one in agencies(clock.today())
        if one.pk.hex not in asked
    ]
    forms.offer(form, "agency", rows)


def _invitations(s: Stage) -> list[tuple[str, str]]:
    names = staff_names()
    return [
        (key, one.name or names.get(UUID(one.person), "")) for key, one in s.one.invited.items()
    ]


def _uninviting(s: Stage) -> Refusal | None:
    return _preparing(s) or (None if s.one.invited else NO_GUEST)


def _move(s: Stage, t: Typed, _form: Form) -> object:
    return conference.move_conference(
        starts_at=starts_at(t), place=t["place"], by_phone=t["by_phone"], reason=t["reason"],
        **s.now,
    )  # fmt: skip


def _start_move(s: Stage, _key: str) -> dict[str, Any]:
    local = s.one.starts_at.astimezone(clock.WIB)
    hour = local.strftime("%H.%M")
    return {"on": local.date(), "start": hour, "place": s.one.place, "by_phone": s.one.by_phone}


def _chairing(s: Stage) -> Refusal | None:
    return may_change_chair(s.by, s.one.seat, fit=True, reason="-")


def _offer_chairs(form: Form, s: Stage) -> None:
    rows = [one for one in chairs_of(s.file.case.pk, seeing=False) if one[0] != s.one.chair]
    forms.offer(form, "chair", rows)


def _chair(s: Stage, t: Typed, _form: Form) -> object:
    return conference.change_chair(chair=forms.chosen(t["chair"]), reason=t["reason"], **s.now)


def _holding(s: Stage) -> Refusal | None:
    return may_hold(
        s.by, s.one.seat, held_at=s.at, present=[NOBODY], guests=1, oath_read=True, at=s.at
    )


def _prepare_held(form: Form, s: Stage) -> None:
    # Who was invited stands first; who of the team came uninvited can be ticked too.
    asked = {one.hex for one in s.one.people}
    rows = sorted(_team(s, UUID(s.one.chair)), key=lambda row: row[0] not in asked)
    forms.offer(form, "present", rows)
    if isinstance(form, forms.HeldForm):
        form.with_agencies([(one.invitation, one.name) for one in s.one.agencies])


def _start_held(s: Stage, _key: str) -> dict[str, Any]:
    # Nobody is ticked beforehand: who is, opens what was said.
    begun = min(s.one.starts_at, s.at).astimezone(clock.WIB)
    return {"held_at": begun.replace(second=0, microsecond=0)}


def _hold(s: Stage, t: Typed, _form: Form) -> object:
    outside = [
        e.FromOutside(
            invitation=key,
            name=t[f"name_{key}"],
            office=t[f"office_{key}"],
            checked=t.get(f"checked_{key}", ""),
        )
        for key in (one.invitation for one in s.one.agencies)
        if t[f"name_{key}"] or t[f"office_{key}"]
    ]
    present = [forms.chosen(one) for one in t["present"]]
    return conferring.hold_conference(
        held_at=t["held_at"], present=present, outside=outside, oath_read=t["oath_read"], **s.now
    )


def _writing(s: Stage) -> Refusal | None:
    return may_write(s.by, s.one.seat, said=["-"], child_words="-", why_not_asked="")


def _prepare_minutes(form: Form, s: Stage) -> None:
    if isinstance(form, forms.MinutesForm):
        form.with_agenda(s.one.called.agenda)


def _write(s: Stage, t: Typed, form: Form) -> object:
    assert isinstance(form, forms.MinutesForm)
    return conferring.write_minutes(
        items=form.said, child_words=t["child_words"], why_not_asked=t["why_not_asked"],
        disagreement=t["disagreement"], **s.now,
    )  # fmt: skip


def _deciding(s: Stage) -> Refusal | None:
    day = clock.day_of(s.at)
    return may_decide(s.by, s.one.seat, text="-", somebody=True, due=day, held_on=day)


def _offer_doers(form: Form, s: Stage) -> None:
    agencies_ = [(f"l:{one.invitation}", one.name) for one in s.one.agencies]
    people = [(f"p:{key}", name) for key, name in _team(s)]
    forms.offer(form, "who", [*people, *agencies_])


def _decide(s: Stage, t: Typed, _form: Form) -> object:
    kind, key = t["who"].split(":")
    person = forms.chosen(key) if kind == "p" else None
    invitation = "" if person else key
    return conferring.decide(
        text=t["text"], due=t["due"], person=person, invitation=invitation, **s.now
    )


def open_decisions(one: Gathering) -> list[tuple[str, str]]:
    """Decisions that are still owed."""
    return [(key, each.line.text) for key, each in one.decisions.items() if each.open]


def _following(s: Stage) -> Refusal | None:
    return may_do(s.by, Verb.WORK_CASE) or (None if open_decisions(s.one) else FOLLOWED)


def _follow(s: Stage, t: Typed, _form: Form) -> object:
    typed = {**t, "outcome": Outcome(t["outcome"])}
    return conferring.follow_decision(**typed, **s.now)


def _start_follow(s: Stage, key: str) -> dict[str, Any]:
    return {"decision": key}


def _reading(s: Stage) -> Refusal | None:
    read = [UUID(one) for one in s.one.read]
    return may_confirm(s.by, s.one.seat, read=read, agrees=True, objection="")


def _confirm(s: Stage, t: Typed, _form: Form) -> object:
    agrees = t["agrees"] == "yes"
    return conferring.confirm_minutes(agrees=agrees, objection=t["objection"], **s.now)


def _adding(s: Stage) -> Refusal | None:
    return may_add(s.by, s.one.seat, text="-")


def _sharing(s: Stage) -> Refusal | None:
    return may_share(s.by, s.one.seat, NOBODY, on_team=True, reason="-")


def _offer_readers(form: Form, s: Stage) -> None:
    seat = s.one.seat
    forms.offer(form, "person", _team(s, *seat.present, *seat.shared, seat.chair))


def _share(s: Stage, t: Typed, _form: Form) -> object:
    return conferring.share_minutes(person=forms.chosen(t["person"]), reason=t["reason"], **s.now)


def _finishing(s: Stage) -> Refusal | None:
    return may_finish(s.by, s.one.seat, waits_for=(), unread="", decisions=1, undecided="")


STEPS: Mapping[str, Step] = {
    "undang": Step(
        _("Invite a colleague"), forms.ColleagueForm, _colleague, _preparing,
        prepare=lambda form, s: forms.offer(form, "person", _team(s, *s.one.people)),
    ),
    "undang-lembaga": Step(
        _("Invite an agency"), forms.AgencyForm, _agency, _preparing, prepare=_offer_agencies,
        hint=_(
            "No account is made. The agency gets a paper with code, time and place; what it may "
            "be told stands on the page of the conference."
        ),
    ),
    "hadir": Step(
        _("Write who was there"), forms.HeldForm, _hold, _holding, prepare=_prepare_held,
        start=_start_held,
    ),
    "notulen": Step(
        _("Write the minutes"), forms.MinutesForm, _write, _writing, prepare=_prepare_minutes,
        hint=_("Sealed to those who were there. Decisions are written apart, for the whole team."),
    ),
    "keputusan": Step(
        _("Write a decision"), forms.DecisionForm, _decide, _deciding, prepare=_offer_doers,
    ),
    "baca": Step(_("Confirm the minutes"), forms.ConfirmForm, _confirm, _reading),
    "selesai": Step(
        _("Finish the minutes"), forms.FinishForm,
        lambda s, t, form: conferring.finish_minutes(**t, **s.now), _finishing,
    ),
    "tindak-lanjut": Step(
        _("Follow a decision"), forms.FollowForm, _follow, _following,
        prepare=lambda form, s: forms.offer(form, "decision", open_decisions(s.one)),
        start=_start_follow,
    ),
    "tambahan": Step(
        _("Add to the minutes"), forms.AddForm,
        lambda s, t, form: conferring.add_to_minutes(**t, **s.now), _adding,
    ),
    "bagikan": Step(
        _("Let somebody read the minutes"), forms.ShareForm, _share, _sharing,
        prepare=_offer_readers,
    ),
    "pindah": Step(
        _("Move it to another day"), forms.MoveForm, _move, _preparing, start=_start_move
    ),
    "ketua": Step(
        _("Choose another chair"), forms.ChairForm, _chair, _chairing, prepare=_offer_chairs
    ),
    "batal-undang": Step(
        _("Take an invitation back"), forms.UninviteForm,
        lambda s, t, form: conference.uninvite(**t, **s.now), _uninviting,
        prepare=lambda form, s: forms.offer(form, "invitation", _invitations(s)),
    ),
    "batal": Step(
        _("Cancel the conference"), forms.ReasonForm,
        lambda s, t, form: conference.cancel_conference(**t, **s.now), _preparing,
    ),
}  # fmt: skip
