"""A sealed file as a download, and an upload as bytes, never more than a hand-over can be."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from pabolo.programme.transfers.envelope import MOST_BYTES


def file_answer(data: bytes, name: str) -> HttpResponse:
    """A sealed file that runs nothing and is kept nowhere."""
    answer = HttpResponse(data, content_type="application/octet-stream")
    shown = content_disposition_header(True, f"{name}.age") or "attachment"
    answer.headers["Content-Disposition"] = shown
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def sent_file(request: HttpRequest, field: str = "file") -> bytes:
    """What was uploaded; one byte more than allowed is enough to refuse it."""
    upload = request.FILES.get(field)
    return upload.read(MOST_BYTES + 1) if upload is not None else b""
