"""Handing out a file of a folder the reader was granted: sandboxed, never as a page of ours."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.ground.attachments.queries import read, visible_to
from pabolo.ground.audit.actions import receipt
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.rules.access import Standing, may_view
from pabolo.rules.vocabulary import Facet

SANDBOX = "sandbox; default-src 'none'"


@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One file, under a receipt of its own. Pictures may show; everything else is a download."""
    actor = actor_in(request)
    found = visible_to(actor).get(pk=file_id)
    ensure(may_view(actor, Facet.FILES, Standing(granted=True)))
    proof = receipt(
        "file.opened", by=actor, at=clock.now(), folders=[found.folder_id], facets=[Facet.FILES]
    )
    facts, body = read(proof, found)
    response = HttpResponse(body, content_type=facts.media_type)
    shown = content_disposition_header(facts.kind != "image", facts.name) or "attachment"
    response.headers["Content-Disposition"] = shown
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
