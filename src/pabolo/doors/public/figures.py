"""Figures: what was released, what it means, how it was counted, and the files behind it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pabolo.doors.public import released
from pabolo.doors.public.words import period
from pabolo.record.figures import exports, queries
from pabolo.record.figures.queries import Published
from pabolo.rules.indicators import REGISTRY


@login_not_required
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The newest release; before the first one, release zero or the word that there is none."""
    releases = queries.releases()
    chosen = next((one for one in releases if not one.verbatim), None) or next(iter(releases), None)
    return _page(request, chosen, releases)


@login_not_required
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A release by its code."""
    return _page(request, _published(code), queries.releases())


def _published(code: str) -> Published:
    found = queries.published(code)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, release: Published | None, releases: list[Published]
) -> HttpResponse:
    if release is None:
        return render(request, "public/figures/empty.html", {"room": "figures"})
    until = [one for one in releases if one.as_of <= release.as_of]
    shown = {code: released.living(release, code, _when(release, code)) for code in REGISTRY}
    context = {
        "room": "figures",
        "release": release,
        "period": period(release.period.code) if release.period else "",
        "others": [_link(one) for one in releases if one.code != release.code],
        "years": released.by_year(until),
        "forms": released.forms(release),
        "hidden_forms": released.hidden_forms(release),
        "breakdowns": released.breakdowns(release),
        "in_time": released.in_time(until),
        "coverage": released.coverage(release),
        "living": shown,
        "better": [shown[code] for code in ("RESP_24", "SERV_COMP", "REVICT") if shown[code]],
        "meanings": list(REGISTRY.values()),
    }
    return render(request, "public/figures/release.html", context)


def _when(release: Published, code: str) -> str:
    return "2019" if release.verbatim else ""


def _link(release: Published) -> tuple[str, str]:
    return release.code, period(release.period.code) if release.period else ""


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    """One line a number."""
    return _file(exports.to_csv(_published(code)), "text/csv; charset=utf-8", code, "csv")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def as_json(request: HttpRequest, code: str) -> HttpResponse:
    """The frozen text, byte for byte: its checksum is the published one."""
    return _file(_published(code).text, "application/json; charset=utf-8", code, "json")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def described(request: HttpRequest, code: str) -> HttpResponse:
    """The release for data catalogues (DCAT, JSON-LD)."""
    base = request.build_absolute_uri("/").rstrip("/")
    text = exports.to_json_ld(_published(code), base)
    return _file(text, "application/ld+json", code, "jsonld")


def _file(text: str, media: str, code: str, ending: str) -> HttpResponse:
    name = f"anak-pabolo-{code}.{ending}"
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(text, content_type=media, headers=disposition)
