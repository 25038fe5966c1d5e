"""A data folder in which people have lived: built, visited through its pages, backed up.

Run by the test as a program, `python -m tests.safety.inhabited SCALE`, with the environment of a
site. It ends without closing anything, so that the database's logs stay as a crash leaves them.
"""

import io
import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SEED = 12
# Names of people who are only ever typed into the pages below.
CHILD, ACCUSED, TELLER = "Melur Kasturi Bengkuang", "Togi Mangaradot Sialagundi", "Rumondang Sitio"
STORY = "Rahasia besar tentang melur yang tidak boleh terbaca siapa pun."
ANSWER = "Saya melihatnya lagi kemarin sore di tepi sungai."
CHAT = "[24/11 09.05] Tetangga: anak itu dikurung di dapur lagi."
NOTE = "Ibunya menangis waktu ditelepon petugas."
PHONE = "0812-9999-7431"
FILE = "foto-melur-kasturi.png"
BROWSER = "Peramban Rahasia/9.9 (nomor 77)"
TYPED = (CHILD, ACCUSED, TELLER, STORY, ANSWER, CHAT, NOTE, PHONE, FILE, BROWSER)
HERE: Mapping[str, Any] = {"SERVER_NAME": "localhost", "HTTP_USER_AGENT": BROWSER}


def picture() -> SimpleUploadedFile:
    """A small picture whose metadata tells a name."""
    told = PngInfo()
    told.add_text("Author", CHILD)
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG", pnginfo=told)
    return SimpleUploadedFile(FILE, out.getvalue(), "image/png")


def _resident(code_of: Any, issue: Any) -> list[int]:
    """Reports on the public page, comes back and writes."""
    told = {
        "story": {"text": STORY, "worries": ["FIS"]},
        "people": {
            "children": [{"name": CHILD}],
            "reporter_name": TELLER,
            "reporter_contact": PHONE,
        },
        "accused": {"people": [{"name": ACCUSED}]},
        "place": {"village": "12.10.01.1001"},
    }
    visitor, token = Client(**HERE), issue()
    form = {"told": json.dumps(told), "token": token.signed, "step": "6", "go": "send"}
    sent = visitor.post("/lapor", form)
    words = {"code": code_of(token.value), "text": ANSWER, "go": "write", "token": issue().signed}
    return [sent.status_code, visitor.post("/lacak", words).status_code]


def _officer(issue: Any) -> list[int]:
    """Takes a chat with a photo, looks at the list, opens every side of a report, notes a step."""
    client = Client(**HERE)
    client.post("/masuk/contoh/", {"person": "siti"})
    typed = {
        "token": issue().signed,
        "a-channel": "WA",
        "a-received": "2026-11-01T08:00",
        "w-danger": "no",
        "w-worries": ["FIS"],
        "s-text": CHAT,
        "c0-name": CHILD,
        "p-village": "12.10.01.1001",
        "o-name": TELLER,
        "go": "send",
        "files": [picture()],
    }
    answers = [client.post("/dinas/laporan/baru/", typed).status_code]
    listed = client.get("/dinas/laporan/")
    sides = "?buka=story&buka=people&buka=place&buka=accused&buka=files"
    found = sorted({part for part in listed.content.decode().split('"') if _is_report(part)})
    for report in found[:12]:
        answers.append(client.get(f"{report}{sides}").status_code)
        step = {"version": "1", "step-kind": "followed_up", "step-text": NOTE}
        answers.append(client.post(f"{report}langkah/", step).status_code)
    return answers


def _is_report(part: str) -> bool:
    return part.startswith("/dinas/laporan/") and len(part) == len("/dinas/laporan/") + 37


def live(scale: float) -> dict[str, object]:
    """Build, visit, back up; what was done."""
    known = import_module("pabolo.demo.identities").all_identities(SEED, scale=scale)
    regency = import_module("pabolo.doors.command.regency")
    issue = import_module("pabolo.doors.shared.one_time").issue
    code_of = import_module("pabolo.programme.intake.codes").code_of
    regency.build(Path(settings.DATA), regency.Recipe(SEED, scale))
    import_module("pabolo.doors.command.readiness").make_ready()
    answers = [*_resident(code_of, issue), *_officer(issue)]
    at = import_module("pabolo.ground.lib.clock").now()
    backup = import_module("pabolo.doors.command.backup")
    made, _ = backup.make(Path(settings.DATA) / "backups", at=at)
    return {"answers": answers, "backup": made.name, "identities": [*known, *TYPED]}


if __name__ == "__main__":
    django.setup()
    done = live(float(sys.argv[1]))
    Path(os.environ["TOLD"]).write_text(json.dumps(done))
    os._exit(0)
