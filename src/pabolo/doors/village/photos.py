"""Pictures of an entry: sent, faces covered by ticking squares, then seen by the group."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.shared.network.answers import handed_out
from pabolo.doors.village.frame import page, tried
from pabolo.ground.attachments.covering import COLUMNS, squares
from pabolo.ground.attachments.queries import read
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib import clock
from pabolo.programme.network.actions.photos import add_photo, discard_photo, finish_photo
from pabolo.programme.network.queries.photos import draft_of, photo_for, photos_of
from pabolo.programme.network.queries.registers import activities_for, meetings_for
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet


class PhotoForm(Form):
    """A picture, and of what."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is on it?"),
        widget=forms.RadioSelect,
        initial="scene",
        choices=[
            ("scene", gettext_lazy("The activity itself")),
            ("sheet", gettext_lazy("The sheet, instead of typing")),
        ],
    )
    picture = forms.FileField(
        label=gettext_lazy("The picture"),
        help_text=gettext_lazy("You cover faces in the next step. Nobody sees it before."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"required": gettext_lazy("Choose a picture.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def activity_photos(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """The pictures of an activity of an own group, and one more."""
    one = activities_for(actor_in(request)).get(pk=activity_id)
    return _photos(request, {"activity_id": one.pk}, "village:activities")


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_photos(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The pictures of a meeting of an own group, and one more."""
    one = meetings_for(actor_in(request)).get(pk=meeting_id)
    return _photos(request, {"meeting_id": one.pk}, "village:meetings")


def _photos(request: HttpRequest, entry: dict[str, UUID], back: str) -> HttpResponse:
    actor, at = actor_in(request), clock.now()
    sent = request.method == "POST"
    form = PhotoForm(request.POST if sent else None, request.FILES if sent else None)
    kept: list[UUID] = []
    status = 0
    if sent:
        status = tried(form, lambda: kept.append(_add(form, entry, actor, at)))
    if status == 200:
        return redirect("village:photo_cover", kept[0])
    (entry_id,) = entry.values()
    rows = photos_of(actor, [entry_id]).get(entry_id, [])
    words = {"form": form, "rows": rows, "back": back}
    return page(request, "photos", words, status or 200)


def _add(form: PhotoForm, entry: dict[str, UUID], by: Actor, at: datetime) -> UUID:
    sent = form.cleaned_data["picture"]
    kept = add_photo(
        by=by,
        at=at,
        kind=form.cleaned_data["kind"],
        name=sent.name or "",
        raw=sent.read(),
        **entry,
    )
    return kept.pk


def _proof(photo: Any, actor: Actor) -> Receipt:
    return receipt(
        "network.photo_opened",
        by=actor,
        at=clock.now(),
        folders=[photo.file.folder_id],
        facets=[Facet.FILES],
    )


@require_safe
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """The picture itself, under a receipt. One that is not ready: only for who sent it."""
    actor = actor_in(request)
    found = photo_for(actor, photo_id)
    facts, body = read(_proof(found, actor), found.file)
    return handed_out(body, facts.media_type, facts.name, inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
def photo_cover(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Tick the squares with faces; they are covered for good. Works without JavaScript."""
    actor, at = actor_in(request), clock.now()
    found = draft_of(actor, photo_id)
    if request.method != "POST":
        words = {"photo": found, "squares": squares(), "columns": COLUMNS}
        return page(request, "photo_cover", words)
    back = _entry_of(found)
    if "discard" in request.POST:
        discard_photo(by=actor, at=at, photo_id=photo_id)
        messages.success(request, _("The picture is thrown away."))
        return redirect(*back)
    covered = request.POST.getlist("cover")
    finish_photo(by=actor, at=at, photo_id=photo_id, covered=covered, proof=_proof(found, actor))
    messages.success(request, _("The picture is kept. What you covered cannot be brought back."))
    return redirect(*back)


def _entry_of(found: Any) -> tuple[str, UUID]:
    if found.activity_id is not None:
        return "village:activity_photos", found.activity_id
    return "village:meeting_photos", found.meeting_id
