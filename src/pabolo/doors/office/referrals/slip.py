"""The slip: half a page of paper, and the same as a message. No name, no detail."""

from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.referrals.one import contact_of
from pabolo.doors.office.referrals.words import code_of as name_of
from pabolo.doors.office.referrals.words import iso
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.referrals.queries.files import files_under
from pabolo.programme.referrals.queries.scope import referral_for
from pabolo.programme.referrals.secrets import code_of, secret_of
from pabolo.rules.codes import grouped
from pabolo.rules.referrals import link_lives


@require_safe
def printed(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The slip that lives now, to print or to copy; 404 where none does."""
    actor, at = actor_in(request), clock.now()
    row = referral_for(actor, referral_id)
    case = open_file(case_id=row.case_id, by=actor, at=at, verb="referral.slip_printed")
    file = files_under(case.proof, [row])[0]
    slip = file.slip
    if slip is None or not link_lives(
        file.state, until=slip.until_day, today=clock.today(), withdrawn=False
    ):
        raise Http404
    page = request.build_absolute_uri(reverse("partner:slip"))
    link = f"{page}#{secret_of(slip.pk)}"
    words = {
        "referral_id": referral_id,
        "name": name_of(row.pk),
        "agency": file.asked.name,
        "answer_by": iso(file.asked.answer_by),
        "urgent": file.asked.urgent,
        "code": grouped(code_of(slip.pk)),
        "page": page,
        "link": link,
        "qr": mark_safe(segno.make(link, error="m").svg_inline(border=2, omitsize=True)),  # noqa: S308
        "contact": contact_of(actor),
        "until": slip.until_day,
    }
    return render(request, "office/referrals/slip.html", {**words, "message": _message(words)})


def _message(words: dict[str, object]) -> str:
    """What goes by WhatsApp: nothing about a child but that there is a question."""
    return _(
        "Referral %(name)s for %(agency)s. Please answer by %(answer_by)s.\n"
        "Open: %(link)s\n"
        "Or type the code %(code)s at %(page)s\n"
        "Questions: %(contact)s"
    ) % {
        key: words[key]
        for key in ("name", "agency", "answer_by", "link", "code", "page", "contact")
    }
