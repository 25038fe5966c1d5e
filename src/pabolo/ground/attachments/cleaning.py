"""What may be kept of an uploaded file?

The first bytes decide what a file is, never its name. Pictures are drawn anew, pixel by pixel,
so that place, time, device and anything hidden stay behind; sound and PDF are kept as they came
and only ever handed out as downloads. Everything else is refused with a sentence.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from pabolo.rules.decisions import Refusal

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 64_000_000
MOST_PIXELS_IN_MEMORY = 24_000_000
LONGEST_SIDE = 3000
JPEG_QUALITY = 88

EMPTY = Refusal("file.empty", "This file is empty. Choose it again.")
TOO_LARGE = Refusal("file.too_large", "This file is larger than 10 MB. Send a shorter one.")
UNKNOWN = Refusal(
    "file.unknown_kind",
    "This kind of file is not kept. Use a picture (JPEG, PNG, WebP), a voice recording "
    "(OGG, MP3, M4A) or a PDF.",
)
BROKEN = Refusal("file.broken", "This picture cannot be read. Take it again or send another copy.")
TOO_MANY_PIXELS = Refusal(
    "file.too_many_pixels", "This picture has too many pixels. Send a smaller copy."
)

_VIDEO_TRACK = b"hdlr" + bytes(8) + b"vide"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_MP3_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"ID3")


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What is kept: kind, media type and bytes. `copied` where a picture was drawn anew."""

    kind: str
    media_type: str
    body: bytes
    copied: bool = False


def is_picture(raw: bytes) -> bool:
    """Whether the first bytes are those of a picture that is kept."""
    return raw.startswith(_PICTURES) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def _sound_type(raw: bytes) -> str:
    if raw.startswith(b"OggS"):
        return "audio/ogg"
    if raw.startswith(_MP3_FRAMES):
        return "audio/mpeg"
    if raw[4:8] == b"ftyp" and _VIDEO_TRACK not in raw:
        return "audio/mp4"
    return ""


def clean(raw: bytes) -> CleanFile | Refusal:
    """The file as it may be kept, or why not."""
    if not raw:
        return EMPTY
    if len(raw) > MOST_BYTES:
        return TOO_LARGE
    if is_picture(raw):
        return _picture(raw)
    sound = _sound_type(raw)
    if sound:
        return CleanFile("audio", sound, raw)
    if raw.startswith(b"%PDF-"):
        return CleanFile("pdf", "application/pdf", raw)
    return UNKNOWN


def _picture(raw: bytes) -> CleanFile | Refusal:
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return TOO_MANY_PIXELS
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            if picture.width * picture.height > MOST_PIXELS_IN_MEMORY:
                return TOO_MANY_PIXELS
            return _drawn_anew(picture)
    except Image.DecompressionBombError:
        return TOO_MANY_PIXELS
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return BROKEN


def _drawn_anew(picture: Image.Image) -> CleanFile:
    """A new picture of the same pixels, upright, without whatever else the file carried."""
    picture = ImageOps.exif_transpose(picture)
    seen = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    copy = Image.frombytes(seen.mode, seen.size, seen.tobytes())
    out = io.BytesIO()
    if copy.mode == "RGBA":
        copy.save(out, "PNG", optimize=False)
        return CleanFile("image", "image/png", out.getvalue(), copied=True)
    copy.save(out, "JPEG", quality=JPEG_QUALITY)
    return CleanFile("image", "image/jpeg", out.getvalue(), copied=True)
