"""One referral: where it stands, what the partner will see or sees, and the next step."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.referrals import forms
from pabolo.doors.office.referrals.words import code_of, lines_of, row_of
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.shared.remaining import until
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies.queries import agency
from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import values
from pabolo.programme.cases import consents
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.referrals import labels
from pabolo.programme.referrals.actions import office
from pabolo.programme.referrals.facets import Row
from pabolo.programme.referrals.packets import rows_for
from pabolo.programme.referrals.queries.files import ReferralFile, files_under, known_in
from pabolo.programme.referrals.queries.scope import referral_for
from pabolo.rules.actors import Actor
from pabolo.rules.packets import Part
from pabolo.rules.referrals import Mover, link_lives, may_refer, next_states, standing_basis
from pabolo.rules.vocabulary import Facet, LegalBasis, ReferralState

type Typed = Mapping[str, Any]
S = ReferralState
OUT = frozenset({S.SENT, S.RECEIVED, S.ACCEPTED, S.STARTED})


def contact_of(actor: Actor) -> str:
    """Whom the partner calls: the officer, and the unit's telephone."""
    phone = values(clock.today())["phone.unit"]
    return f"{staff_names().get(actor.id, '')}, {phone}"


class Page:
    """A referral opened for looking at it, or for one step."""

    def __init__(self, request: HttpRequest, referral_id: UUID) -> None:
        self.request, self.actor, self.at = request, actor_in(request), clock.now()
        row = referral_for(self.actor, referral_id)
        self.works = may_refer(self.actor) is None
        sides = [Facet.IDENTITY, Facet.LOCATION] if self.works and row.state == S.READY else []
        self.case: CaseFile = open_file(
            case_id=row.case_id, by=self.actor, at=self.at, facets=sides, verb="case.work"
        )
        self.file: ReferralFile = files_under(self.case.proof, [row])[0]

    @property
    def state(self) -> ReferralState:
        """Where it stands."""
        return self.file.state

    def preview(self) -> tuple[Row, ...]:
        """What the partner would see if nothing were taken away."""
        if self.state is not S.READY or not self.works:
            return ()
        return rows_for(known_in(self.case, self.file, contact_of(self.actor)))

    def recorded(self) -> LegalBasis | None:
        """A basis for this partner that stands in the case's file."""
        lines = consents.recorded(self.case.state.consents)
        return standing_basis(lines, self.file.asked.name, on=clock.today())

    def form(self, step: str) -> Form:
        """The form of a step, filled with what was typed if it is this step's."""
        mine = self.request.method == "POST" and self.request.POST.get("do") == step
        typed = self.request.POST if mine else None
        match step:
            case "danger":
                return forms.BasisForm(typed)
            case "send":
                rows = [(r.part, f"{labels.PART[r.part]}: {r.text}") for r in self.preview()]
                start = {"parts": [key for key, _text in rows]}
                return forms.SendForm(typed, parts=rows, initial=start)
            case "reply":
                to = [(s.value, labels.REPLY[s.value]) for s in self.answers()]
                return forms.ReplyForm(typed, answers=to)
            case "call":
                return forms.CallForm(typed)
            case "feedback":
                return forms.FeedbackForm(typed, initial={"when": clock.today()})
            case "withdraw":
                return forms.ReasonForm(typed)
        return Form(typed)

    def answers(self) -> list[ReferralState]:
        """What the partner can be noted to have said."""
        return [s for s in next_states(Mover.OFFICE, self.state) if s.value in labels.REPLY]

    def steps(self) -> list[str]:
        """What can be done now, in the order of the work."""
        if not self.works:
            return []
        by_state = {S.DRAFT: ["basis", "danger"], S.READY: ["send"]}
        steps = list(by_state.get(self.state, []))
        if self.state in (S.DONE, S.REFUSED):
            steps.append("feedback")
        if self.answers():
            steps.append("reply")
        steps += ["call"] if self.state in OUT else []
        can_end = S.WITHDRAWN in next_states(Mover.OFFICE, self.state)
        return [*steps, *(["withdraw"] if can_end else [])]


def _parts(typed: Typed) -> list[Part]:
    return [Part(one) for one in typed["parts"]]


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


DO: Mapping[str, Callable[[dict[str, Any], Typed, Actor], object]] = {
    "basis": lambda now, t, by: office.give_basis(**now),
    "danger": lambda now, t, by: office.give_basis(
        basis=LegalBasis(t["basis"]), reason=t["reason"], **now
    ),
    "send": lambda now, t, by: office.send_referral(parts=_parts(t), contact=contact_of(by), **now),
    "renew": lambda now, t, by: office.renew_slip(contact=contact_of(by), **now),
    "end": lambda now, t, by: office.end_slip(**now),
    "reply": lambda now, t, by: office.hear_reply(
        **{**t, "to": ReferralState(t["to"]), "when": _iso(t["when"])}, **now
    ),
    "call": lambda now, t, by: office.record_call(**t, **now),
    "feedback": lambda now, t, by: office.feed_back(how=t["how"], when=_iso(t["when"]), **now),
    "withdraw": lambda now, t, by: office.withdraw_referral(**t, **now),
}


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Look at a referral, or take a step. A refusal comes back with everything typed."""
    page = Page(request, referral_id)
    if request.method != "POST":
        return _show(page)
    step = request.POST.get("do", "")
    if step not in DO:
        raise Http404
    form = page.form(step)
    now = {
        "referral_id": referral_id,
        "by": page.actor,
        "at": page.at,
        "seen": number_in(request.POST.get("seen", "")),
    }
    status = attempt(form, lambda typed: DO[step](now, typed, page.actor))
    if status:
        return _show(page, {step: form}, form, status)
    messages.success(request, _("Recorded."))
    return redirect("office:referral", referral_id)


def _show(
    page: Page,
    filled: Mapping[str, Form] | None = None,
    failed: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    file, steps = page.file, page.steps()
    partner = agency(UUID(file.asked.agency))
    slip = file.slip
    lives = slip is not None and link_lives(
        page.state, until=slip.until_day, today=clock.today(), withdrawn=False
    )
    words = {
        "room": "referrals",
        "code": code_of(file.referral.pk),
        "file": file,
        "row": row_of(file),
        "state": page.state.value,
        "purpose": labels.PURPOSE[file.asked.purpose],
        "basis": labels.BASIS[file.basis] if file.basis else "",
        "recorded": page.recorded() is not None,
        "partner": partner,
        "duties": _duties(page),
        "history": lines_of(file, staff_names()),
        "openings": file.opened_by_partner,
        "steps": {step: (filled or {}).get(step) or page.form(step) for step in steps},
        "form": failed,
        "slip_lives": lives,
        "works": page.works,
        "service_link": page.state in (S.STARTED, S.DONE, S.FED_BACK),
    }
    return render(page.request, "office/referrals/one.html", words, status=status)


def _duties(page: Page) -> list[dict[str, object]]:
    """What is owed on this referral, soonest first."""
    ref = page.file.referral.pk.hex
    lines = opened(page.case.proof, list(open_of([page.case.case.pk])))
    mine = sorted((d for d in lines if d.body.ref == ref), key=lambda d: d.body.due_at)
    return [
        {
            "chip": until(line.body.due_at, page.at),
            "text": _(line.rule.text),
            "done_when": line.rule.done_when,
            "source": line.rule.source,
        }
        for line in mine
    ]
