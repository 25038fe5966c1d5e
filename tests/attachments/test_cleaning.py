"""What becomes of an uploaded file."""

import io
import struct
import zlib

import pytest
from PIL import Image

from pabolo.ground.attachments import cleaning
from pabolo.ground.attachments.cleaning import CleanFile, clean
from pabolo.rules.decisions import Refusal


def jpeg(size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **more)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def exif() -> bytes:
    data = Image.Exif()
    data[0x010F] = "KameraRahasia"
    data[0x0112] = 6
    data.get_ifd(0x8825)[1] = "N"
    return data.tobytes()


def kept(raw: bytes) -> CleanFile:
    found = clean(raw)
    assert isinstance(found, CleanFile)
    return found


def refused(raw: bytes) -> str:
    found = clean(raw)
    assert isinstance(found, Refusal)
    return found.code


def test_place_time_and_device_are_gone_from_a_picture() -> None:
    raw = jpeg(exif=exif(), comment=b"rumah korban")
    assert b"KameraRahasia" in raw and b"rumah korban" in raw
    body = kept(raw).body
    assert b"KameraRahasia" not in body and b"rumah korban" not in body and b"Exif" not in body


def test_a_picture_that_lay_on_its_side_stands_upright() -> None:
    with Image.open(io.BytesIO(kept(jpeg((60, 40), exif=exif())).body)) as upright:
        assert upright.size == (40, 60)


def test_what_hides_behind_a_picture_stays_behind() -> None:
    assert b"PK\x03\x04" not in kept(jpeg() + b"PK\x03\x04zip").body


def test_large_pictures_shrink_and_huge_ones_are_refused() -> None:
    with Image.open(io.BytesIO(kept(jpeg((4000, 2000))).body)) as small:
        assert max(small.size) == cleaning.LONGEST_SIDE
    assert refused(png(30_000, 30_000)) == "file.too_many_pixels"
    assert refused(png(7_000, 7_000)) == "file.too_many_pixels"


def test_a_broken_picture_is_refused_with_a_sentence() -> None:
    assert refused(jpeg()[:200]) == "file.broken"


def test_transparency_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 4)).save(out, "WEBP", lossless=True)
    assert kept(out.getvalue()).media_type == "image/png"


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"OggS" + bytes(60), "audio/ogg"),
        (b"ID3\x04" + bytes(60), "audio/mpeg"),
        (b"\xff\xfb\x90" + bytes(60), "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A " + bytes(60), "audio/mp4"),
        (b"%PDF-1.7\n", "application/pdf"),
    ],
    ids=["ogg", "id3", "mp3", "m4a", "pdf"],
)
def test_sound_and_pdf_are_kept_as_they_are(raw: bytes, media_type: str) -> None:
    found = kept(raw)
    assert (found.media_type, found.body) == (media_type, raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"MZ" + bytes(60),
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"GIF89a" + bytes(60),
        b"PK\x03\x04" + bytes(60),
        b"\0\0\0\x20ftypmp42" + b"hdlr" + bytes(8) + b"vide",
        b"plain words",
    ],
    ids=["exe", "html", "svg", "gif", "zip", "video", "text"],
)
def test_everything_else_is_refused_whatever_its_name(raw: bytes) -> None:
    assert refused(raw) == "file.unknown_kind"


def test_size_is_bounded() -> None:
    assert refused(b"") == "file.empty"
    assert refused(b"OggS" + bytes(cleaning.MOST_BYTES)) == "file.too_large"
