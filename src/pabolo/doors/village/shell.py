"""The field app's shell: every screen in one document, its worker, its manifest.

No personal data stands in any of it, so a phone may keep it and fetch it without a session: an
activist who has not signed in for weeks still gets the mended app. Who the person is, the phone
knows by itself, under the PIN.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.forms import BaseForm, DateField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import person_in
from pabolo.doors.shared.forms import DONT_KNOW, UNKNOWN
from pabolo.doors.shared.languages import path_in_language
from pabolo.doors.shared.reports.questions import YES_NO
from pabolo.doors.village.activities import ActivityForm
from pabolo.doors.village.alarm import AlarmForm
from pabolo.doors.village.app_words import said
from pabolo.doors.village.forms import CHOOSE
from pabolo.doors.village.frame import page
from pabolo.doors.village.guidance import coded_cards
from pabolo.doors.village.meetings import MeetingForm
from pabolo.ground.lib import clock
from pabolo.programme.watchlist import labels
from pabolo.rules.actors import Actor

NOBODY = Actor(id=UUID(int=0))
MODULES = (
    "app", "bytes", "courier", "enrol", "entries", "forms", "home", "keep", "lock", "people",
    "pin", "seal", "screens", "sync", "tree", "watch", "words",
)  # fmt: skip
FILES = (
    *(f"village/app/{name}.js" for name in MODULES),
    "pabolo/tokens.css",
    "pabolo/pabolo.css",
    "village/desa.css",
    "village/desa.svg",
    "village/icon-192.png",
    "pabolo/jakarta-700.woff2",
    "pabolo/hem.svg",
    "pabolo/hem-dark.svg",
    "pabolo/seal.svg",
    "pabolo/tick.svg",
    "pabolo/tick-dark.svg",
)
WORKER = "village/app/worker.js"
EDITED = ("day", "level", "kind", "strategy")
TEXT_LIMIT = "4000"


def _blank[F: BaseForm](form: F) -> F:
    """An unbound form that looks the same every day: the phone fills in the day and the place."""
    for field in form.fields.values():
        if isinstance(field, DateField):
            field.initial = None
            field.widget.attrs.pop("max", None)
    return form


def _forms() -> dict[str, BaseForm]:
    """The forms of the pages that stand, with ids of their own in the one document."""
    today = clock.today()
    alarm = AlarmForm(actor=NOBODY, today=today, auto_id="alarm_%s")
    # Sealed work cannot be mended on the phone: what is too long is stopped while it is typed.
    alarm.fields["text"].widget.attrs["maxlength"] = TEXT_LIMIT
    for name in ("name", "where"):
        alarm.fields[name].widget.attrs["maxlength"] = "200"
    return {
        "alarm": alarm,
        "activity": _blank(ActivityForm(groups=[], today=today, auto_id="activity_%s")),
        "edit": _blank(ActivityForm(groups=[], today=today, auto_id="edit_%s")),
        "meeting": _blank(MeetingForm(groups=[], members=[], today=today, auto_id="meeting_%s")),
    }


def _labels(forms: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the codes in the phone's lists are called, in the shell's language."""
    lists = {name: forms["activity"].fields[name].choices for name in ("kind", "level")}
    lists |= {"watch": labels.STATE.items(), "answer": labels.ANSWER.items()}
    return {name: {str(code): str(label) for code, label in pairs} for name, pairs in lists.items()}


def _required(form: BaseForm) -> dict[str, str]:
    """What is said of a field that must not stay empty."""
    return {
        name: str(field.error_messages["required"])
        for name, field in form.fields.items()
        if field.required
    }


def _settings(forms: Mapping[str, BaseForm]) -> dict[str, Any]:
    """What the modules need to know: addresses, words, sentences of empty fields."""
    return {
        "language": get_language(),
        "shell": path_in_language("/desa/buku/"),
        "worker": path_in_language("/desa/sw.js"),
        "scope": path_in_language("/desa/"),
        "api": path_in_language("/desa/api/"),
        "keep": reverse("village:keep"),
        "signOut": reverse("account_logout"),
        "words": said(),
        "yesNo": [[code, str(words)] for code, words in (*YES_NO, (UNKNOWN, DONT_KNOW))],
        "labels": _labels(forms),
        "required": {name: _required(form) for name, form in forms.items()}
        | {"watch": {"kind": str(CHOOSE), "place": str(CHOOSE)}},
    }


def _shown() -> dict[str, Any]:
    forms = _forms()
    return {
        "forms": forms,
        "cards": coded_cards(),
        "app": _settings(forms),
        "lists": [forms["edit"][name] for name in EDITED],
    }


@login_not_required
@gzip_page
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The document with every screen."""
    response = render(request, "village/app/shell.html", _shown())
    response.headers["Cache-Control"] = "private, max-age=0"
    return response


def _kept(name: str) -> Path:
    """Where the source of a static file lies."""
    return Path(str(finders.find(name)))


@lru_cache(maxsize=1)
def _of_files() -> str:
    """One hash over the files that the phone keeps."""
    parts = [_kept(name).read_bytes() for name in (*FILES, WORKER)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@login_not_required
@gzip_page
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its first line names what is kept, by content: a change is a new one."""
    document = render_to_string("village/app/shell.html", _shown(), request)
    version = hashlib.sha256((document + _of_files()).encode()).hexdigest()[:16]
    keep = {
        "version": f"{get_language()}-{version}",
        "shell": path_in_language("/desa/buku/"),
        "scope": path_in_language("/desa/"),
        "files": [static(name) for name in FILES],
        "manifest": path_in_language("/desa/catatan.webmanifest"),
    }
    source = _kept(WORKER).read_text(encoding="utf-8")
    response = HttpResponse(
        f"const KEEP = {json.dumps(keep)};\n{source}", content_type="text/javascript"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone's home screen shows: a name and a picture that say nothing."""
    icons = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    icons.append(("icon-mask-512.png", "512x512", "maskable"))
    name = _("Village notes")
    body = {
        "name": name,
        "short_name": name,
        "lang": get_language(),
        "start_url": path_in_language("/desa/buku/"),
        "scope": path_in_language("/desa/"),
        "display": "standalone",
        "background_color": "#fcf9f3",
        "theme_color": "#fcf9f3",
        "icons": [
            {"src": static(f"village/{file}"), "sizes": size, "type": "image/png", "purpose": use}
            for file, size, use in icons
        ],
    }
    response = JsonResponse(body, content_type="application/manifest+json")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the app on this phone: choose a PIN. Needs signal and the session, once."""
    mark = person_in(request).name[:1].upper()
    return page(request, "keep", {"app": _settings(_forms()), "mark": mark})
