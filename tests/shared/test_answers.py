"""Errors say what to do, show nothing of the request, and reporters leave no trace."""

from collections.abc import Callable

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override

from pabolo.doors.shared import errors, site
from pabolo.doors.shared.middleware import Headers, NoTrace, is_traceless
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.decisions import Refusal
from pabolo.rules.entry import anyone

RAISED: dict[str, Callable[[], Exception]] = {
    "role": lambda: Refused(Refusal("risk.assess.role", "Only your supervisor may do this.")),
    "rule": lambda: Refused(Refusal("consent.no_basis", "Say on what basis.")),
    "stale": lambda: Refused(Refusal("case.stale", "Somebody else wrote meanwhile.")),
    "locked": Locked,
    "audit": AuditUnavailable,
    "gone": ObjectDoesNotExist,
    "large": RequestDataTooBig,
    "broken": lambda: RuntimeError("Siti Rahasia"),
}


@login_not_required
def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise RAISED[how]()


@login_not_required
def talk(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(repr(sorted(request.META.items(), key=str)) + repr(request.COOKIES))
    response.set_cookie("who", "me")
    response.headers["Vary"] = "Cookie, Accept-Encoding"
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


urlpatterns = [
    path("fail/<slug:how>", fail, name="fail"),
    path("lapor", talk, name="talk"),
    path("biasa", talk, name="plain"),
]
handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error


@pytest.fixture
def open_client(settings: object) -> Client:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    settings.ACCESS = dict.fromkeys(("fail", "talk", "plain"), anyone("test"))  # type: ignore[attr-defined]
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("role", 403, "Only your supervisor may do this."),
        ("rule", 409, "Say on what basis."),
        ("stale", 409, "Somebody else wrote meanwhile."),
        ("locked", 503, "Kantor sedang terkunci"),
        ("audit", 503, "Catatan pembacaan tidak menjawab"),
        ("gone", 404, "Halaman ini tidak ada"),
        ("large", 413, "Terlalu banyak sekaligus"),
        ("broken", 500, "Ada yang rusak di pihak kami"),
    ],
)
def test_each_failure_has_its_page(open_client: Client, how: str, status: int, words: str) -> None:
    answer = open_client.get(f"/fail/{how}")
    assert answer.status_code == status
    text = answer.content.decode()
    assert words in text
    assert "Siti Rahasia" not in text
    assert "no-store" in answer.headers["Cache-Control"]
    assert ("<h1>" in text) and ('lang="id"' in text)


def test_absent_and_out_of_reach_are_the_same_bytes(open_client: Client) -> None:
    absent = open_client.get("/nowhere/at/all")
    unreachable = open_client.get("/fail/gone")
    assert absent.status_code == unreachable.status_code == 404
    assert absent.content == unreachable.content
    assert "nowhere" not in absent.content.decode()


def test_a_broken_variant_of_the_404_would_be_seen() -> None:
    """The guard of the test above: a page that echoes the address differs."""
    template = engines["django"].from_string("{{ request.path }}")
    factory = RequestFactory()
    assert template.render({}, factory.get("/a")) != template.render({}, factory.get("/b"))


def test_too_much_data_is_413_also_before_a_view() -> None:
    answer = errors.bad_request(RequestFactory().get("/"), RequestDataTooBig())
    assert answer.status_code == 413


def test_reporters_leave_no_trace(open_client: Client) -> None:
    open_client.cookies["sessionid"] = "abc"
    answer = open_client.get(
        "/lapor",
        headers={
            "user-agent": "Nokia 3310",
            "x-forwarded-for": "203.0.113.7",
            "referer": "http://elsewhere.example/x",
            "accept-language": "bbc",
        },
        REMOTE_ADDR="203.0.113.9",
    )
    text = answer.content.decode()
    for telling in ("Nokia", "203.0.113", "elsewhere", "abc", "'bbc'"):
        assert telling not in text
    assert not answer.cookies
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_same_view_elsewhere_would_leave_traces(open_client: Client) -> None:
    """The broken variant: without the middleware's path, everything is there."""
    answer = open_client.get("/biasa", headers={"user-agent": "Nokia 3310"})
    assert "Nokia" in answer.content.decode()
    assert "who" in answer.cookies


@pytest.mark.parametrize(
    ("address", "traceless"),
    [
        ("/lapor", True),
        ("/lapor/2", True),
        ("/en/lapor", True),
        ("/lacak", True),
        ("/laporan", False),
        ("/", False),
    ],
)
def test_which_addresses_are_traceless(address: str, traceless: bool) -> None:
    assert is_traceless(address) is traceless


def test_every_answer_is_isolated_and_not_stored() -> None:
    answer = Headers(lambda request: HttpResponse("x"))(RequestFactory().get("/"))
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_a_view_may_allow_storing() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers={"Cache-Control": "public, max-age=60"})

    answer = Headers(view)(RequestFactory().get("/"))
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert NoTrace(view)(RequestFactory().get("/lapor")).headers["Cache-Control"] == "no-store"


def test_help_numbers_stand_when_the_database_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(minute: int, mode: str) -> site.Site:
        raise DatabaseError

    monkeypatch.setattr(site, "_of_minute", broken)
    with override("id"):
        text = errors.server_error(RequestFactory().get("/")).content.decode()
    assert 'href="tel:112"' in text


def test_numbers_become_links() -> None:
    assert site.tel("112") == "tel:112"
    assert site.tel("(0624) 000-000") == "tel:+62624000000"
    assert site.whatsapp("08111-129-129") == "https://wa.me/628111129129"
