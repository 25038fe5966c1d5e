"""What every answer carries, and how exceptions of the lower floors become pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.middleware.security import SecurityMiddleware
from django.utils.cache import patch_vary_headers

from pabolo.doors.shared.errors import answer_to
from pabolo.doors.shared.languages import bare_path

type Next = Callable[[HttpRequest], HttpResponse]

FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
# Passkeys for staff need the two publickey-credentials features on our own pages.
PERMISSIONS = ", ".join(
    [
        *(f"{name}=()" for name in FEATURES),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)
HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
TRACELESS = ("/lapor", "/lacak", "/mitra")
# What says who or where a reporter is. Taken away before any view, log or error report runs.
TELLING = (
    "HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_AUTHORIZATION", "HTTP_FROM",
    "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER",
)  # fmt: skip


class Headers:
    """Isolation, no browser features, and `no-store` wherever a page does not say otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what is missing; views may be stricter or, for open data, cacheable."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "no-store")
        _forget_vary(response, "accept-language")
        return response


class Transport(SecurityMiddleware):
    """A real installation speaks TLS only, but for this machine itself (`localhost`)."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Send plain requests to the same address under https."""
        host, _port = split_domain_port(request.get_host())
        return None if host in HERE else super().process_request(request)


class NoTrace:
    """Pages of reporters and partners: nothing of the sender comes in, no cookie goes out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Strip the request, answer, strip the answer."""
        if not is_traceless(request.path_info):
            return self.get_response(request)
        for name in TELLING:
            request.META.pop(name, None)
        request.META["REMOTE_ADDR"] = ""
        response = self.get_response(request)
        response.cookies.clear()
        _forget_vary(response, "cookie")
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def is_traceless(path: str) -> bool:
    """Whether a path belongs to the reporters, in any language."""
    bare = bare_path(path)
    return any(bare == root or bare.startswith(f"{root}/") for root in TRACELESS)


def _forget_vary(response: HttpResponse, name: str) -> None:
    """The language is in the address and the reporter in nothing, so pages vary by neither."""
    kept = [v.strip() for v in response.headers.get("Vary", "").split(",")]
    response.headers.pop("Vary", None)
    kept = [v for v in kept if v and v.lower() != name]
    if kept:
        patch_vary_headers(response, kept)


class Answers:
    """Refusals, locked keys and missing rows become pages that say what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in or out."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for the exceptions we know; None lets Django answer 500."""
        return answer_to(request, exception)
