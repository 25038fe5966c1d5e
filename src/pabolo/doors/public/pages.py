"""The pages that anyone may read. No cookie, no session, nothing about the reader."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pabolo.doors.public.components import FRAMES, frame_words, sheet
from pabolo.doors.public.stages import REVIEWED, STAGES
from pabolo.doors.shared.charts import Tile
from pabolo.doors.shared.formats import number
from pabolo.ground.places import queries as places


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Help numbers, the way to report, what happens then, who reads it."""
    districts = places.tiles()
    words = {
        "stages": STAGES,
        "villages": sum(d.villages for d in districts),
        "districts": len(districts),
        "map_items": [Tile(d.code, d.name, number(d.villages), "t2") for d in districts],
        "map_title": _("Tile map of the districts with the number of villages and wards in each."),
    }
    return render(request, "public/home.html", words)


@login_not_required
@require_safe
def help_nearby(request: HttpRequest) -> HttpResponse:
    """Whom to call, and what they do."""
    return render(request, "public/help.html", {"room": "help"})


@login_not_required
@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """What we protect and what we cannot promise."""
    return render(request, "public/promise.html")


@login_not_required
@require_safe
def traces(request: HttpRequest) -> HttpResponse:
    """How to remove a visit from a phone's history."""
    return render(request, "public/traces.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, what is missing, whom to tell."""
    return render(request, "public/accessibility.html")


@login_not_required
@require_safe
def parenting(request: HttpRequest) -> HttpResponse:
    """Seven stages of age, a few sentences each."""
    words = {"room": "parenting", "stages": STAGES, "reviewed": REVIEWED}
    return render(request, "public/parenting.html", words)


@login_not_required
@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """What quick exit does and does not do, before somebody needs it."""
    return render(request, "public/leaving.html")


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Only where the data are samples."""
    if settings.MODE != "demo":
        raise Http404
    return render(request, "public/components.html", sheet())


@login_not_required
@require_safe
def frame(request: HttpRequest, frame: str) -> HttpResponse:
    """A base template with sample words, to look at. Only where the data are samples."""
    if settings.MODE != "demo" or frame not in FRAMES:
        raise Http404
    return render(request, f"public/frame_{frame}.html", frame_words())


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may show the public record, not the working parts."""
    closed = ("/lapor", "/lacak", "/dinas/", "/desa/", "/masuk/", "/keluar", "/komponen")
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}{path}" for path in closed for prefix in ("", "/en")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> FileResponse:
    """The mark, for browsers that ask without reading the page."""
    found = finders.find("pabolo/mark.svg")
    if not isinstance(found, str):
        raise Http404
    return FileResponse(open(found, "rb"), content_type="image/svg+xml")
