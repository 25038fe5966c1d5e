"""Which sent table is read: text in UTF-8, no longer than it may be, never a part of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from pabolo.doors.office.sent import sent_table
from pabolo.ground.lib.tables import MOST_BYTES, text_of

HEADER = "code,label_id\n"
WHOLE = HEADER + "A,é\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (WHOLE.encode(), WHOLE),
        (WHOLE.encode("utf-8-sig"), WHOLE),
        (WHOLE.encode("latin-1"), ""),
        (WHOLE.encode("utf-16"), ""),
        (b"PK\x03\x04\xff\xfe", ""),
        (b"a" * MOST_BYTES, "a" * MOST_BYTES),
        (b"a" * (MOST_BYTES + 1), ""),
        (b"", ""),
    ],
)
def test_a_file_is_read_whole_or_not_at_all(raw: bytes, text: str) -> None:
    assert text_of(raw) == text
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("t.csv", raw), "table": "x"})
    assert sent_table(request) == text, "never what was pasted beside it"


def test_what_is_pasted_is_taken_whole_or_not_at_all() -> None:
    for text, read in ((WHOLE, WHOLE), ("a" * MOST_BYTES, "a" * MOST_BYTES), ("a" * 200_001, "")):
        assert sent_table(RequestFactory().post("/", {"table": text})) == read
